"""Rounds as pages show them: which there are, and what came in for one."""

import datetime
import hashlib
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from recommendations.choices import Assessment
from recommendations.choices import UpdateState as S
from recommendations.models import Document, FollowUp, Party, Round, Update, User
from recommendations.permissions import PartySet, manages_round, parties_where
from recommendations.roles import Permission as P


@dataclass(frozen=True)
class PartyRow:
    """What one country was asked in a round. `sent` (on its way to a decision) is None where it is not for the reader.

    `late`: how many of the accepted came after the round's day there; `is_over`: that day has passed.
    """

    party: Party
    asked: int
    accepted: int
    late: int
    sent: int | None
    is_over: bool


@dataclass(frozen=True)
class RoundPage:
    round: Round
    documents: tuple[Document, ...]
    rows: tuple[PartyRow, ...]
    may_change: bool
    shows_sent: bool

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.rows)

    @property
    def accepted(self) -> int:
        return sum(row.accepted for row in self.rows)


def round_list() -> QuerySet[Round]:
    """Those that are open first, the first due first; then the closed ones, the last closed first."""
    documents = Prefetch("documents", Document.objects.order_by("code"))
    return (
        Round.objects.prefetch_related(documents, Prefetch("parties", Party.objects.order_by("name")))
        .annotate(is_closed=Q(closed_at__isnull=False))
        .order_by("is_closed", "-due_on", "name")
    )


def round_page(found: Round, user: User) -> RoundPage:
    parties = list(found.parties.order_by("name"))
    submitted = parties_where(user, P.READ_SUBMITTED)
    counted = _counted(found, parties)
    rows = tuple(_row(found, party, counted.get(party.pk, {}), submitted) for party in parties)
    return RoundPage(
        round=found,
        documents=tuple(found.documents.select_related("party").order_by("code")),
        rows=rows,
        may_change=found.closed_at is None and manages_round(user, found),
        shows_sent=any(row.sent is not None for row in rows),
    )


def asked_in(found: Round) -> QuerySet[FollowUp]:
    """What a round asks: its documents of its parties."""
    return FollowUp.objects.in_force().filter(recommendation__document__rounds=found, party__rounds=found)


def assessed_in(found: Round) -> QuerySet[FollowUp]:
    """The follow-ups whose current answer was given in this round, and was assessed."""
    answered = FollowUp.objects.exclude(status="").filter(current_version__update__round=found)
    return answered.exclude(assessment=Assessment.NOT_ASSESSED)


def unpublished(found: Round) -> QuerySet[FollowUp]:
    """Those of them whose assessment only the ILO and the country see."""
    return assessed_in(found).filter(assessment_published=False)


def ends_at(found: Round, party: Party) -> datetime.datetime:
    """The instant after the round's day on the party's own clock."""
    return datetime.datetime.combine(found.due_on + datetime.timedelta(days=1), datetime.time.min, party.zone)


def mark(found: Round) -> str:
    """What a page showed of a round, to notice that it has changed."""
    told = [
        found.name,
        found.due_on.isoformat(),
        *(sorted(each.values_list("pk", flat=True)) for each in (found.documents, found.parties)),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _counted(found: Round, parties: list[Party]) -> dict[int, dict[str, int]]:
    answers = Update.objects.filter(
        follow_up=Coalesce(OuterRef("answered_under"), OuterRef("pk")), round=found
    ).order_by()
    accepted = answers.filter(state__in=[S.ACCEPTED, S.SUPERSEDED])
    late = Q(pk__in=[])
    for party in parties:
        late |= Q(Exists(accepted.filter(submitted_at__gte=ends_at(found, party))), party=party)
    submitted = answers.filter(state=S.SUBMITTED)
    rows = (
        asked_in(found).order_by().annotate(is_accepted=Exists(accepted), is_sent=Exists(submitted))
        .values("party")
        .annotate(
            asked=Count("pk"), accepted=Count("pk", filter=Q(is_accepted=True)), late=Count("pk", filter=late),
            sent=Count("pk", filter=Q(is_sent=True)),
        )
    )  # fmt: skip
    return {row["party"]: row for row in rows}


def _row(found: Round, party: Party, counted: dict[str, int], submitted: PartySet) -> PartyRow:
    return PartyRow(
        party=party,
        asked=counted.get("asked", 0),
        accepted=counted.get("accepted", 0),
        late=counted.get("late", 0),
        sent=counted.get("sent", 0) if party in submitted else None,
        is_over=timezone.now() >= ends_at(found, party),
    )

"""Rounds as pages show them: which there are, and what came in for one."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from recommendations.choices import Assessment, DocumentKind, Standing
from recommendations.choices import UpdateState as S
from recommendations.models import AuditEvent, Document, FollowUp, Party, Review, Round, Seal, SealedRow, Update, User
from recommendations.permissions import parties_where
from recommendations.queries import memory
from recommendations.queries.came_in import PartyRow, asked_in, came_in, ends_at, sentences
from recommendations.queries.lines import Line, listed
from recommendations.queries.sight import NOWHERE
from recommendations.roles import Permission as P


@dataclass(frozen=True)
class RoundPage:
    round: Round
    documents: tuple[Document, ...]
    rows: tuple[PartyRow, ...]
    may_change: bool
    shows_sent: bool
    seals: tuple[Seal, ...] = ()
    manages: bool = False
    unpublished: int = 0

    @property
    def is_sealed(self) -> bool:
        """Whether it is told from a seal: closed, and not from before rounds were sealed."""
        return _telling(self.round, self.seals) is not None

    @property
    def sentences(self) -> list[Line]:
        return sentences(self.round, self.rows)

    @property
    def is_mixed(self) -> bool:
        """Whether proposed and adopted texts are asked."""
        return len({row.standing for row in self.rows}) > 1


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
    seals = _seals(found)
    rows = came_in(found, parties, submitted, _telling(found, seals))
    where, joined = parties_where(user, P.MANAGE_ROUNDS), joined_late(found)
    manages = bool(where) and all(party in where for party in parties)
    return RoundPage(
        round=found,
        documents=tuple(found.documents.select_related("party").order_by("code")),
        rows=tuple(replace(row, joined_on=joined.pop(row.party.code, None)) for row in rows),
        may_change=found.closed_at is None and manages,
        shows_sent=any(row.sent is not None for row in rows),
        seals=seals,
        manages=manages,
        unpublished=_unpublished(found) if manages and found.closed_at else 0,
    )


def _unpublished(found: Round) -> int:
    return memory.recall(("unpublished", found.pk), unpublished(found).count)


def _seals(found: Round) -> tuple[Seal, ...]:
    """The last first, each with `row_count` and, where the round was opened again after it, its `reopening`."""
    seals = Seal.objects.filter(round=found).defer("facts").select_related("sealed_by", "reopening__reopened_by")
    rows = SealedRow.objects.filter(seal=OuterRef("pk")).order_by().values("seal").annotate(n=Count("pk")).values("n")
    return tuple(seals.annotate(row_count=Coalesce(Subquery(rows), 0)).order_by("-number"))


def _telling(found: Round, seals: tuple[Seal, ...]) -> Seal | None:
    """The seal that a closed round is told from, the last of `seals`; None for one that runs, or was never sealed."""
    last = seals[0] if seals else None
    return last if last and found.closed_at and last.sealed_at >= found.closed_at else None


def assessed_in(found: Round) -> QuerySet[FollowUp]:
    """The follow-ups whose current answer was given in this round, and was assessed."""
    answered = FollowUp.objects.exclude(status="").filter(current_version__update__round=found)
    return answered.exclude(assessment=Assessment.NOT_ASSESSED)


@dataclass(frozen=True)
class Assessed:
    """How many answers of one standing were assessed so, and of how many only the ILO and the country know; each leads
    to its rows."""

    standing: str
    assessment: str
    number: Line
    waiting: Line


def assessments(found: Round) -> tuple[Assessed, ...]:
    """What publishing would show, proposed and adopted texts apart."""
    adopted = Q(recommendation__document__kind=DocumentKind.FORUM)
    rows = (
        assessed_in(found).order_by().annotate(adopted=adopted).values("adopted", "assessment")
        .annotate(number=Count("pk"), waiting=Count("pk", filter=Q(assessment_published=False)))
    )  # fmt: skip
    by_kind = {(row["adopted"], row["assessment"]): row for row in rows}
    return tuple(
        Assessed(
            str(standing.label),
            str(each.label),
            _assessed(found, standing, each, row["number"]),
            _assessed(found, standing, each, row["waiting"], published="no"),
        )
        for standing in (Standing.ADOPTED, Standing.PROPOSED)
        for each in Assessment
        if (row := by_kind.get((standing == Standing.ADOPTED, each.value)))
    )


def _assessed(found: Round, standing: Standing, assessment: Assessment, number: int, **picks: str) -> Line:
    """Texts that were withdrawn since are among them."""
    place = {"in_round": str(found.pk), "standing": standing.value, "assessment": assessment.value}
    force = (("force", "in-force"), ("force", "withdrawn"))
    return (listed(number, (*(place | picks).items(), *force)),)


def unpublished(found: Round) -> QuerySet[FollowUp]:
    """Those of them whose assessment only the ILO and the country see."""
    return assessed_in(found).filter(assessment_published=False)


@dataclass(frozen=True)
class Waiting:
    """What of one country lies with the reviewers when a round is to be closed: answers on which nobody has decided,
    and decisions that were not sent, some of them by others than the reader."""

    party: Party
    undecided: int
    unsent: int
    by_others: int


@dataclass(frozen=True)
class ClosingPage:
    """What one looks at before a round is closed. `still_due`: somewhere its day has not passed."""

    sentences: list[Line]
    still_due: bool
    waiting: tuple[Waiting, ...]


def closing_page(found: Round, user: User) -> ClosingPage:
    parties = list(found.parties.order_by("name"))
    return ClosingPage(
        sentences=sentences(found, came_in(found, parties, NOWHERE, None)),
        still_due=any(timezone.now() < ends_at(found, party) for party in parties),
        waiting=_waiting(found, parties, user),
    )


def _waiting(found: Round, parties: list[Party], user: User) -> tuple[Waiting, ...]:
    """By country; where nothing waits it is not there."""
    decisions = Review.objects.pending().filter(version__update=OuterRef("pk"), version__number=OuterRef("version"))
    answers = Update.objects.filter(round=found, state=S.SUBMITTED, follow_up__in=asked_in(found)).order_by()
    rows = (
        answers.annotate(decided=Exists(decisions), own=Exists(decisions.filter(decided_by=user)))
        .values("follow_up__party")
        .annotate(
            undecided=Count("pk", filter=Q(decided=False)), unsent=Count("pk", filter=Q(decided=True)),
            by_others=Count("pk", filter=Q(decided=True, own=False)),
        )
    )  # fmt: skip
    counted = {row.pop("follow_up__party"): row for row in rows}
    return tuple(Waiting(party, **counted[party.pk]) for party in parties if party.pk in counted)


def rounds_before(found: Round) -> QuerySet[Round]:
    """The closed rounds that asked any of the same parties about any of the same documents, the last first."""
    return comparable(found).filter(closed_at__isnull=False, is_later=False)


def comparable(found: Round) -> QuerySet[Round]:
    """The other rounds that asked any of the same parties about any of the same documents: the nearest before first."""
    same = Round.objects.filter(documents__in=found.documents.all(), parties__in=found.parties.all())
    others = Round.objects.filter(pk__in=same.values("pk")).exclude(pk=found.pk)
    earlier = Q(due_on__lt=found.due_on) | Q(due_on=found.due_on, pk__lt=found.pk)
    return others.annotate(is_later=~earlier).order_by("is_later", "-due_on", "-pk")


def earlier_seals(rounds: Iterable[Round]) -> dict[int, list[int]]:
    """Of each round, by its key, the numbers of the seals that were followed by another, the last first."""
    found: dict[int, list[int]] = {each.pk: [] for each in rounds}
    rows = Seal.objects.filter(round__in=found).order_by("-number").values_list("round", "number")
    last: set[int] = set()
    for key, number in rows:
        found[key] += [number] if key in last else []
        last.add(key)
    return found


def joined_late(found: Round) -> dict[str, datetime.date]:
    """The codes of the parties that joined when the round was open already, and the day: the trail tells."""
    events = AuditEvent.objects.filter(action="round.change", target_type="round", target=str(found.pk))
    joined = {}
    for at, before, after in events.order_by("sequence").values_list("at", "before", "after"):
        for code in sorted({*(after or {}).get("parties", ())} - {*(before or {}).get("parties", ())}):
            joined[code] = timezone.localdate(at)
    return joined


def mark(found: Round) -> str:
    """What a page showed of a round, to notice that it has changed."""
    told = [
        found.name,
        found.due_on.isoformat(),
        *(sorted(each.values_list("pk", flat=True)) for each in (found.documents, found.parties)),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()

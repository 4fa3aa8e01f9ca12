"""What came in for a round, by country and standing, each figure with the list of its rows (queries.round_rows).

Of a closed round what its seal tells; proposed and adopted texts are never added up.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.choices import DocumentKind, Standing
from recommendations.choices import UpdateState as S
from recommendations.models import FollowUp, Party, Round, Seal, SealedRow, Update
from recommendations.permissions import PartySet
from recommendations.queries import memory
from recommendations.queries.lateness import first_sent, written_in_time
from recommendations.queries.lines import Line, Run, figure, fill
from recommendations.queries.shares import HEADINGS, STANDINGS
from recommendations.queries.sight import EVERYWHERE

Counted = dict[tuple[int, Standing], dict[str, int]]


@dataclass(frozen=True)
class PartyRow:
    """What one country was asked in a round, of one standing.

    `sent` (on its way to a decision) is None where it is not for the reader. `late`: how many of the accepted came
    after the round's day there; `is_over`: that day has passed; `joined_on`: where it was not asked from the beginning.
    `seal`: of which the other figures are told; None for live data.
    """

    round: Round
    party: Party
    standing: Standing
    asked: int
    accepted: int
    late: int
    sent: int | None
    is_over: bool
    joined_on: datetime.date | None = None
    seal: int | None = None

    @property
    def share(self) -> Line:
        accepted = self._leading(self.accepted, given="yes")
        return fill(_("%(accepted)s of %(asked)s asked"), accepted=accepted, asked=self._leading(self.asked))

    @property
    def lateness(self) -> Line:
        return (self._leading(self.late, late="yes"),)

    @property
    def waiting(self) -> Line:
        """What waits is as it is now, whatever was sealed."""
        return () if self.sent is None else (to_rows(self.round, self.sent, None, **self._place, sent="yes"),)

    @property
    def _place(self) -> dict[str, str]:
        return {"country": self.party.code, "standing": self.standing.value}

    def _leading(self, number: int, **picks: str) -> Run:
        return to_rows(self.round, number, self.seal, **self._place, **picks)


def to_rows(found: Round, number: int, seal: int | None, **picks: str) -> Run:
    """A figure of a round, which leads to its rows where it has any."""
    told = {"seal": str(seal)} if seal else {}
    return figure(number, urlencode(told | picks), reverse("round_rows", args=[found.pk]))


def sentences(found: Round, rows: Iterable[PartyRow]) -> list[Line]:
    """How much is answered, one for each standing that was asked."""
    rows, told = list(rows), []
    for standing in STANDINGS:
        own = [row for row in rows if row.standing == standing and row.asked]
        if own:
            picks = {"standing": standing.value}
            accepted = to_rows(found, sum(row.accepted for row in own), own[0].seal, **picks, given="yes")
            asked = to_rows(found, sum(row.asked for row in own), own[0].seal, **picks)
            form = _("%(heading)s: %(accepted)s of %(asked)s asked are answered in this round.")
            told.append(fill(form, heading=str(HEADINGS[standing]), accepted=accepted, asked=asked))
    return told


def came_in(found: Round, parties: list[Party], submitted: PartySet, seal: Seal | None) -> list[PartyRow]:
    """A row for each country and standing that was asked; for a country of which nothing is asked one of noughts.

    `submitted`: of which countries the reader may know what is on its way.
    """
    counted = _counted(found, parties, seal)
    rows = []
    for party in parties:
        kinds = [each for each in STANDINGS if (party.pk, each) in counted]
        for standing in kinds or STANDINGS[:1]:
            told = counted.get((party.pk, standing), {})
            rows.append(
                PartyRow(
                    round=found,
                    party=party,
                    standing=standing,
                    asked=told.get("asked", 0),
                    accepted=told.get("accepted", 0),
                    late=told.get("late", 0),
                    sent=told.get("sent", 0) if party in submitted else None,
                    is_over=timezone.now() >= ends_at(found, party),
                    seal=seal.number if seal else None,
                )
            )
    return rows


def asked_in(found: Round) -> QuerySet[FollowUp]:
    """What a round asks: its documents of its parties."""
    return FollowUp.objects.in_force().filter(recommendation__document__rounds=found, party__rounds=found)


def given_in(found: Round) -> QuerySet[FollowUp]:
    """What was answered in a round that no seal tells, whatever was answered since."""
    return _told(found).filter(is_accepted=True)


def late_in(found: Round, parties: Iterable[Party]) -> QuerySet[FollowUp]:
    """Those of them that came after the round's day, on each country's own clock."""
    return _told(found).filter(_late(found, parties))


def sent_in(found: Round, submitted: PartySet) -> QuerySet[FollowUp]:
    """What is on its way to a decision, of those countries."""
    return _told(found).filter(submitted.q("party"), is_sent=True)


def ends_at(found: Round, party: Party) -> datetime.datetime:
    """The instant after the round's day on the party's own clock."""
    return datetime.datetime.combine(found.due_on + datetime.timedelta(days=1), datetime.time.min, party.zone)


# --- Counting ------------------------------------------------------------------------------------------------


def _told(found: Round) -> QuerySet[FollowUp]:
    """All that is asked, with what came in for it; an answer given under another comes for both."""
    answers = Update.objects.filter(
        follow_up=Coalesce(OuterRef("answered_under"), OuterRef("pk")), round=found
    ).order_by()
    return (
        asked_in(found)
        .order_by()
        .annotate(
            is_accepted=Exists(answers.filter(state__in=[S.ACCEPTED, S.SUPERSEDED])),
            is_sent=Exists(answers.filter(state=S.SUBMITTED)),
            first_sent=first_sent(found),
            written_in_time=written_in_time(found),
        )
    )


def _late(found: Round, parties: Iterable[Party]) -> Q:
    late = Q(pk__in=[])
    for party in parties:
        late |= Q(is_accepted=True, written_in_time=False, first_sent__gte=ends_at(found, party), party=party)
    return late


def _counted(found: Round, parties: list[Party], seal: Seal | None) -> Counted:
    """What came in; of many follow-ups only after something happened there."""
    there = PartySet(everywhere=False, ids=frozenset(party.pk for party in parties))
    key = ("round", found.pk, seal and seal.sha256, there)
    return memory.recall(key, lambda: _count_sealed(found, seal) if seal else _count(found, parties), on_its_way=there)


def _count(found: Round, parties: list[Party]) -> Counted:
    rows = (
        _told(found).annotate(adopted=Q(recommendation__document__kind=DocumentKind.FORUM)).values("party", "adopted")
        .annotate(
            asked=Count("pk"), accepted=Count("pk", filter=Q(is_accepted=True)),
            late=Count("pk", filter=_late(found, parties)), sent=Count("pk", filter=Q(is_sent=True)),
        )
    )  # fmt: skip
    return {(row["party"], _standing(adopted=row["adopted"])): row for row in rows}


def _count_sealed(found: Round, seal: Seal) -> Counted:
    """What the seal tells, and what is on its way now."""
    kind = "follow_up__recommendation__document__kind"
    rows: Any = (
        SealedRow.objects.filter(seal=seal).order_by()
        .annotate(
            adopted=Q(**{kind: DocumentKind.FORUM}),
            is_sent=Exists(sent_in(found, EVERYWHERE).filter(pk=OuterRef("follow_up"))),
        )
        .values("follow_up__party", "adopted")
        .annotate(
            asked=Count("pk"), accepted=Count("pk", filter=Q(data__in_round=True)),
            late=Count("pk", filter=Q(data__late=True)), sent=Count("pk", filter=Q(is_sent=True)),
        )
    )  # fmt: skip
    return {(row["follow_up__party"], _standing(adopted=row["adopted"])): row for row in rows}


def _standing(*, adopted: bool) -> Standing:
    return Standing.ADOPTED if adopted else Standing.PROPOSED

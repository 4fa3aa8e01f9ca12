"""What one page for a minister may hold: what was done and may be quoted, what is open, what partners say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from recommendations.choices import Part, Status
from recommendations.models import (
    FollowUp,
    Party,
    Responsibility,
    Statement,
    VersionActivity,
    VersionEvidence,
)
from recommendations.queries import counts, told
from recommendations.queries.follow_ups import PLACE

# So many of each are offered to choose from.
OFFERED = 12
ENDED = (Status.IMPLEMENTED, Status.IN_PLACE, Status.NOT_PURSUED)
NOTHING_DONE = (Status.NOT_STARTED, Status.PLANNED, Status.NOT_PURSUED)


@dataclass(frozen=True)
class Picked:
    """What a person chose by the address; empty where the rule chooses."""

    done: tuple[int, ...] = ()
    open: tuple[str, ...] = ()
    said: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quotable:
    """An activity, and an answered follow-up that it serves."""

    activity: Any
    row: Any


def done(party: Party, today: date, picked: Collection[int]) -> list[Quotable]:
    """Past activities whose answer rests on evidence that may be quoted: those picked, then the latest first."""
    sight = told.sight_to_hand_out()
    quoted = VersionEvidence.objects.filter(version=OuterRef("version"), evidence__in=sight.evidence)
    answered = _own(party).exclude(status__in=["", *NOTHING_DONE])
    found = told.dated().filter(Exists(quoted), version__in=told.current_versions(answered), last__lte=today)
    in_order = found.order_by(F("last").desc(), "-pk")
    activities = _once([*in_order.filter(activity__in=picked), *in_order[: 3 * OFFERED]])
    rows = answered.filter(current_version__in={each.version_id for each in activities})
    serving = {
        row.current_version_id: row for row in reversed(told.with_evidence(told.answers(rows, sight, today), sight))
    }
    return [Quotable(each, serving[each.version_id]) for each in activities]


def _once(found: list[VersionActivity]) -> list[VersionActivity]:
    """Each activity once, in the order given."""
    return list({each.activity_id: each for each in reversed(found)}.values())[::-1]


def still_open(party: Party, today: date, picked: Collection[str]) -> list[FollowUp]:
    """What is not finished: those picked, then by target date, then the longest asked.

    What is answered under another is told there. Adds `.lead_name`, of its lead agency.
    """
    leads = Responsibility.objects.filter(follow_up=OuterRef("pk"), part=Part.LEAD)
    found = (
        told.answers(_own(party).exclude(status__in=ENDED).filter(answered_under=None), told.sight_to_hand_out(), today)
        .annotate(lead_name=Subquery(leads.values("organization__name")[:1]))
        .order_by(F("target_date").asc(nulls_last=True), "asked_on", *PLACE)
    )
    chosen = Q(recommendation__reference__in=picked)
    return [*(found.filter(chosen) if picked else ()), *found.exclude(chosen)[:OFFERED]]


def said(party: Party, picked: Collection[int]) -> list[Statement]:
    """Statements on the country, or on the region about what the country is asked: those picked, then the latest."""
    asked = _own(party).filter(recommendation=OuterRef("recommendation"))
    found = (
        Statement.objects.shown()
        .filter(Q(party=party) | Q(party=None), Exists(asked))
        .select_related("organization", "recommendation", "party")
        .order_by("-published_at", "-pk")
    )
    chosen = Q(pk__in=picked)
    return [*(found.filter(chosen) if picked else ()), *found.exclude(chosen)[:OFFERED]]


def counted(party: Party, today: date) -> list[counts.Cell]:
    return counts.cells(_own(party), by=("country", "country_name", "standing"), day=today)


def _own(party: Party) -> QuerySet[FollowUp]:
    return FollowUp.objects.in_force().filter(party=party)

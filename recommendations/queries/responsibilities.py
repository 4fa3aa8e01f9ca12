"""Who answers for what: a country's follow-ups with their agencies and target dates, and what is asked of one."""

import datetime
import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from recommendations.choices import Part, Standing
from recommendations.models import (
    FollowUp,
    Organization,
    Party,
    Responsibility,
    TargetDateChange,
    User,
    VersionAgency,
    VersionInformant,
)
from recommendations.permissions import can, parties_where
from recommendations.queries.follow_ups import PLACE, with_shown_status
from recommendations.queries.lateness import SETTLED, answer_due
from recommendations.roles import Permission as P

# A date that was moved later, or taken away, was postponed.
POSTPONED = Q(before__isnull=False) & (Q(after__isnull=True) | Q(after__gt=F("before")))


def parties(user: User) -> list[Party]:
    """The countries whose agencies and target dates `user` sets."""
    return list(Party.objects.filter(parties_where(user, P.ASSIGN_RESPONSIBILITY).q("pk")))


def with_agencies(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Each row with `agencies` (its responsibilities, the lead first) and `postponed` (how often, None for never)."""
    rows = Responsibility.objects.select_related("organization").order_by("-part", "organization__name")
    agencies = Prefetch("responsibilities", rows, to_attr="agencies")
    return found.annotate(postponed=postponed()).prefetch_related(agencies)


def postponed() -> Subquery:
    """How often a follow-up's target date was postponed, for an annotation."""
    changes = TargetDateChange.objects.filter(POSTPONED, follow_up=OuterRef("pk")).order_by()
    return Subquery(changes.values("follow_up").annotate(n=Count("pk")).values("n"))


def of_party(party: Party, agency: str = "") -> QuerySet[FollowUp]:
    """A country's follow-ups in force; `agency`: those of one ("none": those without a lead)."""
    found = FollowUp.objects.in_force().filter(party=party)
    if agency == "none":
        found = found.exclude(responsibilities__part=Part.LEAD)
    elif agency:
        found = found.filter(responsibilities__organization__slug=agency)
    return with_agencies(found.with_source()).order_by(*PLACE, "pk")


def mark(follow_up: FollowUp) -> str:
    """What stands for a row as a page showed it: its id, and a digest of its agencies and date."""
    parts = sorted((each.part, each.organization_id) for each in follow_up.agencies)
    digest = hashlib.sha256(repr((parts, follow_up.target_date)).encode()).hexdigest()
    return f"{follow_up.pk}.{digest[:12]}"


def postponed_to(party: Party, ids: Collection[int], day: datetime.date | None) -> QuerySet[FollowUp]:
    """Those of a country's rows whose target date would be postponed to `day` (None: taken away)."""
    found = FollowUp.objects.filter(party=party, pk__in=ids, target_date__isnull=False)
    return found.filter(target_date__lt=day) if day else found


def agencies(party: Party, today: datetime.date) -> QuerySet[Organization]:
    """The organizations of a country that still stand, those that nobody has checked yet too."""
    return Organization.objects.standing_on(today).filter(party=party)


def to_name(follow_up: FollowUp, user: User, named: Collection[int] | None = None) -> QuerySet[Organization]:
    """The organizations that an answer may name: those in office on the country's own day that `user` may know, and
    those that stand in it already (`named`; None: in any of its versions)."""
    today = timezone.localdate(timezone=follow_up.party.zone)
    if named is None:
        here = {"organization": OuterRef("pk"), "version__update__follow_up": follow_up}
        there = Q(Exists(VersionAgency.objects.filter(**here))) | Q(Exists(VersionInformant.objects.filter(**here)))
    else:
        there = Q(pk__in=named)
    in_office = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    found = Organization.objects.filter(party=follow_up.party)
    return found.filter((in_office & ~Q(pk__in=unknown_to(user, follow_up.party))) | there)


def with_part(party: Party) -> QuerySet[Organization]:
    """The organizations that have a part in what a country is asked, ended or not."""
    parts = Responsibility.objects.filter(organization=OuterRef("pk"), follow_up__party=party)
    return Organization.objects.filter(Exists(parts), party=party)


# --- One agency -----------------------------------------------------------------------------------------------


def may_know(user: User, organization: Organization) -> bool:
    """A name that a reporter typed and nobody checked is the country's own affair until an answer brings it out."""
    return not (organization.to_check and unknown_to(user, organization.party).filter(pk=organization.pk).exists())


def unknown_to(user: User, party: Party) -> QuerySet[Organization]:
    """The agencies of a country of which `user` may not know."""
    if can(user, P.READ_DRAFTS, party):
        return Organization.objects.none()
    return Organization.objects.filter(party=party, to_check=True, responsibilities=None).order_by()


def asked_of(organization: Organization, today: datetime.date) -> QuerySet[FollowUp]:
    """What is asked of an agency: each row with its `part`, `shown_status`, `postponed`, and `answer_due` (the day of
    an open round that waits for its answer)."""
    part = Responsibility.objects.filter(follow_up=OuterRef("pk"), organization=organization).values("part")
    found = FollowUp.objects.in_force().filter(responsibilities__organization=organization).with_source()
    found = found.annotate(part=Subquery(part[:1]), postponed=postponed(), answer_due=answer_due(today))
    found = found.defer("recommendation__search_text")
    return with_shown_status(found, today).order_by("-part", *PLACE, "pk")


def is_open(follow_up: FollowUp) -> bool:
    return follow_up.status not in SETTLED


def is_overdue(follow_up: FollowUp, today: datetime.date) -> bool:
    """The target date has passed and the work is not settled."""
    return bool(follow_up.target_date and follow_up.target_date < today and is_open(follow_up))


def is_awaited(follow_up: Any, today: datetime.date) -> bool:
    """An open round waits for its answer, and the round's day has passed."""
    return bool(follow_up.answer_due and follow_up.answer_due < today)


# "overdue" is what waits in either way; the others are what the sums count.
SHOWN: dict[str, Callable[[Any, datetime.date], bool]] = {
    "": lambda row, today: True,
    "open": lambda row, today: is_open(row),
    "overdue": lambda row, today: is_overdue(row, today) or is_awaited(row, today),
    "lead": lambda row, today: row.part == Part.LEAD,
    "target": is_overdue,
}


def shown(rows: Iterable[FollowUp], which: str, today: datetime.date, standing: str = "") -> list[FollowUp]:
    """Those that fit, of one standing or both; what is overdue first, what is settled last."""
    own = (row for row in rows if not standing or row.recommendation.document.standing == standing)
    fitting = [row for row in own if SHOWN[which](row, today)]
    return sorted(fitting, key=lambda row: (not SHOWN["overdue"](row, today), not is_open(row)))


@dataclass(frozen=True)
class Sum:
    """How much of one standing is asked of an agency."""

    standing: Standing
    asked: int
    leads: int
    open: int
    overdue: int


def sums(rows: list[FollowUp], today: datetime.date) -> list[Sum]:
    """One for each standing that occurs; proposed and adopted texts are never added."""
    found = []
    for standing in Standing:
        those = [row for row in rows if row.recommendation.document.standing == standing]
        if those:
            leads = sum(row.part == Part.LEAD for row in those)
            overdue = sum(is_overdue(row, today) for row in those)
            found.append(Sum(standing, len(those), leads, sum(map(is_open, those)), overdue))
    return found

"""Who answers for what, and by when: agencies and target dates of many follow-ups at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from recommendations import text
from recommendations.actions import audit
from recommendations.actions.locking import lock_follow_ups
from recommendations.actions.many import Refusal
from recommendations.choices import Part
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import FollowUp, Organization, Responsibility, TargetDateChange, User
from recommendations.permissions import can, check_in_force
from recommendations.queries.responsibilities import mark, with_agencies
from recommendations.roles import Permission
from recommendations.text import gettext_noop

CHANGED = gettext_noop("Its agencies or its date were changed after you opened the page.")


@dataclass(frozen=True)
class Change:
    """What is set on each row; what is None or False stays as it is.

    A new lead takes the place of the former one, which then has no part unless it is added as contributing.
    """

    lead: Organization | None = None
    no_lead: bool = False
    add: Organization | None = None
    remove: Organization | None = None
    target_date: datetime.date | None = None
    no_target_date: bool = False
    reason: str = ""

    @property
    def organizations(self) -> list[Organization]:
        return [each for each in (self.lead, self.add, self.remove) if each]

    @property
    def touches_date(self) -> bool:
        return self.no_target_date or self.target_date is not None


@dataclass(frozen=True)
class Assigned:
    """The follow-ups that were changed, those that were so already, and those that were left, each with why."""

    done: tuple[FollowUp, ...]
    same: tuple[FollowUp, ...]
    refused: tuple[Refusal, ...]


@transaction.atomic
def assign(*, marks: Iterable[str], change: Change, by: User) -> Assigned:
    """Set agencies and target date on the rows that `marks` (queries.responsibilities.mark) stand for.

    A row that was changed meanwhile is left and named, as is a later date without a reason.
    """
    seen = {int(each.partition(".")[0]): each for each in marks}
    lock_follow_ups(FollowUp.objects.filter(pk__in=seen))
    rows = with_agencies(FollowUp.objects.filter(pk__in=seen).with_source()).order_by("recommendation__reference")
    done: list[FollowUp] = []
    same: list[FollowUp] = []
    refused: list[Refusal] = []
    for row in rows:
        try:
            if mark(row) != seen[row.pk]:
                raise Conflict(CHANGED)
            with transaction.atomic():
                (done if _assign(row, change, by=by) else same).append(row)
        except Refused as error:
            refused.append(Refusal(row.recommendation.reference, error))
    return Assigned(tuple(done), tuple(same), tuple(refused))


def _assign(row: FollowUp, change: Change, *, by: User) -> bool:
    if not can(by, Permission.ASSIGN_RESPONSIBILITY, row.party):
        raise NotAllowed(gettext_noop("Your role does not allow you to set this."))
    check_in_force(row)
    if any(each.party_id != row.party_id for each in change.organizations):
        raise Refused(gettext_noop("Choose an agency of the same country."))
    # Both are made before either is told of: the trail is written last.
    agencies, date = _set_agencies(row, change), _set_date(row, change, by=by)
    if agencies:
        before, after = agencies
        audit.record("follow_up.assign", row, by=by, party=row.party, before=before, after=after)
    if date:
        told = {"target_date": date.after, "note": date.reason}
        audit.record(
            "follow_up.set_target_date", row, by=by, party=row.party, before={"target_date": date.before}, after=told
        )
    return bool(agencies or date)


# --- Agencies -------------------------------------------------------------------------------------------------


def _set_agencies(row: FollowUp, change: Change) -> tuple[dict[str, object], dict[str, object]] | None:
    """The agencies before and after, None where nothing changes."""
    parts = Responsibility.objects.filter(follow_up=row).select_related("organization")
    before = {each.organization: Part(each.part) for each in parts}
    after = wanted(before, change)
    if after == before:
        return None
    row.responsibilities.all().delete()
    Responsibility.objects.bulk_create(
        Responsibility(follow_up=row, organization=organization, part=part) for organization, part in after.items()
    )
    return told(before), told(after)


def wanted(before: dict[Organization, Part], change: Change) -> dict[Organization, Part]:
    """The agencies and their parts after `change`."""
    after = dict(before)
    if change.lead or change.no_lead:
        after = {each: part for each, part in after.items() if part != Part.LEAD}
    if change.remove and after.get(change.remove) == Part.CONTRIBUTING:
        del after[change.remove]
    if change.add and after.get(change.add) != Part.LEAD:
        after[change.add] = Part.CONTRIBUTING
    if change.lead:
        after[change.lead] = Part.LEAD
    return after


def told(agencies: dict[Organization, Part]) -> dict[str, object]:
    return {"agencies": sorted(f"{part.value}: {each.name}" for each, part in agencies.items())}


# --- Target dates ---------------------------------------------------------------------------------------------


def _set_date(row: FollowUp, change: Change, *, by: User) -> TargetDateChange | None:
    before, after = row.target_date, None if change.no_target_date else change.target_date
    if not change.touches_date or before == after:
        return None
    if is_postponed(before, after) and not text.clean(change.reason):
        raise Refused(
            gettext_noop("Its target date was %(day)s. Say why it is postponed."),
            field="reason",
            day=before or "",
        )
    row.target_date = after
    row.save(update_fields=["target_date"])
    return TargetDateChange.objects.create(
        follow_up=row, before=before, after=after, reason=change.reason, changed_by=by
    )


def is_postponed(before: datetime.date | None, after: datetime.date | None) -> bool:
    """Whether a date was moved later, or taken away."""
    return before is not None and (after is None or after > before)

"""Meetings: taking follow-ups to one, changing its list, and recording what the room says of each."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recommendations import text
from recommendations.actions import audit
from recommendations.actions.locking import lock_follow_ups, locked
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import FollowUp, Meeting, MeetingItem, User
from recommendations.queries.meetings import MOST, mark, may_delete, may_meet, readable_meetings, to_add, to_take
from recommendations.text import gettext_noop

BEYOND = gettext_noop("Your role does not reach all that is to be taken to this meeting.")


@transaction.atomic
def open_meeting(*, name: str, held_on: datetime.date, follow_ups: Iterable[FollowUp], by: User) -> Meeting:
    """Make the list of a meeting, in the order of the documents.

    Errors: NotAllowed, Refused (no name, nothing to talk about, too much).
    """
    follow_ups = list(follow_ups)
    lock_follow_ups(follow_ups)
    keys = {each.pk for each in follow_ups}
    taken = list(to_take(FollowUp.objects.filter(pk__in=keys), by))
    if not may_meet(by) or len(taken) < len(keys):
        raise NotAllowed(BEYOND)
    _check_name(name)
    _check_number(len(taken))
    meeting = Meeting.objects.create(name=name, held_on=held_on, created_by=by)
    _append(meeting, taken, after=0)
    after = {"name": meeting.name, "held_on": held_on, "items": [str(each) for each in taken]}
    audit.record("meeting.open", meeting, by=by, after=after)
    return meeting


@transaction.atomic
def change(
    *,
    meeting: Meeting,
    name: str,
    held_on: datetime.date,
    order: Sequence[int],
    with_remarks: bool = False,
    seen: str,
    by: User,
) -> Meeting:
    """Rename it, move its day, and put its items (by key) into this order; those that `order` leaves out are taken off.

    `with_remarks`: what was recorded on them may go too; the trail keeps it. `seen`: its `queries.meetings.mark`.
    Errors: NotAllowed, TooLate (it was deleted), Conflict, Refused (no name, nothing left, a remark would go).
    """
    now, there = _locked(meeting, by)
    _check_seen(now, seen)
    _check_name(name)
    kept = [there[key] for key in dict.fromkeys(order) if key in there]
    if not kept:
        raise Refused(gettext_noop("Leave at least one recommendation on the list, or delete the meeting."))
    gone = [each for each in there.values() if each not in kept]
    said = [str(each.position) for each in gone if each.remark]
    if said and not with_remarks:
        raise Refused(
            gettext_noop("What the room said of number %(numbers)s would go too. Tick this if it may."),
            field="with_remarks", numbers=", ".join(said),
        )  # fmt: skip
    before = _facts(now, there.values(), remarks=gone)
    MeetingItem.objects.filter(pk__in=[each.pk for each in gone]).delete()
    _put_in_order(now, kept)
    now.name, now.held_on = name, held_on
    now.save()
    audit.record("meeting.change", now, by=by, before=before, after=_facts(now, kept))
    return now


@transaction.atomic
def add(*, meeting: Meeting, follow_ups: Iterable[FollowUp], by: User) -> int:
    """Put further follow-ups behind its items, in the order of the documents; gives back how many. Those that stand on
    the list stay where they are.

    Errors: NotAllowed (also what its maker does not reach, who could not open it any more), TooLate, Refused.
    """
    now, there = _locked(meeting, by)
    known = {each.follow_up_id for each in there.values()}
    new = [each for each in follow_ups if each.pk not in known]
    lock_follow_ups(new)
    keys = {each.pk for each in new}
    taken = list(to_add(now, FollowUp.objects.filter(pk__in=keys), by))
    if len(taken) < len(keys):
        raise NotAllowed(BEYOND)
    if not taken:
        raise Refused(gettext_noop("Tick at least one recommendation that is not on the list yet."), field="rows")
    _check_number(len(there) + len(taken))
    _append(now, taken, after=len(there))
    audit.record("meeting.add", now, by=by, after={"items": [str(each) for each in taken]})
    return len(taken)


@transaction.atomic
def delete(*, meeting: Meeting, seen: str, by: User) -> None:
    """Delete it with its list and remarks, which the trail keeps. `seen`: its `queries.meetings.mark`.

    Errors: NotAllowed (only its maker does), TooLate, Conflict.
    """
    now, there = _locked(meeting, by)
    if not may_delete(now, by):
        raise NotAllowed(gettext_noop("Only the person who made this meeting may delete it."))
    _check_seen(now, seen)
    before, key = _facts(now, there.values(), remarks=there.values()), now.pk
    now.delete()
    now.pk = key  # for the trail
    audit.record("meeting.delete", now, by=by, before=before)


@transaction.atomic
def record(*, item: MeetingItem, remark: str, seen_version: int, by: User) -> MeetingItem:
    """Keep the room's remark on an item.

    Errors: NotAllowed, TooLate (it was taken off), Conflict (somebody else recorded one meanwhile).
    """
    if not readable_meetings(by).filter(pk=item.meeting_id).exists():
        raise NotAllowed(gettext_noop("Your role does not reach this meeting."))
    rows = locked(MeetingItem.objects).select_related("meeting")
    now = rows.filter(pk=item.pk).first()
    if now is None:
        raise TooLate(gettext_noop("This recommendation was taken off the meeting’s list."))
    if text.clean(remark) == now.remark:
        return now
    if now.version != seen_version:
        raise Conflict(gettext_noop("Somebody else has recorded a remark meanwhile. Put both together, then save."))
    before = {"remark": now.remark, "version": now.version}
    now.remark, now.version = text.clean(remark), now.version + 1
    now.recorded_at, now.recorded_by = timezone.now(), by
    now.save()
    # Without a party: the remarks are for whoever may open the meeting.
    audit.record("meeting.record", now, by=by, before=before, after={"remark": now.remark, "version": now.version})
    return now


# --- The list --------------------------------------------------------------------------------------------------


def _append(meeting: Meeting, taken: Iterable[FollowUp], *, after: int) -> None:
    MeetingItem.objects.bulk_create(
        MeetingItem(meeting=meeting, follow_up=each, position=place) for place, each in enumerate(taken, after + 1)
    )


def _put_in_order(meeting: Meeting, items: Sequence[MeetingItem]) -> None:
    """Numbers are unique in a meeting: all are moved out of the way first."""
    meeting.items.update(position=F("position") + MOST)
    for place, each in enumerate(items, start=1):
        each.position = place
    MeetingItem.objects.bulk_update(items, ["position"])


def _locked(meeting: Meeting, by: User) -> tuple[Meeting, dict[int, MeetingItem]]:
    """The meeting and its items in their order, by key, as they are now, locked."""
    rows = locked(Meeting.objects).select_related("created_by")
    now = rows.filter(pk=meeting.pk).first()
    if now is None:
        raise TooLate(gettext_noop("This meeting was deleted."))
    if not readable_meetings(by).filter(pk=now.pk).exists():
        raise NotAllowed(gettext_noop("Your role does not reach this meeting."))
    items = locked(now.items)
    found = items.select_related("follow_up__recommendation", "follow_up__party").order_by("position")
    return now, {each.pk: each for each in found}


def _facts(
    meeting: Meeting, items: Iterable[MeetingItem], *, remarks: Iterable[MeetingItem] = ()
) -> Mapping[str, object]:
    told: dict[str, object] = {
        "name": meeting.name, "held_on": meeting.held_on, "items": [str(each.follow_up) for each in items],
    }  # fmt: skip
    said = {str(each.follow_up): each.remark for each in remarks if each.remark}
    return told | ({"remarks": said} if said else {})


# --- What stands in the way ------------------------------------------------------------------------------------


def _check_seen(meeting: Meeting, seen: str) -> None:
    if seen != mark(meeting):
        raise Conflict(
            gettext_noop(
                "Somebody changed this meeting or recorded a remark after you opened the page. Look at it again."
            )
        )


def _check_name(name: str) -> None:
    if not text.clean(name):
        raise Refused(gettext_noop("Give the meeting a name."), field="name")


def _check_number(number: int) -> None:
    if not number:
        raise Refused(gettext_noop("Tick at least one recommendation."), field="rows")
    if number > MOST:
        raise Refused(gettext_noop("Take %(most)d at most to one meeting."), field="rows", most=MOST)

"""Meetings: taking follow-ups to one, and recording what the room says of each."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from recommendations import text
from recommendations.actions import audit
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import FollowUp, Meeting, MeetingItem, User
from recommendations.queries.meetings import MOST, may_meet, readable_meetings, to_take
from recommendations.text import gettext_noop


@transaction.atomic
def open_meeting(*, name: str, held_on: datetime.date, follow_ups: Iterable[FollowUp], by: User) -> Meeting:
    """Make the list of a meeting, in the order of the documents.

    Errors: NotAllowed, Refused (no name, nothing to talk about, too much).
    """
    keys = {each.pk for each in follow_ups}
    taken = list(to_take(FollowUp.objects.filter(pk__in=keys), by))
    if not may_meet(by) or len(taken) < len(keys):
        raise NotAllowed(gettext_noop("Your role does not reach all that is to be taken to this meeting."))
    _check(name, taken)
    meeting = Meeting.objects.create(name=name, held_on=held_on, created_by=by)
    MeetingItem.objects.bulk_create(
        MeetingItem(meeting=meeting, follow_up=each, position=position) for position, each in enumerate(taken, start=1)
    )
    after = {"name": meeting.name, "held_on": held_on, "items": [str(each) for each in taken]}
    audit.record("meeting.open", meeting, by=by, after=after)
    return meeting


@transaction.atomic
def record(*, item: MeetingItem, remark: str, seen_version: int, by: User) -> MeetingItem:
    """Keep the room's remark on an item. Errors: NotAllowed, Conflict (somebody else recorded one meanwhile)."""
    if not readable_meetings(by).filter(pk=item.meeting_id).exists():
        raise NotAllowed(gettext_noop("Your role does not reach this meeting."))
    now = MeetingItem.objects.select_for_update(no_key=True).select_related("meeting").get(pk=item.pk)
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


def _check(name: str, taken: list[FollowUp]) -> None:
    if not text.clean(name):
        raise Refused(gettext_noop("Give the meeting a name."), field="name")
    if not taken:
        raise Refused(gettext_noop("Tick at least one recommendation."), field="rows")
    if len(taken) > MOST:
        raise Refused(gettext_noop("Take %(most)d at most to one meeting."), field="rows", most=MOST)

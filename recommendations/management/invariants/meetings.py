"""Meetings and the room's remarks."""

from collections.abc import Iterator

from django.db.models import Count, Max, Q

from recommendations.models import Meeting, MeetingItem


def items_are_a_row() -> Iterator[str]:
    """A meeting has items, numbered from 1 without a gap: next and previous lead through them all."""
    found = Meeting.objects.annotate(number=Count("items"), last=Max("items__position")).order_by("pk")
    for meeting in found:
        if meeting.number != meeting.last:
            yield f"meeting {meeting.pk}: {meeting.number} items, the last is number {meeting.last or 0}"


def remarks_have_their_writer() -> Iterator[str]:
    """A recorded remark has its version, day and person; where nothing was recorded there is none of them."""
    nobody = Q(recorded_by=None)
    recorded = Q(version__gt=0, recorded_at__isnull=False) & ~nobody
    nothing = Q(version=0, remark="", recorded_at=None) & nobody
    for item in MeetingItem.objects.exclude(recorded | nothing).order_by("pk"):
        yield f"meeting {item.meeting_id}, item {item.position}: its remark does not say who recorded it and when"

"""What verify sees of meetings: a gap in the row, a remark without its writer."""

import datetime

import pytest

from recommendations.actions import meetings
from recommendations.models import MeetingItem
from tests.cast import person
from tests.factories import FollowUpFactory, RecommendationFactory
from tests.management.verifying import document, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    by, printed = person("reviewer"), document()
    rows = [FollowUpFactory(recommendation=RecommendationFactory(document=printed)) for _ in range(2)]
    made = meetings.open_meeting(name="A meeting", held_on=datetime.date(2026, 10, 1), follow_ups=rows, by=by)
    return meetings.record(item=made.items.get(position=2), remark="We agree.", seen_version=0, by=by)


def broken(item, **values):
    MeetingItem.objects.filter(pk=item.pk).update(**values)
    return verify()


def test_what_the_actions_leave_holds(item):
    assert verify().startswith("Everything holds")


def test_a_gap_in_the_row_is_seen(item):
    assert broken(item, position=3) == (
        f"A meeting's items stand in a row: meeting {item.meeting_id}: 2 items, the last is number 3\n"
    )


@pytest.mark.parametrize("values", [{"recorded_by": None}, {"version": 0}, {"recorded_at": None}])
def test_a_remark_without_its_writer_is_seen(item, values):
    assert broken(item, **values) == (
        f"A remark says who recorded it: meeting {item.meeting_id}, item 2: its remark does not say who recorded it "
        "and when\n"
    )

"""A meeting's list is changed while the room's remark is recorded, or by two at once: no remark goes unseen."""

import datetime

import pytest

from recommendations.actions import meetings
from recommendations.models import Meeting, User
from recommendations.queries.meetings import mark
from tests.cast import lao, person
from tests.faults.test_races import at_once, check_trail, kinds
from tests.reports.test_brief import rows_of

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.date(2026, 10, 1)


@pytest.fixture
def by():
    yield person("reviewer")
    check_trail()


def opened(by) -> Meeting:
    return meetings.open_meeting(name="Meeting", held_on=DAY, follow_ups=rows_of(lao(), 3), by=by)


def changing(meeting, order, by, name="Meeting"):
    seen, user = mark(meeting), User.objects.get(pk=by.pk)
    return lambda: meetings.change(meeting=meeting, name=name, held_on=DAY, order=order, seen=seen, by=user)


def test_a_remark_on_what_is_taken_off_meanwhile_is_kept_or_told(by, scale):
    for _ in range(scale(4, 50)):
        meeting = opened(by)
        first, *others = meeting.items.order_by("position")
        act = changing(meeting, [each.pk for each in others], by)
        found = at_once(lambda first=first: meetings.record(item=first, remark="Yes.", seen_version=0, by=by), act)
        assert kinds(found) in (["Conflict", "done"], ["TooLate", "done"])
        kept = meeting.items.filter(remark="Yes.").exists()
        assert kept == (kinds(found) == ["Conflict", "done"])
        assert list(meeting.items.values_list("position", flat=True)) == ([1, 2, 3] if kept else [1, 2])


def test_of_two_who_change_the_order_one_looks_again(by, scale):
    for _ in range(scale(3, 50)):
        meeting = opened(by)
        one, two, three = meeting.items.order_by("position").values_list("pk", flat=True)
        found = at_once(changing(meeting, [three, one, two], by), changing(meeting, [two, one, three], by))
        assert kinds(found) == ["Conflict", "done"]
        assert list(meeting.items.order_by("position").values_list("position", flat=True)) == [1, 2, 3]

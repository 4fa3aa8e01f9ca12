"""Meetings: who may hold one of what, and that no remark of the room is lost."""

import datetime

import pytest

from recommendations.actions import meetings
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Meeting
from recommendations.queries.meetings import mark, may_meet, readable_meetings
from tests.cast import cambodia, lao, person
from tests.reports.test_brief import rows_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 10, 1)


@pytest.fixture
def people():
    roles = ("reporter", "approver", "coordinator", "viewer")
    found = {role: person(role, lao()) for role in roles}
    found |= {role: person(role) for role in ("reviewer", "secretariat", "stranger")}
    return found | {"elsewhere": person("coordinator", cambodia())}


def opened(rows, by, name="Technical meeting"):
    return meetings.open_meeting(name=name, held_on=DAY, follow_ups=rows, by=by)


def record(item, remark, by, seen=0):
    return meetings.record(item=item, remark=remark, seen_version=seen, by=by)


def test_a_list_stands_in_the_order_of_the_documents(people):
    rows = rows_of(lao(), 3)
    found = opened(reversed(rows), people["reviewer"])
    assert [(item.position, item.follow_up) for item in found.items.all()] == list(enumerate(rows, start=1))
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.party, event.after["items"]) == ("meeting.open", None, [str(row) for row in rows])


def test_reviewers_take_all_and_coordinators_their_own(people):
    own, other = rows_of(lao())[0], rows_of(cambodia())[0]
    assert opened([own, other], people["reviewer"]).items.count() == 2
    assert opened([own], people["coordinator"]).items.count() == 1
    for who, rows in (("coordinator", [own, other]), ("elsewhere", [own]), ("reporter", [own]), ("viewer", [own])):
        with pytest.raises(NotAllowed):
            opened(rows, people[who])


def test_only_these_two_roles_hold_meetings(people):
    assert {name for name, user in people.items() if may_meet(user)} == {"coordinator", "reviewer", "elsewhere"}


@pytest.mark.parametrize(("name", "number"), [(" \u200b", 1), ("A meeting", 0), ("A meeting", 101)])
def test_what_is_no_meeting_is_refused(people, name, number):
    with pytest.raises(Refused):
        opened(rows_of(lao(), number), people["reviewer"], name)


def test_a_meeting_is_for_its_maker_and_for_reviewers(people):
    own = opened(rows_of(lao()), people["coordinator"])
    region = opened([*rows_of(lao()), *rows_of(cambodia())], people["reviewer"])
    seen = {name: set(readable_meetings(user)) for name, user in people.items()}
    assert seen == {name: set() for name in people} | {"coordinator": {own}, "reviewer": {own, region}}
    for who in ("elsewhere", "reporter", "secretariat"):
        with pytest.raises(NotAllowed):
            record(own.items.get(), "We agree.", people[who])


def test_a_remark_is_kept_with_who_and_when(people):
    item = opened(rows_of(lao()), people["coordinator"]).items.get()
    kept = record(item, "  We agree. ", people["reviewer"])
    assert (kept.remark, kept.version, kept.recorded_by) == ("We agree.", 1, people["reviewer"])
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.party, event.after) == ("meeting.record", None, {"remark": "We agree.", "version": 1})


def test_the_same_words_again_change_nothing(people):
    item = opened(rows_of(lao()), people["coordinator"]).items.get()
    record(item, "We agree.", people["coordinator"])
    events = AuditEvent.objects.count()
    assert record(item, "We agree.", people["coordinator"]).version == 1
    assert AuditEvent.objects.count() == events


def test_a_remark_on_an_older_page_overwrites_nothing(people):
    item = opened(rows_of(lao()), people["coordinator"]).items.get()
    record(item, "We agree.", people["reviewer"])
    with pytest.raises(Conflict):
        record(item, "We do not.", people["coordinator"])
    item.refresh_from_db()
    assert item.remark == "We agree."
    assert record(item, "Both.", people["coordinator"], seen=1).version == 2


# --- Changing what is there ------------------------------------------------------------------------------------


def change(meeting, by, order=None, seen="", **given):
    keys = [item.pk for item in meeting.items.all()] if order is None else order
    typed = {"name": meeting.name, "held_on": meeting.held_on, "order": keys, "seen": seen or mark(meeting)} | given
    return meetings.change(meeting=meeting, by=by, **typed)


def told(meeting):
    return [(item.position, item.follow_up, item.remark) for item in meeting.items.order_by("position")]


def test_it_is_renamed_moved_and_put_in_another_order_and_no_remark_is_lost(people):
    rows = rows_of(lao(), 3)
    found = opened(rows, people["reviewer"])
    first, second, third = found.items.all()
    record(first, "We agree.", people["reviewer"])
    day = datetime.date(2026, 11, 2)
    change(found, people["reviewer"], [third.pk, first.pk, second.pk], name=" Another name ", held_on=day)
    found.refresh_from_db()
    assert (found.name, found.held_on) == ("Another name", day)
    assert told(found) == [(1, rows[2], ""), (2, rows[0], "We agree."), (3, rows[1], "")]
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.party, event.before["name"]) == ("meeting.change", None, "Technical meeting")
    assert event.after["items"] == [str(rows[2]), str(rows[0]), str(rows[1])]


def test_what_has_a_remark_is_taken_off_only_on_purpose_and_the_trail_keeps_it(people):
    rows = rows_of(lao(), 3)
    found = opened(rows, people["coordinator"])
    first, second, third = found.items.all()
    record(second, "We agree.", people["coordinator"])
    with pytest.raises(Refused, match="What the room said of number 2 would go too") as error:
        change(found, people["coordinator"], [third.pk])
    assert error.value.field == "with_remarks"
    assert found.items.count() == 3
    change(found, people["coordinator"], [third.pk, second.pk])
    assert told(found) == [(1, rows[2], ""), (2, rows[1], "We agree.")]
    change(found, people["coordinator"], [third.pk], with_remarks=True)
    assert told(found) == [(1, rows[2], "")]
    assert AuditEvent.objects.latest("sequence").before["remarks"] == {str(rows[1]): "We agree."}
    with pytest.raises(Refused, match="Leave at least one"):
        change(found, people["coordinator"], [first.pk])


def test_what_was_changed_since_the_page_was_opened_is_looked_at_again(people):
    found = opened(rows_of(lao(), 2), people["reviewer"])
    seen = mark(found)
    record(found.items.first(), "We agree.", people["reviewer"])
    for act in (change, lambda found, by, seen: meetings.delete(meeting=found, seen=seen, by=by)):
        with pytest.raises(Conflict):
            act(found, people["reviewer"], seen=seen)
    assert found.items.count() == 2


def test_further_ones_come_to_the_end_and_none_twice(people):
    rows = rows_of(lao(), 3)
    found = opened(rows[:1], people["reviewer"])
    assert meetings.add(meeting=found, follow_ups=[rows[2], rows[0], rows[1]], by=people["reviewer"]) == 2
    assert [row for _place, row, _remark in told(found)] == rows
    with pytest.raises(Refused, match="not on the list yet"):
        meetings.add(meeting=found, follow_ups=rows, by=people["reviewer"])
    assert AuditEvent.objects.latest("sequence").after == {"items": [str(rows[1]), str(rows[2])]}


def test_nothing_is_added_that_its_maker_could_not_open(people):
    """The list of Lao PDR's coordinator stays one that she may read, whoever adds to it."""
    found, other = opened(rows_of(lao()), people["coordinator"]), rows_of(cambodia())
    for who in ("reviewer", "coordinator", "elsewhere"):
        with pytest.raises(NotAllowed):
            meetings.add(meeting=found, follow_ups=other, by=people[who])
    assert readable_meetings(people["coordinator"]).get() == found


def test_a_list_is_never_longer_than_one_meeting_gets_through(people, monkeypatch):
    monkeypatch.setattr("recommendations.actions.meetings.MOST", 2)
    rows = rows_of(lao(), 3)
    found = opened(rows[:2], people["reviewer"])
    with pytest.raises(Refused, match="2 at most"):
        meetings.add(meeting=found, follow_ups=rows[2:], by=people["reviewer"])


def test_only_its_maker_deletes_it_and_the_trail_keeps_what_was_said(people):
    found = opened(rows_of(lao()), people["coordinator"])
    record(found.items.get(), "We agree.", people["coordinator"])
    with pytest.raises(NotAllowed, match="Only the person who made"):
        meetings.delete(meeting=found, seen=mark(found), by=people["reviewer"])
    meetings.delete(meeting=found, seen=mark(found), by=people["coordinator"])
    assert not Meeting.objects.exists()
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, list(event.before["remarks"].values())) == ("meeting.delete", ["We agree."])
    with pytest.raises(TooLate):
        meetings.change(meeting=found, name="A", held_on=DAY, order=[], seen="", by=people["coordinator"])


def test_a_remark_on_what_was_taken_off_is_too_late(people):
    found = opened(rows_of(lao(), 2), people["coordinator"])
    item, other = found.items.all()
    change(found, people["coordinator"], [other.pk])
    with pytest.raises(TooLate, match="taken off"):
        record(item, "Too late.", people["coordinator"])


def test_others_change_nothing(people):
    found = opened(rows_of(lao()), people["coordinator"])
    for who in ("elsewhere", "reporter", "secretariat", "stranger"):
        with pytest.raises(NotAllowed):
            change(found, people[who], seen=mark(found))
        with pytest.raises(NotAllowed):
            meetings.add(meeting=found, follow_ups=rows_of(lao()), by=people[who])

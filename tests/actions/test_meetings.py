"""Meetings: who may hold one of what, and that no remark of the room is lost."""

import datetime

import pytest

from recommendations.actions import meetings
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import AuditEvent
from recommendations.queries.meetings import may_meet, readable_meetings
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

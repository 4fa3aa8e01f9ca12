"""Who answers for what and by when, set on many rows at once; postponed dates are counted in the open."""

import datetime

import pytest

from recommendations.actions import responsibilities
from recommendations.actions.responsibilities import Change
from recommendations.models import AuditEvent, FollowUp, TargetDateChange
from recommendations.queries.responsibilities import mark, with_agencies
from tests.cast import cambodia
from tests.desk import Desk, dump
from tests.factories import OrganizationFactory, ResponsibilityFactory

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = (datetime.date(2027, month, 1) for month in (5, 6, 7))


@pytest.fixture
def desk():
    return Desk(approval=True)


@pytest.fixture
def ministry(desk):
    return OrganizationFactory(party=desk.party, name="Ministry of Labour")


@pytest.fixture
def union(desk):
    return OrganizationFactory(party=desk.party, name="Union of Inspectors")


def marks(*rows):
    return [mark(row) for row in with_agencies(FollowUp.objects.filter(pk__in=[each.pk for each in rows]))]


def assign(desk, *rows, by="coordinator", seen=None, **change):
    return responsibilities.assign(marks=seen or marks(*rows), change=Change(**change), by=desk[by])


def parts(row):
    return {each.organization.name: each.part for each in row.responsibilities.all()}


def told(found):
    return {refusal.reference: str(refusal.error) for refusal in found.refused}


def test_lead_contributing_and_date_are_set_on_many_rows_with_one_event_each(desk, ministry, union):
    rows = [desk.another(), desk.another()]
    found = assign(desk, *rows, lead=ministry, add=union, target_date=MAY)
    assert (set(found.done), found.same, found.refused) == (set(rows), (), ())
    assert [parts(row) for row in rows] == [{"Ministry of Labour": "lead", "Union of Inspectors": "contributing"}] * 2
    assert [FollowUp.objects.get(pk=row.pk).target_date for row in rows] == [MAY, MAY]
    assert AuditEvent.objects.filter(action="follow_up.assign").count() == 2
    assert AuditEvent.objects.filter(action="follow_up.set_target_date").count() == 2


def test_a_new_lead_takes_the_place_of_the_former(desk, ministry, union):
    row = desk.another()
    assign(desk, row, lead=ministry)
    assign(desk, row, lead=union)
    assert parts(row) == {"Union of Inspectors": "lead"}


def test_a_contributing_agency_may_become_the_lead_and_the_lead_is_not_added_again(desk, ministry):
    row = desk.another()
    assign(desk, row, add=ministry)
    assign(desk, row, lead=ministry)
    found = assign(desk, row, add=ministry)
    assert parts(row) == {"Ministry of Labour": "lead"}
    assert found.same == (row,)


def test_a_contributing_agency_and_the_lead_are_taken_away(desk, ministry, union):
    row = desk.another()
    assign(desk, row, lead=ministry, add=union)
    assign(desk, row, remove=union)
    assert parts(row) == {"Ministry of Labour": "lead"}
    assign(desk, row, no_lead=True)
    assert parts(row) == {}


def test_a_row_that_was_changed_meanwhile_is_left_and_named(desk, ministry, union):
    first, stale = desk.another(), desk.another()
    seen = marks(first, stale)
    ResponsibilityFactory(follow_up=stale, organization=union)
    found = assign(desk, seen=seen, lead=ministry)
    assert found.done == (first,)
    assert told(found) == {
        stale.recommendation.reference: "Its agencies or its date were changed after you opened the page."
    }
    assert parts(stale) == {"Union of Inspectors": "lead"}


@pytest.mark.parametrize("change", [{"target_date": JUNE}, {"no_target_date": True}])
def test_a_later_date_needs_a_reason_and_so_does_taking_it_away(desk, change):
    row = desk.another()
    assign(desk, row, target_date=MAY)
    before = dump()
    found = assign(desk, row, **change)
    assert told(found) == {row.recommendation.reference: "Its target date was 2027-05-01. Say why it is postponed."}
    assert dump() == before
    assert assign(desk, row, reason="The law is before parliament.", **change).done == (row,)
    last = TargetDateChange.objects.last()
    assert (last.before, last.after, last.reason, last.changed_by) == (
        MAY, change.get("target_date"), "The law is before parliament.", desk["coordinator"],
    )  # fmt: skip


def test_postponed_is_counted_and_earlier_dates_are_not(desk):
    row = desk.another()
    for day in (JUNE, MAY, JUNE, JULY):
        assign(desk, row, target_date=day, reason="Later.")
    assert with_agencies(FollowUp.objects.filter(pk=row.pk)).get().postponed == 2
    assert with_agencies(FollowUp.objects.filter(pk=desk.follow_up.pk)).get().postponed is None


def test_taking_a_date_away_and_setting_a_later_one_is_counted_too(desk):
    row = desk.another()
    assign(desk, row, target_date=MAY)
    assign(desk, row, no_target_date=True, reason="Not known yet.")
    assign(desk, row, target_date=JULY)
    assert with_agencies(FollowUp.objects.filter(pk=row.pk)).get().postponed == 1


def test_an_agency_of_another_country_is_refused(desk):
    row = desk.another()
    found = assign(desk, row, lead=OrganizationFactory(party=cambodia()))
    assert told(found) == {row.recommendation.reference: "Choose an agency of the same country."}


@pytest.mark.parametrize("role", ["reporter", "approver", "viewer", "partner", "reviewer", "secretariat", "foreigner"])
def test_nobody_but_the_coordinator_assigns(desk, ministry, role):
    row = desk.another()
    before = dump()
    assert assign(desk, row, by=role, lead=ministry).done == ()
    assert dump() == before

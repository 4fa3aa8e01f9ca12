"""The trail: in order without a gap, each event tied to the one before, and never changed."""

import contextlib
import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from recommendations.actions import audit
from recommendations.models import AuditEvent
from tests.factories import PartyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return PartyFactory()


def record(party, **more):
    return audit.record("test.made", party, by=None, **more)


def test_an_event_says_who_what_when_and_where(party):
    user = UserFactory()
    with audit.within_request("request-1"):
        event = audit.record("party.change", party, by=user, party=party, before={"a": 1}, after={"a": 2})
    found = AuditEvent.objects.get()
    assert (found.action, found.target_type, found.target, found.by, found.party) == (
        "party.change", "party", str(party.pk), user, party,
    )  # fmt: skip
    assert (found.before, found.after, found.request_id) == ({"a": 1}, {"a": 2}, "request-1")
    assert (found.sequence, found.previous_hash, found.hash) == (1, "", event.hash)


def test_outside_a_request_there_is_no_request_id(party):
    assert record(party).request_id == ""


def test_dates_are_kept_as_they_are_written(party):
    assert record(party, after={"on": datetime.date(2023, 3, 1)}).after == {"on": "2023-03-01"}


def test_events_follow_one_another_each_tied_to_the_one_before(party):
    for number in range(5):
        record(party, after=number)
    events = list(AuditEvent.objects.order_by("sequence"))
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert [event.previous_hash for event in events] == ["", *(event.hash for event in events[:-1])]


def test_the_hash_is_the_same_when_the_row_is_read_again(party):
    record(party, before={"ລາວ": [1, None]}, after={"b": True, "a": "ຂ"})
    event = AuditEvent.objects.get()
    assert audit.digest(event) == event.hash


@pytest.mark.parametrize(("name", "value"), [
    ("sequence", 9), ("action", "other"), ("target", "9"), ("target_type", "user"), ("before", {"a": 1}),
    ("after", {}), ("previous_hash", "0"), ("request_id", "x"), ("by_id", 9), ("party_id", 9),
    ("at", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)),
])  # fmt: skip
def test_a_changed_row_no_longer_fits_its_hash(party, name, value):
    record(party)
    event = AuditEvent.objects.get()
    setattr(event, name, value)
    assert audit.digest(event) != event.hash


def test_an_action_that_fails_leaves_no_event_and_no_gap(party):
    record(party)
    with contextlib.suppress(RuntimeError), transaction.atomic():
        record(party)
        raise RuntimeError
    assert record(party).sequence == 2


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    party = PartyFactory()
    with pytest.raises(transaction.TransactionManagementError):
        record(party)


@pytest.mark.parametrize("statement", [
    "UPDATE recommendations_auditevent SET action = 'other'",
    "UPDATE recommendations_auditevent SET at = at",
    "DELETE FROM recommendations_auditevent",
])  # fmt: skip
def test_the_database_refuses_to_change_or_delete_an_event(party, statement):
    event = record(party)
    with pytest.raises(DatabaseError, match="append-only: recommendations_auditevent"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AuditEvent.objects.get() == event


def test_neither_does_the_model(party):
    event = record(party)
    for change in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()

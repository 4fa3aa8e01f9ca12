"""What was counted is kept until something changes, and found only by whoever would count the same."""

import datetime
import gc
import weakref

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from recommendations.actions import audit
from recommendations.models import FollowUp
from recommendations.permissions import PartySet, holdings
from recommendations.queries import counts, frame, memory
from recommendations.queries.follow_ups import page
from recommendations.queries.rounds import round_page
from recommendations.views import access
from tests.cast import cambodia, lao, person
from tests.factories import FollowUpFactory, RoundFactory, UpdateFactory

DAY = datetime.date(2026, 9, 1)
AT = datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC)
HEAD_ALONE = 1

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def many(monkeypatch):
    """Two follow-ups are many; and the transaction around each test is not one of the site."""
    monkeypatch.setattr(memory, "MANY", 1)
    monkeypatch.setattr(memory, "_may_be_taken_back", lambda: False)
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def asked():
    found = [FollowUpFactory(party=lao()), FollowUpFactory(party=cambodia())]
    happened("follow_up.ask", found[0])
    return found


def happened(action, target, party=None):
    with transaction.atomic():
        audit.record(action, target, by=None, party=party)


def queries(ask):
    with CaptureQueriesContext(connection) as found:
        answer = ask()
    return answer, len(found)


def figures(**filters):
    return counts.cells(FollowUp.objects.filter(**filters), by=("country",), day=DAY)


def test_figures_are_counted_once_until_something_happens(asked):
    first, before = queries(figures)
    again, after = queries(figures)
    assert (before, after) == (HEAD_ALONE + 1, HEAD_ALONE)
    assert again == first
    FollowUpFactory(party=lao())
    happened("follow_up.ask", asked[0])
    assert {cell["country"]: cell["count"] for cell in figures()} == {"LA": 2, "KH": 1}


def test_saving_a_draft_changes_no_figure_and_sending_does(asked):
    figures()
    happened("update.save", asked[0], party=lao())
    assert queries(figures)[1] == HEAD_ALONE
    happened("sending.send", asked[0], party=lao())
    assert queries(figures)[1] == HEAD_ALONE + 1


def test_other_rows_are_other_figures(asked):
    figures()
    assert [cell["country"] for cell in figures(party=lao())] == ["LA"]
    assert figures(pk__in=[]) == []


def test_within_a_transaction_nothing_is_kept(asked, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(memory, "MANY", 1)
    assert [queries(figures)[1] for _each in range(2)] == [1, 1]


def test_a_page_of_rows_is_found_again_by_its_ids(asked):
    reader = person("viewer", lao())
    holdings(reader)  # their roles are read once a request

    def rows():
        wanted = {"order": "reference", "descending": False, "start": 0, "stop": 50, "user": reader, "day": DAY}
        return [row.pk for row in page(FollowUp.objects.all(), **wanted)]

    first, before = queries(rows)
    again, after = queries(rows)
    assert (first, after) == (again, before - 1)
    assert sorted(first) == [each.pk for each in asked]


def test_what_waits_changes_with_what_happens_in_the_own_country(asked):
    reporter, other = person("reporter", lao()), person("reporter", cambodia())
    assert [frame.waiting(each).tasks for each in (reporter, other)] == [1, 1]
    UpdateFactory(follow_up=asked[0], state="submitted", submitted_at=AT, submitted_by=reporter)
    happened("update.submit", asked[0], party=cambodia())
    assert frame.waiting(reporter).tasks == 1  # kept: this did not happen there
    happened("update.submit", asked[0], party=lao())
    assert [frame.waiting(each).tasks for each in (reporter, other)] == [0, 1]


def test_what_happens_to_a_text_happens_to_every_country_that_was_asked(asked):
    """Of a national workshop's document the event names the workshop's own country."""
    reporter, text = person("reporter", lao()), asked[0].recommendation
    assert frame.waiting(reporter).tasks == 1
    type(text).objects.filter(pk=text.pk).update(withdrawn_at=AT, withdrawn_reason="Twice.")
    happened("document.withdraw", text.document, party=cambodia())
    assert frame.waiting(reporter).tasks == 0


def test_a_round_s_page_counts_again_after_something_came_in(asked):
    found = RoundFactory()
    found.documents.set(each.recommendation.document for each in asked)
    found.parties.set([lao()])
    reviewer = person("reviewer")
    assert [(row.asked, row.sent) for row in round_page(found, reviewer).rows] == [(1, 0)]
    UpdateFactory(follow_up=asked[0], round=found, state="submitted", submitted_at=AT, submitted_by=reviewer)
    assert round_page(found, reviewer).rows[0].sent == 0  # kept
    happened("update.submit", asked[0], party=lao())
    assert round_page(found, reviewer).rows[0].sent == 1
    assert round_page(found, person("viewer", cambodia())).rows[0].sent is None  # kept or not, never told to others


def test_few_are_counted_each_time(asked, monkeypatch):
    monkeypatch.setattr(memory, "MANY", 1_000)
    figures()
    assert queries(figures)[1] == HEAD_ALONE + 1


def test_what_was_not_asked_for_longest_goes_first(asked, monkeypatch):
    monkeypatch.setattr(memory, "MOST", 8)
    everywhere = PartySet(everywhere=True, ids=frozenset())
    made = []
    for key in "abcdaeab":
        memory.recall(key, lambda key=key: made.append(key) or [key, key], on_its_way=everywhere)
    assert made == ["a", "b", "c", "d", "e", "b"]


def test_the_query_of_what_waits_is_kept_without_the_request_that_asked_for_it(asked):
    """`request.user` holds its request, and so what was posted with it."""
    reporter = person("reporter", lao())
    lazy = SimpleLazyObject(lambda: reporter)
    kept = weakref.ref(lazy)
    frame._asking.cache_clear()
    assert frame.waiting(lazy).tasks == 1
    del lazy
    gc.collect()
    assert kept() is None


def test_the_query_of_a_follow_up_does_not_grow_with_every_page(asked):
    names = {table: [*each] for table, each in access._asked(DAY).query.table_map.items()}
    with time_machine.travel(datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC), tick=False):
        for each in asked:
            access.follow_up_or_404(*each.address)
    assert access._asked(DAY).query.table_map == names

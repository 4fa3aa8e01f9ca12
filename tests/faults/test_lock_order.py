"""Two who meet at the audit trail in the worst order: one holds its rows, the other the trail. Neither waits for ever.

On PostgreSQL an inserted row locks what it refers to when its transaction ends, and that holds the trail: so whoever
deletes rows, or changes what is unique in them, takes the trail first (docs/decisions/locks.md).
"""

import datetime
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from recommendations.actions import (
    addresses,
    bulk,
    documents,
    edition_undo,
    editions,
    reference_data,
    rounds,
    sendings,
    statements,
    undoing,
    withdrawing,
)
from recommendations.actions.bulk import Chosen
from recommendations.actions.statements import View
from recommendations.actions.typed import ActivityText
from recommendations.management.invariants import seals
from recommendations.models import Activity, Document, Statement
from recommendations.queries.rounds import mark
from tests.access.publishing import ready
from tests.cast import lao
from tests.edition_texts import COSTS, DESKS, FISH, HEALTH
from tests.editions import corrected, published
from tests.faults.test_races import at_once, kinds
from tests.reviewing import decide

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 0.5
NEW = (("Impact", [HEALTH, COSTS, DESKS, FISH]),)


def meeting(*, behind, ahead):
    """What became of both: `behind` stands at the trail with its rows locked, and `ahead` comes past it and ends."""
    waits, passed = threading.Event(), threading.Event()

    def at_the_trail(act, before, after):
        def watch(execute, sql, params, many, context):
            if "pg_advisory_xact_lock" not in sql:
                return execute(sql, params, many, context)
            before()
            found = execute(sql, params, many, context)
            after()
            return found

        def run():
            with connection.execute_wrapper(watch):
                return act()

        return run

    def stand():
        waits.set()
        passed.wait(SOON)

    return kinds(
        at_once(
            at_the_trail(behind, stand, lambda: None), at_the_trail(ahead, lambda: waits.wait(SOON), passed.set)
        )
    )  # fmt: skip


def a_round(document, by):
    today = timezone.localdate()
    return rounds.open_round(
        name="Round", documents=[document], parties=[lao()], opens_on=today,
        due_on=today + datetime.timedelta(days=9), by=by,
    )  # fmt: skip


def view_on(recommendation, partner):
    organization = partner.memberships.get().organization
    return lambda: statements.publish(
        recommendation=recommendation, organization=organization, view=View("We agree."), by=partner
    )


def test_a_round_is_closed_while_an_edition_in_it_is_taken_back(desk):
    """The edition asked about a text anew: it goes with its follow-up, or is in the seal."""
    document = published((("Impact", [HEALTH, COSTS, DESKS]),), parties=[lao()])
    made = corrected(document, NEW)
    editions.apply_edition(document_import=made, by=None)
    found = a_round(document, desk["reviewer"])
    results = meeting(
        behind=lambda: edition_undo.undo_edition(document_import=made, by=None),
        ahead=lambda: rounds.close_round(target=found, by=desk["reviewer"]),
    )
    assert results in (["TooLate", "done"], ["done", "done"])
    assert found.seals.get().rows.count() == (4 if "TooLate" in results else 3)
    assert list(seals.hashes_fit()) == []


def test_a_round_is_closed_while_decisions_in_it_are_sent(desk):
    found = a_round(desk.follow_up.recommendation.document, desk["reviewer"])
    decide(desk.to("submitted"), desk["reviewer"])
    results = meeting(
        behind=lambda: sendings.send(party=desk.party, by=desk["reviewer"]),
        ahead=lambda: rounds.close_round(target=found, by=desk["reviewer"]),
    )
    assert results == ["done", "done"]


def test_a_round_is_renamed_while_somebody_answers_in_it(desk):
    found = a_round(desk.follow_up.recommendation.document, desk["reviewer"])
    results = meeting(
        behind=lambda: rounds.change_round(
            target=found, name="Another name", due_on=found.due_on, seen=mark(found), by=desk["reviewer"]
        ),
        ahead=desk.save,
    )
    assert results == ["done", "done"]


def test_a_round_is_opened_while_its_document_is_taken_back(desk):
    documents.publish_import(document_import=(made := ready(30)), parties=[lao()], by=None)
    made.refresh_from_db()
    results = meeting(
        behind=lambda: undoing.undo_import(document_import=made, by=None),
        ahead=lambda: a_round(made.document, desk["reviewer"]),
    )
    assert results == ["TooLate", "done"]


@pytest.mark.parametrize("act", ["corrected", "withdrawn", "taken back"])
def test_a_view_is_published_while_its_text_is(desk, act):
    """Whoever comes second is told; nothing is said of what is gone."""
    document = published((("Impact", [HEALTH, COSTS, DESKS]),))
    made = corrected(document, NEW)
    acts = {
        "corrected": lambda: editions.apply_edition(document_import=made, by=None),
        "withdrawn": lambda: withdrawing.withdraw(document=document, reason="Twice.", by=None),
        "taken back": lambda: undoing.undo_import(document_import=document.imports.get(), by=None),
    }
    results = meeting(behind=acts[act], ahead=view_on(document.recommendations.first(), desk["partner"]))
    if act == "taken back":
        assert results == ["TooLate", "done"]
        assert Statement.objects.exists() == Document.objects.filter(pk=document.pk).exists()
    elif act == "withdrawn":
        assert results in (["done", "done"], ["TooLate", "done"])
    else:
        assert results == ["done", "done"]


def test_somebody_writes_while_their_address_and_their_country_are_changed(desk):
    by, reporter, party = desk["secretariat"], desk["reporter"], lao()
    party.name = "Laos"
    for act in (
        lambda: addresses.change_address(user=reporter, email="another@example.org", by=by),
        lambda: reference_data.save_row(row=party, by=by),
    ):
        row = desk.another()
        assert meeting(behind=act, ahead=lambda row=row: desk.save(follow_up=row)) == ["done", "done"]


def test_an_activity_is_changed_in_two_answers_of_which_one_is_to_serve_for_others(desk):
    """Tying is told to the trail before the answer, and with it the activity, is saved."""
    other, tied = desk.another(), desk.another()
    desk.save(activities=(ActivityText("A law."),))
    shared = Activity.objects.get()

    def change(follow_up, words):
        desk.save(follow_up=follow_up, activities=(ActivityText(words, activity=shared),))

    @transaction.atomic
    def tie_and_change():
        bulk.serve(under=other, more=[Chosen(tied, 0)], fewer=[], by=desk["reporter"])
        change(other, "A law of 2027.")

    results = meeting(behind=lambda: change(desk.follow_up, "A law of 2026."), ahead=tie_and_change)
    assert results == ["done", "done"]

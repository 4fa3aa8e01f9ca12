"""Each move from each state by each role: who may, when, and what everybody else is told."""

import pytest
from django.db import transaction

from recommendations import workflow
from recommendations.choices import UpdateState
from recommendations.errors import NotAllowed, TooLate
from recommendations.models import Update
from recommendations.permissions import moves_for
from tests.desk import MOVES, ROLES, WAY, Desk

pytestmark = pytest.mark.django_db

WRITERS = {"reporter", "coordinator", "partner"}
# Move → who may make it, from where, and where it leads. Two columns of states: with approval, and without.
TABLE = {
    "ask_approval": (WRITERS, {"draft", "returned"}, set(), "for-approval"),
    "approve": ({"approver"}, {"for-approval"}, {"for-approval"}, "approved"),
    "record_approval": ({"coordinator"}, {"for-approval"}, {"for-approval"}, "approved"),
    "refuse_approval": ({"approver"}, {"for-approval"}, {"for-approval"}, "draft"),
    "submit": ({"reporter", "coordinator"}, {"approved"}, {"draft", "returned", "approved"}, "submitted"),
    "withdraw": ({"reporter", "coordinator"}, {"submitted"}, {"submitted"}, "draft"),
    "accept": ({"reviewer"}, {"submitted"}, {"submitted"}, "accepted"),
    "send_back": ({"reviewer"}, {"submitted"}, {"submitted"}, "returned"),
}
STATES = (*WAY, "superseded")


class Undo(Exception):
    pass


def tried(desk, update, name, role):
    """The state that the move led to, or the refusal's kind; the database is as before."""
    try:
        with transaction.atomic():
            led_to = desk.move(name, update, role).state
            raise Undo
    except Undo:
        return led_to
    except (NotAllowed, TooLate) as error:
        return type(error).__name__


def expected(name, role, state, *, approval):
    may, with_approval, without, target = TABLE[name]
    if role not in may:
        return "NotAllowed"
    return target if state in (with_approval if approval else without) else "TooLate"


@pytest.mark.parametrize("approval", [True, False], ids=["approval", "no approval"])
@pytest.mark.parametrize("state", STATES)
def test_each_move_by_each_role_from(state, approval):
    desk = Desk(approval=True)
    update = desk.to(state)
    desk.party.approval_required = approval
    desk.party.save()
    found = {(name, role): tried(desk, update, name, role) for name in TABLE for role in ROLES}
    assert found == {(name, role): expected(name, role, state, approval=approval) for name in TABLE for role in ROLES}
    # A button is drawn where the move would work, and nowhere else.
    drawn = {(move.name, role) for role in ROLES for move in moves_for(desk[role], Update.objects.get(pk=update.pk))}
    assert drawn == {key for key, led_to in found.items() if led_to not in ("NotAllowed", "TooLate")}


def test_the_table_names_every_move_of_the_workflow():
    assert {move.name for move in workflow.MOVES} == set(TABLE) == set(MOVES) - {"discard"}


def test_every_state_but_the_first_is_reached_by_a_move_and_only_answers_are_final():
    targets = {move.target for move in workflow.MOVES}
    assert targets == set(UpdateState) - {UpdateState.SUPERSEDED}  # superseded by accepting the next
    sources = {state for move in workflow.MOVES for state in move.sources}
    assert set(UpdateState) - sources == {UpdateState.ACCEPTED, UpdateState.SUPERSEDED}


def test_a_note_is_asked_for_where_somebody_sends_back():
    assert [move.name for move in workflow.MOVES if move.needs_note] == ["refuse_approval", "send_back"]


def test_own_work_is_forbidden_to_reviewers_only():
    assert [move.name for move in workflow.MOVES if not move.own_work] == ["accept", "send_back"]

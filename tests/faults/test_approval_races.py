"""Many rows are approved while somebody edits one of them, or while others approve them in another order."""

import pytest

from recommendations.actions import approvals, updates
from recommendations.actions.many import Seen
from recommendations.actions.typed import Answer
from recommendations.models import AuditEvent, Update
from tests.cast import today_in
from tests.desk import Desk
from tests.faults.test_races import at_once, check_trail, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def waiting(desk, number):
    rows = [desk.to("for-approval", follow_up=desk.another()) for _ in range(number)]
    return rows, [Seen(row.pk, row.version) for row in rows]


def approving(seen, by):
    return lambda: approvals.approve(rows=seen, by=by)


def test_an_answer_is_approved_as_it_was_seen_or_is_a_draft_again_never_both(scale):
    desk = Desk(approval=True)
    for at in range(scale(5, 100)):
        (first, edited), seen = waiting(desk, 2)
        answer = Answer(status="planned", challenges=f"Edited {at}.")
        at_once(
            approving(seen, desk["approver"]),
            lambda edited=edited, answer=answer: updates.save(
                follow_up=edited.follow_up, answer=answer, opened_version=edited.version, by=desk["reporter"]
            ),
        )
        first.refresh_from_db()
        edited.refresh_from_db()
        assert first.state == "approved"
        # Whoever came first: the edit clears the approval, or the approval refuses what it had not seen.
        assert (edited.state, edited.version, edited.approved_by) == ("draft", 2, None)
    check_trail()


def test_two_approve_the_same_rows_in_opposite_orders_and_each_is_approved_once(scale):
    desk = Desk(approval=True)
    for _ in range(scale(5, 100)):
        rows, seen = waiting(desk, 4)
        results = at_once(approving(seen, desk["approver"]), approving(seen[::-1], desk["approver"]))
        assert kinds(results) == ["done", "done"]
        for row in rows:
            assert Update.objects.get(pk=row.pk).state == "approved"
            assert AuditEvent.objects.filter(action="update.approve", target=str(row.pk)).count() == 1
    check_trail()


def test_a_signature_is_recorded_while_a_printed_row_is_edited(scale):
    desk = Desk(approval=True)
    for at in range(scale(5, 100)):
        (first, edited), seen = waiting(desk, 2)
        sheet = approvals.make_sheet(party=desk.party, rows=seen, by=desk["coordinator"])
        signature = approvals.Signature(name="The Minister", signed_on=today_in(desk.party), letter_number="1")
        answer = Answer(status="planned", challenges=f"Edited {at}.")
        at_once(
            lambda sheet=sheet, signature=signature: approvals.record(
                sheet=sheet, signature=signature, by=desk["coordinator"]
            ),
            lambda edited=edited, answer=answer: updates.save(
                follow_up=edited.follow_up, answer=answer, opened_version=edited.version, by=desk["reporter"]
            ),
        )
        first.refresh_from_db()
        edited.refresh_from_db()
        assert (first.state, edited.state, edited.approved_by) == ("approved", "draft", None)
    check_trail()

"""Many answers sent at once: what goes goes together, what moved on is told, and one receipt says it all."""

import re

import pytest

from recommendations.actions import submitting
from recommendations.actions.many import Seen
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, OutboxMail, Receipt, Update
from tests.cast import cambodia

pytestmark = pytest.mark.django_db


def seen(*updates):
    return [Seen(each.pk, each.version) for each in updates]


def drafts(desk, count):
    return [desk.save(follow_up=desk.another()) for _ in range(count)]


def test_many_are_submitted_with_one_event_each_and_one_receipt(desk):
    found = drafts(desk, 3)
    receipt, outcome = submitting.submit(rows=seen(*found), by=desk["reporter"])
    assert (len(outcome.done), outcome.refused) == (3, ())
    assert set(Update.objects.values_list("state", flat=True)) == {"submitted"}
    assert {version.update_id for version in receipt.versions.all()} == {each.pk for each in found}
    assert all(version.frozen_at for version in receipt.versions.all())
    actions = list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))
    assert actions == ["update.save"] * 3 + ["update.submit"] * 3 + ["receipt.give"]
    assert re.fullmatch(r"LA-\d{8}-[2-9A-Z]{4}", receipt.reference)


def test_the_receipt_is_mailed_to_whoever_sent_without_what_was_answered(desk):
    (update,) = drafts(desk, 1)
    receipt, _ = submitting.submit(rows=seen(update), by=desk["reporter"])
    mail = OutboxMail.objects.get()
    assert mail.recipient == desk["reporter"]
    assert mail.subject == f"Receipt {receipt.reference}"
    assert receipt.get_absolute_url() in mail.body
    assert "progress" not in mail.body


def test_what_was_changed_since_is_left_and_told_while_the_others_go(desk):
    one, other = drafts(desk, 2)
    rows = seen(one, other)
    desk.save("coordinator", follow_up=other.follow_up, status="planned")
    receipt, outcome = submitting.submit(rows=rows, by=desk["reporter"])
    assert [each.pk for each in outcome.done] == [one.pk]
    assert [(each.reference, type(each.error)) for each in outcome.refused] == [
        (other.follow_up.recommendation.reference, Conflict)
    ]
    assert receipt.versions.count() == 1


def test_where_nothing_goes_there_is_no_receipt(desk):
    (update,) = drafts(desk, 1)
    desk.move("discard", update)
    receipt, outcome = submitting.submit(rows=seen(update), by=desk["reporter"])
    assert (receipt, [type(each.error) for each in outcome.refused]) == (None, [TooLate])
    assert not Receipt.objects.exists()
    assert not OutboxMail.objects.exists()


def test_an_answer_without_a_status_is_left(desk):
    whole, half = desk.save(follow_up=desk.another()), desk.save(follow_up=desk.another(), status="")
    _, outcome = submitting.submit(rows=seen(whole, half), by=desk["reporter"])
    assert [each.pk for each in outcome.done] == [whole.pk]
    assert [str(each.error) for each in outcome.refused] == ["Choose a status before you send the update."]


def test_a_receipt_is_of_one_party(desk):
    (own,) = drafts(desk, 1)
    country = cambodia()
    country.approval_required = False
    country.save()
    from tests.factories import MembershipFactory

    MembershipFactory(user=desk["reporter"], role="reporter", party=country)
    desk["reporter"].held = None
    other = desk.save(follow_up=desk.another(country))
    with pytest.raises(Refused, match="one country at a time"):
        submitting.submit(rows=seen(own, other), by=desk["reporter"])
    assert set(Update.objects.values_list("state", flat=True)) == {"draft"}


def test_drafts_go_to_the_approver_where_the_party_asks_for_it(desk):
    desk.party.approval_required = True
    desk.party.save()
    found = drafts(desk, 2)
    outcome = submitting.ask_approval(rows=seen(*found), by=desk["reporter"])
    assert {each.state for each in outcome.done} == {"for-approval"}
    _, outcome = submitting.submit(rows=seen(*found), by=desk["reporter"])
    assert outcome.done == ()
    assert not Receipt.objects.exists()


def test_whoever_may_not_submit_sends_nothing(desk):
    found = drafts(desk, 1)
    _, outcome = submitting.submit(rows=seen(*found), by=desk["approver"])
    assert [type(each.error) for each in outcome.refused] == [NotAllowed]
    _, outcome = submitting.submit(rows=seen(*found), by=desk["foreigner"])
    assert [type(each.error) for each in outcome.refused] == [TooLate]

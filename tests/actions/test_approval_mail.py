"""Approver and writer hear of each other in one mail for what comes together, whoever of them answers for it now."""

import datetime

import pytest
from django.utils import timezone

from recommendations.actions import approvals, handing_over, submitting
from recommendations.actions.many import Seen
from recommendations.models import OutboxMail, Update
from recommendations.roles import Role
from tests.desk import Desk
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk(approval=True)


def mails(event):
    return list(OutboxMail.objects.filter(key__startswith=f"{event}:").order_by("pk"))


def reference(update):
    return update.follow_up.recommendation.reference


def seen(*updates):
    return [Seen(update.pk, Update.objects.get(pk=update.pk).version) for update in updates]


def drafts(desk, count):
    return [desk.to("draft", follow_up=desk.another()) for _ in range(count)]


def asked(desk, count):
    found = drafts(desk, count)
    submitting.ask_approval(rows=seen(*found), by=desk["reporter"])
    return found


def test_what_is_sent_for_approval_together_is_one_mail_to_each_approver(desk):
    MembershipFactory(user=UserFactory(email="second@example.org"), role=Role.APPROVER, party=desk.party)
    one, two, three = asked(desk, 3)
    assert {mail.to for mail in mails("approval")} == {desk["approver"].email, "second@example.org"}
    for mail in mails("approval"):
        assert mail.subject == "For your approval: 3 answers of Lao PDR"
        assert f"send them back:\n- {reference(one)}\n- {reference(two)}\n- {reference(three)}\n" in mail.body
        assert mail.body.count("http") == 1
        assert "/approvals/\n" in mail.body


def test_one_after_the_other_is_one_mail_that_waits_for_ten_minutes(desk):
    for update in drafts(desk, 2):
        desk.move("ask_approval", update)
    (mail,) = mails("approval")
    assert mail.subject == "For your approval: 2 answers of Lao PDR"
    assert not OutboxMail.objects.due(timezone.now()).exists()
    assert OutboxMail.objects.due(timezone.now() + datetime.timedelta(minutes=11)).exists()


def test_what_a_sender_may_have_taken_is_not_written_into(desk):
    asked(desk, 1)
    OutboxMail.objects.update(sent_at=timezone.now())
    asked(desk, 1)
    assert [mail.subject[:20] for mail in mails("approval")] == ["For your approval: 1", "For your approval: 2"]


def test_what_was_decided_meanwhile_is_not_told(desk):
    one, two = asked(desk, 2)
    desk.move("approve", one)
    (mail,) = mails("approval")
    assert (reference(one) in mail.body, reference(two) in mail.body) == (False, True)
    desk.move("record_approval", two)
    assert mails("approval") == []


def test_the_same_answer_asked_for_again_is_told_again(desk):
    (update,) = asked(desk, 1)
    OutboxMail.objects.update(sent_at=timezone.now())
    desk.move("refuse_approval", update)
    desk.move("ask_approval", update)
    assert len(mails("approval")) == 2


def test_without_an_approver_the_coordinators_hear_of_it(desk):
    desk["approver"].memberships.all().delete()
    asked(desk, 1)
    (mail,) = mails("approval")
    assert mail.recipient == desk["coordinator"]


def test_nobody_is_told_what_they_did_themselves(desk):
    MembershipFactory(user=desk["approver"], role=Role.REPORTER, party=desk.party)
    desk["approver"].held = None
    update = desk.save("approver", follow_up=desk.another())
    desk.move("ask_approval", update, by="approver")
    desk.move("refuse_approval", update)
    assert mails("approval") + mails("sent-back") == []


def test_what_comes_back_together_is_one_mail_to_each_writer(desk):
    own = asked(desk, 2)
    other = desk.save("coordinator", follow_up=desk.another())
    desk.move("ask_approval", other, by="coordinator")
    approvals.send_back(rows=seen(*own, other), note="Say when.", by=desk["approver"])
    told = {mail.recipient: mail for mail in mails("sent-back")}
    assert told.keys() == {desk["reporter"], desk["coordinator"]}
    assert told[desk["reporter"]].subject == "Sent back: 2 answers of Lao PDR"
    assert f"read the note:\n- {reference(own[0])}\n- {reference(own[1])}\n\n" in told[desk["reporter"]].body
    assert "Say when." not in told[desk["reporter"]].body
    assert f"read the note:\n- {reference(other)}\n\n" in told[desk["coordinator"]].body
    assert mails("approval") == []


def test_what_was_sent_on_again_is_not_told(desk):
    one, two = asked(desk, 2)
    desk.move("refuse_approval", one)
    desk.move("ask_approval", one)
    desk.move("refuse_approval", two)
    (mail,) = mails("sent-back")
    assert (reference(one) in mail.body, reference(two) in mail.body) == (False, True)


def test_it_goes_to_whoever_took_it_over(desk):
    (update,) = asked(desk, 1)
    hand_over(desk)
    desk.move("refuse_approval", update)
    (mail,) = mails("sent-back")
    assert mail.recipient == desk["viewer"]


def test_and_where_the_writer_has_gone_to_the_coordinators(desk):
    (update,) = asked(desk, 1)
    desk["reporter"].memberships.all().delete()
    desk.move("refuse_approval", update)
    (mail,) = mails("sent-back")
    assert mail.recipient == desk["coordinator"]


def test_who_wants_no_mail_on_approval_gets_none(desk):
    for role in ("approver", "reporter"):
        desk[role].mail_off = ["approval"]
        desk[role].save()
    (update,) = asked(desk, 1)
    desk.move("refuse_approval", update)
    assert mails("approval") + mails("sent-back") == []


# --- Results of the reviewers, after a hand-over -------------------------------------------------------------------


def hand_over(desk, *, end_roles=False):
    handing_over.hand_over(
        party=desk.party, leaver=desk["reporter"], successor=desk["viewer"], end_roles=end_roles, by=desk["coordinator"]
    )
    desk["viewer"].held = None


@pytest.mark.parametrize("end_roles", [True, False])
@pytest.mark.parametrize("move", ["accept", "send_back"])
def test_results_go_to_whoever_took_it_over(desk, move, end_roles):
    update = desk.to("submitted")
    hand_over(desk, end_roles=end_roles)
    desk.move(move, update)
    (mail,) = mails("result")
    assert mail.recipient == desk["viewer"]


def test_results_go_to_whoever_submitted_what_somebody_else_began(desk):
    update = desk.to("approved")
    desk.move("submit", update, by="coordinator")
    desk.move("accept", update)
    (mail,) = mails("result")
    assert mail.recipient == desk["coordinator"]


def test_results_for_somebody_who_has_gone_go_to_the_coordinators(desk):
    update = desk.to("submitted")
    desk["reporter"].memberships.all().delete()
    desk.move("accept", update)
    (mail,) = mails("result")
    assert mail.recipient == desk["coordinator"]

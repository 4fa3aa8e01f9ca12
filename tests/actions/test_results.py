"""One mail a sending to each person whose answers it decides, with the covering note; small whatever it tells."""

import pytest

from recommendations.actions import replies
from recommendations.actions.typed import Answer
from recommendations.models import OutboxMail, Sending
from recommendations.queries.sendings import LONGEST_NOTE
from recommendations.roles import Role
from tests.actions.test_replies import LETTER
from tests.factories import MembershipFactory, UserFactory
from tests.reviewing import decide, send

pytestmark = pytest.mark.django_db


def decided(desk, *decisions, **given):
    """A follow-up submitted and decided for each; their references."""
    found = [desk.another() for _ in decisions]
    for decision, follow_up in zip(decisions, found, strict=True):
        decide(desk.to("submitted", follow_up=follow_up), desk["reviewer"], decision, **given)
    return [each.recommendation.reference for each in found]


def mails():
    return list(OutboxMail.objects.filter(key__startswith="result:").order_by("pk"))


def test_nobody_hears_of_a_decision_before_it_is_sent(desk):
    decided(desk, "confirmed", "send-back")
    assert mails() == []


def test_the_decisions_of_one_sending_are_one_mail_with_its_note(desk):
    one, two, three = decided(desk, "confirmed", "send-back", "not-assessed")
    send(desk.party, desk["reviewer"], note="Thank you for the quick answers.")
    (mail,) = mails()
    assert mail.key == f"result:{Sending.objects.get().pk}:{desk['reporter'].pk}"
    assert mail.subject == "Reviewed: 3 answers of Lao PDR"
    assert "\n\nThank you for the quick answers.\n\n" in mail.body
    assert f"Sign in to read their note:\n- {two}\n" in mail.body
    assert f"The reviewers accepted:\n- {one}\n- {three}\n" in mail.body
    assert mail.body.count("http") == 1


def test_two_sendings_are_two_mails(desk):
    (one,) = decided(desk, "confirmed")
    send(desk.party, desk["reviewer"])
    (two,) = decided(desk, "confirmed")
    send(desk.party, desk["reviewer"])
    assert [(one in mail.body, two in mail.body) for mail in mails()] == [(True, False), (False, True)]


def test_each_sender_reads_of_their_own(desk):
    (one,) = decided(desk, "confirmed")
    update = desk.save("coordinator", follow_up=desk.another())
    decide(desk.move("submit", update, by="coordinator"), desk["reviewer"])
    send(desk.party, desk["reviewer"])
    assert {mail.recipient: one in mail.body for mail in mails()} == {
        desk["reporter"]: True,
        desk["coordinator"]: False,
    }


def test_who_does_not_want_it_does_not_get_it(desk):
    desk["reporter"].mail_off = ["result"]
    desk["reporter"].save()
    decided(desk, "confirmed")
    send(desk.party, desk["reviewer"])
    assert mails() == []


def test_the_coordinators_hear_what_became_of_a_letter(desk):
    second = MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=None).user
    reply = replies.enter(follow_up=desk.follow_up, letter=LETTER, answer=Answer(status="planned"), by=desk["reviewer"])
    decide(reply.update, second)
    send(desk.party, second)
    assert {mail.recipient for mail in mails()} == {desk["coordinator"], desk["reviewer"]}


def test_many_references_are_counted(desk, monkeypatch):
    monkeypatch.setattr("recommendations.actions.results.NAMED", 2)
    decided(desk, "confirmed", "confirmed", "confirmed")
    send(desk.party, desk["reviewer"])
    (mail,) = mails()
    assert "- and 1 more\n" in mail.body


def test_a_mail_has_15_kilobytes_at_most_on_the_wire(desk, monkeypatch):
    """The longest note in Lao script, and more references than are named of each kind."""
    monkeypatch.setattr("recommendations.actions.results.NAMED", 3)
    decided(desk, *["confirmed"] * 4, *["send-back"] * 4)
    send(desk.party, desk["reviewer"], note="ແຮງງານ" * (LONGEST_NOTE // 6))
    (mail,) = mails()
    named = 2 * (60 - 3) * len("- AFML15-WORKERS-S10-10\n")
    assert (len(mail.body.encode()) + named) * 4 / 3 <= 15_000

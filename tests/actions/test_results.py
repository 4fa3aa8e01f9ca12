"""One mail a country and sending: further decisions are written into it until a sender may take it."""

import datetime

import pytest
from django.utils import timezone

from recommendations.actions import replies
from recommendations.actions.typed import Answer
from recommendations.models import OutboxMail
from recommendations.roles import Role
from tests.actions.test_replies import LETTER
from tests.desk import Desk
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def decide(desk, *moves):
    """Submit and decide a follow-up for each move; their references."""
    found = [desk.another() for _ in moves]
    for name, follow_up in zip(moves, found, strict=True):
        desk.move(name, desk.to("submitted", follow_up=follow_up))
    return [each.recommendation.reference for each in found]


def mails():
    return list(OutboxMail.objects.filter(key__startswith="result:").order_by("pk"))


def test_decisions_of_one_sitting_are_one_mail(desk):
    one, two, three = decide(desk, "accept", "send_back", "accept")
    (mail,) = mails()
    assert mail.subject == "Reviewed: 3 answers of Lao PDR"
    assert f"Sign in to read their note:\n- {two}\n" in mail.body
    assert f"The reviewers accepted:\n- {one}\n- {three}\n" in mail.body
    assert mail.body.count("http") == 1


def test_it_waits_and_then_goes(desk):
    decide(desk, "accept")
    now = timezone.now()
    assert not OutboxMail.objects.due(now).exists()
    assert OutboxMail.objects.due(now + datetime.timedelta(minutes=11)).exists()


@pytest.mark.parametrize("change", [
    {"created_at": timezone.now() - datetime.timedelta(hours=1)},
    {"sent_at": timezone.now()},
    {"attempts": 1},
])  # fmt: skip
def test_what_a_sender_may_have_taken_is_not_written_into(desk, change):
    (one,) = decide(desk, "accept")
    OutboxMail.objects.update(**change)
    (two,) = decide(desk, "accept")
    first, second = mails()
    assert (one in first.body, two in first.body) == (True, False)
    assert (one in second.body, two in second.body) == (False, True)


def test_each_sender_reads_of_their_own(desk):
    (one,) = decide(desk, "accept")
    other = desk.another()
    update = desk.save("coordinator", follow_up=other)
    desk.move("accept", desk.move("submit", update, by="coordinator"))
    assert {mail.recipient: one in mail.body for mail in mails()} == {
        desk["reporter"]: True,
        desk["coordinator"]: False,
    }


def test_who_does_not_want_it_does_not_get_it(desk):
    desk["reporter"].mail_off = ["result"]
    desk["reporter"].save()
    decide(desk, "accept")
    assert mails() == []


def test_the_coordinators_hear_what_became_of_a_letter(desk):
    second = MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=None).user
    desk.people["second"] = second
    reply = replies.enter(follow_up=desk.follow_up, letter=LETTER, answer=Answer(status="planned"), by=desk["reviewer"])
    desk.move("accept", reply.update, by="second")
    assert {mail.recipient for mail in mails()} == {desk["coordinator"], desk["reviewer"]}


def test_many_decisions_keep_the_mail_small(desk, monkeypatch):
    monkeypatch.setattr("recommendations.actions.results.NAMED", 2)
    decide(desk, "accept", "accept", "accept")
    (mail,) = mails()
    assert "- and 1 more\n" in mail.body

"""An accepted answer is asked for again: with a reason, and it stays the answer until another is accepted."""

import datetime

import pytest
from django.test import Client

from recommendations.actions import reopening
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, OutboxMail, Reopening, Update
from recommendations.queries.frame import waiting
from tests.actions.test_reviews import OWN_WORK, answer_columns, becomes_reviewer
from tests.actions.test_updates import refused
from tests.factories import RoundFactory, UpdateFactory

pytestmark = pytest.mark.django_db
REASON = "The law was changed in June."


def reopen(desk, by="reviewer", **given):
    return reopening.reopen(**{"follow_up": desk.follow_up, "reason": REASON, "by": desk[by]} | given)


def listed(desk, role="reporter"):
    client = Client()
    client.force_login(desk[role])
    html = client.get("/tasks/").content.decode()
    return html.partition('id="returned"')[2].partition("<h2")[0]


def test_the_answer_stands_and_the_country_is_asked_again(desk):
    desk.to("accepted")
    before = answer_columns(desk.follow_up)
    OutboxMail.objects.all().delete()
    tasks = waiting(desk["reporter"]).tasks
    made = reopen(desk)
    assert answer_columns(desk.follow_up) == before
    assert (made.reason, made.reopened_by) == (REASON, desk["reviewer"])
    assert waiting(desk["reporter"]).tasks == tasks + 1
    assert desk.follow_up.recommendation.reference in listed(desk)
    assert REASON in listed(desk)
    mails = OutboxMail.objects.all()
    assert {mail.recipient for mail in mails} == {desk["reporter"], desk["coordinator"]}
    assert all(mail.subject == f"Please answer again: {desk.follow_up.recommendation.reference}" for mail in mails)
    assert not any("law" in mail.body for mail in mails)
    event = AuditEvent.objects.first()
    assert (event.action, event.after) == ("review.reopen", {"reason": REASON})


def test_it_stays_in_the_tasks_until_another_answer_is_sent(desk):
    desk.to("accepted")
    reopen(desk)
    update = desk.save(challenges="A new answer.")
    assert REASON in listed(desk)
    desk.move("submit", update)
    assert listed(desk) == ""
    assert not Reopening.objects.waiting().exists()
    desk.move("withdraw", update)
    assert REASON in listed(desk)
    desk.move("submit", update)
    desk.move("accept", update)
    assert listed(desk) == ""
    reopen(desk, reason="Once more.")
    assert "Once more." in listed(desk)


def test_the_follow_up_tells_those_who_read_what_was_submitted(desk):
    desk.to("accepted")
    reopen(desk)
    sees = set()
    for role in ("reporter", "viewer", "reviewer", "secretariat", "foreigner"):
        client = Client()
        client.force_login(desk[role])
        if REASON in client.get(desk.follow_up.get_absolute_url()).content.decode():
            sees.add(role)
    assert sees == {"reporter", "viewer", "reviewer"}


@pytest.mark.parametrize("role", ["reporter", "coordinator", "viewer", "secretariat", "foreigner", "stranger"])
def test_only_a_reviewer_asks_again(desk, role):
    desk.to("accepted")
    assert refused(NotAllowed, reopen, desk, role) == "Your role does not allow this step."


def test_nobody_reopens_their_own_work(desk):
    desk.to("accepted")
    becomes_reviewer(desk["reporter"])
    assert refused(NotAllowed, reopen, desk, "reporter") == OWN_WORK


@pytest.mark.parametrize(("state", "sentence"), [
    ("draft", "Nothing was accepted here, so there is nothing to reopen."),
    ("submitted", "Nothing was accepted here, so there is nothing to reopen."),
    ("returned", "Nothing was accepted here, so there is nothing to reopen."),
])  # fmt: skip
def test_only_an_answer_is_asked_for_again(desk, state, sentence):
    desk.to(state)
    assert refused(TooLate, reopen, desk) == sentence


def test_what_is_under_review_is_decided_instead(desk):
    desk.to("accepted")
    update = desk.to("submitted", challenges="More.")
    sentence = "A newer answer is under review already. Decide on that one."
    assert refused(TooLate, reopen, desk) == sentence
    desk.move("send_back", update)
    assert refused(TooLate, reopen, desk) == sentence


def test_it_is_asked_once_at_a_time_with_a_reason_and_for_the_answer_that_was_seen(desk):
    desk.to("accepted")
    assert refused(Refused, reopen, desk, reason=" \u200b") == "Say why the country is asked again."
    refused(Conflict, reopen, desk, seen_answer=0)
    reopen(desk)
    assert refused(TooLate, reopen, desk) == "The country was asked again already."


def test_a_draft_under_way_is_no_hindrance(desk):
    desk.to("accepted")
    desk.save(challenges="Begun.")
    reopen(desk)
    assert REASON in listed(desk)


def test_what_is_entered_for_a_past_round_does_not_answer_the_wish(desk):
    desk.to("accepted")
    made = reopen(desk)
    assert list(Reopening.objects.waiting()) == [made]
    past = RoundFactory(closed_at=made.reopened_at, closed_by=desk["reviewer"])
    sent = made.reopened_at + datetime.timedelta(hours=1)
    entered = UpdateFactory(
        follow_up=desk.follow_up, state="superseded", round=past, submitted_at=sent, submitted_by=desk["reviewer"]
    )
    assert list(Reopening.objects.waiting()) == [made]
    Update.objects.filter(pk=entered.pk).update(round=None)
    assert not Reopening.objects.waiting().exists()

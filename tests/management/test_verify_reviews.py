"""`manage.py verify` finds reviews, sendings, reopenings and viewed marks that do not fit."""

import datetime

import pytest
from django.utils import timezone

from recommendations.models import Reopening, Review, Seen, Sending, Update
from tests.management.verifying import verify
from tests.reviewing import decide, send

pytestmark = pytest.mark.django_db


def only(text):
    (line,) = verify().splitlines()
    return text in line


def pending(desk, decision="confirmed"):
    return decide(desk.to("submitted", follow_up=desk.another()), desk["reviewer"], decision)


def test_what_the_actions_make_holds(desk):
    desk.to("superseded")
    pending(desk)
    pending(desk, "send-back")
    send(desk.party, desk["reviewer"])
    kept = pending(desk)
    desk.move("withdraw", kept.update)
    pending(desk)
    assert verify().startswith("Everything holds")


def test_an_accepted_update_whose_review_was_not_sent(desk):
    update = desk.to("accepted")
    Review.objects.update(sent_at=None, sending=None)
    Sending.objects.all().delete()
    out = verify()
    assert f"update {update.pk}: it is accepted, and the version sent last has no sent review that says so" in out
    assert f"review {Review.objects.get().pk}: not sent, and its update is decided" in out


def test_a_submitted_update_with_a_sent_acceptance(desk):
    review = pending(desk)
    Review.objects.update(sent_at=timezone.now() + datetime.timedelta(seconds=1))
    assert only(f"update {review.update.pk}: it is submitted and has 1 sent acceptances")


def test_a_review_in_another_country_s_sending(desk):
    desk.to("accepted")
    Sending.objects.update(party=desk["foreigner"].memberships.get().party)
    assert only("sent with another country's")


def test_a_sending_by_another_person(desk):
    desk.to("accepted")
    Sending.objects.update(sent_by=desk["viewer"])
    assert only("its sending names another person or time")


def test_a_sending_of_nothing(desk):
    Sending.objects.create(party=desk.party, sent_at=timezone.now(), sent_by=desk["reviewer"])
    assert only("nothing was sent with it")


def test_a_reopening_of_what_was_never_accepted(desk):
    update = desk.to("returned")
    Reopening.objects.create(
        update=update, reason="Why.", reopened_at=timezone.now(), reopened_by=desk["reviewer"]
    )  # fmt: skip
    assert only("its update was never accepted")


def test_a_viewed_mark_on_a_draft(desk):
    update = desk.to("draft")
    Seen.objects.create(version=update.versions.get(), user=desk["reviewer"])
    assert only("on a version that was never submitted")


def test_two_decisions_that_wait_on_one_update(desk):
    kept = pending(desk)
    desk.move("withdraw", kept.update)
    follow_up = kept.update.follow_up
    desk.move("submit", desk.save(follow_up=follow_up, challenges="More."))
    newer = Update.objects.get(pk=kept.update.pk).versions.order_by("-number")[0]
    Review.objects.create(
        update=kept.update, version=newer, decision="accept", assessment="confirmed", decided_at=timezone.now(),
        decided_by=desk["reviewer"],
    )  # fmt: skip
    assert only("2 decisions wait to be sent")

"""Decisions are sent while the country withdraws, a colleague decides, or somebody sends them too."""

import pytest

from recommendations.actions import follow_ups, reviews, sendings
from recommendations.actions.reviews import Verdict
from recommendations.models import FollowUp, OutboxMail, Review, Sending, Update
from tests.faults.test_races import Done, at_once, kinds
from tests.reviewing import decide

pytestmark = pytest.mark.django_db(transaction=True)


def decided(desk, count=1):
    found = [desk.to("submitted", follow_up=desk.another()) for _ in range(count)]
    for update in found:
        decide(update, desk["reviewer"])
    return found


def sender(desk):
    return lambda: sendings.send(party=desk.party, by=desk["reviewer"])


def test_sent_while_the_country_withdraws_is_one_of_the_two(desk, scale):
    for _ in range(scale(5, 100)):
        (update,) = decided(desk)
        found = at_once(sender(desk), lambda update=update: desk.move("withdraw", update, seen_version=1))
        state = Update.objects.get(pk=update.pk).state
        review = Review.objects.get(update=update)
        assert state in ("accepted", "draft"), kinds(found)
        assert (review.sent_at is not None) == (state == "accepted")
        Review.objects.pending().delete()


def test_sent_twice_at_once_is_one_sending(desk, scale):
    for _ in range(scale(3, 50)):
        rows = decided(desk, 3)
        before = Sending.objects.count(), OutboxMail.objects.count()
        found = at_once(*[sender(desk)] * 4)
        assert kinds(found) == ["TooLate"] * 3 + ["done"]
        assert (Sending.objects.count(), OutboxMail.objects.count()) == (before[0] + 1, before[1] + 1)
        assert {Update.objects.get(pk=each.pk).state for each in rows} == {"accepted"}


def test_two_who_decide_at_once_leave_one_decision(desk, scale):
    for _ in range(scale(5, 100)):
        update = desk.to("submitted", follow_up=desk.another())

        def act(assessment, update=update):
            verdict = Verdict("accept", assessment)
            return reviews.decide(update=update, seen_version=1, verdict=verdict, by=desk["reviewer"])

        found = at_once(lambda: act("confirmed"), lambda: act("needs-evidence"))
        assert kinds(found) == ["Conflict", "done"]
        assert Review.objects.filter(update=update).count() == 1


def test_taken_back_while_it_is_sent(desk, scale):
    for _ in range(scale(5, 100)):
        (update,) = decided(desk)
        review = Review.objects.get(update=update)
        found = at_once(sender(desk), lambda review=review: reviews.take_back(review=review, by=desk["reviewer"]))
        assert sum(isinstance(each, Done) for each in found) == 1, kinds(found)
        state = Update.objects.get(pk=update.pk).state
        assert Review.objects.filter(update=update).exists() == (state == "accepted")


def test_rows_are_tied_and_untied_while_many_are_sent(desk, scale):
    for _ in range(scale(3, 50)):
        rows = decided(desk, 4)
        tied, loose = desk.another(), desk.another()
        follow_ups.answer_under(follow_up=tied, under=rows[0].follow_up, by=desk["reporter"])
        found = at_once(
            sender(desk),
            lambda tied=tied: follow_ups.answer_alone(follow_up=tied, by=desk["reporter"]),
            lambda loose=loose, rows=rows: follow_ups.answer_under(
                follow_up=loose, under=rows[3].follow_up, by=desk["reporter"]
            ),
        )
        assert kinds(found) == ["done"] * 3
        assert FollowUp.objects.get(pk=tied.pk).status == ""
        assert FollowUp.objects.get(pk=loose.pk).status == "in-progress"

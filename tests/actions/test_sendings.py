"""Decisions are pending until they are sent: what they do before, at and after a sending."""

import pytest

from recommendations.actions import reviews
from recommendations.actions.many import Seen
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, FollowUp, Review, ReviewNote, Sending, Update
from recommendations.models import Seen as Viewed
from recommendations.roles import Role
from tests.actions.test_reviews import OWN_WORK, answer_columns, becomes_reviewer
from tests.actions.test_updates import refused
from tests.desk import Desk
from tests.factories import MembershipFactory, UserFactory
from tests.reviewing import decide, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    found = Desk()
    found.people["second"] = MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=None).user
    return found


def state(update):
    return Update.objects.get(pk=update.pk).state


# --- While it is pending -------------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", ["confirmed", "send-back"])
def test_a_decision_changes_nothing_until_it_is_sent(desk, decision):
    update = desk.to("submitted")
    before = FollowUp.objects.values().get(pk=desk.follow_up.pk), Update.objects.values().get(pk=update.pk)
    review = decide(update, desk["reviewer"], decision)
    assert (FollowUp.objects.values().get(pk=desk.follow_up.pk), Update.objects.values().get(pk=update.pk)) == before
    assert (review.sent_at, review.sending) == (None, None)
    assert Viewed.objects.get().user == desk["reviewer"]


def test_a_decision_is_changed_and_taken_back(desk):
    update = desk.to("submitted")
    first = decide(update, desk["reviewer"], "send-back", notes={"challenges": "Which?", "status": " "})
    assert list(ReviewNote.objects.values_list("field", "text")) == [("challenges", "Which?")]
    changed = decide(update, desk["second"], "confirmed-in-part")
    assert (changed.pk, changed.assessment, changed.note, changed.decided_by) == (
        first.pk, "confirmed-in-part", "", desk["second"],
    )  # fmt: skip
    assert not ReviewNote.objects.exists()
    reviews.take_back(review=changed, by=desk["reviewer"])
    assert not Review.objects.exists()
    told = AuditEvent.objects.filter(target_type="review").order_by("sequence").values_list("action", flat=True)
    assert list(told) == ["review.decide", "review.decide", "review.take_back"]


def test_of_two_who_decide_the_second_is_told(desk):
    update = desk.to("submitted")
    decide(update, desk["reviewer"])
    late = reviews.Verdict("accept", "needs-evidence")
    sentence = refused(
        Conflict, reviews.decide, update=update, seen_version=1, verdict=late, by=desk["second"]
    )  # fmt: skip
    assert sentence == "Somebody decided on this answer after you opened it."
    assert Review.objects.get().assessment == "confirmed"


@pytest.mark.parametrize(("verdict", "sentence"), [
    (reviews.Verdict("accept"), "Choose an assessment to accept the update."),
    (reviews.Verdict("accept", "excellent"), "Choose an assessment to accept the update."),
    (reviews.Verdict("send-back", note=" \u200b"), "Write what should change before you send it back."),
    (reviews.Verdict("perhaps"), "Choose what you decide."),
    (reviews.Verdict("send-back", note="x", notes={"colour": "Red."}),
     "This form did not arrive whole. Open the page again."),
])  # fmt: skip
def test_a_decision_is_whole(desk, verdict, sentence):
    update = desk.to("submitted")
    assert refused(
        Refused, reviews.decide, update=update, seen_version=1, verdict=verdict, by=desk["reviewer"]
    ) == sentence  # fmt: skip
    assert not Review.objects.exists()


def test_notes_on_fields_alone_are_enough(desk):
    review = decide(desk.to("submitted"), desk["reviewer"], "send-back", note="", notes={"evidence": "The decree."})
    assert review.note == "See the notes on the single fields."


@pytest.mark.parametrize("state_", ["draft", "returned", "accepted"])
def test_only_what_was_submitted_is_decided(desk, state_):
    update = desk.to(state_)
    refused(TooLate, decide, update, desk["reviewer"], "send-back")


@pytest.mark.parametrize("role", ["reporter", "coordinator", "viewer", "secretariat", "stranger", "foreigner"])
def test_only_reviewers_decide_take_back_and_send(desk, role):
    update = desk.to("submitted")
    refused(NotAllowed, decide, update, desk[role])
    review = decide(update, desk["reviewer"])
    refused(NotAllowed, reviews.take_back, review=review, by=desk[role])
    refused(NotAllowed, send, desk.party, desk[role])


# --- Sending -------------------------------------------------------------------------------------------------


def test_a_sending_applies_all_of_one_reviewer_s_decisions_for_the_country(desk):
    one, two, three = (desk.to("submitted", follow_up=desk.another()) for _ in range(3))
    decide(one, desk["reviewer"])
    decide(two, desk["reviewer"], "send-back")
    decide(three, desk["second"])
    sent = send(desk.party, desk["reviewer"], note=" Thank you. ")
    assert (sent.accepted, sent.returned, sent.left) == (1, 1, ())
    assert [state(each) for each in (one, two, three)] == ["accepted", "returned", "submitted"]
    sending = Sending.objects.get()
    assert (sending.party, sending.note, sending.sent_by) == (desk.party, "Thank you.", desk["reviewer"])
    assert set(sending.reviews.values_list("update", flat=True)) == {one.pk, two.pk}
    assert {each.sent_at for each in sending.reviews.all()} == {sending.sent_at}
    assert Review.objects.pending().get().update == three


def test_only_the_ticked_ones_go(desk):
    one, two = (desk.to("submitted", follow_up=desk.another()) for _ in range(2))
    review = decide(one, desk["reviewer"])
    decide(two, desk["reviewer"])
    assert send(desk.party, desk["reviewer"], rows=[review.pk]).accepted == 1
    assert (state(one), state(two)) == ("accepted", "submitted")


def test_another_country_s_decisions_stay(desk):
    other = desk["foreigner"].memberships.get().party
    elsewhere = desk.another(party=other)
    update = desk.save("foreigner", follow_up=elsewhere)
    decide(desk.move("submit", update, by="foreigner"), desk["reviewer"])
    sentence = refused(TooLate, send, desk.party, desk["reviewer"])
    assert sentence == "None of these decisions waits to be sent any more."
    assert send(other, desk["reviewer"]).accepted == 1


def test_what_moved_on_stays_pending_and_is_told(desk):
    stays = desk.to("submitted")
    decide(stays, desk["reviewer"], "send-back", note="Say when.")
    goes = desk.to("submitted", follow_up=desk.another())
    decide(goes, desk["reviewer"])
    desk.move("withdraw", stays)
    sent = send(desk.party, desk["reviewer"])
    assert (sent.accepted, sent.returned) == (1, 0)
    (left,) = sent.left
    assert (left.reference, type(left.error)) == (desk.follow_up.recommendation.reference, TooLate)
    assert Review.objects.pending().get().update == stays


def test_a_sending_of_nothing_but_what_moved_on_is_none(desk):
    update = desk.to("submitted")
    decide(update, desk["reviewer"])
    desk.move("withdraw", update)
    desk.save(challenges="More.")
    desk.move("submit", update)
    sent = send(desk.party, desk["reviewer"])
    assert (sent.sending, len(sent.left), Sending.objects.count()) == (None, 1, 0)
    assert isinstance(sent.left[0].error, Conflict)


def test_the_notes_on_a_version_that_moved_on_give_way_to_the_next_decision(desk):
    update = desk.to("submitted")
    decide(update, desk["reviewer"], "send-back")
    desk.move("withdraw", update)
    desk.move("submit", desk.save(challenges="More."))
    decide(update, desk["second"])
    assert Review.objects.get().version.number == 2
    assert send(desk.party, desk["second"]).accepted == 1


def test_nobody_sends_a_decision_on_work_that_has_become_their_own(desk):
    update = desk.to("submitted")
    decide(update, desk["reviewer"])
    Update.objects.filter(pk=update.pk).update(submitted_by=desk["reviewer"])
    (left,) = send(desk.party, desk["reviewer"]).left
    assert str(left.error) == OWN_WORK
    assert state(update) == "submitted"


def test_with_both_roles_nobody_decides_on_their_own_work(desk):
    update = desk.to("submitted")
    MembershipFactory(user=desk["reporter"], role="reviewer", party=None)
    desk["reporter"].held = None
    assert refused(NotAllowed, decide, update, desk["reporter"]) == OWN_WORK
    becomes_reviewer(desk["reporter"])
    assert refused(NotAllowed, decide, update, desk["reporter"]) == OWN_WORK


def test_a_long_note_is_refused(desk):
    decide(desk.to("submitted"), desk["reviewer"])
    sentence = refused(Refused, send, desk.party, desk["reviewer"], note="a" * 1501)
    assert sentence == "Shorten the covering note to 1500 characters."
    assert Review.objects.pending().count() == 1


def test_rows_answered_under_get_the_answer_at_the_sending(desk):
    from recommendations.actions import follow_ups

    tied = desk.another()
    follow_ups.answer_under(follow_up=tied, under=desk.follow_up, by=desk["reporter"])
    update = desk.to("submitted")
    decide(update, desk["reviewer"])
    assert answer_columns(tied) == ("", "", "not-assessed", None)
    send(desk.party, desk["reviewer"])
    assert answer_columns(tied) == ("in-progress", "", "confirmed", (update.pk, 1))


# --- Many, and viewed marks ----------------------------------------------------------------------------------


def unchanged(desk, follow_up=None):
    update = desk.to("submitted", follow_up=follow_up)
    Update.objects.filter(pk=update.pk).update(is_unchanged=True)
    return update


def test_many_are_accepted_where_unchanged_or_looked_at(desk):
    same, looked, other = unchanged(desk), *(desk.to("submitted", follow_up=desk.another()) for _ in range(2))
    assert reviews.mark_seen(rows=[Seen(looked.pk, 1), Seen(other.pk, 9)], by=desk["reviewer"]) == 1
    assert reviews.mark_seen(rows=[Seen(other.pk, 1)], by=desk["second"]) == 1
    rows = [Seen(each.pk, 1) for each in (same, looked, other)]
    outcome = reviews.accept_many(rows=rows, assessment="confirmed", by=desk["reviewer"])
    assert {each.pk for each in outcome.done} == {same.pk, looked.pk}
    assert [str(each.error) for each in outcome.refused] == ["You have not looked at this answer. Open it first."]
    assert set(Review.objects.pending().values_list("assessment", flat=True)) == {"confirmed"}


def test_many_leave_what_is_decided_and_what_moved_on(desk):
    one, two = unchanged(desk), unchanged(desk, desk.another())
    decide(one, desk["second"], "send-back")
    rows = [Seen(one.pk, 1), Seen(two.pk, 2)]
    outcome = reviews.accept_many(rows=rows, assessment="confirmed", by=desk["reviewer"])
    assert (outcome.done, len(outcome.refused)) == ((), 2)
    sentence = refused(Refused, reviews.accept_many, rows=rows, assessment="", by=desk["reviewer"])
    assert sentence == "Choose an assessment to accept the update."


def test_only_a_reviewer_marks_what_was_submitted(desk):
    update = desk.to("submitted")
    assert reviews.mark_seen(rows=[Seen(update.pk, 1)], by=desk["reporter"]) == 0
    draft = desk.to("draft", follow_up=desk.another())
    assert reviews.mark_seen(rows=[Seen(draft.pk, 1)], by=desk["reviewer"]) == 0
    assert not Viewed.objects.exists()

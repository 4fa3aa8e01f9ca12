"""A reviewer's decision: what it makes of the follow-up, who is told, who may not decide, and what stays secret."""

import datetime

import pytest

from recommendations.actions import follow_ups, reviews
from recommendations.actions.typed import ActivityText
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import Activity, AuditEvent, FollowUp, OutboxMail, Responsibility, Review, Update
from recommendations.permissions import sees_assessment
from tests.actions.test_updates import refused
from tests.desk import Desk
from tests.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def answer_columns(follow_up):
    row = FollowUp.objects.get(pk=follow_up.pk)
    version = row.current_version
    return row.status, row.not_pursued_reason, row.assessment, version and (version.update_id, version.number)


# --- Accepting -----------------------------------------------------------------------------------------------


def test_an_accepted_update_is_the_answer(desk):
    update = desk.to("submitted", status="not-pursued", not_pursued_reason="for-others")
    desk.move("accept", update, assessment="confirmed-in-part")
    row = FollowUp.objects.get(pk=desk.follow_up.pk)
    assert answer_columns(row) == ("not-pursued", "for-others", "confirmed-in-part", (update.pk, 1))
    assert row.answered_at == update.submitted_at
    review = Review.objects.get()
    assert (review.decision, review.assessment, review.version, review.decided_by) == (
        "accept", "confirmed-in-part", update.versions.get(), desk["reviewer"],
    )  # fmt: skip


@pytest.mark.parametrize("state", ["draft", "for-approval", "approved", "submitted", "returned"])
def test_nothing_counts_before_it_is_accepted(state):
    desk = Desk(approval=True)
    desk.to(state)
    assert answer_columns(desk.follow_up) == ("", "", "not-assessed", None)


def test_accepting_supersedes_the_former_answer(desk):
    first = desk.to("accepted", status="planned")
    second = desk.to("accepted", status="implemented")
    states = dict(Update.objects.values_list("pk", "state"))
    assert states == {first.pk: "superseded", second.pk: "accepted"}
    assert answer_columns(desk.follow_up) == ("implemented", "", "confirmed", (second.pk, 1))


def test_the_former_answer_stands_until_the_new_one_is_accepted(desk):
    first = desk.to("accepted", status="planned")
    second = desk.to("submitted", status="implemented")
    assert answer_columns(desk.follow_up) == ("planned", "", "confirmed", (first.pk, 1))
    desk.move("send_back", second)
    assert answer_columns(desk.follow_up) == ("planned", "", "confirmed", (first.pk, 1))


def test_the_agencies_of_an_accepted_answer_are_responsible(desk):
    lead, other = (OrganizationFactory(party=desk.party) for _ in range(2))
    desk.to("accepted", lead=lead, contributing=(other,))
    parts = set(Responsibility.objects.values_list("organization", "part"))
    assert parts == {(lead.pk, "lead"), (other.pk, "contributing")}


def test_an_accepted_answer_without_agencies_leaves_who_is_responsible(desk):
    before = list(Responsibility.objects.values())
    desk.to("accepted")
    assert list(Responsibility.objects.values()) == before


def test_a_shared_activity_edited_later_does_not_change_the_accepted_answer(desk):
    accepted = desk.to("accepted", activities=(ActivityText("Trained 20 inspectors.", datetime.date(2022, 1, 1)),))
    shared = Activity.objects.get()
    other = desk.another()
    desk.to("submitted", follow_up=other, activities=(ActivityText("Trained 200 inspectors.", activity=shared),))
    row = accepted.versions.get().activities.get()
    assert (row.text, row.starts_on) == ("Trained 20 inspectors.", datetime.date(2022, 1, 1))


@pytest.mark.parametrize("assessment", ["", "excellent", "CONFIRMED"])
def test_accepting_needs_an_assessment_of_the_list(desk, assessment):
    update = desk.to("submitted")
    sentence = refused(Refused, desk.move, "accept", update, assessment=assessment)
    assert sentence == "Choose an assessment to accept the update."


# --- Sending back --------------------------------------------------------------------------------------------


def test_a_returned_update_has_its_note_and_asks_for_approval_again():
    desk = Desk(approval=True)
    update = desk.move("send_back", desk.to("submitted"), note=" Say when. ")
    assert (update.state, update.approved_at, update.approved_by) == ("returned", None, None)
    assert Review.objects.get().note == "Say when."
    sentence = refused(TooLate, desk.move, "submit", update)
    assert sentence == "This update is now “Returned”, so this step is no longer possible."


@pytest.mark.parametrize("note", ["", "  ", "\u200b"])
def test_sending_back_needs_a_note(desk, note):
    sentence = refused(Refused, desk.move, "send_back", desk.to("submitted"), note=note)
    assert sentence == "Write what should change before you send it back."


def test_corrected_and_accepted_both_reviews_remain(desk):
    update = desk.to("returned")
    desk.save(status="implemented")
    desk.move("submit", update)
    desk.move("accept", update)
    found = Review.objects.order_by("id").values_list("decision", "version__number", "version__status")
    assert list(found) == [("send-back", 1, "in-progress"), ("accept", 2, "implemented")]


# --- Who is told ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "sentence"), [
    ("accept", "The reviewers accepted:"),
    ("send_back", "The reviewers ask for a change. Sign in to read their note:"),
])  # fmt: skip
def test_whoever_submitted_gets_one_mail_that_tells_nothing_of_the_answer(desk, name, sentence):
    update = desk.to("submitted", challenges="A secret.")
    desk.move(name, update, note="A secret note.")
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (desk["reporter"], "Reviewed: 1 answer of Lao PDR")
    assert f"{sentence}\n- {desk.follow_up.recommendation.reference}\n" in mail.body
    assert "/tasks/" in mail.body
    assert "secret" not in mail.body


def test_each_decision_is_an_audit_event_with_before_and_after(desk):
    update = desk.to("returned")
    desk.save(challenges="Money.")
    desk.move("submit", update)
    desk.move("accept", update, note="Good.")
    found = AuditEvent.objects.filter(target_type="update", action__startswith="review.").order_by("sequence")
    assert [(event.action, event.by, event.before, event.after) for event in found] == [
        ("review.send_back", desk["reviewer"], {"state": "submitted"},
         {"state": "returned", "version": 1, "note": "Say when."}),
        ("review.accept", desk["reviewer"], {"state": "submitted"},
         {"state": "accepted", "version": 2, "assessment": "confirmed", "note": "Good."}),
    ]  # fmt: skip
    assert AuditEvent.objects.first().action == "sending.send"


# --- Never on own work ---------------------------------------------------------------------------------------

OWN_WORK = "You had a hand in this update. Another reviewer must decide on it."


def becomes_reviewer(user):
    """Who worked for the country is a reviewer of the region now, and holds nothing else."""
    user.memberships.all().delete()
    MembershipFactory(user=user, role="reviewer", party=None)
    user.held = None


@pytest.mark.parametrize("role", ["reporter", "approver", "coordinator"])
@pytest.mark.parametrize("name", ["accept", "send_back"])
def test_whoever_had_a_hand_in_it_does_not_decide(role, name):
    desk = Desk(approval=True)
    desk.save()
    update = desk.save("coordinator", challenges="Money.")
    for step in ("ask_approval", "approve", "submit"):
        desk.move(step, update)
    becomes_reviewer(desk[role])
    assert refused(NotAllowed, desk.move, name, update, by=role) == OWN_WORK


def test_an_approval_that_a_later_edit_cleared_is_a_hand_in_it_still():
    desk = Desk(approval=True)
    update = desk.to("approved")
    desk.save(challenges="Money.")
    desk.party.approval_required = False
    desk.party.save()
    update = desk.move("submit", update)
    assert update.approved_by is None
    becomes_reviewer(desk["approver"])
    assert refused(NotAllowed, desk.move, "accept", update, by="approver") == OWN_WORK


def test_who_submitted_it_before_it_was_withdrawn_had_a_hand_in_it(desk):
    update = desk.save("partner")
    desk.move("submit", update, "coordinator")
    desk.move("withdraw", update, "reporter")
    desk.move("submit", update, "reporter")
    becomes_reviewer(desk["coordinator"])
    assert refused(NotAllowed, desk.move, "accept", update, by="coordinator") == OWN_WORK


def test_a_former_reporter_decides_on_what_others_wrote(desk):
    update = desk.to("submitted")
    becomes_reviewer(desk["viewer"])
    assert desk.move("accept", update, "viewer").state == "accepted"


def test_a_reviewer_who_sent_it_back_may_accept_it(desk):
    update = desk.to("returned")
    desk.save(challenges="Money.")
    desk.move("submit", update)
    assert desk.move("accept", update).state == "accepted"


# --- What is not published -----------------------------------------------------------------------------------


def test_an_assessment_is_for_the_reviewers_and_the_country_until_it_is_published(desk):
    desk.to("accepted")
    row = FollowUp.objects.get(pk=desk.follow_up.pk)
    assert row.assessment_published is False
    sees = {role for role, user in desk.people.items() if sees_assessment(user, row)}
    assert sees == {"reporter", "approver", "coordinator", "reviewer"}
    row.assessment_published = True
    assert all(sees_assessment(user, row) for user in desk.people.values())


def test_an_answer_accepted_anew_has_an_unpublished_assessment(desk):
    desk.to("accepted")
    FollowUp.objects.update(assessment_published=True)
    desk.to("accepted", challenges="Money.")
    assert not FollowUp.objects.get(pk=desk.follow_up.pk).assessment_published


def test_rows_answered_under_it_get_the_new_answer_too(desk):
    other = desk.another()
    follow_ups.answer_under(follow_up=other, under=desk.follow_up, by=desk["reporter"])
    assert answer_columns(other) == ("", "", "not-assessed", None)
    update = desk.to("accepted", lead=OrganizationFactory(party=desk.party))
    assert answer_columns(other) == answer_columns(desk.follow_up) == ("in-progress", "", "confirmed", (update.pk, 1))
    assert other.responsibilities.get().organization == desk.follow_up.responsibilities.get().organization


def test_both_decisions_are_refused_on_the_same_version_twice(desk):
    update = desk.to("submitted")
    reviews.accept(update=update, seen_version=1, assessment="confirmed", by=desk["reviewer"])
    for name in ("accept", "send_back"):
        refused(TooLate, desk.move, name, update)

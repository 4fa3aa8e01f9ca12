"""Answering one follow-up under another: one party, one level, undoable."""

import pytest
from django.db import DataError

from recommendations.actions import follow_ups
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, FollowUp, OutboxMail
from tests.actions.test_reviews import answer_columns
from tests.actions.test_updates import refused, the_trail_is_full
from tests.cast import cambodia
from tests.desk import Desk
from tests.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(desk):
    return desk.another()


def tie(desk, follow_up, under, by="reporter"):
    return follow_ups.answer_under(follow_up=follow_up, under=under, by=desk[by])


def untie(desk, follow_up, by="reporter"):
    return follow_ups.answer_alone(follow_up=follow_up, by=desk[by])


def test_a_tied_follow_up_shows_the_answer_of_the_other(desk, other):
    update = desk.to("accepted", lead=OrganizationFactory(party=desk.party))
    tied = tie(desk, other, desk.follow_up)
    assert tied.answered_under == desk.follow_up
    assert answer_columns(other) == ("in-progress", "", "confirmed", (update.pk, 1))
    assert other.responsibilities.get().organization == desk.follow_up.responsibilities.get().organization


def test_untied_it_shows_its_own_answer_again(desk, other):
    desk.to("accepted", status="planned")
    own = desk.to("accepted", follow_up=other, status="implemented")
    tie(desk, other, desk.follow_up)
    assert answer_columns(other)[0] == "planned"
    assert untie(desk, other).answered_under is None
    assert answer_columns(other) == ("implemented", "", "confirmed", (own.pk, 1))


def test_untied_without_an_answer_of_its_own_it_has_none(desk, other):
    desk.to("accepted")
    tie(desk, other, desk.follow_up)
    untie(desk, other)
    assert answer_columns(other) == ("", "", "not-assessed", None)


def test_it_may_be_tied_to_yet_another(desk, other):
    third = desk.another()
    desk.to("accepted", status="planned")
    desk.to("accepted", follow_up=third, status="implemented")
    tie(desk, other, desk.follow_up)
    tie(desk, other, third)
    assert answer_columns(other)[0] == "implemented"
    desk.to("accepted", status="in-place")
    assert answer_columns(other)[0] == "implemented"


def test_each_step_is_an_audit_event_with_before_and_after(desk, other):
    reference = desk.follow_up.recommendation.reference
    tie(desk, other, desk.follow_up)
    untie(desk, other)
    found = AuditEvent.objects.order_by("sequence").values_list("action", "target", "before", "after")
    assert list(found) == [
        ("follow_up.answer_under", str(other.pk), {"answered_under": None}, {"answered_under": reference}),
        ("follow_up.answer_alone", str(other.pk), {"answered_under": reference}, {"answered_under": None}),
    ]
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("by", ["approver", "viewer", "reviewer", "secretariat", "stranger", "foreigner"])
def test_another_role_ties_and_unties_nothing(desk, other, by):
    sentence = "Your role does not allow you to write this answer."
    assert refused(NotAllowed, tie, desk, other, desk.follow_up, by) == sentence
    tie(desk, other, desk.follow_up)
    assert refused(NotAllowed, untie, desk, other, by) == sentence


def test_who_writes_for_one_organization_ties_only_where_both_are_theirs(desk, other):
    refused(NotAllowed, tie, desk, other, desk.follow_up, "partner")
    refused(NotAllowed, tie, desk, desk.follow_up, other, "partner")


def test_not_under_itself(desk):
    sentence = refused(Refused, tie, desk, desk.follow_up, desk.follow_up)
    assert sentence == "A follow-up cannot be answered under itself."


def test_not_under_one_of_another_country(desk):
    theirs = desk.another(cambodia())
    MembershipFactory(user=desk["reporter"], role="reporter", party=theirs.party)
    sentence = refused(Refused, tie, desk, desk.follow_up, theirs)
    assert sentence == "Choose a follow-up of the same country."


def test_one_level_only_from_below_and_from_above(desk, other):
    third = desk.another()
    tie(desk, other, desk.follow_up)
    here = desk.follow_up.recommendation.reference
    assert refused(Refused, tie, desk, third, other) == (
        f"{other.recommendation.reference} is itself answered under another follow-up. Choose that one."
    )
    assert refused(Refused, tie, desk, desk.follow_up, third) == (
        f"Other follow-ups are answered under {here}. Untie them first."
    )


@pytest.mark.parametrize("state", ["draft", "for-approval", "approved", "submitted", "returned"])
def test_not_while_an_answer_of_its_own_is_under_way(state):
    desk = Desk(approval=True)
    other = desk.another()
    desk.to(state, follow_up=other)
    sentence = refused(Refused, tie, desk, other, desk.follow_up)
    assert sentence == (
        f"{other.recommendation.reference} has an answer of its own under way. Finish or discard it first."
    )


def test_the_same_tie_again_says_so(desk, other):
    tie(desk, other, desk.follow_up)
    assert refused(Refused, tie, desk, other, desk.follow_up) == "It is answered there already."


def test_untying_what_is_not_tied_is_too_late(desk, other):
    assert refused(TooLate, untie, desk, other) == "This follow-up is answered on its own already."


def test_no_answer_is_written_to_a_tied_follow_up(desk, other):
    tie(desk, other, desk.follow_up)
    reference = desk.follow_up.recommendation.reference
    sentence = refused(Refused, desk.save, follow_up=other)
    assert sentence == f"This recommendation is answered under {reference}. Write the answer there."


def test_a_tie_that_fails_at_its_audit_event_leaves_nothing(desk, other):
    third = desk.another()
    desk.to("accepted")
    tie(desk, third, desk.follow_up)
    the_trail_is_full()
    refused((OverflowError, DataError), tie, desk, other, desk.follow_up)
    refused((OverflowError, DataError), untie, desk, third)
    assert FollowUp.objects.get(pk=other.pk).answered_under is None

"""A round is closed under a seal, opened again with a reason, and its assessments are published on purpose."""

import datetime

import pytest
import time_machine

from recommendations.actions import rounds
from recommendations.actions.answers import settle
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.management.invariants import answers, seals
from recommendations.models import (
    AuditEvent,
    FollowUp,
    Recommendation,
    Round,
    RoundReopening,
    Seal,
    SealedRow,
    triggers,
)
from recommendations.queries import picture
from recommendations.roles import Role
from tests.cast import cambodia
from tests.factories import MembershipFactory, RoundFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 9, 1)
DUE = datetime.date(2026, 9, 30)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-09-01 08:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def found(desk):
    return rounds.open_round(
        name="Round 1", documents=[desk.follow_up.recommendation.document], parties=[desk.party],
        opens_on=TODAY, due_on=DUE, by=desk["reviewer"],
    )  # fmt: skip


def close(found, desk):
    return rounds.close_round(target=found, by=desk["reviewer"])


def reopen(found, desk, *, by="reviewer", reason="Two countries asked for days.", due_on=DUE):
    return rounds.reopen_round(target=found, reason=reason, due_on=due_on, by=desk[by])


def publish(found, desk, by="reviewer"):
    return rounds.publish_assessments(target=found, by=desk[by])


def breaches():
    return [*seals.hashes_fit(), *seals.closed_rounds_are_sealed(), *answers.follow_ups_show_their_answer()]


def test_closing_keeps_the_picture_of_that_instant(desk, found):
    desk.to("accepted", challenges="Few inspectors.")
    close(found, desk)
    found.refresh_from_db()
    seal = Seal.objects.get()
    assert (seal.round, seal.number, seal.sealed_at, seal.sealed_by) == (found, 1, found.closed_at, desk["reviewer"])
    (row,) = picture.sealed(seal).rows
    assert (row.key, row.status, row.challenges, row.in_round) == (
        desk.follow_up.pk,
        "in-progress",
        "Few inspectors.",
        True,
    )
    assert picture.sealed(seal).taken_on == TODAY
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.after["seal"], event.after["sha256"]) == ("round.close", 1, seal.sha256)
    assert breaches() == []


def test_nothing_that_comes_later_changes_it(desk, found):
    desk.to("accepted", challenges="Few inspectors.")
    close(found, desk)
    before = picture.sealed(Seal.objects.get())
    desk.to("accepted", challenges="None.", status="implemented")
    Recommendation.objects.update(text="Another text.")
    assert picture.sealed(Seal.objects.get()) == before
    assert breaches() == []


def test_a_round_that_runs_has_no_seal_to_be_told_from(desk, found):
    assert picture.latest(found) is None
    close(found, desk)
    found.refresh_from_db()
    assert picture.latest(found).number == 1


def test_reopened_it_is_answered_again_and_gets_a_second_seal(desk, found, clock):
    close(found, desk)
    later = DUE + datetime.timedelta(days=14)
    clock.move_to("2026-10-02 08:00Z")
    reopen(found, desk, due_on=later)
    found.refresh_from_db()
    assert (found.closed_at, found.closed_by, found.due_on) == (None, None, later)
    kept = RoundReopening.objects.get()
    assert (kept.seal.number, kept.reason, kept.reopened_by) == (1, "Two countries asked for days.", desk["reviewer"])
    desk.to("accepted")
    close(found, desk)
    found.refresh_from_db()
    assert [len([r for r in picture.sealed(seal).rows if r.status]) for seal in Seal.objects.order_by("number")] == [
        0,
        1,
    ]
    assert picture.latest(found).number == 2
    assert breaches() == []


def test_without_a_reason_it_stays_closed(desk, found):
    close(found, desk)
    with pytest.raises(Refused) as error:
        reopen(found, desk, reason=" \u200b")
    assert (error.value.field, str(error.value)) == ("reason", "Say why the round is opened again.")
    assert Round.objects.get().closed_at


def test_a_day_that_has_passed_is_refused(desk, found, clock):
    close(found, desk)
    clock.move_to("2026-10-02 08:00Z")
    with pytest.raises(Refused) as error:
        reopen(found, desk)
    assert error.value.field == "due_on"


def test_it_is_not_opened_beside_another_that_asks_the_same(desk, found):
    close(found, desk)
    rounds.open_round(
        name="Round 2", documents=list(found.documents.all()), parties=[desk.party], opens_on=TODAY, due_on=DUE,
        by=desk["reviewer"],
    )  # fmt: skip
    with pytest.raises(Refused, match="The round “Round 2” is open and asks Lao PDR"):
        reopen(found, desk)


def test_an_open_round_is_neither_reopened_nor_published(desk, found):
    for act in (reopen, publish):
        with pytest.raises(TooLate) as error:
            act(found, desk)
        assert str(error.value) == "This round is open."


def test_a_round_from_before_seals_stays_as_it_is(desk):
    old = RoundFactory(closed_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC), closed_by=desk["reviewer"])
    for act in (reopen, publish):
        with pytest.raises(TooLate, match="closed before rounds were sealed"):
            act(old, desk)


@pytest.mark.parametrize("role", ["reporter", "coordinator", "secretariat", "viewer", "stranger"])
@pytest.mark.parametrize("act", [reopen, publish])
def test_others_may_not(desk, found, role, act):
    desk.to("accepted")
    close(found, desk)
    with pytest.raises(NotAllowed):
        act(found, desk, by=role)


def test_a_reviewer_of_one_country_does_not_act_for_two(desk, found):
    found.parties.add(cambodia())
    close(found, desk)
    desk.people["own"] = UserFactory()
    MembershipFactory(user=desk["own"], role=Role.REVIEWER, party=desk.party)
    with pytest.raises(NotAllowed):
        reopen(found, desk, by="own")


def test_assessments_of_the_round_are_published_together(desk, found):
    other = desk.another()
    desk.to("accepted")
    close(found, desk)
    desk.to("accepted", follow_up=other)  # outside the round
    assert publish(found, desk) == 1
    found.refresh_from_db()
    assert found.assessments_published_by == desk["reviewer"]
    shown = dict(FollowUp.objects.values_list("pk", "assessment_published"))
    assert shown == {desk.follow_up.pk: True, other.pk: False}
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.after["follow_ups"]) == ("round.publish_assessments", 1)
    assert breaches() == []
    with pytest.raises(Refused, match="No assessment waits to be published"):
        publish(found, desk)


def test_a_newer_answer_hides_its_assessment_until_it_is_published_too(desk, found):
    desk.to("accepted")
    close(found, desk)
    publish(found, desk)
    settle(desk.follow_up)
    assert FollowUp.objects.get().assessment_published
    desk.to("accepted", challenges="A newer answer.")
    assert not FollowUp.objects.get().assessment_published
    assert breaches() == []


def test_verify_sees_what_a_hand_in_the_database_did(desk, found):
    desk.to("accepted")
    close(found, desk)
    triggers.drop()
    row = SealedRow.objects.get()
    SealedRow.objects.update(data={**row.data, "challenges": "None."})
    assert breaches() == ["seal 1 of “Round 1”: its hash does not fit"]
    SealedRow.objects.update(data=row.data, position=2)
    assert breaches() == ["seal 1 of “Round 1”: its rows are not as they were counted"]
    SealedRow.objects.update(position=1)
    Seal.objects.update(number=2)
    assert breaches() == ["round “Round 1”: its seals are not those of which the trail tells"]
    Seal.objects.update(number=1)
    FollowUp.objects.update(assessment_published=True)
    assert [each.split(": ")[1] for each in breaches()] == [
        "assessment_published is True, its accepted update says False"
    ]


def test_verify_sees_a_round_closed_by_hand(desk, found):
    Round.objects.update(closed_at=datetime.datetime(2026, 9, 2, tzinfo=datetime.UTC), closed_by=desk["reviewer"])
    assert breaches() == ["round “Round 1”: closed without a seal"]

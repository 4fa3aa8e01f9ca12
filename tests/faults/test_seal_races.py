"""A round is closed while others work: it is sealed once, each answer is in the seal whole or not at all."""

import datetime
from functools import partial

import pytest
from django.utils import timezone

from recommendations.actions import follow_ups, rounds
from recommendations.management.invariants import seals
from recommendations.models import Round, Seal, Update
from recommendations.queries import picture
from tests.desk import Desk
from tests.faults.test_races import at_once, check_trail, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    check_trail()
    assert [*seals.hashes_fit(), *seals.closed_rounds_are_sealed()] == []


def opened(desk, name="Round") -> Round:
    today = timezone.localdate()
    return rounds.open_round(
        name=name, documents=[desk.follow_up.recommendation.document], parties=[desk.party],
        opens_on=today, due_on=today + datetime.timedelta(days=9), by=desk["reviewer"],
    )  # fmt: skip


def closing(found, by):
    return lambda: rounds.close_round(target=found, by=by)


def test_two_who_close_a_round_seal_it_once(desk, scale):
    by = desk["reviewer"]
    for at in range(scale(3, 30)):
        found = opened(desk, f"Round {at}")
        results = at_once(closing(found, by), closing(found, type(by).objects.get(pk=by.pk)))
        assert kinds(results) == ["TooLate", "done"]
        assert found.seals.count() == 1


def test_an_answer_that_is_accepted_meanwhile_is_in_the_seal_whole_or_not_at_all(desk, scale):
    for at in range(scale(3, 30)):
        found, row = opened(desk, f"Round {at}"), desk.another()
        update = desk.to("submitted", follow_up=row, challenges="Few inspectors.", activities=())
        accept = partial(desk.move, "accept", update)
        assert kinds(at_once(accept, closing(found, desk["reviewer"]))) == ["done", "done"]
        told = picture.sealed(Seal.objects.get(round=found)).by_place[row.address]
        assert (told.status, told.challenges, told.update) in (
            ("", "", None), ("in-progress", "Few inspectors.", update.pk),
        )  # fmt: skip
        assert Update.objects.get(pk=update.pk).state == "accepted"


def test_a_tie_that_is_made_meanwhile_waits_or_is_in_it(desk, scale):
    host, by = desk.follow_up, desk["reporter"]
    desk.to("accepted")
    for at in range(scale(3, 30)):
        found, row = opened(desk, f"Round {at}"), desk.another()
        tie = partial(follow_ups.answer_under, follow_up=row, under=host, by=by)
        assert kinds(at_once(tie, closing(found, desk["reviewer"]))) == ["done", "done"]
        told = picture.sealed(Seal.objects.get(round=found)).by_place[row.address]
        assert (told.status, told.under) in (("", ""), ("in-progress", host.recommendation.reference))


def test_closed_and_opened_again_at_once_is_one_or_the_other(desk, scale):
    found = opened(desk)
    rounds.close_round(target=found, by=desk["reviewer"])
    day = timezone.localdate() + datetime.timedelta(days=30)
    again = partial(rounds.reopen_round, target=found, reason="Days.", due_on=day, by=desk["reviewer"])
    for _ in range(scale(2, 20)):
        assert "done" in kinds(at_once(again, closing(found, desk["reviewer"])))
        found.refresh_from_db()
        if not found.closed_at:
            rounds.close_round(target=found, by=desk["reviewer"])
            found.refresh_from_db()
        assert picture.latest(found) is not None

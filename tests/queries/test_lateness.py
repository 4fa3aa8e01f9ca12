"""An answer is late where it was first sent after the round's day: what came back and was sent again is no later."""

import datetime
from dataclasses import replace

import pytest
import time_machine

from recommendations.actions import replies, rounds
from recommendations.actions.typed import Answer
from recommendations.queries import picture
from recommendations.queries.rounds import round_page
from tests.actions.test_replies import LETTER
from tests.desk import Desk
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

IN_TIME, AFTER = "2026-09-30 16:59Z", "2026-09-30 17:00Z"  # in Vientiane a minute before midnight, and midnight
DAY = datetime.date(2026, 11, 1)


@pytest.fixture
def desk():
    with time_machine.travel("2026-09-01", tick=False):
        desk = Desk()
        desk.people["second"] = MembershipFactory(user=UserFactory(), role="reviewer", party=None).user
        desk.round = rounds.open_round(
            name="Round", documents=[desk.follow_up.recommendation.document], parties=[desk.party],
            opens_on=datetime.date(2026, 9, 1), due_on=datetime.date(2026, 9, 30), by=desk["reviewer"],
        )  # fmt: skip
    return desk


def at(when):
    return time_machine.travel(when, tick=False)


def is_late(desk):
    """The same on the round's page and in its picture."""
    (row,) = round_page(desk.round, desk["reviewer"]).rows
    (told,) = picture.take(desk.round, DAY).rows
    assert (row.accepted, row.late) == (1, int(told.late))
    return told.late


@pytest.mark.parametrize(("when", "late"), [(IN_TIME, False), (AFTER, True)])
def test_the_day_ends_by_the_country_s_clock(desk, when, late):
    with at(when):
        desk.to("accepted")
    assert is_late(desk) is late


def test_what_was_sent_back_and_sent_again_is_not_late(desk):
    with at(IN_TIME):
        update = desk.to("submitted")
    with at("2026-10-05"):
        desk.move("send_back", update)
        desk.save(challenges="In three provinces.")
    with at("2026-10-20"):
        desk.move("submit", update)
        desk.move("accept", update)
    assert is_late(desk) is False


def test_what_was_taken_back_before_it_was_read_is_sent_when_it_comes_again(desk):
    with at(IN_TIME):
        update = desk.to("submitted")
        desk.move("withdraw", update)
    with at(AFTER):
        desk.move("submit", update)
        desk.move("accept", update)
    assert is_late(desk) is True


def test_a_second_answer_in_the_same_round_makes_the_first_no_later(desk):
    with at(IN_TIME):
        desk.to("accepted")
    with at("2026-10-20"):
        desk.to("accepted", challenges="More came to light.")
    assert is_late(desk) is False


@pytest.mark.parametrize(
    ("dated_on", "late"), [(datetime.date(2026, 9, 30), False), (datetime.date(2026, 10, 1), True)]
)
def test_a_letter_counts_by_its_own_date(desk, dated_on, late):
    with at("2026-10-20"):
        letter = replace(LETTER, dated_on=dated_on)
        reply = replies.enter(
            follow_up=desk.follow_up, letter=letter, answer=Answer(status="planned"), by=desk["reviewer"]
        )
        desk.move("accept", reply.update, by="second")
    assert is_late(desk) is late


LATE = "It came after the round’s day,"


@pytest.mark.parametrize(("first", "again", "late"), [(IN_TIME, "2026-10-20", False), (AFTER, "2026-10-20", True)])
def test_its_page_says_the_same(desk, client, first, again, late):
    client.force_login(desk["reporter"])
    url = desk.follow_up.get_absolute_url()
    with at(first):
        update = desk.to("submitted")
    with at("2026-10-05"):
        desk.move("send_back", update)
        desk.save(challenges="In three provinces.")
    with at(again):
        desk.move("submit", update)
        client.force_login(desk["reporter"])
        assert (LATE in client.get(url).content.decode()) is late
        desk.move("accept", update)
        assert (LATE in client.get(url).content.decode()) is late

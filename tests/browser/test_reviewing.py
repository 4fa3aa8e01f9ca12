"""The review hour in clicks, requests and bytes: 60 of 100 unchanged, and a first round with none unchanged.

In the gate a tenth of it, and the clicks for a hundred worked out from it: what a row costs, times the rows, and what
the sitting costs once. `bootstrap.py test --full` reviews the hundred; `tests.benchmarks.review_hour` does so on a site
of its own, with three countries and notes.
"""

import pytest

from recommendations.models import Review, Update
from tests.browser.hands import Hands
from tests.conftest import FULL
from tests.desk import Desk

ALL, CLICKS = 100, 95
SHARE = 1 if FULL else 10


def submitted(desk, changed: int, same: int) -> None:
    """`changed` first answers, and `same` answers that the country confirmed as unchanged."""
    for number in range(changed + same):
        update = desk.to("submitted", follow_up=desk.another(), challenges=f"Few inspectors {number}.")
        if number >= changed:
            desk.move("accept", update)
            again = desk.to("submitted", follow_up=update.follow_up, challenges=f"Few inspectors {number}.")
            Update.objects.filter(pk=again.pk).update(is_unchanged=True)


@pytest.fixture
def desk(live_server):
    return Desk()


@pytest.fixture
def reviewer(desk, new_page):
    page = new_page(java_script_enabled=False)
    page.context.set_default_timeout(60_000)  # a hundred are sent at once
    hands = Hands(page)
    hands.sign_in(desk["reviewer"].email, "a long password")
    hands.clicks, hands.requests, hands.received = 0, 0, 0

    def count(request):
        hands.requests += request.is_navigation_request()

    def take(event):
        hands.received += int(event["encodedDataLength"])

    page.on("request", count)
    tap = page.context.new_cdp_session(page)
    tap.send("Network.enable")
    tap.on("Network.loadingFinished", take)
    return hands


def decide(reviewer, count: int, *, looks: bool) -> None:
    """One row after the other, as the filtered queue leads."""
    for _ in range(count):
        if looks:
            reviewer.press("Mark as seen, decide later")
        else:
            reviewer.tick("Accept: Confirmed in part")
            reviewer.press("Save and next")


def accept_many(reviewer, button: str) -> None:
    reviewer.follow(button)
    reviewer.tick("Confirmed")
    reviewer.press("Accept the ticked answers")


def scaled(reviewer, rows: int, each: int) -> int:
    """The clicks for a hundred: `rows` of them cost `each`, and all else is done once."""
    return (reviewer.clicks - rows * each) + rows * SHARE * each


@pytest.mark.story
@pytest.mark.shared
@pytest.mark.slow
def test_a_hundred_with_sixty_unchanged(desk, reviewer, capsys):
    changed, same = 40 // SHARE, 60 // SHARE
    submitted(desk, changed, same)
    reviewer.page.goto("/")
    reviewer.follow("Review", within=".app-nav", exact=False)
    accept_many(reviewer, f"Accept the {same} confirmed unchanged")
    reviewer.follow("Review one after the other")
    decide(reviewer, changed, looks=False)
    finish(reviewer, changed + same)
    clicks = scaled(reviewer, changed, 2)
    tell(capsys, "60 unchanged", reviewer, clicks)
    assert clicks <= CLICKS


@pytest.mark.story
@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(("looks", "each"), [(False, 2), (True, 1)], ids=["each by itself", "looked at, then together"])
def test_a_first_round_with_none_unchanged(desk, reviewer, capsys, looks, each):
    count = ALL // SHARE
    submitted(desk, count, 0)
    reviewer.page.goto("/")
    reviewer.follow("Review", within=".app-nav", exact=False)
    reviewer.follow("Review one after the other")
    decide(reviewer, count, looks=looks)
    if looks:
        accept_many(reviewer, f"Accept the {count} looked at")
    finish(reviewer, count)
    clicks = scaled(reviewer, count, each)
    tell(capsys, f"first round, {each} a row", reviewer, clicks)
    assert clicks <= ALL * each + 10


def finish(reviewer, count: int) -> None:
    told = f"Send decisions to Lao PDR: {count} accepted, 0 returned"
    reviewer.follow(told)
    reviewer.press(told)
    assert reviewer.sees(f"Sent to Lao PDR: {count} accepted, 0 returned.")
    assert not Review.objects.pending().exists()
    assert not Update.objects.filter(state="submitted").exists()


def tell(capsys, what: str, reviewer, clicks: int) -> None:
    with capsys.disabled():
        told = f"{reviewer.clicks} clicks, {reviewer.requests} requests, {reviewer.received // 1000} kB"
        print(f"\n{what}: {told}; of {ALL}: {clicks} clicks")

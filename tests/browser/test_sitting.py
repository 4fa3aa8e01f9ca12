"""Fifteen updates in one sitting over a bad line: what it costs in clicks and bytes, with scripts and without."""

import pytest

from recommendations.models import Receipt
from tests.browser.hands import Hands
from tests.desk import Desk

UPDATES, CLICKS, BYTES = 15, 35, 250_000


@pytest.mark.story
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_fifteen_updates(live_server, new_page, capsys, scripts):
    desk = Desk()
    for _ in range(UPDATES - 1):
        desk.another()
    page = new_page(java_script_enabled=scripts)
    hands = Hands(page)
    hands.sign_in(desk["reporter"].email, "a long password")
    cost = watched(page)
    hands.clicks = 0
    hands.follow("My tasks", exact=False)
    hands.page.locator("main table a, main .govuk-task-list__link").first.click()
    hands.clicks += 1
    for number in range(UPDATES):
        hands.tick("In progress")
        hands.type("What was done, is being done, or is planned?", f"Trained {number} inspectors. " * 10)
        hands.type("Challenges", f"Few inspectors {number}. " * 10)
        hands.type("Next steps", f"Train {number} more. " * 10)
        hands.press("Save and next")
    hands.press("Submit the ticked answers")
    assert Receipt.objects.get().versions.count() == UPDATES
    with capsys.disabled():
        print(f"\n{UPDATES} updates, scripts {scripts}: {hands.clicks} clicks, {cost}")  # noqa: T201
    assert hands.clicks <= CLICKS
    assert cost["received"] + cost["sent"] <= BYTES


def watched(page) -> dict[str, int]:
    """Counts requests and bytes, on a line of 400 kbit/s and 400 ms there and back."""
    cost = {"requests": 0, "received": 0, "sent": 0}
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000},
    )

    def sent(event):
        cost["requests"] += 1
        cost["sent"] += len(event["request"].get("postData", ""))

    def received(event):
        cost["received"] += int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", sent)
    line.on("Network.loadingFinished", received)
    return cost

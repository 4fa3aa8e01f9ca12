"""What recording costs in clicks and bytes, with scripts and without: fifteen updates over a bad line, and a first
round of sixty-two follow-ups.
"""

import pytest
from django.core.management import call_command

from recommendations.actions.reference import REFERENCE_FIXTURES
from recommendations.models import FollowUp, Party, Receipt, Update
from tests.browser.hands import Hands
from tests.cast import person
from tests.desk import Desk

UPDATES, CLICKS, BYTES = 15, 35, 250_000

# The first round of Lao PDR: what all five documents ask of it, under 14 subjects. Ten texts speak to others, or
# their time passed; five get an answer of their own though their subject has another; all else is answered by subject.
FIRST_ROUND, CLICKS_OF_A_ROUND = 62, 60
NOT_PURSUED = {
    "AFML13-WORKERS-S1-02": "For others to do", "AFML13-WORKERS-S1-03": "For others to do",
    "AFML13-WORKERS-S2-16": "For others to do", "AFML13-WORKERS-S2-17": "For others to do",
    "AFML13-WORKERS-S2-18": "For others to do", "AFML13-WORKERS-S2-20": "For others to do",
    "AFML13-LA-S2-06": "For others to do", "AFML13-LA-S1-10": "Does not apply here",
    "AFML13-LA-S1-11": "Its time passed", "AFML13-WORKERS-S1-09": "Its time passed",
}  # fmt: skip
ALONE = (
    "AFML15-LA-S2-14", "AFML15-LA-S2-13", "AFML13-WORKERS-S2-14", "AFML13-LA-S2-12", "AFML15-LA-S1-05",
)  # fmt: skip
ANSWERS, TIED = 19, 33


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


@pytest.mark.story
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_first_round_by_subject(live_server, new_page, capsys, scripts):
    call_command("loaddata", *REFERENCE_FIXTURES, verbosity=0)
    country = Party.objects.get(code="LA")
    country.approval_required = False  # so that one sending ends with the receipt; a chief's approval is other hands
    country.save()
    reporter = person("reporter", country)
    hands = Hands(new_page(java_script_enabled=scripts))
    hands.sign_in(reporter.email, "a long password")
    hands.clicks = 0
    hands.follow("My tasks", exact=False)
    hands.follow("Say which of them your country does not pursue")
    for reference, reason in NOT_PURSUED.items():
        hands.tick(reason, within=f"fieldset:has-text('{reference}')")
    hands.press("Save them as drafts")
    hands.follow("Answer subject by subject")
    pages = 0
    while "/update/" in hands.page.url:
        pages += 1
        answer_a_subject(hands, pages)
    hands.press("Submit the ticked answers")
    assert (pages, FollowUp.objects.exclude(answered_under=None).count()) == (ANSWERS, TIED)
    assert Receipt.objects.get().versions.count() == ANSWERS + len(NOT_PURSUED) == FIRST_ROUND - TIED
    assert Update.objects.filter(state="submitted").count() == FIRST_ROUND - TIED
    with capsys.disabled():
        print(f"\n{FIRST_ROUND} follow-ups, scripts {scripts}: {hands.clicks} clicks for {ANSWERS} answers")  # noqa: T201
    assert hands.clicks <= CLICKS_OF_A_ROUND


def answer_a_subject(hands, number):
    """One page: untick what needs an answer of its own, choose a status, type, go on."""
    for reference in ALONE:
        box = hands.page.locator("label", has_text=reference)
        if box.count() and hands.page.get_by_label(reference, exact=False).is_checked():
            hands.tick(reference, exact=False)
    hands.tick("In progress")
    hands.type("What was done, is being done, or is planned?", f"Trained {number} inspectors. " * 10)
    hands.type("Next steps", f"Train {number} more. " * 10)
    hands.press("Save and next")


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

"""What recording costs in clicks and bytes, with scripts and without: fifteen updates over a bad line, and a first
round of sixty-two follow-ups.
"""

import pytest
from django.core.management import call_command

from recommendations.actions.reference import REFERENCE_FIXTURES
from recommendations.models import FollowUp, Party, Receipt, Update
from tests.browser.hands import Hands
from tests.cast import person

UPDATES, CLICKS, BYTES = 15, 35, 250_000
# A person writes four letters in a second; the script sees them in pieces.
SPEED, PIECE = 4, 40
WORDS = {
    "What was done, is being done, or is planned?": "The Ministry trained {0} labour inspectors in Vientiane. " * 4,
    "Challenges": "There are {0} inspectors for a whole province. " * 2,
    "Next steps": "The Ministry trains {0} more in 2027, with the ILO. " * 2,
}

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


@pytest.fixture
def round_of_lao_pdr(live_server):
    """What the five documents ask of Lao PDR, and its reporter."""
    call_command("loaddata", *REFERENCE_FIXTURES, verbosity=0)
    country = Party.objects.get(code="LA")
    country.approval_required = False  # so that one sending ends with the receipt; a chief's approval is other hands
    country.save()
    return person("reporter", country)


@pytest.mark.story
@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_fifteen_updates(round_of_lao_pdr, new_page, capsys, scripts):
    page = new_page(java_script_enabled=scripts)
    hands = Hands(page)
    hands.sign_in(round_of_lao_pdr.email, "a long password")
    line = Line(page)
    clock = Clock(page, line) if scripts else None
    hands.clicks = 0
    hands.follow("My tasks", exact=False)
    hands.follow("Continue with the next one")
    for number in range(UPDATES):
        hands.tick("In progress")
        for label, words in WORDS.items():
            write(hands, label, words.format(number), clock)
        hands.press("Save and next")
    hands.follow("My tasks", exact=False, within=".app-nav")
    hands.follow("Check and send 15 answers")
    hands.press("Submit the ticked answers")
    assert Receipt.objects.get().versions.count() == UPDATES
    with capsys.disabled():
        print(f"\n{UPDATES} updates, scripts {scripts}: {hands.clicks} clicks, {line}")
    assert hands.clicks <= CLICKS
    assert line.total <= BYTES
    assert (line.count("autosave") > UPDATES) is scripts


def write(hands, label, words, clock):
    """Typed in pieces with the pauses of a person, where a script watches the clock."""
    if clock is None:
        hands.type(label, words)
        return
    at = range(PIECE, len(words) + PIECE, PIECE)
    for end in at:
        hands.type(label, words[:end])
        clock.passes(PIECE / SPEED)


class Clock:
    """The page's own clock, moved on by hand; what the script sends then is waited for, as a person would type on."""

    def __init__(self, page, line):
        self.page, self.line = page, line
        page.clock.install()

    def passes(self, seconds):
        self.page.clock.run_for(round(seconds * 1000))
        while self.line.open:
            self.page.wait_for_timeout(20)


class Line:
    """A line of 400 kbit/s and 400 ms there and back, and what goes over it: headers, bodies, both ways."""

    def __init__(self, page):
        self.requests, self.sent, self.received, self.open = {}, {}, {}, set()
        tap = page.context.new_cdp_session(page)
        tap.send("Network.enable")
        slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
        tap.send("Network.emulateNetworkConditions", slow)
        tap.on("Network.requestWillBeSent", self._begins)
        tap.on("Network.requestWillBeSentExtraInfo", self._has_headers)
        tap.on("Network.responseReceivedExtraInfo", self._answers)
        tap.on("Network.loadingFinished", self._ends)
        tap.on("Network.loadingFailed", lambda event: self.open.discard(event["requestId"]))

    def _begins(self, event):
        key, request = event["requestId"], event["request"]
        self.requests.setdefault(key, []).append(request["url"])
        self.open.add(key)
        body = len(request.get("postData", ""))
        self.sent[key] = self.sent.get(key, 0) + len(request["url"]) + body

    def _has_headers(self, event):
        key = event["requestId"]
        self.sent[key] = self.sent.get(key, 0) + sum(
            len(name) + len(value) + 4 for name, value in event["headers"].items()
        )

    def _answers(self, event):
        """A redirect ends no request: its headers are counted here, those of an answer with its body."""
        key = event["requestId"]
        if 300 <= event["statusCode"] < 400:
            self.received[key] = self.received.get(key, 0) + len(event.get("headersText", ""))

    def _ends(self, event):
        key = event["requestId"]
        self.received[key] = self.received.get(key, 0) + int(event["encodedDataLength"])
        self.open.discard(key)

    def count(self, words):
        return sum(words in url for urls in self.requests.values() for url in urls)

    @property
    def total(self):
        return sum(self.sent.values()) + sum(self.received.values())

    def __str__(self):
        requests = sum(map(len, self.requests.values()))
        return (
            f"{requests} requests ({self.count('autosave')} of them autosaves), {sum(self.sent.values())} bytes sent,"
            f" {sum(self.received.values())} received, {self.total} in all"
        )


@pytest.mark.story
@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_first_round_by_subject(round_of_lao_pdr, new_page, capsys, scripts):
    hands = Hands(new_page(java_script_enabled=scripts))
    hands.sign_in(round_of_lao_pdr.email, "a long password")
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
        print(f"\n{FIRST_ROUND} follow-ups, scripts {scripts}: {hands.clicks} clicks for {ANSWERS} answers")
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

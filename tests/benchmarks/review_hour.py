"""The review hour in full, in a real browser: a hundred answers of three countries, every click and request counted.

    python -m tests.benchmarks.review_hour [--scripts] [--chromium /usr/bin/chromium]

It makes its own database (the demo's texts, countries and people) and its own site for each case, in a folder that goes
again. The answers are written, approved and sent by the countries' own people; the reviewer begins at the home page and
ends where every country has its mail. Four answers go back with a note (putting the cursor there is a click, typing is
not). Requests are pages and redirects; `files` are scripts, styles and pictures, most from the browser’s own store.

Budget: 95 clicks where 60 of the hundred are confirmed unchanged.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

from tests.browser.hands import Hands
from tests.watch import ROOT

ALL, SAME, RETURNED, CLICKS = 100, 60, 4, 95
SHARES = {"LA": 50, "VN": 30, "KH": 20}
PASSWORD = "forum-demo-2026"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
# Name → how many are confirmed unchanged, and whether the others are decided one by one or looked at and then accepted.
CASES = {
    "60 of 100 unchanged": (SAME, False),
    "first round, each decided by itself": (0, False),
    "first round, looked at, then accepted together": (0, True),
}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scripts", action="store_true")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--fill", type=int, help="fills this database with so many unchanged ones")
    asked = parser.parse_args()
    if asked.fill is not None:
        fill(asked.fill)
        return 0
    over = False
    for name, (same, looks) in CASES.items():
        with site(same) as address:
            told = sit(address, same, looks=looks, asked=asked)
        say(f"{name}, scripts {'on' if asked.scripts else 'off'}: {told.line()}")
        over = over or (same == SAME and told.hands.clicks > CLICKS)
    return int(over)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


@contextmanager
def site(same: int) -> Iterator[str]:
    """A site of its own, with a hundred answers that wait; it ends with the block."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()  # the site takes it
        own = {"DATABASE_URL": f"sqlite:///{folder}/site.sqlite3", "MEDIA_ROOT": f"{folder}/media"}
        env = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "ALLOWED_HOSTS")} | own
        manage = [sys.executable, "manage.py"]
        quiet = {"cwd": ROOT, "env": env, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*manage, "demo", "--no-serve"], check=True, **quiet)
        filling = [sys.executable, "-m", "tests.benchmarks.review_hour", "--fill", str(same)]
        subprocess.run(filling, check=True, cwd=ROOT, env=env)
        server = subprocess.Popen([*manage, "runserver", "--noreload", port], **quiet)
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    for _ in range(300):
        with suppress(OSError):
            urllib.request.urlopen(address).close()
            return
        time.sleep(0.1)
    raise SystemExit("The site did not start.")


def fill(same: int) -> None:
    """A hundred submitted answers, `same` of them confirmed unchanged by their country since the one before."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aflm_tracker.settings")
    django.setup()
    from recommendations.actions import bulk
    from recommendations.models import FollowUp, Party, Update

    waiting = Update.objects.filter(state="submitted")
    for code, share in SHARES.items():
        party = Party.objects.get(code=code)
        wanted = share - waiting.filter(follow_up__party=party).count()
        free = FollowUp.objects.filter(party=party, updates=None, answered_under=None).order_by("pk")
        rows = list(free.select_related("recommendation")[:wanted])
        send(party, [write(row) for row in rows])
        mine = rows[: share * same // ALL]
        accept(mine)
        if mine:
            newest = [bulk.Chosen(row, row.updates.latest("pk").pk) for row in mine]
            send(party, bulk.unchanged(rows=newest, by=person("reporter", party)))
    assert (waiting.count(), waiting.filter(is_unchanged=True).count()) == (ALL, same)


def person(role: str, party=None):
    from recommendations.models import User

    return User.objects.get(email=f"{role}.{party.code.lower()}@example.org" if party else f"{role}@example.org")


def write(row):
    """A first answer, as long as those of the demo."""
    from recommendations.actions import updates
    from recommendations.actions.typed import ActivityText, Answer

    place = row.recommendation.reference
    answer = Answer(
        status="in-progress",
        activities=(ActivityText(f"Inspected recruitment agencies in four provinces ({place}).", date(2024, 3, 1)),),
        challenges=f"Few inspectors speak the languages of the workers ({place}).",
        next_steps="Train twenty inspectors, and print the guide in three languages.",
    )
    return updates.save(follow_up=row, answer=answer, opened_version=0, by=person("reporter", row.party))


def send(party, sent) -> None:
    """To the reviewers, over the approver's desk where the country asks for that."""
    from recommendations.actions import updates

    steps = [(updates.submit, "reporter")]
    if party.approval_required:
        steps = [(updates.ask_approval, "reporter"), (updates.approve, "approver"), *steps]
    for update in sent:
        for act, role in steps:
            update.refresh_from_db()
            act(update=update, seen_version=update.version, by=person(role, party))


def accept(rows) -> None:
    from recommendations.actions import reviews

    for row in rows:
        update = row.updates.latest("pk")
        reviews.accept(update=update, seen_version=update.version, assessment="confirmed", by=person("reviewer2"))


def sit(address: str, same: int, *, looks: bool, asked: argparse.Namespace) -> "Tally":
    """The whole sitting, by what stands on the pages."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=asked.chromium, args=FLAGS)
        context = browser.new_context(base_url=address, java_script_enabled=asked.scripts, locale="en-GB")
        context.set_default_timeout(120_000)  # fifty are sent at once
        hands = Hands(context.new_page())
        hands.sign_in("reviewer@example.org", PASSWORD)
        told = Tally(hands)
        hands.page.goto("/")
        hands.follow("Review", within=".app-nav", exact=False)
        if same:
            accept_many(hands, f"Accept the {same} confirmed unchanged")
        hands.follow("Review one after the other")
        for number in range(ALL - same):
            decide(hands, looks=looks, note="Which provinces?" if number % 10 == 9 and number < RETURNED * 10 else "")
        if looks:
            accept_many(hands, f"Accept the {ALL - RETURNED} looked at")
        for _country in SHARES:
            told_there = hands.page.get_by_role("link", name="Send decisions to").first.inner_text()
            hands.follow(told_there)
            hands.press(told_there)
        assert hands.sees("Nothing waits for you"), hands.text()
        told.end()
        browser.close()
    return told


def decide(hands: Hands, *, looks: bool, note: str) -> None:
    if note:
        hands.tick("Send back")
        hands.type("Note to the country", note)
        hands.clicks += 1  # into the field
        hands.press("Save and next")
    elif looks:
        hands.press("Mark as seen, decide later")
    else:
        hands.tick("Accept: Confirmed in part")
        hands.press("Save and next")


def accept_many(hands: Hands, words: str) -> None:
    hands.follow(words)
    hands.tick("Confirmed")
    hands.press("Accept the ticked answers")


class Tally:
    """What the sitting cost, from here to `end`."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        hands.clicks = 0
        self.pages, self.files, self.received, self.begun, self.seconds = 0, 0, 0, time.perf_counter(), 0.0
        hands.page.on("request", self._asked)
        tap = hands.page.context.new_cdp_session(hands.page)
        tap.send("Network.enable")
        tap.on("Network.loadingFinished", self._took)

    def _asked(self, request) -> None:
        self.pages += request.is_navigation_request()
        self.files += not request.is_navigation_request()

    def _took(self, event) -> None:
        self.received += int(event["encodedDataLength"])

    def end(self) -> None:
        self.seconds = time.perf_counter() - self.begun

    def line(self) -> str:
        took = f"{self.received / 1000:.0f} kB, {self.seconds:.0f} s without reading"
        return f"{self.hands.clicks} clicks, {self.pages} requests, {self.files} files, {took}"


if __name__ == "__main__":
    sys.exit(main())

"""Outsiders notice nothing: every answer they get is the same whether or not something is on its way.

The texts of test_secrets.py can be looked for; a count, an order, a page number or an empty result cannot. So
here everything is read twice, before and after drafts, submissions and returns come into being.
"""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.access.conftest import filled
from tests.access.reading import told
from tests.access.test_secrets import addresses
from tests.access.world import World, mark
from tests.conftest import FULL

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.repeated_queries(reason="tests of each page watch that; here everybody asks for all of them"),
]

OUTSIDERS = ("x-rep", "pa-", "rev-", "r-vie", "sec", *(["x-coo", "x-app", "x-vie", "x-par"] if FULL else []))
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SEARCHES = [
    f"{route}?q={words}"
    for route in ("/recommendations/", "/recommendations/by-text/", "/recommendations.csv")
    for words in (mark("draft", "challenges"), mark("submitted", "activity"), mark("returned", "note"), "Zq")
]
ADMIN = ("update", "updateversion", "followup", "review", "evidence", "auditevent", "outboxmail")


def asked(world: World, who: str) -> list[str]:
    """In the gate every other page, so that each page is asked for by two outsiders or more."""
    found = addresses(world, who)
    found = [*(found if FULL else found[OUTSIDERS.index(who) % 2 :: 2]), *SEARCHES]
    if who == "sec":
        found += [reverse(f"admin:recommendations_{name}_changelist") for name in ADMIN]
        found += [
            reverse(f"admin:recommendations_{name}_changelist") + f"?q={mark('draft', 'private')}"
            for name in ("update", "updateversion", "followup", "review", "evidence")
        ]
        found += [
            reverse("admin:recommendations_followup_change", args=[each.pk]) for each in world.follow_ups.values()
        ]
    return found


def heard(world: World, who: str, urls: list[str]) -> dict[str, str]:
    return {url: told(world.clients[who].get(url)) for url in urls}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_on_its_way_changes_what_an_outsider_gets(quiet_world, who):
    with time_machine.travel(NOON, tick=False):
        urls = asked(quiet_world, who)
        before = heard(quiet_world, who, urls)
        with filled(quiet_world):
            after = heard(quiet_world, who, urls)
    if who == "sec":
        # Mails to others are listed by address and time, never by what they say.
        for said in (before, after):
            said.pop(reverse("admin:recommendations_outboxmail_changelist"))
    assert [url for url in urls if before.get(url) != after.get(url)] == []


@pytest.mark.parametrize("who", ["rep", "vie", "rev"])
def test_somebody_concerned_does_notice(quiet_world, who):
    """The proof that the test above could fail."""
    with time_machine.travel(NOON, tick=False):
        urls = [reverse("home"), *(each.get_absolute_url() for each in quiet_world.follow_ups.values())]
        before = heard(quiet_world, who, urls)
        with filled(quiet_world):
            after = heard(quiet_world, who, urls)
    assert len([url for url in urls if before[url] != after[url]]) >= 3

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
PAIRS = [OUTSIDERS[at : at + 2] for at in range(0, len(OUTSIDERS), 2)]  # to fill the world takes as long as a person
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


def heard(world: World, urls: dict[str, list[str]]) -> dict[tuple[str, str], str]:
    """(who, address) → the answer."""
    return {(who, url): told(world.clients[who].get(url)) for who, asked_for in urls.items() for url in asked_for}


def changed(world: World, urls: dict[str, list[str]]) -> list[tuple[str, str]]:
    """(who, address) of what is no longer the same when everything is on its way."""
    with time_machine.travel(NOON, tick=False):
        before = heard(world, urls)
        with filled(world):
            after = heard(world, urls)
    return [each for each, answer in before.items() if answer != after[each]]


@pytest.mark.parametrize("together", PAIRS, ids=" ".join)
def test_nothing_on_its_way_changes_what_an_outsider_gets(quiet_world, together):
    # Mails to others are listed by address and time, never by what they say.
    mails = ("sec", reverse("admin:recommendations_outboxmail_changelist"))
    assert set(changed(quiet_world, {who: asked(quiet_world, who) for who in together})) <= {mails}


def test_those_concerned_do_notice(quiet_world):
    """The proof that the test above could fail."""
    urls = [reverse("home"), *(each.get_absolute_url() for each in quiet_world.follow_ups.values())]
    noticed = [who for who, _url in changed(quiet_world, dict.fromkeys(("rep", "vie", "rev"), urls))]
    assert {who: noticed.count(who) >= 3 for who in ("rep", "vie", "rev")} == dict.fromkeys(("rep", "vie", "rev"), True)

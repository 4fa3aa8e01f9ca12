"""Every cell of the grid: who gets what, and that a refused post changes nothing."""

import re
import zlib

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from recommendations.actions import tokens
from recommendations.models import FollowUp, Party, Review, Update
from tests.access import (
    editions,
    filled,
    grid_links,
    grid_meetings,
    grid_paper,
    grid_picture,
    grid_review,
    imports,
    papers,
    parts,
    pieces,
    publishing,
    rounds,
    sending,
    shorts,
    voices,
)
from tests.access.grid import GRID, PEOPLE
from tests.access.people import COLUMNS
from tests.access.reading import Changes, body, dump
from tests.access.world import World
from tests.conftest import FULL

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

# The words of the grid for a follow-up's states, where they are not those of the world.
STATES = {
    "returned in work": "returned, in work",
    "new draft": "answered, new draft",
    "no approval": "draft",
}
ABSENT = ("AFML15-LA-S9-99", "LA")
LET_IN = {"ok", "on", "done", "late"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def lines(table: str):
    """(method, state, {column: word}) of each line of a table of the grid."""
    joined = re.sub(r"\n\s+", " ", table).strip()
    for line in joined.splitlines():
        head, _, words = line.partition(":")
        method, _, states = head.strip().partition(" ")
        cells = dict(zip(COLUMNS, words.split(), strict=True))
        move, _, named = states.rpartition(" of ")
        for state in named.split(","):
            yield method, f"{move.strip()} of {state.strip()}" if move else state.strip(), cells


def rows(method):
    return [
        (route, state, asked(f"{method} {route} {state}", cells))
        for route, table in GRID.items() for m, state, cells in lines(table) if m == method
    ]  # fmt: skip


def asked(name: str, cells: dict[str, str]) -> dict[str, str]:
    """The cells that the gate asks of a line: everybody who is refused, and every third of those who are let in."""
    let_in = [who for who, expected in cells.items() if expected in LET_IN]
    if FULL or not let_in:
        return cells
    turn = zlib.crc32(name.encode()) % min(3, len(let_in))
    return {who: expected for who, expected in cells.items() if who in let_in[turn::3] or expected not in LET_IN}


def name_of(value):
    return value if isinstance(value, str) else ""


def test_the_headings_are_the_columns():
    assert tuple(PEOPLE.split()) == COLUMNS


# --- From a line of the grid to a request --------------------------------------------------------------------


def states(world: World, state: str) -> list[str]:
    """The follow-ups of the world that a state of the grid speaks of."""
    return [STATES.get(state, state)]


def meant(world: World, state: str) -> FollowUp | None:
    return world.follow_ups.get(STATES.get(state, state))


def last(state: str) -> str:
    return state.rpartition(" of ")[2]


# The parts of the site that have their own states → the address of a state, and what is posted there.
ADDRESSES = {
    grid_links: grid_links.address,
    grid_meetings: lambda world, route, state: grid_meetings.address(route, state),
    grid_paper: grid_paper.address,
    grid_picture: grid_picture.address,
    grid_review: grid_review.address,
    rounds: lambda world, route, state: rounds.address(route, state),
    parts: parts.address,
    sending: sending.address,
    papers: papers.address,
    filled: filled.address,
    voices: lambda world, route, state: voices.address(world, route, state, meant(world, state)),
    editions: lambda world, route, state: editions.address(world.imports, route, last(state)),
    imports: lambda world, route, state: imports.address(world.imports, route, last(state)),
    publishing: lambda world, route, state: publishing.address(world.imports, route, last(state)),
    pieces: lambda world, route, state: pieces.address(world, route, last(state)),
    shorts: lambda world, route, state: shorts.address(route, state),
}
BODIES = {
    grid_links: lambda world, route, state, user: grid_links.body(world, route, state),
    grid_meetings: lambda world, route, state, user: grid_meetings.body(world, route, state),
    grid_paper: lambda world, route, state, user: grid_paper.body(world, route, state),
    grid_review: lambda world, route, state, user: grid_review.body(world, route, state),
    imports: lambda world, route, state, user: imports.body(world.imports, route, state),
    editions: lambda world, route, state, user: editions.body(world.imports, route, state),
    rounds: lambda world, route, state, user: rounds.body(world, route, state),
    publishing: lambda world, route, state, user: publishing.body(route),
    parts: lambda world, route, state, user: parts.body(world, route),
    sending: lambda world, route, state, user: sending.body(world, route, state),
    papers: lambda world, route, state, user: papers.body(world, route, state),
    filled: lambda world, route, state, user: filled.body(world, route, state),
    pieces: lambda world, route, state, user: pieces.body(world, route, state),
    voices: lambda world, route, state, user: voices.body(world, route, state, user, meant(world, state)),
}


def addresses(world: World, route: str, state: str) -> list[str]:
    for module, address in ADDRESSES.items():
        if route in module.ROUTES:
            return [address(world, route, state)]
    move, _, state = state.rpartition(" of ")
    if route in FORMATS:
        return [reverse(route, args=[each]) for each in ([state] if state != "absent" else ["exe", "html5"])]
    if route == "document":
        return [reverse(route, args=["AFML15-LA" if state == "own" else "AFML15-XX"])]
    if state == "-":
        return [reverse(route)]
    places = [ABSENT] if state == "absent" else [world.follow_ups[each].address for each in states(world, state)]
    if route == "recommendation":
        return [reverse(route, args=place[:1]) for place in places]
    extra = [move] if route == "update_move" else []
    return [reverse(route, args=[*place, *extra]) for place in places]


FORMATS = {"recommendation_download", "progress_report_download"}


def posted(world: World, route: str, state: str, who: str) -> dict:
    """What somebody would send who has the form before them."""
    move, _, state = state.rpartition(" of ")
    user = world.people.get(who) or world.people["rep"]
    for module, body_of in BODIES.items():
        if route in module.ROUTES or (route == "import_new" and module is imports):
            return {"form_key": tokens.new_key(user), **body_of(world, route, state, user)}
    found = world.update(STATES.get(state, state)) if state not in ("absent", "-") else None
    update, version = (found.pk, found.version) if found else (0, 0)
    newest = Update.objects.filter(follow_up=world.follow_ups.get(STATES.get(state, state))).order_by("pk").last()
    bodies = {
        "update_edit": {
            "opened_update": newest.pk if newest else 0, "opened_version": version,
            "status": "planned", "challenges": "Newly written.",
            "activities-TOTAL_FORMS": 0, "activities-INITIAL_FORMS": 0,
        },
        "evidence_add": {
            "title": "New", "kind": "law", "visibility": "everybody", "link": "https://example.org/new",
        },
        "wording_confirm": {"seen_wording": 2 if state == "reworded" else 1, "stands": "on"},
        "answered_under": {"under": world.follow_ups["spare"].pk},
        "report_make": {"fmt": "csv", "query": "country=LA"},
        "profile": {"name": "New name", "language": "en", "time_zone": "Asia/Manila"},
        "update_move": {"seen_update": update, "seen_version": version, "note": "Change it."},
        "review": {
            "seen_update": update, "seen_version": version, "note": "Say where.",
            "decision": "confirmed" if move == "accept" else move,
            **({"take_back": "1", "review": Review.objects.pending().get().pk} if move == "take-back" else {}),
        },
    }  # fmt: skip
    bodies["update_autosave"] = bodies["update_edit"]
    return {"form_key": tokens.new_key(user), **bodies.get(route, {})}


def word(response) -> str:
    """The word of the grid for what came back, "done" and "late" not yet told apart."""
    code = response.status_code
    if code == 302 and response.url.startswith(reverse("account_login")):
        return "in"
    return {200: "ok", 302: "moved", 409: "late", 403: "no", 404: "-"}.get(code, str(code))


def every_row(world: World) -> dict[str, list[str]]:
    """The dump of the untouched world, made once."""
    if not hasattr(world, "rows"):
        world.rows = dump()
    return world.rows


def has_message(response) -> bool:
    if response.status_code == 302:
        return any(message.level_tag == "error" for message in get_messages(response.wsgi_request))
    return "govuk-error-summary" in response.content.decode()


# --- The cells -----------------------------------------------------------------------------------------------


@pytest.mark.repeated_queries(reason="lists/test pages watch that; here thousands of pages are asked for")
@pytest.mark.parametrize(("route", "state", "cells"), rows("GET"), ids=name_of)
def test_get(full_world, undone, route, state, cells):
    wrong = []
    for address in addresses(full_world, route, state):
        for who, expected in cells.items():
            with undone():
                response = full_world.clients[who].get(address)
                found = word(response)
                if found == "moved":
                    found = "late" if has_message(response) else "on"
                body(response)
            if found != expected:
                wrong.append(f"{who} GET {address}: {found} instead of {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("route", "state", "cells"), rows("POST"), ids=name_of)
def test_post(full_world, undone, route, state, cells):
    wrong = []
    before = every_row(full_world)
    for address in addresses(full_world, route, state):
        for who, expected in cells.items():
            with undone():
                if state.endswith("no approval"):
                    Party.objects.filter(code="LA").update(approval_required=False)
                data = posted(full_world, route, state, who)
                with Changes(before) as changes:
                    response = full_world.clients[who].post(address, data)
                kept = {sending.KEPT} if who == "out" else set()
                found, changed = word(response), [each for each in changes.tables if each not in kept]
                if found in ("moved", "ok") and not changed and has_message(response):
                    found = "late"
                elif changed and (found == "moved" or route == "update_autosave"):
                    found = "done"
            if found != expected:
                wrong.append(f"{who} POST {address}: {found} instead of {expected}")
            if expected != "done" and changed:
                wrong.append(f"{who} POST {address}: changed {', '.join(changed)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("route", GRID)
def test_other_methods_are_not_allowed(full_world, undone, route):
    named = {method for method, _, _ in lines(GRID[route])}
    _, state, _ = next(lines(GRID[route]))
    address = addresses(full_world, route, state)[0]
    wrong = []
    before = every_row(full_world)
    for method in METHODS:
        for who in ("rep", "rev", "x-rep", "sec") if method not in named else ():
            with undone():
                with Changes(before) as changes:
                    code = full_world.clients[who].generic(method, address).status_code
                if code != 405 or changes.tables:
                    wrong.append(f"{who} {method} {address}: {code}")
    assert not wrong, "\n".join(wrong)


def test_nobody_decides_on_their_own_work(full_world, undone):
    """A reviewer who once wrote for the country reads the page without a form, and cannot post."""
    found = full_world.follow_ups["submitted"]
    address = reverse("review", args=found.address)
    with undone():
        update = full_world.update("submitted")
        update.submitted_by = full_world.people["rev"]
        update.save()
        before = dump()
        page = full_world.clients["rev"].get(address)
        answer = full_world.clients["rev"].post(address, posted(full_world, "review", "accept of submitted", "rev"))
        assert (page.status_code, answer.status_code) == (200, 403)
        assert b'name="decision"' not in page.content
        assert dump() == before
        assert b'name="decision"' in full_world.clients["rev+"].get(address).content
    assert FollowUp.objects.get(pk=found.pk).status == ""

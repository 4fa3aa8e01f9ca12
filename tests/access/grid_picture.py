"""Themes and countries in the access grid: accepted answers, which everybody with a role reads."""

from django.urls import reverse

from tests.factories import RecommendationThemeFactory, ThemeFactory

MEMBERS = "ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in"
NOTHING = "-    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in"


def _read(*states: str) -> str:
    """Read by everybody with a role in these states; an address of nothing is nothing to anybody."""
    there = f"GET  {', '.join(states)}\n   : {MEMBERS}\n"
    return there if states == ("-",) else f"{there}GET  absent\n   : {NOTHING}\n"


ROWS = {
    "picture": _read("-"),
    "picture_recommendations": _read("-"),
    "picture_download": _read("csv", "xlsx"),
    "picture_recommendations_download": _read("csv", "xlsx"),
    "country": _read("own"),
    "body": _read("own"),
    "body_download": _read("own"),
    "theme": _read("own"),
    "forum": _read("own"),
}
ROUTES = tuple(ROWS)
ARGUMENTS = {
    "country": ("LA", "XX"),
    "body": ("workers", "nobody"),
    "body_download": ("workers", "nobody"),
    "theme": ("fair-recruitment", "no-such-theme"),
    "forum": (15, 99),
}


def make(world) -> None:
    """A theme that a person confirmed for a text whose answer was accepted."""
    theme = ThemeFactory(slug="fair-recruitment")
    recommendation = world.follow_ups["accepted"].recommendation
    RecommendationThemeFactory(recommendation=recommendation, theme=theme, is_main=True, placing="confirmed")


def address(world, route: str, state: str) -> str:
    if route.endswith("download") and route not in ARGUMENTS:
        return reverse(route, args=[state if state != "absent" else "exe"])
    if state == "-":
        return reverse(route)
    own, absent = ARGUMENTS[route]
    return reverse(route, args=[absent if state == "absent" else own])

"""Themes and countries in the access grid: accepted answers, which everybody with a role reads."""

from django.urls import reverse

from recommendations.models import Responsibility
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


def urls() -> list[str]:
    """What everybody with a role may ask for, and the filters to which its figures lead: nothing of what is on its
    way may show there (test_secrets.py, test_silence.py)."""
    lists = ("due=overdue", "target=passed", "answered_since=2000-01-01", "main=~none", "together=LA&together=KH")
    return [
        *(reverse("picture") + query for query in ("", "?alike=on&suggested=on", "?country=LA")),
        *(reverse("picture_recommendations") + query for query in ("?forum=15&size=50", "?alike=on")),
        *(reverse("picture_recommendations_download", args=[fmt]) for fmt in ("csv", "xlsx")),
        reverse("picture_download", args=["csv"]),
        *(reverse("country", args=[code]) for code in ("LA", "KH")),
        reverse("theme", args=["fair-recruitment"]),
        reverse("forum", args=[15]),
        reverse("body", args=["workers"]),
        *(f"{reverse('agency', args=[each])}?show={which}" for each in agencies() for which in ("", "overdue")),
        *(f"{reverse('recommendation_list')}?{query}&size=50" for query in lists),
    ]


def agencies() -> list[str]:
    """The agencies of what is asked."""
    return sorted(Responsibility.objects.values_list("organization__slug", flat=True).distinct())[:3]

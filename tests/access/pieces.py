"""A piece of evidence in each of the states that the grid speaks of ("private in draft"), and what is sent of it."""

import uuid

from django.urls import reverse

from recommendations.models import Evidence
from recommendations.queries.evidence import fingerprint

BY_KEY = frozenset({"evidence_file", "evidence_picture"})
ROUTES = BY_KEY | {"evidence", "evidence_version", "evidence_change", "evidence_withdraw"}
NOBODY = uuid.UUID(int=7)


def address(world, route: str, state: str) -> str:
    if route in BY_KEY:
        return reverse(route, args=[_key(world, state)])
    found = _piece(world, state)
    return reverse(route, args=[found.pk if found else 999_999])


def body(world, route: str, state: str) -> dict[str, str]:
    found = _piece(world, state)
    facts = {"title": "New", "kind": "law", "visibility": "everybody", "language": "lo"}
    return {
        "evidence_version": {"link": "https://example.org/new"},
        "evidence_change": facts | {"seen": fingerprint(found) if found else ""},
        "evidence_withdraw": {"reason": "The wrong file."},
    }[route]


def _piece(world, state: str) -> Evidence | None:
    return Evidence.objects.filter(versions__key=_key(world, state)).first()


def _key(world, state: str) -> uuid.UUID | str:
    piece, _, where = state.partition(" in ")
    return NOBODY if state == "absent" else world.keys[f"{where}.{piece}"]

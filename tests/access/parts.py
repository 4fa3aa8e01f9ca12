"""Agencies and who answers for what, in the access grid."""

from django.urls import reverse

from recommendations.choices import Part
from recommendations.models import FollowUp
from recommendations.queries.responsibilities import mark, with_agencies

ROUTES = ("responsibility_list", "hand_over", "agency", "agency_download")


def address(world, route: str, state: str) -> str:
    if route in ("responsibility_list", "hand_over"):
        return reverse(route)
    fmt, _, named = state.rpartition(" ")
    slugs = {"own": world.agencies[Part.LEAD].slug, "unchecked": "unchecked", "absent": "no-such-agency"}
    return reverse(route, args=[slugs[named], *([fmt] if fmt else [])])


def body(world, route: str) -> dict[str, object]:
    """What the form of this page holds, filled in."""
    if route == "hand_over":
        return {"leaver": world.people["rep"].pk, "successor": world.people["app"].pk, "end_roles": "on"}
    row = with_agencies(FollowUp.objects.filter(pk=world.follow_ups["nothing"].pk)).get()
    return {"rows": [mark(row)], "target_date": "30/09/2027"}

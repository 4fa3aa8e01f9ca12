"""Links in the access grid: reviewers look at what is suggested, the secretariat decides, everybody reads the rest."""

from django.urls import reverse

from recommendations.models import Link
from tests.factories import LinkFactory
from tests.linked import confirm

MEMBERS = "ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in"
NOTHING = "-    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in"
LOOKED_AT = "no   no   no   no   no   no   no   no    no    no    no    no    no     ok   ok   ok   no    ok    no   in"


def _decided(word: str) -> str:
    """What the secretariat gets, where everybody else is refused."""
    return (
        f"no   no   no   no   no   no   no   no    no    no    no    no    no     no   no   no   no    {word}  no   in"
    )


OF_A_TEXT = f"""
GET  own
   : {MEMBERS}
GET  absent
   : {NOTHING}
POST own
   : {_decided("done")}
POST absent
   : {NOTHING}
"""
ROWS = {
    "link_list": f"""
GET  -
   : {LOOKED_AT}
POST -
   : {_decided("done")}
""",
    "link_decide": f"""
GET  suggested, confirmed
   : {LOOKED_AT}
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     -    -    -    no    -     no   in
POST suggested
   : {_decided("done")}
POST confirmed
   : {_decided("late")}
POST absent
   : {_decided("-")}
""",
    "recommendation_links": OF_A_TEXT,
    "fate": OF_A_TEXT,
}
ROUTES = tuple(ROWS)


def make(world) -> None:
    """One pair that is suggested, and one that a person has linked."""
    earlier, later, linked = (world.follow_ups[name].recommendation for name in ("elsewhere", "nothing", "spare"))
    LinkFactory(earlier=earlier, later=later, kind="repeats", words=["agencies"])
    confirm(earlier, linked)


def _link(state: str) -> int:
    return 0 if state == "absent" else Link.objects.get(state=state).pk


def address(world, route: str, state: str) -> str:
    if route == "link_list":
        return reverse(route)
    if route == "link_decide":
        return reverse(route, args=[_link(state)])
    found = world.follow_ups["nothing"].recommendation.reference
    return reverse(route, args=["AFML15-LA-S9-99" if state == "absent" else found])


def body(world, route: str, state: str) -> dict[str, object]:
    """What somebody sends who has the page before them."""
    pk = _link("suggested")
    bodies: dict[str, dict[str, object]] = {
        "link_list": {"links": [pk], f"kind_{pk}": "repeats", "do": "confirm"},
        "link_decide": {"kind": "repeats", "do": "confirm", "seen": "suggested"},
        "recommendation_links": {"other": world.follow_ups["spare"].recommendation.reference, "kind": "related"},
        "fate": {"note": "We found none.", "do": "not"},
    }
    return bodies[route]

"""Meetings: reviewers hold them, and coordinators for their own country. Of another party's there is nothing to see.

The world has the coordinator's own one and one of the region, with a remark on each.
"""

import datetime
import uuid

from django.urls import reverse

from recommendations.actions import meetings
from recommendations.models import Meeting
from recommendations.queries.meetings import mark

ROUTES = (
    "meeting_list", "meeting_new", "meeting", "meeting_item", "meeting_minutes", "meeting_change", "meeting_add",
    "meeting_delete",
)  # fmt: skip
PAGES = [(route, state) for state in ("own", "region") for route in ("meeting", "meeting_item", "meeting_minutes")]
READERS = {"own": {"coo", "rev", "rev+"}, "region": {"rev"}}


def make(world, mark) -> None:
    rows = {"own": ("accepted", "nothing"), "region": ("accepted", "elsewhere")}
    for name, who in (("own", "coo"), ("region", "rev")):
        by = world.people[who]
        made = meetings.open_meeting(
            name=f"Meeting {name}",
            held_on=datetime.date(2026, 10, 1),
            follow_ups=[world.follow_ups[each] for each in rows[name]],
            by=by,
        )
        told = mark(f"meeting-{name}", "remark")
        meetings.record(item=made.items.get(position=1), remark=told, seen_version=0, by=by)
        world.readers[told] = frozenset(READERS[name])


def address(route: str, state: str) -> str:
    if state == "-":
        return reverse(route)
    number = [1] if route == "meeting_item" else []
    return reverse(route, args=[key(state), *number])


def key(state: str) -> uuid.UUID:
    return Meeting.objects.get(name=f"Meeting {state}").key if state != "absent" else uuid.UUID(int=0)


def body(world, route: str, state: str) -> dict:
    if route == "meeting_new":
        return {"name": "A meeting", "held_on": "30/09/2026", "rows": [world.follow_ups["accepted"].pk]}
    if state == "absent":
        return {}
    meeting = Meeting.objects.get(name=f"Meeting {state}")
    bodies = {
        "meeting_item": {"item": meeting.items.get(position=1).pk, "seen_version": 1, "remark": "The room agrees."},
        "meeting_change": {"name": "Renamed", "held_on": "30/09/2026", "seen": mark(meeting)},
        "meeting_add": {"rows": [world.follow_ups["spare"].pk]},
        "meeting_delete": {"seen": mark(meeting)},
    }
    return bodies[route]


ONE = """
GET  own
   : no   ok   no   no   no   no   no   no    no    -     no    no    no     ok   ok   -    no    no    no   in
GET  region
   : no   -    no   no   no   no   no   no    no    -     no    no    no     ok   -    -    no    no    no   in
GET  absent
   : no   -    no   no   no   no   no   no    no    -     no    no    no     -    -    -    no    no    no   in
"""

WRITTEN = f"""{ONE}POST own
   : no   done no   no   no   no   no   no    no    -     no    no    no     done done -    no    no    no   in
POST region
   : no   -    no   no   no   no   no   no    no    -     no    no    no     done -    -    no    no    no   in
POST absent
   : no   -    no   no   no   no   no   no    no    -     no    no    no     -    -    -    no    no    no   in
"""

ROWS = {
    "meeting_list": """
GET  -
   : no   ok   no   no   no   no   no   no    no    ok    no    no    no     ok   ok   ok   no    no    no   in
""",
    "meeting_new": """
GET  -
   : no   ok   no   no   no   no   no   no    no    ok    no    no    no     ok   ok   ok   no    no    no   in
POST -
   : no   done no   no   no   no   no   no    no    late  no    no    no     done done late no    no    no   in
""",
    "meeting": ONE,
    "meeting_minutes": ONE,
    "meeting_item": WRITTEN,
    "meeting_change": WRITTEN,
    "meeting_add": WRITTEN,
    # Its list and its remarks go only by whoever made it.
    "meeting_delete": """
GET  own
   : no   ok   no   no   no   no   no   no    no    -     no    no    no     no   no   -    no    no    no   in
GET  region
   : no   -    no   no   no   no   no   no    no    -     no    no    no     ok   -    -    no    no    no   in
GET  absent
   : no   -    no   no   no   no   no   no    no    -     no    no    no     -    -    -    no    no    no   in
POST own
   : no   done no   no   no   no   no   no    no    -     no    no    no     no   no   -    no    no    no   in
POST region
   : no   -    no   no   no   no   no   no    no    -     no    no    no     done -    -    no    no    no   in
POST absent
   : no   -    no   no   no   no   no   no    no    -     no    no    no     -    -    -    no    no    no   in
""",
}

"""A meeting with a remark on its first item, for the pages of the browser tests."""

import datetime

from recommendations.actions import meetings

NAMES = frozenset({"meeting"})


def make(scene) -> None:
    rows = [scene.follow_ups[state] for state in ("accepted", "nothing") if state in scene.follow_ups]
    by = scene.people["reviewer"]
    made = meetings.open_meeting(
        name=scene.words.meeting[:140], held_on=datetime.date(2026, 10, 1), follow_ups=rows, by=by
    )
    first = made.items.get(position=1)
    meetings.record(item=first, remark=scene.words.passage, seen_version=0, by=by)
    scene.imports["meeting"] = str(made.key)

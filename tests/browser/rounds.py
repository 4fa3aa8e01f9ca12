"""Rounds that are open, over and closed, and ticked rows of the task list, for the pages of the browser tests."""

import datetime

from django.utils import timezone

from recommendations.actions import rounds
from recommendations.models import Round
from tests.factories import RoundFactory

NAMES = frozenset({"round", "round-closed", "rows", "tied-rows"})


def make(scene) -> None:
    """Adds to `scene.imports` what stands in the addresses. What the country is asked is overdue for some of it."""
    words, by = scene.words, scene.people["reviewer"]
    today = timezone.localdate()
    document = scene.follow_ups["nothing"].recommendation.document
    found = rounds.open_round(
        name=words.meeting[:140], documents=[document], parties=[scene.own, scene.other],
        opens_on=today, due_on=today + datetime.timedelta(days=30), by=by,
    )  # fmt: skip
    Round.objects.filter(pk=found.pk).update(
        opens_on=today - datetime.timedelta(days=60), due_on=today - datetime.timedelta(days=3)
    )
    closed = RoundFactory(name=words.title[:140], closed_at=timezone.now(), closed_by=by)
    closed.parties.add(scene.own)
    closed.documents.add(document)
    rows = [scene.follow_ups[state] for state in ("nothing", "accepted") if state in scene.follow_ups]
    scene.imports |= {
        "round": str(found.pk),
        "round-closed": str(closed.pk),
        "rows": "&".join(f"rows={row.pk}" for row in rows),
        "tied-rows": f"rows={scene.follow_ups['tied'].pk}" if "tied" in scene.follow_ups else "rows=0",
    }

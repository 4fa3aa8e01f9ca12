"""Rounds that are open, over and closed, and ticked rows of the task list, for the pages of the browser tests."""

import datetime

from django.utils import timezone

from recommendations.actions import rounds
from recommendations.choices import Assessment
from recommendations.models import FollowUp, Round, RoundReopening, Update
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
    closed = _sealed(scene, document, by)
    rows = [scene.follow_ups[state] for state in ("nothing", "accepted") if state in scene.follow_ups]
    scene.imports |= {
        "round": str(found.pk),
        "round-closed": str(closed.pk),
        "rows": "&".join(f"rows={row.pk}" for row in rows),
        "tied-rows": f"rows={scene.follow_ups['tied'].pk}" if "tied" in scene.follow_ups else "rows=0",
    }


def _sealed(scene, document, by) -> Round:
    """Closed under a seal after it was opened again once; its answers are assessed and wait to be published."""
    today = timezone.localdate()
    found = RoundFactory(
        name=scene.words.title[:140], opens_on=today - datetime.timedelta(days=120),
        due_on=today - datetime.timedelta(days=90),
    )  # fmt: skip
    found.parties.add(scene.own)
    found.documents.add(document)
    answered = Update.objects.filter(state="accepted", follow_up__recommendation__document=document)
    answered.update(round=found)
    FollowUp.objects.filter(current_version__update__round=found).update(assessment=Assessment.NEEDS_EVIDENCE)
    rounds.close_round(target=found, by=by)
    seal = found.seals.get()
    RoundReopening.objects.create(seal=seal, reason=scene.words.passage, reopened_at=seal.sealed_at, reopened_by=by)
    return found

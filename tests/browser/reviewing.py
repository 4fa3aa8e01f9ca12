"""Answers that were looked at, decided and asked for again, and saved filters, for the pages of the browser tests."""

from recommendations.actions import reopening, saved
from recommendations.choices import ReviewField
from recommendations.models import Seen, UpdateVersion
from tests.reviewing import decide

NAMES = frozenset({"looked", "decided", "asked-again", "saved"})


def make(scene) -> None:
    """Adds to `scene.imports` what stands in the addresses."""
    from tests.browser.scene import WAY, ask

    words, reviewer = scene.words, scene.people["reviewer"]
    document = scene.follow_ups["nothing"].recommendation.document
    ways = {"looked": WAY["submitted"], "decided": WAY["again"], "asked-again": WAY["accepted"]}
    for state, way in ways.items():
        WAY[state] = way
        ask(scene, state, document)
    Seen.objects.create(version=_version(scene, "looked"), user=reviewer)
    notes = {each.value: words.passage for each in (ReviewField.ACTIVITIES, ReviewField.EVIDENCE)}
    decide(_version(scene, "decided").update, reviewer, "send-back", note=words.passage, notes=notes)
    reopening.reopen(follow_up=scene.follow_ups["asked-again"], reason=words.passage, by=reviewer)
    kept = saved.save(page="review", name=words.title[:100], query="country=LA", by=reviewer)
    scene.imports["saved"] = str(kept.key)


def _version(scene, state: str) -> UpdateVersion:
    found = UpdateVersion.objects.filter(update__follow_up=scene.follow_ups[state], update__state="submitted")
    return found.order_by("-number")[0]

"""A piece of evidence that was withdrawn (tests/browser/scene.py brings the others)."""

from recommendations.actions import evidence_changes
from recommendations.models import Evidence

NAMES = frozenset({"taken-back"})


def make(scene) -> None:
    mistaken = Evidence.objects.get(pk=scene.imports["taken-back"])
    evidence_changes.withdraw(evidence=mistaken, reason=scene.words.passage, by=scene.people["reporter"])

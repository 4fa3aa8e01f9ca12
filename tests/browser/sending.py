"""A receipt, and what was typed when the session had ended, for the pages of the browser tests."""

from django.urls import reverse
from django.utils import timezone

from recommendations.actions import kept, tokens
from recommendations.models import Receipt, UpdateVersion

NAMES = frozenset({"receipt", "kept"})


def make(scene) -> None:
    reporter = scene.people["reporter"]
    receipt = Receipt.objects.create(
        reference="LA-20261122-K7QM", party=scene.own, sent_at=timezone.now(), sent_by=reporter
    )
    receipt.versions.set(UpdateVersion.objects.filter(update__follow_up=scene.follow_ups["accepted"]))
    scene.imports["receipt"] = receipt.reference
    path = reverse("evidence_add", args=scene.follow_ups["nothing"].address)
    body = {"form_key": [tokens.new_key(reporter)], "title": [scene.words.title], "publisher": [scene.words.passage]}
    scene.imports["kept"] = str(kept.keep(path=path, body=body).pk)

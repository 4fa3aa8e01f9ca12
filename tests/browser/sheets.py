"""Filled Excel files for the browser: one with changes, a choice and entries that are left out, and one saved."""

from dataclasses import replace

from django.utils import timezone

from recommendations.actions import sheets
from recommendations.models import FilledSheet
from recommendations.queries.sheets import own, rows
from recommendations.sheets import digest
from recommendations.sheets.marks import CELLS
from recommendations.tables.sheets import answer_mark

NAMES = {"sheet", "sheet-done"}


def make(scene) -> None:
    scene.imports["sheet"] = str(_sheet(scene, "answers.xlsx").key)
    done = _sheet(scene, "sent.xlsx")
    reference = scene.follow_ups["nothing"].recommendation.reference
    told = [reference, "Choose a status before you send the update.", {}]
    result = {"saved": 2, "sent": 1, "receipt": "", "refused": [told], "not_sent": [told]}
    FilledSheet.objects.filter(pk=done.pk).update(applied_at=timezone.now(), result=result)
    scene.imports["sheet-done"] = str(done.key)


def _sheet(scene, name: str) -> FilledSheet:
    user, words = scene.people["reporter"], scene.words
    begun, accepted = (_row(scene, state) for state in ("nothing", "accepted"))
    # As if the file had been made before the answer was saved.
    early = replace(answer_mark(accepted, {}), digests=(digest(""),) * len(CELLS))
    lines = [
        [0, "answers", 3, str(answer_mark(begun, {})), begun.reference,
         [["status", "Planned"], ["challenges", words.passage], ["lead", "Nobody’s agency"]]],
        [0, "answers", 4, str(early), accepted.reference, [["next_steps", words.activity], ["status", "Implemented"]]],
        [0, "activities", 9, "", begun.reference, [["activity", words.activity], ["starts_on", "30 February"]]],
        [0, "evidence", 3, "", begun.reference, [["title", words.title], ["link", "https://example.org/law"]]],
    ]  # fmt: skip
    content = {"files": [name], "untouched": 3, "lines": lines}
    return sheets.receive(owner=scene.own.code, content=content, sha256="0" * 64, by=user)


def _row(scene, state: str):
    (row,) = rows(
        own(scene.people["reporter"], scene.own).filter(pk=scene.follow_ups[state].pk), scene.people["reporter"]
    )
    return row

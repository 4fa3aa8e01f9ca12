"""Filled Excel files for the browser: with changes and choices, saved, being saved, stopped, and come with a letter."""

import datetime
from dataclasses import replace

from django.utils import timezone

from recommendations.actions import jobs, sheets
from recommendations.actions.replies import Letter
from recommendations.choices import JobKind, JobState
from recommendations.models import FilledSheet, FollowUp, Job
from recommendations.queries.sheet_replies import Replies
from recommendations.queries.sheets import own, rows
from recommendations.sheets import digest
from recommendations.sheets.marks import CELLS
from recommendations.tables.sheets import answer_mark
from tests.factories import RoundFactory

NAMES = {"sheet", "sheet-done", "sheet-runs", "sheet-lost", "sheet-entered"}


def make(scene) -> None:
    scene.imports["sheet"] = str(_sheet(scene, "answers.xlsx").key)
    done = _sheet(scene, "sent.xlsx")
    reference = scene.follow_ups["nothing"].recommendation.reference
    told = [reference, "Choose a status before you send the update.", {}]
    result = {"saved": 2, "sent": 1, "receipt": "", "refused": [told], "not_sent": [told]}
    FilledSheet.objects.filter(pk=done.pk).update(applied_at=timezone.now(), result=result)
    scene.imports["sheet-done"] = str(done.key)
    scene.imports["sheet-entered"] = str(_entered(scene).key)
    for name, state in (("sheet-runs", JobState.RUNNING), ("sheet-lost", JobState.FAILED)):
        sheet = _sheet(scene, f"{name}.xlsx")
        _saving(scene, sheet, state)
        scene.imports[name] = str(sheet.key)


def _saving(scene, sheet: FilledSheet, state: str) -> None:
    now = timezone.now()
    ended = {"ended_at": now, "message": [jobs.STOPPED, {}]} if state == JobState.FAILED else {}
    Job.objects.create(
        kind=JobKind.SHEET, filled_sheet=sheet, state=state, percent=40, started_at=now,
        alive_at=now + datetime.timedelta(hours=1), created_by=scene.people["reporter"], **ended,
    )  # fmt: skip


def _entered(scene) -> FilledSheet:
    """What came with a letter to a round that was closed."""
    row = scene.follow_ups["nothing"]
    asked_in = RoundFactory(name=f"{scene.words.title[:120]} before", closed_at=timezone.now(),
                            closed_by=scene.people["reviewer"])  # fmt: skip
    asked_in.parties.add(scene.own)
    asked_in.documents.add(row.recommendation.document)
    reviewer = scene.people["reviewer"]
    (found,) = rows(FollowUp.objects.filter(pk=row.pk), reviewer, Replies(asked_in))
    line = [0, "answers", 3, str(answer_mark(found, {})), found.reference,
            [["status", "Planned"], ["challenges", scene.words.passage]]]  # fmt: skip
    letter = Letter("meeting", scene.words.person, datetime.date(2026, 8, 1))
    content = {"files": ["answers.xlsx"], "untouched": 3, "lines": [line]}
    return sheets.receive_reply(
        owner=scene.own.code, content=content, sha256="0" * 64, asked_in=asked_in, letter=letter, by=reviewer
    )


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
    content = {"files": [name], "agencies": [scene.agencies[0].pk], "untouched": 3, "lines": lines}
    return sheets.receive(owner=scene.own.code, content=content, sha256="0" * 64, by=user)


def _row(scene, state: str):
    (row,) = rows(
        own(scene.people["reporter"], scene.own).filter(pk=scene.follow_ups[state].pk), scene.people["reporter"]
    )
    return row

"""Filled Excel files in the access grid: one that waits to be confirmed, one that was saved, and those of a round."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import sheets
from recommendations.models import FilledSheet, Round
from recommendations.queries.sheet_changes import compare
from recommendations.queries.sheet_words import agencies
from recommendations.queries.sheets import own, rows
from recommendations.sheets import write
from recommendations.tables.sheets import answer_mark, form

ROUTES = ("filled_sheet", "sheet_upload", "reply_sheet_new", "reply_sheet_download")
APPLIED = {"saved": 1, "refused": [], "sent": 0, "receipt": "", "not_sent": []}


def make(world, state: str, by: str = "rep") -> FilledSheet:
    """A file of the reporter that says one thing about the follow-up in `state`; `applied`: after it was saved."""
    user, follow_up = world.people[by], world.follow_ups["spare"]
    (row,) = rows(own(user, world.own).filter(pk=follow_up.pk), user)
    line = [0, "answers", 3, str(answer_mark(row, agencies(world.own))), row.reference, [["status", "Planned"]]]
    content = {"files": [f"{state}.xlsx"], "untouched": 0, "lines": [line]}
    found = sheets.receive(owner=world.own.code, content=content, sha256="0" * 64, by=user)
    if state == "applied":
        FilledSheet.objects.filter(pk=found.pk).update(applied_at=timezone.now(), result=APPLIED)
    return found


def address(world, route: str, state: str) -> str:
    if route == "sheet_upload":
        return reverse(route)
    if route.startswith("reply"):
        pk = 999 if state == "absent" else Round.objects.get(name=f"Round {state}").pk
        return reverse(route, args=[pk, *(["LA"] if route == "reply_sheet_download" else [])])
    key = uuid.UUID(int=7) if state == "absent" else _sheet(state).key
    return reverse(route, args=[key])


def _sheet(state: str) -> FilledSheet:
    return FilledSheet.objects.get(file_name=f"{state}.xlsx")


def body(world, route: str, state: str) -> dict[str, object]:
    """What somebody sends who has the page before them."""
    if route in ("sheet_upload", "reply_sheet_new"):
        empty = write(form(world.own, [], {}, []))
        letter = {"source": "meeting", "sender": "The ministry", "dated_on": "01/08/2026"}
        return {"filled": SimpleUploadedFile("answers.xlsx", empty)} | (letter if route == "reply_sheet_new" else {})
    if state == "absent":
        return {"seen": "0" * 64}
    sheet = _sheet(state)
    difference = compare(sheet.content, party=sheet.party, user=sheet.uploaded_by)
    return {"seen": difference.fingerprint, "then": ""}

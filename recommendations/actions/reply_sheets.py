"""A country's answers that came in an Excel file: each row is entered for it, in the round that was asked.

A round may be closed by then: its picture was sealed and stays as it is; the answers are marked as entered afterwards.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.actions import audit, evidence_files, outbox, replies, updates
from recommendations.actions.sheet_shelf import Entry, Shelf, proof
from recommendations.choices import OPEN_STATES, MailKind
from recommendations.errors import Conflict
from recommendations.models import Evidence, FilledSheet, FollowUp, Reply, Round, User, VersionActivity
from recommendations.queries.recipients import coordinators
from recommendations.queries.sheet_cells import NewEvidence
from recommendations.queries.sheet_final import Final
from recommendations.queries.sheet_replies import Replies
from recommendations.queries.sheets import NOTHING


@transaction.atomic
def enter(*, sheet: FilledSheet, follow_up: FollowUp, entry: Entry, shelf: Shelf, form_key: str, by: User) -> Reply:
    """Enter one row as a submitted update of the sheet's round. Errors: NotAllowed, TooLate, Conflict, Refused."""
    follow_up = updates.lock(follow_up)
    found = Round.objects.get(pk=sheet.content["letter"]["round"])
    update = replies.to_enter(follow_up, found, by)
    kept, made = _parted(_start(follow_up, found, entry), entry)
    answer = shelf.answer(made, entry.row)
    links = [_link(follow_up, each, by) for each in made.links if not each.known]
    return replies.written(
        replies.submitted(update, by), replace(answer, evidence=(*answer.evidence, *links)), sheet.content["letter"],
        kept=kept, by=by, form_key=form_key,
    )  # fmt: skip


def _start(follow_up: FollowUp, found: Round, entry: Entry) -> int:
    """The id of the version that the row starts from, 0 for none, where it is still the one that was seen."""
    source = Replies(found)
    versions = source.versions([follow_up.pk]).get(follow_up.pk, [])
    told = {"withdrawn": None, "answered_under": None, "status": follow_up.status}
    if refusal := source.closed(told, versions):
        raise refusal
    last = versions[-1] if versions else NOTHING
    if (last["update"], last["number"] if last["state"] in OPEN_STATES else 0) != entry.seen:
        raise Conflict(updates.CHANGED)
    return int(last["pk"])


def _parted(start: int, entry: Entry) -> tuple[list[VersionActivity], Final]:
    """The activities that stay word by word, and the answer with the others as new ones: the country's own activities
    are its working text, which a reviewer does not change."""
    there = {each.id: each for each in entry.row.activities}
    same = [pk for pk, typed in entry.made.activities if pk in there and typed.says(there[pk])]
    new = [(0, typed) for pk, typed in entry.made.activities if pk not in same]
    kept = VersionActivity.objects.filter(version=start, activity__in=same)
    return list(kept), replace(entry.made, activities=new)


def _link(follow_up: FollowUp, typed: NewEvidence, by: User) -> Evidence:
    """A link as evidence of the country; the version that is written next rests on it."""
    given = proof(typed)
    made = Evidence.objects.create(
        party=follow_up.party, title=given.title, kind=given.kind, dated_on=given.dated_on,
        publisher=given.publisher, language=given.language, visibility=given.visibility, created_by=by,
    )  # fmt: skip
    version = evidence_files.store(made, given, media_type="", by=by)
    audit.record("evidence.add", made, by=by, party=follow_up.party, after={"title": made.title, "link": version.link})
    return made


def tell(sheet: FilledSheet, count: int) -> None:
    """The country's coordinators hear that something was entered in its name: one mail for the whole file."""
    letter = sheet.content["letter"]
    dated_on, asked_in = datetime.date.fromisoformat(letter["dated_on"]), Round.objects.get(pk=letter["round"])
    for user in coordinators(sheet.party):
        with translation.override(user.language):
            said = {"day": date_format(dated_on, "j F Y"), "round": asked_in.name, "count": count}
            subject = _("Entered for you: answers to “%(round)s”") % said
            sentence = _(
                "The ILO entered what your country wrote on %(day)s as answers to “%(round)s”. "
                "Answers in all: %(count)s. Another reviewer looks at them."
            )
            body = f"{sentence % said}\n\n{outbox.link(reverse('task_list'))}"
        event = f"reply-sheet:{sheet.pk}"
        outbox.post(recipient=user, event=event, kind=MailKind.RECEIPT, subject=subject, body=body)

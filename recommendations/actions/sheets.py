"""A filled Excel file: taken in, kept until somebody confirms what it would change, and claimed to be saved."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from recommendations.actions import audit, files, jobs, replies
from recommendations.actions.locking import locked
from recommendations.actions.replies import Letter
from recommendations.choices import JobKind, JobState
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import FilledSheet, Job, Organization, Party, Reply, Round, User
from recommendations.permissions import can
from recommendations.queries.sheet_difference import Difference
from recommendations.queries.sheets import own
from recommendations.reading.filled import MOST_BYTES, read_filled
from recommendations.reading.places import Busy, place
from recommendations.roles import Permission
from recommendations.sheets import Filled
from recommendations.text import clean, gettext_noop

MOST_FILES = 20
# After so long a saving that told no result has died, and may be begun again.
DEAD = datetime.timedelta(minutes=10)
NO_FILE = gettext_noop("Choose the Excel file that you filled in.")
TOO_MANY = gettext_noop("Upload at most %(most)d files at a time.")
IN_FILE = gettext_noop("%(file)s: %(reason)s")
MIXED = gettext_noop("These files belong to two countries. Upload those of one country at a time.")
NOT_YOURS = gettext_noop("This file is for another country, or for one where you do not write answers.")
NOT_ASKED = gettext_noop("This file is for a country that this round does not ask, or that is not yours to review.")
NOT_BEGUN = gettext_noop("This round has not begun. Enter the answers when it has.")
SEEN = gettext_noop("Something was saved since you opened this page. Look at it again: nothing was written.")
DONE = gettext_noop("These changes were saved already.")
ONE_AT_A_TIME = gettext_noop("Another file of yours is being saved. Wait until it is saved, then save this one.")
NOT_UPLOADED = gettext_noop("Only whoever uploaded a file throws it away.")


@dataclass(frozen=True)
class Given:
    """A file as it was uploaded. One after the other is read into memory, and no more of it than is taken."""

    name: str
    file: IO[bytes]


@dataclass(frozen=True)
class Read:
    """What stands in a file, and its SHA-256."""

    filled: Filled
    sha256: bytes


def take(files: Sequence[Given]) -> tuple[str, dict[str, Any], str]:
    """(owner, content, SHA-256) of one or several filled files, read outside any transaction. Raises Refused."""
    if not files:
        raise Refused(NO_FILE, field="filled")
    if len(files) > MOST_FILES:
        raise Refused(TOO_MANY, field="filled", most=MOST_FILES)
    read = [_read(each, named=len(files) > 1) for each in files]
    owners = {each.filled.owner for each in read}
    if len(owners) > 1:
        raise Refused(MIXED, field="filled")
    content = {
        "files": [clean(each.name)[-200:] for each in files],
        "agencies": [each.filled.agency for each in read],
        "untouched": sum(each.filled.untouched for each in read),
        "lines": [
            [at, line.table, line.row, line.mark, line.reference, line.cells]
            for at, each in enumerate(read)
            for line in each.filled.lines
        ],
    }
    return owners.pop(), content, hashlib.sha256(b"".join(each.sha256 for each in read)).hexdigest()


def _read(given: Given, *, named: bool) -> Read:
    content = given.file.read(MOST_BYTES + 1)
    try:
        with place():
            filled = read_filled(content)
        return Read(filled, hashlib.sha256(content).digest())
    except Refused as error:
        if not named or isinstance(error, Busy):
            raise Refused(error.sentence, field="filled", **error.params) from None
        raise Refused(IN_FILE, field="filled", file=given.name, reason=str(error)) from None


@transaction.atomic
def receive(*, owner: str, content: dict[str, Any], sha256: str, by: User) -> FilledSheet:
    """Keep what was read until it is confirmed. Errors: Refused (not a country where `by` writes)."""
    party = Party.objects.filter(code=owner).first()
    if party is None or not own(by, party).exists():
        raise Refused(NOT_YOURS, field="filled")
    return _keep(party, content | {"agencies": _own_agencies(party, content)}, sha256, by)


def _own_agencies(party: Party, content: dict[str, Any]) -> list[int]:
    """Which agency of the party filled in each file, 0 for none: what a file says of itself may be another's."""
    told = content.get("agencies", [])
    own = set(Organization.objects.filter(party=party, pk__in=told).values_list("pk", flat=True)) if any(told) else ()
    return [pk if pk in own else 0 for pk in told]


@files.unless_it_fails()
@transaction.atomic
def receive_reply(
    *, owner: str, content: dict[str, Any], sha256: str, asked_in: Round, letter: Letter, by: User
) -> FilledSheet:
    """Keep what a country answered to a round, open or closed, with the letter that it came in.

    Errors: NotAllowed, Refused (not a country of this round, no such letter), TooLate (the round has not begun).
    """
    if not can(by, Permission.REVIEW_UPDATE):
        raise NotAllowed(replies.NOT_A_REVIEWER)
    party = asked_in.parties.filter(code=owner).first()
    if party is None or not can(by, Permission.REVIEW_UPDATE, party):
        raise Refused(NOT_ASKED, field="filled")
    if not asked_in.closed_at and asked_in.opens_on > timezone.localdate(timezone=party.zone):
        raise TooLate(NOT_BEGUN)
    came = {"agencies": [], "letter": {"round": asked_in.pk, **replies.store(letter)}}
    return _keep(party, content | came, sha256, by)


def _keep(party: Party, content: dict[str, Any], sha256: str, by: User) -> FilledSheet:
    names = ", ".join(content["files"])
    sheet = FilledSheet.objects.create(
        party=party, file_name=names[:200], sha256=sha256, content=content, uploaded_by=by
    )
    audit.record("sheet.receive", sheet, by=by, party=party, after=_told(sheet))
    return sheet


def _told(sheet: FilledSheet) -> dict[str, Any]:
    """What the trail says of it."""
    told = {"files": sheet.content["files"], "sha256": sheet.sha256, "letter": sheet.content.get("letter")}
    return {name: said for name, said in told.items() if said}


@transaction.atomic
def throw_away(*, sheet: FilledSheet, by: User) -> None:
    """Forget a file that was not saved, or not to its end, with the letter that it came in.

    Errors: NotAllowed, TooLate (it was saved, or is being saved).
    """
    held = locked(FilledSheet.objects).get(pk=sheet.pk)
    if held.uploaded_by_id != by.pk:
        raise NotAllowed(NOT_UPLOADED)
    if held.result is not None or _is_under_way(held):
        raise TooLate(DONE)
    letters = unused_letters([held])
    audit.record("sheet.throw_away", held, by=by, party=held.party, before=_told(held))
    held.delete()
    for name in letters:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


def unused_letters(sheets: Iterable[FilledSheet]) -> list[str]:
    """The letters in the store that came with these files and that no answer keeps."""
    named = {sheet.content.get("letter", {}).get("file", "") for sheet in sheets} - {""}
    return sorted(named - set(Reply.objects.filter(file__in=named).values_list("file", flat=True)))


@transaction.atomic
def claim(*, sheet: FilledSheet, difference: Difference, seen: str, by: User) -> None:
    """Begin to save: from here on nobody else saves the same. Errors: Conflict, TooLate."""
    held = locked(FilledSheet.objects).defer("content").get(pk=sheet.pk)
    if held.result is not None or _is_under_way(held):
        raise TooLate(DONE)
    if seen != difference.fingerprint:
        raise Conflict(SEEN)
    held.applied_at = timezone.now()
    held.save(update_fields=["applied_at"])
    audit.record("sheet.confirm", held, by=by, party=held.party, after={"rows": len(difference.rows)})


@transaction.atomic
def claim_for_job(*, sheet: FilledSheet, difference: Difference, seen: str, wanted: dict[str, Any], by: User) -> Job:
    """The same, where a process of its own saves: one at a time for each person. Errors: Refused, Conflict, TooLate."""
    claim(sheet=sheet, difference=difference, seen=seen, by=by)
    if jobs.under_way(JobKind.SHEET, by=by):
        raise Refused(ONE_AT_A_TIME)
    return jobs.begin_sheet(sheet=sheet, wanted=wanted, by=by)


def job_of(sheet: FilledSheet) -> Job | None:
    """The process that saves it, or stopped before its end; None where none was begun, or it was cancelled."""
    job = sheet.jobs.defer("wanted").first()
    return job if job and job.state != JobState.CANCELLED else None


def _is_under_way(held: FilledSheet) -> bool:
    """What a process saves is under way until it was cancelled; else until it cannot be alive any more."""
    if held.jobs.exists():
        return job_of(held) is not None
    return bool(held.applied_at and held.applied_at > timezone.now() - DEAD)

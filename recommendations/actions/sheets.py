"""A filled Excel file: taking it in, and doing what it says, each row for itself."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from recommendations.actions import audit, evidence, submitting, updates
from recommendations.actions.evidence_files import Proof
from recommendations.actions.many import Seen
from recommendations.actions.typed import ActivityText, Answer
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import Activity, Evidence, FilledSheet, FollowUp, Organization, Party, Update, User
from recommendations.queries.sheet_difference import Difference
from recommendations.queries.sheet_final import Final, final
from recommendations.queries.sheets import own
from recommendations.reading.filled import read_filled
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
SEEN = gettext_noop("Something was saved since you opened this page. Look at it again: nothing was written.")
DONE = gettext_noop("These changes were saved already.")


@dataclass(frozen=True)
class Given:
    """A file as it was uploaded."""

    name: str
    content: bytes


def take(files: Sequence[Given]) -> tuple[str, dict[str, Any], str]:
    """(owner, content, SHA-256) of one or several filled files, read outside any transaction. Raises Refused."""
    if not files:
        raise Refused(NO_FILE, field="files")
    if len(files) > MOST_FILES:
        raise Refused(TOO_MANY, field="files", most=MOST_FILES)
    read = [_read(each, named=len(files) > 1) for each in files]
    owners = {each.owner for each in read}
    if len(owners) > 1:
        raise Refused(MIXED, field="files")
    content = {
        "files": [clean(each.name)[-200:] for each in files],
        "untouched": sum(each.untouched for each in read),
        "lines": [
            [at, line.table, line.row, line.mark, line.reference, line.cells]
            for at, each in enumerate(read)
            for line in each.lines
        ],
    }
    sha256 = hashlib.sha256(b"".join(hashlib.sha256(each.content).digest() for each in files)).hexdigest()
    return owners.pop(), content, sha256


def _read(given: Given, *, named: bool) -> Filled:
    try:
        return read_filled(given.content)
    except Refused as error:
        if not named:
            raise Refused(error.sentence, field="files", **error.params) from None
        raise Refused(IN_FILE, field="files", file=given.name, reason=str(error)) from None


@transaction.atomic
def receive(*, owner: str, content: dict[str, Any], sha256: str, by: User) -> FilledSheet:
    """Keep what was read until it is confirmed. Errors: Refused (not a country where `by` writes)."""
    party = Party.objects.filter(code=owner).first()
    if party is None or not own(by, party).exists():
        raise Refused(NOT_YOURS, field="files")
    names = ", ".join(content["files"])
    sheet = FilledSheet.objects.create(
        party=party, file_name=names[:200], sha256=sha256, content=content, uploaded_by=by
    )
    audit.record("sheet.receive", sheet, by=by, party=party, after={"files": content["files"], "sha256": sha256})
    return sheet


@transaction.atomic
def claim(*, sheet: FilledSheet, difference: Difference, seen: str, by: User) -> None:
    """Begin to save: from here on nobody else saves the same. Errors: Conflict, TooLate."""
    held = FilledSheet.objects.select_for_update().get(pk=sheet.pk)
    if held.result is not None or (held.applied_at and held.applied_at > timezone.now() - DEAD):
        raise TooLate(DONE)
    if seen != difference.fingerprint:
        raise Conflict(SEEN)
    held.applied_at = timezone.now()
    held.save(update_fields=["applied_at"])
    audit.record("sheet.confirm", held, by=by, party=held.party, after={"rows": len(difference.rows)})


def apply(
    *, sheet: FilledSheet, difference: Difference, chosen: Mapping[str, str], send: bool, by: User
) -> dict[str, Any]:
    """Save each row as a draft of its own, tell what became of it, and send those that are complete where wanted.

    Each row is a transaction: one that is refused costs no other. Somebody who saved one in between keeps it.
    """
    wanted = [(changes.row, made) for changes in difference.rows if (made := final(changes, chosen))]
    shelf = Shelf(made for _row, made in wanted)
    found = FollowUp.objects.with_source().in_bulk([row.follow_up for row, _made in wanted])
    saved: list[Update] = []
    told: list[list[Any]] = []
    for row, made in wanted:
        try:
            saved.append(_save(found[row.follow_up], row, made, shelf, by=by))
        except Refused as error:
            told.append(_told(row.reference, error))
    result = {"saved": len(saved), "refused": told, "sent": 0, "receipt": "", "not_sent": []}
    if send and saved:
        result |= _send(sheet.party, saved, by=by)
    return _finish(sheet, result, by=by)


@transaction.atomic
def _save(follow_up: FollowUp, row: Any, made: Final, shelf: "Shelf", *, by: User) -> Update:
    update = updates.save(
        follow_up=follow_up, answer=shelf.answer(made), opened_version=row.version, opened_update=row.update, by=by
    )
    for each in made.links:
        if not each.known:
            proof = Proof(
                title=each.title, link=each.link, kind=each.kind, visibility=each.visibility,
                dated_on=each.dated_on, publisher=each.publisher,
            )  # fmt: skip
            evidence.add(follow_up=follow_up, proof=proof, by=by)
    update.refresh_from_db()
    return update


class Shelf:
    """The organizations, activities and evidence that answers name, fetched at once."""

    def __init__(self, answers: Iterable[Final]) -> None:
        answers = list(answers)
        self.organizations = _found(Organization, (pk for each in answers for pk in (each.lead, *each.contributing)))
        self.activities = _found(Activity, (pk for each in answers for pk, _typed in each.activities))
        self.evidence = _found(Evidence, (pk for each in answers for pk in _pieces(each)))

    def answer(self, made: Final) -> Answer:
        return Answer(
            **made.plain,
            lead=self.organizations.get(made.lead),
            contributing=tuple(self.organizations[pk] for pk in made.contributing),
            activities=tuple(
                ActivityText(typed.text, typed.starts_on, typed.ends_on, activity=self.activities.get(pk))
                for pk, typed in made.activities
            ),
            evidence=tuple(self.evidence[pk] for pk in dict.fromkeys(_pieces(made)) if pk in self.evidence),
        )


def _pieces(made: Final) -> list[int]:
    return [*made.attached, *(each.known for each in made.links if each.known)]


def _found(model: type[Model], ids: Iterable[int]) -> dict[int, Any]:
    rows: QuerySet[Any] = Evidence.objects.standing() if model is Evidence else model._default_manager.all()
    wanted = sorted({pk for pk in ids if pk})
    found: dict[int, Any] = {}
    for start in range(0, len(wanted), 1_000):
        found |= rows.in_bulk(wanted[start : start + 1_000])
    return found


def _send(party: Party, saved: list[Update], *, by: User) -> dict[str, Any]:
    """Send what is complete; the rest stays as drafts, each with its reason."""
    rows = [Seen(update.pk, update.version) for update in saved]
    receipt = None
    if party.approval_required:
        outcome = submitting.ask_approval(rows=rows, by=by)
    else:
        receipt, outcome = submitting.submit(rows=rows, by=by)
    return {
        "sent": len(outcome.done),
        "receipt": receipt.reference if receipt else "",
        "not_sent": [_told(each.reference, each.error) for each in outcome.refused],
    }


def _told(reference: str, error: Refused) -> list[Any]:
    """A refusal as it is kept: whoever shows it translates it."""
    return [reference, error.sentence, {name: str(value) for name, value in error.params.items()}]


@transaction.atomic
def _finish(sheet: FilledSheet, result: dict[str, Any], *, by: User) -> dict[str, Any]:
    held = FilledSheet.objects.select_for_update().get(pk=sheet.pk)
    held.result = result
    held.save(update_fields=["result"])
    audit.record("sheet.apply", held, by=by, party=held.party, after={**result, "refused": len(result["refused"])})
    return result

"""Doing what a person confirmed of a filled Excel file: each row for itself, at once or by a process of its own.

Some rows at a time are a transaction; each is checked for itself, and the version that it writes bears the file's mark.
So a saving that was killed in the middle goes on where it stopped: what bears the mark is saved, and not saved twice.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import translation

from recommendations.actions import audit, jobs, reply_sheets, submitting, updates
from recommendations.actions.evidence import add as add_evidence
from recommendations.actions.locking import locked
from recommendations.actions.many import Outcome, Seen, all_updates
from recommendations.actions.sheet_shelf import Entry, Shelf, proof
from recommendations.actions.typed import Typed
from recommendations.choices import JobState, UpdateState
from recommendations.errors import NotAllowed, Refused
from recommendations.models import FilledSheet, FollowUp, Job, Update, UpdateVersion, User
from recommendations.queries.sheet_cells import NewEvidence
from recommendations.queries.sheet_changes import compare
from recommendations.queries.sheet_difference import Difference
from recommendations.queries.sheet_final import Letters, final
from recommendations.queries.sheet_sides import side_of
from recommendations.text import gettext_noop

GONE = gettext_noop("Your role does not reach these answers any more.")
# A file with more rows that change is saved by a process of its own.
MOST_AT_ONCE = 200
# So many are saved or sent in one transaction, which holds all of them meanwhile; a short file goes in as many steps.
TOGETHER, IN_STEPS = 100, 20
TO_SEND = (UpdateState.DRAFT, UpdateState.RETURNED)
# So many rows are read at once, with all that they name.
AT_HAND = 400
# The pause after a step of a job on SQLite: so many seconds at least, or this part of what the step took.
LEAST_PAUSE, PAUSE = 0.005, 4
# Percent of the whole: until the file is compared, and until its rows are saved.
COMPARED, SAVED = 10, 80

Told = list[Any]


@dataclass(frozen=True)
class Wanted:
    """What was confirmed: the edit chosen of each dispute, and the rows as they were seen (follow-up → update and
    version). `send`: to the approver or the reviewers, once it is saved; `letters`: the agencies whose information
    their files are, each with the day of its letter."""

    chosen: Mapping[str, str]
    seen: Mapping[int, tuple[int, int]]
    send: bool
    letters: Letters
    language: str = "en"

    @classmethod
    def of(
        cls, difference: Difference, chosen: Mapping[str, str], *, send: bool, letters: Letters | None = None
    ) -> "Wanted":
        kept = {each.key: chosen[each.key] for each in difference.disputes if chosen.get(each.key)}
        seen = {each.row.follow_up: (each.row.update, each.row.version) for each in difference.rows}
        return cls(kept, seen, send, letters or {}, translation.get_language() or "en")

    @property
    def told(self) -> dict[str, Any]:
        """As a job keeps it."""
        rows = [[pk, *seen] for pk, seen in self.seen.items()]
        letters = [[pk, day.isoformat() if day else ""] for pk, day in self.letters.items()]
        return {
            "chosen": self.chosen, "rows": rows, "send": self.send, "letters": letters, "language": self.language,
        }  # fmt: skip

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Wanted":
        seen = {pk: (update, version) for pk, update, version in told["rows"]}
        letters = {pk: datetime.date.fromisoformat(day) if day else None for pk, day in told.get("letters", ())}
        return cls(told["chosen"], seen, told["send"], letters, told["language"])


@dataclass(frozen=True)
class Steps:
    """What is done between the steps of a saving: `hold` in each transaction, `on_percent` after it."""

    hold: Callable[[], Job | None] = field(default=lambda: None)
    on_percent: Callable[[int], None] = field(default=lambda percent: None)


def apply(
    *,
    sheet: FilledSheet,
    difference: Difference,
    chosen: Mapping[str, str],
    letters: Letters | None = None,
    send: bool,
    by: User,
) -> dict[str, Any]:
    """Save each row as a draft of its own (a reply: submitted), tell what became of it, and send those that are
    complete where wanted.

    One that is refused costs no other. Somebody who saved one in between keeps it.
    """
    return _apply(sheet, difference, Wanted.of(difference, chosen, send=send, letters=letters), Steps(), by)


def run(job: Job) -> None:
    """Do a claimed job to its end, whatever the end is."""
    with jobs.to_its_end(job):
        _run(job, jobs.Watch(job))


def _run(job: Job, watch: jobs.Watch) -> None:
    sheet, by = job.filled_sheet, job.created_by
    if sheet is None or by is None or job.wanted is None:
        raise jobs.Gone
    wanted = Wanted.read(job.wanted)
    with translation.override(wanted.language):
        side = side_of(sheet, by)
        if side is None:
            raise NotAllowed(GONE)
        watch.on_beat(at_once=True)
        difference = compare(sheet.content, party=sheet.party, user=by, side=side, on_row=watch.on_beat)
        steps = Steps(lambda: jobs.hold(job), Pace(watch).on_percent)
        steps.on_percent(COMPARED)
        _apply(sheet, difference, wanted, steps, by)


class Pace:
    """Tells how far a job is, and pauses on SQLite: that keeps no queue, and whoever else wants to write looks every
    tenth of a second for a gap. So a step is followed by a pause that grows with it."""

    def __init__(self, watch: jobs.Watch) -> None:
        self.watch, self.since = watch, monotonic()

    def on_percent(self, percent: int) -> None:
        self.watch.on_step("", percent)
        if connection.vendor == "sqlite":
            sleep(max(LEAST_PAUSE, (monotonic() - self.since) / PAUSE))
        self.since = monotonic()


def _apply(sheet: FilledSheet, difference: Difference, wanted: Wanted, steps: Steps, by: User) -> dict[str, Any]:
    send = wanted.send and "letter" not in sheet.content
    told = list(_save_all(sheet, difference, wanted, steps, by))
    saved = marked(sheet, by).order_by().values("update").distinct().count()
    result = {"saved": saved, "refused": told, "sent": 0, "receipt": "", "not_sent": []}
    if send:
        result["not_sent"] = list(_send_all(sheet, steps, by))
    return _finish(sheet, result, steps, send=send, by=by)


# --- Saving --------------------------------------------------------------------------------------------------


def _rows(difference: Difference, wanted: Wanted) -> Iterator[Entry]:
    for each in difference.rows:
        seen, made = wanted.seen.get(each.row.follow_up), final(each, wanted.chosen, wanted.letters)
        if seen and made:
            yield Entry(each.row, made, seen)


def _save_all(sheet: FilledSheet, difference: Difference, wanted: Wanted, steps: Steps, by: User) -> Iterator[Told]:
    """Save each; gives what was refused, with the reason."""
    rows, done = _rows(difference, wanted), 0
    saved = set(marked(sheet, by).values_list("update__follow_up", flat=True))
    most = min(TOGETHER, max(1, len(difference.rows) // IN_STEPS))
    while entries := list(islice(rows, AT_HAND)):
        shelf = Shelf(each.made for each in entries)
        found = FollowUp.objects.in_bulk([each.row.follow_up for each in entries])
        # What bears the mark was saved before this process began, and perhaps changed by somebody since.
        left = [each for each in entries if each.row.follow_up not in saved]
        done += len(entries) - len(left)
        for some in _groups(left, 1 if "letter" in sheet.content else most):
            with transaction.atomic():
                steps.hold()
                refused = _save(sheet, found, some, shelf, by=by)
            yield from refused
            done += len(some)
            steps.on_percent(COMPARED + (SAVED - COMPARED) * done // len(difference.rows))


def _groups(entries: Sequence[Entry], most: int) -> Iterator[Sequence[Entry]]:
    """Those that are saved in one transaction. One with a new link is alone: more is written for it."""
    plain = [each for each in entries if not _new_links(each)]
    for start in range(0, len(plain), most):
        yield plain[start : start + most]
    for each in entries:
        if _new_links(each):
            yield [each]


def _new_links(entry: Entry) -> list[NewEvidence]:
    return [each for each in entry.made.links if not each.known]


def _save(
    sheet: FilledSheet, found: Mapping[int, FollowUp], entries: Sequence[Entry], shelf: Shelf, *, by: User
) -> list[Told]:
    """Save these together; gives what was refused, with the reason."""
    (first, *_others) = entries
    if not _new_links(first) and "letter" not in sheet.content:
        typed = [_typed(found[each.row.follow_up], each, shelf) for each in entries]
        done = updates.save_many(rows=typed, by=by, form_key=mark(sheet))
        both = zip(entries, done, strict=True)
        return [_told(entry.row.reference, error) for entry, error in both if isinstance(error, Refused)]
    try:
        with transaction.atomic():
            _save_alone(sheet, found[first.row.follow_up], first, shelf, by=by)
    except Refused as error:
        return [_told(first.row.reference, error)]
    return []


def _save_alone(sheet: FilledSheet, follow_up: FollowUp, entry: Entry, shelf: Shelf, *, by: User) -> None:
    if "letter" in sheet.content:
        reply_sheets.enter(sheet=sheet, follow_up=follow_up, entry=entry, shelf=shelf, form_key=mark(sheet), by=by)
        return
    updates.one(updates.save_many(rows=[_typed(follow_up, entry, shelf)], by=by, form_key=mark(sheet)))
    for each in _new_links(entry):
        add_evidence(follow_up=follow_up, proof=proof(each), by=by, form_key=mark(sheet))


def _typed(follow_up: FollowUp, entry: Entry, shelf: Shelf) -> Typed:
    update, version = entry.seen
    return Typed(follow_up, shelf.answer(entry.made, entry.row), opened_version=version, opened_update=update)


def mark(sheet: FilledSheet) -> str:
    """What the versions bear that were saved from this file."""
    return f"sheet {sheet.key.hex}"


def marked(sheet: FilledSheet, by: User) -> QuerySet[UpdateVersion]:
    """The versions that were saved from this file: of each update the one that counts is the last."""
    return UpdateVersion.objects.filter(form_key=mark(sheet), saved_by=by).order_by("update", "number")


# --- Sending -------------------------------------------------------------------------------------------------


def _send_all(sheet: FilledSheet, steps: Steps, by: User) -> Iterator[Told]:
    """Send what is complete; the rest stays as drafts. Gives those, each with the reason."""
    last = dict(marked(sheet, by).filter(update__state__in=TO_SEND).values_list("update", "number"))
    rows = [Seen(pk, number) for pk, number in last.items()]
    for start in range(0, len(rows), TOGETHER):
        outcome = _send(sheet, rows[start : start + TOGETHER], steps, by)
        yield from (_told(each.reference, each.error) for each in outcome.refused)
        steps.on_percent(SAVED + (99 - SAVED) * start // len(rows))


@transaction.atomic
def _send(sheet: FilledSheet, rows: list[Seen], steps: Steps, by: User) -> Outcome:
    steps.hold()
    act = updates.ask_approval_many if sheet.party.approval_required else updates.submit_many
    return all_updates(rows, lambda found: act(rows=found, by=by), by=by)


def _receipt(sheet: FilledSheet, by: User) -> dict[str, Any]:
    """How many are sent, and one receipt for all of them."""
    state = UpdateState.FOR_APPROVAL if sheet.party.approval_required else UpdateState.SUBMITTED
    here = marked(sheet, by).filter(update__state=state, update__version=F("number"))
    named = Update.objects.select_related("follow_up__recommendation").only(
        "follow_up__party", "follow_up__recommendation__reference"
    )
    sent = tuple(named.filter(pk__in=here.values("update")).order_by("pk"))
    receipt = submitting.give_receipt(sent, by=by) if sent and state == UpdateState.SUBMITTED else None
    return {"sent": len(sent), "receipt": receipt.reference if receipt else ""}


# --- The end -------------------------------------------------------------------------------------------------


@transaction.atomic
def _finish(sheet: FilledSheet, result: dict[str, Any], steps: Steps, *, send: bool, by: User) -> dict[str, Any]:
    job = steps.hold()
    if send:
        result |= _receipt(sheet, by)
    if "letter" in sheet.content and result["saved"]:
        reply_sheets.tell(sheet, result["saved"])
    held = locked(FilledSheet.objects).defer("content").get(pk=sheet.pk)
    held.result = result
    held.save(update_fields=["result"])
    if job:
        jobs.end(job, JobState.DONE)
    audit.record("sheet.apply", held, by=by, party=held.party, after={**result, "refused": len(result["refused"])})
    return result


def _told(reference: str, error: Refused) -> Told:
    """A refusal as it is kept: whoever shows it translates it."""
    return [reference, error.sentence, {name: str(value) for name, value in error.params.items()}]

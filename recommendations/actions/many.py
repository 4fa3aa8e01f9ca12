"""One step for many rows: those that cannot take it are named with the reason, the others are done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db import transaction

from recommendations.actions import approval_mail
from recommendations.actions.locking import lock_follow_ups
from recommendations.errors import Refused, TooLate
from recommendations.models import Update, User
from recommendations.permissions import readable_updates
from recommendations.text import gettext_noop

GONE = gettext_noop("This draft was discarded.")

Act: TypeAlias = Callable[[Sequence[tuple[Update, int]]], Sequence[Update | Refused]]


@dataclass(frozen=True)
class Seen:
    """A row as a page showed it: which update, in which version."""

    update_id: int
    version: int


@dataclass(frozen=True)
class Refusal:
    """Why one row was left as it is; `reference` is its recommendation's, "" where the row is gone."""

    reference: str
    error: Refused


@dataclass(frozen=True)
class Outcome:
    """The updates that took the step, and the rows that did not."""

    done: tuple[Update, ...]
    refused: tuple[Refusal, ...]


def each_update(rows: Iterable[Seen], act: Callable[[Update, int], Update], *, by: User) -> Outcome:
    """Do `act` (an update, the version that was seen) on each row, as `all_updates` does."""
    return all_updates(rows, lambda found: [_alone(act, update, version) for update, version in found], by=by)


def _alone(act: Callable[[Update, int], Update], update: Update, version: int) -> Update | Refused:
    try:
        with transaction.atomic():
            return act(update, version)
    except Refused as error:
        return error


def all_updates(rows: Iterable[Seen], act: Act, *, by: User) -> Outcome:
    """Do `act` (updates, each with the version that was seen: what became of them) on the rows that are there.

    Call it within one transaction. A row that `by` may not even read is told as one that is gone.

    All follow-ups are locked before the first change, in one order: whoever waits for the audit trail's lock then
    holds every row it needs.
    """
    rows = tuple(dict.fromkeys(rows))
    readable = readable_updates(by).filter(pk__in=[row.update_id for row in rows])
    there = Update.objects.filter(pk__in=readable.values("pk")).select_related("follow_up__recommendation")
    found = {update.pk: update for update in there}
    lock_follow_ups(update.follow_up for update in found.values())
    with approval_mail.together():
        return _outcome([(found.get(row.update_id), row.version) for row in rows], act)


def _outcome(rows: list[tuple[Update | None, int]], act: Act) -> Outcome:
    there = sorted(((update, version) for update, version in rows if update), key=lambda row: _place(row[0]))
    refused = [Refusal("", TooLate(GONE)) for update, _version in rows if update is None]
    done = []
    for (update, _version), came in zip(there, act(there), strict=True):
        if isinstance(came, Refused):
            refused.append(Refusal(_place(update), came))
        else:
            done.append(came)
    return Outcome(tuple(done), tuple(refused))


def _place(update: Update) -> str:
    return update.follow_up.recommendation.reference

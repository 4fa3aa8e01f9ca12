"""One step for many rows: those that cannot take it are named with the reason, the others are done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from recommendations.actions import approval_mail
from recommendations.actions.locking import lock_follow_ups
from recommendations.errors import Refused, TooLate
from recommendations.models import Update, User
from recommendations.permissions import readable_updates
from recommendations.text import gettext_noop

GONE = gettext_noop("This draft was discarded.")


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
    """Do `act` (an update, the version that was seen) on each row. Call it within one transaction.

    A row that `by` may not even read is told as one that is gone.

    All follow-ups are locked before the first change, in one order: whoever waits for the audit trail's lock then
    holds every row it needs.
    """
    rows = tuple(dict.fromkeys(rows))
    readable = readable_updates(by).filter(pk__in=[row.update_id for row in rows])
    found = {update.pk: update for update in Update.objects.with_source().filter(pk__in=readable.values("pk"))}
    lock_follow_ups(update.follow_up for update in found.values())
    with approval_mail.together():
        return _each([(found.get(row.update_id), row.version) for row in rows], act)


def _each(rows: list[tuple[Update | None, int]], act: Callable[[Update, int], Update]) -> Outcome:
    done, refused = [], []
    for update, version in sorted(rows, key=lambda row: _place(row[0])):
        if update is None:
            refused.append(Refusal("", TooLate(GONE)))
            continue
        try:
            with transaction.atomic():
                done.append(act(update, version))
        except Refused as error:
            refused.append(Refusal(update.follow_up.recommendation.reference, error))
    return Outcome(tuple(done), tuple(refused))


def _place(update: Update | None) -> str:
    return update.follow_up.recommendation.reference if update else ""

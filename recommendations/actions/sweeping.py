"""Taking away what has served its time: what nobody reads any more and no answer rests on.

It leaves no audit event: nothing of it is anybody's answer, and what drafts said stands in the trail. Each step takes
some hundred rows in a transaction of its own, so that nobody waits for it.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from recommendations.actions.previews import FOLDER
from recommendations.actions.sheets import unused_letters
from recommendations.actions.tokens import LONGEST_OPEN
from recommendations.choices import JobState
from recommendations.models import (
    EvidenceVersion,
    FilledSheet,
    FollowUp,
    FormToken,
    Job,
    KeptText,
    OutboxMail,
    Receipt,
    Reply,
    Review,
    SignatureRow,
    UpdateVersion,
)
from recommendations.models.outbox import TRIES
from recommendations.models.reply import FOLDER as LETTERS

# Drafts are kept so long for whoever finds that somebody else saved (DESIGN section 6, point 2).
DRAFTS_KEPT = datetime.timedelta(days=30)
SHEETS_KEPT = datetime.timedelta(days=30)
PICTURES_KEPT = datetime.timedelta(days=30)
LETTERS_KEPT = datetime.timedelta(days=30)
MADE_KEPT = datetime.timedelta(days=7)
MAIL_KEPT = datetime.timedelta(days=90)
# What stands in a mail whose text was taken away.
TAKEN = "–"
AT_ONCE = 500


@dataclass(frozen=True)
class Sweep:
    """One kind of what is taken away: `find` counts, `clear` takes it away and says how many went."""

    name: str
    find: Callable[[], int]
    clear: Callable[[], int]


def stale_texts() -> QuerySet[KeptText]:
    return KeptText.objects.stale()


def stale_tokens() -> QuerySet[FormToken]:
    """Those of forms that are no longer good: the same post would be refused."""
    return FormToken.objects.filter(created_at__lt=timezone.now() - LONGEST_OPEN)


def stale_drafts() -> QuerySet[UpdateVersion]:
    """Versions that were never sent and nothing points to; each update keeps its latest."""
    pointed_at = (
        SignatureRow.objects.filter(version=OuterRef("pk")),
        Receipt.versions.through.objects.filter(updateversion=OuterRef("pk")),
        Review.objects.filter(version=OuterRef("pk")),
        FollowUp.objects.filter(current_version=OuterRef("pk")),
    )
    found = UpdateVersion.objects.filter(
        frozen_at__isnull=True, number__lt=F("update__version"), saved_at__lt=timezone.now() - DRAFTS_KEPT
    )
    return found.exclude(Q(*(Exists(each) for each in pointed_at), _connector=Q.OR))


def stale_sheets() -> QuerySet[FilledSheet]:
    """Filled files that were applied or left so long ago; their rows are in the answers, or in nobody's."""
    before = timezone.now() - SHEETS_KEPT
    busy = Job.objects.filter(filled_sheet=OuterRef("pk"), state__in=(JobState.WAITING, JobState.RUNNING))
    late = Q(applied_at__lt=before) | Q(applied_at__isnull=True, uploaded_at__lt=before)
    return FilledSheet.objects.filter(late).exclude(Exists(busy))


def stale_mail() -> QuerySet[OutboxMail]:
    """What was sent or given up so long ago: it may hold a covering note, or a link that was meant for one person."""
    before = timezone.now() - MAIL_KEPT
    given_up = Q(sent_at__isnull=True, attempts__gte=len(TRIES), created_at__lt=before)
    return OutboxMail.objects.filter(Q(sent_at__lt=before) | given_up).exclude(body=TAKEN)


def stale_files() -> QuerySet[Job]:
    """Reports that were made and, one hopes, fetched."""
    return Job.objects.exclude(file="").filter(ended_at__lt=timezone.now() - MADE_KEPT)


def stale_letters() -> Iterator[str]:
    """Letters that neither an answer nor a filled file names: another one took their place, or nothing was entered.

    The trail keeps who wrote it, its date and its SHA-256.
    """
    named = set(Reply.objects.exclude(file="").values_list("file", flat=True))
    waiting = FilledSheet.objects.exclude(content__letter__isnull=True)
    named.update(waiting.values_list("content__letter__file", flat=True))
    before = timezone.now() - LETTERS_KEPT
    for path in _in_store(LETTERS):
        if path not in named and default_storage.get_modified_time(path) < before:
            yield path


def _in_store(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]


def stale_pictures() -> Iterator[str]:
    """First pages that were drawn long ago (they are drawn again), or of evidence that nobody opens any more."""
    standing = EvidenceVersion.objects.filter(evidence__withdrawn_at__isnull=True).values_list("key", flat=True)
    wanted = {f"{FOLDER}/{key.hex}.png" for key in standing.iterator()}
    before = timezone.now() - PICTURES_KEPT
    for path in _in_store(FOLDER):
        if path not in wanted or default_storage.get_modified_time(path) < before:
            yield path


# --- How each goes ------------------------------------------------------------------------------------------------


def _rows(found: Callable[[], QuerySet[Any]], before_that: Callable[[QuerySet[Any]], list[str]] | None = None) -> int:
    """Delete what `found` finds, some hundred at a time; `before_that` names the files that go with them."""
    count = 0
    while keys := list(found().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            rows = found().filter(pk__in=keys)
            files = before_that(rows) if before_that else []
            gone = rows.count()
            rows.delete()
        _delete(files)
        count += gone
        if not gone:
            break
    return count


def _clear_mail() -> int:
    """The row stays: by its key nobody is told of the same event again."""
    count = 0
    while keys := list(stale_mail().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        count += OutboxMail.objects.filter(pk__in=keys).update(subject=TAKEN, body=TAKEN)
    return count


def _clear_files() -> int:
    """The row stays, to say that it was made."""
    names = dict(stale_files().values_list("pk", "file"))
    Job.objects.filter(pk__in=names).update(file="")
    _delete(names.values())
    return len(names)


def _delete(names: Iterable[str]) -> int:
    count = 0
    for name in names:
        default_storage.delete(name)
        count += 1
    return count


SWEEPS = (
    Sweep("Texts kept for a day", lambda: stale_texts().count(), lambda: _rows(stale_texts)),
    Sweep("Marks of forms that were posted", lambda: stale_tokens().count(), lambda: _rows(stale_tokens)),
    Sweep("Old versions of drafts", lambda: stale_drafts().count(), lambda: _rows(stale_drafts)),
    Sweep("Filled Excel files", lambda: stale_sheets().count(), lambda: _rows(stale_sheets, unused_letters)),
    Sweep("Letters of no answer", lambda: len(list(stale_letters())), lambda: _delete(list(stale_letters()))),
    Sweep("Texts of old mails", lambda: stale_mail().count(), _clear_mail),
    Sweep("Files of reports that were made", lambda: stale_files().count(), _clear_files),
    Sweep("Pictures of first pages", lambda: len(list(stale_pictures())), lambda: _delete(list(stale_pictures()))),
)

"""Long work in a process of its own: begun, alive, cancelled, lost, begun again."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from recommendations.actions import audit, leftovers
from recommendations.actions.locking import locked
from recommendations.choices import ImportState, JobKind, JobState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import DocumentImport, FilledSheet, Job, User
from recommendations.permissions import can
from recommendations.roles import Permission
from recommendations.text import gettext_noop

STOPPED = gettext_noop("The work stopped before its end. Start it again.")
NOT_AGAIN = gettext_noop("This work cannot be started again.")
AGAIN_ALREADY = gettext_noop("This work has been started again already.")
EVERY = 2.0  # seconds between two signs of life


class Gone(Exception):
    """The job is no longer this process's: it was cancelled, or begun again by another."""


# --- What a person does -----------------------------------------------------------------------------------


def begin(*, document_import: DocumentImport, by: User | None) -> Job:
    """A job that reads the import; its process starts when the transaction is through. For an action that records."""
    return _start(Job(kind=JobKind.READ, document_import=document_import, created_by=by))


def begin_sheet(*, sheet: FilledSheet, wanted: Mapping[str, Any], by: User) -> Job:
    """The same that saves what a person confirmed of a filled file: `wanted`, as `actions.sheet_saving` reads it."""
    return _start(Job(kind=JobKind.SHEET, filled_sheet=sheet, wanted=dict(wanted), created_by=by))


def begin_report(*, wanted: Mapping[str, Any], by: User) -> Job:
    """The same that makes a report as a file: `wanted`, as `actions.report_files` reads it."""
    return _start(Job(kind=JobKind.REPORT, wanted=dict(wanted), created_by=by))


def under_way(kind: JobKind, *, by: User) -> Job | None:
    """The person's last work of this kind that waits or runs; what was lost does neither."""
    begun = Job.objects.filter(kind=kind, created_by=by, state__in=(JobState.WAITING, JobState.RUNNING))
    return next((job for job in begun.order_by("-pk") if not job.is_lost), None)


def _start(job: Job) -> Job:
    job.save()
    transaction.on_commit(lambda: start_process(job), robust=True)  # not begun is lost: it may be started again
    return job


def may_handle(user: User, job: Job) -> bool:
    """Whether `user` looks after this job: documents are the secretariat's, anything else is whose it is."""
    return can(user, Permission.MANAGE_SITE) if job.kind == JobKind.READ else job.created_by_id == user.pk


@transaction.atomic
def cancel(*, job: Job, by: User) -> Job:
    """Ask a running job to stop; one that no process holds is cancelled here. Errors: NotAllowed, TooLate."""
    job = _locked(job, by)
    if job.is_over:
        raise TooLate(gettext_noop("This work has ended already."))
    job.cancel_asked_at = timezone.now()
    if job.state == JobState.WAITING or job.is_lost:
        job.state, job.ended_at = JobState.CANCELLED, timezone.now()
        _discard(job, by)
    job.save()
    audit.record("job.cancel", job, by=by, after={"state": job.state})
    return job


@transaction.atomic
def start_again(*, job: Job, by: User) -> Job:
    """A new job in place of one that was lost or stopped. Errors: NotAllowed, TooLate (it runs, or is done)."""
    job = _locked(job, by)
    if not job.may_start_again:
        raise TooLate(NOT_AGAIN)
    _hold_target(job)
    others = _of_the_same(job).exclude(pk=job.pk)
    if others.filter(created_at__gte=job.created_at, pk__gt=job.pk).exists():
        raise TooLate(AGAIN_ALREADY)
    if not job.is_over:
        job.state, job.ended_at, job.message = JobState.FAILED, timezone.now(), [STOPPED, {}]
        job.save()
    new = _start(
        Job(
            kind=job.kind, document_import=job.document_import, filled_sheet=job.filled_sheet, wanted=job.wanted,
            created_by=by,
        )
    )  # fmt: skip
    audit.record("job.start_again", new, by=by, before={"job": str(job.key)})
    return new


def _of_the_same(job: Job) -> QuerySet[Job]:
    """Every attempt at this work."""
    if job.kind == JobKind.REPORT:
        return Job.objects.filter(kind=job.kind, created_by=job.created_by, wanted=job.wanted)
    return Job.objects.filter(document_import=job.document_import, filled_sheet=job.filled_sheet)


def _hold_target(job: Job) -> None:
    """Lock what the job works on, so that it is begun again once. Raises TooLate where that is done with."""
    if job.document_import_id:
        imports = locked(DocumentImport.objects)
        if imports.get(pk=job.document_import_id).state != ImportState.READING:
            raise TooLate(NOT_AGAIN)
    elif job.filled_sheet_id and (
        locked(FilledSheet.objects).only("result").get(pk=job.filled_sheet_id).result is not None
    ):
        raise TooLate(NOT_AGAIN)


def _locked(job: Job, by: User) -> Job:
    if not may_handle(by, job):
        raise NotAllowed(gettext_noop("Only whoever looks after this work starts it again or stops it."))
    return locked(Job.objects).get(pk=job.pk)


def _discard(job: Job, by: User | None) -> None:
    if job.document_import:
        leftovers.throw_away(job.document_import, state=ImportState.DISCARDED, by=by)


# --- What its process does -----------------------------------------------------------------------------------


def start_process(job: Job) -> None:
    """A detached process for the job; it outlives the one that serves pages. A thread waits for its end."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_job", str(job.key)]
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=os.environ.copy(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    threading.Thread(target=process.wait, daemon=True).start()


def claim(key: UUID) -> Job:
    """The job, for this process alone. Raises Refused where it is not waiting."""
    now = timezone.now()
    waiting = Job.objects.filter(key=key, state=JobState.WAITING)
    if not waiting.update(state=JobState.RUNNING, started_at=now, alive_at=now):
        raise Refused(gettext_noop("There is no waiting job %(key)s."), key=key)
    return Job.objects.select_related("document_import", "filled_sheet__party", "created_by").get(key=key)


@contextlib.contextmanager
def to_its_end(job: Job, refused: Callable[[Refused], object] | None = None) -> Iterator[None]:
    """A claimed job is done within: it ends, whatever comes of it. `refused`: what is done with a refusal; else it is
    kept, for the job's page to tell."""
    try:
        yield
    except Gone:
        stop(job=job)
    except Refused as refusal:
        if refused:
            refused(refusal)
        else:
            params = {name: str(said) for name, said in refusal.params.items()}
            end(job, JobState.FAILED, [refusal.sentence, params])
    except BaseException:
        fail(job)
        raise


class Watch:
    """Says every few seconds that the job is alive, and how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.step, self.percent = "", 0
        self.said_at = 0.0

    def on_step(self, step: str, percent: int) -> None:
        new = step != self.step
        self.step, self.percent = step, max(percent, self.percent)
        self.on_beat(at_once=new)

    def on_beat(self, *, at_once: bool = False) -> None:
        if at_once or monotonic() - self.said_at > EVERY:
            self.said_at = monotonic()
            with contextlib.suppress(OperationalError):  # somebody else writes long: the next sign of life will do
                beat(self.job, self.step, self.percent)


def hold(job: Job) -> Job:
    """The job, locked, for a step of its work. Raises Gone where it was cancelled or is another process's."""
    running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    held = locked(running).defer("wanted").first()  # long, and asked for at each step
    if held is None or held.cancel_asked_at:
        raise Gone
    return held


def beat(job: Job, step: str, percent: int) -> None:
    """Tell that the job is alive, and where it stands. Raises Gone where it was cancelled or is another's."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    if not mine.update(alive_at=timezone.now(), step=step, percent=percent):
        raise Gone
    if mine.filter(cancel_asked_at__isnull=False).exists():
        raise Gone


@transaction.atomic
def stop(*, job: Job) -> None:
    """End a job that was asked to; nothing is done where somebody began it again."""
    held = locked(Job.objects).filter(pk=job.pk, state=JobState.RUNNING).first()
    if held and held.cancel_asked_at:
        end(held, JobState.CANCELLED)
        _discard(held, None)


def end(job: Job, state: str, message: list[object] | None = None) -> None:
    """For an action that holds the job."""
    job.state, job.message, job.ended_at = state, message, timezone.now()
    if state == JobState.DONE:
        job.percent = 100
    job.save(update_fields=["state", "message", "ended_at", "percent"])


def fail(job: Job) -> None:
    """The process met an error of its own: the job stopped, and may be started again."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    mine.update(state=JobState.FAILED, message=[STOPPED, {}], ended_at=timezone.now())

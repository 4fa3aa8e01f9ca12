"""Long reports as files: asked for, made by a process of their own, kept a week for who asked (actions.sweeping)."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import translation

from recommendations.actions import audit, files, jobs
from recommendations.actions.locking import locked
from recommendations.choices import JobKind, JobState
from recommendations.errors import Refused
from recommendations.models import Job, User
from recommendations.permissions import holdings
from recommendations.text import gettext_noop

# The waiting page of a report with more rows than this would time out.
MOST_AT_ONCE = 20_000
# Percent of the whole: until the rows are read.
READ = 60
ONE_AT_A_TIME = gettext_noop(
    "Another report is being made for you. Wait until it is made, or cancel it, and ask again."
)


@dataclass(frozen=True)
class Made:
    content: bytes
    name: str


# From the person, the report's address, the format, and what tells how far it is.
Maker = Callable[[User, str, str, Callable[[int], None]], Made]


@transaction.atomic
def ask(*, fmt: str, query: str, by: User) -> Job:
    """A job that makes the progress report of this address as a file for `by`; or the one that is at it by now.

    One at a time for each person: it takes much of the machine. Error: Refused (another one is being made).
    """
    list(locked(User.objects).filter(pk=by.pk))
    wanted = {"fmt": fmt, "query": query, "roles": reach(by), "language": translation.get_language() or "en"}
    if begun := jobs.under_way(JobKind.REPORT, by=by):
        if begun.wanted == wanted:
            return begun
        raise Refused(ONE_AT_A_TIME)
    job = jobs.begin_report(wanted=wanted, by=by)
    audit.record("report.ask", job, by=by, after={"format": fmt, "query": query})
    return job


def reach(user: User) -> list[str]:
    """The roles by which the report was made: who has others now reads it no more, but makes it again."""
    return sorted(f"{held.role} {held.party_id} {held.organization_id}" for held in holdings(user))


def run(job: Job, make: Maker) -> None:
    """Do a claimed job to its end, whatever the end is."""
    with jobs.to_its_end(job):
        with _alive(job) as tell:
            made = _made(job, make, tell)
        keep(job, made)


def _made(job: Job, make: Maker, tell: Callable[[int], None]) -> Made:
    if job.created_by is None or job.wanted is None:
        raise jobs.Gone
    with translation.override(job.wanted["language"]):
        return make(job.created_by, job.wanted["query"], job.wanted["fmt"], tell)


@files.unless_it_fails()
@transaction.atomic
def keep(job: Job, made: Made) -> None:
    held = jobs.hold(job)
    held.file.save(made.name, ContentFile(made.content), save=False)
    files.stored(held.file)
    held.wanted = {**(held.wanted or {}), "name": made.name}
    held.save(update_fields=["file", "wanted"])
    jobs.end(held, JobState.DONE)


@contextlib.contextmanager
def _alive(job: Job) -> Iterator[Callable[[int], None]]:
    """Tells every few seconds that the job is alive, from beside: the work itself has no steps."""
    over, watch = threading.Event(), jobs.Watch(job)
    watch.percent = 1

    def beat() -> None:
        with contextlib.suppress(jobs.Gone), contextlib.closing(connection):
            while not over.wait(jobs.EVERY):
                watch.on_beat(at_once=True)

    def tell(percent: int) -> None:
        watch.percent = percent

    beside = threading.Thread(target=beat, daemon=True)
    beside.start()
    try:
        yield tell
    finally:
        over.set()
        beside.join()

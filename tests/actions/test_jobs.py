import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from recommendations.actions import imports, jobs, reading
from recommendations.choices import ImportState, JobState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Extract, Job
from tests import cast
from tests.factories import JobFactory

pytestmark = pytest.mark.django_db
TEXT = b"Recommendations of the 13th AFML\n\n1. Ensure legal aid for all.\n2. Establish a help desk.\n"


@pytest.fixture
def job(secretariat):
    found = imports.receive(data=TEXT, file_name="A.txt", language="en", revisions="final", by=secretariat)
    return found.jobs.get()


def silent(job, seconds=31):
    """The job, last alive so long ago."""
    then = timezone.now() - datetime.timedelta(seconds=seconds)
    Job.objects.filter(pk=job.pk).update(alive_at=then, created_at=then)
    job.refresh_from_db()
    return job


def refreshed(row):
    return type(row).objects.get(pk=row.pk)


# --- Running -----------------------------------------------------------------------------------------------


def test_a_job_is_claimed_once(job):
    assert jobs.claim(job.key).state == JobState.RUNNING
    with pytest.raises(Refused):
        jobs.claim(job.key)


def test_the_command_does_the_job(job):
    call_command("run_job", str(job.key))
    assert (refreshed(job).state, Extract.objects.count()) == (JobState.DONE, 2)


def test_the_command_refuses_a_job_that_does_not_wait(job, capsys):
    call_command("run_job", str(job.key))
    with pytest.raises(SystemExit) as end:
        call_command("run_job", str(job.key))
    assert end.value.code == 1
    assert Extract.objects.count() == 2


def test_a_sign_of_life_tells_step_and_percent(job):
    mine = jobs.claim(job.key)
    silent(mine)
    jobs.beat(mine, "reading", 12)
    now = refreshed(mine)
    assert (now.step, now.percent, now.is_lost) == ("reading", 12, False)


def test_an_error_of_our_own_stops_the_job_and_it_may_be_started_again(job, secretariat, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    mine = jobs.claim(job.key)
    monkeypatch.setattr(reading, "store_findings", fails)
    with pytest.raises(RuntimeError):
        reading.run(mine)
    mine.refresh_from_db()
    assert (mine.state, mine.message, mine.document_import.state) == (JobState.FAILED, [jobs.STOPPED, {}], "reading")
    monkeypatch.undo()
    reading.run(jobs.claim(jobs.start_again(job=mine, by=secretariat).key))
    assert Extract.objects.count() == 2


# --- Cancelling --------------------------------------------------------------------------------------------


def test_a_waiting_job_is_cancelled_at_once(job, secretariat):
    cancelled = jobs.cancel(job=job, by=secretariat)
    assert (cancelled.state, refreshed(job.document_import).state) == (JobState.CANCELLED, ImportState.DISCARDED)
    assert AuditEvent.objects.order_by("sequence").last().action == "job.cancel"
    with pytest.raises(Refused):
        jobs.claim(job.key)


def test_a_running_job_is_asked_to_stop_and_does(job, secretariat):
    mine = jobs.claim(job.key)
    assert jobs.cancel(job=job, by=secretariat).state == JobState.RUNNING
    reading.run(mine)
    assert (refreshed(job).state, refreshed(job.document_import).state) == (
        JobState.CANCELLED, ImportState.DISCARDED,
    )  # fmt: skip
    assert not Extract.objects.exists()


def test_a_job_asked_to_stop_while_it_stores_stores_nothing(job, secretariat, monkeypatch):
    mine = jobs.claim(job.key)
    pages = reading._pages

    def asked(*args):
        jobs.cancel(job=job, by=secretariat)
        return pages(*args)

    monkeypatch.setattr(reading, "_pages", asked)
    reading.run(mine)
    assert (refreshed(job).state, Extract.objects.count()) == (JobState.CANCELLED, 0)


def test_a_lost_job_is_cancelled_at_once(job, secretariat):
    assert jobs.cancel(job=silent(jobs.claim(job.key)), by=secretariat).state == JobState.CANCELLED


def test_what_is_over_is_not_cancelled(job, secretariat):
    reading.run(jobs.claim(job.key))
    with pytest.raises(TooLate):
        jobs.cancel(job=job, by=secretariat)


# --- Lost and started again --------------------------------------------------------------------------------


def test_a_silent_job_is_lost_and_started_again(job, secretariat):
    lost = silent(jobs.claim(job.key))
    assert lost.is_lost
    new = jobs.start_again(job=lost, by=secretariat)
    assert (refreshed(lost).state, refreshed(lost).message, new.state) == (
        JobState.FAILED, [jobs.STOPPED, {}], JobState.WAITING,
    )  # fmt: skip
    assert new.document_import == lost.document_import
    reading.run(jobs.claim(new.key))
    assert Extract.objects.count() == 2


def test_a_process_that_was_thought_lost_stores_nothing(job, secretariat):
    lost = silent(jobs.claim(job.key))
    new = jobs.start_again(job=lost, by=secretariat)
    reading.run(lost)
    assert (refreshed(lost).state, refreshed(lost.document_import).state) == (JobState.FAILED, ImportState.READING)
    reading.run(jobs.claim(new.key))
    assert Extract.objects.count() == 2


def test_a_job_is_started_again_once(job, secretariat):
    lost = silent(jobs.claim(job.key))
    jobs.start_again(job=lost, by=secretariat)
    with pytest.raises(TooLate):
        jobs.start_again(job=lost, by=secretariat)
    assert Job.objects.count() == 2


def test_a_living_job_is_not_started_again(job, secretariat):
    for each in (job, jobs.claim(job.key)):
        with pytest.raises(TooLate):
            jobs.start_again(job=each, by=secretariat)


def test_a_file_that_was_refused_is_not_read_again(secretariat):
    found = imports.receive(data=b"\x7fELF\0", file_name="A", language="en", revisions="final", by=secretariat)
    job = found.jobs.get()
    reading.run(jobs.claim(job.key))
    with pytest.raises(TooLate):
        jobs.start_again(job=job, by=secretariat)


@pytest.mark.parametrize("do", [jobs.cancel, jobs.start_again])
@pytest.mark.parametrize("role", ["coordinator", "reviewer", "stranger"])
def test_jobs_are_the_secretariats(do, role):
    with pytest.raises(NotAllowed):
        do(job=JobFactory(), by=cast.person(role, cast.lao() if role == "coordinator" else None))

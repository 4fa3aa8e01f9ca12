"""Jobs in processes of their own: begun by the site, killed, cancelled, run twice."""

import os
import signal
import subprocess
import sys
import time

import pytest

from recommendations.actions import imports, jobs
from recommendations.choices import ImportState, JobState
from recommendations.models import Extract, Job
from tests import cast
from tests.actions.test_jobs import refreshed, silent
from tests.watch import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
# Seconds of work.
LONG = "".join(f"- Ensure that the rights of migrant workers are protected in case {n}.\n\n" for n in range(8_999))
SHORT = "Recommendations of the 13th AFML\n\n1. Ensure legal aid for all.\n2. Establish a help desk.\n"


@pytest.fixture
def secretariat(own_processes):
    return cast.person("secretariat")


def receive(text, by):
    data = f"Recommendations of the 13th AFML\n\n{text}".encode()
    return imports.receive(data=data, file_name="A.txt", language="en", revisions="final", by=by).jobs.get()


def wait(job, *states, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (now := refreshed(job)).state in states:
            return now
        time.sleep(0.05)
    raise AssertionError(refreshed(job).state)


def processes(job):
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if f"run_job {job.key}" in line]


def family():
    """Each process that is no zombie, with its parent."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    return [(int(pid), int(parent)) for pid, parent, state in map(str.split, listed.splitlines()) if state[0] != "Z"]


def with_its_readers(job, seconds=30):
    """The job's processes, and the readers that they have begun: waits for the first of these."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        running = processes(job)
        if readers := [pid for pid, parent in family() if parent in running]:
            return running, readers
    raise AssertionError(refreshed(job).state)


def gone(pids, seconds=30):
    """Waits for the end of these processes, shorter than a reading may take."""
    end = time.monotonic() + seconds
    while set(pids) & {pid for pid, _parent in family()}:
        assert time.monotonic() < end, pids
        time.sleep(0.05)


def test_a_received_file_is_read_by_a_process_of_its_own(secretariat):
    job = wait(receive(SHORT, secretariat), JobState.DONE)
    assert (job.percent, job.document_import.state, Extract.objects.count()) == (100, ImportState.REVIEW, 2)


def test_a_killed_job_is_lost_and_comes_out_whole_when_started_again(secretariat):
    job = receive(LONG, secretariat)
    wait(job, JobState.RUNNING)
    killed, readers = with_its_readers(job)
    for process in killed:
        os.kill(process, signal.SIGKILL)
    gone(killed)  # one that waits for the disk dies later
    gone(readers)  # one that still loaded its libraries looks for its parent after that
    time.sleep(1)  # a statement that was on its way to PostgreSQL is still done
    assert refreshed(job).state == JobState.RUNNING
    assert Extract.objects.count() == 0
    new = jobs.start_again(job=silent(job), by=secretariat)
    wait(new, JobState.DONE)
    assert Extract.objects.count() == 8_999


def test_a_running_job_is_cancelled(secretariat):
    job = receive(LONG, secretariat)
    wait(job, JobState.RUNNING)
    jobs.cancel(job=job, by=secretariat)
    wait(job, JobState.CANCELLED)
    assert refreshed(job.document_import).state == ImportState.DISCARDED


def test_two_processes_never_run_the_same_job(secretariat, monkeypatch):
    monkeypatch.setattr(jobs, "start_process", lambda job: None)
    job = receive(SHORT, secretariat)
    command = [sys.executable, "manage.py", "run_job", str(job.key)]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _each in range(2)]
    said = [process.communicate(timeout=90)[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert sorted(map(bool, said)) == [False, True]
    assert (Job.objects.get().state, Extract.objects.count()) == (JobState.DONE, 2)

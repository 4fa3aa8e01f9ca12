"""A long file that is saved by a process of its own, killed in the middle: what is saved is whole, and saved once."""

import os
import signal
import time
from io import StringIO

import pytest
from django.core.management import call_command

from recommendations.actions import jobs, sheet_saving, sheets, updates
from recommendations.actions.typed import Answer
from recommendations.choices import JobState
from recommendations.models import FilledSheet, Update, UpdateVersion, User, VersionActivity
from recommendations.queries.sheet_changes import compare
from tests.actions.test_jobs import refreshed, silent
from tests.actions.test_sheets import line, received
from tests.desk import Desk
from tests.faults.test_jobs import family, processes, wait
from tests.faults.test_races import at_once, check_trail, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(own_processes):
    return Desk()


def begun(desk, number):
    rows = [desk.follow_up, *(desk.another() for _ in range(number - 1))]
    lines = [line(desk, row, status="In progress", challenges="Money.") for row in rows]
    lines += [line(desk, row, table="activities", activity=f"A law for {row.pk}.") for row in rows]
    sheet = received(desk, *lines)
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    wanted = sheet_saving.Wanted.of(difference, {}, send=True)
    return sheets.claim_for_job(
        sheet=sheet, difference=difference, seen=difference.fingerprint, wanted=wanted.told, by=desk["reporter"]
    )


def killed_after(job, number):
    """Kills the job's process with -9 as soon as so many rows are there; how many there are then."""
    end = time.monotonic() + 60
    while UpdateVersion.objects.count() < number:
        assert time.monotonic() < end, refreshed(job).state
        time.sleep(0.01)
    killed = processes(job)
    for process in killed:
        os.kill(process, signal.SIGKILL)
    while set(killed) & {pid for pid, _parent in family()}:
        time.sleep(0.02)
    time.sleep(0.3)  # a statement that was on its way to PostgreSQL is still done
    return UpdateVersion.objects.count()


def test_a_saving_that_was_killed_goes_on_and_saves_each_row_once(desk, scale):
    number = scale(40, 400)
    job = begun(desk, number)
    done = 0
    for kill in range(scale(2, 20)):
        reached = killed_after(job, done + 3)
        assert done < reached < number, f"kill {kill}: too late to tell"
        done = reached
        # Whole or not there: what was saved has its activity.
        assert VersionActivity.objects.count() == done
        assert FilledSheet.objects.get().result is None
        job = jobs.start_again(job=silent(job), by=desk["reporter"])
    wait(job, JobState.DONE)
    told = FilledSheet.objects.get().result
    assert (told["saved"], told["sent"], told["refused"], told["not_sent"]) == (number, number, [], [])
    assert set(Update.objects.values_list("state", "version")) == {("submitted", 1)}
    assert (UpdateVersion.objects.count(), VersionActivity.objects.count()) == (number, number)
    check_trail()
    call_command("verify", stdout=StringIO())


def test_a_file_saved_together_and_those_who_write_meanwhile_share_the_rows(desk, monkeypatch):
    monkeypatch.setattr(sheet_saving, "IN_STEPS", 1)
    rows = [desk.follow_up, *(desk.another() for _ in range(4))]
    sheet = received(desk, *(line(desk, row, challenges="Money.") for row in rows))
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    user = User.objects.get(pk=desk["reporter"].pk)

    def write():  # the last first: against the order in which the file is saved
        writer = User.objects.get(pk=desk["coordinator"].pk)
        return [kinds(at_once(saver_of(row, writer))) for row in reversed(rows)]

    both = at_once(
        lambda: sheet_saving.apply(sheet=sheet, difference=difference, chosen={}, send=False, by=user), write
    )
    told, wrote = (each.value for each in both)
    assert told["saved"] + len(told["refused"]) == len(rows) == UpdateVersion.objects.count()
    assert [came for (came,) in wrote].count("done") == len(told["refused"])
    check_trail()


def saver_of(follow_up, user):
    return lambda: updates.save(follow_up=follow_up, answer=Answer(challenges="Mine."), opened_version=0, by=user)


def test_a_running_saving_is_cancelled(desk):
    job = begun(desk, 120)
    while not UpdateVersion.objects.exists():
        time.sleep(0.01)
    jobs.cancel(job=job, by=desk["reporter"])
    wait(job, JobState.CANCELLED)
    assert 0 < UpdateVersion.objects.count() < 120
    assert FilledSheet.objects.get().result is None

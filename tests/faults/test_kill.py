"""A process killed in the middle of its work: what it said was saved is there, and nothing half of it."""

import contextlib
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from recommendations.models import Update, UpdateVersion
from tests.desk import Desk
from tests.faults.test_races import check_trail

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parent.parent.parent


def same_database():
    """The environment in which another process finds this test's database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return {**os.environ, "DATABASE_URL": url}


def killed_after(lines, *arguments):
    """The versions that a saving process said were safe before it was killed with -9, in mid-save."""
    command = [sys.executable, "-m", "tests.faults.saving", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, env=same_database(), stdout=subprocess.PIPE, text=True) as process:
        said = [int(process.stdout.readline()) for _ in range(lines)]
        process.kill()
        said += [int(line) for line in process.stdout.read().splitlines()]
    assert process.returncode == -9
    return said


def test_no_acknowledged_save_is_lost_to_a_kill(scale):
    desk = Desk()
    said = []
    for lines in range(3, 3 + scale(3, 30)):
        said += killed_after(lines, desk.follow_up.pk, desk["reporter"].pk)
    kept = dict(UpdateVersion.objects.values_list("number", "challenges"))
    assert [number for number in said if number not in kept] == []
    # What was cut off is whole or not there: no number is missing, and each head and activity is there.
    assert kept == {number: f"Made from {number - 1}." for number in range(1, len(kept) + 1)}
    assert Update.objects.get().version == len(kept)
    texts = UpdateVersion.objects.order_by("number").values_list("activities__text", flat=True)
    assert list(texts) == list(kept.values())
    check_trail()
    found = StringIO()
    with contextlib.suppress(CommandError):
        call_command("verify", stdout=found)
    assert found.getvalue().startswith("Everything holds: ")

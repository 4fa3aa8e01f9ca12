"""Spoiled files over every reader: read or refused, never a crash, a hang or a traceback."""

import collections
import subprocess
import sys

import pytest

from recommendations.errors import Refused
from recommendations.reading import Limits, process, read
from tests.reading import fuzz
from tests.watch import ROOT

LONGEST = 20  # seconds for one small file, on a machine that does much else
BATCH = 500


def test_spoiled_files_are_read_or_refused():
    """500 here, in this process."""
    outcomes = collections.Counter(fuzz.outcome(fuzz.spoiled(number)[1]) for number in range(500))
    assert outcomes["read"] > 100
    assert outcomes["refused"] > 50


@pytest.mark.parametrize("number", range(10))
def test_spoiled_files_through_the_child(number):
    faults = []
    try:
        read(fuzz.spoiled(number)[1], language="xx", limits=Limits(pictures=1))
    except process.Broken as fault:
        faults.append(fault.detail)
    except Refused:
        pass
    assert faults == []


@pytest.mark.slow
def test_twenty_thousand_spoiled_files(scale):
    """Only with --full: in processes of their own, so that an end or a stop shows which file it was."""
    for first in range(0, scale(0, 20_000), BATCH):
        command = [sys.executable, "-m", "tests.reading.fuzz", str(first), str(first + BATCH)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1_800, check=False)
        lines = [line.split() for line in ran.stdout.splitlines()]
        assert (ran.returncode, len(lines)) == (0, BATCH), (lines[-1:], ran.stderr[-2000:])
        assert [line for line in lines if float(line[3]) > LONGEST] == []

"""Spoiled PDFs: read or refused, in good time, never anything else. The full run does it in processes it watches."""

import random
import subprocess
import sys
import time

import pytest

from tests.parsing.blocks import blocks
from tests.parsing.docx.damage import turned
from tests.parsing.outcome import outcome
from tests.parsing.pdf.raw import column, raw
from tests.parsing.pdf.test_tables import NAMES as COLUMNS
from tests.parsing.pdf.test_tables import rows, table
from tests.parsing.shapes import NAMES
from tests.parsing.variants_pdf import on_its_side, typeset

LONGEST = 20  # seconds for one small file, on a machine that does much else
BATCH = 500
WATCHED = """
import sys
from tests.parsing.pdf.test_fuzz import spoiled, outcome
for seed in range(int(sys.argv[1]), int(sys.argv[2])):
    print(seed, outcome(spoiled(seed)), flush=True)
"""


def sound() -> list[bytes]:
    """Packed and plain files: in a packed one a turned byte spoils a whole page, in a plain one a single word."""
    first = typeset(blocks(NAMES[3]))
    plain = [block.printed for block in blocks(NAMES[1])]
    return [
        first,
        typeset(blocks(NAMES[0]), columns=2, header="Forum", footer="#"),
        on_its_side(first, 90),
        table(COLUMNS, rows()[:8], columns="(auto, 1fr, 100pt, 60pt)"),
        raw([column([text[:90] for text in plain[:40]]), column([text[:90] for text in plain[40:]])]),
        raw([column(plain[:5]), []], extra="10 10 m 500 10 l S\n"),
    ]


SOUND: list[bytes] = []


def spoiled(seed: int) -> bytes:
    SOUND[:] = SOUND or sound()
    return turned(SOUND[seed % len(SOUND)], random.Random(seed))


def test_spoiled_pdf_is_read_or_refused(scale):
    count = scale(200, 200)
    outcomes = []
    for seed in range(count):
        began = time.monotonic()
        outcomes.append(outcome(spoiled(seed)))
        assert time.monotonic() - began < LONGEST, seed
    assert outcomes.count("read") > count // 4
    assert outcomes.count("refused") > count // 50


@pytest.mark.slow
def test_no_spoiled_pdf_ends_or_stops_its_process(scale):
    count = scale(0, 14_000)
    for begin in range(0, count, BATCH):
        command = [sys.executable, "-c", WATCHED, str(begin), str(min(begin + BATCH, count))]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST * BATCH / 10, check=False)
        done = ran.stdout.splitlines()
        assert (ran.returncode, len(done)) == (0, min(BATCH, count - begin)), (done[-1:], ran.stderr[-2000:])

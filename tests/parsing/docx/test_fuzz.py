"""Spoiled files: read or refused, in good time, never anything else."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.errors import Refused
from recommendations.parsing import find, read
from tests.parsing.blocks import blocks
from tests.parsing.docx.damage import damaged
from tests.parsing.docx.lists import all_habits
from tests.parsing.docx.make import p, row, table, word
from tests.parsing.outcome import outcome
from tests.parsing.shapes import NAMES
from tests.parsing.variants import as_docx_numbered, as_docx_table, as_docx_tracked

LONGEST = 20  # seconds for one small file, on a machine that does much else


@pytest.fixture(scope="module")
def sound():
    made = [make(blocks(NAMES[at])) for at, make in enumerate((as_docx_numbered, as_docx_table, as_docx_tracked))]
    return [*made, all_habits()]


def test_spoiled_file_is_read_or_refused(sound, scale):
    count = scale(150, 7_000)
    outcomes = []
    for seed in range(count):
        began = time.monotonic()
        outcomes.append(
            outcome(damaged(sound[seed // 8 % len(sound)], seed), revisions=("final", "original")[seed % 2])
        )
        assert time.monotonic() - began < LONGEST, seed
    assert outcomes.count("read") > count // 4  # many are spoiled only inside, where the reader works
    assert outcomes.count("refused") > count // 10


WORDS = st.text("ab 1.-•\u200b\u00adก", max_size=12)
PARAGRAPHS = st.builds(lambda text, at: p(text, num=(1, at) if at < 3 else None), WORDS, st.integers(0, 6))
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=5)
TABLES = ROWS.map(lambda rows: table(*(row(*texts) for texts in rows)))
HEADED = ROWS.map(lambda rows: table(row("No.", "Recommendation", "Lead", "When"), *(row(*texts) for texts in rows)))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.one_of(PARAGRAPHS, TABLES, HEADED), min_size=1, max_size=12).map("".join))
def test_lines_are_numbered_folded_and_kept(body):
    try:
        lines = read(word(body)).lines
    except Refused:
        return
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(line.text == " ".join(line.text.split()) for line in lines)
    find(read(word(body)))

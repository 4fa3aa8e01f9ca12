"""The hidden cell that says which row this is and what it said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.sheets import ActivityMark, AnswerMark, EvidenceMark, digest, read_mark
from recommendations.sheets.marks import CELLS

NUMBERS = st.integers(0, 10**15 - 1)
DIGESTS = st.text("0123456789abcdef", min_size=10, max_size=10)
MARKS = st.one_of(
    st.builds(
        AnswerMark, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.lists(NUMBERS, max_size=8).map(tuple),
        st.tuples(*[DIGESTS] * len(CELLS)),
    ),
    st.builds(ActivityMark, NUMBERS, NUMBERS, DIGESTS),
    st.builds(EvidenceMark, NUMBERS, NUMBERS),
)  # fmt: skip


@given(MARKS)
def test_a_mark_is_read_as_it_was_written(mark):
    assert read_mark(str(mark)) == mark


@given(st.text())
def test_no_text_breaks_the_reader_of_marks(typed):
    found = read_mark(typed)
    assert found is None or str(found) == typed


@pytest.mark.parametrize("typed", [
    "", "1", "1|1|0|0|0||", "2|1|1|xyz", "3|1", "3|1|1 ", "3|-1|1", "3|１|1", "9|1|1",
    "1|1|0|0|0||aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaaa aaaaaaaaa", f"3|{'9' * 16}|1",
])  # fmt: skip
def test_a_damaged_mark_is_none(typed):
    assert read_mark(typed) is None


def test_line_ends_and_outer_spaces_do_not_count_as_a_change():
    assert digest("One.\r\nTwo. ") == digest("One.\nTwo.")
    assert digest("One. Two.") != digest("One.\nTwo.")
    assert digest("a", "b") != digest("ab")

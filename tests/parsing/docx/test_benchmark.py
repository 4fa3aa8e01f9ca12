"""How long a Word file of 1,000 and 10,000 recommendations takes, and how much memory, in a process of its own."""

import pytest

from tests.conftest import FULL
from tests.parsing.budget import check_budget, long_document
from tests.parsing.variants import as_docx_numbered, as_docx_table, as_docx_tracked


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("make", "count"),
    [
        (as_docx_numbered, 1_000),
        (as_docx_table, 1_000),
        (as_docx_tracked, 1_000),
        *((make, 10_000) for make in (as_docx_numbered, as_docx_tracked) if FULL),
    ],
)
def test_long_word_file_within_budget(make, count, capsys):
    check_budget(make.__name__, make(long_document(count)), count, capsys)

"""How long PDFs and web pages of 1,000 and 10,000 recommendations take, and how much memory: each on its own."""

import pytest

from tests.conftest import FULL
from tests.parsing.blocks import Block
from tests.parsing.budget import check_budget, long_document
from tests.parsing.variants_html import listed, page
from tests.parsing.variants_pdf import typeset


def as_pdf(blocks: list[Block]) -> bytes:
    return typeset(blocks, hang=36, header="13th AFML", footer="#")


def as_html(blocks: list[Block]) -> bytes:
    return page(listed(blocks)).encode()


@pytest.mark.benchmark
@pytest.mark.parametrize("make", [as_pdf, as_html])
@pytest.mark.parametrize("count", [1_000, 10_000] if FULL else [1_000])
def test_long_file_within_budget(make, count, capsys):
    check_budget(make.__name__, make(numbered(long_document(count))), count, capsys)


def numbered(blocks: list[Block]) -> list[Block]:
    """Numbers of at most three digits: paper has no others."""
    return [
        Block(block.kind, block.text, f"{int(block.label[:-1]) % 900 or 900}.") if block.label else block
        for block in blocks
    ]

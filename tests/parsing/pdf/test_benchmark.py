"""How long PDFs and web pages of 1,000 and 10,000 recommendations take, and how much memory: each on its own."""

import json
import os
import subprocess
import sys

import pytest

from tests.parsing.blocks import Block
from tests.parsing.docx.test_benchmark import MEASURE, long_document
from tests.parsing.variants_html import listed, page
from tests.parsing.variants_pdf import typeset

FULL = bool(os.environ.get("FULL"))


def as_pdf(blocks: list[Block]) -> bytes:
    return typeset(blocks, hang=36, header="13th AFML", footer="#")


def as_html(blocks: list[Block]) -> bytes:
    return page(listed(blocks)).encode()


@pytest.mark.benchmark
@pytest.mark.parametrize("make", [as_pdf, as_html])
@pytest.mark.parametrize("count", [1_000, 10_000] if FULL else [1_000])
def test_long_file_within_budget(make, count, capsys):
    data = make(numbered(long_document(count)))
    command = ["sh", "-c", '"$0" -c "$1"; exit $?', sys.executable, MEASURE]
    ran = subprocess.run(command, input=data, capture_output=True, check=True, timeout=300)
    total, seconds, megabytes = json.loads(ran.stdout)
    with capsys.disabled():
        print(f"\n{make.__name__}: {total} recommendations, {seconds:.2f} s, {megabytes:.0f} MB")
    assert total == count
    assert seconds < 5 * count / 1_000
    assert megabytes < 200 * max(count / 5_000, 1)


def numbered(blocks: list[Block]) -> list[Block]:
    """Numbers of at most three digits: paper has no others."""
    return [
        Block(block.kind, block.text, f"{int(block.label[:-1]) % 900 or 900}.") if block.label else block
        for block in blocks
    ]

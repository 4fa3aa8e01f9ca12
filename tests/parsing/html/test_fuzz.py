"""Spoiled web pages: read or refused, in good time, never anything else."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsing.blocks import blocks
from tests.parsing.docx.damage import turned
from tests.parsing.outcome import outcome
from tests.parsing.shapes import NAMES
from tests.parsing.variants_html import broken, listed, page, typed, with_site

LONGEST = 20  # seconds
TAGS = "p div ol ul li table tr td th br b h2 span pre header main article nav section a dl dd blockquote".split()
TOKENS = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ['<ol start="99999999999">', "<li value=-3>", "<ol reversed type=i>", "<td colspan=9999 rowspan=0>"]
    ),
    st.sampled_from(
        ["1. Ensure access.", "Sub-theme 1: Rights", "&nbsp;", "&bogus;", "&#0;", "<!--", "-->", "]]>", "\x00"]
    ),
    st.text(max_size=8),
)


def sound() -> list[bytes]:
    made = [form(blocks(name)) for form, name in zip((listed, typed, broken), NAMES, strict=False)]
    table = (
        "<table><tr><th>No.<th>Recommendation<th>Lead</tr>" + "<tr><td>1<td>Ensure access.<td>MOL</tr>" * 5 + "</table>"
    )
    return [*(page(text).encode() for text in made), with_site(made[0]).encode(), page(table).encode()]


def test_spoiled_page_is_read_or_refused(scale):
    pages = sound()
    outcomes = []
    for seed in range(scale(200, 14_000)):
        began = time.monotonic()
        outcomes.append(outcome(turned(pages[seed % len(pages)], random.Random(seed))))
        assert time.monotonic() - began < LONGEST, seed
    assert outcomes.count("read") > len(outcomes) // 2


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_markup_is_read_or_refused(markup):
    outcome(f"<html>{markup}".encode("utf-8", "replace"))


def test_deep_nesting_is_read_or_refused():
    for tag in ("div", "ul><li", "table><tr><td", "b", "blockquote"):
        assert outcome(b"<html><body>" + f"<{tag}>".encode() * 20_000 + b"1. Ensure access.") in ("read", "refused")

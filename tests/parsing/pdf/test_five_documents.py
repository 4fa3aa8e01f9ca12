"""The five source documents as PDFs come out exactly as people read them, however they were set."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.blocks import blocks
from tests.parsing.shapes import NAMES, expected, shaped, source_text, wrapped
from tests.parsing.variants_pdf import plain_sheet, typeset

pytestmark = pytest.mark.parametrize("name", NAMES)

LOOKS = {
    "plain": {},
    "header and footer": {"header": "13th AFML recommendations", "footer": "Page # of 9"},
    "small pages": {"paper": "a5", "spacing": 0.65, "header": "AFML", "footer": "#"},
    "large print": {"size": 16, "spacing": 0.65, "margin": 40, "paper": "a5", "footer": "- # -"},
    "two columns": {"columns": 2, "size": 10},
    "two columns with header": {"columns": 2, "size": 9, "spacing": 0.65, "header": "Forum", "footer": "#"},
    "justified": {"justify": True},
    "hyphenated": {"justify": True, "hyphenate": True, "columns": 2},
    "no space between paragraphs": {"spacing": 0.65},
    "to the left": {"spacing": 0.65, "hang": 0, "centred": False},
    "landscape": {"flipped": True},
    "double spaced": {"leading": 1.6, "spacing": 1.6},
    "letter paper": {"paper": "us-letter", "margin": 50},
}


def found_in(pdf: bytes):
    return shaped(find(read(pdf)))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_document_comes_out_as_expected_from_a_pdf(name, look):
    assert found_in(typeset(blocks(name), **look)) == expected(name)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_document_comes_out_as_expected_from_turned_pages(name, turn):
    assert found_in(typeset(blocks(name), turned=turn)) == expected(name)


def test_document_comes_out_as_expected_when_hard_wrapped_at_72(name):
    assert found_in(plain_sheet(wrapped(source_text(name).replace("*", ""), 72))) == expected(name)

"""The five source documents as web pages come out exactly as people read them."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.blocks import blocks
from tests.parsing.shapes import NAMES, expected, shaped
from tests.parsing.variants_html import broken, listed, page, typed, with_site

pytestmark = pytest.mark.parametrize("name", NAMES)


def found_in(text: str, encoding: str = "utf-8"):
    return shaped(find(read(text.encode(encoding))))


@pytest.mark.parametrize("form", [listed, typed, broken])
def test_document_comes_out_as_expected_as_a_web_page(name, form):
    assert found_in(page(form(blocks(name)))) == expected(name)


@pytest.mark.parametrize("article", ["article", "main", ""])
def test_document_comes_out_as_expected_from_a_saved_page_with_menus(name, article):
    assert found_in(with_site(listed(blocks(name)), article=article)) == expected(name)


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("utf-8", "utf-16"),
        ("iso-8859-1", "utf-8-sig"),
        ("no-such-name", "utf-8"),
    ],
)
def test_document_comes_out_as_expected_in_encoding(name, said, encoding):
    assert found_in(page(listed(blocks(name)), charset=said), encoding) == expected(name)


def test_document_comes_out_as_expected_from_a_fragment(name):
    assert found_in(listed(blocks(name)), "cp1252") == expected(name)


def test_document_comes_out_as_expected_from_the_html_of_an_office_program(name, open_in_office):
    saved = open_in_office(page(listed(blocks(name))).encode(), f"{name}.html", to="html:HTML (StarWriter)")
    assert shaped(find(read(saved))) == expected(name)

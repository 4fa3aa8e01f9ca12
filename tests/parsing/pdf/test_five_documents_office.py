"""The five source documents as PDFs that an office program printed: it is started once for all five."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.blocks import blocks
from tests.parsing.shapes import NAMES, expected, shaped
from tests.parsing.variants import as_docx_numbered, as_docx_table
from tests.parsing.variants_html import listed, page, typed
from tests.parsing.variants_pdf import as_word

WORD = "docx:MS Word 2007 XML"


def of_each(form):
    return {name: form(blocks(name)) for name in NAMES}


def printed(words, office):
    """Word files as PDFs, by the documents' names."""
    made = office.all({f"{name}.docx": word for name, word in words.items()})
    return {name: made[f"{name}.docx"] for name in words}


def compare(pdfs, subtests):
    for name, pdf in pdfs.items():
        with subtests.test(name):
            assert shaped(find(read(pdf))) == expected(name)


@pytest.mark.parametrize("form", [listed, typed], ids=["automatic numbers", "typed numbers"])
def test_documents_come_out_as_expected_from_the_pdf_of_an_office_program(form, open_in_office, subtests):
    pages = {f"{name}.html": page(made).encode() for name, made in of_each(form).items()}
    words = {name.removesuffix(".html"): made for name, made in open_in_office.all(pages, to=WORD).items()}
    compare(printed(words, open_in_office), subtests)


@pytest.mark.parametrize("form", [as_word, as_docx_numbered], ids=["as typed", "counted numbers"])
def test_documents_come_out_as_expected_from_the_pdf_of_their_word_files(form, open_in_office, subtests):
    compare(printed(of_each(form), open_in_office), subtests)


def test_documents_come_out_as_expected_from_the_pdf_of_a_word_table(open_in_office, subtests):
    words = of_each(as_docx_table)
    del words["afml13-regional-workers"]  # a paragraph in a cell ends where the next word would not have fitted
    compare(printed(words, open_in_office), subtests)

"""The five documents as Word files come out exactly as people read them, whoever made the file."""

import html

import pytest

from recommendations.parsing import find, read
from tests.parsing.blocks import BOLD, Block, blocks
from tests.parsing.shapes import NAMES, expected, shaped
from tests.parsing.variants import (
    RESPONSIBLE,
    TIMELINE,
    as_docx_numbered,
    as_docx_replaced,
    as_docx_table,
    as_docx_tracked,
    as_docx_typed,
)

VARIANTS = {make.__name__: make for make in (as_docx_numbered, as_docx_typed, as_docx_table, as_docx_tracked)}


def found_in(data: bytes, **how: str):
    return find(read(data, **how))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_document_comes_out_as_expected(name, variant):
    assert shaped(found_in(VARIANTS[variant](blocks(name)))) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_number_is_in_the_text_of_the_numbered_file(name):
    source = read(as_docx_numbered(blocks(name)))
    items = [block for block in blocks(name) if block.kind == "item"]
    assert [line.text for line in source.lines if line.label and line.level == 0] == [block.plain for block in items]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("head", [("No.", "Recommendation", "Responsible", "Timeline"), ("#", "Key action")])
def test_table_gives_responsible_and_timeline_where_it_has_them(name, head):
    found = found_in(as_docx_table(blocks(name), head))
    assert shaped(found) == expected(name)
    beside = {(item.responsible, item.timeline) for item in found.recommendations}
    assert beside == ({(RESPONSIBLE, TIMELINE)} if len(head) == 4 else {("", "")})


@pytest.mark.parametrize(("old", "new"), list(zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)))
def test_document_typed_over_another_gives_the_one_or_the_other(old, new):
    data = as_docx_replaced(blocks(old), blocks(new))
    assert shaped(found_in(data)) == expected(new)
    assert shaped(found_in(data, revisions="original")) == expected(old)
    assert (read(data).changes, read(data).authors) == (2, 2)


def as_html(paragraphs: list[Block]) -> bytes:
    """A web page with the lists of HTML, for LibreOffice to make a Word file of."""
    out: list[str] = []
    open_list = ""
    for block in paragraphs:
        text = BOLD.sub(r"<b>\1</b>", html.escape(block.text, quote=False))
        kind = {"": "", "-": "ul"}.get(block.label, "ol") if block.kind == "item" else ""
        inside = block.kind == "point" or (block.kind == "paragraph" and open_list and block is not paragraphs[-1])
        if open_list and not inside and (kind != open_list or block.label == "1."):
            out.append(f"</li></{open_list}>")
            open_list = ""
        elif kind and open_list:
            out.append("</li>")
        if kind and not open_list:
            out.append(f'<{kind} start="{block.label.strip(".-") or 1}">')
            open_list = kind
        shapes = {"item": "<li>{}", "point": "<ul><li>{}</li></ul>", "heading": "<h2>{}</h2>"}
        out.append(shapes.get(block.kind, "<p>{}</p>").format(text))
    return f"<html><head><meta charset='utf-8'></head><body>{''.join(out)}</body></html>".encode()


WORD = "docx:MS Word 2007 XML"


@pytest.mark.parametrize("name", NAMES)
def test_document_that_libreoffice_saved_comes_out_the_same(name, open_in_office):
    assert shaped(found_in(open_in_office(as_docx_numbered(blocks(name)), f"{name}.docx", to=WORD))) == expected(name)


@pytest.mark.slow
def test_document_that_libreoffice_made_of_other_formats_comes_out_the_same(open_in_office, scale):
    for name in NAMES[: scale(1, 5)]:
        page = open_in_office(as_html(blocks(name)), f"{name}-web.html", to="odt:writer8")
        assert shaped(found_in(open_in_office(page, f"{name}-page.odt", to=WORD))) == expected(name)
        via = open_in_office(as_docx_table(blocks(name)), f"{name}-table.docx", to="odt")
        assert shaped(found_in(open_in_office(via, f"{name}-odt.odt", to=WORD))) == expected(name)


@pytest.mark.slow
def test_changes_that_libreoffice_saved_are_read(open_in_office, scale):
    for name in NAMES[: scale(1, 5)]:
        tracked = open_in_office(as_docx_tracked(blocks(name)), f"{name}-tracked.docx", to=WORD)
        assert shaped(found_in(tracked)) == expected(name)
        assert read(tracked).changes > 0

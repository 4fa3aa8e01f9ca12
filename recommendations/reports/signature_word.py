"""The paper for signature as a Word document; its version code stands at the foot of each page."""

import io
from typing import Any

from docx import Document
from docx.shared import Cm

from recommendations.reports import ooxml
from recommendations.reports.signature import Row, SignaturePaper
from recommendations.reports.word_parts import TEXT_WIDTH, Paper
from recommendations.reports.word_plain import set_page


def layout(sheet: SignaturePaper) -> bytes:
    paper = Paper(Document())
    set_page(paper.document, title=sheet.title, foot=sheet.code, language=sheet.language, made_on=sheet.made_on)
    paper.text(sheet.title, "Title")
    paper.text(sheet.scope)
    ooxml.write(paper.text(""), sheet.code, bold=True)
    for row in sheet.rows:
        _row(paper, row)
    _block(paper, sheet)
    raw = io.BytesIO()
    paper.document.save(raw)
    return raw.getvalue()


def _row(paper: Paper, row: Row) -> None:
    paper.text(f"{row.number}. {row.reference}", "Heading 2")
    for line in filter(str.strip, row.text.split("\n")):
        paragraph = paper.document.add_paragraph()
        ooxml.write(paragraph, line, italic=True)
        paragraph.paragraph_format.left_indent = Cm(0.6)
    for told in row.lines:
        paragraph = paper.text("")
        ooxml.write(paragraph, f"{told.head}: ", bold=True)
        if len(told.texts) == 1:
            ooxml.write(paragraph, told.texts[0])
            continue
        paragraph.paragraph_format.keep_with_next = True
        for text in told.texts:
            paper.text(text, "List Bullet")


def _block(paper: Paper, sheet: SignaturePaper) -> None:
    """Lines to be filled in by hand, kept together on one page."""
    paper.text(sheet.block_title, "Heading 1")
    note = paper.text(sheet.code_note)
    note.paragraph_format.keep_with_next = True
    table: Any = paper.document.add_table(0, 2)
    table.autofit = False
    ooxml.rules(table, "565463")
    for label in sheet.block:
        row = table.add_row()
        row.height = Cm(2.2) if label == sheet.block[-1] else Cm(1.1)
        ooxml.keep_whole(row)
        for cell, width in zip(row.cells, (Cm(5), TEXT_WIDTH - Cm(5)), strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.keep_with_next = label != sheet.block[-1]
        ooxml.write(row.cells[0].paragraphs[0], label)

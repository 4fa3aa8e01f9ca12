"""A short paper as a Word file: real headings, table heads that repeat, language set."""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from recommendations.reports import ooxml
from recommendations.reports.short import Block, Cited, Heading, Line, Points, ShortPaper, Sources, Table, Text
from recommendations.reports.word_parts import SMALL, Paper, small
from recommendations.reports.word_plain import QUIET, set_page

UPRIGHT, LYING = Cm(17), Cm(25.7)
LEAD = Pt(12)
# A table with no more rows than this stays on one page.
SHORT = 8
# The heads of a table with more columns than this are set smaller.
WIDE, NARROW = 6, Pt(8)


def layout(paper: ShortPaper) -> bytes:
    made = Paper(Document())
    document = made.document
    set_page(document, title=paper.title, foot=paper.foot, language=paper.language, made_on=paper.data_on)
    _narrow(document, lies=paper.lies)
    made.text(paper.title, "Title")
    if paper.subtitle:
        _quiet(made.text(paper.subtitle))
    before: Block | None = None
    for block in paper.blocks:
        _block(made, block, lies=paper.lies)
        if isinstance(block, Text) and (
            isinstance(before, Table) or (isinstance(before, Points) and block.runs[0].bold)
        ):
            document.paragraphs[-1].paragraph_format.space_before = Pt(6)
        before = block
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def _narrow(document: Any, *, lies: bool) -> None:
    """Closer lines than a long report has: a brief has two pages."""
    section = document.sections[0]
    if lies:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.top_margin = section.bottom_margin = Cm(1.8)
    styles = document.styles
    for name, before, after in (("Normal", 0, 4), ("Heading 1", 10, 3), ("Heading 2", 8, 2), ("List Bullet", 0, 2)):
        form = styles[name].paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
    for name, size in (("Normal", 10), ("List Bullet", 10), ("Heading 1", 13), ("Heading 2", 11), ("Title", 18)):
        ooxml.set_style(styles[name], size=size, bold=name in ("Heading 1", "Heading 2", "Title"))
    ooxml.set_style(styles["Caption"], size=9.5, bold=True, colour=QUIET)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Caption"].paragraph_format.space_before, styles["Caption"].paragraph_format.space_after = Pt(8), Pt(3)


def _block(made: Paper, block: Block, *, lies: bool) -> None:
    if isinstance(block, Heading):
        made.heading(block.text, block.level - 1)
    elif isinstance(block, Text):
        _text(made, block)
    elif isinstance(block, Points):
        for item in block.items:
            _write(made.document.add_paragraph(style="List Bullet"), item)
    elif isinstance(block, Table):
        _table(made, block, LYING if lies else UPRIGHT)
    elif isinstance(block, Sources):
        for cited in block.items:
            _cited(made, cited)


def _text(made: Paper, block: Text) -> None:
    paragraph = made.document.add_paragraph()
    _write(paragraph, block.runs)
    paragraph.paragraph_format.keep_with_next = block.keeps or None
    if block.lead:
        for run in paragraph.runs:
            ooxml.set_size(run, LEAD)


def _write(paragraph: Paragraph, line: Line) -> None:
    for run in line:
        before = len(paragraph.runs)
        if run.whole_url:
            ooxml.link(paragraph, run.text, address=run.whole_url)
            made = [Run(each, paragraph) for each in paragraph._p[-1].findall(qn("w:r"))]
        else:
            ooxml.write(paragraph, run.text, bold=run.bold, language=run.lang)
            made = paragraph.runs[before:]
        for each in made:
            each.bold = run.bold or None
            if run.quiet:
                each.font.color.rgb = QUIET


def _quiet(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = QUIET


def _table(made: Paper, block: Table, line: int) -> None:
    if block.caption:
        ooxml.write(made.document.add_paragraph(style="Caption"), block.caption)
    widths = [int(line * share / sum(block.widths)) for share in block.widths]
    table = made.begin_table(block.headings, widths)
    for row in block.rows:
        cells = made.add_row(table)
        for at, (cell, runs) in enumerate(zip(cells, row, strict=True)):
            _cell(cell.paragraphs[0], runs, is_figure=at >= block.figures_from)
    for row in list(table.rows)[:-1] if len(block.rows) <= SHORT else ():
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for cell in table.rows[0].cells[block.figures_from :]:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for cell in table.rows[0].cells if len(block.headings) > WIDE else ():
        for run in cell.paragraphs[0].runs:
            ooxml.set_size(run, NARROW)


def _cell(paragraph: Paragraph, runs: Line, *, is_figure: bool) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    _write(paragraph, runs)
    for each in paragraph._p.iter(qn("w:r")):
        ooxml.set_size(Run(each, paragraph), SMALL)
    if is_figure:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _cited(made: Paper, cited: Cited) -> None:
    paragraph = made.document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent, form.space_after = Cm(0.9), Cm(-0.9), Pt(2)
    form.keep_together = True
    ooxml.write(paragraph, f"[{cited.number}]\t")
    ooxml.write(paragraph, ooxml.soft(cited.title), bold=True)
    ooxml.write(paragraph, f". {cited.about} ")
    if cited.leads_off:
        ooxml.link(paragraph, cited.where, address=cited.where)
    else:
        ooxml.write(paragraph, cited.where)
    small(paragraph)

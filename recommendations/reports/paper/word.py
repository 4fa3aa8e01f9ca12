"""The paper as a Word document that needs editing, not assembling; on the team's own base file where there is one."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run as Written

from recommendations.reports import charts, ooxml
from recommendations.reports.paper import base, watermark
from recommendations.reports.paper.value import WIDE, Annex, Block, Box, Cell, Chart, Grid, Heading, Paper, Point, Text
from recommendations.reports.short import Line, Run, plain
from recommendations.reports.word_parts import GROUP, TEXT_WIDTH, sized, small, write
from recommendations.reports.word_parts import Paper as Writer

LEAD, BEHIND = Pt(13), Pt(8.5)
LYING = Cm(25.7)
# Annexes that Word prints as tables: what each of their columns takes of the width, in centimetres. The answers are
# told in the chapters, and the sources and texts have a shape of their own.
HEADINGS = ("Heading 2", "Heading 3", "Caption")
TABLES = {"abbreviations": (3, 14)}


def layout(paper: Paper, *, base_file: bytes | None = None) -> bytes:
    writer = Writer(base.opened(base_file), deepest=1)
    base.prepare(writer.document, paper, own=base_file is not None)
    if paper.mark:
        watermark.put(writer.document, paper.mark)
    _cover(writer, paper)
    for block, holds_on in paper.in_order():
        WRITERS[type(block)](writer, block, paper)
        if holds_on:
            last = writer.document.element.body.sectPr.getprevious()
            Paragraph(last, writer.document).paragraph_format.keep_with_next = True
    _annexes(writer, paper)
    writer.fill_contents()
    raw = io.BytesIO()
    writer.document.save(raw)
    return raw.getvalue()


def _cover(writer: Writer, paper: Paper) -> None:
    writer.text(paper.title, "Title").paragraph_format.space_before = Pt(40)
    for line in paper.cover:
        writer.text(line, "Subtitle")
    writer.contents(_("Contents"))


def _heading(writer: Writer, block: Heading, paper: Paper) -> None:
    writer.heading(block.text, block.level)
    if block.level == 1:
        writer.document.paragraphs[-1].paragraph_format.page_break_before = True


def _text(writer: Writer, block: Text, paper: Paper) -> None:
    paragraph = writer.text("")
    if block.bold:
        ooxml.write(paragraph, block.bold, bold=True)
    ooxml.write(paragraph, block.text)
    write(paragraph, block.figures)
    _references(paragraph, block.references)
    if block.tone == "lead":
        sized(paragraph, LEAD)
    elif block.tone in ("quiet", "share"):
        small(paragraph)
    if (before := paragraph._p.getprevious()) is not None and before.tag == qn("w:tbl"):
        paragraph.paragraph_format.space_before = Pt(6)


def _point(writer: Writer, block: Point, paper: Paper) -> None:
    paragraph = writer.text("", "List Bullet")
    if block.bold:
        ooxml.write(paragraph, block.bold, bold=True)
    ooxml.write(paragraph, block.text)
    _references(paragraph, block.references)


def _references(paragraph: Any, references: Line) -> None:
    """Where the words come from, smaller, behind them."""
    if not references:
        return
    before = len(paragraph._p)
    apart = (Run(" "),) if paragraph.text and not paragraph.text.endswith(" ") else ()
    write(paragraph, tuple(replace(run, quiet=True) for run in (*apart, *references)))
    for part in list(paragraph._p)[before:]:
        for each in part.iter(qn("w:r")):
            ooxml.set_size(Written(each, paragraph), BEHIND)


def _box(writer: Writer, block: Box, paper: Paper) -> None:
    """A frame of one cell: the heading, the text."""
    table = writer.document.add_table(1, 1)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    ooxml.rules(table, base.LINE)
    ooxml.keep_whole(table.rows[0])
    cell = table.rows[0].cells[0]
    cell.width = TEXT_WIDTH
    ooxml.shade(cell, GROUP)
    ooxml.write(cell.paragraphs[0], block.heading, bold=True)
    cell.paragraphs[0].paragraph_format.space_before = Pt(4)
    for line in filter(str.strip, block.text.split("\n")):
        ooxml.write(cell.add_paragraph(), line, language=block.language)
    _references(cell.paragraphs[-1], block.references)
    writer.text("").paragraph_format.space_after = Pt(2)


def _chart(writer: Writer, block: Chart, paper: Paper) -> None:
    writer.caption("Figure", _("Figure"), block.number, block.part.message)
    drawn = charts.status_chart(block.part, language=paper.language)
    picture = writer.document.add_picture(io.BytesIO(drawn), width=Emu(TEXT_WIDTH))
    ooxml.describe(picture, charts.in_words(block.part))
    writer.document.paragraphs[-1].paragraph_format.keep_with_next = True  # its figures in words


def _grid(writer: Writer, block: Grid, paper: Paper) -> None:
    writer.caption("Table", _("Table"), block.number, block.caption)
    others = len(block.columns) - 1
    each = min(Cm(3.4), (TEXT_WIDTH - Cm(5)) // max(others, 1))
    widths = (TEXT_WIDTH - each * others, *[each] * others)
    writer.table(block.columns, block.rows, widths, figures_from=block.figures_from, upwards=block.is_many)


WRITERS: dict[type[Block], Callable[[Writer, Any, Paper], None]] = {
    Heading: _heading,
    Text: _text,
    Point: _point,
    Box: _box,
    Chart: _chart,
    Grid: _grid,
}


# --- The annexes ---------------------------------------------------------------------------------------------


def _annexes(writer: Writer, paper: Paper) -> None:
    annexes = {annex.key: annex for annex in paper.annexes}
    letters, lay = iter("ABCDEFGH"), False
    for key, annex in annexes.items():
        if key == "answers" or not annex.rows:
            continue
        title = _("Annex %(letter)s. %(title)s") % {"letter": next(letters), "title": annex.title}
        lies = key not in TABLES and key not in ("texts", "sources") and len(annex.columns) > WIDE
        if lies != lay:
            _turn(writer)
        lay = lies
        _heading(writer, Heading(1, title), paper)
        if annex.note:
            writer.text(annex.note)
        if key == "texts":
            _printed(writer, annex)
        elif key == "sources":
            for source in paper.sources:
                writer.source(source)
        else:
            _plain(writer, annex, LYING if lies else TEXT_WIDTH, upwards=lies)


def _turn(writer: Writer) -> None:
    """What follows stands on pages turned by a quarter; head and foot go on."""
    section = writer.document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = section.page_height, section.page_width
    lies = section.page_width > section.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT


def _printed(writer: Writer, annex: Annex) -> None:
    """By forum, document and sub-theme: each text under its reference, word for word."""
    before: tuple[Cell, ...] = (None, None, None)
    for row, beside in zip(annex.rows, annex.beside, strict=True):
        _places(writer, row[:3], before)
        before = row[:3]
        first, *others = [line for line in str(row[4]).split("\n") if line.strip()]
        paragraph = writer.text("")
        ooxml.write(paragraph, f"{row[3]}  ", bold=True)
        ooxml.write(paragraph, first)
        for line in others:
            paragraph.paragraph_format.keep_with_next = True
            point = line.lstrip().startswith("- ")
            paragraph = writer.text(line.lstrip()[2:] if point else line, "List Bullet" if point else None)
        for line in beside:
            _references(writer.text(""), plain(line))


def _places(writer: Writer, now: tuple[Cell, ...], before: tuple[Cell, ...]) -> None:
    """The headings of forum, document and sub-theme, as far as they changed."""
    for at, name in enumerate(now):
        if name and now[: at + 1] != before[: at + 1]:
            writer.text(str(name), HEADINGS[at])


def _plain(writer: Writer, annex: Annex, line: int, *, upwards: bool) -> None:
    others = len(annex.columns) - 1
    if annex.key in TABLES:
        widths = tuple(Cm(each) for each in TABLES[annex.key])
        writer.table(annex.columns, [[_word(cell) for cell in row] for row in annex.rows], widths, figures_from=9)
        return
    each = min((line - Cm(4.6)) // others, Cm(1.95) if upwards else line)
    rows = [[_word(cell) for cell in row] for row in annex.rows]
    first = line - each * others
    writer.table(annex.columns, rows, (first, *[each] * others), figures_from=1, upwards=upwards, whole=not upwards)
    if upwards:
        ooxml.margins(writer.document.tables[-1], sides=40)


def _word(cell: Cell) -> str | Line:
    return cell if isinstance(cell, tuple) else "" if cell is None else str(cell)

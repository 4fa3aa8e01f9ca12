"""The pieces a Word report is put together from: headings that the contents know, captions, tables."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run as Written

from recommendations.reports import ooxml
from recommendations.reports.columns import described, to_source
from recommendations.reports.short import Line, Run, plain
from recommendations.reports.value import Source

TEXT_WIDTH = Cm(17)
LINE, HEAD, GROUP = "B8B6C4", "EEF0FB", "F6F6F8"
SMALL, SMALLEST = Pt(9), Pt(7.5)
QUIET = RGBColor(0x56, 0x54, 0x63)
SHORT = 14  # rows of a table that is kept on one page
DEEPEST = 2  # the level down to which headings stand in the contents


class Paper:
    """A document being written; it remembers its headings down to level `deepest` for the contents."""

    def __init__(self, document: Any, *, deepest: int = DEEPEST) -> None:
        self.document, self._deepest = document, deepest
        self._headings: list[tuple[str, int, str]] = []
        self._contents: Paragraph | None = None

    def text(self, text: str, style: str | None = None) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        ooxml.write(paragraph, text)
        return paragraph

    def heading(self, text: str, level: int) -> None:
        paragraph = self.text(text, f"Heading {level}")
        if level <= self._deepest:
            name = f"_Toc{len(self._headings) + 1:06}"
            ooxml.bookmark(paragraph, name, len(self._headings) + 1)
            self._headings.append((text, level, name))

    def caption(self, sequence: str, word: str, number: int, text: str | Line) -> None:
        """Word's own caption, so that it can list and renumber them."""
        paragraph = self.document.add_paragraph(style="Caption")
        ooxml.write(paragraph, f"{word} ")
        ooxml.field(paragraph, f"SEQ {sequence} \\* ARABIC", str(number))
        write(paragraph, (Run(". "), *(plain(text) if isinstance(text, str) else text)))

    def contents(self, title: str) -> None:
        """Keep a place for the contents."""
        heading = self.text("")
        heading.paragraph_format.space_before = Pt(18)
        ooxml.write(heading, title, bold=True)
        self._contents = self.text("")

    def fill_contents(self) -> None:
        """A contents field without page numbers (\\n): it is right before Word has laid out a page."""
        if self._contents is None or not self._headings:
            return
        for at, (text, level, name) in enumerate(self._headings):
            line = self._contents.insert_paragraph_before(style=f"toc {level}")
            if at == 0:
                ooxml.begin_field(line, f'TOC \\o "1-{self._deepest}" \\h \\n \\z \\u')
            ooxml.link(line, text, anchor=name)
        ooxml.end_field(self._contents)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str | Line]],
        widths: Sequence[int],
        *,
        figures_from: int,
        upwards: bool = False,
        whole: bool = True,
    ) -> None:
        """A table of cells; from column `figures_from` on they are figures, set right.

        Where the headings are set `upwards` the figures stand below them in the middle. A short table stays `whole`.
        """
        side = WD_ALIGN_PARAGRAPH.CENTER if upwards else WD_ALIGN_PARAGRAPH.RIGHT
        table = self.begin_table(headings, widths, upwards_from=1 if upwards else None)
        for row in rows:
            cells = self.add_row(table)
            for at, (cell, value) in enumerate(zip(cells, row, strict=True)):
                self.fill(cell, value, side=side if at >= figures_from else None)
        for cell in table.rows[0].cells[figures_from:]:
            cell.paragraphs[0].alignment = None if upwards else side
        if whole and len(rows) <= SHORT:
            _keep_together(table)

    def source(self, source: Source) -> None:
        """A piece of evidence under its number, which hangs before it."""
        paragraph = self.text("")
        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)
        paragraph.paragraph_format.keep_together = True
        ooxml.write(paragraph, f"[{source.number}]\t")
        write(paragraph, (Run(ooxml.soft(source.title), bold=True, url=to_source(source)),))
        ooxml.write(paragraph, f". {described(source)} ")
        if source.address:
            ooxml.link(paragraph, source.address, address=source.address)
        else:
            ooxml.write(paragraph, source.file_name)

    def begin_table(self, headings: Sequence[str], widths: Sequence[int], *, upwards_from: int | None = None) -> Any:
        """A table with its heading row, which is printed again on each page."""
        table = self.document.add_table(1, len(headings))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        ooxml.rules(table, LINE)
        row = table.rows[0]
        ooxml.repeat_as_heading(row)
        ooxml.keep_whole(row)
        for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            column.width = width
            cell = row.cells[at]
            cell.width = width
            ooxml.shade(cell, HEAD)
            self.fill(cell, headings[at], bold=True)
            if upwards_from is not None and at >= upwards_from:
                ooxml.upwards(cell)
        if upwards_from is not None:
            row.height = Cm(3.4)
        return table

    def add_row(self, table: Any) -> Any:
        """A row's cells, each as wide as its column (Word looks at cells, LibreOffice at columns)."""
        row = table.add_row()
        ooxml.keep_whole(row)
        cells = row.cells
        for cell, column in zip(cells, table.columns, strict=True):
            cell.width = column.width
        return cells

    def fill(self, cell: Any, told: str | Line, *, bold: bool = False, side: Any = None) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(1)
        write(paragraph, (Run(told, bold=bold),) if isinstance(told, str) else told)
        small(paragraph)
        paragraph.alignment = side


def _keep_together(table: Any) -> None:
    for row in list(table.rows)[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def write(paragraph: Paragraph, line: Line) -> Paragraph:
    """Words in their manners; what leads somewhere is a link, on the whole address."""
    for run in line:
        before = len(paragraph._p)
        if run.whole_url:
            ooxml.link(paragraph, run.text, address=run.whole_url, bold=run.bold)
        else:
            ooxml.write(paragraph, run.text, bold=run.bold, language=run.lang)
        for made in list(paragraph._p)[before:] if run.quiet else ():
            for each in made.iter(qn("w:r")):
                Written(each, paragraph).font.color.rgb = QUIET
    return paragraph


def sized(paragraph: Paragraph, size: Length) -> None:
    """All its words in one size, links too."""
    for each in paragraph._p.iter(qn("w:r")):
        ooxml.set_size(Written(each, paragraph), size)


def small(paragraph: Paragraph) -> None:
    """The size of text in tables, for all scripts; what stands quiet beside a figure is smaller still."""
    for each in paragraph._p.iter(qn("w:r")):
        run = Written(each, paragraph)
        quiet = each.rPr is not None and run.font.color.rgb == QUIET
        ooxml.set_size(run, SMALLEST if quiet else SMALL)

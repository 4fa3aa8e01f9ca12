"""The chapters of a Word report: each recommendation as printed, and what was answered."""

from typing import Any

from django.utils.translation import gettext as _
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from recommendations.reports import ooxml
from recommendations.reports.columns import answer_head, dated, to_answer, to_sources, told
from recommendations.reports.short import Run
from recommendations.reports.value import Answer, Item, ProgressReport, Section
from recommendations.reports.word_parts import GROUP, Paper, small, write


def chapters(paper: Paper, report: ProgressReport) -> None:
    paper.heading(_("Answers"), 1)
    pieces = to_sources(report)
    for chapter in report.chapters or ():
        paper.heading(chapter.title, 2)
        paper.text(f"{chapter.code}. {chapter.source}.").paragraph_format.keep_with_next = True
        for section in chapter.sections:
            _section(paper, section, pieces, one_country=report.one_country)


def _section(paper: Paper, section: Section, pieces: dict[int, str], *, one_country: bool) -> None:
    paper.heading(section.heading, 3)
    if section.introduction:
        paper.text(section.introduction).paragraph_format.keep_with_next = True
    paper.caption("Table", _("Table"), section.number, section.caption)
    if one_country:
        table = paper.begin_table((_("Recommendation"), _("Answer")), (Cm(8), Cm(9)))
        for item in section.items:
            for answer in item.answers:
                cells = paper.add_row(table)
                _item(cells[0], item, to_answer(answer))
                _answer(cells[1], answer, pieces)
        return
    table = paper.begin_table((_("Country"), _("Answer")), (Cm(3), Cm(14)))
    for item in section.items:
        cells = paper.add_row(table)
        whole = cells[0].merge(cells[1])
        ooxml.shade(whole, GROUP)
        _item(whole, item)
        for answer in item.answers:
            cells = paper.add_row(table)
            paper.fill(cells[0], (Run(answer.country, url=to_answer(answer)),))
            _answer(cells[1], answer, pieces)


def _item(cell: Any, item: Item, url: str = "") -> None:
    """The reference, then the text as printed: paragraphs, and nested points as a list."""
    write(_line(cell, "", first=True), (Run(item.reference, bold=True, url=url),))
    small(cell.paragraphs[0])
    for line in filter(str.strip, item.text.split("\n")):
        point = line.lstrip().startswith("- ")
        _line(cell, line.lstrip()[2:] if point else line, style="List Bullet" if point else None)
    if item.editor_note:
        _line(cell, _("Editor’s note: %(note)s") % {"note": item.editor_note})
    for line in item.again.splitlines():
        _line(cell, line)


def _answer(cell: Any, answer: Answer, pieces: dict[int, str]) -> None:
    head = _line(cell, answer.label, first=True, bold=True)
    ooxml.write(head, answer_head(answer))
    small(head)
    for activity in answer.activities:
        _line(cell, dated(activity), style="List Bullet")
    for label, line in told(answer, pieces):
        paragraph = _line(cell, f"{label}: ", bold=True)
        small(write(paragraph, line))


def _line(cell: Any, text: str, *, first: bool = False, bold: bool = False, style: str | None = None) -> Paragraph:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph(style=style)
    paragraph.paragraph_format.space_after = Cm(0.05)
    if style:
        paragraph.paragraph_format.left_indent = Cm(0.5)
    ooxml.write(paragraph, text, bold=bold)
    small(paragraph)
    return paragraph

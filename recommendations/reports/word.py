"""A progress report as a Word document that needs editing, not assembling."""

import datetime
import io
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Emu, Pt, RGBColor

from recommendations.reports import charts, columns, ooxml, sentences
from recommendations.reports.short import Run
from recommendations.reports.value import Part, ProgressReport, Table
from recommendations.reports.word_answers import chapters
from recommendations.reports.word_parts import TEXT_WIDTH, Paper, sized, write

DARK, QUIET = RGBColor(0x23, 0x00, 0x50), RGBColor(0x56, 0x54, 0x63)
# Above this many columns the headings of figures are set upwards.
LEVEL_HEADINGS = 5
# Word wants a region with its language.
LANGUAGES = {"en": "en-GB"}


def layout(report: ProgressReport) -> bytes:
    paper = Paper(Document())
    _page(paper.document, report)
    _opening(paper, report)
    for part in report.parts:
        _figures(paper, part, report)
    if report.chapters:
        chapters(paper, report)
    if report.silent:
        _silent(paper, report)
    if report.evidence:
        _evidence(paper, report)
    paper.heading(_("About this report"), 1)
    for note in report.notes:
        write(paper.text("", "List Bullet"), note)
    paper.fill_contents()
    raw = io.BytesIO()
    paper.document.save(raw)
    return raw.getvalue()


def _page(document: Any, report: ProgressReport) -> None:
    """A4, styles, language, properties, and the foot with the day of the data and the page's number."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _styles(document.styles)
    ooxml.set_language(document, LANGUAGES.get(report.language, report.language))
    properties = document.core_properties
    properties.title, properties.subject = report.title[:255], report.scope[:255]
    properties.author, properties.comments = _("AFML tracker"), ""
    properties.language = LANGUAGES.get(report.language, report.language)
    made_on = datetime.datetime.combine(report.data_on, datetime.time())
    properties.created = properties.modified = made_on
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ooxml.write(foot, f"{report.title} · {sentences.day(report.data_on)} · ")
    ooxml.field(foot, "PAGE", "1")


def _styles(styles: Any) -> None:
    for level in (1, 2):
        styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name, size, bold, colour, before, after in (
        ("Normal", 10.5, False, None, 0, 6),
        ("Title", 24, True, DARK, 0, 6),
        ("Subtitle", 11, False, QUIET, 0, 10),
        ("Heading 1", 17, True, DARK, 20, 8),
        ("Heading 2", 13.5, True, DARK, 16, 4),
        ("Heading 3", 11.5, True, DARK, 12, 4),
        ("Caption", 10, True, DARK, 10, 4),
        ("toc 1", 10.5, False, None, 4, 1),
        ("toc 2", 10, False, QUIET, 0, 1),
        ("List Bullet", 10.5, False, None, 0, 3),
        ("Footer", 8.5, False, QUIET, 0, 0),
    ):
        style = styles[name]
        ooxml.set_style(style, size=size, bold=bold, colour=colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    styles["Caption"].paragraph_format.keep_with_next = True


def _opening(paper: Paper, report: ProgressReport) -> None:
    paper.text(report.title, "Title")
    paper.text(report.scope, "Subtitle")
    for sentence in report.summary:
        sized(write(paper.text(""), sentence), Pt(13))
    if report.example_note:
        paper.text(report.example_note)
    if report.parts:
        paper.contents(_("Contents"))


def _figures(paper: Paper, part: Part, report: ProgressReport) -> None:
    paper.heading(part.heading, 1)
    if len(report.parts) > 1:
        write(paper.text(""), part.sentence).paragraph_format.keep_with_next = True
    paper.caption("Figure", _("Figure"), part.figure_number, part.message)
    chart = charts.status_chart(part, language=report.language)
    picture = paper.document.add_picture(io.BytesIO(chart), width=Emu(TEXT_WIDTH))
    ooxml.describe(picture, charts.in_words(part))
    paper.caption("Table", _("Table"), part.table_number, part.caption)
    rows = [(figure.label, columns.number(report, figure)) for figure in (*part.statuses, *part.sums)]
    paper.table((_("Status"), _("Number")), rows, (Cm(8), Cm(3)), figures_from=1)
    for table in part.tables:
        _figure_table(paper, table, report)


def _figure_table(paper: Paper, table: Table, report: ProgressReport) -> None:
    paper.caption("Table", _("Table"), table.number, table.caption)
    rows = [columns.cells(report, line, figures) for line, figures in table.rows]
    others = len(table.columns) - 1
    narrow = others > LEVEL_HEADINGS
    each = Cm(1.35) if narrow else min(Cm(2.6), (TEXT_WIDTH - Cm(4.5)) // others)
    # "12 of 105" must stay on one line.
    share = max(each, Cm(2))
    first = TEXT_WIDTH - share - each * (others - 1)
    widths = (first, share, *[each] * (others - 1))
    paper.table(table.columns, rows, widths, figures_from=1, upwards=narrow)


def _silent(paper: Paper, report: ProgressReport) -> None:
    paper.heading(_("No information received"), 1)
    for silent in report.silent:
        head, owed = columns.silence(silent)
        write(paper.text(""), (*(replace(run, bold=True) for run in head), Run(" "), *owed))


def _evidence(paper: Paper, report: ProgressReport) -> None:
    paper.heading(_("Evidence"), 1)
    for source in report.evidence:
        paper.source(source)

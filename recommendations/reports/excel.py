"""A progress report as an Excel workbook: what it says, its figures, its rows, its evidence, and how to read it."""

import datetime
import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from recommendations.reports import columns
from recommendations.reports.listing import MOST_LINKS, write_value
from recommendations.reports.short import words
from recommendations.reports.value import ProgressReport
from recommendations.tables.columns import Column

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# More rows than these are written through a file on the disk, one by one: a workbook in memory takes 8 KB a row. Such a
# sheet cannot be a table of Excel's own.
MOST_IN_MEMORY = 5_000
BLUE, PALE = "#230050", "#eef0fb"


def layout(report: ProgressReport) -> bytes:
    raw = io.BytesIO()
    many = sum(part.total.asked.number for part in report.parts) > MOST_IN_MEMORY
    with opened(raw, many=many) as book:
        made_on = datetime.datetime.combine(report.data_on, datetime.time())
        book.set_properties({"title": report.title, "subject": report.scope, "created": made_on})
        styles = styles_of(book)
        _summary(book, styles, report)
        figures = columns.figure_columns(report)
        _table(book, styles, _("Figures"), figures, columns.figure_rows(report), held=2)
        _table(book, styles, _("Recommendations"), columns.ROWS, report.answers, held=2)
        _table(book, styles, _("Evidence"), columns.EVIDENCE, report.evidence, held=1)
        _about(book, styles, report)
    return raw.getvalue()


def opened(raw: io.BytesIO, *, many: bool) -> xlsxwriter.Workbook:
    """An empty workbook; for `many` rows one that must be written row by row."""
    kind = "constant_memory" if many else "in_memory"
    return xlsxwriter.Workbook(raw, {kind: True, **OPTIONS})


def styles_of(book: xlsxwriter.Workbook) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": BLUE, "text_wrap": True, **top}),
        "heading": book.add_format({"bold": True, "font_color": BLUE, "text_wrap": True, "bottom": 1, **top}),
        "text": book.add_format({"text_wrap": True, **top}),
        "number": book.add_format({"num_format": "0", **top}),
        "figure": book.add_format({"num_format": "0", "underline": 1, "font_color": BLUE, **top}),
        "link": book.add_format({"text_wrap": True, "underline": 1, "font_color": BLUE, **top}),
        "day": book.add_format({"num_format": "d mmmm yyyy", "align": "left", **top}),
        "head": book.add_format({"bold": True, "bg_color": PALE, "text_wrap": True, "bottom": 1, **top}),
    }


def _summary(book: xlsxwriter.Workbook, styles: dict[str, Any], report: ProgressReport) -> None:
    sheet = book.add_worksheet(_("Summary"))
    sheet.set_column(0, 0, 70)
    sheet.set_column(1, 1, 12)
    sheet.write_string(0, 0, report.title, styles["title"])
    at = 1
    for sentence in filter(None, (report.scope, *map(words, report.summary), report.example_note)):
        sheet.write_string(at, 0, sentence, styles["text"])
        at += 1
    for part in report.parts:
        sheet.write_string(at + 1, 0, part.caption, styles["heading"])
        sheet.write_string(at + 1, 1, _("Number"), styles["heading"])
        at += 2
        for figure in (*part.statuses, *part.sums):
            sheet.write_string(at, 0, figure.label, styles["text"])
            _number(sheet, at, 1, figure.number, columns.whole_list(report, figure), styles)
            at += 1


def _number(sheet: Any, row: int, at: int, number: int, url: str, styles: dict[str, Any]) -> None:
    """A number, which leads to its rows where it has any; it stays a number."""
    if number and url:
        sheet.write_url(row, at, url, styles["figure"])
    sheet.write_number(row, at, number, styles["figure" if number and url else "number"])


def _about(book: xlsxwriter.Workbook, styles: dict[str, Any], report: ProgressReport) -> None:
    sheet = book.add_worksheet(_("About"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _("Data of"), styles["heading"])
    sheet.write_datetime(0, 1, datetime.datetime.combine(report.data_on, datetime.time()), styles["day"])
    for at, note in enumerate((report.scope, *map(words, report.notes)), start=1):
        sheet.write_string(at, 0, _("Covers") if at == 1 else _("How to read it"), styles["heading"])
        sheet.write_string(at, 1, note, styles["text"])


def _table(
    book: xlsxwriter.Workbook,
    styles: dict[str, Any],
    name: str,
    shown: tuple[Column, ...],
    rows: Iterable[Any],
    *,
    held: int,
) -> None:
    """A sheet that is one Excel table; the heading and the first `held` columns stay in sight."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, held)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    headings = [{"header": str(column.heading), "header_format": styles["head"]} for column in shown]
    for at, column in enumerate(shown):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, str(column.heading), styles["head"])
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, column in enumerate(shown):
            _cell(sheet, last, at, column, row, styles)
    if sheet.constant_memory:
        sheet.autofilter(0, 0, last, len(shown) - 1)
    elif last:
        sheet.add_table(0, 0, last, len(shown) - 1, {"columns": headings, "style": "Table Style Light 1"})


def _cell(sheet: Any, line: int, at: int, column: Column, row: Any, styles: dict[str, Any]) -> None:
    """A link for as many rows as Excel follows links of, and else its words."""
    value = column.value(row)
    if column.leads and isinstance(value, int):
        # Each column of such a sheet is of links.
        url = column.leads(row) if line * (at + 1) <= MOST_LINKS else ""
        _number(sheet, line, at, value, url, styles)
    else:
        write_value(sheet, line, at, value, styles[column.kind], leads=column.kind == "link")

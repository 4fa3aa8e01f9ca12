"""A list as a file: CSV and Excel, from the columns that the page has too.

Rows are taken one by one, so that a long list costs no memory; the file is whole before its first byte is
sent, so that a failure never looks like a short list.
"""

import csv
import datetime
import io
import re
import tempfile
from collections.abc import Iterable
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from recommendations.tables.columns import Column, Value

# What a spreadsheet would take for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A spreadsheet set to another separator splits a cell after it, and a text of several lines at their ends: what begins
# there is a cell of its own. A line that begins "- " is a point of a list, of which our texts are full.
WITHIN = re.compile("([;\t][ \u00a0]*(?=[=+\\-@＝＋－＠])|[\r\n][ \u00a0]*(?=[=+@＝＋＠]|[-－](?![ \u00a0])))")
IN_MEMORY = 2 * 1024 * 1024
# Excel's own limit for one cell, in halves of UTF-16.
LONGEST = 32_767
CUT = " …"
# Excel takes this many links on a sheet.
MOST_LINKS = 32_000
# Wider columns (all together, in letters) are printed on pages side by side: on one they would be too small to read.
READABLE = 220
BOM = "\ufeff"

About = Iterable[tuple[str, str]]


def as_csv(columns: tuple[Column, ...], rows: Iterable[Any], about: About) -> IO[bytes]:
    """UTF-8 with its mark, so that Excel shows every script; days as 2026-09-30. `about` has no place."""
    raw = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    lines = io.TextIOWrapper(raw, "utf-8", newline="", write_through=True)
    lines.write(BOM)
    writer = csv.writer(lines)
    writer.writerow(_plain(str(column.heading)) for column in columns)
    writer.writerows([_plain(column.value(row)) for column in columns] for row in rows)
    lines.detach()
    raw.seek(0)
    return raw


def as_xlsx(columns: tuple[Column, ...], rows: Iterable[Any], about: About) -> IO[bytes]:
    """A sheet of rows, with real days and a heading that stays in sight, and one that says what they are."""
    raw = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(raw, options) as book:
        _write_rows(book, columns, rows)
        _write_about(book, about)
    raw.seek(0)
    return raw


def _write_rows(book: xlsxwriter.Workbook, columns: tuple[Column, ...], rows: Iterable[Any]) -> None:
    sheet = book.add_worksheet(_("List"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    formats = {
        "text": wrapped,
        "number": book.add_format({"valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "link": book.add_format({"text_wrap": True, "valign": "top", "underline": 1}),
    }
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    if sum(column.width for column in columns) <= READABLE:
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, formats[column.kind])
        sheet.write_string(0, at, str(column.heading), heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            write_value(sheet, last, at, column.value(row), formats[column.kind], leads=column.kind == "link")
    sheet.autofilter(0, 0, last, len(columns) - 1)


def write_value(sheet: Any, row: int, at: int, value: Value, style: Any, *, leads: bool) -> None:
    """A link for as many rows as Excel follows links of, and else its words."""
    if leads and value and row <= MOST_LINKS:
        sheet.write_url(row, at, value, style)
    else:
        write_cell(sheet, row, at, value, style)


def write_cell(sheet: Any, row: int, at: int, value: Value, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, at, None, style)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, at, datetime.datetime.combine(value, datetime.time()), style)
    elif isinstance(value, int):
        sheet.write_number(row, at, value, style)
    else:
        sheet.write_string(row, at, _fitting(value), style)


def _fitting(value: str) -> str:
    """As much as one cell of Excel holds; a text that is cut says so."""
    if len(value.encode("utf-16-le")) <= 2 * LONGEST:
        return value
    kept = value.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


def _write_about(book: xlsxwriter.Workbook, about: About) -> None:
    sheet = book.add_worksheet(_("About"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    for at, (label, value) in enumerate(about):
        sheet.write_string(at, 0, label, bold)
        sheet.write_string(at, 1, value, wrapped)


def _plain(value: Value) -> Value:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    told = WITHIN.sub(r"\1'", value)
    return f"'{told}" if value.lstrip(" \u00a0").startswith(FORMULA) else told

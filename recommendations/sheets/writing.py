"""A form as an Excel workbook that LibreOffice opens too.

Every cell below the headings is unlocked, although the sheets are protected: Excel sorts a protected range only
where all of its cells are. What is not read back refuses to be typed over instead, and what is pasted over it is
not looked at.
"""

import datetime
import io
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from recommendations.sheets.heights import GrowingSheet, height
from recommendations.sheets.shape import CLEAR, SIGNATURE, Column, Form, Kind, Table, Value

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LISTS = "lists"
GAP = 4.0  # points between two sentences of the guide
A4 = 9
# A font that Excel and LibreOffice have at the same width, so that rows are as high as they must be in both.
FONT = {"font_name": "Arial", "font_size": 10}
NAMES, HEADINGS, FIRST = 0, 1, 2  # rows: what the reader looks for (hidden), what people read, where lines begin
LONGEST = 32_767  # Excel's limit for a cell, in halves of UTF-16
BLUE, WHITE, QUIET, RULE = "#230050", "#FFFFFF", "#E6E5EC", "#9A98A8"
# What people may do although the sheet is protected: make it comfortable to read.
ALLOWED = {"sort": True, "autofilter": True, "format_rows": True, "format_columns": True, "format_cells": True}
LONGEST_PROMPT, LONGEST_TITLE, LONGEST_ERROR = 255, 32, 225


def write(form: Form) -> bytes:
    """The workbook's bytes. Its tables' rows are taken one by one, in the order of the tables."""
    raw = io.BytesIO()
    with xlsxwriter.Workbook(
        raw, {"constant_memory": True, "default_format_properties": dict(FONT), **OPTIONS}
    ) as book:
        book.set_properties({"title": form.title})
        formats = _formats(book)
        guide = book.add_worksheet(form.guide_title, GrowingSheet)
        sheets = [book.add_worksheet(table.title, GrowingSheet) for table in form.tables]
        ranges = _write_lists(book.add_worksheet(LISTS), form)
        _write_guide(guide, form, formats)
        for sheet, table in zip(sheets, form.tables, strict=True):
            _write_table(sheet, table, form, ranges, formats)
        sheets[0].activate()
    return raw.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[Any, Any]:
    common = {"valign": "top", "text_wrap": True, "locked": False, "border": 1, "border_color": RULE}
    return {
        Kind.TEXT: book.add_format(common),
        Kind.CHOICE: book.add_format(common),
        Kind.SHOWN: book.add_format(common | {"bg_color": QUIET}),
        Kind.MARK: book.add_format({"locked": False}),
        Kind.DAY: book.add_format(common | {"num_format": "dd/mm/yyyy", "align": "left"}),
        "head": book.add_format(common | {"bold": True, "bg_color": BLUE, "font_color": WHITE, "locked": True}),
        "quiet": book.add_format(common | {"bold": True, "bg_color": QUIET, "font_color": BLUE, "locked": True}),
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": BLUE, "text_wrap": True}),
        "name": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        "words": book.add_format({"valign": "top", "text_wrap": True}),
    }


def _write_guide(sheet: Any, form: Form, formats: dict[Any, Any]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.merge_range(0, 0, 0, 1, form.title, formats["title"])
    sheet.set_row(0, 44)
    for at, (name, words) in enumerate(form.guide, start=2):
        sheet.set_row(at, height([(words, 85)]) + GAP)
        sheet.write_string(at, 0, name, formats["name"])
        sheet.write_string(at, 1, words, formats["words"])
    sheet.protect("", ALLOWED)


def _write_lists(sheet: Any, form: Form) -> dict[str, str]:
    """Where each list stands, as a formula. They lie side by side, one row after the other."""
    lists = {name: [*choices, CLEAR] for name, choices in form.lists.items()}
    for row in range(max(map(len, lists.values()), default=0)):
        for column, choices in enumerate(lists.values()):
            if row < len(choices):
                sheet.write_string(row, column, choices[row])
    sheet.very_hidden()
    sheet.protect()
    ranges = {}
    for column, (name, choices) in enumerate(lists.items()):
        letter = xl_col_to_name(column)
        ranges[name] = f"={LISTS}!${letter}$1:${letter}${len(choices)}"
    return ranges


def _write_table(sheet: Any, table: Table, form: Form, ranges: dict[str, str], formats: dict[Any, Any]) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width, formats[column.kind], {"hidden": column.kind == Kind.MARK})
    sheet.set_row(NAMES, None, None, {"hidden": True})
    sheet.set_row(HEADINGS, height((column.heading, column.width - 3) for column in table.columns))
    whose = f"{form.owner}:{form.agency}" if form.agency else form.owner
    sheet.write_string(NAMES, 0, f"{SIGNATURE} {whose} {table.name}")
    for at, column in enumerate(table.columns[1:], start=1):
        sheet.write_string(NAMES, at, column.name)
    for at, column in enumerate(table.columns):
        head = formats["quiet" if column.kind == Kind.SHOWN else "head"]
        sheet.write_string(HEADINGS, at, column.heading, head)
    last = HEADINGS
    for last, row in enumerate(table.rows, start=FIRST):
        shown = zip(table.columns[1:], row[1:], strict=True)
        sheet.set_row(last, height((value, column.width) for column, value in shown if isinstance(value, str)))
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, last, at, value, formats[column.kind])
    end = max(last, FIRST) + table.room
    for at, column in enumerate(table.columns):
        _restrict(sheet, at, end, column, form, ranges)
    sheet.autofilter(HEADINGS, 0, end, len(table.columns) - 1)
    sheet.freeze_panes(FIRST, table.held)
    _set_paper(sheet, table, form)
    sheet.protect("", ALLOWED)


def _set_paper(sheet: Any, table: Table, form: Form) -> None:
    """For whoever prints it: headings and references on each page."""
    sheet.repeat_rows(HEADINGS)
    sheet.repeat_columns(0, table.held - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L{form.title.replace('&', '&&')[:200]}&R&P / &N")
    sheet.fit_to_pages(table.across, 0)


def _write_cell(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    if isinstance(value, datetime.date):
        sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), style)
    elif value:
        sheet.write_string(row, column, _fitting(value), style)
    else:
        sheet.write_blank(row, column, None, style)


def _fitting(value: str) -> str:
    halves = value.encode("utf-16-le", "ignore")[: LONGEST * 2]
    return halves.decode("utf-16-le", "ignore")


def _restrict(sheet: Any, at: int, end: int, column: Column, form: Form, ranges: dict[str, str]) -> None:
    """A drop-down, a hint, or a refusal to be typed over."""
    rule: dict[str, Any] = {}
    if column.kind == Kind.SHOWN:
        rule = {"validate": "custom", "value": "=FALSE", "error_message": form.not_read[:LONGEST_ERROR]}
    elif column.kind == Kind.CHOICE:
        rule = {"validate": "list", "source": ranges[column.choices], "error_message": form.not_in_list[:LONGEST_ERROR]}
    elif column.prompt:
        rule = {"validate": "any"}
    if rule and column.prompt:
        rule |= {"input_title": column.heading[:LONGEST_TITLE], "input_message": column.prompt[:LONGEST_PROMPT]}
    if rule:
        sheet.data_validation(FIRST, at, end, at, rule)

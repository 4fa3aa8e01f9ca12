"""The annexes of a paper as an Excel workbook: a sheet each, with a link back to each record."""

import datetime
import io
from typing import Any

from django.utils.translation import gettext as _

from recommendations.reports import sentences
from recommendations.reports.excel import MOST_IN_MEMORY, opened, styles_of
from recommendations.reports.listing import MOST_LINKS
from recommendations.reports.paper.value import Annex, Cell, Paper
from recommendations.reports.short import Line, words

WIDTHS = {"texts": (12, 34, 30, 22, 80, 30, 24, 40), "answers": (16, 22, 24, 14, 60, 28, 28, 40, 40, 20, 40)}


def layout(paper: Paper) -> bytes:
    raw = io.BytesIO()
    with opened(raw, many=max((len(each.rows) for each in paper.annexes), default=0) > MOST_IN_MEMORY) as book:
        made_on = datetime.datetime.combine(paper.data_on, datetime.time())
        book.set_properties({"title": paper.title, "subject": paper.cover[0], "created": made_on})
        styles = styles_of(book)
        _about(book, styles, paper)
        for annex in paper.annexes:
            _sheet(book, styles, annex)
    return raw.getvalue()


def _about(book: Any, styles: dict[str, Any], paper: Paper) -> None:
    sheet = book.add_worksheet(_("About"))
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 100)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, paper.title, styles["title"])
    for at, line in enumerate((*paper.cover, *map(str, sentences.NOTES)), start=1):
        sheet.write_string(at, 0, line, styles["text"])


def _sheet(book: Any, styles: dict[str, Any], annex: Annex) -> None:
    sheet = book.add_worksheet(_name(annex.title))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    widths = WIDTHS.get(annex.key, (34, *[16] * (len(annex.columns) - 1)))
    for at, (column, width) in enumerate(zip(annex.columns, widths, strict=False)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, column, styles["head"])
    linked = len(annex.rows) <= MOST_LINKS
    for line, row in enumerate(annex.rows, start=1):
        for at, cell in enumerate(row):
            _write(sheet, line, at, cell, styles, linked=linked)


def _write(sheet: Any, line: int, at: int, cell: Cell, styles: dict[str, Any], *, linked: bool) -> None:
    if isinstance(cell, datetime.date):
        sheet.write_datetime(line, at, datetime.datetime.combine(cell, datetime.time()), styles["day"])
    elif isinstance(cell, int):
        sheet.write_number(line, at, cell, styles["number"])
    elif linked and isinstance(cell, str) and cell.startswith(("http://", "https://")) and len(cell) < 2_000:
        sheet.write_url(line, at, cell, styles["text"])
    elif isinstance(cell, tuple):
        _figures(sheet, line, at, cell, styles)
    else:
        sheet.write_string(line, at, cell or "", styles["text"])


def _figures(sheet: Any, line: int, at: int, cell: Line, styles: dict[str, Any]) -> None:
    """A cell has one link: to all that was asked, which is its last."""
    if leading := [run.whole_url for run in cell if run.url]:
        sheet.write_url(line, at, leading[-1], styles["link"], string=words(cell))
    else:
        sheet.write_string(line, at, words(cell), styles["text"])


def _name(title: str) -> str:
    """A sheet's name: at most 31 letters, none of those that Excel refuses."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:31].strip()

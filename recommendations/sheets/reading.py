"""A workbook that came back: what was filled in, row by row. Formulas count as the values they show."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from recommendations import text
from recommendations.errors import Refused
from recommendations.sheets.marks import CELLS, ActivityMark, AnswerMark, EvidenceMark, Mark, digest, read_mark
from recommendations.sheets.shape import ANSWERS, CLEAR, SIGNATURE, Filled, Line
from recommendations.text import gettext_noop as _

NOT_OURS = _("This is not a file of answers from this site. Download it from your task list and fill in that one.")
DAMAGED = _("The Excel file is damaged and cannot be opened. Save it again and try once more.")
TOO_LONG = _("The sheet “%(sheet)s” has more than %(most)d lines. Split it into several files.")
MOST_LINES, MOST_COLUMNS, MOST_SHEETS = 20_000, 60, 20
REFERENCE = "reference"
OWNER = re.compile(r"([^:]*)(?::(\d{1,9}))?", re.ASCII)

Row = list[Any]


def read(data: bytes) -> Filled:
    """What is filled in. Raises Refused for what is no workbook, or not one of ours."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names[:MOST_SHEETS]
        found = [table for name in names for table in _tables(book, name)]
    except (CalamineError, ValueError, OSError):
        raise Refused(DAMAGED) from None
    if not any(name == ANSWERS for _owner, name, _lines in found):
        raise Refused(NOT_OURS)
    lines = [line for _owner, _name, lines in found for line in lines]
    filled = tuple(line for line in lines if line.cells)
    untouched = sum(line.table == ANSWERS and not line.cells for line in lines)
    owner, agency = _whose(found[0][0])
    return Filled(owner, filled, untouched, agency)


def _whose(told: str) -> tuple[str, int]:
    """ "LA:17" → the party and the id of the agency that filled it in, 0 for none."""
    found = OWNER.fullmatch(told)
    return (found[1], int(found[2] or 0)) if found else (told, 0)


def _tables(book: CalamineWorkbook, name: str) -> Iterator[tuple[str, str, list[Line]]]:
    """(owner, table, lines) of a sheet that bears our signature; nothing for another one."""
    sheet = book.get_sheet_by_name(name)
    if not sheet.height or sheet.total_width > 16_384:
        return
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_LINES + 3)
    sign, _dot, rest = _said(rows[0][0]).rpartition(" ")
    signed, _dot, owner = sign.rpartition(" ")
    if signed != SIGNATURE or not rest:
        return
    if len(rows) > MOST_LINES + 2:
        raise Refused(TOO_LONG, sheet=name, most=MOST_LINES)
    names = [_said(cell) for cell in rows[0][1:MOST_COLUMNS]]
    yield owner, rest, [line for at, row in enumerate(rows[2:], start=3) if (line := _line(rest, names, at, row))]


def _line(table: str, names: list[str], at: int, row: Row) -> Line | None:
    """The row, where anything stands in it."""
    mark = _said(row[0])
    held = {name: said for name, cell in zip(names, row[1:], strict=False) if name and (said := _said(cell))}
    if not mark and not held:
        return None
    reference = held.pop(REFERENCE, "")
    known = read_mark(mark)
    return Line(table, at, mark, reference, tuple(_touched(known, reference, held).items()))


def _touched(mark: Mark | None, reference: str, held: dict[str, str]) -> dict[str, str]:
    """The cells that are not as they were."""
    if isinstance(mark, AnswerMark):
        return {name: said for name, said in held.items() if name in CELLS and not mark.said(name, said)}
    if isinstance(mark, ActivityMark):
        same = mark.said == digest(reference, *(held.get(name, "") for name in ("activity", "starts_on", "ends_on")))
        return {} if same else held
    if isinstance(mark, EvidenceMark):
        return {name: said for name, said in held.items() if name == "title" and is_clear(said)}
    return held


def _said(cell: Any) -> str:
    """A cell as text: whole numbers without a point, days as 2026-09-30."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return text.clean(str(cell)) if cell is not None else ""


def is_clear(said: str) -> bool:
    return said.casefold() == CLEAR

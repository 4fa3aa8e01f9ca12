"""Tables typed as text: cells between bars ("| 1 | Teach … | MoLSW |"), or between tabs as pasted from Word or Excel."""

import re
from collections.abc import Iterator, Sequence

from recommendations.parsing.readers.tables.grid import Cell
from recommendations.parsing.readers.tables.headers import roles_of
from recommendations.parsing.readers.tables.sheets import sheet_lines
from recommendations.parsing.source import Line

RULE = re.compile(r"[\s|:+=-]{3,}")
FEWEST = 2


def set_in_tables(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with each table that a head of recommendations opens read row by row; all others as they are."""
    out: list[Line] = []
    place = 0
    while place < len(lines):
        rows = list(_table(lines[place:])) if roles_of(_cells(lines[place].text)) else []
        out += sheet_lines([_row(row) for row in rows if not RULE.fullmatch(row.text)]) if rows else [lines[place]]
        place += len(rows) or 1
    return tuple(out)


def _table(lines: Sequence[Line]) -> Iterator[Line]:
    """The head and the rows under it: with the head's mark between cells, to the first line without one."""
    mark = "|" if "|" in lines[0].text else "\t"
    for line in lines:
        if mark not in line.text and not RULE.fullmatch(line.text):
            return
        yield line


def _cells(text: str) -> list[str]:
    if text.startswith("|") and text.count("|") > FEWEST:
        return [cell.strip() for cell in text.strip("|").split("|")]
    return [cell.strip() for cell in text.split("\t")] if "\t" in text else []


def _row(line: Line) -> list[Cell]:
    return [
        Cell(at, 1, [Line(text, line.number, line.page)] if text else []) for at, text in enumerate(_cells(line.text))
    ]

"""Tables row by row, whatever file they stand in."""

from collections.abc import Iterable

from recommendations.parsing.readers.tables.grid import Cell
from recommendations.parsing.readers.tables.headers import roles_of
from recommendations.parsing.readers.tables.rows import Sheet, plain_lines
from recommendations.parsing.source import Line


def sheet_lines(rows: Iterable[list[Cell]]) -> list[Line]:
    """The lines of a table, laid out by its head where it lists recommendations, else cell by cell."""
    out: list[Line] = []
    sheet: Sheet | None = None
    for cells in rows:
        roles = roles_of([cell.text for cell in cells])
        if roles:
            sheet = sheet or Sheet(out, {})
            sheet.head({cells[place].at: role for place, role in roles.items()})
        elif sheet:
            sheet.take(cells)
        else:
            out += plain_lines(cells)
    return out

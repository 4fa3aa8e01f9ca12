"""Tables: those that list recommendations under a head, and all others."""

from dataclasses import dataclass, field

from recommendations.parsing.readers.docx.cells import Walk, cells_of, elements
from recommendations.parsing.readers.docx.names import Element
from recommendations.parsing.readers.docx.state import State
from recommendations.parsing.readers.tables.headers import roles_of
from recommendations.parsing.readers.tables.rows import Sheet, plain_lines
from recommendations.parsing.source import Line


@dataclass(frozen=True)
class Columns:
    """What the columns of a table hold, by their place in the grid, and how many there are."""

    roles: dict[int, str] = field(default_factory=dict)
    count: int = 0


def table_lines(table: Element, state: State, walk: Walk, before: Columns | None) -> tuple[list[Line], Columns | None]:
    """The lines of a table, and its columns where it lists recommendations; ``before``: those of a table that goes on here."""
    sheet: Sheet | None = None
    out: list[Line] = []
    columns = before
    for row in elements(table, "tr"):
        cells = cells_of(row, state, walk)
        count = max((cell.at + cell.span for cell in cells), default=0)
        roles = roles_of([cell.text for cell in cells])
        if roles:
            columns = Columns({cells[place].at: role for place, role in roles.items()}, count)
            sheet = sheet or Sheet(out, {})
            sheet.head(columns.roles)
        elif sheet is None and before and before.count == count:
            sheet = Sheet(out, before.roles)
            sheet.take(cells)
        elif sheet:
            sheet.take(cells)
        else:
            out += plain_lines(cells)
    return out, columns if sheet else None

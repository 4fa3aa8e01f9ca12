"""Tables of web pages as grids of cells, and their lines."""

from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from recommendations.parsing.readers.tables.grid import MOST_COLUMNS, Cell
from recommendations.parsing.source import Line

ROW_PARTS = frozenset(("thead", "tbody", "tfoot"))


class Grid:
    """The rows of a table; a cell that spans rows goes on in those below."""

    def __init__(self, table: HtmlElement, read: Callable[[HtmlElement], list[Line]]) -> None:
        self.read = read
        self.hanging: dict[int, tuple[int, int]] = {}  # column → rows still covered, columns covered
        self.rows = [self._row(row) for row in _rows(table)]

    def _row(self, row: HtmlElement) -> list[Cell]:
        out: list[Cell] = []
        at = 0
        for element in row:
            if element.tag in ("td", "th") and at < MOST_COLUMNS:
                at = self._hang(out, at)
                span, rows = _span(element, "colspan"), _span(element, "rowspan")
                out.append(Cell(at, span, self.read(element)))
                if rows > 1:
                    self.hanging[at] = rows, span
                at += span
        self._hang(out, at)
        self.hanging = {at: (rows - 1, span) for at, (rows, span) in self.hanging.items() if rows > 1}
        return out

    def _hang(self, out: list[Cell], at: int) -> int:
        """Adds the cells that reach down from above, and tells the next free column."""
        taken = {cell.at for cell in out}
        while at in self.hanging and at not in taken:
            span = self.hanging[at][1]
            out.append(Cell(at, span, [], goes_on=True))
            at += span
        return at


def _rows(table: HtmlElement) -> Iterable[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ROW_PARTS:
            yield from (row for row in child if row.tag == "tr")


def _span(element: HtmlElement, name: str) -> int:
    said = element.get(name) or ""
    return min(max(int(said), 1), MOST_COLUMNS) if said.isdecimal() and len(said) < 6 else 1

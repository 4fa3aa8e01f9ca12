"""Tables of recommendations on a PDF's pages: told by their head, read cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recommendations.parsing.furniture import is_closing
from recommendations.parsing.headings import is_heading
from recommendations.parsing.readers.pdf_cells import Band, Box, cells_of
from recommendations.parsing.readers.pdf_rows import Page, Row, side_by_side
from recommendations.parsing.readers.tables.grid import Cell
from recommendations.parsing.readers.tables.headers import NUMBER, TEXT, roles_of
from recommendations.parsing.readers.tables.rows import Sheet
from recommendations.parsing.source import Line

LONGEST_HEADING = 25  # words across the whole table


@dataclass
class Table:
    """The columns of a table by the places where they begin, and the lines that its rows have become."""

    edges: list[float]
    roles: dict[int, str]
    sheet: Sheet
    out: list[Line] = field(default_factory=list)
    told: int = 0  # lines already handed on

    @property
    def texts(self) -> int:
        """The column of the recommendations."""
        return next(place for place, role in self.roles.items() if role == TEXT)

    def new_lines(self) -> list[Line]:
        lines, self.told = self.out[self.told :], len(self.out)
        return lines


def set_in_tables(pages: Sequence[Page]) -> None:
    """Replaces the rows of each table by the lines of its cells; a table goes on over pages."""
    open_table: Table | None = None
    for page in pages:
        open_table = _read_page(page, open_table)


def _read_page(page: Page, table: Table | None) -> Table | None:
    bands = [Band(rows) for rows in side_by_side([row for row in page.rows if not row.aside])]
    out: list[Row] = [row for row in page.rows if row.aside]
    kept: list[Band] = []
    headed = -2
    for at, band in enumerate(bands):
        roles = _roles(band)
        if roles:
            _hand_on(table, kept, out, page)
            table, kept, headed = _opened(band, roles, bands[at + 1 :], table), [], at
            continue
        if table and _ends(band, table):
            _hand_on(table, kept, out, page)
            table, kept = None, []
        if table and headed == at - 1 and table.texts not in band.columns(table.edges):
            headed = at  # a heading's second line
        elif table:
            kept.append(band)
        else:
            out += band.rows
    _hand_on(table, kept, out, page)
    if table or any(row.made for row in out):
        page.rows = out
    return table


def _roles(band: Band) -> dict[int, str] | None:
    """What the columns hold, where a band is a table's head."""
    roles = roles_of([box.text for box in band.boxes]) if len(band.boxes) > 1 else None
    return roles if roles and TEXT in roles.values() and len(roles) > max(1, 0.4 * len(band.boxes)) else None


def _opened(head: Band, roles: dict[int, str], below: Sequence[Band], before: Table | None) -> Table:
    out = before.out if before else []
    sheet = before.sheet if before else Sheet(out, {})
    sheet.head(roles)
    sheet.headed = False  # only Word merges the cells of a head of two rows
    return Table(_edges(head.boxes, below), roles, sheet, out, before.told if before else 0)


def _edges(boxes: Sequence[Box], below: Sequence[Band]) -> list[float]:
    """Where each column begins: in the widest strip between two headings that neither they nor the rows fill."""
    own = [band for band in below if not any(_spans(box, boxes) for box in band.boxes)]
    filled = [(word.left, word.right) for band in own for word in band.words]
    filled = sorted([*filled, *((box.left, box.right) for box in boxes)])
    edges = [boxes[0].left - 1]
    for left, right in pairwise(boxes):
        reach, widest, edge = left.middle, 0.0, right.left - 1
        for start, end in filled:
            if start > right.middle:
                break
            if start - reach > widest:
                widest, edge = start - reach, (start + reach) / 2
            reach = max(reach, end)
        edges.append(max(edge, edges[-1] + 1))
    return edges


def _spans(box: Box, heads: Sequence[Box]) -> bool:
    """Lies across columns: a merged row, or a line that is none of the table's."""
    return sum(box.left < head.middle < box.right for head in heads) > 1


def _ends(band: Band, table: Table) -> bool:
    """A line across all columns that is no heading ends the table."""
    if len(band.boxes) > 1 or not band.crosses(table.edges):
        return False
    text = band.boxes[0].text
    return is_closing(text) or (not is_heading(text) and len(text.split()) > LONGEST_HEADING)


def _hand_on(table: Table | None, bands: list[Band], out: list[Row], page: Page) -> None:
    """Reads the rows gathered so far, and puts their lines in the page."""
    if table is None or not bands:
        return
    numbers = next((place for place, role in table.roles.items() if role == NUMBER), None)
    edges = [word.right for band in bands for word in band.words] + [rule.right for rule in page.rules]
    page.reach = max(page.reach, *edges)
    for at, cells in enumerate(cells_of(bands, table.edges, numbers, table.texts, page)):
        if at == 0 and table.told:
            _run_over(cells, table.texts)
        table.sheet.take(cells)
    first = bands[0].rows[0]
    out += [Row(first.words, page.number, made=line) for line in table.new_lines()]


def _run_over(cells: list[Cell], texts: int) -> None:
    """A row that a page cut: its text goes on with a small letter."""
    text = next((cell for cell in cells if cell.at == texts), None)
    if text and text.text[:1].islower():
        text.goes_on = True

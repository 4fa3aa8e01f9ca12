"""The rows and cells of a Word table: merged ones, those that a tracked change brought or took."""

from collections.abc import Callable
from dataclasses import replace

from recommendations.parsing.readers.docx.names import Element, find, number, val, w
from recommendations.parsing.readers.docx.revisions import CELL_KINDS, ROW_KINDS
from recommendations.parsing.readers.docx.state import State
from recommendations.parsing.readers.tables.grid import MOST_COLUMNS, Cell
from recommendations.parsing.source import Line

WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo")))
Walk = Callable[[Element, State], list[Line]]


def elements(parent: Element, name: str) -> list[Element]:
    """Rows of a table or cells of a row, also those wrapped in form fields."""
    out = []
    for child in parent:
        if child.tag == w(name):
            out.append(child)
        elif child.tag in WRAPPERS:
            out += elements(child, name)
    return out


def cells_of(row: Element, state: State, walk: Walk) -> list[Cell]:
    """The cells of a row that are read, with their lines. Cells lie side by side: a page turns once for all of them."""
    stays, changed = state.revisions.reads_all(find(row, "trPr"), ROW_KINDS)
    if not stays:
        return []
    at = number(val(row, "trPr", "gridBefore")) or 0
    first = last = state.pages.at
    begun = False
    out: list[Cell] = []
    for element in elements(row, "tc"):
        state.pages.at = first
        cell = _cell(element, min(at, MOST_COLUMNS), state, walk)
        at += cell.span
        last = max(last, state.pages.at)
        if not begun and cell.filled:
            begun = True
            first = next(line.page for line in cell.lines if line.text or line.label) or first
        if _stays(element, state):
            out.append(cell)
    state.pages.at = last
    for cell in out:
        cell.lines = [replace(line, changed=True) for line in cell.lines] if changed else cell.lines
    return out


def _cell(element: Element, at: int, state: State, walk: Walk) -> Cell:
    properties = find(element, "tcPr")
    span = min(max(number(val(properties, "gridSpan")) or 1, 1), MOST_COLUMNS)
    merged = find(properties, "vMerge") is not None or find(properties, "hMerge") is not None
    restart = "restart" in (val(properties, "vMerge"), val(properties, "hMerge"))
    return Cell(at, span, walk(element, state), goes_on=merged and not restart)


def _stays(element: Element, state: State) -> bool:
    properties = find(element, "tcPr")
    changes = [child for child in properties if child.tag in CELL_KINDS] if properties is not None else []
    stay = [state.revisions.reads(change, CELL_KINDS[change.tag]) for change in changes]  # all are counted
    return all(stay)

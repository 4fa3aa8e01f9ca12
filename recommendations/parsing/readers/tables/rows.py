"""The rows of a table that lists recommendations: each an item, with who is responsible and by when beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from recommendations.parsing.headings import is_heading
from recommendations.parsing.markers import read_label, read_marker
from recommendations.parsing.readers.tables.grid import Cell
from recommendations.parsing.readers.tables.headers import NUMBER, RESPONSIBLE, TEXT, THEME, TIMELINE
from recommendations.parsing.source import Line

LABEL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,2}|[A-Za-z]|[ivxIVX]{1,5})(?:[.)/]|\.\))?")
BULLET = "•"
LONGEST_BESIDE = 2_000  # characters; no table says more of one text


Cells = Sequence[Cell]


class Sheet:
    """Walks over the rows under a head and adds their lines to ``out``."""

    def __init__(self, out: list[Line], roles: dict[int, str]) -> None:
        self.out = out
        self.roles = roles
        self.above: dict[str, str] = {}  # role → what merged cells still say
        self.item: int | None = None  # the place in ``out`` where the last item begins
        self.headed = False  # the row before was the head
        self.counted = False  # a row had a number

    def head(self, roles: dict[int, str]) -> None:
        self.roles = roles
        self.headed = True

    def take(self, cells: Cells) -> None:
        headed, self.headed = self.headed, False
        filled = [cell for cell in cells if cell.filled]
        by_role = {self.roles[cell.at]: cell for cell in cells if cell.at in self.roles}
        text = by_role.get(TEXT)
        if headed and text is not None and text.goes_on:
            return  # the second row of a head of two
        if filled and (len(filled) == 1 and self.is_heading(filled[0], by_role)):
            self.out += [replace(line, bold=True) for line in filled[0].lines]
            self.item, self.above = None, {}
            return
        self.theme(by_role.get(THEME))
        beside = {role: self.said(role, by_role.get(role)) for role in (RESPONSIBLE, TIMELINE)}
        self.add(by_role, beside)
        known = {id(cell) for cell in by_role.values()}
        self.out += [
            replace(line, aside=True) for cell in cells if id(cell) not in known for line in cell.lines if line.text
        ]

    def is_heading(self, cell: Cell, by_role: dict[str, Cell]) -> bool:
        """A row of one cell: over the whole table, or words where a number is due."""
        covered = {role for at, role in self.roles.items() if cell.at <= at < cell.at + cell.span}
        if len(covered) > 1 or is_heading(cell.text):
            return True
        return TEXT not in covered and bool(cell.text) and not LABEL.fullmatch(cell.text)

    def theme(self, cell: Cell | None) -> None:
        if cell and cell.filled and not cell.goes_on and self.above.get(THEME) != cell.text:
            self.above[THEME] = cell.text
            self.out += [Line("", 0), *(replace(line, bold=True) for line in cell.lines if line.text)]
            self.item = None

    def said(self, role: str, cell: Cell | None) -> str:
        """What a cell beside the text says, on one line; a merged one speaks for all its rows."""
        if cell is None:
            return ""
        if not cell.goes_on:
            self.above[role] = "; ".join(_printed(line).rstrip(";") for line in cell.lines if line.text)
        return self.above.get(role, "")

    def add(self, by_role: dict[str, Cell], beside: dict[str, str]) -> None:
        text, numbered = by_role.get(TEXT), by_role.get(NUMBER)
        lines = [line for line in text.lines if line.text] if text else []
        if not lines:
            self.add_beside(beside)
            return
        label = _label(numbered)
        self.counted = self.counted or label is not None
        goes_on = self.item is not None and label is None and self.continues(lines[0], text)
        if label:
            lines = [replace(lines[0], label=label, level=0), *map(_deeper, lines[1:])]
        elif goes_on:
            lines = [replace(lines[0], broken=True), *lines[1:]]
        elif not self.counted and read_marker(lines[0]) is None and not is_heading(lines[0].text):
            lines = [replace(lines[0], label=BULLET, level=0), *map(_deeper, lines[1:])]
        self.item = self.item if goes_on else len(self.out)
        self.out += [replace(line, responsible=beside[RESPONSIBLE], timeline=beside[TIMELINE]) for line in lines]

    def continues(self, first: Line, text: Cell | None) -> bool:
        """A row that goes on with the item above: its number is merged with that one's, or left empty."""
        if text is not None and text.goes_on:
            return True
        return self.counted and read_marker(first) is None

    def add_beside(self, beside: dict[str, str]) -> None:
        """A row without a text of its own: more of who and when for the item above."""
        if self.item is None:
            return
        line = self.out[self.item]
        if len(line.responsible) + len(line.timeline) > LONGEST_BESIDE:
            return
        self.out[self.item] = replace(
            line,
            responsible=_joined(line.responsible, beside[RESPONSIBLE]),
            timeline=_joined(line.timeline, beside[TIMELINE]),
        )


def _joined(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(part for part in (one, other) if part))


def _label(cell: Cell | None) -> str | None:
    """What stands in a number's cell, typed or counted; None for nothing and for words."""
    if cell is None or cell.goes_on:
        return None
    line = next((line for line in cell.lines if line.text or line.label), None)
    if line is None:
        return None
    if line.label and not line.text:
        return line.label
    return line.text if LABEL.fullmatch(line.text) or read_label(line.text) else None


def _deeper(line: Line) -> Line:
    """A list inside a row lies one level below the row."""
    return replace(line, level=(line.level or 0) + 1) if line.label else line


def _printed(line: Line) -> str:
    return f"{line.label} {line.text}" if line.label and line.label[0].isalnum() else line.text


def plain_lines(cells: Cells) -> list[Line]:
    """A row of any other table: cell by cell; a number alone in the first is the label of what follows."""
    filled = [cell for cell in cells if cell.filled]
    label = _label(filled[0]) if len(filled) > 1 else None
    if label is None or label.isalpha():  # "A" or "V" alone may be any word of any table
        return [line for cell in cells for line in cell.lines if line.text or line.label]
    lines = [line for cell in filled[1:] for line in cell.lines if line.text]
    return [replace(lines[0], label=label, level=0), *map(_deeper, lines[1:])] if lines else filled[0].lines

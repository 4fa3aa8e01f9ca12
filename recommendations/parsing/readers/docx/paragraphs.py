"""A paragraph as lines: its number, its text, its place."""

from dataclasses import replace

from recommendations.parsing.readers.docx.names import Element, find, number, switch, w
from recommendations.parsing.readers.docx.numbering import Number
from recommendations.parsing.readers.docx.pages import turns_after, turns_before
from recommendations.parsing.readers.docx.revisions import ORIGINAL
from recommendations.parsing.readers.docx.runs import Row, Runs
from recommendations.parsing.readers.docx.state import State
from recommendations.parsing.source import Line
from recommendations.text import is_blank, nfc

TWIPS = 120  # a column on paper, a twelfth of an inch
WIDEST = 80


class Paragraph:
    """One printed paragraph: several of the file where the marks between them were deleted."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.runs = Runs(state)
        self.properties: Element = None
        self.empty = True
        self.hidden = False

    def take(self, element: Element) -> bool:
        """Reads on; whether the paragraph ends here. It takes its settings from the first part that has a text."""
        own, revisions = find(element, "pPr"), self.state.revisions
        if self.empty:
            self.properties = revisions.properties(element)
        if turns_before(own):
            self.state.pages.turn()
        self.runs.paragraph(element)
        self.empty = not self.runs.filled
        mark = find(own, "rPr")
        stays, changed = revisions.reads_all(mark)
        self.runs.rows[-1].changed |= changed
        self.hidden = bool(switch(mark, "vanish")) if mark is not None else False
        if turns_after(own):
            self.state.pages.turn()
        return stays and not (mark is not None and switch(mark, "specVanish"))

    def lines(self, *, ended: bool) -> list[Line]:
        """Its lines. One that holds nothing and does not end, or is hidden to its mark, is none at all."""
        if self.empty and (not ended or self.hidden):
            return []
        style = self.state.styles.of_paragraph(self.properties)
        numbered = self._number()
        rows = _trimmed(self.runs.rows)
        heading = self.state.styles.is_heading(style)
        indent = self._indent(style, numbered)
        out = [_line(row, heading, indent, broken=at > 0) for at, row in enumerate(rows)]
        if numbered:
            out[0] = _numbered(out[0], numbered)
        return [] if self.state.styles.is_contents(style) else out

    def _number(self) -> Number | None:
        untracked = find(self.properties, "numPr", "ins") is None
        return self.state.counters.next(self.properties) if untracked or self.state.revisions.mode != ORIGINAL else None

    def _indent(self, style: str | None, numbered: Number | None) -> int:
        """Where the first line begins, in columns: said by the paragraph, its list or its style, in this order."""
        said = [find(self.properties, "ind"), numbered.indent if numbered else None]
        said += [find(each, "pPr", "ind") for each in self.state.styles.chain(style)]
        given = [each for each in said if each is not None]
        left = _first(given, "left", "start")
        return min(max(left + _first(given, "firstLine") - _first(given, "hanging"), 0) // TWIPS, WIDEST)


def _first(given: list[Element], *names: str) -> int:
    values = (number(each.get(w(name))) for each in given for name in names)
    return next((value for value in values if value is not None), 0)


def _trimmed(rows: list[Row]) -> list[Row]:
    """Without empty rows at both ends; one is left where all are empty."""
    filled = [at for at, row in enumerate(rows) if row.filled]
    kept = rows[filled[0] : filled[-1] + 1] if filled else rows[-1:]
    if any(row.changed for row in rows):
        kept[0].changed |= not any(row.changed for row in kept)
    return kept


def _line(row: Row, heading: bool, indent: int, *, broken: bool) -> Line:
    printed = row.text.expandtabs(4)
    text = "" if is_blank(printed) else " ".join(nfc(printed).split())
    return Line(
        text,
        number=0,
        page=row.page,
        indent=indent + len(printed) - len(printed.lstrip()) if text else 0,
        bold=bool(text) and (heading or not row.light),
        broken=broken,
        changed=row.changed,
    )


def _numbered(line: Line, numbered: Number) -> Line:
    text = f"{numbered.words} {line.text}".strip()
    return replace(line, text=text, label=numbered.label, level=numbered.level if numbered.label else None)

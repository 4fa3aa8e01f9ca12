"""Marks of bold and italics that were left in a text: ``**portability**``, ``*Supporting migrant workers*``."""

import re
from collections.abc import Iterable, Sequence

STARS = re.compile(r"\*{1,3}")
MOST_ROWS_OPEN = 3  # a theme in italics may run over a blank line
Place = tuple[int, int, int]  # row, start, end
HEADING = re.compile(r"^\s*#{1,6}\s+(?=\S)")


def without_marks(rows: Sequence[str]) -> list[tuple[str, bool]]:
    """Each row without its paired marks, and whether all of it stood in them; marks may run on within a paragraph."""
    spans: list[list[tuple[int, int]]] = [[] for _row in rows]
    opened: dict[str, Place] = {}
    for paragraph in _paragraphs(rows):
        opened = {mark: place for mark, place in opened.items() if place[0] >= paragraph.start - MOST_ROWS_OPEN}
        for opening, closing in _pairs(rows, paragraph, opened):
            spans[opening[0]].append(opening[1:])
            spans[closing[0]].append(closing[1:])
    bold = _covered(rows, spans)
    return [_cut(row, spans[index], bold[index]) for index, row in enumerate(rows)]


def _paragraphs(rows: Sequence[str]) -> Iterable[range]:
    start = 0
    for index, row in enumerate([*rows, ""]):
        if not row.strip():
            if index > start:
                yield range(start, index)
            start = index + 1


def _pairs(rows: Sequence[str], paragraph: range, opened: dict[str, Place]) -> Iterable[tuple[Place, Place]]:
    """A mark opens before a letter after none, and closes after one before none: "* item", "5 * 3", "a*b" are none."""
    for index in paragraph:
        row = rows[index]
        for match in STARS.finditer(row):
            before, after = row[max(match.start() - 1, 0) : match.start()], row[match.end() : match.end() + 1]
            here = (index, match.start(), match.end())
            if match[0] in opened and before and not before.isspace() and not after.isalnum():
                yield opened.pop(match[0]), here
            elif after and not after.isspace() and not before.isalnum():
                opened[match[0]] = here


def _covered(rows: Sequence[str], spans: list[list[tuple[int, int]]]) -> list[bool]:
    """True for a row that lies between marks from its first character to its last."""
    out, inside = [], False
    for row, cuts in zip(rows, spans, strict=True):
        begins = inside or (bool(cuts) and not row[: cuts[0][0]].strip())
        if len(cuts) % 2:
            inside = not inside
        ends = inside or (bool(cuts) and not row[max(end for _start, end in cuts) :].strip())
        out.append(begins and ends and len(cuts) <= 2)
    return out


def _cut(row: str, cuts: list[tuple[int, int]], bold: bool) -> tuple[str, bool]:
    edges = [0, *(edge for cut in sorted(cuts) for edge in cut), len(row)]
    row = "".join(row[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    heading = HEADING.match(row)
    return (row[heading.end() :], True) if heading else (row, bold)

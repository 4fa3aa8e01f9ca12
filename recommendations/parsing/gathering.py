"""Lines made whole again: one piece for each printed paragraph, item or heading, however its lines were broken."""

import re
from dataclasses import replace

from recommendations.parsing import furniture
from recommendations.parsing.accepting import accepts
from recommendations.parsing.markers import Marker, read_marker
from recommendations.parsing.opening import opens
from recommendations.parsing.pieces import Piece
from recommendations.parsing.source import Line, Source
from recommendations.parsing.walk import Walk

# A word that a page's turn broke at its own hyphen: "gender-" / "based". Not "pre-" / "and post-migration".
BROKEN_WORD = re.compile(r"[a-z]{3}-$")
GOES_ON = re.compile(r"(?!(?:and|or|to|as|nor|in|of)\b)[a-z]{3}")


def gather(source: Source) -> tuple[list[Piece], list[Piece]]:
    """The pieces of a source in reading order, and what every page repeats (page numbers, running headers)."""
    gatherer = Gatherer(source)
    furnished = furniture.of_pages(source.lines)
    for index, line in enumerate(source.lines):
        if not line.text:
            gatherer.walk.gap += 1
        elif line.aside:
            gatherer.put_aside(line)
        elif index in furnished:
            gatherer.leave_out(line)
        else:
            gatherer.take(line, index)
    gatherer.close()
    return gatherer.walk.pieces, gatherer.furniture


class Gatherer:
    """Walks over the lines once, deciding for each whether it goes on or opens a piece."""

    def __init__(self, source: Source) -> None:
        self.walk = Walk(source)
        self.furniture: list[Piece] = []

    def put_aside(self, line: Line) -> None:
        self.furniture.append(_piece(line, aside=line.place is None))

    def leave_out(self, line: Line) -> None:
        self.furniture.append(_piece(line))
        self.walk.gap = max(self.walk.gap, furniture.PAGE_GAP)

    def take(self, line: Line, index: int) -> None:
        letters = (value for style, value in self.walk.last.items() if style.startswith("letter"))
        marker = read_marker(line, max(letters, default=None))
        if marker and not accepts(self.walk, marker, index):
            marker = None
        if marker or opens(self.walk, line):
            self.open(line, marker)
        else:
            self.go_on(line)
        self.walk.before, self.walk.gap = line, 0

    def open(self, line: Line, marker: Marker | None) -> None:
        self.close()
        text = marker.rest if marker else line.text
        piece = replace(_piece(line), text=text, gap=self.walk.gap, marker=marker)
        self.walk.parts = [text]
        self.walk.pieces.append(replace(piece, responsible=line.responsible, timeline=line.timeline))
        if marker and marker.value is not None:
            self.walk.last[marker.style] = marker.value

    def go_on(self, line: Line) -> None:
        turned = self.walk.before is not None and self.walk.before.page != line.page
        if turned and BROKEN_WORD.search(self.walk.parts[-1]) and GOES_ON.match(line.text):
            self.walk.parts[-1] += line.text
        else:
            self.walk.parts.append(line.text)
        self.walk.pieces[-1] = replace(self.walk.pieces[-1], line_to=line.number)

    def close(self) -> None:
        if self.walk.pieces:
            self.walk.pieces[-1] = replace(self.walk.pieces[-1], text=" ".join(" ".join(self.walk.parts).split()))


def _piece(line: Line, *, aside: bool = False) -> Piece:
    return Piece(line.text, line.number, line.number, line.page, 0, line.indent, line.bold, aside=aside)

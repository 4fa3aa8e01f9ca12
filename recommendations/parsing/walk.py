"""Where the walk over the lines stands: the paragraph that is open, the line before, what the whole source tells."""

import re
from collections import Counter

from recommendations.parsing.markers import read_marker
from recommendations.parsing.pieces import Piece
from recommendations.parsing.source import Line, Source
from recommendations.parsing.wrapping import next_strong_numbers, next_values, width

SENTENCE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|shall|should|must|which|who|that|participated|agreed)\b")
BREAKS_OFF = re.compile(
    r"(?:,|\b(?:a|an|the|of|and|or|on|in|at|to|for|from|with|by|as)|\b\d{1,2}(?:[-–]\d{1,2}|st|nd|rd|th)?)$", re.I
)
LONGEST_TITLE = 4  # lines; a title that is longer has lost its closing mark


class Walk:
    """What accepting.py and opening.py ask when they decide on a line."""

    def __init__(self, source: Source) -> None:
        self.lines = source.lines
        self.wrapped = source.wrapped
        self.width = width(source)
        self.pieces: list[Piece] = []
        self.parts: list[str] = []  # the lines of the open paragraph
        self.last: dict[str, int] = {}  # style → the last accepted value
        self.bullets = Counter(
            marker.style for line in source.lines if (marker := read_marker(line)) and marker.is_bullet
        )
        self.strong = next_strong_numbers(source)
        self.next_values = next_values(source)
        self.gap = 0
        self.before: Line | None = None

    @property
    def title(self) -> str:
        """The open paragraph as far as a title may reach."""
        return " ".join(self.parts[:LONGEST_TITLE])

    @property
    def in_item(self) -> bool:
        return self.pieces[-1].marker is not None

    @property
    def is_sentence(self) -> bool:
        """What came before is running prose, no title: it has a verb, or breaks off at a comma or a small word."""
        return bool(SENTENCE.search(self.parts[-1]) or BREAKS_OFF.search(self.parts[-1]))

    @property
    def quote_is_open(self) -> bool:
        """A title that opened quotation marks or a bracket and did not close them yet."""
        straight = self.title.startswith('"') and self.title.count('"') == 1
        unclosed = straight or any(self.title.count(one) > self.title.count(other) for one, other in ("“”", "()"))
        return unclosed and len(self.parts) <= LONGEST_TITLE

    def full(self, line: Line, following: Line) -> bool:
        """A line is full where the next line's first word would not have fitted on it."""
        if line.room is not None:
            return line.room < following.lead
        first = following.text.split(None, 1)[0]
        return self.width is not None and line.reach + 1 + len(first) > self.width

"""Lines made whole again: one piece for each printed paragraph, item or heading, however its lines were broken."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from recommendations.parsing import furniture
from recommendations.parsing.dates import find_dates
from recommendations.parsing.headings import is_heading, surely_heads
from recommendations.parsing.markers import BARE, Marker, read_marker
from recommendations.parsing.source import Line, Source
from recommendations.parsing.tongues import NUMBERED
from recommendations.parsing.vocabulary import COUNTRY
from recommendations.parsing.wrapping import has_ended, next_strong_numbers, next_values, width

SENTENCE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|shall|should|must|which|who|that|participated|agreed)\b")
NAMES_FORUM = re.compile(r"(?:migrant (?:and )?labou?r|labour migration|afml)\)?$", re.I)
NAMES_MEETING = re.compile(r"(?:workshop|meeting|consultation|conference)$", re.I)
OPENS_FORUM = re.compile(r"\d{1,2}(?:st|nd|rd|th) (?:asean|afml)\b", re.I)
BREAKS_OFF = re.compile(
    r"(?:,|\b(?:a|an|the|of|and|or|on|in|at|to|for|from|with|by|as)|\b\d{1,2}(?:[-–]\d{1,2}|st|nd|rd|th)?)$", re.I
)

GOES_ON = re.compile(NUMBERED, re.I)  # "… AFML" / "ครั้งที่ ๑๙"
BODY_LINE = re.compile(
    rf"(?:the )?(?:ministry|department) of [\w ,&]+|(?:the )?(?:kingdom of |republic of )?{COUNTRY.pattern}", re.I
)
DASHES = "-–—−‐‑*+·o"  # bullets that a sentence may hold too
OTHER_SIZE = 0.12
FURTHEST = 10  # numbers that may be missing before a number is no longer believed


@dataclass(frozen=True)
class Piece:
    """A paragraph: ``text`` without its marker; ``gap`` counts the blank lines before it."""

    text: str
    line_from: int
    line_to: int
    page: int | None
    gap: int
    indent: int
    bold: bool
    marker: Marker | None = None
    responsible: str = ""
    timeline: str = ""
    aside: bool = False

    @property
    def printed(self) -> str:
        """The paragraph as printed, marker included."""
        return f"{self.marker.label or '-'} {self.text}".strip() if self.marker else self.text

    @property
    def ended(self) -> bool:
        return has_ended(self.text)


def gather(source: Source) -> tuple[list[Piece], list[Piece]]:
    """The pieces of a source in reading order, and what every page repeats (page numbers, running headers)."""
    gatherer = Gatherer(source)
    furnished = furniture.of_pages(source.lines)
    for index, line in enumerate(source.lines):
        if not line.text:
            gatherer.gap += 1
        elif line.aside:
            gatherer.put_aside(line)
        elif index in furnished:
            gatherer.leave_out(line)
        else:
            gatherer.take(line, index)
    gatherer.close()
    return gatherer.pieces, gatherer.furniture


class Gatherer:
    """Walks over the lines once, deciding for each whether it goes on or opens a piece."""

    def __init__(self, source: Source) -> None:
        self.lines = source.lines
        self.wrapped = source.wrapped
        self.width = width(source)
        self.pieces: list[Piece] = []
        self.furniture: list[Piece] = []
        self.parts: list[str] = []
        self.last: dict[str, int] = {}  # style → the last accepted value
        self.bullets = Counter(
            marker.style for line in source.lines if (marker := read_marker(line)) and marker.is_bullet
        )
        self.strong = next_strong_numbers(source)
        self.next_values = next_values(source)
        self.gap = 0
        self.before: Line | None = None

    def put_aside(self, line: Line) -> None:
        beside = line.place is None
        place = Piece(line.text, line.number, line.number, line.page, 0, line.indent, line.bold, aside=beside)
        self.furniture.append(place)

    def leave_out(self, line: Line) -> None:
        self.furniture.append(Piece(line.text, line.number, line.number, line.page, 0, line.indent, line.bold))
        self.gap = max(self.gap, furniture.PAGE_GAP)

    def take(self, line: Line, index: int) -> None:
        letter = max((value for style, value in self.last.items() if style.startswith("letter")), default=None)
        marker = read_marker(line, letter)
        if marker and not self.accepts(marker, index):
            marker = None
        if self.opens(line, marker):
            self.open(line, marker)
        else:
            self.go_on(line)
        self.before, self.gap = line, 0

    def accepts(self, marker: Marker, index: int) -> bool:
        """Whether a marker is one, or the number, dash or letter of a wrapped line ("… due to COVID-" / "19. The …")."""
        if self.lines[index].label is not None:
            return True
        if furniture.is_ending(self.lines[index].text):
            return False
        if self.before is None:
            return True
        before = self.before.text
        ended, full = has_ended(before), self.full(self.before, self.lines[index])
        if marker.style == BARE:
            follows = marker.value in (1, self.last.get(BARE, 0) + 1)
            return follows and (ended or bool(self.gap) or not full or self.is_under_heading(marker, before))
        if before[-1:] in "-‐–" and len(before) > 1 and not self.gap:
            return False
        if marker.value is None and marker.style.strip("@0123456789")[6:] not in DASHES:
            return True
        if marker.value is None and full and not ended and not self.gap and self.bullets[marker.style] == 1:
            return False
        if (
            self.gap
            or self.is_under_heading(marker, before)
            or (marker.is_bullet and self.has_neighbour(marker, index))
        ):
            return True
        if marker.value is None:
            return ended or not full or not marker.rest[:1].islower()
        if marker.value == 1 and marker.rest[:1].islower() and not ended and not self.leads_on(marker, index):
            return False
        if marker.value == self.last.get(marker.style, 0) + 1:
            return ended or not full or (marker.value > 1 and self.strong.get(index) != (marker.style, marker.value))
        if marker.value > self.last.get(marker.style, 0) + FURTHEST:
            return False
        return ended or (not full and (marker.value == 1 or not marker.rest[:1].islower()))

    def has_neighbour(self, marker: Marker, index: int) -> bool:
        """Bullets on lines next to each other are a list, whatever their texts look like."""
        above = self.before is not None and self.pieces[-1].marker
        if above and above.style == marker.style and self.pieces[-1].line_to == self.lines[index].number - 1:
            return len(self.parts) == 1
        below = read_marker(self.lines[index + 1]) if index + 1 < len(self.lines) else None
        return below is not None and below.style == marker.style

    def leads_on(self, marker: Marker, index: int) -> bool:
        """Whether a second of its form follows: "(a) paying", then "(b) …". Not "use form" / "(a) of the Ministry"."""
        return self.next_values.get(index, {}).get(marker.style) == 2

    def is_under_heading(self, marker: Marker, before: str) -> bool:
        if is_heading(before):
            return True
        if marker.value == 1 and not self.last and self.pieces[-1].marker is None and not self.is_sentence():
            return marker.rest[:1].isupper()
        return marker.value in (1, self.last.get(marker.style, 0) + 1) and is_heading(" ".join(self.parts))

    def opens(self, line: Line, marker: Marker | None) -> bool:
        if self.before is None or marker or furniture.is_ending(self.before.text) or furniture.is_ending(line.text):
            return True
        ended, full = has_ended(self.before.text), self.full(self.before, line)
        if self.waits_for_text():
            return False
        if self.gap:
            return not self.runs_over(line, ended)
        if (ended or not full) and (is_heading(line.text) or furniture.opens_something(line.text)):
            return True
        if (
            self.is_below_head_line(line)
            or self.is_below_capitals(line)
            or surely_heads(line.text)
            or self.is_lettered_otherwise(line)
            or (ended and self.is_set_otherwise(line))
        ):
            return True
        if not (self.wrapped or line.broken) or (self.before.bold != line.bold and not full):
            return True
        if line.text[:1].islower() or GOES_ON.match(line.text):
            return False
        if full:
            dated = self.pieces[-1].marker is None and find_dates(line.text[:40]) is not None
            return self.is_whole_title(line) or (dated and not self.is_sentence())
        return ended or not (self.pieces[-1].marker or self.quote_is_open() or self.is_sentence())

    def waits_for_text(self) -> bool:
        """A label alone on its line, its text on the next: "1." / "Extend …"."""
        piece = self.pieces[-1]
        return piece.marker is not None and not any(self.parts)

    def runs_over(self, line: Line, ended: bool) -> bool:
        """A sentence that runs on over blank lines: a small letter follows, or an item was cut by a page."""
        if (
            ended
            or not self.wrapped
            or self.before is None
            or is_heading(line.text)
            or furniture.opens_something(line.text)
        ):
            return False
        if line.text[:1].islower():
            return True
        turned = self.gap >= furniture.PAGE_GAP or self.before.page != line.page
        return turned and self.pieces[-1].marker is not None and len(self.before.text) > 40

    def is_below_capitals(self, line: Line) -> bool:
        """A heading in capitals ends where capitals end: "SESSION 2: SKILLS" / "The second session proposed:"."""
        heads = self.before is not None and self.before.text.isupper() and is_heading(" ".join(self.parts))
        return heads and line.text[:1].isupper() and any(letter.islower() for letter in line.text)

    def is_below_head_line(self, line: Line) -> bool:
        """A date with its place, a ministry or a country on a line of its own; nothing of the next line belongs to it."""
        if self.pieces[-1].marker is not None or line.text[:1].islower() or BREAKS_OFF.search(self.parts[-1]):
            return False
        text = " ".join(self.parts)
        dates = (
            find_dates(text) if len(text.split()) <= 9 and not (self.is_sentence() or self.quote_is_open()) else None
        )
        return bool(
            BODY_LINE.fullmatch(text) or (dates and not NAMES_MEETING.search(text) and not OPENS_FORUM.search(text))
        )

    def is_lettered_otherwise(self, line: Line) -> bool:
        """Letters of another size open a paragraph; so do bold ones that head something, and plain ones after such."""
        before = self.before
        if before is None:
            return False
        if before.size and line.size and abs(before.size - line.size) > OTHER_SIZE * before.size:
            return True
        if line.bold == before.bold:
            return False
        return is_heading(line.text if line.bold else " ".join(self.parts))

    def is_set_otherwise(self, line: Line) -> bool:
        """After a paragraph's second line, one that begins further left or right opens another (known from its place)."""
        before = self.before
        if before is None or before.place is None or line.place is None or before.page != line.page:
            return False
        return len(self.parts) > 1 and abs(line.indent - before.indent) > 1

    def is_whole_title(self, line: Line) -> bool:
        """A title that names the forum to its end, "… on Migrant Labour (AFML)", or a meeting, and the forum follows."""
        if self.pieces[-1].marker is not None or self.is_sentence():
            return False
        named = NAMES_MEETING.search(self.parts[-1]) and OPENS_FORUM.match(line.text)
        return bool(named or NAMES_FORUM.search(self.parts[-1]))

    def is_sentence(self) -> bool:
        """What came before is running prose, no title: it has a verb, or breaks off at a comma or a small word."""
        return bool(SENTENCE.search(self.parts[-1]) or BREAKS_OFF.search(self.parts[-1]))

    def quote_is_open(self) -> bool:
        text = " ".join(self.parts[:4])  # a title that is longer has lost its closing mark
        straight = text.startswith('"') and text.count('"') == 1
        unclosed = straight or text.count("“") > text.count("”") or text.count("(") > text.count(")")
        return unclosed and len(self.parts) <= 4

    def full(self, line: Line, following: Line) -> bool:
        """A line is full where the next line's first word would not have fitted on it."""
        if line.room is not None:
            return line.room < following.lead
        first = following.text.split(None, 1)[0]
        return self.width is not None and line.reach + 1 + len(first) > self.width

    def open(self, line: Line, marker: Marker | None) -> None:
        self.close()
        text = marker.rest if marker else line.text
        self.parts = [text]
        self.pieces.append(
            Piece(
                text,
                line.number,
                line.number,
                line.page,
                self.gap,
                line.indent,
                line.bold,
                marker,
                line.responsible,
                line.timeline,
            )
        )
        if marker and marker.value is not None:
            self.last[marker.style] = marker.value

    def go_on(self, line: Line) -> None:
        self.parts.append(line.text)
        self.pieces[-1] = replace(self.pieces[-1], line_to=line.number)

    def close(self) -> None:
        if self.pieces:
            self.pieces[-1] = replace(self.pieces[-1], text=" ".join(" ".join(self.parts).split()))

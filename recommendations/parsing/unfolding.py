"""A whole document on one line, as some programs paste it: parted again where its headings and items begin."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from recommendations.parsing.accepting import DASHES
from recommendations.parsing.dates import find_dates
from recommendations.parsing.furniture import is_closing, is_letterhead
from recommendations.parsing.markers import BULLETS
from recommendations.parsing.source import Line, Source

LONG = 300  # characters: no line of a paper
ALMOST_ALL = 0.8  # of the text stands in long lines
START = re.compile(
    r"(?<!\S)(?:(?P<heading>S(?:ub|UB)[\s-]*(?:[Tt]heme|THEME)\s+\S{1,5}\s*[:“\"–-])|(?P<open>\(?)(?P<number>\d{1,3})[.)]\s+(?=[A-Z“\"])"
    rf"|(?P<bullet>[{re.escape(''.join(set(BULLETS) - set(DASHES)))}])\s|(?P<dash>[-–—])\s+(?=[A-Z“]))"
)
SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z])")
INTRODUCES = re.compile(r"\s(?=(?:To|The|These|Under|In|With|For) [a-z]+ [^.]*[.:]$)")
QUOTED = re.compile(r"\s(?=“)|(?<=”)\s")
FORUM_ENDS = re.compile(r"(?<=\(AFML\))\s|(?<=Migrant Labour)\s(?!\()|(?<=Workshop)\s(?=\d)")
LETTERHEAD_ENDS = re.compile(r"organi[sz]ation|office|ilo|canada|australia|switzerland", re.I)
FEWEST = 2


def unfolded(source: Source) -> Source:
    """The source with its long lines parted, where nearly all of its text stands in such; else as it was."""
    texts = [line.text for line in source.lines]
    long = sum(len(text) for text in texts if len(text) >= LONG)
    if not long or long < ALMOST_ALL * sum(map(len, texts)) or sum(map(bool, texts)) > long / LONG:
        return source
    numbered = sum(bool(match["number"]) for text in texts for match in START.finditer(text))
    walker = Walker(dashes=numbered < FEWEST)
    lines = [part for line in source.lines for part in walker.parts(line)]
    return replace(source, lines=tuple(lines), wrapped=False) if walker.found >= FEWEST else source


class Walker:
    """Remembers from line to line which number comes next."""

    def __init__(self, *, dashes: bool) -> None:
        self.dashes = dashes  # they open items where no numbers do
        self.last = 0
        self.found = 0

    def parts(self, line: Line) -> Iterator[Line]:
        if len(line.text) < LONG or line.label:
            yield line
            return
        starts = [match.start() for match in START.finditer(line.text) if self.begins(match)]
        self.found += len(starts)
        edges = [0, *(start for start in starts if start), len(line.text)]
        for begin, end in itertools.pairwise(edges):
            text = line.text[begin:end].strip()
            for part in self.inside(text, is_head=begin == 0 and 0 not in starts and bool(starts)):
                yield replace(line, text=part, columns=None)

    def begins(self, match: re.Match[str]) -> bool:
        """Whether an item or a heading begins here: numbers run on, or start again."""
        if match["heading"] or match["bullet"]:
            return True
        if match["dash"]:
            return self.dashes
        value = int(match["number"])
        if value != self.last + 1 and not (value == 1 and self.last):
            return False
        self.last = value
        return True

    def inside(self, text: str, *, is_head: bool) -> list[str]:
        """A title with what introduces its items; the last item with what closes the document; the head's own lines."""
        if is_head:
            return _head(text)
        begun = START.match(text)
        if begun and begun["heading"]:
            return [part.strip() for part in INTRODUCES.split(text, maxsplit=1)]
        cuts = [match.end() for match in SENTENCE.finditer(text) if is_closing(text[match.end() :])]
        return [text[: cuts[0]].strip(), text[cuts[0] :].strip()] if cuts else [text]


def _head(text: str) -> list[str]:
    """Title, date and theme: a date stands alone, and so does what is quoted."""
    dates = find_dates(text)
    if dates and not SENTENCE.search(text):
        parts = [text[: dates.start], text[dates.start : dates.end], text[dates.end :]]
    else:
        parts = SENTENCE.split(text)
    parts = [*_letterhead(parts[0]), *parts[1:]]
    parts = [piece.strip(" ,;") for part in parts for piece in QUOTED.split(part)]
    return [piece.strip() for part in parts for piece in FORUM_ENDS.split(part) if piece.strip()]


def _letterhead(text: str) -> list[str]:
    """ "Canada International Labour Organization" before the title."""
    words = text.split(" ")
    ends = [
        at
        for at, word in enumerate(words, 1)
        if LETTERHEAD_ENDS.fullmatch(word) and is_letterhead(" ".join(words[:at]))
    ]
    return [" ".join(words[: ends[-1]]), " ".join(words[ends[-1] :])] if ends else [text]

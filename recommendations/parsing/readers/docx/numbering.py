"""Automatic numbers: what a reader of the paper sees before a paragraph, and what the text does not hold."""

import re
from dataclasses import dataclass

from recommendations.parsing.markers import read_label
from recommendations.parsing.readers.docx.levels import Level, List, Lists
from recommendations.parsing.readers.docx.names import Element
from recommendations.parsing.readers.docx.styles import Styles
from recommendations.parsing.readers.formats import bullet, written

PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Number:
    """``label`` stands apart from the text ("1.", "•"); ``words`` are printed as its beginning ("Sub-theme 1:")."""

    label: str | None
    words: str
    level: int
    indent: Element


class Counters:
    """Counts the paragraphs of all lists, in reading order. Ask once for each paragraph that is printed."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self.lists = Lists(root, styles)
        self.counts: dict[str, dict[int, int]] = {}  # family → level → last number
        self.begun: set[tuple[str, int]] = set()  # lists and levels whose own start was used

    def next(self, properties: Element) -> Number | None:
        """The number of the paragraph with these properties, None where it has none."""
        place = self.lists.place(properties)
        listed = self.lists.get(place[0]) if place else None
        if place is None or listed is None:
            return None
        num_id, at = place
        level = listed.levels.get(at, Level())
        counts = self.counts.setdefault(listed.family, {})
        self._count(num_id, listed, at, counts)
        return _number(listed, level, at, counts)

    def _count(self, num_id: str, listed: List, at: int, counts: dict[int, int]) -> None:
        for above in range(at):
            if above not in counts:
                counts[above] = _start(listed, above)
        begins = at in listed.starts and (num_id, at) not in self.begun
        self.begun.add((num_id, at))
        counts[at] = counts[at] + 1 if at in counts and not begins else _start(listed, at)
        for below in [below for below in counts if below > at and _restarts(listed.levels.get(below), at)]:
            del counts[below]


def _start(listed: List, at: int) -> int:
    return listed.starts.get(at, listed.levels.get(at, Level()).start)


def _restarts(level: Level | None, after: int) -> bool:
    """Whether a deeper level begins again after this one: after any above it, unless it names one, or 0 for never."""
    if level is None or level.restart is None:
        return True
    return after < level.restart


def _number(listed: List, level: Level, at: int, counts: dict[int, int]) -> Number | None:
    if level.form == "bullet" and len(level.pattern.strip()) < 2:
        return Number(bullet(level.pattern.strip()), "", at, level.indent) if level.pattern.strip() else None
    printed = PLACE.sub(lambda match: _part(listed, level, int(match[1]) - 1, counts), level.pattern).strip()
    if not printed:
        return None
    if read_label(printed) or not re.search(r"[^\W\d_]{2}", printed):
        return Number(printed, "", at, level.indent)
    return Number(None, printed, at, level.indent)


def _part(listed: List, level: Level, at: int, counts: dict[int, int]) -> str:
    own = listed.levels.get(at, Level())
    form = "decimal" if level.legal and own.form not in {"none", "bullet", "decimalZero"} else own.form
    return written(counts.get(at, own.start), form)

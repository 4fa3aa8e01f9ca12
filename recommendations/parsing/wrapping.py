"""How the lines of a source were broken, seen from all of them together."""

import re
from itertools import pairwise

from recommendations.parsing.markers import read_marker
from recommendations.parsing.source import Line, Source

ENDED = re.compile(r"[.;:!?។။。][\"”’')\]]*$|[.;:!?]\s*(?:and|or)$")
ABBREVIATED = re.compile(r"\b(?:nos?|arts?|paras?|conv|vs|e\.g|i\.e|cf|approx|pp?|vol|st|mrs?|ms|dr|h\.e)\.$", re.I)
WIDEST = 160  # columns; where lines are longer than any page, nobody broke them


def has_ended(text: str) -> bool:
    """Whether a sentence ends here: "… for all.", "… as follows:". Not "Convention No."."""
    return bool(ENDED.search(text)) and not ABBREVIATED.search(text)


def width(source: Source) -> int | None:
    """The column at which lines were broken: how far those reach that surely run on (a small letter follows).

    None where no line runs on, or where lines are longer than any page: each line is then a paragraph.
    """
    pairs = pairwise(source.lines) if source.wrapped else ()
    reaches = sorted(line.reach for line, after in pairs if _surely_runs_on(line, after))
    width = reaches[int(0.95 * (len(reaches) - 1))] if reaches else 0
    return width if 0 < width <= WIDEST else None


def _surely_runs_on(line: Line, after: Line) -> bool:
    return bool(line.text) and after.text[:1].islower() and not has_ended(line.text) and not read_marker(after)


def next_strong_numbers(source: Source) -> dict[int, tuple[str, int]]:
    """For each line the next number that surely opens an item (a blank line or an ended sentence before it)."""
    out: dict[int, tuple[str, int]] = {}
    coming: tuple[str, int] | None = None
    for index in range(len(source.lines) - 1, -1, -1):
        if coming:
            out[index] = coming
        before = source.lines[index - 1].text if index else ""
        marker = read_marker(source.lines[index]) if not before or has_ended(before) else None
        if marker and marker.value is not None:
            coming = (marker.style, marker.value)
    return out


def next_values(source: Source) -> dict[int, dict[str, int]]:
    """For each line that opens with a first number or letter, the values that come next, by form of marker."""
    out: dict[int, dict[str, int]] = {}
    coming: dict[str, int] = {}
    for index in range(len(source.lines) - 1, -1, -1):
        marker = read_marker(source.lines[index])
        if marker and marker.value is not None:
            if marker.value == 1:
                out[index] = dict(coming)
            coming[marker.style] = marker.value
    return out

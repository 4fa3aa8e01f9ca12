"""Items whose numbers have neither point nor bracket: "1 Provide ladders …" / "2 Weigh fruit …", where all of them count."""

import re
from dataclasses import replace
from itertools import pairwise

from recommendations.parsing.furniture import is_footnote
from recommendations.parsing.markers import MONTHS_BEGIN, read_marker
from recommendations.parsing.source import Line, Source

BARE = re.compile(r"(?P<label>\d{1,3}) (?P<text>[A-Z“].*)", re.S)
FEWEST = 3


def labelled(source: Source) -> Source:
    """The source with such numbers kept apart as labels. Not "12 December", nor footnotes, nor a list that has its points."""
    found = {index: match for index, line in enumerate(source.lines) if (match := _bare(line))}
    if len(found) < FEWEST or not _counts([int(match["label"]) for match in found.values()]):
        return source
    others = [line.text for index, line in enumerate(source.lines) if index not in found]
    if any(_is_number(line) for line in source.lines) or is_footnote(found[min(found)][0], others):
        return source
    lines = [_labelled(line, found.get(index)) for index, line in enumerate(source.lines)]
    return replace(source, lines=tuple(lines))


def _bare(line: Line) -> re.Match[str] | None:
    match = BARE.fullmatch(line.text) if line.label is None else None
    return match if match and match["text"][:3].lower() not in MONTHS_BEGIN else None


def _counts(values: list[int]) -> bool:
    """From 1 on, one by one; starting again at 1 with a new part."""
    return (
        values[0] == 1 and all(after in (before + 1, 1) for before, after in pairwise(values)) and max(values) >= FEWEST
    )


def _is_number(line: Line) -> bool:
    marker = read_marker(line)
    return marker is not None and marker.style.startswith(("number.", "number)", "number()", "word"))


def _labelled(line: Line, match: re.Match[str] | None) -> Line:
    return replace(line, text=match["text"], label=match["label"], level=0) if match else line

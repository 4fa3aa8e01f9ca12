"""Headings of sub-themes in other languages: "หัวข้อย่อยที่ ๑ …", "Subtema 2: …", read as if they said "Sub-theme 1: …"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from recommendations.parsing.source import Line, Source

ORDINAL = r"(?:ที่|ທີ|ទី|thứ|ke-?|nº|no\.?)?"
NUMBER = r"\(?(?P<number>\d{1,2}|[IVX]{1,5})(?!\w)\)?"
MARK = r"(?P<mark>[:.)–—៖-]*)"
LONGEST = 200  # characters of a heading


def in_english(source: Source, heading_words: Iterable[str]) -> Source:
    """The source with each such heading in the one form that the finder knows; all other lines as they are."""
    pattern = _pattern(heading_words)
    if pattern is None:
        return source
    return replace(source, lines=tuple(_line(line, pattern) for line in source.lines))


def _pattern(heading_words: Iterable[str]) -> re.Pattern[str] | None:
    """Longer words first, so that "Chủ đề phụ" is not taken for "Chủ đề"."""
    words = sorted({r"[\s-]*".join(map(re.escape, re.split(r"[\s-]+", word))) for word in heading_words}, key=len)
    if not words:
        return None
    return re.compile(rf"(?:{'|'.join(reversed(words))})\s*{ORDINAL}\s*{NUMBER}\s*{MARK}\s*(?P<title>.*)", re.I | re.S)


def _line(line: Line, pattern: re.Pattern[str]) -> Line:
    match = pattern.fullmatch(line.text) if line.text else None
    if not match or not _is_heading(match):
        return line
    number = match["number"]
    number = str(int(number)) if number.isdecimal() else number
    return replace(line, text=f"Sub-theme {number}: {match['title']}".rstrip(": "))


def _is_heading(match: re.Match[str]) -> bool:
    """With a colon or a dash, or a title of its own. Not "Subtema 2 dibahas pada sore hari."."""
    title = match["title"]
    return bool(match["mark"] or not title) or (
        not title[0].islower() and not title.endswith(".") and len(title) < LONGEST
    )

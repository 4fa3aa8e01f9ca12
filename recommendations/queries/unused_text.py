"""What of a source became nothing: lines that no text covers, that are no heading and no page number."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from recommendations.models import DocumentImport, Extract, ExtractedSubTheme, SourcePage

# How much of a line's end must stand in a heading for the line to belong to it; the beginning may be its number.
TAIL = 12
DIGITS = re.compile(r"\d+")
NO_WORD = re.compile(r"[\W\d_]*")


@dataclass(frozen=True)
class Unused:
    """Neighbouring lines that became nothing. `where`: before the first text, among the texts, or after the last."""

    first: int
    last: int
    page: int
    text: str
    where: str


@dataclass(frozen=True)
class _Line:
    page: int
    number: int
    text: str


def unused(document_import: DocumentImport) -> list[Unused]:
    """The unused text of an import, in the order of the source."""
    covered = _covered(document_import)
    if covered:
        start, end = min(covered), max(covered)
    else:
        start, end = 10**9, 10**9
    lines = list(_lines(document_import))
    known, furniture = _known(document_import), _furniture(lines)
    left = [
        line
        for line in lines
        if line.number not in covered
        and not NO_WORD.fullmatch(line.text)
        and DIGITS.sub("", line.text) not in furniture
        and _squeezed(line.text)[-TAIL:] not in known
    ]
    return [_block(block, start, end) for block in _blocks(left)]


def _covered(document_import: DocumentImport) -> set[int]:
    spans = Extract.objects.filter(document_import=document_import, line_from__isnull=False, line_to__isnull=False)
    ranges = spans.values_list("line_from", "line_to")
    return {number for first, last in ranges for number in range(first or 0, (last or 0) + 1)}


def _lines(document_import: DocumentImport) -> Iterator[_Line]:
    pages = SourcePage.objects.filter(document_import=document_import).order_by("number")
    for page, lines in pages.values_list("number", "lines"):
        yield from (_Line(page, line["number"], line["text"].strip()) for line in lines)


def _known(document_import: DocumentImport) -> str:
    """What headings and facts say already, without spaces."""
    headings = ExtractedSubTheme.objects.filter(document_import=document_import).values_list("title", "introduction")
    facts = (document_import.meeting, document_import.theme, document_import.dates_printed, document_import.place)
    return "\n".join(_squeezed(text) for text in (*facts, *(each for pair in headings for each in pair)))


def _furniture(lines: Iterable[_Line]) -> set[str]:
    """Running headers and footers: the same words, numbers apart, on more than one page."""
    pages: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        pages[DIGITS.sub("", line.text)].add(line.page)
    return {text for text, found in pages.items() if len(found) > 1}


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    for _key, block in groupby(enumerate(lines), key=lambda pair: (pair[1].page, pair[1].number - pair[0])):
        yield [line for _at, line in block]


def _block(lines: list[_Line], start: int, end: int) -> Unused:
    first, last = lines[0], lines[-1]
    where = "before" if last.number < start else "after" if first.number > end else "among"
    return Unused(first.number, last.number, first.page, "\n".join(line.text for line in lines), where)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()

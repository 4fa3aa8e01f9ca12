"""What is on the paper and belongs to no text: page numbers, running headers, letterhead, closing lines."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from recommendations.parsing.dates import find_dates, without_dates
from recommendations.parsing.demands import asks
from recommendations.parsing.headings import is_heading, opens_recommendations, opens_something_else
from recommendations.parsing.markers import read_marker
from recommendations.parsing.source import Line
from recommendations.parsing.vocabulary import CLOSING, LETTERHEAD

PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s*)?\d{1,3}\s*(?:(?:of|/|\|)\s*\d{1,3})?[-–—|\s]*(?:p\s?a\s?g\s?e)?|(?:page|p\.)\s*[ivx]{1,5}",
    re.I,
)

ENDING = re.compile(r"[-–—*\s]*(?:the )?end[-–—*\s.]*|(?:[-*_=#~•–—]\s*){3,}", re.I)
FOOTNOTE = re.compile(r"(?P<sign>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]|\*{1,3}|†)\s*(?=[A-Z“])")
PAGED = re.compile(
    r"(?P<text>\D.{6,}?)(?:\s{2,}|\s*[|•–—]\s*|\s+(?:page|p\.)\s*)(?P<last>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?"
    r"|(?P<first>\d{1,3})(?:\s{2,}|\s*[|•–—]\s*)(?P<after>\D.{6,})",
    re.I,
)
MOST_DATED = 8  # words
PAGE_GAP = 3  # blank lines in a row are a page break


def of_pages(lines: Sequence[Line]) -> set[int]:
    """The indexes of lines that only furnish a page: its number, and a header or footer that further pages repeat.

    The first of a repeated line stays where nothing was listed before it: it is the document's own title.
    """
    if any(line.place for line in lines):  # where things stand is known, and such lines are put aside already
        return set()
    edges, paged = _page_edges(lines), _paged(lines)
    repeated = Counter(lines[index].text for index in edges)
    out, begun, seen = set(), False, set()
    for index, line in enumerate(lines):
        begun = begun or (bool(line.text) and read_marker(line) is not None)
        if index in paged or (line.text and PAGE_NUMBER.fullmatch(line.text)):
            out.add(index)
        if index in edges and repeated[line.text] > 1:
            if begun or line.text in seen:
                out.add(index)
            seen.add(line.text)
    return out


def _paged(lines: Sequence[Line]) -> set[int]:
    """Running lines that hold the page's number: "Thailand – 18th AFML recommendations     2", wherever they stand."""
    by_text: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        match = PAGED.fullmatch(line.text)
        if match and not is_heading(line.text) and not line.label:
            text, number = match["text"] or match["after"], match["last"] or match["first"]
            by_text.setdefault(text, []).append((index, int(number)))
    return {index for found in by_text.values() if _counts(found) for index, _number in found}


def _counts(found: list[tuple[int, int]]) -> bool:
    numbers = [number for _index, number in found]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _page_edges(lines: Sequence[Line]) -> set[int]:
    """Lines that stand first or last on a page and could be headers: no item, no heading, not long."""
    out: set[int] = set()
    before: int | None = None
    blanks = 0
    for index, line in enumerate(lines):
        if not line.text or PAGE_NUMBER.fullmatch(line.text):
            blanks += PAGE_GAP if line.text else 1
            continue
        if before is None or blanks >= PAGE_GAP or line.page != lines[before].page:
            out.update(place for place in (before, index) if place is not None and _may_repeat(lines[place]))
        before, blanks = index, 0
    return out


def _may_repeat(line: Line) -> bool:
    return (
        len(line.text) < 120
        and not line.text.endswith((".", ";", ","))
        and not read_marker(line)
        and not is_heading(line.text)
    )


def is_letterhead(text: str) -> bool:
    """Only names from the head of the paper: "International", "Canada", "TRIANGLE in ASEAN"."""
    return all(word in LETTERHEAD for word in re.findall(r"\w+", text.casefold()))


def is_closing(text: str) -> bool:
    """What stands under the last item: "The meeting was held online on …", "Adopted in Bali", "For more information".

    Not "The meeting of labour attachés should be held each year", which is one.
    """
    return bool(CLOSING.match(text)) or _is_dated(text)


def _is_dated(text: str) -> bool:
    """A place with its day, as above signatures: "Bogor, 24 August 2021"."""
    dates = find_dates(text) if len(text.split()) <= MOST_DATED else None
    return dates is not None and not text.endswith((".", ";", ":")) and not asks(without_dates(text, dates))


def is_footnote(text: str, referring: Iterable[str]) -> bool:
    """A note to a sign that a text carries: "1 See the ILO brief", after "… in the pandemic.1". Not "10 provinces take part"."""
    match = FOOTNOTE.match(text)
    if not match:
        return False
    sign = re.compile(r"(?<=[^\W\d]|[.,;:)”\"’])%s(?!\w)" % re.escape(match["sign"]))
    return any(sign.search(said) for said in referring)


def is_ending(text: str) -> bool:
    """Signs under the last line: "- End -", "***", "* * *"."""
    return bool(ENDING.fullmatch(text))


def opens_something(text: str) -> bool:
    """A line that opens a part of its own, so that no paragraph before it runs on into it."""
    return is_closing(text) or opens_something_else(text) or opens_recommendations(text)

"""What furnishes a page: running headers, footers, page numbers, footnotes, told by their place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from recommendations.parsing.furniture import PAGE_NUMBER
from recommendations.parsing.markers import read_marker
from recommendations.parsing.readers.pdf_rows import Page, Row, side_by_side
from recommendations.parsing.readers.tables.headers import roles_of
from recommendations.parsing.source import Line

EDGE = 0.2  # of the page's height, at its top and at its foot
SMALL = 0.87  # of the usual size
WORDS_OF_ITEM = 4
COUNTING = re.compile(r"\d+|\b[ivxlc]+\b", re.I)
NOTE = re.compile(r"[\d*†]")
Key = tuple[bool, int, str]


def mark_furniture(pages: Sequence[Page]) -> None:
    """Marks, from the edges inwards, rows that stand at the same place of a near page, numbers aside, and page numbers."""
    usual = _usual_size(pages)
    on: defaultdict[Key, set[int]] = defaultdict(set)
    for page in pages:
        for row in page.rows:
            for key in _keys(row, page):
                on[key].add(page.number)
    for page in pages:
        lines = side_by_side(page.rows)
        for inwards in (lines, lines[::-1]):
            for line in inwards:
                if roles_of([row.text for row in line]):
                    break  # the head of a table, repeated on each page
                if not all(row.aside or _furnishes(row, page, on) for row in line):
                    break
                for row in line:
                    row.aside = True
        _mark_footnotes(page, usual)


def _keys(row: Row, page: Page) -> list[Key]:
    """Where and what, numbers left out; two neighbouring places, since a baseline moves by a point."""
    share = row.base / page.height if page.height else 0.5
    if EDGE < share < 1 - EDGE:
        return []
    at_top = share <= EDGE
    place = row.base if at_top else page.height - row.base
    text = COUNTING.sub("#", row.text)
    return [(at_top, half, text) for half in {int(place // 6) * 2, int((place + 3) // 6) * 2 + 1}]


def _furnishes(row: Row, page: Page, on: dict[Key, set[int]]) -> bool:
    near = {page.number - 2, page.number - 1, page.number + 1, page.number + 2}
    keys = _keys(row, page)
    if _is_item(row.text):
        return False
    return any(near & on[key] for key in keys) or (bool(keys) and bool(PAGE_NUMBER.fullmatch(row.text)))


def _is_item(text: str) -> bool:
    """ "3. Ensure access to justice": never a header, though the next page may begin alike."""
    marker = read_marker(Line(text, 0))
    return marker is not None and len(marker.rest.split()) >= WORDS_OF_ITEM


def _usual_size(pages: Iterable[Page]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for row in page.rows:
            sizes[round(row.size * 2) / 2] += len(row.words)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _mark_footnotes(page: Page, usual: float) -> None:
    """Small print in the lower half of a page that begins with its number, under text of the usual size."""
    order = sorted((row for row in page.rows if not row.aside), key=lambda row: row.base)
    small: list[Row] = []
    while order and order[-1].size < SMALL * usual:
        small.insert(0, order.pop())
    start = next((at for at, row in enumerate(small) if NOTE.match(row.text)), None)
    if order and start is not None and small[start].base > 0.5 * page.height:
        for row in small[start:]:
            row.aside = True

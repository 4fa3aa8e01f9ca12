"""How high a row must be for its text, so that LibreOffice shows all of it (Excel works that out by itself)."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter.worksheet import Worksheet

LINE, HIGHEST = 15.5, 400.0  # points
LOWEST_LINES = 1


class GrowingSheet(Worksheet):
    """A sheet whose rows keep growing with what is typed, although each says how high it is.

    xlsxwriter marks every row that has a height as set by hand; such a row would cut off what is typed later.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


def height(cells: Iterable[tuple[str, int]]) -> float:
    """The height in points of a row of wrapped texts, each with the width of its column."""
    lines = max((_lines(text, width) for text, width in cells), default=LOWEST_LINES)
    return min(max(lines, LOWEST_LINES) * LINE, HIGHEST)


def _lines(text: str, width: int) -> int:
    """A letter takes about one unit of width; words that do not fit leave a gap."""
    return sum(1 + int(len(passage) * 1.1) // width for passage in text.split("\n"))

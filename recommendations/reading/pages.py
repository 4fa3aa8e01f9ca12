"""A source page by page, as a person looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommendations.parsing import Line, Source

LINES_A_PAGE = 60  # of a format without pages


@dataclass(frozen=True)
class SourceLines:
    """The lines of one page, blank ones included."""

    number: int
    lines: tuple[Line, ...]


def page_of(line: int, page: int | None) -> int:
    """The page that shows a line: its own, or else where the cut of every LINES_A_PAGE lines puts it."""
    return page or (line - 1) // LINES_A_PAGE + 1


def pages_of(source: Source, page_count: int = 0) -> list[SourceLines]:
    """Every page of the source, those without a line included (up to `page_count`)."""
    lines: dict[int, list[Line]] = {number: [] for number in range(1, page_count + 1)}
    for number, line in _placed(source.lines):
        lines.setdefault(number, []).append(line)
    return [SourceLines(number, tuple(lines[number])) for number in sorted(lines)]


def _placed(lines: Iterable[Line]) -> Iterable[tuple[int, Line]]:
    """A line that does not know its page stands where the one before it stood."""
    page: int | None = None
    for line in lines:
        page = line.page or page
        yield page_of(line.number, page), line

"""The paper as one frozen value: blocks in their order, and its annexes as tables.

All words are plain strings in the language in which it was built. `references` behind a block say where its words
come from, and lead there: recommendation, answer, numbered sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from recommendations.reports.short import Line
from recommendations.reports.value import Part, Source

# A line is a figure with its words, and leads to its rows.
Cell = str | int | date | Line | None
# A table with more columns stands on a page that lies, its headings upwards.
WIDE = 7
# A table between paragraphs with more columns has its headings upwards.
MANY = 5


@dataclass(frozen=True)
class Heading:
    """`level` is from 1; on 1 a new page begins."""

    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph. `tone`: "" plain, "lead" larger, "quiet" smaller, "own" written by the team, "share" smaller and
    on one page with what follows. `figures` is what comes after `text`: figures that lead to their rows."""

    text: str
    references: Line = ()
    tone: str = ""
    bold: str = ""
    figures: Line = ()


@dataclass(frozen=True)
class Point:
    """A line of a list; `bold` stands before it."""

    text: str
    references: Line = ()
    bold: str = ""


@dataclass(frozen=True)
class Box:
    """Good practice, or an organization's own view: set apart from the governments' answers. `language`: of the text,
    where it is not the paper's own."""

    heading: str
    text: str
    references: Line = ()
    language: str = ""


@dataclass(frozen=True)
class Chart:
    number: int
    part: Part


@dataclass(frozen=True)
class Grid:
    """A table with its caption. From column `figures_from` on it holds figures."""

    number: int
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | Line, ...], ...]
    figures_from: int = 1

    @property
    def is_many(self) -> bool:
        """Of so many figures that their headings are set upwards."""
        return len(self.columns) > MANY


Block = Heading | Text | Point | Box | Chart | Grid


@dataclass(frozen=True)
class Annex:
    """A table that stands as a sheet of its own in Excel. The last column of a row may be a link to its record.

    `beside`: lines for each row, where it is printed as a text and not as a table.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    beside: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """`mark` stands across each page of a draft, "" in a final paper. `cover` holds lines below the title."""

    title: str
    cover: tuple[str, ...]
    mark: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...]
    annexes: tuple[Annex, ...]
    data_on: date
    name: str
    language: str
    template: int

    def in_order(self) -> Iterator[tuple[Block, bool]]:
        """Each block, and whether it stands on one page with the next: figures that lead in, words before points."""
        for block, after in zip_longest(self.blocks, self.blocks[1:]):
            is_lead = isinstance(block, Text) and (block.tone in ("lead", "share") or isinstance(after, Point))
            yield block, is_lead

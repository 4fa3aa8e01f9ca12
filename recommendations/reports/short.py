"""A short paper as blocks: headings, paragraphs, points and tables. Every layout prints it and works nothing out.

Briefs, one pages, country reports and minutes are made of it; short_word, short_pdf and short/paper.html lay it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from recommendations.queries.lines import Line, Run, fill, plain, words

__all__ = [
    "Block", "Cited", "Heading", "Line", "Points", "Run", "ShortPaper", "Sources", "Table", "Text", "fill", "of",
    "paragraphs", "plain", "words",
]  # fmt: skip


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2
    url: str = ""
    kind = "heading"


@dataclass(frozen=True)
class Text:
    """A paragraph; `lead`: the sentence that carries the paper; `keeps`: on one page with what follows."""

    runs: Line
    lead: bool = False
    keeps: bool = False
    kind = "text"


@dataclass(frozen=True)
class Points:
    items: tuple[Line, ...]
    kind = "points"


@dataclass(frozen=True)
class Table:
    """`widths` are shares of the line; from column `figures_from` on the cells are figures."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]
    figures_from: int
    kind = "table"

    @property
    def has_figures(self) -> bool:
        return self.figures_from < len(self.headings)

    @property
    def cells(self) -> Iterator[list[tuple[str, Line, bool]]]:
        """Of each row: (heading, cell, whether it is a figure)."""
        for row in self.rows:
            yield [(self.headings[at], cell, at >= self.figures_from) for at, cell in enumerate(row)]


@dataclass(frozen=True)
class Cited:
    """A piece of evidence as the paper refers to it: [number]. `url`: its page here, `where`: its link or file."""

    number: int
    title: str
    about: str
    where: str
    url: str = ""

    @property
    def leads_off(self) -> bool:
        return self.where.startswith(("http://", "https://"))


@dataclass(frozen=True)
class Sources:
    items: tuple[Cited, ...]
    kind = "sources"


Block = Heading | Text | Points | Table | Sources


@dataclass(frozen=True)
class ShortPaper:
    """`foot` stands on each page of a file beside its number; `name` is what its files are called."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    foot: str
    name: str
    data_on: date
    language: str
    lies: bool = False


def of(answered: Run, asked: Run) -> Line:
    """ "2 of 4", each number leading to its own rows."""
    return fill(_("%(answered)s of %(asked)s"), answered=answered, asked=asked)


def paragraphs(text: str) -> list[str]:
    """The lines of a text as somebody wrote it, empty ones left out, nested points without their dash."""
    return [line.strip().removeprefix("- ") for line in text.split("\n") if line.strip()]

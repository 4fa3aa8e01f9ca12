"""The progress report as one frozen value. Every layout prints this and works nothing out.

All words are plain strings in the language in which the report was built; days are dates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from recommendations.queries.lines import Filters
from recommendations.queries.lines import Line as Words

__all__ = [
    "Activity", "Answer", "Chapter", "Figure", "Filters", "Item", "Line", "Part", "ProgressReport", "Section",
    "Silent", "Source", "Table",
]  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A number, what it counts (`key`: a Status, an Answering or a NotPursuedReason), and its list."""

    key: str
    label: str
    number: int
    filters: Filters

    @property
    def count(self) -> int:
        """The same number, as the key of a bar asks for it."""
        return self.number

    @property
    def query(self) -> str:
        """The query of the list of the rows that were counted; "" where no list shows exactly these."""
        return urlencode(self.filters)


@dataclass(frozen=True)
class Line:
    """The figures of one country, document, sub-theme or theme, or of all.

    `by_answer` holds one figure a status, in their order, then "no information received" and "not yet due";
    together they make `asked`. `reasons` split "not pursued". `under` of the answered are answered under
    another. `share` says "6 of 62". `page`: that of what the label names, "" where it has none.
    """

    label: str
    share: str
    asked: Figure
    answered: Figure
    under: Figure
    by_answer: tuple[Figure, ...]
    reasons: tuple[Figure, ...]
    page: str = ""

    def figure(self, key: str) -> Figure:
        every = (self.under, *self.by_answer, *self.reasons)
        return next(figure for figure in every if figure.key == key)

    def count(self, key: str) -> int:
        return self.figure(key).number

    @property
    def bar(self) -> tuple[tuple[str, str, int], ...]:
        """What a stacked bar draws: (key, label, count)."""
        return tuple((figure.key, figure.label, figure.number) for figure in self.by_answer)


@dataclass(frozen=True)
class Table:
    """The same figures for several countries, documents or themes; never across standings.

    `columns` are its headings; the first is of the lines' labels, the second says "n of m asked". Answers that no
    line has are left out, but for "no information received".
    """

    number: int
    key: str
    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    shown: tuple[str, ...]

    @property
    def rows(self) -> tuple[tuple[Line, tuple[Figure, ...]], ...]:
        """Each line with its figures for the third and every further column."""
        return tuple((line, tuple(line.figure(key) for key in self.shown)) for line in self.lines)


@dataclass(frozen=True)
class Part:
    """All figures about the texts of one standing, proposed or adopted.

    `statuses` are the rows of its table of statuses: the reasons stand below "not pursued".
    """

    standing: str
    heading: str
    sentence: Words
    texts: int
    message: Words
    figure_number: int
    table_number: int
    caption: str
    total: Line
    statuses: tuple[Figure, ...]
    tables: tuple[Table, ...]

    @property
    def sums(self) -> tuple[Figure, Figure]:
        """What stands below the statuses."""
        return self.total.answered, self.total.asked


@dataclass(frozen=True)
class Activity:
    text: str
    starts_on: date | None
    ends_on: date | None
    when: str


@dataclass(frozen=True)
class Source:
    """A piece of evidence as the report refers to it: [number]. `address` is its link, "" for a file.

    `key` is its own, where the reader may open it; None where it was withdrawn or closed since the round's seal.
    """

    number: int
    title: str
    kind: str
    publisher: str
    dated_on: date | None
    country: str
    language: str
    address: str
    file_name: str
    key: int | None = None


@dataclass(frozen=True)
class Answer:
    """One recommendation asked of one party, and what it answered.

    `key` is a Status, or an Answering where there is no answer. `changed_on` is the day on which the text was reworded,
    where the answer was given before and its party has not confirmed it. `assessment` is "" where this reader may not
    see it. `entered`: from what a reviewer entered it, in words.
    """

    reference: str
    country: str
    code: str
    asked_on: date
    key: str
    label: str
    reason: str = ""
    replaced_by: str = ""
    answered_on: date | None = None
    changed_on: date | None = None
    under: str = ""
    activities: tuple[Activity, ...] = ()
    lead: str = ""
    contributing: tuple[str, ...] = ()
    informants: tuple[str, ...] = ()
    challenges: str = ""
    next_steps: str = ""
    evidence: tuple[int, ...] = ()
    assessment: str = ""
    example: bool = False
    entered: str = ""

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None


@dataclass(frozen=True)
class Item:
    """A recommendation as printed, with the answer of each party that was asked.

    `asked_for`: where the same was asked for; `fate`: what became of a proposal. `again` is what of both is printed
    beside the text, a line each: that nobody has compared it yet is not.
    """

    reference: str
    label: str
    text: str
    language: str
    editor_note: str
    answers: tuple[Answer, ...]
    asked_for: str = ""
    fate: str = ""
    again: str = ""


@dataclass(frozen=True)
class Section:
    """A sub-theme of a document."""

    heading: str
    introduction: str
    number: int
    caption: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Chapter:
    """A document: its meeting as printed, and a line that says where it comes from."""

    code: str
    title: str
    source: str
    forum: str
    standing: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Silent:
    """What one party has sent no information about."""

    country: str
    code: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class ProgressReport:
    """`example_note` is "" where no answer is an example. `chapters` is None where the rows were left out because
    there are too many for one page; with `answered_only` it holds the answered rows alone. `round`: whose rows the
    lists behind the figures are; None where they are all follow-ups. `earlier`: that it is told from a seal which was
    not the round's last word.
    """

    title: str
    scope: str
    summary: tuple[Words, ...]
    notes: tuple[Words, ...]
    data_on: date
    parts: tuple[Part, ...]
    chapters: tuple[Chapter, ...] | None
    evidence: tuple[Source, ...]
    silent: tuple[Silent, ...]
    one_country: bool
    answered_only: bool
    example_note: str
    name: str
    language: str
    round: int | None = None
    earlier: str = ""

    @property
    def answers(self) -> Iterator[tuple[Chapter, Section, Item, Answer]]:
        """Every row with where it stands, in the report's order."""
        for chapter in self.chapters or ():
            for section in chapter.sections:
                for item in section.items:
                    for answer in item.answers:
                        yield chapter, section, item, answer

"""A share: how much of what was asked is answered, with the bar that shows it and the list of the rows behind it.

Pages are made of these. One share never mixes proposed and adopted texts; whoever makes one sees to that.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import UNDER_WAY, Answering, Standing, Status
from recommendations.queries import counts
from recommendations.queries.counts import Cell
from recommendations.queries.lines import Filters, Line, Run, figure, fill, joined, listed, plain, words

STANDINGS = (Standing.PROPOSED, Standing.ADOPTED)
STATUSES = frozenset(Status.values)

HEADINGS = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations"),
    Standing.ADOPTED: gettext_lazy("Recommendations adopted by the forum"),
}
BY_COUNTRY = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by country"),
    Standing.ADOPTED: gettext_lazy("Adopted recommendations by country"),
}
BY_THEME = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by main theme"),
    Standing.ADOPTED: gettext_lazy("Adopted recommendations by main theme"),
}
BY_DOCUMENT = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by document"),
    Standing.ADOPTED: gettext_lazy("Adopted recommendations by document"),
}
BY_FORUM = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by forum"),
    Standing.ADOPTED: gettext_lazy("Adopted recommendations by forum"),
}


@dataclass(frozen=True)
class Figure:
    """One status, or what is unanswered: its count, and the query of the list of exactly these rows."""

    key: str
    label: str
    count: int
    within: Filters

    @property
    def query(self) -> str:
        return urlencode((*self.within, ("status" if self.key in STATUSES else "answer", self.key)))


@dataclass(frozen=True)
class Share:
    """`under` of the answered are answered under another. `query` is of the list of all that was asked here."""

    label: str
    url: str
    asked: int
    answered: int
    under: int
    silent: int
    figures: tuple[Figure, ...]
    last: datetime.datetime | None
    filters: Filters

    @property
    def query(self) -> str:
        return urlencode(self.filters)

    @property
    def answered_query(self) -> str:
        return urlencode((*self.filters, ("answer", Answering.ANSWERED.value)))

    @property
    def bar(self) -> list[tuple[str, str, int]]:
        """What a stacked bar draws."""
        return [(figure.key, figure.label, figure.count) for figure in self.figures]

    @property
    def message(self) -> str:
        """What the bar says, for its title."""
        return words(self.line)

    @property
    def line(self) -> Line:
        """The same, each figure leading to its rows."""
        told = fill(
            _("%(answered)s of %(asked)s asked answered"),
            answered=figure(self.answered, self.answered_query),
            asked=figure(self.asked, self.query),
        )
        if not self.silent:
            return told
        silent = listed(self.silent, (*self.filters, ("answer", Answering.NO_INFORMATION.value)))
        return joined([told, fill(_("no information received on %(number)s"), number=silent)], "; ")


@dataclass(frozen=True)
class Chart:
    """Several shares of one standing under one another: a table with a bar in each row."""

    standing: Standing
    caption: str | Promise
    heading: str | Promise
    rows: list[Share]

    @property
    def under(self) -> bool:
        """Whether any answer was given under another."""
        return any(row.under for row in self.rows)


@dataclass(frozen=True)
class Standpoint:
    """What of one standing was asked about something, and the same by country."""

    standing: Standing
    heading: str | Promise
    whole: Share
    chart: Chart


def share(label: str, cells: Iterable[Cell], filters: Filters, url: str = "") -> Share:
    """The share of some counted cells; `filters` is what leads to exactly these rows in the list."""
    rows = list(cells)
    return Share(
        label=label,
        url=url,
        asked=counts.asked(rows),
        answered=counts.answered(rows),
        under=counts.under_another(rows),
        silent=counts.asked(counts.having(rows, "answer", Answering.NO_INFORMATION)),
        figures=tuple(Figure(*figure, filters) for figure in counts.figures(rows)),
        last=counts.last_answer(rows),
        filters=filters,
    )


def by_country(cells: Iterable[Cell], base: Filters) -> list[Share]:
    """A share for each country that was asked, by name."""
    parted = counts.parted(cells, "country_name", "country")
    return [
        share(name, parted[name, code], (*base, ("country", code)), reverse("country", args=[code]))
        for name, code in sorted(parted)
    ]


def standpoints(label: str, cells: list[Cell], filters: Filters) -> list[Standpoint]:
    """One for each standing that occurs; `filters` leads to all that was counted."""
    made = []
    for standing in STANDINGS:
        if here := counts.having(cells, "standing", standing):
            base = (*filters, ("standing", standing.value))
            chart = Chart(standing, BY_COUNTRY[standing], _("Country"), by_country(here, base))
            made.append(Standpoint(standing, HEADINGS[standing], share(label, here, base), chart))
    return made


def sentence(standing: Standing, cells: Iterable[Cell], filters: Filters) -> Line:
    """“Proposed recommendations: 62 asked; 7 answered (2 of them under another); 4 report work under way; …”.

    Each figure leads to its rows; `filters` is what leads to all of them.
    """
    rows = list(cells)

    def number(counted: int, *more: tuple[str, str]) -> Run:
        return listed(counted, (*filters, *more))

    answered = number(counts.answered(rows), ("answer", Answering.ANSWERED.value))
    told = [
        fill(_("%(number)s asked"), number=number(counts.asked(rows))),
        fill(_("%(number)s answered"), number=answered),
    ]
    if under := counts.under_another(rows):
        told[-1] += plain(" ") + fill(_("(%(number)s of them under another)"), number=number(under, ("under", "yes")))
    if way := counts.of_status(rows, UNDER_WAY):
        under_way = number(way, *(("status", status.value) for status in UNDER_WAY))
        told.append(fill(_("work under way on %(number)s"), number=under_way))
    if silent := counts.asked(counts.having(rows, "answer", Answering.NO_INFORMATION)):
        gone = number(silent, ("answer", Answering.NO_INFORMATION.value))
        told.append(fill(_("no information received on %(number)s"), number=gone))
    return (*plain(f"{HEADINGS[standing]}: "), *joined(told, "; "), *plain("."))


def sentences(cells: list[Cell], filters: Filters) -> list[Line]:
    """One for each standing that occurs."""
    parted = [(standing, counts.having(cells, "standing", standing)) for standing in STANDINGS]
    return [sentence(standing, here, (*filters, ("standing", standing.value))) for standing, here in parted if here]

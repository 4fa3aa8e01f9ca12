"""The brief: what happened on some themes in some countries within a period, on what evidence, and who is silent.

`build` makes the one value; brief_short puts it into the blocks of a short paper, which every layout prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language

from recommendations.choices import UNDER_WAY, Answering, Assessment, Standing
from recommendations.queries import brief as queries
from recommendations.queries import counts
from recommendations.queries.again import Again, again
from recommendations.queries.brief import BriefScope
from recommendations.queries.progress import Sight
from recommendations.queries.told import Edition, edition_of
from recommendations.reports import brief_fit, sentences
from recommendations.reports.brief_fit import Found, FoundCountry
from recommendations.reports.cited import Citations, claim, text_of, to_follow_up
from recommendations.reports.short import Cited

DONE = sentences.DONE
# So many activities of each country are looked at for two pages, and for all of them.
FEW, MOST = 30, 200


@dataclass(frozen=True)
class Place:
    """A follow-up that an activity serves; `is_suggested`: under the theme, but nobody has confirmed that."""

    reference: str
    url: str
    is_suggested: bool


@dataclass(frozen=True)
class Claim:
    """What the country claims of these follow-ups, and what the ILO says to it, in words."""

    places: tuple[Place, ...]
    words: str


@dataclass(frozen=True)
class Deed:
    """One activity, told once for all that it serves."""

    when: str
    last: date | None
    text: str
    agencies: str
    claims: tuple[Claim, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True)
class OfCountry:
    """The activities of one country, the latest first; `more` were left out."""

    name: str
    code: str
    deeds: tuple[Deed, ...]
    more: int


@dataclass(frozen=True)
class Figures:
    """Of one country and one standing. `assessed` holds only what this edition may show."""

    name: str
    code: str
    asked: int
    answered: int
    done: int
    under_way: int
    silent: int
    not_due: int
    assessed: dict[str, int] = field(default_factory=dict)

    def of(self, assessment: Assessment) -> int:
        return self.assessed.get(assessment.value, 0)


@dataclass(frozen=True)
class Brief:
    """`silent`: who has answered nothing that was due. `left_out`: countries of whose activities (so many) none found
    room. `again`: of the texts that are told, those that were asked for elsewhere too, or compared with what was
    adopted."""

    scope: BriefScope
    countries: tuple[OfCountry, ...]
    left_out: tuple[tuple[str, str, int], ...]
    figures: dict[str, tuple[Figures, ...]]
    silent: tuple[str, ...]
    again: tuple[tuple[Place, str], ...]
    evidence: tuple[Cited, ...]
    undated: int
    only_suggested: int
    is_example: bool
    edition: Edition
    data_on: date
    language: str
    whole: bool = False

    @property
    def told(self) -> int:
        return sum(len(country.deeds) for country in self.countries)

    @property
    def more(self) -> int:
        return sum(country.more for country in self.countries) + sum(number for *_who, number in self.left_out)


def build(scope: BriefScope, *, sight: Sight, today: date, whole: bool = False) -> Brief:
    """The brief on `scope` as `sight` may see it. As long as two pages; `whole`: with every activity."""
    latest = queries.latest(scope, of_each=MOST if whole else FEW)
    rows = queries.serving(scope, {each.version_id for each in latest}, sight, today)
    cells = queries.counted(scope, sight, today)
    figures = _figures(cells)
    found = brief_fit.by_country(latest, rows)
    beside = again(map(text_of, rows))
    tables = [len(lines) for lines in figures.values()]
    elsewhere = {text for text, said in beside.items() if said.lines}
    chosen = found if whole else brief_fit.fitting(found, tables=tables, again=elsewhere)
    numbers = queries.how_many(scope)
    citations = Citations()
    return Brief(
        scope=scope,
        countries=tuple(_country(each, numbers.activities, citations) for each in chosen if each.found),
        left_out=tuple(_left_out(each, numbers.activities) for each in chosen if not each.found),
        figures=figures,
        silent=_silent(cells),
        again=tuple(_again(chosen, beside)),
        evidence=citations.all(),
        undated=numbers.undated,
        only_suggested=numbers.only_suggested,
        is_example=any(row.current_version.update.is_example for row in rows),
        edition=edition_of(sight),
        data_on=today,
        language=get_language() or "en",
        whole=whole,
    )


# --- What is told of them ------------------------------------------------------------------------------------


def _country(found: FoundCountry, numbers: dict[str, int], citations: Citations) -> OfCountry:
    deeds = tuple(_deed(each, citations) for each in found.found)
    return OfCountry(found.name, found.code, deeds, numbers.get(found.code, 0) - len(deeds))


def _left_out(found: FoundCountry, numbers: dict[str, int]) -> tuple[str, str, int]:
    return found.name, found.code, numbers.get(found.code, 0)


def _deed(found: Found, citations: Citations) -> Deed:
    told = found.told
    return Deed(
        when=sentences.period(told.starts_on, told.ends_on),
        last=found.last,
        text=told.text,
        agencies=found.agencies,
        claims=tuple(_claims(found.rows)),
        evidence=tuple(citations.number(use) for use in found.uses),
    )


def _claims(rows: tuple[Any, ...]) -> Iterator[Claim]:
    """Follow-ups of which the same is claimed stand together."""
    same: dict[str, list[Place]] = {}
    for row in rows:
        same.setdefault(claim(row), []).append(_place(row))
    for words, places in same.items():
        yield Claim(tuple(places), words)


def _again(chosen: list[FoundCountry], beside: dict[int, Again]) -> Iterator[tuple[Place, str]]:
    """Each text once, though several countries tell of it."""
    told = {row.recommendation_id: row for country in chosen for found in country.found for row in found.rows}
    for key, row in sorted(told.items(), key=lambda pair: pair[1].recommendation.reference):
        if lines := beside[key].lines:
            yield _place(row), "; ".join(lines)


def _place(row: Any) -> Place:
    return Place(row.recommendation.reference, to_follow_up(row), row.is_suggested)


def _figures(cells: list[counts.Cell]) -> dict[str, tuple[Figures, ...]]:
    """By standing; the two are never added."""
    found = {}
    for standing in Standing:
        here = counts.having(cells, "standing", standing.value)
        names = sorted({(cell["country_name"], cell["country"]) for cell in here})
        if names:
            found[standing.value] = tuple(_line(*each, counts.having(here, "country", each[1])) for each in names)
    return found


def _line(name: str, code: str, cells: list[counts.Cell]) -> Figures:
    return Figures(
        name=name,
        code=code,
        asked=counts.asked(cells),
        answered=counts.answered(cells),
        done=counts.of_status(cells, DONE),
        under_way=counts.of_status(cells, UNDER_WAY),
        silent=counts.asked(counts.having(cells, "answer", Answering.NO_INFORMATION.value)),
        not_due=counts.asked(counts.having(cells, "answer", Answering.NOT_YET_DUE.value)),
        assessed={each.value: counts.asked(counts.having(cells, "assessment", each.value)) for each in Assessment},
    )


def _silent(cells: list[counts.Cell]) -> tuple[str, ...]:
    """Who was asked, has answered nothing, and whose answers were due."""
    names = sorted({(cell["country_name"], cell["country"]) for cell in cells})
    own = {name: counts.having(cells, "country", code) for name, code in names}
    return tuple(
        name
        for name, rows in own.items()
        if not counts.answered(rows) and counts.having(rows, "answer", Answering.NO_INFORMATION.value)
    )

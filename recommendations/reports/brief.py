"""The brief: what happened on some themes in some countries within a period, on what evidence, and who is silent.

`build` makes the one value; brief_short puts it into the blocks of a short paper, which every layout prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import get_language

from recommendations.choices import UNDER_WAY, Answering, Assessment, Standing, Status
from recommendations.models import VersionActivity
from recommendations.queries import brief as queries
from recommendations.queries import counts
from recommendations.queries.brief import BriefScope
from recommendations.queries.progress import Sight
from recommendations.queries.told import Edition, edition_of
from recommendations.reports import sentences
from recommendations.reports.cited import Citations, agencies, claim, to_follow_up
from recommendations.reports.short import Cited

DONE = (Status.IMPLEMENTED, Status.IN_PLACE)
# What two Word pages hold beside title, notes and table: lines of this many letters.
LETTERS, LINES = 104, 92


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
    """`silent`: who has answered nothing that was due."""

    scope: BriefScope
    countries: tuple[OfCountry, ...]
    figures: dict[str, tuple[Figures, ...]]
    silent: tuple[str, ...]
    evidence: tuple[Cited, ...]
    undated: int
    only_suggested: int
    is_example: bool
    edition: Edition
    data_on: date
    language: str

    @property
    def told(self) -> int:
        return sum(len(country.deeds) for country in self.countries)

    @property
    def more(self) -> int:
        return sum(country.more for country in self.countries)


def build(scope: BriefScope, *, sight: Sight, today: date, whole: bool = False) -> Brief:
    """The brief on `scope` as `sight` may see it. As long as two pages; `whole`: with every activity."""
    latest = queries.latest(scope)
    rows = queries.serving(scope, {each.version_id for each in latest}, sight, today)
    cells = queries.counted(scope, sight, today)
    figures = _figures(cells)
    room = None if whole else LINES - _taken(figures)
    citations = Citations()
    chosen = _fitting(_by_country(latest, rows), room)
    numbers, undated = queries.how_many(scope)
    return Brief(
        scope=scope,
        countries=tuple(_country(each, numbers, citations) for each in chosen),
        figures=figures,
        silent=_silent(cells),
        evidence=citations.all(),
        undated=undated,
        only_suggested=0 if scope.suggested else queries.only_suggested(scope),
        is_example=any(row.current_version.update.is_example for row in rows),
        edition=edition_of(sight),
        data_on=today,
        language=get_language() or "en",
    )


# --- Activities, each once -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """An activity as its latest version tells it, with the follow-ups that it serves."""

    told: Any  # a VersionActivity with its `last` day
    rows: tuple[Any, ...]

    @property
    def last(self) -> date | None:
        return self.told.last

    @property
    def uses(self) -> list[Any]:
        """Its evidence: what the answers rest on that tell it."""
        seen = {use.evidence_version_id: use for row in self.rows for use in row.current_version.readable}
        return list(seen.values())


@dataclass(frozen=True)
class FoundCountry:
    name: str
    code: str
    found: tuple[Found, ...]


def _by_country(latest: list[VersionActivity], rows: list[Any]) -> list[FoundCountry]:
    serving: dict[int, list[Any]] = {}
    for row in rows:
        serving.setdefault(row.current_version_id, []).append(row)
    parties = groupby(latest, key=lambda each: each.activity.party)
    return [FoundCountry(party.name, party.code, tuple(_once(own, serving))) for party, own in parties]


def _once(told: Iterator[VersionActivity], serving: dict[int, list[Any]]) -> Iterator[Found]:
    by_activity: dict[int, list[VersionActivity]] = {}
    for each in told:
        by_activity.setdefault(each.activity_id, []).append(each)
    for same in by_activity.values():
        rows = [row for each in same for row in serving.get(each.version_id, ())]
        newest = max(same, key=lambda each: each.version_id)
        yield Found(newest, tuple(sorted(rows, key=lambda row: row.recommendation.reference)))


# --- As much as fits -----------------------------------------------------------------------------------------


def _fitting(countries: list[FoundCountry], room: int | None) -> list[FoundCountry]:
    """The latest of each country first, then whatever is latest, until the pages are full."""
    if room is None:
        return countries
    firsts = [country.found[0] for country in countries]
    others = [each for country in countries for each in country.found[1:]]
    others.sort(key=lambda each: each.last or date.min, reverse=True)
    kept: set[int] = set()
    cited: set[int] = set()
    left = room - 2 * len(countries)
    for each in (*firsts, *others):
        new = [use for use in each.uses if use.evidence_version_id not in cited]
        left -= _lines(each.told.text) + 1 + sum(_lines(use.title) + 1 for use in new)
        if left < 0 and kept:
            break
        kept.add(each.told.activity_id)
        cited |= {use.evidence_version_id for use in new}
    return [replace(c, found=tuple(f for f in c.found if f.told.activity_id in kept)) for c in countries]


def _taken(figures: dict[str, tuple[Figures, ...]]) -> int:
    return sum(3 + len(lines) for lines in figures.values())


def _lines(text: str) -> int:
    return sum(1 + len(line) // LETTERS for line in text.split("\n"))


# --- What is told of them ------------------------------------------------------------------------------------


def _country(found: FoundCountry, numbers: dict[str, int], citations: Citations) -> OfCountry:
    deeds = tuple(_deed(each, citations) for each in found.found)
    return OfCountry(found.name, found.code, deeds, numbers.get(found.code, 0) - len(deeds))


def _deed(found: Found, citations: Citations) -> Deed:
    told = found.told
    return Deed(
        when=sentences.period(told.starts_on, told.ends_on),
        last=found.last,
        text=told.text,
        agencies="; ".join(dict.fromkeys(filter(None, (agencies(row.current_version) for row in found.rows)))),
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

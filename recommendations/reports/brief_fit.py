"""A brief's activities: each once with all that it serves, and as many of them as two pages hold."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from recommendations.models import VersionActivity
from recommendations.reports import sentences
from recommendations.reports.cited import agencies, claim

# Two pages of A4 in the widest font that Word falls back to: lines, and letters on a line.
LINES, LETTERS = 103, 92
# In lines: title, lead and warnings; who is silent; the notes; a country's heading with what is left out of it; a
# table's caption and heads, and each of its rows; a piece of evidence beside its words.
OPENING, SILENT, NOTES, COUNTRY, TABLE, ROW, PIECE = 12, 4, 12, 3.3, 6, 1.15, 0.5
# Of what was asked for elsewhere too: its heading, each line, and how many are named.
AGAIN, LINE, MOST_AGAIN = 3, 2, 4


@dataclass(frozen=True)
class Found:
    """An activity as its latest version tells it, with the follow-ups that it serves."""

    told: Any  # a VersionActivity with its `last` day
    rows: tuple[Any, ...]

    @property
    def last(self) -> date | None:
        return self.told.last

    @property
    def party(self) -> int:
        return int(self.told.activity.party_id)

    @property
    def uses(self) -> list[Any]:
        """Its evidence: what the answers rest on that tell it."""
        seen = {use.evidence_version_id: use for row in self.rows for use in row.current_version.readable}
        return list(seen.values())

    @property
    def agencies(self) -> str:
        return "; ".join(dict.fromkeys(filter(None, (agencies(row.current_version) for row in self.rows))))


@dataclass(frozen=True)
class FoundCountry:
    name: str
    code: str
    found: tuple[Found, ...]


def by_country(latest: list[VersionActivity], rows: list[Any]) -> list[FoundCountry]:
    """`latest` in the order of countries, the latest first; `rows`: the follow-ups that their versions answer."""
    serving: dict[int, list[Any]] = {}
    for row in rows:
        serving.setdefault(row.current_version_id, []).append(row)
    parties = groupby(latest, key=lambda each: each.activity.party)
    return [FoundCountry(party.name, party.code, tuple(_once(own, serving))) for party, own in parties]


def _once(told: Iterable[VersionActivity], serving: dict[int, list[Any]]) -> Iterator[Found]:
    by_activity: dict[int, list[VersionActivity]] = {}
    for each in told:
        by_activity.setdefault(each.activity_id, []).append(each)
    for same in by_activity.values():
        rows = [row for each in same for row in serving.get(each.version_id, ())]
        newest = max(same, key=lambda each: each.version_id)
        yield Found(newest, tuple(sorted(rows, key=lambda row: row.recommendation.reference)))


def fitting(countries: list[FoundCountry], *, tables: list[int], again: Collection[int]) -> list[FoundCountry]:
    """The latest of each country, then whatever is latest, until the pages are full. A country may be left without.

    `tables`: how many rows the tables of figures have; `again`: the texts that were asked for elsewhere too.
    """
    left = LINES - OPENING - SILENT - NOTES - sum(TABLE + ROW * rows for rows in tables)
    kept: set[int] = set()
    begun: set[int] = set()
    cited: set[int] = set()
    named: set[int] = set()
    for each, is_first in _in_turn(countries):
        new = [use for use in each.uses if use.evidence_version_id not in cited]
        texts = named | {row.recommendation_id for row in each.rows if row.recommendation_id in again}
        needed = _cost(each) + sum(map(_of_piece, new)) + (COUNTRY if is_first else 0) + _named(texts) - _named(named)
        if needed > left and kept:
            if is_first:
                continue  # what another country did last may be told in fewer words
            break
        if not is_first and each.party not in begun:
            continue
        left -= needed
        begun.add(each.party)
        named = texts
        kept.add(each.told.activity_id)
        cited |= {use.evidence_version_id for use in new}
    return [replace(c, found=tuple(f for f in c.found if f.told.activity_id in kept)) for c in countries]


def _named(texts: Collection[int]) -> float:
    return AGAIN + LINE * min(len(texts), MOST_AGAIN + 1) if texts else 0


def _in_turn(countries: list[FoundCountry]) -> Iterator[tuple[Found, bool]]:
    firsts = sorted((country.found[0] for country in countries), key=_day, reverse=True)
    others = sorted((each for country in countries for each in country.found[1:]), key=_day, reverse=True)
    yield from ((each, True) for each in firsts)
    yield from ((each, False) for each in others)


def _day(found: Found) -> date:
    return found.last or date.min


def _cost(found: Found) -> float:
    told = found.told
    claims = {claim(row) for row in found.rows}
    words = [sentences.period(told.starts_on, told.ends_on), " ".join(told.text.split()), found.agencies, *claims]
    words += [row.recommendation.reference for row in found.rows]
    return _lines(sum(len(each) + 3 for each in words)) + 0.3


def _of_piece(use: Any) -> float:
    version = use.evidence_version
    where = version.link or version.file_name
    return _lines(len(use.title) + len(use.evidence.publisher) + len(where) + 60) + PIECE


def _lines(letters: int) -> int:
    return 1 + letters // LETTERS

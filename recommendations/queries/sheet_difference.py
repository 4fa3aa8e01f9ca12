"""What a filled Excel file would change, as plain values: what is told on the page, and done when it is confirmed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from recommendations.errors import Refused
from recommendations.queries.sheets import Row
from recommendations.sheets import digest


@dataclass(frozen=True)
class Place:
    """Where something was typed: which file, sheet and row. `agency`: the id of whoever filled the file in, 0 for the
    country's own writers."""

    file: str
    table: str
    row: int
    reference: str = ""
    agency: int = 0


@dataclass(frozen=True)
class Edit:
    """One thing to be done to an answer: `what` names it, `value` is what it shall be, `shown` is that in words.

    `others`: where else the same was typed.
    """

    what: str
    value: Any
    shown: str
    place: Place
    others: tuple[Place, ...] = ()

    @property
    def key(self) -> str:
        """Stands for what it says among the edits of a dispute, whichever of them fall away meanwhile."""
        return digest(repr(self.value))

    @property
    def agencies(self) -> set[int]:
        """The agencies in whose files it was typed."""
        return {place.agency for place in self.places} - {0}

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.place, *self.others)


def joined(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits that say the same as one, which knows every place where it was typed."""
    if len(edits) < 2:
        return tuple(edits)
    found: dict[str, Edit] = {}
    for each in edits:
        first = found.get(each.key)
        found[each.key] = replace(first, others=(*first.others, each.place, *each.others)) if first else each
    return tuple(found.values())


@dataclass(frozen=True)
class Change:
    """An edit that nobody disputes, and what is saved now."""

    saved: str
    edit: Edit


@dataclass(frozen=True)
class Dispute:
    """What was saved since, or what two files say: a person chooses one of the edits, or none; `all`: what they say
    one after the other, where that makes sense."""

    key: str
    saved: str
    edits: tuple[Edit, ...]
    all: Edit | None = None

    @property
    def choices(self) -> tuple[Edit, ...]:
        return (*self.edits, self.all) if self.all else self.edits


@dataclass(frozen=True)
class RowChanges:
    row: Row
    changes: tuple[Change, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True)
class Problem:
    """What is left out, and why."""

    place: Place
    column: str
    typed: str
    error: Refused


@dataclass(frozen=True)
class Difference:
    """All of a file. `same`: rows that say what is saved already; `untouched`: rows where nothing was filled in."""

    rows: tuple[RowChanges, ...]
    problems: tuple[Problem, ...]
    same: int
    untouched: int

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        return tuple(each for row in self.rows for each in row.disputes)

    @property
    def fingerprint(self) -> str:
        """Stands for what a person has seen: it is another where anything was saved in between."""
        told = [(each.row.follow_up, each.row.update, each.row.version) for each in self.rows]
        told += [(each.key, each.saved) for each in self.disputes]
        return hashlib.sha256(repr(told).encode()).hexdigest()

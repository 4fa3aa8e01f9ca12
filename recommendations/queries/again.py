"""What every report says beside a text: where the same was asked for, and of a proposal what became of it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from recommendations.choices import DocumentKind, LinkKind
from recommendations.models import FollowUp, NotTakenUp
from recommendations.queries.links import (
    NOT_COMPARED,
    SAME,
    SETTLED,
    AskedFor,
    Became,
    Fate,
    Said,
    reached,
    settled_since,
    standing_links,
)


@dataclass(frozen=True)
class Again:
    """What every report says beside a text: where the same was asked for, and, of a proposal, what became of it."""

    demand: AskedFor | None = None
    fate: Fate | None = None

    @property
    def asked(self) -> str:
        return self.demand.sentence if self.demand else ""

    @property
    def became(self) -> str:
        return self.fate.sentence if self.fate else ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What a person has said of it; that nobody has compared a proposal yet is told once for all of them."""
        compared = self.fate is not None and self.fate.became != Became.NOT_COMPARED
        return tuple(filter(None, (self.asked, self.became if compared else "")))


# A text of a tie: what of it is said, where it stands in time, for how many countries it was asked and still waits.
SIDE = (
    "pk", "reference", "document__forum__number", "document__year", "document", "document__kind", "document__held_on",
    "document__code", "position",
)  # fmt: skip
REFUSED = "refused"


def again(texts: Iterable[tuple[int, str]]) -> dict[int, Again]:
    """For each text (its key, the kind of its document) what is said beside it: one query, for lists and short papers.

    `queries.demands.again` says the same from a round's picture.
    """
    ties = _Ties()
    return {
        key: Again(ties.demand(key), None if kind == DocumentKind.FORUM else ties.fate(key)) for key, kind in set(texts)
    }


class _Ties:
    """What people have said of texts, all of it read at once."""

    def __init__(self) -> None:
        self.near: dict[int, list[int]] = defaultdict(list)
        self.taken: dict[int, list[str]] = defaultdict(list)
        self.refused: set[int] = set()
        self.known: dict[int, Said] = {}
        self.order: dict[int, tuple[Any, ...]] = {}
        self.waiting: dict[int, int] = {}
        for kind, *sides in _ties():
            self._read(kind, self._side(sides[: len(SIDE) + 2]), self._side(sides[len(SIDE) + 2 :]))

    def _side(self, told: list[Any]) -> Said:
        pk, reference, forum, year, document, kind, day, code, position, asked, waits = told
        adopted = kind == DocumentKind.FORUM
        self.known[pk] = Said(pk, reference, forum, year, document, adopted)
        self.order[pk] = (forum, adopted, year, day or datetime.date.max, code, position)
        if asked:
            self.waiting[pk] = waits
        return self.known[pk]

    def _read(self, kind: str, one: Said, other: Said) -> None:
        if kind == REFUSED:
            self.refused.add(one.key)
        elif kind == LinkKind.TAKES_UP:
            self.taken[one.key].append(other.reference)
        else:
            self.near[one.key].append(other.key)
            self.near[other.key].append(one.key)

    def demand(self, key: int) -> AskedFor | None:
        if key not in self.near:
            return None
        said = tuple(self.known[each] for each in sorted(reached(key, self.near), key=self.order.__getitem__))
        return AskedFor(said, settled_since(said, self.waiting))

    def fate(self, key: int) -> Fate:
        if key in self.taken:
            return Fate(Became.TAKEN_UP, references=tuple(sorted(self.taken[key])))
        return Fate(Became.NOT_TAKEN_UP) if key in self.refused else NOT_COMPARED


def _ties() -> QuerySet:
    """What is confirmed, and what was not taken up (tied to itself): (kind, SIDE, asked, waiting, SIDE, …)."""
    links = standing_links().filter(kind__in=(*SAME, LinkKind.TAKES_UP))
    refused = NotTakenUp.objects.annotate(kind=Value(REFUSED, output_field=CharField()))
    return _sides(links, "earlier", "later").union(_sides(refused, "recommendation", "recommendation"), all=True)


def _sides(found: QuerySet, *paths: str) -> QuerySet:
    columns = []
    for number, path in enumerate(paths):
        asked = FollowUp.objects.filter(recommendation=OuterRef(path)).order_by().values("recommendation")
        count = asked.annotate(n=Count("pk")).values("n")
        open_ones = asked.exclude(status__in=SETTLED).annotate(n=Count("pk")).values("n")
        names = {f"asked_{number}": Coalesce(Subquery(count), 0), f"waiting_{number}": Coalesce(Subquery(open_ones), 0)}
        found = found.annotate(**names)
        columns += [*(f"{path}__{name}" for name in SIDE), *names]
    return found.order_by().values_list("kind", *columns)

"""A picture as plain JSON and back: what a seal stores, and what its hash is over.

A value stands under its own key once, among the facts, and elsewhere by that key; what is empty is left out, so that
a field that is added later reads as empty from older seals.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any

from recommendations.queries import picture_value as value

Data = dict[str, Any]

# What is told once, and by which of its fields it is named elsewhere.
KEYS = {
    value.Country: "code",
    value.Forum: "number",
    value.Document: "code",
    value.SubTheme: "key",
    value.Theme: "slug",
    value.Text: "reference",
    value.Organization: "slug",
}
PARTS = (
    value.Placed, value.Activity, value.Agency, value.Informant, value.Proof, value.Letter, value.Row, value.Statement,
    value.Tie, value.Joined, value.EarlierRound, value.RoundFacts,
)  # fmt: skip


def _default(each: Field) -> Any:
    return None if each.default is MISSING else each.default


NAMES = {kind: tuple((each.name, _default(each)) for each in fields(kind)) for kind in (*KEYS, *PARTS)}


def as_data(picture: value.Picture) -> tuple[Data, list[Data]]:
    """The facts and the rows of `picture`; `from_data` makes an equal picture of them."""
    documents = picture.documents
    # Countries of documents and forums stand beside those that were asked.
    every = {each.code: each for each in (*picture.countries, *(d.party for d in documents if d.party))}
    facts = {
        "schema": value.SCHEMA,
        "round": _whole(picture.round),
        "taken_on": picture.taken_on.isoformat(),
        "asked": [each.code for each in picture.countries],
        "countries": [_whole(every[code]) for code in sorted(every)],
        "forums": [_whole(each) for each in sorted({d.forum for d in documents}, key=lambda each: each.number)],
        "not_taken_up": list(picture.not_taken_up),
    }
    for name in ("documents", "sub_themes", "themes", "organizations", "texts", "statements", "ties", "earlier"):
        facts[name] = [_whole(each) for each in getattr(picture, name)]
    return facts, [_whole(row) for row in picture.rows]


def sha256(facts: Data, rows: Iterable[Data]) -> str:
    """One hash (hex) over the facts and all rows in their order."""
    found = hashlib.sha256(_canonical(facts))
    for row in rows:
        found.update(b"\n" + _canonical(row))
    return found.hexdigest()


def from_data(facts: Data, rows: Iterable[Data], *, seal: int | None = None) -> value.Picture:
    """The picture that `as_data` told."""
    known = _Known(facts)
    return value.Picture(
        round=known.read(value.RoundFacts, facts["round"]),
        taken_on=date.fromisoformat(facts["taken_on"]),
        countries=tuple(known.countries[code] for code in facts["asked"]),
        documents=tuple(known.documents.values()),
        sub_themes=tuple(known.sub_themes.values()),
        themes=tuple(known.themes.values()),
        texts=tuple(known.texts.values()),
        organizations=tuple(known.organizations.values()),
        rows=tuple(known.read(value.Row, row) for row in rows),
        statements=known.many(value.Statement, facts["statements"]),
        ties=known.many(value.Tie, facts["ties"]),
        not_taken_up=tuple(facts["not_taken_up"]),
        earlier=known.many(value.EarlierRound, facts["earlier"]),
        seal=seal,
    )


def _canonical(data: Data) -> bytes:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _whole(told: Any) -> Data:
    """All fields of a value that are not empty."""
    names = NAMES[type(told)]
    return {name: _plain(got) for name, empty in names if (got := getattr(told, name)) != empty}


def _plain(told: Any) -> Any:
    kind = type(told)
    if kind is tuple:
        return [_plain(each) for each in told]
    if kind is date:
        return told.isoformat()
    if kind in KEYS:
        return getattr(told, KEYS[kind])
    return _whole(told) if kind in NAMES else told


class _Known:
    """The facts that others refer to, each read after what it refers to itself."""

    def __init__(self, facts: Data) -> None:
        self.countries = self._by_key(value.Country, facts["countries"])
        self.forums = self._by_key(value.Forum, facts["forums"])
        self.documents = self._by_key(value.Document, facts["documents"])
        self.sub_themes = self._by_key(value.SubTheme, facts["sub_themes"])
        self.themes = self._by_key(value.Theme, facts["themes"])
        self.organizations = self._by_key(value.Organization, facts["organizations"])
        self.texts = self._by_key(value.Text, facts["texts"])

    def _by_key(self, kind: Any, told: Iterable[Data]) -> dict[Any, Any]:
        found = (self.read(kind, each) for each in told)
        return {getattr(each, KEYS[kind]): each for each in found}

    def many(self, kind: Any, told: Iterable[Data]) -> tuple[Any, ...]:
        return tuple(self.read(kind, each) for each in told)

    def read(self, kind: Any, told: Data) -> Any:
        readers = READERS.get(kind, {})
        return kind(**{name: readers[name](self, got) if name in readers else got for name, got in told.items()})


Reader = Callable[[_Known, Any], Any]


def _day(known: _Known, told: str) -> date:
    return date.fromisoformat(told)


def _one(kind: Any) -> Reader:
    return lambda known, told: known.read(kind, told)


def _several(kind: Any) -> Reader:
    return lambda known, told: known.many(kind, told)


def _named(facts: str) -> Reader:
    return lambda known, told: getattr(known, facts)[told]


def _pairs(known: _Known, told: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pair) for pair in told)


def _words(known: _Known, told: list[str]) -> tuple[str, ...]:
    return tuple(told)


READERS: Mapping[Any, Mapping[str, Reader]] = {
    value.Document: {
        "forum": _named("forums"), "party": _named("countries"), "held_on": _day, "held_until": _day,
    },
    value.SubTheme: {"document": _named("documents")},
    value.Text: {
        "sub_theme": _named("sub_themes"), "themes": _several(value.Placed), "addressees": _pairs, "groups": _pairs,
    },
    value.Placed: {"theme": _named("themes")},
    value.Activity: {"starts_on": _day, "ends_on": _day},
    value.Agency: {"organization": _named("organizations")},
    value.Informant: {"organization": _named("organizations"), "dated_on": _day},
    value.Proof: {"dated_on": _day},
    value.Letter: {"dated_on": _day},
    value.Row: {
        "text": _named("texts"), "country": _named("countries"), "asked_on": _day, "answered_on": _day,
        "changed_on": _day, "activities": _several(value.Activity), "lead": _one(value.Agency),
        "contributing": _several(value.Agency), "informants": _several(value.Informant),
        "proofs": _several(value.Proof), "letter": _one(value.Letter), "receipts": _words,
    },
    value.Statement: {
        "text": _named("texts"), "organization": _named("organizations"), "country": _named("countries"),
        "published_on": _day,
    },
    value.Joined: {"country": _named("countries"), "joined_on": _day},
    value.EarlierRound: {"due_on": _day, "closed_on": _day},
    value.RoundFacts: {"opens_on": _day, "due_on": _day, "closed_on": _day, "joined": _several(value.Joined)},
}  # fmt: skip

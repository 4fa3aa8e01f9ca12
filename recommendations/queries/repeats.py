"""Texts that say the same: inside one document, and against what is published."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from recommendations.matching.near import Near, near
from recommendations.models import Extract
from recommendations.text import searchable

# About two seconds of comparing.
MOST_STORED, MOST_PAIRS = 5_000, 500_000


@dataclass(frozen=True)
class Repeat:
    """A text and the one that it repeats. `exact`: word for word; `other` names that one; each has its page."""

    position: int
    label: str
    text: str
    url: str
    other: str
    other_text: str
    other_url: str
    exact: bool


@dataclass(frozen=True)
class _Other:
    name: str
    text: str
    url: str


def too_many(texts: int, stored: int) -> bool:
    """Whether only word-for-word repeats are looked for: comparing so many would keep a person waiting."""
    return stored > MOST_STORED or texts * stored > MOST_PAIRS


def repeats_inside(texts: Sequence[Extract]) -> list[Repeat]:
    """Each text that repeats one before it, with the closest of those."""
    others = [_Other(each.label or str(each.position), each.text, _url(each)) for each in texts]
    pairs = [(str(at), text.text) for at, text in enumerate(texts)]
    found: list[Repeat] = []
    for at, close in enumerate(_close(tuple(text.text for text in texts), tuple(pairs), len(texts))):
        earlier = next((each for each in close if int(each.reference) < at), None)
        if earlier:
            found.append(_repeat(texts[at], others[int(earlier.reference)], exact=earlier.exact))
    return found


def repeats_of_stored(texts: Sequence[Extract], stored: Sequence[tuple[str, str]]) -> list[Repeat]:
    """Each text that repeats a published one, (reference, text), with the closest of those."""
    known = dict(stored)
    return [
        _repeat(
            text,
            _Other(each.reference, known[each.reference], reverse("recommendation", args=[each.reference])),
            exact=each.exact,
        )
        for text, close in zip(texts, _close(tuple(text.text for text in texts), tuple(stored), 1), strict=True)
        for each in close
    ]


@lru_cache(maxsize=8)
def _close(texts: tuple[str, ...], stored: tuple[tuple[str, str], ...], most: int) -> tuple[tuple[Near, ...], ...]:
    """Kept for the next page: a person ticks and comes back, and the same texts are compared."""
    if not too_many(len(texts), len(stored)):
        return near(texts, stored, most=most)
    places: dict[str, list[str]] = defaultdict(list)
    for reference, text in stored:
        places[searchable(text)].append(reference)
    return tuple(
        tuple(Near(each, 1.0, exact=True, shared=()) for each in places[searchable(text)][:most]) for text in texts
    )


def _repeat(text: Extract, other: _Other, *, exact: bool) -> Repeat:
    return Repeat(text.position, text.label, text.text, _url(text), other.name, other.text, other.url, exact)


def _url(text: Extract) -> str:
    return reverse("extract", args=[text.document_import_id, text.position])

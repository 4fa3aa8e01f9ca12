"""Texts that say the same: inside one document, and against what is published."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from recommendations.models import Extract, Recommendation
from recommendations.text import searchable


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


def repeats_inside(texts: Sequence[Extract]) -> list[Repeat]:
    """Each text that repeats one before it."""
    others = [_Other(each.label or str(each.position), each.text, _url(each)) for each in texts]
    found: list[Repeat] = []
    seen: dict[str, _Other] = {}
    for text, other in zip(texts, others, strict=True):
        key = searchable(text.text)
        if key in seen:
            found.append(_repeat(text, seen[key], exact=True))
        seen.setdefault(key, other)
    return found


def repeats_of_stored(texts: Sequence[Extract], stored: QuerySet[Recommendation]) -> list[Repeat]:
    """Each text that repeats a published one."""
    wanted = {searchable(text.text): text for text in texts}
    rows = stored.values_list("reference", "text")
    return [
        _repeat(wanted[key], _Other(reference, text, reverse("recommendation", args=[reference])), exact=True)
        for reference, text in rows.iterator()
        if (key := searchable(text)) in wanted
    ]


def _repeat(text: Extract, other: _Other, *, exact: bool) -> Repeat:
    return Repeat(text.position, text.label, text.text, _url(text), other.name, other.text, other.url, exact)


def _url(text: Extract) -> str:
    return reverse("extract", args=[text.document_import_id, text.position])

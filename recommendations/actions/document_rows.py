"""The rows of a document: written many at a time, since a document may hold thousands of texts.

Nothing here asks who may do it or writes the audit event: the actions of `documents` and `editions` do.
"""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models

from recommendations.actions import files, naming
from recommendations.actions.printed import Part, Printed, Source, Text
from recommendations.choices import Addressee, Placing, PlacingAxis
from recommendations.errors import Refused
from recommendations.models import (
    Document,
    Edition,
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    SubTheme,
    TargetGroup,
    Theme,
    User,
)
from recommendations.text import gettext_noop

# Rows written in one statement's turn: what is in memory at a time.
CHUNK = 500
T = TypeVar("T")


def store(document: Document, printed: Printed) -> list[Recommendation]:
    """Save the document, its edition, sub-themes, recommendations and their placings. Raises Refused."""
    check(document)
    document.save()
    store_edition(document, printed.source)
    headings = _headings(document, printed.parts)
    words = vocabulary()
    recommendations: list[Recommendation] = []
    numbered = enumerate(_named(document, headings, printed.parts), 1)
    for chunk in _chunks(numbered, CHUNK):
        rows = [_recommendation(document, position, *named) for position, named in chunk]
        recommendations += Recommendation.objects.bulk_create(rows)
        store_placings([(row, named[2]) for row, (_, named) in zip(rows, chunk, strict=True)], words)
    return recommendations


def store_edition(
    document: Document,
    source: Source,
    *,
    number: int = 1,
    at: datetime.datetime | None = None,
    by: User | None = None,
) -> Edition:
    """The source as an edition of the document, received `at` (None: when the document was published, and by whom).

    A file that is in the store already stays where it is.
    """
    edition = Edition(
        document=document,
        number=number,
        file_name=source.file_name,
        sha256=source.sha256,
        source_text=source.text,
        received_at=at or document.published_at,
        received_by=by if at else document.published_by,
    )
    if source.stored:
        edition.file.name = source.stored
    elif source.data:
        edition.file.save(document.code, ContentFile(source.data), save=False)
        files.stored(edition.file)
    edition.save()
    return edition


@dataclass(frozen=True)
class Vocabulary:
    """slug → key of the themes and target groups of this site."""

    themes: dict[str, int]
    groups: dict[str, int]


def vocabulary() -> Vocabulary:
    return Vocabulary(
        dict(Theme.objects.values_list("slug", "pk")), dict(TargetGroup.objects.values_list("slug", "pk"))
    )


def store_placings(texts: Iterable[tuple[Recommendation, Text]], words: Vocabulary) -> None:
    """The placings of each text; what names no theme or group of this site is left out."""
    rows: dict[type[models.Model], list[models.Model]] = {}
    for recommendation, text in texts:
        for row in _placings(recommendation, text.placings, words):
            rows.setdefault(type(row), []).append(row)
    for model, found in rows.items():
        model._default_manager.bulk_create(found, batch_size=CHUNK)


def check(row: models.Model) -> None:
    """Raise Refused, naming the field whose value does not fit it."""
    left_out = [field.name for field in row._meta.fields if field.is_relation or not field.editable]
    try:
        row.clean_fields(exclude=left_out)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refused(
            gettext_noop("This cannot be stored as “%(name)s”: %(problem)s"),
            name=str(getattr(row._meta.get_field(name), "verbose_name", name)),
            problem=messages[0],
        ) from None


def _headings(document: Document, parts: Sequence[Part]) -> list[SubTheme]:
    rows = [
        SubTheme(
            document=document, position=place, number=part.number, title=part.title, introduction=part.introduction
        )
        for place, part in zip(naming.positions(parts), parts, strict=True)
    ]
    for row in rows:
        check(row)
    return SubTheme.objects.bulk_create(rows)


def _named(
    document: Document, headings: Sequence[SubTheme], parts: Sequence[Part]
) -> Iterator[tuple[str, SubTheme, Text]]:
    """Each text with its reference and its heading, in the order of the document."""
    for heading, part, endings in zip(headings, parts, naming.endings(parts), strict=True):
        for ending, text in zip(endings, part.recommendations, strict=True):
            yield f"{document.code}-{ending}", heading, text


def _recommendation(document: Document, position: int, reference: str, heading: SubTheme, text: Text) -> Recommendation:
    row = Recommendation(
        reference=reference,
        document=document,
        sub_theme=heading,
        position=position,
        label=text.label,
        number=text.number,
        text=text.text,
        page=text.page,
        line=text.line,
        editor_note=text.editor_note,
    )
    check(row)
    row.fold()
    return row


def _placings(
    recommendation: Recommendation, placings: Iterable[dict[str, Any]], words: Vocabulary
) -> Iterator[models.Model]:
    once = {(told["axis"], told["value"]): told for told in placings}
    has_main = False
    for (axis, value), told in once.items():
        placing = told.get("placing") or Placing.SUGGESTED
        common = {"recommendation": recommendation, "placing": placing, "words": _words(told)}
        if axis == PlacingAxis.THEME and value in words.themes:
            is_main = bool(told.get("is_main")) and placing != Placing.REFUSED and not has_main
            has_main |= is_main
            yield RecommendationTheme(theme_id=words.themes[value], is_main=is_main, **common)
        elif axis == PlacingAxis.TARGET_GROUP and value in words.groups:
            yield RecommendationTargetGroup(target_group_id=words.groups[value], **common)
        elif axis == PlacingAxis.ADDRESSEE and value in Addressee.values:
            yield RecommendationAddressee(addressee=value, **common)


def _words(told: dict[str, Any]) -> str:
    words = told.get("words") or ""
    return (words if isinstance(words, str) else ", ".join(words))[:300]


def _chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(rows)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk

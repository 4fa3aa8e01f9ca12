"""A document as it is about to be published: its facts, its texts and its source, wherever they come from."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from recommendations.actions import placed
from recommendations.matching.placing import Rules
from recommendations.models import DocumentImport, Extract
from recommendations.parsing import Found, FoundSubTheme
from recommendations.queries.placings import rules


@dataclass(frozen=True)
class Text:
    """One recommendation. `placings` as `Extract.placings` has them."""

    label: str
    number: int | None
    text: str
    page: int | None = None
    line: int | None = None
    editor_note: str = ""
    placings: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Part:
    """The texts under one heading; without number and title where they have none."""

    number: int | None
    title: str
    introduction: str
    recommendations: tuple[Text, ...]


@dataclass(frozen=True)
class Source:
    """What the document was read from: a text, the bytes of a file, or a file that is in the store already."""

    sha256: str
    file_name: str = ""
    text: str = ""
    data: bytes = b""
    stored: str = ""


@dataclass(frozen=True)
class Printed:
    """`country` is a party's code. What is not known is None or empty, and refused where it must be there."""

    forum_number: int | None
    kind: str
    country: str | None
    meeting: str
    parts: tuple[Part, ...]
    source: Source
    theme: str = ""
    language: str = "en"
    held_on: datetime.date | None = None
    held_until: datetime.date | None = None
    dates_printed: str = ""
    place: str = ""
    online: bool | None = None

    @property
    def total(self) -> int:
        return sum(len(part.recommendations) for part in self.parts)


def from_found(found: Found, data: bytes, file_name: str) -> Printed:
    """What parsing found in `data`, as it found it, with what the rules suggest for each text."""
    ready, theme = rules(), found.theme or ""
    return Printed(
        forum_number=found.forum_number,
        kind=found.kind,
        country=found.country.upper() if found.country else None,
        meeting=found.meeting or "",
        parts=tuple(_part(sub_theme, ready, theme) for sub_theme in found.sub_themes),
        source=_source(data, file_name),
        theme=found.theme or "",
        held_on=found.date,
        held_until=found.date_end,
        dates_printed=found.dates_printed,
        place=found.place or "",
        online=found.online,
    )


def from_import(document_import: DocumentImport) -> Printed:
    """What people made of an import: the accepted texts, in their order, and the facts they confirmed."""
    same = ("kind", "meeting", "theme", "language", "held_on", "held_until", "dates_printed", "place", "online")
    return Printed(
        forum_number=document_import.forum.number if document_import.forum else None,
        country=document_import.party.code if document_import.party else None,
        parts=tuple(_parts(document_import)),
        source=source_of(document_import),
        **{name: getattr(document_import, name) for name in same},
    )


def source_of(document_import: DocumentImport) -> Source:
    """What an import was read from; its file stays where it is."""
    return Source(
        sha256=document_import.sha256,
        file_name=document_import.file_name,
        text="" if document_import.file else document_import.source_text,
        stored=document_import.file.name or "",
    )


def _part(found: FoundSubTheme, ready: Rules, theme: str) -> Part:
    texts = (
        Text(
            label=each.label or "",
            number=each.number,
            text=each.text,
            page=each.page,
            line=each.line_from,
            placings=tuple(placed.suggested(ready, each.text, heading=found.title, theme=theme)),
        )
        for each in found.recommendations
    )
    return Part(found.number, found.title, found.introduction or "", tuple(texts))


def _source(data: bytes, file_name: str) -> Source:
    """A UTF-8 text is kept as text, anything else as a file."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return Source(sha256, file_name[-200:], text=data.decode())
    except UnicodeDecodeError:
        return Source(sha256, file_name[-200:], data=data)


def _parts(document_import: DocumentImport) -> Iterator[Part]:
    """The sub-themes that hold an accepted text, each with those texts in the order of the document."""
    texts: dict[int, list[Text]] = {}
    for extract in document_import.extracts.to_publish().order_by("position", "pk").iterator(chunk_size=500):
        texts.setdefault(extract.sub_theme_id, []).append(text_of(extract))
    for heading in document_import.sub_themes.order_by("position"):
        if heading.pk in texts:
            yield Part(heading.number, heading.title, heading.introduction, tuple(texts[heading.pk]))


def text_of(extract: Extract) -> Text:
    """A found text as it is to be published."""
    return Text(
        label=extract.label,
        number=extract.number,
        text=extract.text,
        page=extract.page,
        line=extract.line_from,
        editor_note=extract.editor_note,
        placings=tuple(extract.placings),
    )

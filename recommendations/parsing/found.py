"""What was found in a document, before a person has accepted it."""

import datetime
from dataclasses import dataclass

from recommendations.parsing.doubts import Doubt


@dataclass(frozen=True)
class FoundRecommendation:
    """One printed recommendation.

    ``label`` as printed ("14.", None for a bullet); ``number`` its value; ``text`` with paragraphs parted by a blank
    line and nested points as lines that begin with "- "; ``line_from`` and ``line_to`` count from 1 in the source;
    ``responsible`` and ``timeline`` as a table prints them beside the text, proposals for a person to take up.
    """

    label: str | None
    number: int | None
    text: str
    page: int | None
    line_from: int
    line_to: int
    doubts: tuple[Doubt, ...] = ()
    responsible: str = ""
    timeline: str = ""


@dataclass(frozen=True)
class FoundSubTheme:
    """A heading with its recommendations; number None and title "" where the document has no heading."""

    number: int | None
    title: str
    introduction: str | None
    recommendations: tuple[FoundRecommendation, ...]


@dataclass(frozen=True)
class Unused:
    """Lines that became nothing. ``reason`` is one of letterhead, preamble, closing, agenda, page, heading, text, beside."""

    reason: str
    text: str
    line_from: int
    line_to: int


@dataclass(frozen=True)
class Found:
    """Everything that a document tells of itself. ``country`` is ISO 3166-1 alpha-2; unknown is None."""

    forum_number: int | None
    meeting: str | None
    kind: str
    country: str | None
    date: datetime.date | None
    date_end: datetime.date | None
    dates_printed: str
    place: str | None
    online: bool | None
    theme: str | None
    sub_themes: tuple[FoundSubTheme, ...]
    doubts: tuple[Doubt, ...]
    unused: tuple[Unused, ...]

    @property
    def total(self) -> int:
        return sum(len(sub_theme.recommendations) for sub_theme in self.sub_themes)

    @property
    def recommendations(self) -> tuple[FoundRecommendation, ...]:
        return tuple(item for sub_theme in self.sub_themes for item in sub_theme.recommendations)


def as_json(found: Found) -> dict[str, object]:
    """The object that ``import_document --json`` prints (DESIGN section 9); dates as ISO text, doubts as sentences."""
    return {
        "forum_number": found.forum_number,
        "meeting": found.meeting,
        "kind": found.kind,
        "country": found.country,
        "date": found.date.isoformat() if found.date else None,
        "date_end": found.date_end.isoformat() if found.date_end else None,
        "place": found.place,
        "online": found.online,
        "theme": found.theme,
        "sub_themes": [_sub_theme(sub_theme) for sub_theme in found.sub_themes],
        "total": found.total,
        "doubts": [doubt.sentence for doubt in found.doubts],
    }


def _sub_theme(sub_theme: FoundSubTheme) -> dict[str, object]:
    return {
        "number": sub_theme.number,
        "title": sub_theme.title,
        "introduction": sub_theme.introduction,
        "recommendations": [_recommendation(item) for item in sub_theme.recommendations],
    }


def _recommendation(item: FoundRecommendation) -> dict[str, object]:
    return {
        "label": item.label,
        "number": item.number,
        "text": item.text,
        "page": item.page,
        "doubts": [doubt.sentence for doubt in item.doubts],
    }

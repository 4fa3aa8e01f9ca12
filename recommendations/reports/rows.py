"""The rows of a progress report: documents, their sub-themes and recommendations, and each party's answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from recommendations.choices import Answering
from recommendations.models import VersionEvidence
from recommendations.queries import naming
from recommendations.reports import sentences
from recommendations.reports.value import Activity, Answer, Chapter, Item, Section, Silent, Source

# A follow-up as queries.progress.answers gives it; types do not know of what it adds there.
Row = Any


class References:
    """Numbers each version of a piece of evidence once, in the order in which the report first names it."""

    def __init__(self) -> None:
        self._found: dict[int, Source] = {}

    def number(self, use: VersionEvidence) -> int:
        if use.evidence_version_id not in self._found:
            self._found[use.evidence_version_id] = _source(len(self._found) + 1, use)
        return self._found[use.evidence_version_id].number

    def all(self) -> tuple[Source, ...]:
        return tuple(self._found.values())


def chapters(follow_ups: list[Row], references: References, numbers: Iterator[int]) -> tuple[Chapter, ...]:
    """`follow_ups` in the report's order: by document, place in it, and country."""
    return tuple(
        Chapter(
            code=document.code,
            title=document.meeting,
            source=naming.said_by(document),
            forum=str(document.forum),
            standing=str(document.standing.label),
            sections=tuple(_sections(rows, references, numbers)),
        )
        for document, rows in groupby(follow_ups, key=lambda row: row.recommendation.document)
    )


def _sections(rows: Iterator[Row], references: References, numbers: Iterator[int]) -> Iterator[Section]:
    for sub_theme, own in groupby(rows, key=lambda row: row.recommendation.sub_theme):
        heading = sub_theme.heading or _("No sub-theme")
        items = tuple(_items(own, references))
        caption = _("Answers on %(heading)s") % {"heading": heading}
        yield Section(heading, sub_theme.introduction, next(numbers), caption, items)


def _items(rows: Iterator[Row], references: References) -> Iterator[Item]:
    for recommendation, own in groupby(rows, key=lambda row: row.recommendation):
        yield Item(
            reference=recommendation.reference,
            label=recommendation.label,
            text=recommendation.text,
            language=recommendation.document.language,
            editor_note=recommendation.editor_note,
            answers=tuple(_answer(row, references) for row in own),
        )


def _answer(row: Row, references: References) -> Answer:
    asked = Answer(
        reference=row.recommendation.reference,
        country=row.party.name,
        code=row.party.code,
        asked_on=row.asked_on,
        **_unanswered(row),
    )
    return replace(asked, **_said(row, row.current_version, references)) if row.status else asked


def _unanswered(row: Row) -> dict[str, Any]:
    answering = Answering.NOT_YET_DUE if row.not_yet_due else Answering.NO_INFORMATION
    return {"key": answering.value, "label": str(answering.label)}


def _said(row: Row, version: Any, references: References) -> dict[str, Any]:
    return {
        "key": row.status,
        "label": str(row.get_status_display()),
        "reason": str(row.get_not_pursued_reason_display()),
        "replaced_by": version.replaced_by,
        "answered_on": _day_there(row, row.answered_at),
        "changed_on": _day_there(row, row.changed_at) if row.changed_at else None,
        "under": row.answered_under.recommendation.reference if row.answered_under else "",
        "activities": tuple(_activities(version)),
        "lead": version.lead.name if version.lead else "",
        "contributing": tuple(agency.name for agency in version.contributing),
        "challenges": version.challenges,
        "next_steps": version.next_steps,
        "evidence": tuple(references.number(use) for use in version.readable),
        "assessment": str(row.get_assessment_display()) if row.sees_assessment else "",
        "example": version.update.is_example,
    }


def _activities(version: Any) -> Iterator[Activity]:
    """By date, the undated last; the version's own order decides between equals."""
    dated = sorted(version.told, key=lambda told: told.starts_on or told.ends_on or date.max)
    for told in dated:
        when = sentences.period(told.starts_on, told.ends_on)
        yield Activity(told.text, told.starts_on, told.ends_on, when)


def _day_there(row: Row, at: datetime) -> date:
    """The day in the party's own zone."""
    return at.astimezone(ZoneInfo(row.party.time_zone)).date()


def _source(number: int, use: VersionEvidence) -> Source:
    evidence = use.evidence
    return Source(
        number=number,
        title=use.title,
        kind=str(evidence.get_kind_display()),
        publisher=evidence.publisher,
        dated_on=evidence.dated_on,
        country=evidence.party.name,
        language=evidence.language,
        address=use.evidence_version.link,
        file_name=use.evidence_version.file_name,
    )


def each_answer(chapters: tuple[Chapter, ...]) -> Iterator[Answer]:
    items = (item for chapter in chapters for section in chapter.sections for item in section.items)
    return (answer for item in items for answer in item.answers)


def has_changed(chapters: tuple[Chapter, ...]) -> bool:
    """Whether any text was reworded since its answer."""
    return any(answer.changed_on for answer in each_answer(chapters))


def has_example(chapters: tuple[Chapter, ...]) -> bool:
    return any(answer.example for answer in each_answer(chapters))


def silent(chapters: tuple[Chapter, ...]) -> tuple[Silent, ...]:
    """The parties that owe information, by name, with the references of what they owe."""
    answers = list(each_answer(chapters))
    found = []
    for country, code in sorted({(answer.country, answer.code) for answer in answers}):
        own = [answer for answer in answers if answer.code == code]
        missing = tuple(answer.reference for answer in own if answer.key == Answering.NO_INFORMATION)
        if missing:
            found.append(Silent(country, code, missing))
    return tuple(found)


def answered(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """The same chapters without the answers, texts, sub-themes and documents where there is none."""
    kept = []
    for chapter in chapters:
        sections = [_answered_section(section) for section in chapter.sections]
        if filled := tuple(section for section in sections if section.items):
            kept.append(replace(chapter, sections=filled))
    return tuple(kept)


def _answered_section(section: Section) -> Section:
    items = (replace(item, answers=tuple(a for a in item.answers if a.is_answered)) for item in section.items)
    return replace(section, items=tuple(item for item in items if item.answers))

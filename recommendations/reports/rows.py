"""The rows of a progress report: documents, their sub-themes and recommendations, and each party's answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from recommendations.choices import Answering, Assessment, EvidenceKind, Language, NotPursuedReason, Status
from recommendations.models.reply import by_letter
from recommendations.queries import naming
from recommendations.queries.again import Again
from recommendations.queries.picture_value import Country, Proof, Row
from recommendations.reports import sentences
from recommendations.reports.value import Activity, Answer, Chapter, Item, Section, Silent, Source


class References:
    """Numbers each version of a piece of evidence once, in the order in which the report first names it."""

    def __init__(self) -> None:
        self._found: dict[int, Source] = {}

    def number(self, proof: Proof, row: Row) -> int:
        if proof.version not in self._found:
            self._found[proof.version] = source(len(self._found) + 1, proof, row.country)
        return self._found[proof.version].number

    def all(self) -> tuple[Source, ...]:
        return tuple(self._found.values())


def chapters(
    told: tuple[Row, ...], references: References, numbers: Iterator[int], again: Mapping[str, Again]
) -> tuple[Chapter, ...]:
    """`told` in the report's order: by document, place in it, and country. `again` as `queries.demands` says it."""
    return tuple(
        Chapter(
            code=document.code,
            title=document.meeting,
            source=naming.said_by(document),
            forum=str(document.forum),
            standing=str(document.standing.label),
            sections=tuple(_sections(rows, references, numbers, again)),
        )
        for document, rows in groupby(told, key=lambda row: row.text.document)
    )


def _sections(
    rows: Iterator[Row], references: References, numbers: Iterator[int], again: Mapping[str, Again]
) -> Iterator[Section]:
    for sub_theme, own in groupby(rows, key=lambda row: row.text.sub_theme):
        heading = sub_theme.heading or _("No sub-theme")
        items = tuple(_items(own, references, again))
        caption = _("Answers on %(heading)s") % {"heading": heading}
        yield Section(heading, sub_theme.introduction, next(numbers), caption, items)


def _items(rows: Iterator[Row], references: References, again: Mapping[str, Again]) -> Iterator[Item]:
    for text, own in groupby(rows, key=lambda row: row.text):
        beside = again.get(text.reference, Again())
        yield Item(
            reference=text.reference,
            label=text.label,
            text=text.text,
            language=text.document.language,
            editor_note=text.editor_note,
            answers=tuple(_answer(row, references) for row in own),
            asked_for=beside.asked,
            fate=beside.became,
            again="\n".join(beside.lines),
        )


def _answer(row: Row, references: References) -> Answer:
    asked = Answer(
        reference=row.reference,
        country=row.country.name,
        code=row.country.code,
        asked_on=row.asked_on,
        key=row.answering,
        label=str(Answering(row.answering).label),
    )
    return replace(asked, **_said(row, references)) if row.status else asked


def _said(row: Row, references: References) -> dict[str, Any]:
    return {
        "key": row.status,
        "label": str(Status(row.status).label),
        "reason": str(NotPursuedReason(row.reason).label) if row.reason else "",
        "replaced_by": row.replaced_by,
        "answered_on": row.answered_on,
        "changed_on": row.changed_on,
        "under": row.under,
        "activities": tuple(_activities(row)),
        "lead": row.lead.name if row.lead else "",
        "contributing": tuple(agency.name for agency in row.contributing),
        "informants": tuple(by_letter(each.name, each.dated_on) for each in row.informants),
        "challenges": row.challenges,
        "next_steps": row.next_steps,
        "evidence": tuple(references.number(proof, row) for proof in row.proofs),
        "assessment": str(Assessment(row.assessment).label) if row.assessment else "",
        "example": row.example,
        "entered": naming.entered(row.letter.source, row.letter.dated_on) if row.letter else "",
    }


def _activities(row: Row) -> Iterator[Activity]:
    """By date, the undated last; the answer's own order decides between equals."""
    dated = sorted(row.activities, key=lambda told: told.starts_on or told.ends_on or date.max)
    for told in dated:
        when = sentences.period(told.starts_on, told.ends_on)
        yield Activity(told.text, told.starts_on, told.ends_on, when)


def source(number: int, proof: Proof, country: Country) -> Source:
    """The proof under its number; one that was closed since says so, and nothing else."""
    if not proof.title:
        return Source(number, str(sentences.CLOSED_EVIDENCE), "", "", None, country.name, "", "", "")
    return Source(
        number=number,
        title=proof.title,
        kind=_label(EvidenceKind, proof.kind),
        publisher=proof.publisher,
        dated_on=proof.dated_on,
        country=country.name,
        language=_label(Language, proof.language),
        address=proof.address,
        file_name=proof.file_name,
        key=proof.key,
    )


def _label(words: type[EvidenceKind] | type[Language], value: str) -> str:
    return str(words(value).label) if value in words.values else value


def each_answer(chapters: tuple[Chapter, ...]) -> Iterator[Answer]:
    items = (item for chapter in chapters for section in chapter.sections for item in section.items)
    return (answer for item in items for answer in item.answers)


def has_changed(chapters: tuple[Chapter, ...]) -> bool:
    """Whether any text was reworded since its answer."""
    return any(answer.changed_on for answer in each_answer(chapters))


def has_open_fate(chapters: tuple[Chapter, ...]) -> bool:
    """Whether any proposal says nothing of what became of it, since nobody has looked."""
    items = (item for chapter in chapters for section in chapter.sections for item in section.items)
    return any(item.fate and item.fate not in item.again for item in items)


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

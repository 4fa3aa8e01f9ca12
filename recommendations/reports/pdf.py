"""A progress report as a typeset PDF, with the same figures and words as the other layouts."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from recommendations.reports import charts, sentences
from recommendations.reports.columns import (
    answer_head,
    cells,
    dated,
    number,
    of_source,
    silence,
    to_answer,
    to_sources,
    told,
)
from recommendations.reports.short import Line, Run, plain, words
from recommendations.reports.typeset import language_code, leads, typeset
from recommendations.reports.value import Answer, Item, Part, ProgressReport, Section


def layout(report: ProgressReport) -> bytes:
    return typeset("progress.typ", _data(report), "pdf", day=report.data_on)


def _data(report: ProgressReport) -> dict[str, Any]:
    pieces = to_sources(report)
    return {
        "title": report.title,
        "scope": report.scope,
        "summary": [leads(line) for line in (*report.summary, plain(report.example_note)) if words(line)],
        "foot": f"{report.title} · {sentences.day(report.data_on)}",
        "parts": [_part(report, part) for part in report.parts],
        "chapters": [
            {
                "title": chapter.title,
                "source": f"{chapter.code}. {chapter.source}.",
                "sections": [_section(section, pieces, one_country=report.one_country) for section in chapter.sections],
            }
            for chapter in report.chapters or ()
        ],
        "silent": [dict(zip(("head", "owed"), map(leads, silence(silent)), strict=True)) for silent in report.silent],
        "evidence": [of_source(source) for source in report.evidence],
        "notes": [leads(note) for note in report.notes],
        "words": _words(),
        "language": language_code(report.language),
    }


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "answers": _("Answers"),
        "silent": _("No information received"),
        "evidence": _("Evidence"),
        "about": _("About this report"),
        "author": _("AFML tracker"),
        "figure": _("Figure"),
        "table": _("Table"),
    }


def _part(report: ProgressReport, part: Part) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "sentence": leads(part.sentence if len(report.parts) > 1 else ()),
        "chart": charts.data(part),
        "in_words": charts.in_words(part),
        "figure": {"number": part.figure_number, "caption": leads(part.message)},
        "tables": list(_tables(report, part)),
    }


def _tables(report: ProgressReport, part: Part) -> Iterator[dict[str, Any]]:
    rows = [[(Run(figure.label),), number(report, figure)] for figure in (*part.statuses, *part.sums)]
    yield _table(part.table_number, part.caption, (_("Status"), _("Number")), rows)
    for table in part.tables:
        lines = [cells(report, line, figures) for line, figures in table.rows]
        yield _table(table.number, table.caption, table.columns, lines)


def _table(at: int, caption: str, columns: tuple[str, ...], rows: list[list[Line]]) -> dict[str, Any]:
    told = [[leads(cell) for cell in row] for row in rows]
    return {"number": at, "caption": caption, "columns": columns, "rows": told}


def _section(section: Section, pieces: dict[int, str], *, one_country: bool) -> dict[str, Any]:
    head = (_("Recommendation") if one_country else _("Country"), _("Answer"))
    return {
        "heading": section.heading,
        "introduction": section.introduction,
        "number": section.number,
        "caption": section.caption,
        "columns": head,
        "one_country": one_country,
        "items": [_item(item, pieces) for item in section.items],
    }


def _item(item: Item, pieces: dict[int, str]) -> dict[str, Any]:
    note = [_("Editor’s note: %(note)s") % {"note": item.editor_note}] if item.editor_note else []
    return {
        "reference": item.reference,
        "paragraphs": [*filter(str.strip, item.text.split("\n")), *note, *item.again.splitlines()],
        "language": language_code(item.language),
        "answers": [_answer(answer, pieces) for answer in item.answers],
    }


def _answer(answer: Answer, pieces: dict[int, str]) -> dict[str, Any]:
    return {
        "country": answer.country,
        "url": Run("", url=to_answer(answer)).whole_url,
        "label": answer.label,
        "after": answer_head(answer),
        "activities": [dated(activity) for activity in answer.activities],
        "told": [(label, leads(line)) for label, line in told(answer, pieces)],
    }

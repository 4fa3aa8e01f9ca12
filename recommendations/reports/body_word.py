"""What one side asked for as a Word file: each ask with its fate, every country's answer, and its own statements."""

import io
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Cm, Pt

from recommendations.choices import NotPursuedReason
from recommendations.queries.again import Again, again
from recommendations.queries.body import Ask, BodyPage
from recommendations.queries.clock import answer_day, data_day
from recommendations.queries.naming import document_name, said_by
from recommendations.reports import sentences
from recommendations.reports.cited import to_follow_up
from recommendations.reports.short import Run
from recommendations.reports.word_parts import Paper, write
from recommendations.reports.word_plain import set_page
from recommendations.templatetags.marks import status_label

WIDTHS = tuple(map(Cm, (4, 8.5, 4.5)))


def layout(page: BodyPage, rows: list[Ask], today: date) -> bytes:
    paper = Paper(Document())
    title = str(page.body.title)
    data_on = data_day(today, (_answered_on(row) for ask in rows for row in ask.answers))
    set_page(paper.document, title=title, foot=title, language=get_language() or "en", made_on=data_on)
    paper.text(title, "Title")
    write(paper.text(""), page.sentence)
    for fate in page.fates:
        write(paper.text("", "List Bullet"), fate)
    paper.text(_("Data of %(day)s.") % {"day": sentences.day(data_on)})
    paper.text(_("Only accepted answers are told. “No information received” does not mean “not started”."))
    beside = again((ask.recommendation.pk, ask.recommendation.document.kind) for ask in rows)
    for document, asks in groupby(rows, key=lambda ask: ask.recommendation.document):
        paper.heading(document_name(document), 1)
        paper.text(said_by(document) + ".")
        for ask in asks:
            _write(paper, ask, beside[ask.recommendation.pk])
    raw = io.BytesIO()
    paper.document.save(raw)
    return raw.getvalue()


def _write(paper: Paper, ask: Ask, said: Again) -> None:
    text = ask.recommendation
    paper.heading(text.reference, 2)
    for paragraph in text.text.split("\n"):
        if paragraph.strip():
            paper.text(paragraph.removeprefix("- "), "List Bullet" if paragraph.startswith("- ") else None)
    if said.asked:
        paper.text(f"{said.asked}.")
    paper.text(_("What became of it: %(fate)s") % {"fate": ask.fate.sentence})
    if ask.answers:
        rows = [((Run(row.party.name, url=to_follow_up(row)),), _status(row), _answered(row)) for row in ask.answers]
        paper.document.paragraphs[-1].paragraph_format.keep_with_next = True
        paper.table([_("Country"), _("Status"), _("Last answer")], rows, WIDTHS, figures_from=len(WIDTHS))
    else:
        paper.text(_("Nobody has been asked yet."))
    for at, statement in enumerate(ask.statements):
        where = statement.party.name if statement.party else _("the region")
        told = _("%(who)s says (%(where)s, %(day)s): %(text)s")
        day = sentences.day(timezone.localdate(statement.published_at))
        names = {"who": statement.organization_name, "where": where, "day": day, "text": statement.text}
        written = paper.text(told % names)
        written.paragraph_format.space_before = Pt(0 if at else 6)


def _status(row: Any) -> str:
    told = str(status_label(row.shown_status))
    if row.not_pursued_reason:
        told += f": {NotPursuedReason(row.not_pursued_reason).label}"
    if row.status and row.answered_under:
        under = _("answered under %(reference)s") % {"reference": row.answered_under.recommendation.reference}
        told += f" ({under})"
    return told


def _answered_on(row: Any) -> date | None:
    return answer_day(row.answered_at, row.party.zone) if row.answered_at else None


def _answered(row: Any) -> str:
    if answered_on := _answered_on(row):
        return sentences.day(answered_on)
    return _("asked on %(day)s") % {"day": sentences.day(row.asked_on)}

"""What a country is asked as a Word file: one table a recommendation, to be filled in by hand or typed into."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Cm

from recommendations.choices import NotPursuedReason, Status
from recommendations.models import Party
from recommendations.queries.sheets import Row, StoredActivity
from recommendations.reports import ooxml, sentences
from recommendations.reports.word_parts import Paper, small
from recommendations.reports.word_plain import set_page
from recommendations.tables.sheets import last

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEFT, RIGHT = Cm(4.2), Cm(12.8)
ROOM = Cm(1.6)  # for a line or two by hand
BOX = "☐ "
TICKED = "☒ "
NO_BREAK = "\u00a0"


def layout(party: Party, rows: Iterable[Row], agencies: dict[int, str]) -> bytes:
    paper = Paper(Document())
    title = _("%(country)s: answers to recommendations") % {"country": party.name}
    today = timezone.localdate()
    set_page(paper.document, title=title, foot=party.name, language=get_language() or "en", made_on=today)
    paper.text(title, "Title")
    paper.text(
        _("State of %(day)s. Tick one status, and write on the lines. What is printed is what was last saved.")
        % {"day": date_format(timezone.localdate())}
    )
    for row in rows:
        _asked(paper, row, agencies)
    raw = io.BytesIO()
    paper.document.save(raw)
    return raw.getvalue()


def _asked(paper: Paper, row: Row, agencies: dict[int, str]) -> None:
    paper.heading(row.reference, 2)
    for passage in row.text.split("\n"):
        if passage.strip():
            paper.text(passage).paragraph_format.keep_with_next = True
    if row.accepted:
        paper.text(_("Last accepted answer: %(answer)s") % {"answer": last(row)})
    if row.note:
        paper.text(_("Please change: %(note)s") % {"note": row.note})
    table = paper.begin_table((_("Part"), _("Your answer")), (LEFT, RIGHT))
    for name, words in _parts(row, agencies):
        _line(paper, table, name, words)


def _parts(row: Row, agencies: dict[int, str]) -> Iterable[tuple[str, str]]:
    plain = row.plain
    lead = agencies.get(row.lead, "")
    others = "; ".join(agencies.get(each, "") for each in row.contributing)
    yield _("Status"), _ticks(Status.choices, plain["status"])
    yield _("If not pursued: why"), _ticks(NotPursuedReason.choices, plain["not_pursued_reason"])
    yield _("What was done, from when until when"), "\n".join(map(_dated, row.activities))
    yield _("Lead agency"), lead
    yield _("Contributing agencies"), others
    yield _("Challenges"), plain["challenges"]
    yield _("Next steps"), plain["next_steps"]
    yield _("Evidence"), "\n".join(f"• {each.title}" for each in row.evidence)


def _dated(activity: StoredActivity) -> str:
    when = sentences.period(activity.starts_on, activity.ends_on)
    return f"• {when}: {activity.text}" if when else f"• {activity.text}"


def _ticks(choices: Iterable[tuple[str, StrOrPromise]], chosen: str) -> str:
    shown = (f"{TICKED if code == chosen else BOX}{label}" for code, label in choices)
    return "   ".join(each.replace(" ", NO_BREAK) for each in shown)


def _line(paper: Paper, table: Any, name: str, words: str) -> None:
    cells = paper.add_row(table)
    table.rows[-1].height = ROOM
    paper.fill(cells[0], name, bold=True)
    first, *more = words.split("\n")
    paper.fill(cells[1], first)
    for line in more:
        paragraph = cells[1].add_paragraph()
        ooxml.write(paragraph, line)
        small(paragraph)

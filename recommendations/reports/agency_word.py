"""What is asked of one agency as a Word file: its sums in a sentence each, and a table of the rows."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from recommendations.choices import Standing
from recommendations.models import FollowUp, Organization
from recommendations.queries.responsibilities import Sum
from recommendations.reports import sentences
from recommendations.reports.short import Line, Run, fill, plain
from recommendations.reports.word_parts import Paper, write
from recommendations.reports.word_plain import set_page
from recommendations.tables.columns import Column

# On a page that lies: reference, text, part, status, answered, answer due, target date, still to do.
WIDTHS = tuple(map(Cm, (4, 7.2, 2.2, 2.7, 2.6, 2.6, 2.6, 1.8)))


def about(organization: Organization, sums: Iterable[Sum], today: date) -> list[Line]:
    """What became of it where it has ended, one sentence for each standing, and the day of the data."""
    return [
        *map(plain, _end(organization)),
        *(sentence(organization, each) for each in sums),
        plain(_("Data of %(day)s.") % {"day": sentences.day(today)}),
    ]


def _end(organization: Organization) -> list[str]:
    if not organization.ended_on:
        return []
    said = {"day": sentences.day(organization.ended_on), "name": organization.heir.name}
    if organization.successor:
        return [_("It ended on %(day)s. What was open passed on to %(name)s.") % said]
    return [_("It ended on %(day)s.") % said]


def sentence(organization: Organization, each: Sum) -> Line:
    """“12 proposed recommendations are asked of it; as lead agency: 7; …”, each number leading to its rows."""
    forms = {
        Standing.PROPOSED: ngettext(
            "%(asked)s proposed recommendation is asked of it", "%(asked)s proposed recommendations are asked of it",
            each.asked,
        ),
        Standing.ADOPTED: ngettext(
            "%(asked)s adopted recommendation is asked of it", "%(asked)s adopted recommendations are asked of it",
            each.asked,
        ),
    }  # fmt: skip
    rest = _("as lead agency: %(leads)s; still open: %(open)s; past the target date: %(overdue)s.")

    def number(counted: int, **picks: str) -> Run:
        query = urlencode({**picks, "standing": each.standing.value})
        return Run(str(counted), url=f"{reverse('agency', args=[organization.slug])}?{query}" if counted else "")

    return fill(
        f"{forms[each.standing]}; {rest}",
        asked=number(each.asked), leads=number(each.leads, show="lead"), open=number(each.open, show="open"),
        overdue=number(each.overdue, show="target"),
    )  # fmt: skip


def layout(
    organization: Organization, about: list[Line], shown: tuple[Column, ...], rows: list[FollowUp], today: date
) -> bytes:
    paper = Paper(Document())
    title = _("What is asked of %(name)s") % {"name": organization.name}
    set_page(paper.document, title=title, foot=organization.short, language=get_language() or "en", made_on=today)
    section = paper.document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    paper.text(title, "Title")
    for told in about:
        write(paper.text(""), told)
    table = paper.begin_table([str(column.heading) for column in shown], WIDTHS)
    for row in rows:
        for at, (cell, column) in enumerate(zip(paper.add_row(table), shown, strict=True)):
            url = row.get_absolute_url() if at == 0 else ""  # the reference leads to its page
            paper.fill(cell, (Run(_plain(column.value(row)), url=url),))
    raw = io.BytesIO()
    paper.document.save(raw)
    return raw.getvalue()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return sentences.day(value)
    lines = (line.strip() for line in str("" if value is None else value).split("\n"))
    return "\n".join(f"• {line[2:]}" if line.startswith("- ") else line for line in lines if line)

"""The minutes of a meeting: a table with what was asked, the country's position, and the room's remark."""

from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recommendations.models import Meeting
from recommendations.queries.meetings import Row
from recommendations.reports import sentences
from recommendations.reports.cited import claim, cut, to_follow_up
from recommendations.reports.short import Line, Run, ShortPaper, Table, Text, fill, plain

TEXT = 300


def short(meeting: Meeting, rows: list[Row], today: date) -> ShortPaper:
    heads = (_("No."), _("Recommendation"), _("Country"), _("Position"), _("Remark of the room"))
    table = Table("", heads, tuple(map(_row, rows)), (1, 8, 2, 4, 10), figures_from=len(heads))
    said = sum(bool(row.item.remark) for row in rows)
    told = ngettext(
        "%(number)s recommendation was on the list; the room remarked on %(said)s.",
        "%(number)s recommendations were on the list; the room remarked on %(said)s.",
        len(rows),
    )
    page = meeting.get_absolute_url()
    figures = {"number": figure(len(rows), page), "said": figure(said, f"{page}?said=yes")}
    return ShortPaper(
        title=meeting.name,
        subtitle=_("Held on %(day)s. Positions as of %(today)s.")
        % {"day": sentences.day(meeting.held_on), "today": sentences.day(today)},
        blocks=(Text(fill(told, **figures)), table),
        foot=f"{meeting.name} · {sentences.day(meeting.held_on)}",
        name=f"afml-minutes-{meeting.held_on}",
        data_on=today,
        language=get_language() or "en",
        lies=True,
    )


def figure(number: int, url: str) -> Run:
    return Run(str(number), url=url if number else "")


def _row(row: Row) -> tuple[Line, ...]:
    asked = row.row.recommendation
    return (
        plain(str(row.item.position)),
        (
            Run(asked.reference, bold=True, url=to_follow_up(row.row)),
            Run(" "),
            Run(cut(asked.text, TEXT), lang=asked.document.language),
        ),
        plain(row.row.party.name),
        plain(position(row.row)),
        plain(row.item.remark),
    )


def position(row: Any) -> str:
    """What the country claims, or that nothing was received."""
    if row.status:
        return claim(row)
    return _("Answer not yet due") if row.not_yet_due else _("No information received")

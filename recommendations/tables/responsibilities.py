"""The columns of a country's responsibilities, and of what is asked of one agency."""

import datetime
from collections.abc import Collection
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.choices import Part
from recommendations.models import FollowUp
from recommendations.queries.clock import answer_day
from recommendations.queries.responsibilities import SHOWN, is_awaited, is_open, is_overdue, mark
from recommendations.tables.columns import Column
from recommendations.templatetags.layout import day, passage
from recommendations.templatetags.marks import status_label, status_tag
from recommendations.text import shortened

LINE = 170


def columns(ticked: Collection[str], today: datetime.date) -> tuple[Column, ...]:
    """The coordinator's table; `ticked`: the marks of the rows that are ticked when the page opens."""
    return (
        Column(gettext_lazy("Recommendation"), _reference, cell=lambda row: _tick(row, ticked)),
        Column(gettext_lazy("Lead agency"), lambda row: _named(row, Part.LEAD)),
        Column(gettext_lazy("Contributing agencies"), lambda row: _named(row, Part.CONTRIBUTING)),
        Column(gettext_lazy("Target date"), _target, cell=lambda row: date_cell(row, today)),
    )


def of_agency(today: datetime.date) -> tuple[Column, ...]:
    """What is asked of one agency, for its files."""
    reference, *others = on_page(today)
    text = Column(gettext_lazy("Text"), lambda row: row.recommendation.text, width=70)
    part = Column(gettext_lazy("Part"), _part, width=18)
    return (reference, text, part, *others)


def on_page(today: datetime.date) -> tuple[Column, ...]:
    """The same for its page, where the text and the agency's part stand under the reference."""
    return (
        Column(gettext_lazy("Recommendation"), _reference, cell=_link_and_text, width=22),
        Column(gettext_lazy("Status"), _status_words, cell=_status, width=22),
        Column(gettext_lazy("Last answer"), _answered_on, "day", cell=lambda row: day(_answered_on(row)), width=14),
        Column(gettext_lazy("Answer due"), _due, "day", cell=lambda row: due_cell(row, today), width=14),
        Column(gettext_lazy("Target date"), _target, "day", cell=lambda row: date_cell(row, today), width=14),
        Column(gettext_lazy("Still to do"), lambda row: to_do(row, today), width=14),
    )


def _part(row: FollowUp) -> str:
    return str(Part(row.part).label)


def to_do(row: FollowUp, today: datetime.date) -> str:
    """“Open”, “Overdue”, or nothing where it is settled."""
    if SHOWN["overdue"](row, today):
        return _("Overdue")
    return _("Open") if is_open(row) else ""


def due_cell(row: Any, today: datetime.date) -> SafeString:
    """The day of the round that waits for an answer, in red once it has passed."""
    if not is_awaited(row, today):
        return day(row.answer_due)
    return format_html('<span class="app-overdue">{} {}</span>', day(row.answer_due), _("(passed)"))


def date_cell(row: FollowUp, today: datetime.date) -> SafeString:
    """The target date, in red once it has passed, and how often it was postponed."""
    if row.target_date is None:
        shown = SafeString("")
    elif is_overdue(row, today):
        shown = format_html('<span class="app-overdue">{} {}</span>', day(row.target_date), _("(passed)"))
    else:
        shown = day(row.target_date)
    return shown + format_html(' <span class="app-quiet">{}</span>', times(row.postponed)) if row.postponed else shown


def times(postponed: int) -> str:
    return ngettext("postponed %(n)d time", "postponed %(n)d times", postponed) % {"n": postponed}


def _reference(row: FollowUp) -> str:
    return row.recommendation.reference


def _due(row: Any) -> datetime.date | None:
    return row.answer_due


def _target(row: FollowUp) -> datetime.date | None:
    return row.target_date


def _answered_on(row: FollowUp) -> datetime.date | None:
    return answer_day(row.answered_at, row.party.zone) if row.answered_at else None


def _named(row: FollowUp, part: Part) -> str:
    return ", ".join(each.organization.short for each in row.agencies if each.part == part)


def _line(row: FollowUp) -> str:
    return shortened(row.recommendation.first_line, LINE)


def _tick(row: FollowUp, ticked: Collection[str]) -> SafeString:
    told = mark(row)
    return format_html(
        '<input type="hidden" name="shown" value="{1}">'
        '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" type="checkbox" id="row_{0}" name="rows" value="{1}"{2}>'
        '<label class="govuk-label govuk-checkboxes__label app-reference" for="row_{0}">{3}</label></div></div>'
        '<span class="app-line" lang="{4}">{5}</span>'
        '<a href="{6}">{7}<span class="govuk-visually-hidden">: {3}</span></a>',
        row.pk, told, SafeString(" checked") if told in ticked else "", row.recommendation.reference,
        row.recommendation.document.language, _line(row), row.get_absolute_url(), _("Open"),
    )  # fmt: skip


def _link_and_text(row: FollowUp) -> SafeString:
    link = format_html('<a class="app-reference" href="{}">{}</a>', row.get_absolute_url(), _reference(row))
    part = format_html(' <span class="app-quiet">{}</span>', _part(row))
    return link + part + passage(row.recommendation.text, row.recommendation.document.language)


def _status_words(row: FollowUp) -> str:
    words = str(status_label(row.shown_status))
    return f"{words}: {row.get_not_pursued_reason_display()}" if row.not_pursued_reason else words


def _status(row: FollowUp) -> SafeString:
    return status_tag(row.shown_status, reason=row.not_pursued_reason)

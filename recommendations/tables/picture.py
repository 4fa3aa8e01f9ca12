"""The two matrices as HTML, written by Python: a thousand cells through templates cost more than their queries."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import STATUS_ORDER, Answering, Assessment
from recommendations.models import FollowUp
from recommendations.queries.alike import Asked
from recommendations.queries.matrix import NOT_PLACED, Matrix, Row
from recommendations.queries.naming import document_name
from recommendations.queries.shares import Share
from recommendations.queries.texts_by_country import TextRow
from recommendations.tables.columns import Column
from recommendations.templatetags.charts import asked_links, small_bar
from recommendations.templatetags.marks import SIGNS, before_change, mark, status_label
from recommendations.text import shortened

LINE = 150
# So many countries fit on a wide screen.
FITTING = 6
A_DAY = datetime.timedelta(days=1)


def html_matrix(matrix: Matrix) -> SafeString:
    """Themes down, countries across; a cell says "n of m asked" over its bar and each number leads to its rows."""
    body = format_html_join("", "<tr>{}</tr>\n", ((_theme_row(matrix, row),) for row in matrix.rows))
    foot = format_html("<tr>{}</tr>", _theme_row(matrix, matrix.total))
    return _table(str(matrix.caption), _("Main theme"), matrix.countries, body, foot)


def html_texts(rows: Iterable[TextRow], countries: list[Asked], caption: str) -> SafeString:
    """Recommendations down, countries across; a cell is the accepted answer, and blank where nobody was asked."""
    body = format_html_join("", "<tr>{}</tr>\n", ((_text_row(row, countries),) for row in rows))
    return _table(caption, _("Recommendation"), countries, body, SafeString(""))


def _table(caption: str, first: str, countries: list[Asked], body: SafeString, foot: SafeString) -> SafeString:
    """The heads stay in sight; many countries stand in a frame of its own, which scrolls."""
    table = format_html(
        '<table class="app-table"><caption class="govuk-visually-hidden">{}</caption>'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody>{}</table>',
        caption, first, format_html_join("", "{}", ((_head(each),) for each in countries)), body,
        format_html("<tfoot>{}</tfoot>", foot) if foot else "",
    )  # fmt: skip
    if len(countries) <= FITTING:
        return format_html('<div class="app-matrix">{}</div>', table)
    return format_html(
        '<div class="app-matrix app-matrix--frame" tabindex="0" role="region" aria-label="{}">{}</div>', caption, table
    )


def _head(country: Asked) -> SafeString:
    url = reverse("country", args=[country.code])
    return format_html('<th scope="col"><a href="{}">{}</a></th>', url, country.name)


def _theme_row(matrix: Matrix, row: Row) -> SafeString:
    cells = zip(matrix.countries, row.cells, strict=True)
    return format_html(
        '<th scope="row">{}</th>{}',
        _theme(row),
        format_html_join("", "{}", ((_share(each.name, share),) for each, share in cells)),
    )


def _theme(row: Row) -> str:
    if not row.slug or row.slug == NOT_PLACED:
        return row.label
    return format_html('<a href="{}">{}</a>', reverse("theme", args=[row.slug]), row.label)


def _share(country: str, share: Share | None) -> SafeString:
    """Blank where nobody was asked."""
    if share is None:
        return SafeString("<td></td>")
    return format_html(
        '<td data-label="{}"><div class="app-matrix__cell"><span>{}</span>{}</div></td>',
        country, asked_links(share, reverse("recommendation_list")), small_bar(share.bar),
    )  # fmt: skip


# --- Recommendation × country ---------------------------------------------------------------------------------


def _text_row(row: TextRow, countries: list[Asked]) -> SafeString:
    cells = ((_answer(each.name, row.answers.get(each.code)),) for each in countries)
    return format_html('<th scope="row">{}</th>{}', _text(row), format_html_join("", "{}", cells))


def _text(row: TextRow) -> SafeString:
    text = row.recommendation
    return format_html(
        '<a class="app-reference" href="{}">{}</a><span class="app-line" lang="{}">{}</span>',
        text.get_absolute_url(), text.reference, text.document.language,
        shortened(text.first_line, LINE),
    )  # fmt: skip


def _answer(country: str, found: FollowUp | None) -> SafeString:
    if found is None:
        return SafeString("<td></td>")
    return format_html(
        '<td data-label="{}"><div class="app-matrix__cell app-matrix__cell--{}"><a href="{}">{}{}</a>{}</div></td>',
        country, found.shown_status, found.get_absolute_url(), mark(found.shown_status),
        status_label(found.shown_status), _more(found),
    )  # fmt: skip


def _more(found: FollowUp) -> SafeString:
    """The assessment where the reader may see it, the evidence the reader may know, and how old the answer is."""
    if not found.status:
        since = _("since %(day)s") % {"day": _month(found.asked_on)} if _is_silent(found) else ""
        return _line(since)
    told = [_evidence(found.evidence_count), age(found), _under(found)]
    return (
        _assessment(found.visible_assessment)
        + _line(" · ".join(each for each in told if each))
        + before_change(found.changed_at)
    )


def _is_silent(found: FollowUp) -> bool:
    return found.shown_status == Answering.NO_INFORMATION


def _month(day: datetime.date) -> str:
    return f"{day:%m/%Y}"


def _line(words: str) -> SafeString:
    return format_html('<span class="app-quiet">{}</span>', words) if words else SafeString("")


def _assessment(value: str) -> SafeString:
    """A sign with its words for those who hear it; "not assessed" needs no sign."""
    if value not in SIGNS:
        return SafeString("")
    label = Assessment(value).label
    return format_html(
        '<span class="app-assessment" title="{0}"><span class="app-assessment__sign" aria-hidden="true">{1}</span>{0}'
        "</span>",
        label, SIGNS[Assessment(value)],
    )  # fmt: skip


def _evidence(count: int) -> str:
    return _("evidence: %(n)d") % {"n": count} if count else ""


def _under(found: FollowUp) -> str:
    """Until that is accepted the tie is the country's own affair."""
    if not found.answered_under_id:
        return ""
    return _("under %(reference)s") % {"reference": found.answered_under.recommendation.reference}


def age(found: FollowUp) -> str:
    """How old the answer is, in its largest unit: "3 months"; "today" within a day."""
    if not found.answered_at:
        return ""
    return timesince(found.answered_at, depth=1) if timezone.now() - found.answered_at > A_DAY else _("today")


# --- Files ----------------------------------------------------------------------------------------------------


def theme_rows(matrices: Iterable[Matrix]) -> list[tuple[Matrix, Row, Asked, Share]]:
    """A row for each cell in which anything was asked."""
    return [
        (matrix, row, country, share)
        for matrix in matrices
        for row in matrix.rows
        for country, share in zip(matrix.countries, row.cells, strict=True)
        if share
    ]


def _count(key: str):
    return lambda row: next((figure.count for figure in row[3].figures if figure.key == key), 0)


THEME_FILE = (
    Column(gettext_lazy("Standing"), lambda row: str(row[0].standing.label), width=12),
    Column(gettext_lazy("Main theme"), lambda row: row[1].label, width=34),
    Column(gettext_lazy("Country"), lambda row: row[2].name, width=16),
    Column(gettext_lazy("Asked"), lambda row: row[3].asked, "number", width=9),
    Column(gettext_lazy("Answered"), lambda row: row[3].answered, "number", width=9),
    Column(gettext_lazy("Answered under another"), lambda row: row[3].under, "number", width=12),
    *(Column(each.label, _count(each.value), "number", width=12) for each in STATUS_ORDER),
    *(
        Column(each.label, _count(each.value), "number", width=14)
        for each in (Answering.NO_INFORMATION, Answering.NOT_YET_DUE)
    ),
)


def text_file(countries: list[Asked]) -> tuple[Column, ...]:
    """Four columns for each country: its status, the assessment, how much evidence, the day of its answer."""
    first = (
        Column(gettext_lazy("Reference"), lambda row: row.recommendation.reference, width=20),
        Column(gettext_lazy("Text"), lambda row: row.recommendation.text, width=70),
        Column(gettext_lazy("Document"), lambda row: document_name(row.recommendation.document), width=30),
    )
    return (*first, *(column for each in countries for column in _of_country(each)))


def _of_country(country: Asked) -> tuple[Column, ...]:
    def of(value):
        return lambda row: value(row.answers[country.code]) if country.code in row.answers else None

    def head(what: str) -> str:
        return f"{country.name}: {what}"

    return (
        Column(head(_("status")), of(lambda found: str(status_label(found.shown_status))), width=20),
        Column(head(_("ILO assessment, where you may see it")), of(_assessed), width=16),
        Column(head(_("evidence")), of(lambda found: found.evidence_count or None), "number", width=10),
        Column(head(_("last answer")), of(_answered_on), "day", width=12),
    )


def _assessed(found: FollowUp) -> str:
    return str(Assessment(found.visible_assessment).label) if found.visible_assessment else ""


def _answered_on(found: FollowUp) -> datetime.date | None:
    return timezone.localdate(found.answered_at) if found.answered_at else None

"""The columns of the list of placings; rows come from queries.placings.page."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import PlacingAxis
from recommendations.queries.placings import Placed, Row
from recommendations.tables.columns import Column
from recommendations.templatetags.marks import placing_mark
from recommendations.text import shortened

LINE = 220


def columns(ticked: Collection[int]) -> tuple[Column, ...]:
    """`ticked`: the keys of the texts that are ticked when the page opens."""
    return (
        Column(gettext_lazy("Recommendation"), lambda row: row.text.reference, cell=lambda row: _text(row, ticked)),
        Column(gettext_lazy("Themes"), _names(PlacingAxis.THEME), cell=_cell(PlacingAxis.THEME)),
        Column(gettext_lazy("People it names"), _names(PlacingAxis.TARGET_GROUP), cell=_cell(PlacingAxis.TARGET_GROUP)),
        Column(gettext_lazy("Addressed to"), _names(PlacingAxis.ADDRESSEE), cell=_cell(PlacingAxis.ADDRESSEE)),
    )


def _text(row: Row, ticked: Collection[int]) -> SafeString:
    text = row.text
    checked = SafeString(" checked") if text.pk in ticked else ""
    return format_html(
        '<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" type="checkbox" id="text_{0}" name="texts" value="{0}"{1}>'
        '<label class="govuk-label govuk-checkboxes__label app-reference" for="text_{0}">{2}</label></div></div>'
        '<span class="app-line" lang="{3}">{4}</span>'
        '<a href="{5}">{6}<span class="govuk-visually-hidden">: {2}</span></a>',
        text.pk, checked, text.reference, text.document.language,
        shortened(text.first_line, LINE),
        reverse("placing", args=[text.reference]), _("Place"),
    )  # fmt: skip


def _names(axis: PlacingAxis):
    return lambda row: "; ".join(each.name for each in row.of(axis))


def _cell(axis: PlacingAxis):
    return lambda row: (
        _marks(row.of(axis))
        or format_html(
            '<span class="app-quiet">{}</span>', _("Not yet placed") if axis == PlacingAxis.THEME else _("None")
        )
    )


def _marks(placed: Iterable[Placed]) -> SafeString:
    return format_html_join("", '<div class="app-placing">{}</div>', ((_mark(each),) for each in placed))


def _mark(each: Placed) -> SafeString:
    shown = placing_mark(each.name, is_main=each.is_main, is_suggested=each.is_suggested)
    if not each.is_suggested or not each.words:
        return shown
    return format_html('{}<br><span class="app-small app-quiet">{}</span>', shown, each.why)

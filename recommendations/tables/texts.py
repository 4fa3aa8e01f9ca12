"""The columns of the list by text; rows come from queries.recommendations.by_text."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from recommendations.models import FollowUp, Recommendation
from recommendations.queries.naming import document_name
from recommendations.tables.columns import Column
from recommendations.templatetags.marks import before_change, standing_tag, status_label, status_tag, withdrawn_tag
from recommendations.text import shortened

LINE = 260


def head_cell(row: Recommendation) -> SafeString:
    url = reverse("recommendation", args=[row.reference])
    line = shortened(row.first_line, LINE)
    return format_html(
        '<a class="app-reference" href="{}">{}</a> {}<span class="app-line">{}</span>',
        url, row.reference, withdrawn_tag(row.withdrawn_at), line,
    )  # fmt: skip


def source_cell(row: Recommendation) -> SafeString:
    return format_html("{}<br>{}", document_name(row.document), standing_tag(row.document.standing))


def statuses(row: Recommendation) -> str:
    return "; ".join(f"{each.party.name}: {status_label(each.shown_status)}" for each in row.asked_of)


def statuses_cell(row: Recommendation) -> SafeString:
    lines = ((_country_link(row, each), "" if _is_over(row, each) else _tag(each)) for each in row.asked_of)
    return format_html_join("", '<div class="app-answer">{} {}</div>', lines)


def _is_over(row: Recommendation, each: FollowUp) -> bool:
    """Withdrawn without an answer: nobody waits for one any more."""
    return bool(row.withdrawn_at and not each.status)


def _country_link(row: Recommendation, each: FollowUp) -> SafeString:
    url = reverse("follow_up", args=[row.reference, each.party.code])
    return format_html('<a href="{}">{}</a>', url, each.party.name)


def _tag(each: FollowUp) -> SafeString:
    return status_tag(each.shown_status, reason=each.not_pursued_reason) + before_change(each.changed_at)


TEXTS = (
    Column(gettext_lazy("Recommendation"), lambda row: row.reference, cell=head_cell),
    Column(gettext_lazy("Said at"), lambda row: document_name(row.document), cell=source_cell),
    Column(gettext_lazy("Asked of"), statuses, cell=statuses_cell),
)

"""The columns of a round's rows and of two rounds compared; rows come from queries.picture_value."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Answering, Assessment, NotPursuedReason, Status
from recommendations.queries.naming import document_name
from recommendations.queries.picture_value import Proof, Row, Text
from recommendations.tables.columns import Column
from recommendations.templatetags.layout import day
from recommendations.templatetags.marks import status_label, status_tag
from recommendations.text import shortened

LINE = 170


def _head(text: Text, code: str) -> SafeString:
    """The reference, which leads to the follow-up, over the beginning of the text."""
    url = reverse("follow_up", args=(text.reference, code))
    line = shortened(text.text.split("\n", 1)[0], LINE)
    return format_html(
        '<a class="app-reference" href="{}">{}</a> <span class="app-line">{}</span>', url, text.reference, line
    )


def _status(row: Row | None) -> SafeString:
    if row is None:
        return SafeString("")
    since = row.asked_on if row.answering == Answering.NO_INFORMATION else None
    tag = status_tag(row.shown_status, reason=row.reason, since=since)
    if not row.under:
        return tag
    words = _("answered under %(reference)s") % {"reference": row.under}
    return tag + format_html('<span class="app-status__more">{}</span>', words)


def _said(row: Row | None) -> str:
    """The status in words, with the reason where it is not pursued."""
    if row is None:
        return ""
    if row.reason:
        return f"{Status(row.status).label}: {NotPursuedReason(row.reason).label}"
    return str(status_label(row.shown_status))


def _when(row: Row) -> SafeString:
    """The day of the answer, and whether it came late."""
    late = format_html(' <span class="app-quiet">{}</span>', _("late")) if row.late else ""
    return format_html("{}{}", day(row.answered_on), late)


def _proofs(row: Row) -> SafeString:
    return format_html_join("", "<div>{}</div>", ((_proof(each),) for each in row.proofs))


def _proof(proof: Proof) -> SafeString:
    """Its title, which leads to its page; of one that was closed since the seal only that it was there."""
    if not proof.title:
        return format_html('<span class="app-quiet">{}</span>', _("withdrawn since, or no longer open to you"))
    return format_html('<a href="{}">{}</a>', reverse("evidence", args=[proof.key]), proof.title)


def _assessment(row: Row) -> str:
    return str(Assessment(row.assessment).label) if row.assessment else ""


ROWS = (
    Column(
        gettext_lazy("Recommendation"), lambda row: row.reference, cell=lambda row: _head(row.text, row.country.code)
    ),
    Column(gettext_lazy("Country"), lambda row: row.country.name),
    Column(gettext_lazy("Status"), _said, cell=_status),
    Column(gettext_lazy("Answered"), lambda row: row.answered_on, "day", cell=_when),
    Column(gettext_lazy("Evidence"), lambda row: len(row.proofs), cell=_proofs),
    Column(gettext_lazy("ILO assessment"), _assessment),
)


def _text(text: Text) -> SafeString:
    url = reverse("recommendation", args=[text.reference])
    return format_html('<a class="app-reference" href="{}">{}</a>', url, text.reference)


def _named(name: str, route: str, key: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(route, args=[key]), name)


TEXTS = (
    Column(gettext_lazy("Recommendation"), lambda text: text.reference, cell=_text),
    Column(gettext_lazy("Text"), lambda text: shortened(text.text.split("\n", 1)[0], LINE)),
    Column(gettext_lazy("Document"), lambda text: document_name(text.document)),
)

COUNTRIES = (
    Column(
        gettext_lazy("Country"), lambda country: country.name,
        cell=lambda country: _named(country.name, "country", country.code),
    ),
)  # fmt: skip

DOCUMENTS = (
    Column(
        gettext_lazy("Document"), document_name,
        cell=lambda document: _named(document_name(document), "document", document.code),
    ),
    Column(gettext_lazy("Meeting"), lambda document: document.meeting),
)  # fmt: skip

MOVES = (
    Column(
        gettext_lazy("Recommendation"), lambda move: move.text.reference,
        cell=lambda move: _head(move.text, move.country.code), width=22,
    ),
    Column(gettext_lazy("Country"), lambda move: move.country.name, width=16),
    Column(gettext_lazy("Before"), lambda move: _said(move.before), cell=lambda move: _status(move.before), width=26),
    Column(gettext_lazy("Now"), lambda move: _said(move.after), cell=lambda move: _status(move.after), width=26),
    Column(gettext_lazy("What became of it"), lambda move: str(move.movement.label), width=26),
)  # fmt: skip

MOVES_FILE = (
    *MOVES,
    Column(gettext_lazy("Text"), lambda move: move.text.text, width=60),
    Column(gettext_lazy("Standing"), lambda move: str(move.text.document.standing.label), width=12),
    Column(gettext_lazy("Answered before"), lambda move: move.before and move.before.answered_on, "day", width=14),
    Column(gettext_lazy("Answered now"), lambda move: move.after and move.after.answered_on, "day", width=14),
    Column(
        gettext_lazy("Its page"),
        lambda move: f"{settings.SITE_URL}{reverse('follow_up', args=(move.text.reference, move.country.code))}",
        "link",
        width=40,
    ),
)

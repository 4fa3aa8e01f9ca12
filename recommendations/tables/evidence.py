"""The columns of a country's evidence; rows come from queries.evidence.library."""

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.models import Evidence
from recommendations.tables.columns import Column


def _title(piece: Evidence) -> SafeString:
    return format_html('<a href="{}">{}</a>{}', piece.get_absolute_url(), piece.title, _beside(piece))


def _beside(piece: Evidence) -> SafeString:
    told = _("Withdrawn") if piece.withdrawn_at else piece.publisher
    return format_html('<br><span class="app-quiet">{}</span>', told) if told else SafeString("")


def _day(piece: Evidence) -> str:
    return date_format(piece.dated_on, "j F Y") if piece.dated_on else ""


def _newest(piece: Evidence) -> str:
    """The newest file by its name and size, or that it is a link; and how many versions there are."""
    told = f"{piece.file_name}, {filesizeformat(piece.size)}" if piece.size else _("link")
    more = ngettext("%(n)s version", "%(n)s versions", piece.number) % {"n": piece.number}
    return f"{told} · {more}" if piece.number > 1 else told


COLUMNS = (
    Column(gettext_lazy("Evidence"), lambda piece: piece.title, cell=_title),
    Column(gettext_lazy("Country"), lambda piece: piece.party.name),
    Column(gettext_lazy("Kind"), lambda piece: piece.get_kind_display()),
    Column(gettext_lazy("Its own date"), lambda piece: piece.dated_on, kind="day", cell=_day),
    Column(gettext_lazy("File or link"), _newest),
    Column(gettext_lazy("Follow-ups that use it"), lambda piece: piece.uses_here, kind="number"),
    Column(gettext_lazy("Who may see it"), lambda piece: piece.get_visibility_display()),
)

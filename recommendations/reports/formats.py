"""The formats of a progress report: one row each, for the page's downloads and for the command."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.reports import csv, excel, html, pdf, word
from recommendations.reports.value import ProgressReport

# Typesetting holds the whole file in memory: for 11,000 rows PDF took 2.7 GB, and Word 48 seconds.
MOST_TYPESET = 2_000


@dataclass(frozen=True)
class Format:
    """`layout` makes the bytes of a file with the ending `name`; `offered` on the page as a download.

    The page gives no file of more than `most_rows` rows.
    """

    name: str
    label: str | Promise
    media_type: str
    layout: Callable[[ProgressReport], bytes]
    offered: bool = True
    most_rows: int | None = None


FORMATS = {
    each.name: each
    for each in (
        Format(
            "docx",
            _("Word"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word.layout,
            most_rows=MOST_TYPESET,
        ),
        Format(
            "xlsx",
            _("Excel"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            excel.layout,
        ),
        Format("pdf", _("PDF"), "application/pdf", pdf.layout, most_rows=MOST_TYPESET),
        Format("csv", _("CSV"), "text/csv; charset=utf-8", csv.layout),
        Format("html", _("HTML"), "text/html; charset=utf-8", html.layout, offered=False),
    )
}

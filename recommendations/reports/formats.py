"""The formats of a progress report: one row each, for the page's downloads and for the command."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.reports import csv, excel, html, pdf, word
from recommendations.reports.value import ProgressReport


@dataclass(frozen=True)
class Format:
    """`layout` makes the bytes of a file with the ending `name`; `offered` on the page as a download."""

    name: str
    label: str | Promise
    media_type: str
    layout: Callable[[ProgressReport], bytes]
    offered: bool = True


FORMATS = {
    each.name: each
    for each in (
        Format(
            "docx",
            _("Word"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word.layout,
        ),
        Format(
            "xlsx",
            _("Excel"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            excel.layout,
        ),
        Format("pdf", _("PDF"), "application/pdf", pdf.layout),
        Format("csv", _("CSV"), "text/csv; charset=utf-8", csv.layout),
        Format("html", _("HTML"), "text/html; charset=utf-8", html.layout, offered=False),
    )
}

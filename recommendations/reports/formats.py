"""The formats of a progress report: one row each, for the page's downloads and for the command.

And which templates print which seal: an old report is never printed in a new template.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.queries.picture import template
from recommendations.queries.progress import Scope, Told, tell
from recommendations.queries.sight import Sight
from recommendations.reports import csv, excel, html, pdf, progress, word
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


@dataclass(frozen=True)
class Template:
    """One version of the report: what puts it in words, and what lays these out."""

    lay_out: Callable[[Told, Sight], ProgressReport]
    formats: dict[str, Format]


# Each version of the report templates (models.seal.TEMPLATE) stays as it was printed: tests hold its fingerprint.
# Whoever changes words or looks adds a version, and leaves the old one's code beside it.
VERSIONS = {1: Template(progress.lay_out, FORMATS)}


def of_template(version: int) -> dict[str, Format]:
    """Its formats by name; none where this site does not have that version."""
    return VERSIONS[version].formats if version in VERSIONS else {}


def formats_of(scope: Scope) -> dict[str, Format]:
    """In what the report on `scope` is printed: of a sealed round by the templates of its day alone."""
    return of_template(template(scope.round, scope.seal))


def printed(scope: Scope, *, sight: Sight, today: date) -> ProgressReport:
    """The report on `scope`, whole, in the words of its template, which is on this site."""
    told = tell(scope, sight=sight, today=today)
    return VERSIONS[template(scope.round, scope.seal)].lay_out(told, sight)

"""The rows of a progress report as CSV: one line a follow-up."""

from django.utils.translation import gettext as _

from recommendations.reports.columns import ROWS
from recommendations.reports.listing import as_csv
from recommendations.reports.value import ProgressReport
from recommendations.tables.columns import Column


def layout(report: ProgressReport) -> bytes:
    with as_csv((*ROWS, *of_seal(report.earlier)), report.answers, ()) as whole:
        return whole.read()


def of_seal(earlier: str) -> tuple[Column, ...]:
    """A column that says of each row that it is told from an earlier seal: a CSV file has no other place for it."""
    return (Column(_("Seal"), lambda _row: earlier),) if earlier else ()

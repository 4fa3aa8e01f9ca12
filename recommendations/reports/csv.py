"""The rows of a progress report as CSV: one line a follow-up."""

from recommendations.reports.columns import ROWS
from recommendations.reports.listing import as_csv
from recommendations.reports.value import ProgressReport


def layout(report: ProgressReport) -> bytes:
    with as_csv(ROWS, report.answers, ()) as whole:
        return whole.read()

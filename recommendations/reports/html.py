"""A progress report as one HTML file that reads well without a connection: the site's own look within it."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from recommendations.reports.value import ProgressReport

STYLESHEET = Path(settings.BASE_DIR) / "recommendations" / "static" / "aflm" / "site.css"


def layout(report: ProgressReport) -> bytes:
    # Our own file, so it needs no escaping, which would break its selectors.
    style = SafeString(STYLESHEET.read_text("utf-8"))
    return render_to_string("reports/file.html", {"report": report, "style": style}).encode()

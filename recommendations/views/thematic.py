"""The thematic list: each text with its themes, the people it names, and each country's position."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.queries import thematic as queries
from recommendations.reports import thematic as word
from recommendations.tables.columns import html_table
from recommendations.tables.thematic import FILE, PAGE
from recommendations.views import saved
from recommendations.views.access import member
from recommendations.views.addresses import Link, carried, paging
from recommendations.views.files import as_table
from recommendations.views.listing import filters_of, in_words, listing
from recommendations.views.shorts import as_file

FORMATS = (("Word", "docx"), ("Excel", "xlsx"), ("CSV", "csv"))
# Word files longer than this take minutes.
MOST_TYPESET = 1_000


@member
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """A row is a follow-up, in the order of the themes."""
    found = listing(request, other_view="recommendation_list", counts_rows=True)
    pages = paging(request, found.total)
    rows = queries.page(
        found.filters.qs, start=pages.start, stop=pages.stop, user=request.user, day=timezone.localdate()
    )
    links = [Link(label, carried(reverse("thematic_download", args=[fmt]), request.GET)) for label, fmt in FORMATS]
    context = {
        "listing": replace(found, downloads=links),
        "paging": pages,
        "rows": rows,
        "table": html_table(PAGE, rows, caption=_("Recommendations by theme"), sort={}),
        "form": found.filters.form,
        "saved": saved.offered(request, "recommendations", lists=False),
        "crumbs": [Link(_("Reports"), reverse("report_list"))],
    }
    return render(request, "thematic/list.html", context)


@member
@require_GET
def download(request: HttpRequest, fmt: str) -> HttpResponse:
    """The whole filtered list as a file."""
    filters, today = filters_of(request), timezone.localdate()
    rows = queries.every_row(filters.qs, user=request.user, day=today)
    if fmt == "docx":
        if filters.qs.count() > MOST_TYPESET:
            return _too_long(request)
        return as_file(word.short(rows, in_words(filters), today), fmt)
    about = [(_("What this is"), _("Recommendations by theme")), (_("Filters"), in_words(filters))]
    return as_table(f"afml-by-theme-{today}", fmt, FILE, rows, about)


def _too_long(request: HttpRequest) -> HttpResponse:
    sentence = _("This list has more than %(most)d rows, too many for Word. Choose a theme or country, or take Excel.")
    context = {"sentence": sentence % {"most": MOST_TYPESET}, "back": carried(reverse("thematic_list"), request.GET)}
    return render(request, "thematic/too_long.html", context, status=400)

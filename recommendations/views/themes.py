"""One theme: its questions, where countries stand on it, and its recommendations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.models import Theme
from recommendations.queries import theme as queries
from recommendations.tables.columns import html_table
from recommendations.tables.texts import TEXTS
from recommendations.views.access import member
from recommendations.views.addresses import Link, address, paging


@member
@require_GET
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """For whoever writes or asks about a theme: what was asked, of whom, and what is answered."""
    found, today = get_object_or_404(Theme, slug=slug), timezone.localdate()
    suggested = "suggested" in request.GET
    page = queries.theme_page(found, today, suggested=suggested)
    pages = paging(request, page.total)
    rows = queries.rows(page, start=pages.start, stop=pages.stop, day=today)
    context = {
        "page": page,
        "suggested": suggested,
        "switch": address(request, suggested=None if suggested else "on"),
        "table": html_table(TEXTS, rows, caption=_("Each text with every country’s status"), sort={}),
        "rows": rows,
        "paging": pages,
        "beside": f"{reverse('recommendation_texts')}?theme={slug}",
        "report": f"{reverse('progress_report')}?theme={slug}",
        "matrix": f"{reverse('picture_recommendations')}?theme={slug}{'&suggested=on' if suggested else ''}",
        "crumbs": [Link(_("Themes and countries"), reverse("picture"))],
    }
    return render(request, "themes/detail.html", context)

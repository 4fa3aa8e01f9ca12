"""One forum: its facts, the documents of its meetings, and how far they are answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.queries.forum import facts, forum_page
from recommendations.views.access import member
from recommendations.views.addresses import Link


@member
@require_GET
def forum(request: HttpRequest, number: int) -> HttpResponse:
    """For whoever asks what came out of a forum."""
    page = forum_page(number, timezone.localdate()) if number < 10_000 else None
    if page is None:
        raise Http404
    context = {
        "page": page,
        "facts": facts(page.forum),
        "report": f"{reverse('progress_report')}?forum={number}",
        "matrix": f"{reverse('picture')}?forum={number}",
        "crumbs": [Link(_("Documents"), reverse("document_list"))],
    }
    return render(request, "forums/detail.html", context)

"""What one side asked for itself, and what became of it: a page, and a Word file for its congress."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.parsing.media import DOCX
from recommendations.queries import body as queries
from recommendations.queries.body import BODIES, Body
from recommendations.queries.links import Became
from recommendations.reports import body_word
from recommendations.views.access import member
from recommendations.views.addresses import Link, paging
from recommendations.views.listing import Tag


def _found(slug: str) -> Body:
    if slug not in BODIES:
        raise Http404
    return BODIES[slug]


@member
@require_GET
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """For a union's or employers' officer: our own asks, the fate of each, and what every country answers."""
    today = timezone.localdate()
    page = queries.body_page(_found(slug), today, _fate(request))
    pages = paging(request, page.total)
    context = {
        "page": page,
        "asks": queries.asks(page, start=pages.start, stop=pages.stop, user=request.user, day=today),
        "paging": pages,
        "tags": [Tag(_("What became of it"), str(page.fate.label), request.path)] if page.fate else [],
        "others": [_link(each, page.body) for each in BODIES.values()],
        "downloads": [Link(_("Word"), reverse("body_download", args=[slug]))],
        "crumbs": [Link(_("Themes and countries"), reverse("picture"))],
    }
    return render(request, "bodies/detail.html", context)


def _fate(request: HttpRequest) -> Became | None:
    """Only those asks of which this became; what is no fate is left out."""
    typed = request.GET.get("fate", "")
    return Became(typed) if typed in Became.values else None


def _link(each: Body, shown: Body) -> Link:
    return Link(str(each.short), reverse("body", args=[each.slug]), each == shown)


@member
@require_GET
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as Word, every ask."""
    found, today = _found(slug), timezone.localdate()
    page = queries.body_page(found, today)
    rows = queries.asks(page, start=0, stop=page.total, user=request.user, day=today)
    disposition = content_disposition_header(as_attachment=True, filename=f"{slug}-asks-{today:%Y-%m-%d}.docx")
    content = body_word.layout(page, rows, today)
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition})

"""The documents, and each of them as it was published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.models import Forum
from recommendations.permissions import can
from recommendations.queries.documents import document_rows, documents_of, whole_document
from recommendations.queries.naming import said_by
from recommendations.roles import Permission as P
from recommendations.views.access import member
from recommendations.views.addresses import Link, paging


@member
@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """Every document with how far it is answered; ?forum=13 keeps those of one forum."""
    typed = request.GET.get("forum", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 5 else None
    forum = get_object_or_404(Forum, number=number) if typed else None
    found = documents_of(number)
    pages = paging(request, found.count())
    rows = document_rows(found, start=pages.start, stop=pages.stop, day=timezone.localdate())
    brings_in = can(request.user, P.MANAGE_SITE)
    context = {"rows": rows, "forum": forum, "paging": pages, "brings_in": brings_in}
    return render(request, "documents/list.html", context)


@member
@require_GET
def document(request: HttpRequest, code: str) -> HttpResponse:
    """One document in its own order and words, with what every country answered beside each text."""
    found = whole_document(code, day=timezone.localdate())
    if found is None:
        raise Http404
    crumbs = [Link(_("Documents"), reverse("document_list"))]
    context = {"document": found, "source": said_by(found), "crumbs": crumbs}
    return render(request, "documents/detail.html", context)

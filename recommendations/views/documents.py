"""The documents, each of them as it was published, and the source it came from."""

import io
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.models import Edition, Forum
from recommendations.permissions import can
from recommendations.queries.body import OF_MEETINGS
from recommendations.queries.documents import document_rows, documents_of, history, imports_of, whole_document
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
    looks = brings_in or can(request.user, P.REVIEW_UPDATE)
    context = {"rows": rows, "forum": forum, "paging": pages, "brings_in": brings_in, "looks_at_links": looks}
    return render(request, "documents/list.html", context)


@member
@require_GET
def document(request: HttpRequest, code: str) -> HttpResponse:
    """One document in its own order and words, with what every country answered beside each text."""
    found = whole_document(code, day=timezone.localdate())
    if found is None:
        raise Http404
    crumbs = [Link(_("Documents"), reverse("document_list"))]
    manages = can(request.user, P.MANAGE_SITE)
    context = {
        "document": found,
        "source": said_by(found),
        "crumbs": crumbs,
        "past": history(found),
        "side": OF_MEETINGS.get(found.kind),
        "manages": manages,
        "imports": imports_of(found) if manages else [],
    }
    return render(request, "documents/detail.html", context)


@require_GET
@member
def edition_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The source of an edition as it was received, as an attachment: what is published, everybody may check."""
    edition = get_object_or_404(Edition.objects.select_related("document"), document__code=code, number=number)
    content: IO[bytes]
    if edition.file:
        try:
            content = edition.file.open("rb").file
        except OSError:
            raise Http404 from None
        name, media_type = edition.file_name or f"{code}-{number}", "application/octet-stream"
    else:
        content, media_type = io.BytesIO(edition.source_text.encode()), "text/plain; charset=utf-8"
        name = edition.file_name or f"{code}-{number}.txt"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

"""The receipt of one sending: a page at a permanent address, and the same as a Word file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.queries.receipts import readable_receipts, receipt_page
from recommendations.reports import receipt as layout
from recommendations.views.access import member
from recommendations.views.addresses import Link


@member
@require_GET
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Whoever sent the answers, and whoever is asked about them later."""
    found = receipt_page(get_object_or_404(readable_receipts(request.user), reference=reference), request.user)
    downloads = [Link(_("Word"), reverse("receipt_download", args=[reference]))]
    return render(request, "receipts/detail.html", {"receipt": found, "downloads": downloads})


@member
@require_GET
def download(request: HttpRequest, reference: str) -> HttpResponse:
    found = receipt_page(get_object_or_404(readable_receipts(request.user), reference=reference), request.user)
    name = content_disposition_header(as_attachment=True, filename=f"{reference}.docx")
    return HttpResponse(layout.layout(found), content_type=layout.MEDIA_TYPE, headers={"Content-Disposition": name})

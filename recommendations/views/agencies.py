"""What is asked of one agency: a page to print, and files for those without an account too."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.choices import Part, Standing
from recommendations.models import Organization
from recommendations.parsing.media import DOCX, XLSX
from recommendations.permissions import can
from recommendations.queries import responsibilities as queries
from recommendations.queries.body import OF_ORGANIZATIONS
from recommendations.queries.lines import words
from recommendations.reports import agency_word
from recommendations.reports.listing import as_xlsx
from recommendations.roles import Permission as P
from recommendations.tables.columns import html_table
from recommendations.tables.responsibilities import of_agency, on_page
from recommendations.views.access import member
from recommendations.views.addresses import Link, address, carried, paging
from recommendations.views.listing import Tag

FILES = (("Excel", "xlsx"), ("Word", "docx"))
# On a page; a file holds all of them.
SIZES = (100, 500)


def _found(request: HttpRequest, slug: str) -> Organization:
    organization = get_object_or_404(Organization.objects.select_related("party"), slug=slug)
    if not queries.may_know(request.user, organization):
        raise Http404
    return organization


def _which(request: HttpRequest) -> str:
    typed = request.GET.get("show", "")
    return typed if typed in queries.SHOWN else ""


def _standing(request: HttpRequest) -> str:
    typed = request.GET.get("standing", "")
    return typed if typed in Standing.values else ""


def _tags(request: HttpRequest) -> list[Tag]:
    """What a figure led to, and the page without it; the three views stand above."""
    which, standing = _which(request), _standing(request)
    named = {"lead": (_("Part"), str(Part.LEAD.label)), "target": (_("Target date"), _("It has passed"))}
    tags = [Tag(*named[which], address(request, show=None))] if which in named else []
    if standing:
        tags.append(Tag(_("Standing"), str(Standing(standing).label), address(request, standing=None)))
    return tags


def _views(request: HttpRequest) -> list[Link]:
    """What is open and what is overdue: the list that goes to a meeting."""
    named = (("", _("All")), ("open", _("Still open")), ("overdue", _("Overdue")))
    return [Link(label, address(request, show=name or None), name == _which(request)) for name, label in named]


@member
@require_GET
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody with a role reads what is asked of an agency; its people print it or take it as a file."""
    organization = _found(request, slug)
    today = timezone.localdate(timezone=organization.party.zone)
    every = list(queries.asked_of(organization, today))
    found = queries.shown(every, _which(request), today, _standing(request))
    pages = paging(request, len(found), SIZES)
    rows = found[pages.start : pages.stop]
    context = {
        "organization": organization,
        "about": agency_word.about(organization, queries.sums(every, today), today),
        "views": _views(request) if every else [],
        "tags": _tags(request),
        "clear_url": request.path,
        "crumbs": [Link(organization.party.name, reverse("country", args=[organization.party.code]))],
        "side": OF_ORGANIZATIONS.get(organization.kind),
        "rows": rows,
        "paging": pages,
        "table": html_table(on_page(today), rows, caption=_("What is asked of it"), sort={}),
        "downloads": [
            Link(label, carried(reverse("agency_download", args=[slug, fmt]), request.GET)) for label, fmt in FILES
        ],
        "may_fill": can(request.user, P.ASSIGN_RESPONSIBILITY, organization.party),
        "to_fill": f"{reverse('sheet_download')}?agency={slug}",
    }
    return render(request, "agencies/detail.html", context)


@member
@require_GET
def download(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """The same list as Excel or Word, to be sent to an agency."""
    organization = _found(request, slug)
    today = timezone.localdate(timezone=organization.party.zone)
    every = list(queries.asked_of(organization, today))
    rows = queries.shown(every, _which(request), today, _standing(request))
    about = agency_word.about(organization, queries.sums(every, today), today)
    disposition = content_disposition_header(as_attachment=True, filename=f"{slug}-{today:%Y-%m-%d}.{fmt}")
    headers = {"Content-Disposition": disposition}
    if fmt == "xlsx":
        told = [(organization.name, words(sentence)) for sentence in about]
        return FileResponse(as_xlsx(of_agency(today), rows, told), content_type=XLSX, headers=headers)
    if fmt == "docx":
        content = agency_word.layout(organization, about, of_agency(today), rows, today)
        return HttpResponse(content, content_type=DOCX, headers=headers)
    raise Http404

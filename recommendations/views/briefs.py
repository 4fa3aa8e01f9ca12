"""The brief: read on the screen, taken as a file to hand out or for inside."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.forms.briefs import BriefForm
from recommendations.queries.progress import Sight, sight_of
from recommendations.queries.told import sight_to_hand_out
from recommendations.reports import brief, brief_short
from recommendations.views import saved
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.shorts import LAYOUTS, as_file

# What the address says of the edition: "" is what the reader may see, for inside.
PUBLIC = "public"


@member
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """A donor's question: what has happened on a theme since a day?"""
    if not request.GET:
        return _choose(request, BriefForm(initial={"suggested": True}))
    form = BriefForm(request.GET)
    if not form.is_valid():
        return _choose(request, form, status=400)
    found = brief.build(
        form.scope, sight=_sight(request), today=timezone.localdate(), whole=request.GET.get("length") == "all"
    )
    context = {
        "form": form,
        "brief": found,
        "paper": brief_short.short(found),
        "crumbs": [Link(_("Reports"), reverse("report_list"))],
        "downloads": _downloads(form.query),
        "saved": saved.offered(request, "brief", lists=False),
        "editions": _editions(request, form.query),
        "countries": brief_short.countries(found) if found.whole else (),
        "only_suggested": brief_short.only_suggested(found),
        "suggested_url": f"{reverse('brief')}?{form.query}&suggested=on" if found.only_suggested else "",
        "whole_url": f"{reverse('brief')}?{form.query}&length=all{_edition(request)}" if found.more else "",
    }
    return render(request, "briefs/detail.html", context)


@member
@require_GET
def download(request: HttpRequest, fmt: str) -> HttpResponse:
    """Two pages, with the data of this day."""
    form = BriefForm(request.GET)
    if fmt not in LAYOUTS:
        raise Http404
    if not form.is_valid():
        return _choose(request, form, status=400)
    found = brief.build(form.scope, sight=_sight(request), today=timezone.localdate())
    return as_file(brief_short.short(found), fmt)


def _sight(request: HttpRequest) -> Sight:
    return sight_to_hand_out() if request.GET.get("edition") == PUBLIC else sight_of(request.user)


def _edition(request: HttpRequest) -> str:
    return f"&edition={PUBLIC}" if request.GET.get("edition") == PUBLIC else ""


def _downloads(query: str) -> list[Link]:
    files = (
        (_("Word, public edition"), "docx", f"&edition={PUBLIC}"),
        (_("PDF, public edition"), "pdf", f"&edition={PUBLIC}"),
        (_("Word, inside edition"), "docx", ""),
    )
    return [Link(label, f"{reverse('brief_download', args=[fmt])}?{query}{more}") for label, fmt, more in files]


def _editions(request: HttpRequest, query: str) -> list[Link]:
    """Which edition is on the screen, and the other."""
    is_public = request.GET.get("edition") == PUBLIC
    return [
        Link(_("inside, with all that you may see"), f"{reverse('brief')}?{query}", current=not is_public),
        Link(_("public, to hand out"), f"{reverse('brief')}?{query}&edition={PUBLIC}", current=is_public),
    ]


def _choose(request: HttpRequest, form: BriefForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "crumbs": [Link(_("Reports"), reverse("report_list"))]}
    return render(request, "briefs/new.html", context, status=status)

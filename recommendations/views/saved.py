"""Filters kept under a name, with an address to pass on: whoever opens it sees what they may read."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import saved, tokens
from recommendations.choices import SavedPage
from recommendations.errors import Refused
from recommendations.forms.saved import DeleteViewForm, SaveViewForm
from recommendations.models import SavedView
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.writing import once, repeatable, say, show_refusal, status_of

# Each page that offers it: its route.
ROUTES = {
    SavedPage.RECOMMENDATIONS.value: "recommendation_list",
    SavedPage.REVIEW.value: "review_queue",
    SavedPage.REPORT.value: "progress_report",
    SavedPage.BRIEF.value: "brief",
}
# What belongs to a look at a page, not to its filters.
NOT_FILTERS = ("page", "form_key", "csrfmiddlewaretoken", "rows")


@dataclass(frozen=True)
class Offered:
    """What templates/components/saved.html shows beside a page's filters: one's own, and where to save these."""

    links: list[Link]
    new_url: str


def offered(request: HttpRequest, page: str, *, lists: bool = True) -> Offered:
    """The person's own saved filters of `page` (a SavedPage), and the way to save those of this address.

    A paper `lists` none: whoever reads it has chosen already.
    """
    query = _filters(request.GET)
    own = SavedView.objects.filter(saved_by=request.user, page=page)[:20] if lists else ()
    links = [Link(each.name, each.get_absolute_url(), each.query == query) for each in own]
    new = f"{reverse('saved_view_new')}?{urlencode({'page': page, 'query': query})}"
    return Offered(links, new if query and not any(link.current for link in links) else "")


def address_of(found: SavedView) -> str:
    """The page with these filters."""
    address = reverse(ROUTES[found.page])
    return f"{address}?{found.query}" if found.query else address


def _filters(params: QueryDict) -> str:
    kept = params.copy()
    for name in NOT_FILTERS:
        kept.pop(name, None)
    return kept.urlencode()


@member
@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """A person's own saved filters, with the addresses to pass on."""
    own = SavedView.objects.filter(saved_by=request.user).order_by("page", "name", "pk")
    context = {"rows": [(each, request.build_absolute_uri(each.get_absolute_url())) for each in own]}
    return render(request, "saved/list.html", context)


@member
@require_GET
def show(request: HttpRequest, key) -> HttpResponse:
    """Leads to the page; nothing of it is kept from or given to anybody by the address alone."""
    return redirect(address_of(get_object_or_404(SavedView, key=key)))


@member
@require_http_methods(["GET", "POST"])
@repeatable
def new(request: HttpRequest) -> HttpResponse:
    """The filters of the page that somebody comes from get a name."""
    if request.method == "GET":
        page, query = (request.GET.get(name, "")[:1000].replace("\0", "") for name in ("page", "query"))
        if page not in ROUTES:
            messages.error(request, _("Choose filters on a page first, then save them there."))
            return redirect("saved_view_list")
        start = {"form_key": tokens.new_key(request.user), "page": page, "query": _filters(QueryDict(query))}
        return _page(request, SaveViewForm(initial=start))
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        return redirect(once(request, form, lambda token: _save(request, form)))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, form, status=status_of(error))


def _save(request: HttpRequest, form: SaveViewForm) -> str:
    typed = form.cleaned_data
    query = _filters(QueryDict(typed["query"]))
    made = saved.save(page=typed["page"], name=typed["name"], query=query, by=request.user)
    shared = request.build_absolute_uri(made.get_absolute_url())
    messages.success(request, _("Saved. You can pass on its address: %(address)s") % {"address": shared})
    return address_of(made)


def _page(request: HttpRequest, form: SaveViewForm, *, status: int = 200) -> HttpResponse:
    page = form["page"].value()
    label = SavedPage(page).label if page in SavedPage.values else ""
    context = {"form": form, "page": label, "crumbs": _crumbs()}
    return render(request, "saved/new.html", context, status=status)


@member
@require_http_methods(["GET", "POST"])
@repeatable
def delete(request: HttpRequest, key) -> HttpResponse:
    """Only whoever saved them deletes them."""
    found = get_object_or_404(SavedView, key=key, saved_by=request.user)
    form = DeleteViewForm(request.POST if request.method == "POST" else None,
                          initial={"form_key": tokens.new_key(request.user)})  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return render(request, "saved/delete.html", {"saved": found, "form": form, "crumbs": _crumbs()})
    try:
        return redirect(once(request, form, lambda token: _delete(request, found)))
    except Refused as error:
        messages.error(request, say(error))
        return redirect("saved_view_list")


def _delete(request: HttpRequest, found: SavedView) -> str:
    saved.delete(saved=found, by=request.user)
    messages.success(request, _("Deleted: %(name)s.") % {"name": found.name})
    return reverse("saved_view_list")


def _crumbs() -> list[Link]:
    return [Link(_("Saved filters"), reverse("saved_view_list"))]

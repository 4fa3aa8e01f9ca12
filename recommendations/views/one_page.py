"""One page for a minister, and a country's own report to hand out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.forms.one_page import OnePageForm
from recommendations.models import Party
from recommendations.queries.one_page import Picked
from recommendations.reports import country_word, one_page
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.shorts import LAYOUTS, as_file


@member
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Read on the screen, chosen by ticks, printed or taken as Word."""
    form = OnePageForm(request.GET or None)
    if not form.is_valid() or form.cleaned_data["country"] is None:
        return _choose(request, form)
    found = one_page.build(form.cleaned_data["country"], form.picked, timezone.localdate())
    query = _query(found.party, form.picked)
    context = {
        "form": form,
        "page": found,
        "paper": one_page.short(found),
        "crumbs": [Link(_("Reports"), reverse("report_list"))],
        "downloads": [
            Link(label, f"{reverse('one_page_download', args=[fmt])}?{query}")
            for label, fmt in ((_("Word"), "docx"), (_("PDF"), "pdf"))
        ],
    }
    return render(request, "one_page/detail.html", context)


@member
@require_GET
def download(request: HttpRequest, fmt: str) -> HttpResponse:
    """The same page as a file."""
    form = OnePageForm(request.GET)
    if fmt not in LAYOUTS:
        raise Http404
    if not form.is_valid() or form.cleaned_data["country"] is None:
        return _choose(request, form)
    found = one_page.build(form.cleaned_data["country"], form.picked, timezone.localdate())
    return as_file(one_page.short(found), fmt)


@member
@require_GET
def country(request: HttpRequest, code: str, fmt: str) -> HttpResponse:
    """A country's answers by theme, for its ministry to hand out."""
    party = get_object_or_404(Party, code=code)
    if fmt not in LAYOUTS:
        raise Http404
    today = timezone.localdate()
    return as_file(country_word.short(party, today, suggested="suggested" in request.GET), fmt)


def _query(party: Party, picked: Picked) -> str:
    return urlencode({"country": party.code, "done": picked.done, "open": picked.open, "said": picked.said}, doseq=True)


def _choose(request: HttpRequest, form: OnePageForm) -> HttpResponse:
    context = {"form": form, "crumbs": [Link(_("Reports"), reverse("report_list"))]}
    return render(request, "one_page/new.html", context, status=400 if form.errors else 200)

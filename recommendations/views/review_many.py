"""Accepting many answers with one assessment: those confirmed unchanged, and those that were looked at."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import reviews, tokens
from recommendations.actions.many import Seen
from recommendations.errors import Refused
from recommendations.forms.approvals import MARK
from recommendations.forms.reviews import ManyForm
from recommendations.queries import review_queue as queries
from recommendations.queries.review_queue import LEFT_OUT, Reader
from recommendations.views import trails
from recommendations.views.access import member
from recommendations.views.addresses import carried
from recommendations.views.approvals import tell
from recommendations.views.reviews import demand_reviewer
from recommendations.views.writing import once, repeatable, show_refusal, status_of


@member
@require_http_methods(["GET", "POST"])
@repeatable
def accept(request: HttpRequest) -> HttpResponse:
    """A last look at what is accepted together, with one assessment for all."""
    demand_reviewer(request.user)
    if request.method == "GET":
        return _page(request, ManyForm(initial={"form_key": tokens.new_key(request.user)}))
    form = ManyForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        return redirect(once(request, form, lambda key: _accept(request, form)))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, form, status=status_of(error))


def _accept(request: HttpRequest, form: ManyForm) -> str:
    typed = form.cleaned_data
    rows = [Seen(*each) for each in typed["rows"]]
    outcome = reviews.accept_many(rows=rows, assessment=typed["assessment"], note=typed["note"], by=request.user)
    n = len(outcome.done)
    tell(request, outcome, ngettext("%(n)d answer accepted, not sent yet.", "%(n)d answers accepted, not sent yet.", n))
    if not outcome.done and not outcome.refused:
        messages.error(request, _("Nothing was done."))
    return _back(request)


def _back(request: HttpRequest) -> str:
    """The queue as it was before rows were chosen from it."""
    params = request.GET.copy()
    for name in ("rows", "only"):
        params.pop(name, None)
    return carried(reverse("review_queue"), params)


def _page(request: HttpRequest, form: ManyForm, *, status: int = 200) -> HttpResponse:
    many = queries.for_many(request.user, _chosen(request))
    ticked = set(form.data.getlist("rows")) if form.is_bound else {row.mark for row in many.may}
    context = {
        "form": form,
        "rows": [(row, row.mark in ticked) for row in many.may],
        "left_out": [(row, LEFT_OUT[row.update.left_out]) for row in many.left_out],
        "more": many.more,
        "back": _back(request),
        "crumbs": trails.from_queue(),
    }
    return render(request, "reviews/many.html", context, status=status)


def _chosen(request: HttpRequest):
    """The rows that the address names; else those that its filters leave and nobody decided: unchanged ones, or those
    looked at (`only`)."""
    rows = queries.queue(request.user)
    if "rows" in request.GET:
        marks = [mark for each in request.GET.getlist("rows") if (mark := MARK.fullmatch(each))]
        return queries.ordered(rows.filter(pk__in=[int(mark[1]) for mark in marks]))
    picks = queries.picks_of(request.GET)
    found = queries.narrowed(rows, picks, Reader(request.user, timezone.now()))
    only = {"is_unchanged": True} if request.GET.get("only") == "unchanged" else {"looked": True}
    return queries.ordered(found.filter(decided=False, **only))

"""The reviewers' queue, and the page on which one update is decided."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import reviews, tokens
from recommendations.choices import Decision
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.forms.moves import ReviewForm
from recommendations.models import Update
from recommendations.permissions import can
from recommendations.queries.review import review_page, submitted_update
from recommendations.queries.tasks import review_queue
from recommendations.roles import Permission as P
from recommendations.text import gettext_noop
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.addresses import paging
from recommendations.views.follow_ups import check_seen, show_not_allowed
from recommendations.views.writing import once, renew, repeatable, show_refusal, show_too_late, status_of

DECIDED = TooLate(gettext_noop("This update is no longer waiting for a decision."))


@member
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Reviewers begin here: what came in, the longest waiting first."""
    if not can(request.user, P.REVIEW_UPDATE):
        raise PermissionDenied(_("Only reviewers open this page."))
    empty = {
        "heading": _("Nothing waits for you"),
        "why": _("When a country submits an update, it appears here."),
        "next": _("See the progress reports"),
        "url": reverse("report_list"),
    }
    waiting = review_queue(request.user)
    pages = paging(request, waiting.count())
    context = {"updates": waiting[pages.start : pages.stop], "empty": empty, "paging": pages}
    return render(request, "reviews/queue.html", context)


@member
@require_http_methods(["GET", "POST"])
@repeatable
def review(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """A reviewer reads what was submitted beside the last accepted answer, and decides."""
    found = follow_up_or_404(reference, party)
    demand(request.user, P.REVIEW_UPDATE, found)
    update = submitted_update(found, request.user)
    if update is None:
        if request.method == "POST":
            return show_too_late(request, found, DECIDED, ReviewForm(request.POST))
        raise Http404
    if request.method == "GET":
        seen = {"seen_update": update.pk, "seen_version": update.version}
        start = {"form_key": tokens.new_key(request.user), **seen}
        return _page(request, update, ReviewForm(initial=start))
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, update, form)
    try:
        once(request, form, lambda key: _decide(update, form, by=request.user))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except TooLate as error:
        return show_too_late(request, found, error, form)
    except Refused as error:
        show_refusal(form, error)
        update.refresh_from_db()
        renew(form, seen_update=update.pk, seen_version=update.version)
        return _page(request, update, form, status=status_of(error))
    messages.success(request, _("Your decision was sent."))
    return redirect("review_queue")


def _decide(update: Update, form: ReviewForm, *, by) -> str:
    check_seen(update, form)
    typed = form.cleaned_data
    given = {"update": update, "seen_version": typed["seen_version"], "note": typed["note"], "by": by}
    if typed["decision"] == Decision.ACCEPT:
        reviews.accept(assessment=typed["assessment"], **given)
    else:
        reviews.send_back(**given)
    return update.follow_up.get_absolute_url()


def _page(request: HttpRequest, update: Update, form: ReviewForm, *, status: int = 200) -> HttpResponse:
    context = {"page": review_page(update, request.user), "form": form, "crumbs": trails.from_queue()}
    return render(request, "reviews/detail.html", context, status=status)

"""The reviewers' queue, and the page on which one update is decided; what was decided waits to be sent."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from recommendations.actions import reviews, tokens
from recommendations.actions.many import Seen
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.forms.reviews import SEND_BACK, ReviewForm, RowsForm, TakeBackForm, name_of
from recommendations.models import FollowUp, Review, Update, User
from recommendations.permissions import can
from recommendations.queries import review_queue as queries
from recommendations.queries.review import Decided, decided_on, review_page, submitted_update
from recommendations.queries.review_queue import Picks, Reader
from recommendations.roles import Permission as P
from recommendations.text import gettext_noop
from recommendations.views import queue_filters, saved, trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.addresses import address, carried, paging
from recommendations.views.follow_ups import check_seen, show_not_allowed
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, show_too_late, status_of

DECIDED = TooLate(gettext_noop("This update is no longer waiting for a decision."))


@dataclass(frozen=True)
class Walk:
    """The rows that an address asks for, in its order."""

    rows: QuerySet[Update]
    picks: Picks
    latest_first: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "Walk":
        picks = queries.picks_of(request.GET)
        found = queries.narrowed(queries.queue(request.user), picks, Reader(request.user, timezone.now()))
        return cls(found, picks, request.GET.get("sort") == "latest")

    @property
    def ordered(self) -> QuerySet[Update]:
        return queries.ordered(self.rows, latest_first=self.latest_first)


def demand_reviewer(user: User) -> None:
    if not can(user, P.REVIEW_UPDATE):
        raise PermissionDenied(_("Only reviewers open this page."))


@member
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Reviewers begin here: what came in, the longest waiting first."""
    demand_reviewer(request.user)
    walk = Walk.of(request)
    progress = queries.progress(walk.rows)
    pages = paging(request, progress.total)
    context = {
        "rows": queries.rows_of(walk.ordered[pages.start : pages.stop]),
        "first": queries.first_address(walk.ordered),
        "countries": queries.by_country(request.user, timezone.now()),
        "unsent": queries.unsent(request.user),
        "progress": progress,
        "filters": queue_filters.shown(request, walk.picks),
        "saved": saved.offered(request, "review"),
        "sort": _sort(request, walk),
        "query": carried("", request.GET),
        "many": {only: _many(request, only) for only in ("unchanged", "looked")},
        "key": tokens.new_key(request.user),
        "paging": pages,
    }
    return render(request, "reviews/queue.html", context)


def _sort(request: HttpRequest, walk: Walk) -> dict[str, str]:
    url = address(request, sort=None if walk.latest_first else "latest")
    return {"url": url, "state": "descending" if walk.latest_first else "ascending"}


def _many(request: HttpRequest, only: str) -> str:
    params = request.GET.copy()
    params["only"] = only
    return carried("", params)


@member
@require_POST
@repeatable
def seen(request: HttpRequest) -> HttpResponse:
    """Ticked rows of the queue are marked as looked at, or go on to be accepted together."""
    demand_reviewer(request.user)
    form = RowsForm(request.POST)
    back = carried(reverse("review_queue"), request.GET)
    if not form.is_valid():
        messages.error(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
        return redirect(back)
    if request.POST.get("then") == "accept":
        params = request.GET.copy()
        params.setlist("rows", [f"{update}.{version}" for update, version in form.cleaned_data["rows"]])
        return redirect(carried(reverse("review_many"), params))
    try:
        return redirect(once(request, form, lambda key: _mark(request, form, back)))
    except Refused as error:
        messages.error(request, say(error))
        return redirect(back)


def _mark(request: HttpRequest, form: RowsForm, back: str) -> str:
    marked = reviews.mark_seen(rows=[Seen(*each) for each in form.cleaned_data["rows"]], by=request.user)
    if marked:
        messages.success(request, _("Marked as looked at: %(n)s.") % {"n": marked})
    else:
        messages.error(request, _("Nothing was marked: these answers moved on. Look at the list again."))
    return back


# --- One answer ----------------------------------------------------------------------------------------------


@member
@require_http_methods(["GET", "POST"])
@repeatable
def review(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """A reviewer reads what was submitted beside the last accepted answer, decides, and comes to the next."""
    found = follow_up_or_404(reference, party)
    demand(request.user, P.REVIEW_UPDATE, found)
    walk = Walk.of(request)
    following = queries.next_address(walk.rows, latest_first=walk.latest_first)
    update = submitted_update(found, request.user, following)
    if update is None:
        return _nothing_waits(request, found)
    if request.method == "GET":
        return _page(request, update)
    if "take_back" in request.POST:
        return _take_back(request, update)
    form = ReviewForm(request.POST, initial=_start(request, update, decided_on(update)))
    if not form.is_valid():
        return _page(request, update, form)
    try:
        where = once(request, form, lambda key: _decide(request, update, form))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except TooLate as error:
        return show_too_late(request, found, error, form)
    except Refused as error:
        show_refusal(form, error)
        now = submitted_update(found, request.user, following) or update
        _go_on(form, now)
        return _page(request, now, form, status=status_of(error))
    return redirect(where)


def _go_on(form: ReviewForm, now: Update) -> None:
    """Let the form go on from what is submitted and decided now. Its notes are kept; a decision on a version that
    moved on is made anew."""
    decided = decided_on(now)
    moved_on = form.cleaned_data["seen_version"] != now.version or form.cleaned_data["seen_update"] not in (
        None,
        now.pk,
    )
    renew(form, seen_update=now.pk, seen_version=now.version, seen_decision=decided.mark if decided else "")
    if moved_on:
        form.data.pop("decision", None)
        form.add_error(None, _("The new version is shown here, and your notes are kept. Look at it, then decide."))


def _nothing_waits(request: HttpRequest, found: FollowUp) -> HttpResponse:
    """An address of an answer that was decided or withdrawn: what was typed is shown, whoever only looks is led on."""
    if request.method == "POST":
        return show_too_late(request, found, DECIDED, ReviewForm(request.POST))
    messages.error(request, _("No answer waits for a decision here."))
    return redirect(found)


def _decide(request: HttpRequest, update: Update, form: ReviewForm) -> str:
    check_seen(update, form)
    typed, reference = form.cleaned_data, update.follow_up.recommendation.reference
    if form.only_looks:
        reviews.mark_seen(rows=[Seen(update.pk, typed["seen_version"])], by=request.user)
        messages.success(request, _("Looked at, to be decided later: %(reference)s.") % {"reference": reference})
    else:
        reviews.decide(
            update=update, seen_version=typed["seen_version"], seen_decision=typed["seen_decision"],
            verdict=reviews.Verdict(**form.verdict), by=request.user,
        )  # fmt: skip
        messages.success(request, _("Decided, not sent yet: %(reference)s.") % {"reference": reference})
    return _next(request, update)


def _next(request: HttpRequest, update: Update) -> str:
    """The row after this one in the filtered queue; after the last one the queue itself."""
    if update.next:
        return carried(reverse("review", args=update.next.split("/")), request.GET)
    return carried(reverse("review_queue"), request.GET)


def _take_back(request: HttpRequest, update: Update) -> HttpResponse:
    form = TakeBackForm(request.POST)
    here = carried(reverse("review", args=update.follow_up.address), request.GET)
    found = Review.objects.filter(pk=form["review"].value() if form.is_valid() else None, update=update).first()
    return take_back(request, form, found, here, gone=say(DECIDED))


def take_back(request: HttpRequest, form: TakeBackForm, found: Review | None, here: str, *, gone: str) -> HttpResponse:
    """Back to the page `here`, whatever comes of it; `gone` is said where there is no such decision any more."""
    if found is None:
        messages.error(request, gone)
        return redirect(here)
    try:
        return redirect(once(request, form, lambda key: _taken_back(request, found, here)))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except Refused as error:
        messages.error(request, say(error))
        return redirect(here)


def _taken_back(request: HttpRequest, found: Review, where: str) -> str:
    reviews.take_back(review=found, by=request.user)
    messages.success(request, _("The decision was taken back. The answer waits as before."))
    return where


def _take_back_form(request: HttpRequest, decided: Decided | None) -> TakeBackForm | None:
    if decided is None:
        return None
    start = {"form_key": tokens.new_key(request.user), "review": decided.review.pk}
    return TakeBackForm(initial=start, auto_id="back_%s")


def _start(request: HttpRequest, update: Update, decided: Decided | None) -> dict[str, object]:
    """What stands in the form: a decision that waits, or the notes kept of one on an earlier version."""
    start: dict[str, object] = {"form_key": tokens.new_key(request.user), "seen_update": update.pk,
                                "seen_version": update.version}  # fmt: skip
    if decided:
        start |= {name_of(name): text for name, text in decided.notes.items()}
        start |= {"note": decided.review.note_on_all, "seen_decision": decided.mark}
        if not decided.is_kept:
            start["decision"] = decided.review.assessment or SEND_BACK[0]
    return start


def _page(request: HttpRequest, update: Update, form: ReviewForm | None = None, *, status: int = 200) -> HttpResponse:
    page = review_page(update, request.user)
    context = {
        "page": page,
        "form": form or ReviewForm(initial=_start(request, update, page.decided)),
        "take_back": None if page.own_work else _take_back_form(request, page.decided),
        "next": _next(request, update),
        "crumbs": trails.from_queue(carried("", request.GET)),
    }
    return render(request, "reviews/detail.html", context, status=status)

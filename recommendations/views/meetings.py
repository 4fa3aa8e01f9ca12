"""Meeting mode: chosen recommendations on a projector one by one, the room's remarks, and the minutes."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import meetings, tokens
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.forms.meetings import MeetingForm, RemarkForm
from recommendations.models import FollowUp, Meeting
from recommendations.queries import meetings as queries
from recommendations.queries.meetings import MOST, ItemPage
from recommendations.reports import minutes as paper
from recommendations.views.access import member
from recommendations.views.addresses import Link, paging
from recommendations.views.listing import filters_of, in_words
from recommendations.views.shorts import as_file
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of

View = Callable[..., HttpResponse]
# So many meetings are named to which a choice may be added.
OTHERS = 10


def for_meeting(view: View) -> View:
    """For reviewers, and for coordinators."""

    @member
    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not queries.may_meet(request.user):
            raise PermissionDenied(_("Reviewers hold meetings, and coordinators for their own country."))
        return view(request, *args, **kwargs)

    return asked


@require_GET
@for_meeting
def show_list(request: HttpRequest) -> HttpResponse:
    """The meetings that this person may open."""
    found = queries.meeting_list(request.user)
    pages = paging(request, found.count())
    context = {"meetings": list(found[pages.start : pages.stop]), "paging": pages, "crumbs": crumbs()[:1]}
    return render(request, "meetings/list.html", context)


@require_http_methods(["GET", "POST"])
@for_meeting
@repeatable
def new(request: HttpRequest) -> HttpResponse:
    """The filters of the list of recommendations say what is offered; ticks say what is taken."""
    filters = filters_of(request)
    found = queries.to_take(filters.qs, request.user)
    keys = list(found.values_list("pk", flat=True)[: MOST + 1])
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        initial={"form_key": tokens.new_key(request.user), "held_on": timezone.localdate(), "rows": keys[:MOST]},
        rows=queries.to_take(offered(request, keys[:MOST]), request.user),
    )
    context = {
        "form": form, "filters": in_words(filters), "too_many": len(keys) > MOST, "nothing": not keys, "most": MOST,
        "others": list(queries.readable_meetings(request.user)[:OTHERS]), "query": request.GET.urlencode(),
        "crumbs": crumbs(),
    }  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return render(request, "meetings/new.html", context)
    try:
        where = once(request, form, lambda key: _open(request, form))
    except Refused as error:
        show_refusal(form, error)
        return render(request, "meetings/new.html", context, status=status_of(error))
    return redirect(where)


@require_GET
@for_meeting
def show(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The list of a meeting with what was said; or only that on which the room remarked."""
    found = to_open(request, key)
    only_said = "said" in request.GET
    rows = [each for each in queries.rows(found, timezone.localdate()) if each.item.remark or not only_said]
    context = {
        "meeting": found,
        "rows": [(each, paper.position(each.row)) for each in rows],
        "only_said": only_said,
        "may_delete": queries.may_delete(found, request.user),
        "crumbs": crumbs(),
        "downloads": [Link(_("Minutes as Word"), reverse("meeting_minutes", args=[key]))],
    }
    return render(request, "meetings/detail.html", context)


@require_http_methods(["GET", "POST"])
@for_meeting
@repeatable
def item(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """One recommendation for the whole room, and its remark, which follows it to another number."""
    found = to_open(request, key)
    if request.method == "POST" and not (number := queries.place_now(found, request.POST.get("item", ""))):
        return _taken_off(request, found)
    page = queries.item_page(found, number, timezone.localdate())
    if page is None:
        raise Http404
    now = {
        "form_key": tokens.new_key(request.user), "item": page.item.pk, "seen_version": page.item.version,
        "remark": page.item.remark,
    }  # fmt: skip
    form = RemarkForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "GET" or not form.is_valid():
        return _item_page(request, found, page, form)
    try:
        where = once(request, form, lambda form_key: _record(request, found, page, form))
    except TooLate:
        return _taken_off(request, found)
    except Refused as error:
        show_refusal(form, error)
        if isinstance(error, Conflict):
            page = queries.item_page(found, number, timezone.localdate())
            renew(form, seen_version=page.item.version, form_key=tokens.new_key(request.user))
        return _item_page(request, found, page, form, meanwhile=True, status=status_of(error))
    return redirect(where)


@require_GET
@for_meeting
def minutes(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The table of what was said, to be sent round."""
    found, today = to_open(request, key), timezone.localdate()
    return as_file(paper.short(found, queries.rows(found, today), today), "docx")


# --- The acts, each gives back where to go -------------------------------------------------------------------


def _open(request: HttpRequest, form: MeetingForm) -> str:
    typed = form.cleaned_data
    made = meetings.open_meeting(
        name=typed["name"], held_on=typed["held_on"], follow_ups=typed["rows"], by=request.user
    )
    messages.success(request, _("The meeting’s list is ready."))
    return made.get_absolute_url()


def _record(request: HttpRequest, found: Meeting, page: ItemPage, form: RemarkForm) -> str:
    typed = form.cleaned_data
    meetings.record(item=page.item, remark=typed["remark"], seen_version=typed["seen_version"], by=request.user)
    messages.success(request, _("The remark on number %(number)d is kept.") % {"number": page.item.position})
    leads_on = request.POST.get("then") == "next" and page.next
    return reverse("meeting_item", args=[found.key, page.next if leads_on else page.item.position])


# --- What the pages share ------------------------------------------------------------------------------------


def to_open(request: HttpRequest, key: uuid.UUID) -> Meeting:
    found: Meeting = get_object_or_404(
        queries.readable_meetings(request.user).select_related("created_by"), key=key
    )  # fmt: skip
    return found


def offered(request: HttpRequest, keys: list[int]) -> QuerySet[FollowUp]:
    """What the filters give, and what was ticked before they gave something else."""
    posted = request.POST.getlist("rows")[: 2 * MOST]
    ticked = {int(each) for each in posted if each.isascii() and each.isdigit() and len(each) < 18}
    return FollowUp.objects.filter(pk__in={*keys, *ticked})


def crumbs(found: Meeting | None = None) -> list[Link]:
    """The way to the meetings, or to the pages of one."""
    rest = [Link(found.name, found.get_absolute_url())] if found else []
    return [Link(_("Reports"), reverse("report_list")), Link(_("Meetings"), reverse("meeting_list")), *rest]


def _item_page(
    request: HttpRequest, found: Meeting, page: ItemPage, form: Form, *, meanwhile: bool = False, status: int = 200
) -> HttpResponse:
    context = {"meeting": found, "page": page, "form": form, "meanwhile": meanwhile, "crumbs": crumbs(found)[1:]}
    return render(request, "meetings/item.html", context, status=status)


def _taken_off(request: HttpRequest, found: Meeting) -> HttpResponse:
    """What was typed is shown, to be copied."""
    context = {"meeting": found, "typed": request.POST.get("remark", "").strip(), "crumbs": crumbs(found)}
    return render(request, "meetings/gone.html", context, status=409)

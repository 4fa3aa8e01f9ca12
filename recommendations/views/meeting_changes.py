"""Changing a meeting that is there: its name and day, its list, and deleting it."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import meetings, tokens
from recommendations.errors import Conflict, Refused
from recommendations.forms.meetings import ChangeForm, DeleteForm, Rows
from recommendations.models import Meeting
from recommendations.queries import meetings as queries
from recommendations.queries.meetings import MOST
from recommendations.views.listing import filters_of, in_words
from recommendations.views.meetings import crumbs, for_meeting, offered, to_open
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@for_meeting
@repeatable
def change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Name and day, the order of its items, and which of them are taken off."""
    found = to_open(request, key)
    form = ChangeForm(
        _data(request), items=queries.items(found),
        initial={
            "form_key": tokens.new_key(request.user), "seen": queries.mark(found), "name": found.name,
            "held_on": found.held_on,
        },
    )  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return _page(request, "meetings/change.html", found, form)
    try:
        where = once(request, form, lambda form_key: _change(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        if isinstance(error, Conflict):
            found = to_open(request, key)
            form.items = queries.items(found)
            renew(form, seen=queries.mark(found), form_key=tokens.new_key(request.user))
        return _page(request, "meetings/change.html", found, form, status=status_of(error))
    return redirect(where)


@require_http_methods(["GET", "POST"])
@for_meeting
@repeatable
def add(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The filters of the list of recommendations say what is offered; ticks say what is put behind its items."""
    found, filters = to_open(request, key), filters_of(request)
    keys = list(queries.to_add(found, filters.qs, request.user).values_list("pk", flat=True)[: MOST + 1])
    form = Rows(
        _data(request), rows=queries.to_add(found, offered(request, keys[:MOST]), request.user),
        initial={"form_key": tokens.new_key(request.user), "rows": keys[:MOST] if filters.chosen else []},
    )  # fmt: skip
    more = {"filters": in_words(filters), "too_many": len(keys) > MOST, "nothing": not keys, "most": MOST}
    if request.method == "GET" or not form.is_valid():
        return _page(request, "meetings/add.html", found, form, **more)
    try:
        where = once(request, form, lambda form_key: _add(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, "meetings/add.html", found, form, status=status_of(error), **more)
    return redirect(where)


@require_http_methods(["GET", "POST"])
@for_meeting
@repeatable
def delete(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Its maker looks once more at what goes with it."""
    found = to_open(request, key)
    if not queries.may_delete(found, request.user):
        raise PermissionDenied(_("Only the person who made this meeting may delete it."))
    start = {"form_key": tokens.new_key(request.user), "seen": queries.mark(found)}
    form = DeleteForm(_data(request), initial=start)
    items = queries.items(found)
    more = {"items": items, "said": sum(bool(each.remark) for each in items)}
    if request.method == "GET" or not form.is_valid():
        return _page(request, "meetings/delete.html", found, form, **more)
    try:
        where = once(request, form, lambda form_key: _delete(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        renew(form, **start)
        return _page(request, "meetings/delete.html", found, form, status=status_of(error), **more)
    return redirect(where)


# --- The acts, each gives back where to go -------------------------------------------------------------------


def _change(request: HttpRequest, found: Meeting, form: ChangeForm) -> str:
    typed = form.cleaned_data
    names = ("name", "held_on", "order", "with_remarks", "seen")
    meetings.change(meeting=found, **{name: typed[name] for name in names}, by=request.user)
    messages.success(request, _("The meeting is changed."))
    return found.get_absolute_url()


def _add(request: HttpRequest, found: Meeting, form: Rows) -> str:
    number = meetings.add(meeting=found, follow_ups=form.cleaned_data["rows"], by=request.user)
    told = ngettext("%(n)s recommendation is added at the end.", "%(n)s recommendations are added at the end.", number)
    messages.success(request, told % {"n": number})
    return found.get_absolute_url()


def _delete(request: HttpRequest, found: Meeting, form: DeleteForm) -> str:
    meetings.delete(meeting=found, seen=form.cleaned_data["seen"], by=request.user)
    messages.success(request, _("The meeting “%(name)s” is deleted.") % {"name": found.name})
    return reverse("meeting_list")


# --- What the pages share ------------------------------------------------------------------------------------


def _data(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest, template: str, found: Meeting, form: Form, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {"meeting": found, "form": form, "crumbs": crumbs(found), **more}
    return render(request, template, context, status=status)

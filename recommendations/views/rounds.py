"""Rounds: everybody sees what is asked until when; reviewers open, change and close them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import rounds, tokens
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.forms.rounds import RoundChangeForm, RoundCloseForm, RoundForm
from recommendations.models import Document, Party, Round
from recommendations.permissions import can, manages_round, parties_where
from recommendations.queries.rounds import closing_page, mark, round_list, round_page
from recommendations.roles import Permission as P
from recommendations.views.access import member
from recommendations.views.addresses import Link, paging
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, status_of

View = Callable[..., HttpResponse]


@member
@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """What is asked now, what was asked before."""
    found = round_list()
    pages = paging(request, found.count())
    context = {
        "rounds": list(found[pages.start : pages.stop]),
        "may_open": can(request.user, P.MANAGE_ROUNDS),
        "paging": pages,
    }
    return render(request, "rounds/list.html", context)


@member
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What a round asks of whom, until when, and how much of it has come."""
    found = get_object_or_404(Round, pk=pk)
    context = {
        "page": round_page(found, request.user),
        "may_enter": can(request.user, P.REVIEW_UPDATE),
        "may_write_paper": manages_round(request.user, found),
        "crumbs": crumbs(),
    }
    return render(request, "rounds/detail.html", context)


def for_reviewers(view: View) -> View:
    @member
    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can(request.user, P.MANAGE_ROUNDS):
            raise PermissionDenied(_("Only reviewers open, change and close rounds."))
        return view(request, *args, **kwargs)

    return asked


@require_http_methods(["GET", "POST"])
@for_reviewers
@repeatable
def new(request: HttpRequest) -> HttpResponse:
    """A reviewer opens a round."""
    form = RoundForm(
        data(request),
        initial={"form_key": tokens.new_key(request.user), "opens_on": timezone.localdate()},
        documents=_documents(),
        parties=_parties(request),
    )
    if request.method == "GET" or not form.is_valid():
        return form_page(request, "rounds/new.html", form)
    try:
        where = once(request, form, lambda key: _open(request, form))
    except Refused as error:
        show_refusal(form, error)
        return form_page(request, "rounds/new.html", form, status=status_of(error))
    return redirect(where)


@require_http_methods(["GET", "POST"])
@for_reviewers
@repeatable
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, another name, countries and documents that join."""
    found = to_manage(request, pk)
    form = RoundChangeForm(
        data(request),
        initial={
            "form_key": tokens.new_key(request.user), "name": found.name, "due_on": found.due_on, "seen": mark(found),
        },
        documents=_documents().exclude(rounds=found),
        parties=_parties(request).exclude(rounds=found),
    )  # fmt: skip
    if found.closed_at and request.method == "GET":
        return redirect(found)
    if request.method == "GET" or not form.is_valid():
        return form_page(request, "rounds/change.html", form, found=found)
    try:
        where = once(request, form, lambda key: _change(request, found, form))
    except TooLate as error:
        messages.error(request, say(error))
        return redirect(found)
    except Refused as error:
        show_refusal(form, error)
        found.refresh_from_db()
        if isinstance(error, Conflict):
            renew(form, seen=mark(found), form_key=tokens.new_key(request.user))
        return form_page(request, "rounds/change.html", form, found=found, status=status_of(error))
    return redirect(where)


@require_http_methods(["GET", "POST"])
@for_reviewers
@repeatable
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes after it is closed belongs to no round."""
    found = to_manage(request, pk)
    form = RoundCloseForm(data(request), initial={"form_key": tokens.new_key(request.user), "seen": mark(found)})
    if found.closed_at and request.method == "GET":
        return redirect(found)
    if request.method == "GET" or not form.is_valid():
        return form_page(request, "rounds/close.html", form, found=found, page=closing_page(found, request.user))
    try:
        where = once(request, form, lambda key: _close(request, found, form))
    except Conflict as error:
        messages.error(request, say(error))
        return redirect("round_close", found.pk)
    except Refused as error:
        messages.error(request, say(error))
        return redirect(found)
    return redirect(where)


# --- The acts, each gives back where to go -------------------------------------------------------------------


def _open(request: HttpRequest, form: RoundForm) -> str:
    typed = form.cleaned_data
    given = {name: typed[name] for name in ("name", "documents", "parties", "opens_on", "due_on")}
    if typed["is_over"]:
        found = rounds.record_past(**given, by=request.user)
        messages.success(request, _("The round stands here, closed. Bring in what was answered."))
    else:
        found = rounds.open_round(**given, by=request.user)
        messages.success(request, _("The round is open."))
    return found.get_absolute_url()


def _change(request: HttpRequest, found: Round, form: RoundChangeForm) -> str:
    typed = form.cleaned_data
    rounds.change_round(
        target=found, name=typed["name"], due_on=typed["due_on"], seen=typed["seen"],
        documents=typed.get("documents") or (), parties=typed.get("parties") or (), by=request.user,
    )  # fmt: skip
    messages.success(request, _("The round is changed."))
    return found.get_absolute_url()


def _close(request: HttpRequest, found: Round, form: RoundCloseForm) -> str:
    rounds.close_round(target=found, seen=form.cleaned_data["seen"], by=request.user)
    messages.success(request, _("The round is closed."))
    return found.get_absolute_url()


# --- What the pages share ------------------------------------------------------------------------------------


def to_manage(request: HttpRequest, pk: int) -> Round:
    found = get_object_or_404(Round, pk=pk)
    if not manages_round(request.user, found):
        raise PermissionDenied(_("Your role does not reach all countries of this round."))
    return found


def data(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _documents():
    return Document.objects.filter(withdrawn_at__isnull=True).order_by("-forum__number", "code")


def _parties(request: HttpRequest):
    return Party.objects.filter(parties_where(request.user, P.MANAGE_ROUNDS).q("pk")).order_by("-kind", "name")


def crumbs(found: Round | None = None) -> list[Link]:
    """The way to the rounds, or to the pages of one."""
    rest = [Link(found.name, found.get_absolute_url())] if found else []
    return [Link(_("Rounds"), reverse("round_list")), *rest]


def form_page(
    request: HttpRequest, template: str, form: Form, *, status: int = 200, found: Round | None = None, **more: object
) -> HttpResponse:
    context = {"form": form, "round": found, "crumbs": crumbs(found), **more}
    return render(request, template, context, status=status)

"""A country's evidence: the list, one piece with its versions, a new version, other facts, withdrawn."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import evidence_changes, tokens
from recommendations.errors import Refused, TooLate
from recommendations.forms.evidence import ChangeForm, FileForm, WithdrawForm
from recommendations.permissions import can
from recommendations.queries.evidence import Piece, fingerprint, library, piece_of, room
from recommendations.roles import Permission as P
from recommendations.tables.columns import html_table
from recommendations.tables.evidence import COLUMNS
from recommendations.text import gettext_noop
from recommendations.views.access import member
from recommendations.views.addresses import Link, paging
from recommendations.views.evidence import proof_of
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, status_of

LONGEST_SEARCHED = 200
WITHDRAWN = gettext_noop("This piece was withdrawn.")


@member
@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """What a country has given as evidence, for those who write or approve its answers."""
    if not can(request.user, P.READ_DRAFTS):
        raise PermissionDenied(_("This list is for those who write a country’s answers."))
    words = request.GET.get("q", "")[:LONGEST_SEARCHED]
    found = library(request.user, words)
    pages = paging(request, found.count())
    table = html_table(COLUMNS, found[pages.start : pages.stop], caption=_("Evidence"), sort={})
    context = {"table": table if pages.stop else "", "paging": pages, "words": words}
    return render(request, "evidence/list.html", context)


@member
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece: what it is, its versions, where it is used."""
    piece = _piece_or_404(request, pk)
    return render(request, "evidence/detail.html", {"piece": piece, "crumbs": _crumbs(piece)[:-1]})


@member
@require_http_methods(["GET", "POST"])
@repeatable
def add_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A newer file or link for the same piece; the old ones stay."""
    piece = _piece_to_change(request, pk)
    form = FileForm(*_posted(request), initial=_start(request), room=room(request.user, piece.evidence.party))

    def act() -> None:
        proof = proof_of({"title": piece.evidence.title, **form.cleaned_data})
        evidence_changes.add_version(evidence=piece.evidence, proof=proof, by=request.user)

    return _step(request, piece, form, "evidence/version.html", act, _("The new version is here. The old one is kept."))


@member
@require_http_methods(["GET", "POST"])
@repeatable
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other facts: title, kind, dates, who may see it."""
    piece = _piece_to_change(request, pk)
    form = ChangeForm(request.POST or None, initial=_start(request) | ChangeForm.start(piece.evidence))

    def act() -> None:
        given = {"facts": form.facts(), "seen": form.cleaned_data["seen"]}
        evidence_changes.change(evidence=piece.evidence, by=request.user, **given)

    return _step(request, piece, form, "evidence/change.html", act, _("The facts are saved."))


@member
@require_http_methods(["GET", "POST"])
@repeatable
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent by mistake is taken back, with a reason."""
    piece = _piece_to_change(request, pk)
    form = WithdrawForm(request.POST or None, initial=_start(request))

    def act() -> None:
        evidence_changes.withdraw(evidence=piece.evidence, reason=form.cleaned_data["reason"], by=request.user)

    return _step(
        request, piece, form, "evidence/withdraw.html", act, _("It is withdrawn. Nobody can open it any more.")
    )


# --- What the three steps share -----------------------------------------------------------------------------


def _step(
    request: HttpRequest, piece: Piece, form: forms.Form, template: str, act: Callable[[], None], told: str
) -> HttpResponse:
    """The page of a step on GET; on POST the step, or the page again with what stands against it."""
    status = 200
    if request.method == "POST" and piece.evidence.withdrawn_at is None and form.is_valid():
        try:
            once(request, form, lambda key: _done(piece, act))
        except TooLate as error:
            return _too_late(request, piece, error)
        except Refused as error:
            show_refusal(form, error)
            status = status_of(error)
            if status == 409:  # the page shows what is there now, and goes on from that
                piece = _piece_or_404(request, piece.evidence.pk)
                renew(form, seen=fingerprint(piece.evidence), form_key=tokens.new_key(request.user))
        else:
            messages.success(request, told)
            return redirect(piece.evidence)
    if piece.evidence.withdrawn_at:
        return _too_late(request, piece, TooLate(WITHDRAWN))
    context = {"piece": piece, "form": form, "crumbs": _crumbs(piece), "moved_on": status == 409}
    return render(request, template, context, status=status)


def _done(piece: Piece, act: Callable[[], None]) -> str:
    act()
    return piece.evidence.get_absolute_url()


def _too_late(request: HttpRequest, piece: Piece, error: TooLate) -> HttpResponse:
    messages.error(request, say(error))
    return redirect(piece.evidence)


def _posted(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _start(request: HttpRequest) -> dict[str, object]:
    return {"form_key": tokens.new_key(request.user)}


def _piece_or_404(request: HttpRequest, pk: int) -> Piece:
    piece = piece_of(request.user, pk)
    if piece is None:
        raise Http404
    return piece


def _piece_to_change(request: HttpRequest, pk: int) -> Piece:
    """404 where there is nothing for them, 403 where they may only read."""
    piece = _piece_or_404(request, pk)
    if not piece.may_change:
        raise PermissionDenied(_("Your role does not allow you to change this evidence."))
    return piece


def _crumbs(piece: Piece) -> list[Link]:
    own = Link(piece.evidence.title, piece.evidence.get_absolute_url())
    return [Link(_("Evidence"), reverse("evidence_list")), own] if piece.in_library else [own]

"""A reviewer takes a round's questions to a country away in Excel, and brings what it answered back with the letter."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations import sheets as workbook
from recommendations.actions import sheets, tokens
from recommendations.actions.replies import Letter
from recommendations.errors import Refused
from recommendations.forms.sheets import ReplySheetForm
from recommendations.models import Round
from recommendations.parsing.media import XLSX, check_size
from recommendations.permissions import can
from recommendations.queries import sheet_replies as queries
from recommendations.queries.sheet_sides import entering
from recommendations.queries.sheets import offered, rows_of
from recommendations.roles import Permission as P
from recommendations.tables import sheets as table
from recommendations.views.access import member
from recommendations.views.sheet_pages import reply_crumbs
from recommendations.views.sheets import as_file, file_name, given, unsaved
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of


@member
@require_GET
def download(request: HttpRequest, pk: int, party: str) -> HttpResponse:
    """What the round asks of one country, with what it answered there."""
    found = _round(request, pk)
    asked_of = next((each for each in queries.parties(found, request.user) if each.code == party), None)
    if asked_of is None:
        raise Http404
    side = entering(found, asked_of, request.user)
    asked = side.asked.in_force().order_by("recommendation__reference")
    references = list(asked.values_list("recommendation__reference", flat=True))
    ids = list(asked.values_list("pk", flat=True))
    lines = rows_of(ids, request.user, source=side.source)
    form = table.form(asked_of, lines, offered(asked_of, ids, request.user, side.source), references, asked_in=found)
    return as_file(workbook.write(form), XLSX, file_name(asked_of, "xlsx"))


@member
@require_http_methods(["GET", "POST"])
@repeatable
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """The filled file comes in with the letter; nothing is changed by that."""
    found = _round(request, pk)
    initial = {"form_key": tokens.new_key(request.user)}
    form = ReplySheetForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, form)
    try:
        owner, content, sha256 = sheets.take([given(each) for each in form.cleaned_data["filled"]])
        letter = _letter(form.cleaned_data)
        where = once(
            request, form,
            lambda _key: sheets.receive_reply(
                owner=owner, content=content, sha256=sha256, asked_in=found, letter=letter, by=request.user
            ).get_absolute_url(),
        )  # fmt: skip
    except Refused as error:
        show_refusal(form, error)
        return _page(request, found, form, status=status_of(error))
    return redirect(where)


def _letter(typed: dict[str, Any]) -> Letter:
    file = typed["file"]
    letter = {name: typed[name] for name in ("source", "sender", "dated_on")}
    if file is None:
        return Letter(**letter)
    check_size(file.size, settings.EVIDENCE_MAX_BYTES)  # before it is read into memory
    return Letter(**letter, content=file.read(), file_name=file.name)


def _round(request: HttpRequest, pk: int) -> Round:
    found = get_object_or_404(Round, pk=pk)
    if not can(request.user, P.REVIEW_UPDATE):
        raise PermissionDenied(_("Only reviewers enter what a country wrote."))
    return found


def _page(request: HttpRequest, found: Round, form: ReplySheetForm, *, status: int = 200) -> HttpResponse:
    if form.is_bound:
        renew(form, form_key=tokens.new_key(request.user))
    context = {
        "form": form,
        "round": found,
        "parties": queries.parties(found, request.user),
        "waiting": unsaved(request.user, content__letter__round=found.pk),
        "crumbs": reply_crumbs(found),
    }
    return render(request, "replies/sheet.html", context, status=status)

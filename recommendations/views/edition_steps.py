"""After an edition was applied: telling the countries, each by a separate confirmation, or taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import edition_mail, edition_undo, tokens
from recommendations.errors import Refused
from recommendations.forms.publishing import ConfirmForm
from recommendations.models import DocumentImport
from recommendations.queries.edition_news import Applied, applied, news
from recommendations.queries.edition_undo import undo_refused
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.addresses import Link
from recommendations.views.imports import import_or_404
from recommendations.views.writing import once, repeatable, say


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """What each country would be told, and by whom it would be read; then *Tell the countries concerned*."""
    found, told = _applied_or_404(pk)
    if told is None:
        return _closed(request, found)
    return _confirmed(request, found, told, act=_tell, template="editions/tell.html", more=_countries)


def _tell(request: HttpRequest, found: DocumentImport) -> str:
    number = edition_mail.tell(edition=found.edition, by=request.user)
    words = ngettext("%(n)s person is being told by e-mail.", "%(n)s people are being told by e-mail.", number)
    messages.success(request, words % {"n": number})
    return reverse("import_edition", args=[found.pk])


def _countries(told: Applied) -> dict[str, object]:
    concerned = news(told)
    return {"news": concerned, "people": len({user for each in concerned for user in each.recipients})}


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the edition back, as long as nobody has gone on from it."""
    found, told = _applied_or_404(pk)
    if told is None:
        return _closed(request, found)
    return _confirmed(request, found, told, act=_undo, template="editions/undo.html", more=_why_not)


def _undo(request: HttpRequest, found: DocumentImport) -> str:
    edition_undo.undo_edition(document_import=found, by=request.user)
    messages.success(request, _("The edition was taken back. Everything reads as before, and its review is open."))
    return reverse("import_edition", args=[found.pk])


def _why_not(told: Applied) -> dict[str, object]:
    refused = undo_refused(told)
    return {"refused": say(refused) if refused else ""}


def _applied_or_404(pk: int) -> tuple[DocumentImport, Applied | None]:
    """The import with the edition that it became, None where it became none."""
    found = import_or_404(pk)
    if found.edition_of_id is None:
        raise Http404
    return found, applied(found.edition) if found.edition else None


def _closed(request: HttpRequest, found: DocumentImport) -> HttpResponse:
    if request.method == "POST":
        messages.error(request, _("This edition is not applied, so there is nothing to tell or to take back."))
    return redirect(found)


def _confirmed(request: HttpRequest, found: DocumentImport, told: Applied, *, act, template: str, more) -> HttpResponse:
    """A page with one button; what is refused is said where the receipt is."""
    form = ConfirmForm(
        request.POST if request.method == "POST" else None, initial={"form_key": tokens.new_key(request.user)}
    )
    if request.method == "GET" or not form.is_valid():
        receipt = Link(_("The edition"), reverse("import_edition", args=[found.pk]))
        context = {
            "import": found,
            "document": found.document,
            "applied": told,
            "form": form,
            "crumbs": [*import_steps.above(), receipt],
            **more(told),
        }
        return render(request, template, context)
    try:
        where = once(request, form, lambda key: act(request, found))
    except Refused as error:
        messages.error(request, say(error))
        return redirect("import_edition", found.pk)
    return redirect(where)

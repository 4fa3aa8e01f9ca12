"""A published document is withdrawn with a reason, or put in force again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import tokens, withdrawing
from recommendations.errors import Refused
from recommendations.forms.publishing import ConfirmForm, WithdrawForm
from recommendations.models import Document
from recommendations.queries.documents import import_of
from recommendations.queries.publishing import begun, made, names, undo_refused
from recommendations.views.access import secretariat
from recommendations.views.trails import above_document
from recommendations.views.writing import once, repeatable, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """The secretariat takes a document out of force, and back."""
    found = get_object_or_404(Document.objects.select_related("forum", "party"), code=code)
    back = "reinstate" in request.POST if request.method == "POST" else bool(found.withdrawn_at)
    make = ConfirmForm if back else WithdrawForm
    data = request.POST if request.method == "POST" else None
    form = make(data, initial={"form_key": tokens.new_key(request.user)})
    if data is None or not form.is_valid():
        return _page(request, found, form)
    try:
        where = once(request, form, lambda key: _reinstate(request, found) if back else _withdraw(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, get_object_or_404(Document, code=code), form, status=status_of(error))
    return redirect(where)


def _withdraw(request: HttpRequest, found: Document, form: WithdrawForm) -> str:
    withdrawing.withdraw(document=found, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("The document is withdrawn. It can be read, and counts no more."))
    return found.get_absolute_url()


def _reinstate(request: HttpRequest, found: Document) -> str:
    withdrawing.reinstate(document=found, by=request.user)
    messages.success(request, _("The document is in force again."))
    return found.get_absolute_url()


def _page(request: HttpRequest, found: Document, form, *, status: int = 200) -> HttpResponse:
    source = import_of(found)
    context = {
        "document": found,
        "made": made(found),
        "begun": names(begun(found)),
        "undo": source if source and not undo_refused(found) else None,
        "form": form,
        "crumbs": above_document(found),
    }
    return render(request, "publishing/withdraw.html", context, status=status)

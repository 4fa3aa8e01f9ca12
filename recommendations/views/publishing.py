"""The last step of bringing in a document: what will be made, its receipt, and the way back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import documents, links, tokens, undoing
from recommendations.choices import ImportState
from recommendations.errors import Refused, TooLate
from recommendations.forms.publishing import ConfirmForm, PublishForm
from recommendations.models import DocumentImport
from recommendations.queries import linking
from recommendations.queries.imports import progress
from recommendations.queries.publish_page import PublishPage, publish_page
from recommendations.queries.publishing import made, undo_refused
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.imports import import_or_404
from recommendations.views.writing import once, repeatable, say, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing will make and whom it asks; of a published import the receipt."""
    found = import_or_404(pk)
    if request.method == "GET" and found.state == ImportState.PUBLISHED and found.document and not found.edition_of_id:
        return _receipt(request, found)
    if request.method == "GET" and (found.state != ImportState.REVIEW or found.edition_of_id):
        return redirect(found)
    page = publish_page(found)
    start = {"form_key": tokens.new_key(request.user), "asked": page.default}
    data = request.POST if request.method == "POST" else None
    form = PublishForm(data, initial=start, offered=page.offered, why=page.why_asked)
    waits = found.state == ImportState.REVIEW and not page.is_ready
    if data is None or not form.is_valid() or "count" in request.POST or waits:
        return _page(request, page, form)
    try:
        where = once(request, form, lambda key: _publish(request, found, form))
    except TooLate as error:
        messages.error(request, say(error))
        return redirect(found)
    except Refused as error:
        show_refusal(form, error)
        return _page(request, page, form, status=status_of(error))
    compare(request, import_or_404(pk))
    return redirect(where)


def compare(request: HttpRequest, found: DocumentImport) -> None:
    """Whether other documents ask for the same is looked for once its texts are published."""
    if found.document:
        texts = linking.texts_in(found.document.code)
        links.suggest_soon(among=texts, most=linking.PUBLISHING, by=request.user)


def _publish(request: HttpRequest, found: DocumentImport, form: PublishForm) -> str:
    documents.publish_import(document_import=found, parties=list(form.cleaned_data["asked"]), by=request.user)
    return reverse("import_publish", args=[found.pk])


def _page(request: HttpRequest, page: PublishPage, form: PublishForm, *, status: int = 200) -> HttpResponse:
    found = page.document_import
    asked = len(form.cleaned_data.get("asked", ())) if form.is_bound and form.is_valid() else len(page.default)
    context = {
        "import": found,
        "page": page,
        "form": form,
        "asked": asked,
        "changes": page.changes(asked),
        "steps": import_steps.steps(found, progress(found), "import_publish"),
        "crumbs": import_steps.above(),
    }
    return render(request, "publishing/publish.html", context, status=status)


def _receipt(request: HttpRequest, found: DocumentImport) -> HttpResponse:
    refused = undo_refused(found.document)
    context = {
        "import": found,
        "document": found.document,
        "made": made(found.document),
        "refused": say(refused) if refused else "",
        "crumbs": import_steps.above(),
    }
    return render(request, "publishing/receipt.html", context)


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back what an import published; of one that was undone, leads back to its review."""
    found = import_or_404(pk)
    form = ConfirmForm(request.POST or None, initial={"form_key": tokens.new_key(request.user)})
    if request.method == "GET" or not form.is_valid():
        return _undo_page(request, found, form)
    act = _reopen if "reopen" in request.POST else _undo
    try:
        where = once(request, form, lambda key: act(request, found))
    except Refused as error:
        show_refusal(form, error)
        return _undo_page(request, import_or_404(pk), form, status=status_of(error))
    return redirect(where)


def _undo(request: HttpRequest, found: DocumentImport) -> str:
    undoing.undo_import(document_import=found, by=request.user)
    messages.success(request, _("The import was undone. Nothing of it is published any more."))
    return reverse("import_undo", args=[found.pk])


def _reopen(request: HttpRequest, found: DocumentImport) -> str:
    undoing.reopen(document_import=found, by=request.user)
    return found.get_absolute_url()


def _undo_page(request: HttpRequest, found: DocumentImport, form: ConfirmForm, *, status: int = 200) -> HttpResponse:
    if found.document is None and found.state != ImportState.UNDONE:
        return redirect(found)
    document = found.document
    refused = undo_refused(document) if document else None
    context = {
        "import": found,
        "document": document,
        "made": made(document) if document else None,
        "refused": say(refused) if refused else "",
        "form": form,
        "crumbs": import_steps.above(found),
    }
    return render(request, "publishing/undo.html", context, status=status)

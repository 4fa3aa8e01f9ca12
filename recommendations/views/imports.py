"""Documents on their way in: the list, a new one, the job that reads it, what it is, what came of it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations import reading
from recommendations.actions import import_facts, imports, tokens
from recommendations.choices import ImportState, Language
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.forms.imports import FactsForm, SeenForm, UploadForm, facts_of
from recommendations.models import Document, DocumentImport, SourcePage
from recommendations.queries import doubts
from recommendations.queries.imports import import_list, one_import, progress, same_meeting
from recommendations.queries.source_pages import passages
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.addresses import paging
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, status_of


def import_or_404(pk: int) -> DocumentImport:
    found = one_import(pk)
    if found is None:
        raise Http404
    return found


@require_GET
@secretariat
def show_list(request: HttpRequest) -> HttpResponse:
    """What was brought in, the latest first, and how far each is."""
    found = import_list()
    pages = paging(request, DocumentImport.objects.count())
    context = {"imports": found[pages.start : pages.stop], "paging": pages, "crumbs": import_steps.above_list()}
    return render(request, "imports/list.html", context)


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def new(request: HttpRequest) -> HttpResponse:
    """A file or a pasted text comes in; the next page shows how it is read. ?edition_of=CODE: it corrects that."""
    code = request.GET.get("edition_of", "").replace("\0", "")
    corrected = get_object_or_404(Document, code=code, withdrawn_at__isnull=True) if code else None
    if request.method == "GET":
        return _new_page(request, UploadForm(initial={"form_key": tokens.new_key(request.user)}), corrected)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _new_page(request, form, corrected)
    try:
        where = once(request, form, lambda key: _receive(request, form, corrected))
    except imports.Known as error:
        show_refusal(form, error)
        return _new_page(request, form, corrected, known=error.known)
    except Refused as error:
        show_refusal(form, error)
        return _new_page(request, form, corrected)
    return redirect(where)


def _receive(request: HttpRequest, form: UploadForm, corrected: Document | None) -> str:
    typed = form.cleaned_data
    file = typed["file"]
    if file:
        imports.check_size(file.size)  # before it is read into memory
    received = imports.receive(
        data=file.read() if file else typed["text"].encode(),
        file_name=file.name if file else "",
        language=typed["language"],
        revisions=typed["revisions"],
        by=request.user,
        edition_of=corrected,
    )
    return received.jobs.get().get_absolute_url()


def _new_page(
    request: HttpRequest, form: UploadForm, corrected: Document | None, *, known: object = None
) -> HttpResponse:
    context = {
        "form": form,
        "corrected": corrected,
        "known": known,
        "machine": [label for code, label in Language.choices if code in reading.languages()],
        "crumbs": import_steps.above(),
    }
    return render(request, "imports/new.html", context)


@require_GET
@secretariat
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes to the step where the import stands; of one that has ended, what came of it."""
    found = import_or_404(pk)
    if found.state == ImportState.READING and (job := found.jobs.first()):
        return redirect(job)
    if found.state == ImportState.REVIEW:
        return redirect(import_steps.where(found, progress(found)))
    if found.state == ImportState.PUBLISHED and found.document_id:
        return redirect(import_steps.publishing(found), pk)
    if found.state == ImportState.UNDONE:
        return redirect("import_undo", pk)
    context = {"import": found, "job": found.jobs.first(), "crumbs": import_steps.above()}
    return render(request, "imports/ended.html", context)


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Is this the document? What was guessed is mended and confirmed beside the head of the source."""
    found = import_or_404(pk)
    if found.state != ImportState.REVIEW and request.method == "GET":
        return redirect(found)
    form = _facts_form(request, found)
    if request.method == "GET":
        return _facts_page(request, found, form)
    if not form.is_valid():
        return _facts_page(request, found, form)
    if form.fields.get("relation") and not form.cleaned_data["relation"]:
        form.add_error("relation", form.fields["relation"].error_messages["required"])
        return _facts_page(request, found, form)
    try:
        where = once(request, form, lambda key: _confirm(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        now = import_or_404(pk)
        if isinstance(error, Conflict):
            renew(form, seen=import_facts.fingerprint(now), form_key=tokens.new_key(request.user))
        return _facts_page(request, now, form, status=status_of(error))
    return redirect(where)


def _facts_form(request: HttpRequest, found: DocumentImport) -> FactsForm:
    if request.method == "GET":
        same = same_meeting(found, forum=found.forum_id, kind=found.kind, party=found.party_id)
        seen = {"form_key": tokens.new_key(request.user), "seen": import_facts.fingerprint(found)}
        return FactsForm(initial=facts_of(found) | seen, same=same)
    asked = FactsForm(request.POST, same=[])
    asked.is_valid()
    typed = {name: asked.cleaned_data.get(name) for name in ("forum", "kind", "party")}
    return FactsForm(request.POST, same=same_meeting(found, **typed))


def _confirm(request: HttpRequest, found: DocumentImport, form: FactsForm) -> str:
    facts = import_facts.Facts(**form.facts())
    saved = import_facts.confirm(document_import=found, facts=facts, seen=form.cleaned_data["seen"], by=request.user)
    return import_steps.where(saved, progress(saved))


def _facts_page(request: HttpRequest, found: DocumentImport, form: FactsForm, *, status: int = 200) -> HttpResponse:
    context = {
        "import": found,
        "form": form,
        "steps": import_steps.steps(found, progress(found), "import_facts"),
        "doubts": doubts.sentences(found.doubts),
        "passages": passages(found, ()),
        "crumbs": import_steps.above(),
    }
    return render(request, "imports/facts.html", context, status=status)


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw an import away that was never published; asked once more before it is done."""
    found = import_or_404(pk)
    if request.method == "GET":
        if found.state not in imports.LIVE:
            return redirect(found)
        return _discard_page(request, found, SeenForm(initial={"form_key": tokens.new_key(request.user)}))
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _discard_page(request, found, form)
    try:
        where = once(request, form, lambda key: _discard(request, found))
    except TooLate as error:
        messages.error(request, say(error))
        return redirect(found)
    except Refused as error:
        show_refusal(form, error)
        return _discard_page(request, found, form)
    messages.success(request, _("The import was discarded."))
    return redirect(where)


def _discard(request: HttpRequest, found: DocumentImport) -> str:
    imports.discard(document_import=found, by=request.user)
    return reverse("import_list")


def _discard_page(request: HttpRequest, found: DocumentImport, form: SeenForm) -> HttpResponse:
    context = {"import": found, "form": form, "progress": progress(found), "crumbs": import_steps.above(found)}
    return render(request, "imports/discard.html", context)


@require_GET
@secretariat
def page_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the source as a picture, for the secretariat alone."""
    page = get_object_or_404(SourcePage.objects.exclude(picture=""), document_import=pk, number=number)
    try:
        file = page.picture.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(file, content_type="image/png")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    # The picture of a page never changes, and a review asks for it again and again.
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response

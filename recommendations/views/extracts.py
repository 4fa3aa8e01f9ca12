"""Looking at the texts that were found, one by one, beside the source; each decision is saved at its own click."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import extract_pieces, extracts, tokens
from recommendations.choices import ExtractState, ImportState
from recommendations.errors import Conflict, Refused
from recommendations.forms.imports import ExtractForm, start_of
from recommendations.forms.placings import ExtractPlacing
from recommendations.models import DocumentImport, Extract
from recommendations.queries.imports import extract_page
from recommendations.queries.placings import vocabulary
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.extract_steps import next_text, number, shown_list, typed_in
from recommendations.views.import_steps import extract_url
from recommendations.views.imports import import_or_404
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def extract(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The source left with the passage marked, the text right; the next text opens by itself."""
    found = import_or_404(pk)
    if request.method == "GET":
        text = _text_or_404(found, position=position)
        return _page(request, found, text, _form(request, found, text))
    text = _text_or_404(found, pk=number(request.POST.get("extract", "")))
    form = _form(request, found, text)
    act = ACTS.get(request.POST.get("do", ""), _accept)
    if not form.is_valid():
        return _page(request, found, text, form)
    try:
        where = once(request, form, lambda key: act(request, found, text, form))
    except Refused as error:
        return _refused(request, found, text, form, error)
    return redirect(where)


def _text_or_404(found: DocumentImport, **which) -> Extract:
    text = Extract.objects.select_related("sub_theme", "decided_by").filter(document_import=found, **which).first()
    if text is None:
        raise Http404
    return text


def _form(request: HttpRequest, found: DocumentImport, text: Extract) -> ExtractForm:
    start = {"form_key": tokens.new_key(request.user), **start_of(text)}
    beginnings = extract_pieces.beginnings(text.text)
    data = request.POST if request.method == "POST" else None
    placing = _placing(request, text)
    return ExtractForm(data, initial=start, document_import=found, beginnings=beginnings, placing=placing)


def _placing(request: HttpRequest, text: Extract) -> ExtractPlacing:
    """Where the text belongs; a button that stands without these ticks decides nothing about them."""
    shown = "placing-seen" in request.POST
    return ExtractPlacing(request.POST if shown else None, prefix="placing", facts=text.placings, names=vocabulary())


def _refused(request, found: DocumentImport, text: Extract, form: ExtractForm, error: Refused) -> HttpResponse:
    """What was typed stays. After a conflict the form goes on from what is saved now, which the page shows too."""
    show_refusal(form, error)
    now = Extract.objects.select_related("sub_theme", "decided_by").filter(pk=text.pk).first() or text
    if isinstance(error, Conflict):
        renew(form, seen_version=now.version, form_key=tokens.new_key(request.user))
    page = import_or_404(found.pk)
    return _page(request, page, now, form, status=status_of(error), saved=isinstance(error, Conflict))


def _page(request, found: DocumentImport, text: Extract, form: ExtractForm, *, status=200, saved=False) -> HttpResponse:
    page, show = extract_page(found, text), shown_list(request)
    context = {
        "import": found,
        "page": page,
        "form": form,
        "show": show,
        "saved": saved,
        "is_open": found.state == ImportState.REVIEW,
        "previous": extract_url(found, page.previous, show) if page.previous is not None else "",
        "next": extract_url(found, page.next, show) if page.next is not None else "",
        "crumbs": import_steps.above(found),
    }
    return render(request, "imports/extract.html", context, status=status)


# --- What the buttons do: each gives back where to go ---------------------------------------------------------


def _given(request: HttpRequest, text: Extract, form: ExtractForm) -> dict:
    return {"extract": text, "seen_version": form.cleaned_data["seen_version"], "by": request.user}


def _accept(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    extracts.accept(typed=typed_in(form), **_given(request, text, form))
    return next_text(request, found, text.position)


def _leave_out(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    extracts.leave_out(typed=typed_in(form), **_given(request, text, form))
    return next_text(request, found, text.position)


def _merge(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    whole = extract_pieces.merge(typed=typed_in(form), **_given(request, text, form))
    messages.info(request, _("The two texts are one now. Look at the whole of it and accept it."))
    return extract_url(found, whole.position, shown_list(request), scrolled=False)


def _split(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    typed = typed_in(form)
    if begins := form.cleaned_data["begins"]:
        typed = replace(typed, text=extract_pieces.cut_before(typed.text, begins))
    parts = extract_pieces.split(typed=typed, **_given(request, text, form))
    told = _("The text is in %(n)s parts now. Look at each; this is the first.") % {"n": len(parts)}
    messages.info(request, told)
    return extract_url(found, parts[0].position, shown_list(request), scrolled=False)


def _reopen(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    extracts.reopen(**_given(request, text, form))
    return extract_url(found, text.position, shown_list(request))


def _missed(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    """Goes to the page on which a text is added after this one; what was typed here is kept."""
    saved = text
    if text.state != ExtractState.MERGED:
        saved = extracts.keep(typed=typed_in(form), **_given(request, text, form))
    return reverse("import_add", args=[found.pk]) + f"?after={saved.position}"


Act = Callable[[HttpRequest, DocumentImport, Extract, ExtractForm], str]
ACTS: dict[str, Act] = {
    "accept": _accept,
    "leave-out": _leave_out,
    "merge": _merge,
    "split": _split,
    "reopen": _reopen,
    "add": _missed,
}

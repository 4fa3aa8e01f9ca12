"""Looking at the texts that were found, one by one, beside the source; each decision is saved at its own click."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import extract_pieces, extracts, tokens
from recommendations.actions.extracts import Typed
from recommendations.actions.placed import Chosen
from recommendations.choices import ExtractState, ImportState
from recommendations.errors import Conflict, Refused
from recommendations.forms.imports import AddForm, ExtractForm, SeenForm, TextForm, start_of
from recommendations.forms.placings import ExtractPlacing
from recommendations.models import DocumentImport, Extract
from recommendations.queries import doubts
from recommendations.queries.imports import extract_page, found_texts, groups, next_open, page_numbers, progress
from recommendations.queries.placings import vocabulary
from recommendations.queries.source_pages import passages
from recommendations.queries.unused_text import Unused, unused
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.addresses import address, paging
from recommendations.views.import_steps import extract_url
from recommendations.views.imports import import_or_404
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of

LISTS = (
    ("", gettext_lazy("All")),
    ("open", gettext_lazy("Not looked at")),
    ("doubts", gettext_lazy("With doubts")),
    ("left-out", gettext_lazy("Left out")),
)


# --- The list ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text with its state; those without doubts may be accepted all at once."""
    found = import_or_404(pk)
    if request.method == "GET":
        return redirect(found) if found.state == ImportState.READING else _review_page(request, found)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _review_page(request, found, form)
    try:
        where = once(request, form, lambda key: _accept_plain(request, found))
    except Refused as error:
        show_refusal(form, error)
        return _review_page(request, import_or_404(pk), form, status=status_of(error))
    return redirect(where)


def _accept_plain(request: HttpRequest, found: DocumentImport) -> str:
    count = extracts.accept_plain(document_import=found, by=request.user)
    told = ngettext("%(n)s text without doubts was accepted.", "%(n)s texts without doubts were accepted.", count)
    messages.success(request, told % {"n": count} + " " + _("To take one back, open it."))
    return import_steps.where(found, progress(found))


def _review_page(request, found: DocumentImport, form: SeenForm | None = None, *, status: int = 200) -> HttpResponse:
    show = _show(request)
    texts = found_texts(found, show)
    pages = paging(request, texts.count())
    sub_themes = list(found.sub_themes.order_by("position"))
    shown = list(texts[pages.start : pages.stop])
    far = progress(found)
    context = {
        "import": found,
        "form": form or SeenForm(initial={"form_key": tokens.new_key(request.user)}),
        "steps": import_steps.steps(found, far, "import_review"),
        "progress": far,
        "groups": groups(shown, sub_themes, empty=not show and not pages.next),
        "plain": Extract.objects.filter(document_import=found).plain().count(),
        "lists": [(label, address(request, show=name or None), name == show) for name, label in LISTS],
        "show": show,
        "goes_on": import_steps.where(found, far),
        "paging": pages,
        "is_open": found.state == ImportState.REVIEW,
        "crumbs": import_steps.above(),
    }
    return render(request, "imports/review.html", context, status=status)


def _show(request: HttpRequest) -> str:
    typed = request.GET.get("show", "")
    return typed if typed in dict(LISTS) else ""


# --- One text ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def extract(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The source left with the passage marked, the text right; the next text opens by itself."""
    found = import_or_404(pk)
    if request.method == "GET":
        text = _text_or_404(found, position=position)
        return _page(request, found, text, _form(request, found, text))
    text = _text_or_404(found, pk=_number(request.POST.get("extract", "")))
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


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 15 else 0


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
    page, show = extract_page(found, text), _show(request)
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


def _typed(form: TextForm) -> Typed:
    typed = Typed(**{name: form.cleaned_data[name] for name in ("text", "label", "sub_theme", "editor_note")})
    placing = getattr(form, "placing", None)
    return replace(typed, chosen=Chosen(**placing.chosen())) if placing and placing.is_bound else typed


def _given(request: HttpRequest, text: Extract, form: ExtractForm) -> dict:
    return {"extract": text, "seen_version": form.cleaned_data["seen_version"], "by": request.user}


def _accept(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    extracts.accept(typed=_typed(form), **_given(request, text, form))
    return _next(request, found, text.position)


def _leave_out(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    extracts.leave_out(typed=_typed(form), **_given(request, text, form))
    return _next(request, found, text.position)


def _merge(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    whole = extract_pieces.merge(typed=_typed(form), **_given(request, text, form))
    messages.info(request, _("The two texts are one now. Look at the whole of it and accept it."))
    return extract_url(found, whole.position, _show(request), scrolled=False)


def _split(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    typed = _typed(form)
    if begins := form.cleaned_data["begins"]:
        typed = replace(typed, text=extract_pieces.cut_before(typed.text, begins))
    parts = extract_pieces.split(typed=typed, **_given(request, text, form))
    told = _("The text is in %(n)s parts now. Look at each; this is the first.") % {"n": len(parts)}
    messages.info(request, told)
    return extract_url(found, parts[0].position, _show(request), scrolled=False)


def _reopen(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    extracts.reopen(**_given(request, text, form))
    return extract_url(found, text.position, _show(request))


def _missed(request: HttpRequest, found: DocumentImport, text: Extract, form: ExtractForm) -> str:
    """Goes to the page on which a text is added after this one; what was typed here is kept."""
    saved = text
    if text.state != ExtractState.MERGED:
        saved = extracts.keep(typed=_typed(form), **_given(request, text, form))
    return reverse("import_add", args=[found.pk]) + f"?after={saved.position}"


def _next(request: HttpRequest, found: DocumentImport, position: int) -> str:
    """The next text that nobody has looked at (of the list it was opened from), or what follows after the last."""
    show = _show(request)
    if show == "doubts" and (place := next_open(found, position, doubtful=True)) is not None:
        return extract_url(found, place, show)
    if (place := next_open(found, position)) is not None:
        return extract_url(found, place)
    messages.success(request, _("Every text has been looked at."))
    return reverse("import_check", args=[found.pk])


Act = Callable[[HttpRequest, DocumentImport, Extract, ExtractForm], str]
ACTS: dict[str, Act] = {
    "accept": _accept,
    "leave-out": _leave_out,
    "merge": _merge,
    "split": _split,
    "reopen": _reopen,
    "add": _missed,
}


# --- What was missed ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A text that parsing missed, or could not read, is typed beside the source or taken from its unused lines."""
    found = import_or_404(pk)
    if found.state != ImportState.REVIEW and request.method == "GET":
        return redirect(found)
    if request.method == "GET":
        block, before = _place(request, found)
        start = _start(request, found, block, before)
        return _add_page(request, found, AddForm(initial=start, document_import=found), before)
    form = AddForm(request.POST, document_import=found)
    before = found.extracts.filter(position=_number(request.POST.get("after", ""))).first()
    if not form.is_valid():
        return _add_page(request, found, form, before)
    try:
        where = once(request, form, lambda key: _add(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        return _add_page(request, import_or_404(pk), form, before, status=status_of(error))
    return redirect(where)


def _add(request: HttpRequest, found: DocumentImport, form: AddForm) -> str:
    typed = form.cleaned_data
    lines = (typed["line_from"], typed["line_to"]) if typed["line_from"] and typed["line_to"] else None
    new = extract_pieces.add(
        document_import=found, typed=_typed(form), after=typed["after"], page=typed["page"], lines=lines,
        by=request.user,
    )  # fmt: skip
    if request.POST.get("do") == "another":
        messages.success(request, _("The text was added and accepted."))
        page = f"&page={new.page}" if new.page else ""
        return reverse("import_add", args=[found.pk]) + f"?after={new.position}{page}"
    return _next(request, found, new.position)


def _place(request: HttpRequest, found: DocumentImport) -> tuple[Unused | None, Extract | None]:
    """From the address: ?line=31 (unused text that begins there), ?after=7 (the text that it follows).

    Without the second it follows what stands before it in the source; without both, the last text.
    """
    line, after = _number(request.GET.get("line", "")), _number(request.GET.get("after", ""))
    block = next((each for each in unused(found) if each.first == line), None) if line else None
    texts = found.extracts.order_by("-position")
    if after:
        return block, texts.filter(position__lte=after).first()
    return block, texts.filter(line_from__lt=block.first).first() if block else texts.first()


def _start(
    request: HttpRequest, found: DocumentImport, block: Unused | None, before: Extract | None
) -> dict[str, object]:
    start = {
        "form_key": tokens.new_key(request.user),
        "after": before.position if before else 0,
        "sub_theme": before.sub_theme_id if before else found.sub_themes.values_list("pk", flat=True).first(),
        "page": _number(request.GET.get("page", "")) or (before.page if before else None) or 1,
    }
    if block:
        start |= {"text": block.text, "page": block.page, "line_from": block.first, "line_to": block.last}
    return start


def _add_page(
    request: HttpRequest, found: DocumentImport, form: AddForm, before: Extract | None, *, status: int = 200
) -> HttpResponse:
    page = _number(str(form["page"].value() or "")) or 1
    first, last = (_number(str(form[name].value() or "")) for name in ("line_from", "line_to"))
    numbers = page_numbers(found)
    after = before.position if before else 0
    context = {
        "import": found,
        "form": form,
        "passages": passages(found, [(first, last)] if first and last else (), page),
        "unused": [each for each in unused(found) if not first and each.page == page],
        "pages": [(each, f"?after={after}&page={each}", each == page) for each in numbers],
        "before": before,
        "doubts": doubts.sentences(found.doubts) if found.is_scan else [],
        "crumbs": import_steps.above(found),
    }
    return render(request, "imports/add.html", context, status=status)

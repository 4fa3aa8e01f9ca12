"""A text that parsing missed, added beside its source."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import extract_pieces, tokens
from recommendations.choices import ImportState
from recommendations.errors import Refused
from recommendations.forms.imports import AddForm
from recommendations.models import DocumentImport, Extract
from recommendations.queries import doubts
from recommendations.queries.imports import page_numbers
from recommendations.queries.source_pages import passages
from recommendations.queries.unused_text import Unused, unused
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.extract_steps import next_text, number, typed_in
from recommendations.views.imports import import_or_404
from recommendations.views.writing import once, repeatable, show_refusal, status_of


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
    before = found.extracts.filter(position=number(request.POST.get("after", ""))).first()
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
        document_import=found, typed=typed_in(form), after=typed["after"], page=typed["page"], lines=lines,
        by=request.user,
    )  # fmt: skip
    if request.POST.get("do") == "another":
        messages.success(request, _("The text was added and accepted."))
        page = f"&page={new.page}" if new.page else ""
        return reverse("import_add", args=[found.pk]) + f"?after={new.position}{page}"
    return next_text(request, found, new.position)


def _place(request: HttpRequest, found: DocumentImport) -> tuple[Unused | None, Extract | None]:
    """From the address: ?line=31 (unused text that begins there), ?after=7 (the text that it follows).

    Without the second it follows what stands before it in the source; without both, the last text.
    """
    line, after = number(request.GET.get("line", "")), number(request.GET.get("after", ""))
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
        "page": number(request.GET.get("page", "")) or (before.page if before else None) or 1,
    }
    if block:
        start |= {"text": block.text, "page": block.page, "line_from": block.first, "line_to": block.last}
    return start


def _add_page(
    request: HttpRequest, found: DocumentImport, form: AddForm, before: Extract | None, *, status: int = 200
) -> HttpResponse:
    page = number(str(form["page"].value() or "")) or 1
    first, last = (number(str(form[name].value() or "")) for name in ("line_from", "line_to"))
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

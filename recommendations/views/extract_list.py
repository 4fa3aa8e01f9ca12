"""Every text that was found, with its state; those without doubts may be accepted all at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import extracts, tokens
from recommendations.choices import ImportState
from recommendations.errors import Refused
from recommendations.forms.imports import SeenForm
from recommendations.models import DocumentImport, Extract
from recommendations.queries.imports import found_texts, groups, progress
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.addresses import address, paging
from recommendations.views.extract_steps import LISTS, shown_list
from recommendations.views.imports import import_or_404
from recommendations.views.writing import once, repeatable, show_refusal, status_of


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
    show = shown_list(request)
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

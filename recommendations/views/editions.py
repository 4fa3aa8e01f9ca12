"""A corrected edition beside the published document: what becomes of each text, and its application."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from recommendations.actions import edition_matches, editions, tokens
from recommendations.choices import ImportState
from recommendations.errors import Refused, TooLate
from recommendations.forms.editions import ApplyForm, JoinForm, MatchForm, start_of
from recommendations.models import DocumentImport
from recommendations.queries.edition_news import applied
from recommendations.queries.edition_undo import undo_refused
from recommendations.queries.editions import Comparison, Row, comparison, figures
from recommendations.queries.import_checks import check
from recommendations.queries.imports import Progress, progress
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.addresses import Link, address, paging
from recommendations.views.imports import import_or_404
from recommendations.views.publishing import compare
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, status_of

# Which rows are shown: the word in the address, its name, and whether a row is among them.
SHOWN: tuple[tuple[str, object, Callable[[Row], bool]], ...] = (
    ("", gettext_lazy("What changes"), lambda row: not row.is_quiet),
    ("doubtful", gettext_lazy("To look at again"), lambda row: row.is_doubtful),
    ("all", gettext_lazy("All texts"), lambda row: True),
)


# --- The comparison, and the receipt ----------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Old and new side by side, then *Apply the edition*; of one that was applied the receipt."""
    found = import_or_404(pk)
    if request.method == "GET" and _is_applied(found):
        return _receipt(request, found)
    if request.method == "GET" and not _is_open(found):
        return redirect(found)
    if request.method == "GET":
        return _page(request, found, ApplyForm())
    if found.edition_of is None:
        raise Http404
    form = ApplyForm(request.POST)
    again = "again" in request.POST
    form.fields["sure"].required = not again
    if not form.is_valid() or (not again and _is_open(found) and _whole(found)):
        return _page(request, found, form)
    try:
        where = once(request, form, lambda key: (_start_over if again else _apply)(request, found, form))
    except TooLate as error:
        messages.error(request, say(error))
        return redirect(found)
    except Refused as error:
        show_refusal(form, error)
        return _page(request, import_or_404(pk), form, status=status_of(error))
    compare(request, import_or_404(pk))
    return redirect(where)


def _apply(request: HttpRequest, found: DocumentImport, form: ApplyForm) -> str:
    editions.apply_edition(document_import=found, seen=form.cleaned_data["seen"], by=request.user)
    return reverse("import_edition", args=[found.pk])


def _start_over(request: HttpRequest, found: DocumentImport, form: ApplyForm) -> str:
    edition_matches.start_over(document_import=found, seen=form.cleaned_data["seen"], by=request.user)
    messages.success(request, _("Compared anew. What you had changed by hand is forgotten."))
    return reverse("import_edition", args=[found.pk])


def _is_open(found: DocumentImport) -> bool:
    return found.state == ImportState.REVIEW and found.edition_of is not None


def _is_applied(found: DocumentImport) -> bool:
    return found.state == ImportState.PUBLISHED and found.edition is not None and found.edition_of_id is not None


def _page(request: HttpRequest, found: DocumentImport, form: ApplyForm, *, status: int = 200) -> HttpResponse:
    if not _is_open(found):
        return redirect(found)
    far = progress(found)
    waits = _reviewed(found, far)
    first = _whole(found) if form.is_bound else waits
    context = {
        "import": found,
        "document": found.edition_of,
        "first": first,
        "form": form,
        "steps": import_steps.steps(found, far, "import_edition"),
        "crumbs": import_steps.above(),
        "compared": None,
    }
    if not waits:
        context |= _compared(request, found, form)
    return render(request, "editions/compare.html", context, status=status)


def _reviewed(found: DocumentImport, far: Progress) -> list[Link]:
    """What must be done before the two can be compared."""
    waits = (
        (found.facts_confirmed_at is None, _("Nobody has confirmed which document this is."), "import_facts"),
        (far.left > 0, _("Not all texts have been looked at."), "import_review"),
        (far.accepted == 0, _("There is no recommendation to publish."), "import_review"),
    )
    return [Link(words, reverse(route, args=[found.pk])) for holds, words, route in waits if holds]


def _whole(found: DocumentImport) -> list[Link]:
    """What must be done before the edition is applied."""
    whole = check(found)
    first = [Link(error.text, error.url) for error in whole.errors]
    if whole.to_tick:
        words = _("A warning waits for a tick and a reason.")
        first.append(Link(words, reverse("import_check", args=[found.pk])))
    return first


def _compared(request: HttpRequest, found: DocumentImport, form: ApplyForm) -> dict[str, object]:
    compared = comparison(found)
    fresh = {"seen": compared.mark, "form_key": tokens.new_key(request.user)}
    if form.is_bound:
        renew(form, **fresh)
    else:
        form.initial = fresh
    chosen = request.GET.get("show", "")
    shown = {name: [row for row in compared.rows if among(row)] for name, _label, among in SHOWN}
    rows = shown.get(chosen, shown[""])
    pages = paging(request, len(rows))
    return {
        "compared": compared,
        "rows": rows[pages.start : pages.stop],
        "figures": figures(compared),
        "paging": pages,
        "lists": [
            Link(f"{label} ({len(shown[name])})", address(request, show=name or None), current=name == chosen)
            for name, label, _among in SHOWN
        ],
        "decided": any(row.decided for row in compared.rows),
    }


def _receipt(request: HttpRequest, found: DocumentImport) -> HttpResponse:
    told = applied(found.edition)
    if told is None:
        raise Http404
    refused = undo_refused(told)
    context = {
        "import": found,
        "document": found.document,
        "applied": told,
        "refused": say(refused) if refused else "",
        "crumbs": import_steps.above(),
    }
    return render(request, "editions/receipt.html", context)


# --- One text ----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def text(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Which published text a new one is."""
    found = import_or_404(pk)
    if not _is_open(found):
        return _closed(request, found)
    compared = comparison(found)
    row = next((row for row in compared.texts if row.extract.position == position), None)
    if row is None:
        raise Http404
    if request.method == "GET":
        form = MatchForm(found=compared, row=row, initial=start_of(row) | _fresh(request, compared))
        return _text_page(request, found, row, form)
    form = MatchForm(request.POST, found=compared, row=row)
    if not form.is_valid():
        return _text_page(request, found, row, form)
    try:
        where = once(request, form, lambda key: _match(request, found, row, form))
    except Refused as error:
        return _refused(request, found, row, form, error)
    return redirect(where)


def _match(request: HttpRequest, found: DocumentImport, row: Row, form: MatchForm) -> str:
    edition_matches.match(extract=row.extract, by=request.user, **form.match())
    messages.success(request, _("Saved. The comparison is as you say."))
    return reverse("import_edition", args=[found.pk])


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def gone(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """Where a published text went that seems to be gone."""
    found = import_or_404(pk)
    if not _is_open(found):
        return _closed(request, found)
    compared = comparison(found)
    row = next((row for row in compared.gone if row.old.reference == reference), None)
    if row is None and request.method == "GET":
        raise Http404
    if request.method == "GET":
        return _text_page(request, found, row, JoinForm(found=compared, initial=_fresh(request, compared)))
    form = JoinForm(request.POST, found=compared)
    if not form.is_valid():
        return _text_page(request, found, row, form) if row else redirect("import_edition", found.pk)
    try:
        where = once(request, form, lambda key: _join(request, found, compared, row, form))
    except Refused as error:
        return _refused(request, found, row, form, error)
    return redirect(where)


def _join(request: HttpRequest, found: DocumentImport, compared: Comparison, row: Row | None, form: JoinForm) -> str:
    if row is None:
        raise TooLate(edition_matches.CHANGED)
    extract = form.texts[form.cleaned_data["extract"]]
    edition_matches.join(recommendation=row.old, extract=extract, seen=form.cleaned_data["seen"], by=request.user)
    messages.success(request, _("Saved. The comparison is as you say."))
    return reverse("import_edition", args=[found.pk])


def _fresh(request: HttpRequest, compared: Comparison) -> dict[str, object]:
    return {"seen": compared.mark, "form_key": tokens.new_key(request.user)}


def _closed(request: HttpRequest, found: DocumentImport) -> HttpResponse:
    if request.method == "POST":
        messages.error(request, _("This import is closed, so its comparison can be changed no more."))
    return redirect(found)


def _refused(request: HttpRequest, found: DocumentImport, row: Row | None, form, error: Refused) -> HttpResponse:
    """The comparison as it is now, where the row may be another."""
    if row is None or isinstance(error, TooLate):
        messages.error(request, say(error))
        return redirect("import_edition", found.pk)
    show_refusal(form, error)
    renew(form, **_fresh(request, comparison(found)))
    return _text_page(request, found, row, form, status=status_of(error))


def _text_page(request: HttpRequest, found: DocumentImport, row: Row, form, *, status: int = 200) -> HttpResponse:
    back = Link(_("Comparison"), reverse("import_edition", args=[found.pk]))
    context = {
        "import": found,
        "document": found.edition_of,
        "row": row,
        "form": form,
        "crumbs": [*import_steps.above(), back],
    }
    return render(request, "editions/text.html", context, status=status)

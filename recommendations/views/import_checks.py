"""Is the import whole? And its headings, mended where they are not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import import_facts, sub_themes, tokens
from recommendations.choices import ImportState
from recommendations.errors import Conflict, Refused
from recommendations.forms.imports import SubThemeForm, TickForm
from recommendations.models import DocumentImport, ExtractedSubTheme
from recommendations.queries.import_checks import Check
from recommendations.queries.import_checks import check as whole
from recommendations.queries.imports import progress
from recommendations.views import import_steps
from recommendations.views.access import secretariat
from recommendations.views.imports import import_or_404
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, repeated or unused; errors are mended elsewhere, warnings are ticked with a reason."""
    found = import_or_404(pk)
    if found.state != ImportState.REVIEW and request.method == "GET":
        return redirect(found)
    result = whole(found)
    start = {"form_key": tokens.new_key(request.user)}
    form = TickForm(request.POST if request.method == "POST" else None, initial=start, warnings=result.warnings)
    if request.method == "GET" or not form.is_valid():
        return _check_page(request, found, result, form)
    try:
        where = once(request, form, lambda key: _tick(request, found, result, form))
    except Refused as error:
        show_refusal(form, error)
        return _check_page(request, import_or_404(pk), result, form, status=status_of(error))
    return redirect(where)


def _tick(request: HttpRequest, found: DocumentImport, result: Check, form: TickForm) -> str:
    reasons = form.reasons()
    import_facts.tick(document_import=found, reasons=reasons, by=request.user)
    if not result.errors and len(reasons) == len(result.warnings):
        return reverse(import_steps.publishing(found), args=[found.pk])
    messages.success(request, _("Saved."))
    return reverse("import_check", args=[found.pk])


def _check_page(request, found: DocumentImport, result: Check, form: TickForm, *, status: int = 200) -> HttpResponse:
    context = {
        "import": found,
        "check": result,
        "form": form,
        "steps": import_steps.steps(found, progress(found), "import_check"),
        "goes_on": reverse(import_steps.publishing(found), args=[found.pk]),
        "crumbs": import_steps.above(),
    }
    return render(request, "imports/check.html", context, status=status)


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def sub_theme(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """A heading: its number, title and introduction; taken away where it is none."""
    found = import_or_404(pk)
    heading = get_object_or_404(ExtractedSubTheme, document_import=found, position=position)
    if found.state != ImportState.REVIEW and request.method == "GET":
        return redirect(found)
    if request.method == "GET":
        start = {name: getattr(heading, name) for name in sub_themes.FIELDS}
        return _heading_page(request, found, heading, SubThemeForm(initial=start | _seen(request, heading)))
    form = SubThemeForm(request.POST)
    if not form.is_valid():
        return _heading_page(request, found, heading, form)
    try:
        where = once(request, form, lambda key: _save_heading(request, found, heading, form))
    except Refused as error:
        show_refusal(form, error)
        heading = get_object_or_404(ExtractedSubTheme, document_import=found, position=position)
        if isinstance(error, Conflict):
            renew(form, **_seen(request, heading))
        return _heading_page(request, found, heading, form, status=status_of(error))
    return redirect(where)


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def new_sub_theme(request: HttpRequest, pk: int) -> HttpResponse:
    """A heading that parsing missed. ?from=7: it begins with the text at this position."""
    found = import_or_404(pk)
    typed = request.GET.get("from", "")
    first = found.extracts.select_related("sub_theme").filter(position=int(typed)).first() if _is_place(typed) else None
    if found.state != ImportState.REVIEW and request.method == "GET":
        return redirect(found)
    if request.method == "GET":
        start = {"form_key": tokens.new_key(request.user)}
        return _heading_page(request, found, None, SubThemeForm(initial=start), first=first)
    form = SubThemeForm(request.POST)
    if not form.is_valid():
        return _heading_page(request, found, None, form, first=first)
    try:
        where = once(request, form, lambda key: _add_heading(request, found, form, first))
    except Refused as error:
        show_refusal(form, error)
        return _heading_page(request, found, None, form, first=first, status=status_of(error))
    return redirect(where)


def _is_place(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 9


def _save_heading(request: HttpRequest, found: DocumentImport, heading: ExtractedSubTheme, form: SubThemeForm) -> str:
    if request.POST.get("do") == "take-away":
        sub_themes.take_away(sub_theme=heading, by=request.user)
    else:
        typed = {name: form.cleaned_data[name] for name in sub_themes.FIELDS}
        sub_themes.edit(sub_theme=heading, seen=form.cleaned_data["seen"], by=request.user, **typed)
    messages.success(request, _("The sub-themes are saved."))
    return reverse("import_review", args=[found.pk])


def _add_heading(request: HttpRequest, found: DocumentImport, form: SubThemeForm, first) -> str:
    typed = {name: form.cleaned_data[name] for name in sub_themes.FIELDS}
    sub_themes.add(document_import=found, first=first, by=request.user, **typed)
    messages.success(request, _("The sub-themes are saved."))
    return reverse("import_review", args=[found.pk])


def _seen(request: HttpRequest, heading: ExtractedSubTheme) -> dict[str, str]:
    return {"form_key": tokens.new_key(request.user), "seen": sub_themes.fingerprint(heading)}


def _heading_page(request, found: DocumentImport, heading, form, *, first=None, status: int = 200) -> HttpResponse:
    context = {"import": found, "heading": heading, "first": first, "form": form, "crumbs": import_steps.above(found)}
    return render(request, "imports/sub_theme.html", context, status=status)

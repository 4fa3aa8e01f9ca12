"""An organization's own view on a recommendation: publishing, changing, withdrawing; the secretariat may hide one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from recommendations.actions import statements, tokens
from recommendations.actions.statements import View
from recommendations.errors import NotAllowed, Refused
from recommendations.forms.statements import HideForm, StatementForm, SureForm
from recommendations.models import Party, Recommendation, Statement
from recommendations.permissions import can, speaks_for
from recommendations.queries.statements import own_organizations, places, readable_statements
from recommendations.roles import Permission as P
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.follow_ups import show_not_allowed
from recommendations.views.writing import once, repeatable, show_refusal, status_of

PLACE = "#statements"
TOLD = {
    "change": gettext_lazy("The statement is published in place of the earlier one."),
    "withdraw": gettext_lazy("The statement is withdrawn."),
    "hide": gettext_lazy("The statement is hidden. Its organization reads your reason."),
    "show": gettext_lazy("The statement is shown again."),
}
FORMS = {"withdraw": SureForm, "hide": HideForm, "show": SureForm}
BY_SECRETARIAT = ("hide", "show")


@require_http_methods(["GET", "POST"])
@member
@repeatable
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """People of an organization write its view on a text."""
    found = get_object_or_404(Recommendation.objects.with_source(), reference=reference)
    if not speaks_for(request.user):
        raise PermissionDenied(_("Only employers’, workers’ and civil-society organizations publish statements."))
    form = _statement_form(request, found)
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, form, None, "new")
    try:
        where = once(request, form, lambda key: _publish(request, found, form))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except Refused as error:
        show_refusal(form, error)
        return _page(request, found, form, None, "new", status=status_of(error))
    messages.success(request, _("The statement is published."))
    return redirect(where)


@require_http_methods(["GET", "POST"])
@member
@repeatable
def move(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One thing that may become of a statement, asked on a page of its own."""
    if name not in TOLD:
        raise Http404
    rows = readable_statements(request.user).select_related("organization", "party", "published_by")
    statement = get_object_or_404(rows, pk=pk)
    found = Recommendation.objects.with_source().get(pk=statement.recommendation_id)
    _demand(request, statement, name)
    form = _form(request, found, statement, name)
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, form, statement, name)
    try:
        where = once(request, form, lambda key: _do(request, found, statement, name, form))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, found, form, statement, name, status=status_of(error))
    messages.success(request, TOLD[name])
    return redirect(where)


def _demand(request: HttpRequest, statement: Statement, name: str) -> None:
    """Hiding is the secretariat's, everything else the organization's own."""
    own = statement.organization_id in speaks_for(request.user)
    if not (can(request.user, P.MANAGE_SITE) if name in BY_SECRETARIAT else own):
        raise PermissionDenied(_("Your role does not allow this step."))


def _form(request: HttpRequest, found: Recommendation, statement: Statement, name: str):
    if name == "change":
        return _statement_form(request, found, statement)
    data = request.POST if request.method == "POST" else None
    return FORMS[name](data, initial={"form_key": tokens.new_key(request.user)})


def _statement_form(request: HttpRequest, found: Recommendation, statement: Statement | None = None) -> StatementForm:
    start = {"form_key": tokens.new_key(request.user), "party": _first_place(request, statement)}
    if statement:
        start |= {"organization": statement.organization_id, "text": statement.text, "language": statement.language}
    data = request.POST if request.method == "POST" else None
    offered = own_organizations(request.user)
    if statement:
        offered = offered.filter(pk=statement.organization_id)
    return StatementForm(data, initial=start, organizations=offered, places=places(found, request.user))


def _first_place(request: HttpRequest, statement: Statement | None) -> int | None:
    """The country whose page one came from."""
    if statement:
        return statement.party_id
    code = request.GET.get("country", "").replace("\0", "")
    return Party.objects.filter(code=code).values_list("pk", flat=True).first()


def _publish(request: HttpRequest, found: Recommendation, form: StatementForm) -> str:
    organization = form.cleaned_data["organization"]
    statements.publish(recommendation=found, organization=organization, view=_view(form), by=request.user)
    return found.get_absolute_url() + PLACE


def _do(request: HttpRequest, found: Recommendation, statement: Statement, name: str, form) -> str:
    given = {"change": lambda: {"view": _view(form)}, "hide": lambda: {"reason": form.cleaned_data["reason"]}}
    act = getattr(statements, name)
    act(statement=statement, by=request.user, **given.get(name, dict)())
    return found.get_absolute_url() + PLACE


def _view(form: StatementForm) -> View:
    return View(**{name: form.cleaned_data[name] for name in ("text", "party", "language")})


def _page(
    request: HttpRequest, found: Recommendation, form, statement: Statement | None, name: str, *, status: int = 200
) -> HttpResponse:
    crumbs = [
        Link(found.document.code, found.document.get_absolute_url()),
        Link(found.reference, found.get_absolute_url()),
    ]
    context = {"recommendation": found, "form": form, "statement": statement, "move": name, "crumbs": crumbs}
    template = "statements/write.html" if name in ("new", "change") else "statements/sure.html"
    return render(request, template, context, status=status)

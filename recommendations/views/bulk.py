"""Many rows of the task list at once: a page that shows them ticked, and one press."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import bulk, submitting, tokens
from recommendations.actions.bulk import Chosen
from recommendations.actions.many import Seen
from recommendations.errors import Refused
from recommendations.forms.bulk import ManyForm, TogetherForm, ids_of
from recommendations.forms.reasons import ReasonsForm, ids_named
from recommendations.models import FollowUp, Update, User
from recommendations.permissions import can
from recommendations.queries import bulk as queries
from recommendations.queries.bulk import Ticked
from recommendations.roles import Permission as P
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.writing import once, repeatable, show_refusal, status_of

View = Callable[..., HttpResponse]


def for_writers(view: View) -> View:
    @member
    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can(request.user, P.DRAFT_UPDATE):
            raise PermissionDenied(_("Your role does not allow you to write answers."))
        return view(request, *args, **kwargs)

    return asked


@dataclass(frozen=True)
class Step:
    """One of the steps that make drafts of many rows: its words, its form, its rows and its action."""

    heading: Promise
    lead: Promise
    form: Callable[..., ManyForm | ReasonsForm]
    rows: Callable[..., Ticked]
    act: Callable[[User, ManyForm | ReasonsForm, str], list[Update]]
    is_each: bool = False


REASONS = Step(
    gettext_lazy("Which of these does your country not pursue?"),
    gettext_lazy(
        "Choose a reason where your country will not act. All others stay in your tasks. You can change it later."
    ),
    ReasonsForm,
    queries.for_reasons,
    lambda by, form, key: bulk.not_pursued(
        rows=[Chosen(row, row.newest, reason) for row, reason in form.chosen()], by=by, form_key=key
    ),
    is_each=True,
)
UNCHANGED = Step(
    gettext_lazy("Nothing has changed"),
    gettext_lazy("Your last accepted answer to each of these is given again, marked as confirmed unchanged."),
    ManyForm,
    queries.for_unchanged,
    lambda by, form, key: bulk.unchanged(rows=_chosen(form.chosen()), by=by, form_key=key),
)


@require_http_methods(["GET", "POST"])
@for_writers
@repeatable
def reasons(request: HttpRequest) -> HttpResponse:
    """For others to do, does not apply here, its time passed: a reason for each of many rows."""
    return _step(request, REASONS)


@require_http_methods(["GET", "POST"])
@for_writers
@repeatable
def unchanged(request: HttpRequest) -> HttpResponse:
    """The last accepted answers still hold: one page, one sending."""
    return _step(request, UNCHANGED)


def _step(request: HttpRequest, step: Step) -> HttpResponse:
    ids, themes = _named(request)
    ticked = step.rows(request.user, ids, themes)
    if request.method == "GET":
        start = {"form_key": tokens.new_key(request.user)}
        # All that is not begun stands here where nothing was ticked: for them nobody has chosen a reason.
        chosen = {"reason": request.GET.get("reason", "") if ids or themes else ""} if step.is_each else {}
        return _step_page(request, step, ticked, step.form(initial=start, rows=ticked.rows, **chosen))
    form = step.form(request.POST, rows=ticked.rows)
    if not form.is_valid():
        return _step_page(request, step, ticked, form, status=409 if form.has_moved_on else 200)
    try:
        where = once(request, form, lambda key: _make(request, step, ticked, form, key))
    except Refused as error:
        show_refusal(form, error)
        return _step_page(request, step, step.rows(request.user, ids), form, status=status_of(error))
    return redirect(where)


def _make(request: HttpRequest, step: Step, ticked: Ticked, form: ManyForm | ReasonsForm, key: str) -> str:
    """Drafts, and where the person says so they are sent on at once."""
    made = step.act(request.user, form, key)
    if request.POST.get("then") != "send" or not ticked.move:
        told = ngettext("%(n)s draft is saved.", "%(n)s drafts are saved.", len(made))
        messages.success(request, told % {"n": len(made)})
        return reverse("task_list")
    rows = [Seen(update.pk, update.version) for update in made]
    if ticked.move == "ask_approval":
        submitting.ask_approval(rows=rows, by=request.user)
        told = ngettext("%(n)s answer is sent for approval.", "%(n)s answers are sent for approval.", len(made))
        messages.success(request, told % {"n": len(made)})
        return reverse("task_list")
    receipt, _outcome = submitting.submit(rows=rows, by=request.user)
    told = ngettext("%(n)s answer is sent. Keep this receipt.", "%(n)s answers are sent. Keep this receipt.", len(made))
    messages.success(request, told % {"n": len(made)})
    return receipt.get_absolute_url() if receipt else reverse("task_list")


def _step_page(
    request: HttpRequest, step: Step, ticked: Ticked, form: ManyForm | ReasonsForm, *, status: int = 200
) -> HttpResponse:
    context = {"step": step, "ticked": ticked, "form": form, "crumbs": _crumbs()}
    return render(request, "tasks/many.html", context, status=status)


# --- One answer for several ----------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_writers
@repeatable
def together(request: HttpRequest) -> HttpResponse:
    """One answer serves for all that are ticked; those that were tied before may be answered on their own again."""
    ids, themes = _named(request)
    tied = queries.for_apart(request.user, ids)
    if "apart" in request.GET or request.POST.get("then") == "apart":
        return _apart(request, tied)
    ticked = queries.for_together(request.user, ids, themes)
    if request.method == "GET":
        offered = queries.similar(request.user, ticked.rows)
        start = {"form_key": tokens.new_key(request.user)}
        return _together_page(request, ticked, TogetherForm(initial=start, rows=ticked.rows, similar=offered))
    similar = queries.for_together(request.user, ids_of(request.POST.getlist("more"))).rows
    form = TogetherForm(request.POST, rows=ticked.rows, similar=similar)
    if not form.is_valid():
        return _together_page(request, ticked, form, status=409 if form.has_moved_on else 200)
    try:
        return redirect(once(request, form, lambda key: _tie(request, ticked, form)))
    except Refused as error:
        show_refusal(form, error)
        return _together_page(request, ticked, form, status=status_of(error))


def _tie(request: HttpRequest, ticked: Ticked, form: TogetherForm) -> str:
    under = next(row for row in ticked.rows if str(row.pk) == form.cleaned_data["under"])
    names = [name for name in ("rows", "more") if name in form.cleaned_data]
    tied = bulk.together(rows=_chosen(form.chosen(*names)), under=under, by=request.user)
    told = ngettext(
        "The answer that you write here serves for %(n)s other recommendation too.",
        "The answer that you write here serves for %(n)s other recommendations too.",
        len(tied),
    )
    messages.success(request, told % {"n": len(tied)})
    return reverse("update_edit", args=under.address)


def _apart(request: HttpRequest, tied: Ticked) -> HttpResponse:
    if request.method == "GET":
        return _apart_page(request, tied, ManyForm(initial={"form_key": tokens.new_key(request.user)}, rows=tied.rows))
    form = ManyForm(request.POST, rows=tied.rows)
    if not form.is_valid():
        return _apart_page(request, tied, form, status=409 if form.has_moved_on else 200)
    try:
        return redirect(once(request, form, lambda key: _untie(request, form)))
    except Refused as error:
        show_refusal(form, error)
        return _apart_page(request, tied, form, status=status_of(error))


def _untie(request: HttpRequest, form: ManyForm) -> str:
    done = bulk.apart(rows=_chosen(form.chosen()), by=request.user)
    told = ngettext(
        "%(n)s recommendation is answered on its own again.",
        "%(n)s recommendations are answered on their own again.",
        len(done),
    )
    messages.success(request, told % {"n": len(done)})
    return reverse("task_list")


def _together_page(request: HttpRequest, ticked: Ticked, form: TogetherForm, *, status: int = 200) -> HttpResponse:
    context = {"ticked": ticked, "form": form, "crumbs": _crumbs()}
    return render(request, "tasks/together.html", context, status=status)


def _apart_page(request: HttpRequest, ticked: Ticked, form: ManyForm, *, status: int = 200) -> HttpResponse:
    context = {"ticked": ticked, "form": form, "crumbs": _crumbs()}
    return render(request, "tasks/apart.html", context, status=status)


# --- What they share -----------------------------------------------------------------------------------------


def _named(request: HttpRequest) -> tuple[list[int], list[str]]:
    """The rows and themes that the address names, as the list sent them; of a post also the rows that it ticks."""
    ids = [int(each) for each in request.GET.getlist("rows") if each.isdecimal() and len(each) < 15]
    themes = [each[:100].replace("\0", "") for each in request.GET.getlist("themes")]
    return ids + ids_of(request.POST.getlist("rows")) + ids_named(request.POST), themes


def _chosen(rows: list[FollowUp]) -> list[Chosen]:
    return [Chosen(row, row.newest) for row in rows]


def _crumbs() -> list[Link]:
    return [Link(_("My tasks"), reverse("task_list"))]

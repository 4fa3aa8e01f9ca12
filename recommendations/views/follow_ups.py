"""The page of one follow-up, the moves of its update, and tying it to another."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from recommendations import workflow
from recommendations.actions import follow_ups, submitting, tokens, updates
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.forms.moves import AnsweredUnderForm, MoveForm
from recommendations.models import FollowUp, Receipt, Update
from recommendations.permissions import readable_updates
from recommendations.queries.follow_up import follow_up_page
from recommendations.queries.paper import paper_round
from recommendations.queries.replies import may_enter
from recommendations.queries.statements import voices
from recommendations.roles import Permission as P
from recommendations.text import gettext_noop
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, show_too_late, status_of

# Each move: the action that makes it, and what the person is told afterwards.
MOVES = {
    "ask_approval": (updates.ask_approval, gettext_lazy("Sent for approval. The approver will look at it.")),
    "approve": (updates.approve, gettext_lazy("Approved. The reporter can submit it now.")),
    "refuse_approval": (updates.refuse_approval, gettext_lazy("Sent back to the reporter with your note.")),
    "submit": (submitting.submit_one, gettext_lazy("Submitted. The reviewers will look at it. Keep this receipt.")),
    "withdraw": (updates.withdraw, gettext_lazy("Withdrawn. You can change it and send it again.")),
    "discard": (updates.discard, gettext_lazy("The draft was discarded.")),
}
NEEDED = {move.name: move.permission for move in workflow.MOVES} | {"discard": P.DRAFT_UPDATE}
TAKES_NOTE = {"refuse_approval"}
GONE = TooLate(gettext_noop("This update was decided or discarded since you opened the page."))


@member
@require_GET
def follow_up(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """Ministry staff and reviewers open it to see where a recommendation stands and what to do next."""
    found = follow_up_or_404(reference, party)
    return show(request, found)


def show(request: HttpRequest, found: FollowUp, *, refused: MoveForm | None = None, status: int = 200) -> HttpResponse:
    page = follow_up_page(found, request.user)
    form = refused or MoveForm(initial=_opened(request, page.open.update if page.open else None))
    said = voices(found.recommendation, request.user, found.party)
    context = {
        "page": page,
        "form": form,
        "voices": said,
        "may_enter": may_enter(found, page.open, request.user),
        "paper_round": paper_round(found, found.asked_last, request.user),
        "crumbs": trails.above(found),
    }
    return render(request, "follow_ups/detail.html", context, status=status)


@member
@require_POST
@repeatable
def move(request: HttpRequest, reference: str, party: str, name: str) -> HttpResponse:
    """One step of the open update: send for approval, approve, submit, withdraw …"""
    found = follow_up_or_404(reference, party)
    if name not in MOVES:
        raise Http404
    # The role first: whoever may not make this move anyway learns nothing of what is on its way.
    demand(request.user, NEEDED[name], found)
    update = readable_updates(request.user).filter(follow_up=found).open().with_source().first()
    form = MoveForm(request.POST)
    if update is None:
        return show_too_late(request, found, GONE, form)
    if not form.is_valid():
        return show(request, found, refused=form)
    act, told = MOVES[name]
    try:
        where = once(request, form, lambda key: _make(act, name, update, form, by=request.user))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except Refused as error:
        return _refused_move(request, found, update, form, error)
    messages.success(request, told)
    return redirect(where)


def _make(act, name: str, update: Update, form: MoveForm, *, by) -> str:
    check_seen(update, form)
    given = {"note": form.cleaned_data["note"]} if name in TAKES_NOTE else {}
    made = act(update=update, seen_version=form.cleaned_data["seen_version"], by=by, **given)
    return made.get_absolute_url() if isinstance(made, Receipt) else update.follow_up.get_absolute_url()


def check_seen(update: Update, form: BaseForm) -> None:
    """Raise Conflict where the page showed another update of this follow-up: its versions begin anew."""
    if form.cleaned_data["seen_update"] not in (None, update.pk):
        raise Conflict(updates.CHANGED)


def _refused_move(
    request: HttpRequest, found: FollowUp, update: Update, form: MoveForm, error: Refused
) -> HttpResponse:
    """The page again, showing what is there now: the same button then means that."""
    show_refusal(form, error)
    now = Update.objects.filter(pk=update.pk).first() or update
    renew(form, seen_update=now.pk, seen_version=now.version)
    return show(request, found, refused=form, status=status_of(error))


def show_not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    return render(request, "403.html", {"exception": say(error)}, status=403)


@member
@require_http_methods(["GET", "POST"])
@repeatable
def answered_under(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """A reporter says that this recommendation is answered under another, or unties the two."""
    found = follow_up_or_404(reference, party)
    demand(request.user, P.DRAFT_UPDATE, found)
    if request.method == "GET":
        form = AnsweredUnderForm(follow_up=found, initial={"form_key": tokens.new_key(request.user)})
        return _tie_page(request, found, form)
    form = AnsweredUnderForm(request.POST, follow_up=found)
    untie = "untie" in request.POST
    form.fields["under"].required = not untie
    if not form.is_valid():
        return _tie_page(request, found, form)
    try:
        where = once(request, form, lambda key: _tie(found, form, untie=untie, by=request.user))
    except Refused as error:
        show_refusal(form, error)
        return _tie_page(request, found, form, status=status_of(error))
    messages.success(request, _told(found, untie=untie))
    return redirect(where)


def _told(found: FollowUp, *, untie: bool) -> str:
    if untie:
        return _("It is answered on its own again.")
    reference = found.recommendation.reference
    return _("One answer serves for both now. What is answered here answers %(reference)s too.") % {
        "reference": reference
    }


def _tie(found: FollowUp, form: AnsweredUnderForm, *, untie: bool, by) -> str:
    if untie:
        return follow_ups.answer_alone(follow_up=found, by=by).get_absolute_url()
    under = form.cleaned_data["under"]
    follow_ups.answer_under(follow_up=found, under=under, by=by)
    return under.get_absolute_url()


def _tie_page(request: HttpRequest, found: FollowUp, form: AnsweredUnderForm, *, status: int = 200) -> HttpResponse:
    context = {"follow_up": found, "form": form, "crumbs": trails.from_tasks(found)}
    return render(request, "follow_ups/answered_under.html", context, status=status)


def _opened(request: HttpRequest, update: Update | None) -> dict[str, object]:
    seen = {"seen_update": update.pk, "seen_version": update.version} if update else {}
    return {"form_key": tokens.new_key(request.user), "seen_update": 0, "seen_version": 0, **seen}

"""Writing the answer to one follow-up: the form, its save, and what happens when two people write at once."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from recommendations.actions import bulk, organizations, tokens, updates
from recommendations.actions.activities import ChangedElsewhere
from recommendations.actions.bulk import Chosen
from recommendations.actions.typed import ActivityText, Answer, Informant
from recommendations.choices import ReviewField
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.forms.activities import ActivityFormSet
from recommendations.forms.informants import InformantFormSet
from recommendations.forms.updates import Alike, UpdateForm
from recommendations.models import FollowUp, Organization
from recommendations.queries.conflict import conflict
from recommendations.queries.responsibilities import to_name
from recommendations.queries.said import NO_NOTE
from recommendations.queries.subject import set_by_form
from recommendations.queries.writing import Draft, draft_to_write, next_to_write, usable_activities
from recommendations.roles import Permission as P
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.kept import refill
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, show_too_late

# The button pressed → what follows the save: a route to go to, or a move of the update.
THEN_GO = {"evidence": ("evidence_add", ""), "more": ("update_edit", "#activities")}
NEXT, BACK = "next", "back"
# What the page is made of: the answer, its activities, and the agencies that gave information.
Forms = tuple[UpdateForm, ActivityFormSet, InformantFormSet]


@member
@require_http_methods(["GET", "POST"])
@repeatable
def edit(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """A reporter writes: status, activities, agencies, evidence. Nothing typed is lost when it is refused."""
    found = follow_up_or_404(reference, party)
    demand(request.user, P.DRAFT_UPDATE, found)
    draft = draft_to_write(found, request.user)
    if draft.closed and request.method == "GET":
        messages.error(request, say(draft.closed))
        return redirect(found)
    again = refill(request)
    form, rows, _informants = typed = _forms(request, found, draft, again)
    if again is not None:
        messages.warning(request, _("This is what you typed. It is not saved yet: look at it, then save it."))
    if draft.closed:
        return show_too_late(request, found, draft.closed, *rows, form)
    if request.method == "GET" or not all(each.is_valid() for each in typed):
        return _page(request, found, draft, typed)
    try:
        where = once(request, form, lambda key: _save(request, found, typed, key))
    except Conflict:
        return _conflict_page(request, found, typed)
    except TooLate as error:
        return show_too_late(request, found, error, *rows, form)
    except ChangedElsewhere as error:
        rows.show_changed(error.activity)
        return _page(request, found, draft, typed, status=409)
    except Refused as error:
        show_refusal(form, error)
        form.show_served()
        return _page(request, found, draft, typed)
    messages.success(request, _told(len(form.others), form.untied))
    return redirect(where)


def _told(others: int, fewer: int) -> str:
    told = [_("The draft is saved.")]
    if others:
        told += [
            ngettext(
                "It answers %(n)s other recommendation too.", "It answers %(n)s other recommendations too.", others
            ) % {"n": others}
        ]  # fmt: skip
    if fewer:
        told += [
            ngettext(
                "%(n)s recommendation is answered on its own again.",
                "%(n)s recommendations are answered on their own again.",
                fewer,
            ) % {"n": fewer}
        ]  # fmt: skip
    return " ".join(told)


@member
@require_POST
def autosave(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """What is typed so far becomes a version of the draft under the form's own key, so that it never conflicts with
    the form itself. An answer that was sent on is left to the button: a save would call it back.
    """
    found = follow_up_or_404(reference, party)
    demand(request.user, P.DRAFT_UPDATE, found)
    draft = draft_to_write(found, request.user)
    typed = _forms(request, found, draft)
    if draft.closed or not draft.may_autosave:
        return _not_saved(_("This answer was sent on meanwhile. Your text is still here."), status=409)
    if not all(each.is_valid() for each in typed):
        return _not_saved(_("Not saved: something in the form needs a change. Your text is still here."), status=422)
    try:
        once(request, typed[0], lambda key: _keep(request, found, typed, key).get_absolute_url())
    except Conflict:
        return _not_saved(_("Not saved: somebody else saved this answer. “Save draft” shows both."), status=409)
    except ChangedElsewhere:
        return _not_saved(
            _("Not saved: an activity was changed in another answer. “Save draft” shows both."), status=409
        )
    except Refused as error:
        return _not_saved(say(error), status=409)
    return HttpResponse(status=204)  # the page says so itself, by the person's own clock


def _not_saved(sentence: str, *, status: int) -> JsonResponse:
    return JsonResponse({"said": sentence}, status=status)


@transaction.atomic
def _save(request: HttpRequest, found: FollowUp, typed: Forms, key: str) -> str:
    after = _after(request, found, typed[0])  # asked before the save, which moves the row to another group
    _tie(request, found, typed[0], key)
    _keep(request, found, typed, key)
    return after


def _tie(request: HttpRequest, found: FollowUp, form: UpdateForm, key: str) -> None:
    """The others that are ticked are answered here from now on, and those unticked no longer. What somebody else tied
    since the page was opened stays so; what they untied is not tied again unseen."""
    own = set_by_form((each.row for each in form.turned if not each.as_shown), request.user, key)
    turned = [each for each in form.turned if each.as_shown or each.row in own]
    if gone := next((each.row for each in form.turned if each.ticked and each not in turned), None):
        raise Refused(bulk.MOVED_ON, field="serves", reference=gone.recommendation.reference)
    more = [Chosen(each.row, each.row.newest) for each in turned if each.ticked]
    fewer = [each.row for each in turned if not each.ticked]
    form.untied = len(fewer)
    if not turned:
        return
    try:
        bulk.serve(under=found, more=more, fewer=fewer, by=request.user, form_key=key)
    except (Conflict, TooLate) as error:
        # Of another row than this form writes: neither its three columns nor its end.
        raise Refused(error.sentence, field="serves", **error.params) from error


def _keep(request: HttpRequest, found: FollowUp, typed: Forms, key: str) -> FollowUp:
    """What was typed becomes the draft."""
    updates.save(
        follow_up=found,
        answer=_answer(request, found, typed),
        opened_version=typed[0].cleaned_data["opened_version"],
        opened_update=typed[0].cleaned_data["opened_update"],
        by=request.user,
        form_key=key,
    )
    return found


def _after(request: HttpRequest, found: FollowUp, form: UpdateForm) -> str:
    """Where the pressed button leads. Whoever answers subject by subject goes on so."""
    then = request.POST.get("then", "")
    if then == NEXT:
        following = next_to_write(request.user, after=found, besides=[row.pk for row in form.others])
        together = "?together=1" if form.cleaned_data["together"] else ""
        return reverse("update_edit", args=following.address) + together if following else reverse("update_check")
    if then == BACK:
        return reverse("task_list")
    if then not in THEN_GO:
        return found.get_absolute_url()
    route, place = THEN_GO[then]
    return reverse(route, args=found.address) + place


def _answer(request: HttpRequest, found: FollowUp, forms: Forms) -> Answer:
    """What was typed, with the earlier activities that were ticked, and the agency that is not in the list."""
    form, rows, informants = forms
    typed, activities = form.answer(), [ActivityText(**row) for row in rows.rows()]
    taken = {each.activity.pk for each in activities if each.activity}
    activities += [
        ActivityText(each.text, each.starts_on, each.ends_on, activity=each, only_here=True)
        for each in form.cleaned_data.get("again") or ()
        if each.pk not in taken
    ]
    if name := form.cleaned_data["other_agency"]:
        other = organizations.named(follow_up=found, name=name, by=request.user)
        typed |= _with_agency(typed, other, leads=form.cleaned_data["other_leads"])
    told = tuple(Informant(*each) for each in informants.told()) if informants.is_asked else None
    return Answer(**typed, activities=tuple(activities), informants=told)


def _with_agency(typed: dict, other: Organization, *, leads: bool) -> dict[str, object]:
    """The one lead that there may be gives way to it, and goes on contributing."""
    others = dict.fromkeys((*typed["contributing"], *([typed["lead"]] if leads and typed["lead"] else [other])))
    lead = other if leads else typed["lead"]
    return {"lead": lead, "contributing": tuple(each for each in others if each != lead)}


def _forms(request: HttpRequest, found: FollowUp, draft: Draft, data=None) -> Forms:
    data = request.POST if request.method == "POST" else data
    together = "together" in request.GET
    start = {"form_key": tokens.new_key(request.user), "together": together and "1", **draft.fields}
    agencies = to_name(found, request.user, _named(draft) if data is None else None)
    form = UpdateForm(
        data,
        initial=start,
        party=found.party,
        agencies=agencies,
        attached=draft.attached if data is None else draft.once_attached,
        earlier=draft.earlier,
        usable=usable_activities(found, request.user),
        asks=draft.wish.note if draft.wish else NO_NOTE,
        alike=Alike(draft.alike, found.pk, together if data is None else bool(data.get("together"))),
    )
    party = {"party": found.party}
    rows = ActivityFormSet(data, initial=draft.activities, prefix="activities", form_kwargs=party)
    rows.described_by = "asks_activities" if form.asks.on(ReviewField.ACTIVITIES) else ""
    told = {"agencies": agencies, "choices": form.agencies}
    informants = InformantFormSet(data, initial=draft.informants, prefix="informants", form_kwargs=told)
    return form, rows, informants


def _named(draft: Draft) -> set[int]:
    """The agencies that stand in what the form starts from."""
    named = {draft.fields.get("lead"), *draft.fields.get("contributing", ())}
    return (named | {each["organization"] for each in draft.informants}) - {None}


def _page(request: HttpRequest, found: FollowUp, draft: Draft, typed: Forms, *, status: int = 200) -> HttpResponse:
    context = _context(found, typed) | {"draft": draft}
    context["together"] = bool(typed[0]["together"].value()) and "serves" in typed[0].fields
    return render(request, "updates/edit.html", context, status=status)


def _context(found: FollowUp, typed: Forms) -> dict[str, object]:
    form, rows, informants = typed
    return {
        "follow_up": found,
        "form": form,
        "rows": rows,
        "informants": informants,
        "crumbs": trails.from_tasks(found),
    }


def _conflict_page(request: HttpRequest, found: FollowUp, typed: Forms) -> HttpResponse:
    """Three columns: what was opened, what was saved since and by whom, what was typed. Nothing is overwritten."""
    form, rows, informants = typed
    claim = {name: form.cleaned_data[name] for name in ("opened_update", "opened_version")}
    said = form.answer() | {"informants": informants.told()}
    between = conflict(found, request.user, **claim, typed=said, rows=rows.rows())
    # The form below goes on from what is saved now; the person has seen it and decides.
    renew(form, opened_update=between.update, opened_version=between.version, form_key=tokens.new_key(request.user))
    return render(request, "updates/conflict.html", _context(found, typed) | {"between": between}, status=409)

"""A country reads how a text was changed, and says in one tick that its answer stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import confirmations, tokens
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.forms.confirming import ConfirmWordingForm
from recommendations.models import FollowUp
from recommendations.queries.confirming import NEEDED, change, to_confirm
from recommendations.queries.follow_up import accepted_answer
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@member
@repeatable
def wording(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """Both wordings with what changed, the answer that was given, and one tick."""
    found = follow_up_or_404(reference, party)
    for permission in NEEDED:
        demand(request.user, permission, found)
    if request.method == "GET":
        if not found.is_before_change or found.recommendation.withdrawn_at:
            return redirect(found)
        return _page(request, found, ConfirmWordingForm(initial=_seen(request, found)))
    form = ConfirmWordingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        where = once(request, form, lambda key: _confirm(request, found, form))
    except TooLate as error:
        messages.error(request, say(error))
        return redirect(found)
    except Refused as error:
        show_refusal(form, error)
        now = follow_up_or_404(reference, party)
        if isinstance(error, Conflict):
            renew(form, **_seen(request, now))
        return _page(request, now, form, status=status_of(error))
    return redirect(where)


def _seen(request: HttpRequest, found: FollowUp) -> dict[str, object]:
    return {"form_key": tokens.new_key(request.user), "seen_wording": found.recommendation.wording}


def _confirm(request: HttpRequest, found: FollowUp, form: ConfirmWordingForm) -> str:
    """Goes on with the next one, as long as there is one."""
    seen = form.cleaned_data["seen_wording"]
    confirmations.confirm_wording(follow_up=found, seen_wording=seen, by=request.user)
    told = _("Confirmed: the answer to %(reference)s stands.") % {"reference": found.recommendation.reference}
    messages.success(request, told)
    after = to_confirm(request.user).select_related("recommendation", "party").first()
    return reverse("wording_confirm", args=after.address) if after else found.get_absolute_url()


def _page(request: HttpRequest, found: FollowUp, form: ConfirmWordingForm, *, status: int = 200) -> HttpResponse:
    told = change(found)
    if told is None:
        return redirect(found)
    context = {
        "follow_up": found,
        "change": told,
        "answer": accepted_answer(found, request.user),
        "form": form,
        "crumbs": trails.from_tasks(found),
    }
    return render(request, "follow_ups/wording.html", context, status=status)

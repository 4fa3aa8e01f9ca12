"""A reviewer asks for another answer, with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import reopening, tokens
from recommendations.errors import NotAllowed, Refused
from recommendations.forms.reviews import ReopenForm
from recommendations.models import FollowUp
from recommendations.queries.follow_up import accepted_answer
from recommendations.roles import Permission as P
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.follow_ups import show_not_allowed
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of


@member
@require_http_methods(["GET", "POST"])
@repeatable
def reopen(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """The accepted answer stays the answer until the country gives another and that is accepted."""
    found = follow_up_or_404(reference, party)
    demand(request.user, P.REVIEW_UPDATE, found)
    if found.current_version_id is None or found.answered_under_id:
        messages.error(request, _("There is no accepted answer of its own here, so there is nothing to reopen."))
        return redirect(found)
    if request.method == "GET":
        start = {"form_key": tokens.new_key(request.user), "seen_answer": found.current_version_id}
        return _page(request, found, ReopenForm(initial=start))
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        return redirect(once(request, form, lambda key: _reopen(request, found, form)))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except Refused as error:
        show_refusal(form, error)
        found = follow_up_or_404(reference, party)
        renew(form, seen_answer=found.current_version_id)
        return _page(request, found, form, status=status_of(error))


def _reopen(request: HttpRequest, found: FollowUp, form: ReopenForm) -> str:
    typed = form.cleaned_data
    reopening.reopen(follow_up=found, reason=typed["reason"], seen_answer=typed["seen_answer"], by=request.user)
    country = {"country": found.party.name}
    messages.success(request, _("%(country)s was asked to answer again. Until then its answer stands.") % country)
    return found.get_absolute_url()


def _page(request: HttpRequest, found: FollowUp, form: ReopenForm, *, status: int = 200) -> HttpResponse:
    context = {
        "follow_up": found,
        "answer": accepted_answer(found, request.user),
        "form": form,
        "crumbs": [trails.alone(found)],
    }
    return render(request, "reviews/reopen.html", context, status=status)

"""What was decided for one country is looked over and sent, with one mail and a covering note."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import sendings, tokens
from recommendations.actions.sendings import Sent
from recommendations.errors import NotAllowed, Refused
from recommendations.forms.reviews import SendingForm, TakeBackForm
from recommendations.models import Party, Review
from recommendations.permissions import can
from recommendations.queries.sendings import SendingPage, sending_page
from recommendations.roles import Permission as P
from recommendations.views import trails
from recommendations.views.access import member
from recommendations.views.follow_ups import show_not_allowed
from recommendations.views.reviews import demand_reviewer, take_back
from recommendations.views.writing import once, repeatable, say, show_refusal, status_of


@member
@require_http_methods(["GET", "POST"])
@repeatable
def new(request: HttpRequest, party: str) -> HttpResponse:
    """A reviewer sends what they decided for one country, or takes some of it back."""
    demand_reviewer(request.user)
    found = Party.objects.filter(code=party).first()
    if found is None or not can(request.user, P.REVIEW_UPDATE, found):
        raise Http404
    page = sending_page(found, request.user)
    if request.method == "GET":
        return _page(request, page, _form(page, initial={"form_key": tokens.new_key(request.user)}))
    if "take_back" in request.POST:
        return _take_back(request, found)
    form = _form(page, request.POST)
    if not form.is_valid():
        return _page(request, page, form)
    try:
        return redirect(once(request, form, lambda key: _send(request, found, form)))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except Refused as error:
        show_refusal(form, error)
        return _page(request, sending_page(found, request.user), form, status=status_of(error))


def _form(page: SendingPage, *args, **kwargs) -> SendingForm:
    return SendingForm(*args, reviews={row.mark: row.review.pk for row in page.rows}, **kwargs)


def _send(request: HttpRequest, party: Party, form: SendingForm) -> str:
    sent = sendings.send(party=party, note=form.cleaned_data["note"], rows=form.chosen, by=request.user)
    tell(request, party, sent)
    return reverse("review_queue")


def tell(request: HttpRequest, party: Party, sent: Sent) -> None:
    """ "Sent to Lao PDR: 12 accepted, 3 returned.", and what stays, with its reason."""
    if sent.sending:
        told = {"country": party.name, "accepted": sent.accepted, "returned": sent.returned}
        messages.success(
            request, _("Sent to %(country)s: %(accepted)s accepted, %(returned)s returned.") % told
        )  # fmt: skip
    for refusal in sent.left:
        messages.error(request, f"{refusal.reference}: {say(refusal.error)}")


def _take_back(request: HttpRequest, party: Party) -> HttpResponse:
    form = TakeBackForm(request.POST)
    here = reverse("sending_new", args=[party.code])
    pk = form.cleaned_data["review"] if form.is_valid() else None
    found = Review.objects.filter(pk=pk, update__follow_up__party=party).select_related("update__follow_up").first()
    return take_back(request, form, found, here, gone=_("This decision was sent or taken back meanwhile."))


def _page(request: HttpRequest, page: SendingPage, form: SendingForm, *, status: int = 200) -> HttpResponse:
    ticked = set(form["rows"].value() or ())
    context = {
        "page": page,
        "form": form,
        "rows": [(row, row.mark in ticked) for row in page.rows],
        "key": tokens.new_key(request.user),
        "crumbs": trails.from_queue(),
    }
    return render(request, "reviews/sending.html", context, status=status)

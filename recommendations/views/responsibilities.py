"""A coordinator says who answers for what and by when, and hands a leaver's work over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import handing_over, responsibilities, tokens
from recommendations.actions.responsibilities import Assigned, Change
from recommendations.errors import Refused
from recommendations.forms.agencies import agency_label
from recommendations.forms.responsibilities import AssignForm, HandOverForm
from recommendations.models import Party
from recommendations.queries import handing_over as people
from recommendations.queries import responsibilities as queries
from recommendations.tables.columns import html_table
from recommendations.tables.responsibilities import columns
from recommendations.views.access import member
from recommendations.views.addresses import Link, address, paging
from recommendations.views.writing import once, repeatable, say, show_refusal, status_of

# In place of an agency: what has no lead.
NO_LEAD = "none"


def _parties(request: HttpRequest) -> list[Party]:
    found = queries.parties(request.user)
    if not found:
        raise PermissionDenied(_("Only coordinators open this page."))
    return found


def _chosen(request: HttpRequest, parties: list[Party]) -> Party:
    return next((each for each in parties if each.code == request.GET.get("country")), parties[0])


@member
@require_http_methods(["GET", "POST"])
@repeatable
def responsibility_list(request: HttpRequest) -> HttpResponse:
    """Every follow-up of the country with its agencies and target date; those ticked are changed together."""
    parties = _parties(request)
    party = _chosen(request, parties)
    today = timezone.localdate(timezone=party.zone)
    named = {"agencies": queries.agencies(party, today), "with_part": queries.with_part(party), "today": today}
    if request.method == "GET":
        form = AssignForm(initial={"form_key": tokens.new_key(request.user)}, **named)
        return _page(request, parties, party, form)
    form = AssignForm(request.POST, **named)
    if not form.is_valid() or not _says_why(form, party):
        return _page(request, parties, party, form)
    try:
        where = once(request, form, lambda key: _assign(request, form))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, parties, party, form, status=status_of(error))
    return redirect(where)


def _says_why(form: AssignForm, party: Party) -> bool:
    """Whether the reason is there where a date is postponed: asked before anything is done, so that ticks and dates
    stay in the form."""
    change = Change(**form.what())
    if not change.touches_date or change.reason:
        return True
    n = queries.postponed_to(party, form.ids(), change.target_date).count()
    if n:
        told = ngettext(
            "%(n)d of these dates is postponed. Say why.", "%(n)d of these dates are postponed. Say why.", n
        )
        form.add_error("reason", told % {"n": n})
    return not n


def _assign(request: HttpRequest, form: AssignForm) -> str:
    found = responsibilities.assign(marks=form.chosen(), change=Change(**form.what()), by=request.user)
    _tell(request, found)
    return address(request, page=request.GET.get("page"))


def _tell(request: HttpRequest, found: Assigned) -> None:
    n = len(found.done)
    if n:
        messages.success(request, ngettext("%(n)d row changed.", "%(n)d rows changed.", n) % {"n": n})
    if found.same:
        n = len(found.same)
        told = ngettext("%(n)d row was so already.", "%(n)d rows were so already.", n)
        messages.info(request, told % {"n": n})
    for refusal in found.refused:
        messages.error(request, f"{refusal.reference}: {say(refusal.error)}")


def _page(
    request: HttpRequest, parties: list[Party], party: Party, form: AssignForm, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate(timezone=party.zone)
    agencies = [*form.in_office, *(each for each in form.with_part if each.has_ended(today))]
    agency = request.GET.get("agency", "")
    agency = agency if agency == NO_LEAD or agency in {each.slug for each in agencies} else ""
    found = queries.of_party(party, agency)
    pages = paging(request, found.count())
    rows = list(found[pages.start : pages.stop])
    ticked = set(request.POST.getlist("rows"))
    context = {
        "form": form,
        "party": party,
        "parties": [_link(request, each, party) for each in parties],
        "agencies": [(each.slug, agency_label(each, today)) for each in agencies],
        "agency": next((each for each in agencies if each.slug == agency), None),
        "without_lead": agency == NO_LEAD,
        "table": html_table(columns(ticked, today), rows, caption=_("Agencies and target dates"), sort={}),
        "rows": rows,
        "all_ticked": "all" in request.POST,
        "paging": pages,
    }
    return render(request, "responsibilities/list.html", context, status=status)


def _link(request: HttpRequest, party: Party, current: Party) -> Link:
    return Link(party.name, address(request, country=party.code, agency=None), party == current)


# --- Handing over ---------------------------------------------------------------------------------------------


@member
@require_http_methods(["GET", "POST"])
@repeatable
def hand_over(request: HttpRequest) -> HttpResponse:
    """All that somebody had under way passes on to somebody else in one step."""
    parties = _parties(request)
    party = _chosen(request, parties)
    who = {"leavers": people.leavers(party).exclude(pk=request.user.pk), "successors": people.successors(party)}
    if request.method == "GET":
        return _hand_over_page(request, party, HandOverForm(initial={"form_key": tokens.new_key(request.user)}, **who))
    form = HandOverForm(request.POST, **who)
    if not form.is_valid():
        return _hand_over_page(request, party, form)
    try:
        where = once(request, form, lambda key: _hand_over(request, party, form))
    except Refused as error:
        show_refusal(form, error)
        return _hand_over_page(request, party, form, status=status_of(error))
    return redirect(where)


def _hand_over(request: HttpRequest, party: Party, form: HandOverForm) -> str:
    typed = {name: form.cleaned_data[name] for name in ("leaver", "successor", "end_roles")}
    found = handing_over.hand_over(party=party, by=request.user, **typed)
    n = len(found.answers)
    told = ngettext(
        "%(to)s takes over %(n)d open answer from %(from)s.", "%(to)s takes over %(n)d open answers from %(from)s.", n
    )
    messages.success(request, told % {"to": typed["successor"], "from": typed["leaver"], "n": n})
    return _list_of(party)


def _hand_over_page(request: HttpRequest, party: Party, form: HandOverForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "party": party, "crumbs": [Link(_("Responsibilities"), _list_of(party))]}
    return render(request, "responsibilities/hand_over.html", context, status=status)


def _list_of(party: Party) -> str:
    return f"{reverse('responsibility_list')}?country={party.code}"

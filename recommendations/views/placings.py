"""Placing texts: many at once, or one with everything that may be ticked."""

from collections.abc import Callable, Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import links, placings, tokens
from recommendations.actions.placed import Chosen
from recommendations.choices import PlacingAxis
from recommendations.errors import Conflict, Refused
from recommendations.forms.placings import ManyForm, PlacingForm, WhichForm
from recommendations.models import Document, Recommendation, Theme
from recommendations.queries import linking
from recommendations.queries import placings as queries
from recommendations.queries.placings import Vocabulary, Wanted
from recommendations.tables.columns import html_table
from recommendations.tables.placings import columns
from recommendations.views.access import secretariat
from recommendations.views.addresses import Link, address, paging
from recommendations.views.trails import above_document
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of

STATES = (
    ("", gettext_lazy("All")),
    ("not-placed", gettext_lazy("Not yet placed")),
    ("suggested", gettext_lazy("Suggested")),
    ("confirmed", gettext_lazy("Confirmed")),
)


# --- The list ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def placing_list(request: HttpRequest) -> HttpResponse:
    """Every text with what it is placed by; those that are ticked are decided together."""
    names = queries.vocabulary()
    wanted = _wanted(request, names)
    if request.method == "GET":
        return _list_page(request, wanted, names, _many(request, wanted))
    form = _many(request, wanted)
    act = ACTS.get(request.POST.get("do", ""), _confirm)
    if not form.is_valid():
        return _list_page(request, wanted, names, form)
    try:
        where = once(request, form, lambda key: act(request, wanted, form))
    except Refused as error:
        show_refusal(form, error)
        return _list_page(request, wanted, names, form, status=status_of(error))
    _compare(request, form.cleaned_data["texts"])
    return redirect(where)


def _wanted(request: HttpRequest, names: Vocabulary) -> Wanted:
    state, theme = request.GET.get("state", ""), request.GET.get("theme", "")
    return Wanted(
        state=state if state in dict(STATES) else "",
        document=request.GET.get("document", "")[:60].replace("\0", ""),
        theme=theme if theme in names.names[PlacingAxis.THEME] else "",
    )


def _many(request: HttpRequest, wanted: Wanted) -> ManyForm:
    data = request.POST if request.method == "POST" else None
    key = {"form_key": tokens.new_key(request.user)}
    return ManyForm(data, initial=key, among=Recommendation.objects.in_force())


def _list_page(request, wanted: Wanted, names: Vocabulary, form: ManyForm, *, status: int = 200) -> HttpResponse:
    counted = queries.counted(wanted)
    pages = paging(request, counted[wanted.state])
    rows = queries.page(queries.texts(wanted), start=pages.start, stop=pages.stop, names=names)
    themes = names.names[PlacingAxis.THEME]
    table = html_table(columns(_ticked(request, rows)), rows, caption=_("Texts and where they are placed"), sort={})
    documents = Document.objects.filter(withdrawn_at__isnull=True).order_by("forum__number", "code")
    which = {"document": wanted.document, "theme": wanted.theme}
    context = {
        "form": form,
        "which": WhichForm(initial=which, documents=documents.values_list("code", flat=True), themes=themes),
        "states": _states(request, wanted, counted),
        "state": wanted.state,
        "theme": themes.get(wanted.theme, ""),
        "rows": rows,
        "table": table,
        "total": counted[wanted.state],
        "paging": pages,
        "tick_all": address(request, tick="all", page=request.GET.get("page")),
        "crumbs": [Link(_("Recommendations"), reverse("recommendation_list"))],
    }
    return render(request, "placings/list.html", context, status=status)


def _states(request: HttpRequest, wanted: Wanted, counted: dict[str, int]) -> list[Link]:
    return [
        Link(f"{label} ({counted[state]})", address(request, state=state or None), state == wanted.state)
        for state, label in STATES
    ]


def _ticked(request: HttpRequest, rows: list[queries.Row]) -> set[int]:
    """Those of the refused form, or all of the page where the address says so."""
    if request.method == "POST":
        return {int(each) for each in request.POST.getlist("texts") if each.isdecimal() and len(each) < 15}
    return {row.text.pk for row in rows} if request.GET.get("tick") == "all" else set()


# --- What the buttons do: each gives back where to go ---------------------------------------------------------


def _confirm(request: HttpRequest, wanted: Wanted, form: ManyForm) -> str:
    done = placings.confirm(recommendations=form.cleaned_data["texts"], by=request.user)
    told = ngettext("%(n)s text: every suggestion confirmed.", "%(n)s texts: every suggestion confirmed.", done)
    return _done(request, told, done)


def _refuse(request: HttpRequest, wanted: Wanted, form: ManyForm) -> str:
    theme = get_object_or_404(Theme, slug=wanted.theme)
    done = placings.refuse_theme(recommendations=form.cleaned_data["texts"], theme=theme, by=request.user)
    told = ngettext("%(n)s text: theme refused.", "%(n)s texts: theme refused.", done)
    return _done(request, told, done)


def _make_main(request: HttpRequest, wanted: Wanted, form: ManyForm) -> str:
    theme = get_object_or_404(Theme, slug=wanted.theme)
    done = placings.make_main(recommendations=form.cleaned_data["texts"], theme=theme, by=request.user)
    told = ngettext("%(n)s text: main theme set.", "%(n)s texts: main theme set.", done)
    return _done(request, told, done)


def _suggest(request: HttpRequest, wanted: Wanted, form: ManyForm) -> str:
    done = placings.suggest(recommendations=queries.texts(wanted), by=request.user)
    told = ngettext("%(n)s text has other suggestions now.", "%(n)s texts have other suggestions now.", done)
    return _done(request, told, done)


def _done(request: HttpRequest, told: str, number: int) -> str:
    messages.success(request, told % {"n": number} if number else _("Nothing had to be changed."))
    return address(request, tick=None, page=request.GET.get("page"))


Act = Callable[[HttpRequest, Wanted, ManyForm], str]
ACTS: dict[str, Act] = {"confirm": _confirm, "refuse": _refuse, "main": _make_main, "suggest": _suggest}


# --- One text ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def placing(request: HttpRequest, reference: str) -> HttpResponse:
    """All themes, groups and addressees of one text; saving decides all of them."""
    found = get_object_or_404(Recommendation.objects.with_source(), reference=reference)
    if request.method == "GET":
        return _page(request, found, _form(request, found))
    form = _form(request, found)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        where = once(request, form, lambda key: _save(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        if isinstance(error, Conflict):
            facts = queries.facts_of([found]).get(found.pk, [])
            renew(form, seen=queries.fingerprint(facts), form_key=tokens.new_key(request.user))
        return _page(request, found, form, status=status_of(error))
    _compare(request, [found])
    return redirect(where)


def _compare(request: HttpRequest, texts: Collection[Recommendation]) -> None:
    """Where the main theme is another, other texts may ask for the same."""
    links.suggest_soon(among=texts, most=linking.PLACING, by=request.user)


def _form(request: HttpRequest, found: Recommendation) -> PlacingForm:
    data = request.POST if request.method == "POST" else None
    key = {"form_key": tokens.new_key(request.user)}
    facts = queries.facts_of([found]).get(found.pk, [])
    return PlacingForm(data, initial=key, facts=facts, names=queries.vocabulary())


def _save(request: HttpRequest, found: Recommendation, form: PlacingForm) -> str:
    seen, chosen = form.cleaned_data["seen"], Chosen(**form.chosen())
    placings.decide(recommendation=found, chosen=chosen, seen=seen, by=request.user)
    messages.success(request, _("Saved. What is ticked is confirmed."))
    return found.get_absolute_url()


def _page(request: HttpRequest, found: Recommendation, form: PlacingForm, *, status: int = 200) -> HttpResponse:
    crumbs = [*above_document(found.document), Link(found.reference, found.get_absolute_url())]
    context = {"text": found, "form": form, "crumbs": crumbs}
    return render(request, "placings/detail.html", context, status=status)

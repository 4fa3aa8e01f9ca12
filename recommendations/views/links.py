"""The same recommendation again: suggestions, one pair, the links of one text, and what became of a proposal."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import links, tokens
from recommendations.choices import LinkKind, LinkState
from recommendations.errors import Refused
from recommendations.forms.links import LEAST, AddForm, FateForm, ManyForm, OneForm, WhichForm
from recommendations.models import Document, Link, Recommendation, Theme, User
from recommendations.permissions import can
from recommendations.queries import linking
from recommendations.queries.linking import Row, Wanted, kinds_for
from recommendations.queries.links import Became, asked_for, fates
from recommendations.roles import Permission as P
from recommendations.text import gettext_noop
from recommendations.views import trails
from recommendations.views.access import member
from recommendations.views.addresses import Link as Address
from recommendations.views.addresses import address, paging
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of

STATES = {
    LinkState.SUGGESTED: gettext_lazy("To decide"),
    LinkState.CONFIRMED: gettext_lazy("Linked"),
    LinkState.REFUSED: gettext_lazy("Refused"),
}
SIZES = (10, 25)
Act = Callable[[], str]


def decides(user: User) -> bool:
    return can(user, P.MANAGE_SITE)


def reads_suggestions(user: User) -> bool:
    """Reviewers know the texts best, so they may look at what is suggested; the secretariat decides."""
    return decides(user) or can(user, P.REVIEW_UPDATE)


def _demand(request: HttpRequest, allowed: Callable[[User], bool]) -> None:
    if not (allowed if request.method == "GET" else decides)(request.user):
        raise PermissionDenied(_("Only the secretariat links recommendations."))


def _start(request: HttpRequest, **more: object) -> dict[str, object]:
    """The arguments of a form of this page."""
    data = request.POST if request.method == "POST" else None
    return {"data": data, "initial": {"form_key": tokens.new_key(request.user), **more}}


# --- The list --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """A pair as the form shows it: whether it is ticked, and the kind that is chosen."""

    row: Row
    ticked: bool
    kind: str

    @property
    def kinds(self) -> tuple[LinkKind, ...]:
        return kinds_for(self.row.link.earlier, self.row.link.later)


@require_http_methods(["GET", "POST"])
@member
@repeatable
def link_list(request: HttpRequest) -> HttpResponse:
    """What may be the same again, the closest first; those that are ticked are decided together."""
    _demand(request, reads_suggestions)
    wanted = _wanted(request)
    form = ManyForm(**_start(request), among=Link.objects.all())
    if request.method == "GET" or not form.is_valid():
        return _list_page(request, wanted, form)
    try:
        act = ACTS.get(request.POST.get("do", ""), _confirm_many)(request, wanted, form)
        where = once(request, form, lambda key: act())
    except Refused as error:
        show_refusal(form, error)
        return _list_page(request, wanted, form, status=status_of(error))
    return redirect(where)


def _wanted(request: HttpRequest) -> Wanted:
    typed = {name: request.GET.get(name, "")[:60].replace("\0", "") for name in ("state", "document", "theme", "least")}
    return Wanted(
        state=typed["state"] if typed["state"] in LinkState.values else LinkState.SUGGESTED,
        document=typed["document"],
        theme=typed["theme"],
        least=int(typed["least"]) if typed["least"] in dict(LEAST) and typed["least"] else 0,
    )


def _list_page(request: HttpRequest, wanted: Wanted, form: ManyForm, *, status: int = 200) -> HttpResponse:
    counted = linking.counted(wanted)
    pages = paging(request, counted[wanted.state], SIZES)
    rows = linking.page(wanted, start=pages.start, stop=pages.stop)
    documents = Document.objects.in_force().order_by("forum__number", "code").values_list("code", flat=True)
    themes = Theme.objects.order_by("position").values_list("slug", "name")
    which = {"document": wanted.document, "theme": wanted.theme, "least": str(wanted.least or "")}
    context = {
        "form": form,
        "which": WhichForm(initial=which, documents=documents, themes=themes),
        "wanted": wanted,
        "states": [
            Address(f"{label} ({counted[state]})", address(request, state=state), state == wanted.state)
            for state, label in STATES.items()
        ],
        "progress": _progress(counted),
        "cards": [_card(request, row) for row in rows],
        "decides": decides(request.user),
        "deciding": decides(request.user) and wanted.state == LinkState.SUGGESTED,
        "paging": pages,
        "tick_all": address(request, tick="all", page=request.GET.get("page")),
        "crumbs": [Address(_("Recommendations"), reverse("recommendation_list"))],
    }
    return render(request, "links/list.html", context, status=status)


def _progress(counted: dict[str, int]) -> str:
    done = counted[LinkState.CONFIRMED] + counted[LinkState.REFUSED]
    return _("%(done)s of %(all)s pairs are decided: %(linked)s linked, %(refused)s refused.") % {
        "done": done,
        "all": done + counted[LinkState.SUGGESTED],
        "linked": counted[LinkState.CONFIRMED],
        "refused": counted[LinkState.REFUSED],
    }


def _card(request: HttpRequest, row: Row) -> Card:
    if request.method == "POST":
        ticked = str(row.link.pk) in request.POST.getlist("links")
        return Card(row, ticked, request.POST.get(f"kind_{row.link.pk}", row.link.kind))
    return Card(row, request.GET.get("tick") == "all", row.link.kind)


# What the buttons do: each gives what is done in one transaction, and that gives where to go.


def _confirm_many(request: HttpRequest, wanted: Wanted, form: ManyForm) -> Act:
    def act() -> str:
        done = len(links.confirm(kinds=form.kinds(), by=request.user))
        return _done(request, ngettext("%(n)s pair linked.", "%(n)s pairs linked.", done), done)

    return act


def _refuse_many(request: HttpRequest, wanted: Wanted, form: ManyForm) -> Act:
    def act() -> str:
        done = len(links.refuse(links=list(form.kinds()), by=request.user))
        return _done(request, ngettext("%(n)s pair refused.", "%(n)s pairs refused.", done), done)

    return act


def _suggest(request: HttpRequest, wanted: Wanted, form: ManyForm) -> Act:
    """Texts are compared before the transaction begins."""
    among = linking.texts_in(wanted.document)
    if linking.too_many(len(among), linking.ASKED_FOR):
        raise Refused(gettext_noop("So many texts take too long to compare here. Choose a document first."))
    found = linking.suggestions(among)

    def act() -> str:
        done = links.suggest(among=among, found=found, by=request.user)
        return _done(request, ngettext("%(n)s pair is suggested.", "%(n)s pairs are suggested.", done), done)

    return act


def _done(request: HttpRequest, told: str, number: int) -> str:
    messages.success(request, told % {"n": number})
    return address(request, tick=None)


ACTS = {"confirm": _confirm_many, "refuse": _refuse_many, "suggest": _suggest}


# --- One pair --------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member
@repeatable
def link_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Two texts side by side, what was decided about them, and the way back."""
    _demand(request, reads_suggestions)
    link = _link(pk)
    form = OneForm(**_start(request, kind=link.kind, seen=link.state), kinds=kinds_for(link.earlier, link.later))
    move = request.POST.get("do", "")
    if move in ("refuse", "undo"):
        form.fields["kind"].required = False
    if request.method == "GET" or not form.is_valid():
        return _pair_page(request, link, form)
    try:
        where = once(request, form, lambda key: MOVES.get(move, _confirm)(request, link, form))
    except Refused as error:
        show_refusal(form, error)
        link = _link(pk)
        renew(form, seen=link.state)
        return _pair_page(request, link, form, status=status_of(error))
    return redirect(where)


def _link(pk: int) -> Link:
    found: Link = get_object_or_404(linking.with_texts(Link.objects.all()), pk=pk)
    return found


def _pair_page(request: HttpRequest, link: Link, form: OneForm, *, status: int = 200) -> HttpResponse:
    context = {
        "row": linking.row_of(link),
        "form": form,
        "decides": decides(request.user),
        "crumbs": [Address(_("The same again"), reverse("link_list"))],
    }
    return render(request, "links/pair.html", context, status=status)


def _confirm(request: HttpRequest, link: Link, form: OneForm) -> str:
    typed = form.cleaned_data
    links.confirm(kinds={link.pk: typed["kind"]}, seen=typed["seen"], by=request.user)
    messages.success(request, _("The two texts are linked."))
    return reverse("link_decide", args=[link.pk])


def _refuse(request: HttpRequest, link: Link, form: OneForm) -> str:
    links.refuse(links=[link.pk], by=request.user)
    messages.success(request, _("Refused. This pair is not suggested again."))
    return reverse("link_decide", args=[link.pk])


def _undo(request: HttpRequest, link: Link, form: OneForm) -> str:
    left = links.undo(link=link, seen=form.cleaned_data["seen"], by=request.user)
    messages.success(request, _("The decision is taken back."))
    return reverse("link_decide", args=[left.pk]) if left else _links_of(link.later)


def _links_of(recommendation: Recommendation) -> str:
    return reverse("recommendation_links", args=[recommendation.reference])


MOVES: dict[str, Callable[[HttpRequest, Link, OneForm], str]] = {"refuse": _refuse, "undo": _undo}


# --- The links of one text ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member
@repeatable
def recommendation_links(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the same was asked for, what took it up, what is related; the secretariat adds what the machine missed."""
    found = get_object_or_404(Recommendation.objects.with_source(), reference=reference)
    _demand(request, lambda user: True)
    form = AddForm(**_start(request))
    if request.method == "GET" or not form.is_valid():
        return _text_page(request, found, form)
    try:
        where = once(request, form, lambda key: _add(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        return _text_page(request, found, form, status=status_of(error))
    return redirect(where)


def _add(request: HttpRequest, found: Recommendation, form: AddForm) -> str:
    other, kind = form.cleaned_data["other"], form.cleaned_data["kind"]
    links.add(recommendation=found, other=other, kind=kind, by=request.user)
    messages.success(request, _("The two texts are linked."))
    return _links_of(found)


def _text_page(request: HttpRequest, found: Recommendation, form: AddForm, *, status: int = 200) -> HttpResponse:
    there = linking.links_of(found, with_suggestions=reads_suggestions(request.user))
    of_state = {state: [told for told in there if told.link.state == state] for state in STATES}
    demand = asked_for([found]).get(found.pk)
    context = {
        "text": found,
        "form": form,
        "demand": demand,
        "texts": linking.texts_of(demand) if demand else [],
        "confirmed": of_state[LinkState.CONFIRMED],
        "suggested": of_state[LinkState.SUGGESTED],
        "decides": decides(request.user),
        "reads": reads_suggestions(request.user),
        "crumbs": _above(found),
    }
    return render(request, "links/text.html", context, status=status)


def _above(found: Recommendation) -> list[Address]:
    return [*trails.above_document(found.document), Address(found.reference, found.get_absolute_url())]


# --- What became of a proposal -----------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member
@repeatable
def fate(request: HttpRequest, reference: str) -> HttpResponse:
    """The adopted text that a proposal became, that it was not taken up, or that nobody has compared it yet."""
    found = get_object_or_404(Recommendation.objects.with_source(), reference=reference)
    _demand(request, lambda user: True)
    form = FateForm(**_start(request), among=linking.adopted_near(found))
    if request.method == "GET" or not form.is_valid():
        return _fate_page(request, found, form)
    act = FATES.get(request.POST.get("do", ""), _take_up)
    try:
        where = once(request, form, lambda key: act(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        return _fate_page(request, found, form, status=status_of(error))
    return redirect(where)


def _take_up(request: HttpRequest, found: Recommendation, form: FateForm) -> str:
    links.take_up(proposal=found, adopted=form.cleaned_data["adopted"], by=request.user)
    messages.success(request, _("The proposal is linked to the text that it became."))
    return reverse("fate", args=[found.reference])


def _not_taken_up(request: HttpRequest, found: Recommendation, form: FateForm) -> str:
    links.say_not_taken_up(recommendation=found, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, _("Noted: the forum did not take this proposal up."))
    return reverse("fate", args=[found.reference])


def _compare_again(request: HttpRequest, found: Recommendation, form: FateForm) -> str:
    links.compare_again(recommendation=found, by=request.user)
    messages.success(request, _("Taken back: the proposal is not compared yet."))
    return reverse("fate", args=[found.reference])


FATES: dict[str, Callable[[HttpRequest, Recommendation, FateForm], str]] = {
    "not": _not_taken_up, "again": _compare_again,
}  # fmt: skip


def _fate_page(request: HttpRequest, found: Recommendation, form: FateForm, *, status: int = 200) -> HttpResponse:
    became = fates([found]).get(found.pk)
    tied = linking.links_of(found, with_suggestions=False)
    context = {
        "text": found,
        "form": form,
        "fate": became,
        "links": [told for told in tied if told.link.kind == LinkKind.TAKES_UP],
        "not_taken_up": bool(became) and became.became == Became.NOT_TAKEN_UP,
        "adopted_here": linking.adopted_near(found).exists() if became else False,
        "decides": decides(request.user),
        "crumbs": _above(found),
    }
    return render(request, "links/fate.html", context, status=status)

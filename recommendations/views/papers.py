"""The paper of a round: reviewers write its texts, mark good practice, and take it as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import paper as actions
from recommendations.actions import report_files, tokens
from recommendations.choices import PaperSection
from recommendations.errors import Conflict, Refused
from recommendations.forms.paper import PaperTextForm, PracticeDropForm, PracticeForm, WordBaseForm
from recommendations.forms.paper_taking import TakingForm
from recommendations.forms.report_files import PAPER
from recommendations.models import FollowUp, GoodPractice, PaperText, Round, Theme
from recommendations.permissions import manages_every_round, manages_round
from recommendations.queries import paper as queries
from recommendations.queries.came_in import asked_in
from recommendations.queries.picture import rounds_before, template
from recommendations.queries.progress import Scope, asked
from recommendations.reports.paper import formats
from recommendations.reports.paper.taking import earlier, taken
from recommendations.text import gettext_noop
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.reports import later
from recommendations.views.round_pages import seal_number
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

View = Callable[..., HttpResponse]


def of_round(view: View) -> View:
    """For those who manage the round, which the view is given."""

    @member
    @wraps(view)
    def asked(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        found = get_object_or_404(Round, pk=pk)
        if not manages_round(request.user, found):
            raise PermissionDenied(_("Only reviewers of all its countries work on the paper of a round."))
        return view(request, found, **kwargs)

    return asked


@require_GET
@of_round
def show(request: HttpRequest, found: Round) -> HttpResponse:
    """What the paper holds, and where to take it; of an earlier seal where the address names one."""
    number = seal_number(request, found)
    page = queries.paper_page(found, number)
    context = {
        "page": page,
        "earlier": earlier(page.seal),
        "editions": [Taken(heading, what, _downloads(found, query, number)) for heading, what, query in EDITIONS],
        "crumbs": _crumbs(found)[:-1],
        "may_change_base": manages_every_round(request.user),
    }
    return render(request, "papers/detail.html", context)


@dataclass(frozen=True)
class Taken:
    """One way to take the paper: what it is called, what it holds, its files."""

    heading: StrOrPromise
    what: StrOrPromise
    links: list[Link]


EDITIONS = (
    (gettext_lazy("Public edition"), gettext_lazy("Names only evidence that may be quoted publicly."), ""),
    (
        gettext_lazy("Inside edition"),
        gettext_lazy("Names all evidence that you may open. Do not pass it on."),
        "edition=inside",
    ),
    (
        gettext_lazy("Inside edition with suggested themes"),
        gettext_lazy("Where nobody has confirmed a main theme, the suggested one chooses the chapter, and is marked."),
        "edition=inside&placings=suggested",
    ),
)


def _downloads(found: Round, query: str, number: int | None) -> list[Link]:
    told = "&".join(filter(None, (query, f"seal={number}" if number else "")))
    return [
        Link(str(each.label), reverse("paper_download", args=[found.pk, each.name]) + (told and f"?{told}"))
        for each in formats.of_template(template(found, number)).values()
    ]


@require_GET
@of_round
def download(request: HttpRequest, found: Round, fmt: str) -> HttpResponse:
    """The paper as a file, from the round's seal where it is closed, or from the one that the address names."""
    form = TakingForm({**request.GET.dict(), "round": found.pk})
    if not form.is_valid():
        raise Http404
    taking = form.taking
    chosen = formats.of_template(template(found, taking.number)).get(fmt)
    if chosen is None:
        raise Http404
    rows = asked(Scope(round=found, seal=taking.number))
    if chosen.most_rows and rows > chosen.most_rows:
        messages.error(
            request, _("This round has too many rows for %(format)s. Take Excel.") % {"format": chosen.label}
        )
        return redirect("paper", found.pk)
    if rows > report_files.MOST_AT_ONCE:
        return later(request, fmt=PAPER, query=form.query, rows=rows, label=chosen.label)
    made = taken(taking, request.user, timezone.localdate())
    content = chosen.layout(made, queries.base_file())
    disposition = content_disposition_header(as_attachment=True, filename=f"{made.name}.{fmt}")
    return HttpResponse(content, content_type=chosen.media_type, headers={"Content-Disposition": disposition})


# --- The team's own texts ------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@of_round
@repeatable
def write(request: HttpRequest, found: Round, section: str, theme: str = "") -> HttpResponse:
    """One text of the paper. What the last round's paper said there can be used again."""
    if section not in PaperSection.values or (section == PaperSection.CHAPTER) != bool(theme):
        raise Http404
    place = get_object_or_404(Theme, slug=theme) if theme else None
    saved = PaperText.objects.filter(round=found, section=section, theme=place).first()
    before = _before(found, section, place)
    start = {"form_key": tokens.new_key(request.user), "seen_version": saved.version if saved else 0}
    start["text"] = before.text if before and "again" in request.GET else saved.text if saved else ""
    form = PaperTextForm(request.POST if request.method == "POST" else None, initial=start)
    heading = place.name if place else PaperSection(section).label
    more: dict[str, object] = {"saved": saved, "before": before, "heading": heading, "theme": place}
    if request.method == "GET" or not form.is_valid():
        return _page(request, "papers/text.html", found, form, **more)
    try:
        where = once(request, form, lambda key: _write(request, found, PaperSection(section), place, form))
    except Refused as error:
        show_refusal(form, error)
        if isinstance(error, Conflict):
            more["saved"] = now = PaperText.objects.filter(round=found, section=section, theme=place).first()
            more["is_conflict"] = now is not None
            renew(form, seen_version=now.version if now else 0, form_key=tokens.new_key(request.user))
        return _page(request, "papers/text.html", found, form, status=status_of(error), **more)
    return redirect(where)


def _before(found: Round, section: str, theme: Theme | None) -> PaperText | None:
    rows = PaperText.objects.filter(round__in=rounds_before(found).values("pk"), section=section, theme=theme)
    return rows.exclude(text="").select_related("round").order_by("-round__due_on", "-round__pk").first()


def _write(request: HttpRequest, found: Round, section: PaperSection, theme: Theme | None, form: PaperTextForm) -> str:
    typed = form.cleaned_data
    actions.write(
        target=found, section=section, theme=theme, text=typed["text"], seen_version=typed["seen_version"],
        by=request.user,
    )  # fmt: skip
    messages.success(request, _("The text is saved."))
    return reverse("paper", args=[found.pk])


# --- Good practice -------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@of_round
@repeatable
def practice(request: HttpRequest, found: Round, reference: str, party: str) -> HttpResponse:
    """An accepted answer becomes a box of the paper."""
    rows = (
        FollowUp.objects.with_source()
        .filter(pk__in=asked_in(found).values("pk"))
        .exclude(status="")
        .select_related("current_version")
    )
    row = get_object_or_404(rows, recommendation__reference=reference, party__code=party)
    there = GoodPractice.objects.filter(round=found, follow_up=row).first()
    start = {"form_key": tokens.new_key(request.user)}
    start |= {"title": there.title, "text": there.text} if there else {}
    form = PracticeForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "GET" or not form.is_valid():
        return _page(request, "papers/practice.html", found, form, follow_up=row)
    try:
        where = once(request, form, lambda key: _mark(request, found, row, form))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, "papers/practice.html", found, form, status=status_of(error), follow_up=row)
    return redirect(where)


def _mark(request: HttpRequest, found: Round, row: FollowUp, form: PracticeForm) -> str:
    typed = form.cleaned_data
    actions.mark_practice(target=found, follow_up=row, title=typed["title"], text=typed["text"], by=request.user)
    messages.success(request, _("The box stands in the paper."))
    return reverse("paper", args=[found.pk]) + "#practices"


@require_http_methods(["GET", "POST"])
@of_round
@repeatable
def practice_drop(request: HttpRequest, found: Round, practice: int) -> HttpResponse:
    """A box is taken out again."""
    there = get_object_or_404(queries.practices(found), pk=practice)
    form = PracticeDropForm(
        request.POST if request.method == "POST" else None, initial={"form_key": tokens.new_key(request.user)}
    )
    if request.method == "GET" or not form.is_valid():
        return _page(request, "papers/practice_drop.html", found, form, practice=there)
    try:
        return redirect(once(request, form, lambda key: _drop(request, found, there)))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, "papers/practice_drop.html", found, form, status=status_of(error), practice=there)


def _drop(request: HttpRequest, found: Round, there: GoodPractice) -> str:
    actions.drop_practice(practice=there, by=request.user)
    messages.success(request, _("The box is taken out of the paper."))
    return reverse("paper", args=[found.pk]) + "#practices"


# --- The Word file ---------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member
@repeatable
def word_base(request: HttpRequest) -> HttpResponse:
    """The team's own Word file for fonts and logo."""
    if not manages_every_round(request.user):
        raise PermissionDenied(_("Only reviewers of all countries put a Word file in place: all papers use it."))
    form = WordBaseForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"form_key": tokens.new_key(request.user)},
    )
    if request.method == "GET" or not form.is_valid():
        return _base_page(request, form)
    try:
        where = once(request, form, lambda key: _put(request, form))
    except Refused as error:
        show_refusal(form, error)
        return _base_page(request, form, status=status_of(error))
    return redirect(where)


def _put(request: HttpRequest, form: WordBaseForm) -> str:
    if "drop" in request.POST:
        actions.drop_base(by=request.user)
        messages.success(request, _("Papers are written on our own Word file again."))
        return reverse("word_base")
    file = form.cleaned_data["file"]
    if file is None:
        raise Refused(gettext_noop("Choose a file."), field="file")
    # No more is read into memory than is taken.
    actions.put_base(content=file.read(actions.MOST_BYTES + 1), file_name=file.name, by=request.user)
    messages.success(request, _("Papers are written on this file from now on."))
    return reverse("word_base")


def _base_page(request: HttpRequest, form: WordBaseForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "base": queries.word_base(), "crumbs": [Link(_("Reports"), reverse("report_list"))]}
    return render(request, "papers/word_base.html", context, status=status)


def _crumbs(found: Round) -> list[Link]:
    return [
        Link(_("Rounds"), reverse("round_list")),
        Link(found.name, found.get_absolute_url()),
        Link(_("Paper"), reverse("paper", args=[found.pk])),
    ]


def _page(request: HttpRequest, template: str, found: Round, form, *, status: int = 200, **more) -> HttpResponse:
    context = {"round": found, "form": form, "crumbs": _crumbs(found), "is_conflict": False, **more}
    return render(request, template, context, status=status)

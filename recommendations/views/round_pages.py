"""What a round's figures rest on: the rows behind each, and the round beside another."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.choices import Standing
from recommendations.forms.report_scope import ScopeForm
from recommendations.models import Round
from recommendations.permissions import parties_where
from recommendations.queries import comparison, picture, round_rows
from recommendations.queries.comparison import Comparison, Movement
from recommendations.queries.picture import Picture
from recommendations.queries.picture_value import Row
from recommendations.queries.progress import sight_of, tell
from recommendations.queries.rounds import comparable, earlier_seals
from recommendations.reports.csv import of_seal
from recommendations.roles import Permission as P
from recommendations.tables.columns import Column, html_table
from recommendations.tables.rounds import COUNTRIES, DOCUMENTS, MOVES, MOVES_FILE, ROWS, TEXTS
from recommendations.views.access import member
from recommendations.views.addresses import Link, paging
from recommendations.views.files import WRITERS, as_table
from recommendations.views.rounds import crumbs

# What a figure counts where it is not the rows themselves: its columns, and how it is found among them.
EACH: dict[str, tuple[tuple[Column, ...], Callable[[tuple[Row, ...]], tuple[Any, ...]]]] = {
    "text": (TEXTS, round_rows.texts),
    "country": (COUNTRIES, round_rows.countries),
    "document": (DOCUMENTS, round_rows.documents),
}


@member
@require_GET
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were counted, each leading to its follow-up and its evidence."""
    chosen = ScopeForm({"round": pk, "seal": request.GET.get("seal", "")})
    if not chosen.is_valid() or (found := chosen.scope.round) is None:
        raise Http404
    chosen_by = ((name, request.GET.getlist(name)) for name in round_rows.NAMES)
    picks = {name: values for name, given in chosen_by if (values := [each for each in given if each])}
    waiting, today, sight = bool(picks.pop("sent", None)), timezone.localdate(), sight_of(request.user)
    told = tell(chosen.scope, sight=sight, today=today)
    counted = told.rows or ()
    if waiting:
        counted = round_rows.sent(found, parties_where(request.user, P.READ_SUBMITTED), sight=sight, day=today)
    elif not told.sealed and picks.keys() & {"given", "late"}:
        counted = round_rows.marked(counted, found)
    columns, each = EACH.get(request.GET.get("each", ""), (ROWS, tuple))
    shown = each(round_rows.behind(counted, picks))
    pages = paging(request, len(shown))
    context = {
        "round": found,
        "told": told,
        "waiting": waiting,
        "total": len(shown),
        "table": html_table(columns, shown[pages.start : pages.stop], caption=_("What was counted"), sort={}),
        "paging": pages,
        "crumbs": crumbs(found),
        "report_url": f"{reverse('progress_report')}?{chosen.query}",
    }
    return render(request, "rounds/rows.html", context)


@dataclass(frozen=True)
class Cell:
    label: str
    number: int
    url: str


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The movements of one standing, by country; `shown` are those that there are."""

    caption: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Side:
    """A round of a comparison, from one of its seals: `number` as the address names it, None for the latest."""

    round: Round
    number: int | None = None

    @property
    def value(self) -> str:
        """How an address names it among the other rounds."""
        return f"{self.round.pk}.{self.number}" if self.number else str(self.round.pk)

    @property
    def name(self) -> str:
        told = {"name": self.round.name, "number": self.number}
        return _("%(name)s, seal %(number)d") % told if self.number else self.round.name


@member
@require_GET
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What moved between two rounds; each figure leads to its rows below."""
    found = _side(request, pk)
    others = _sides(found.round)
    other = _other(request, others)
    context = {"round": found, "others": others, "other": other, "crumbs": crumbs(found.round)}
    if other:
        compared = _compared(found, other)
        picks = _picks(request, compared)
        moves = compared.of(**picks)
        pages = paging(request, len(moves))
        context |= {
            "tables": [_table(compared, standing, _query(found, other)) for standing in compared.standings],
            "rows": html_table(MOVES, moves[pages.start : pages.stop], caption=_("The rows behind it"), sort={}),
            "total": len(moves),
            "chosen": _in_words(compared, picks),
            "paging": pages,
            "downloads": _downloads(found.round, _query(found, other), picks),
        }
    return render(request, "rounds/compare.html", context)


@member
@require_GET
def compare_download(request: HttpRequest, pk: int, fmt: str) -> FileResponse:
    """All rows of the comparison, or those that were chosen."""
    found = _side(request, pk)
    other = _other(request, _sides(found.round))
    if fmt not in WRITERS or other is None:
        raise Http404
    compared = _compared(found, other)
    picks = _picks(request, compared)
    before, after = _in_order(found, other)
    about = [
        (_("Before"), before.name),
        (_("Now"), after.name),
        (_("Rows"), _in_words(compared, picks) or _("All")),
        (_("Made on"), date_format(timezone.localdate(), "j F Y")),
    ]
    name = f"afml-rounds-{other.value}-{found.value}"
    said = f"{before.name} · {after.name}" if before.number or after.number else ""
    return as_table(name, fmt, (*MOVES_FILE, *of_seal(said)), compared.of(**picks), about)


def seal_number(request: HttpRequest, found: Round) -> int | None:
    """Of the seal that the address names; None where it names none."""
    typed = request.GET.get("seal")
    if not typed:
        return None
    chosen = ScopeForm({"round": found.pk, "seal": typed})
    if not chosen.is_valid():
        raise Http404
    return chosen.scope.seal


def _side(request: HttpRequest, pk: int) -> Side:
    found = get_object_or_404(Round, pk=pk)
    return Side(found, seal_number(request, found))


def _sides(found: Round) -> list[Side]:
    """The rounds it can stand beside, and behind each its earlier seals."""
    rounds = list(comparable(found))
    seals = earlier_seals(rounds)
    return [side for each in rounds for side in (Side(each), *(Side(each, number) for number in seals[each.pk]))]


def _other(request: HttpRequest, others: list[Side]) -> Side | None:
    """The round that was chosen, or else the last one before."""
    wanted = request.GET.get("with", "")
    if wanted:
        return next((each for each in others if each.value == wanted), None)
    return others[0] if others else None


def _in_order(found: Side, other: Side) -> tuple[Side, Side]:
    """The earlier one first, whichever page it is looked at from."""
    first, second = sorted((found, other), key=lambda each: (each.round.due_on, each.round.pk))
    return first, second


def _compared(found: Side, other: Side) -> Comparison:
    return comparison.compare(*map(_picture, _in_order(found, other)))


def _picture(side: Side) -> Picture:
    seal = picture.seal_of(side.round, side.number)
    return picture.sealed(seal) if seal else picture.take(side.round, timezone.localdate())


def _query(found: Side, other: Side) -> dict[str, str]:
    """What an address of the same comparison holds."""
    return {"with": other.value} | ({"seal": str(found.number)} if found.number else {})


def _picks(request: HttpRequest, compared: Comparison) -> dict[str, str]:
    """What the address chooses; what is none of these is left out, and no word of it stands on the page."""
    known: dict[str, Collection[str]] = {
        "standing": Standing.values, "country": {each.code for each in compared.countries}, "movement": Movement.values,
    }  # fmt: skip
    return {name: value if (value := request.GET.get(name, "")) in there else "" for name, there in known.items()}


def _table(compared: Comparison, standing: Standing, query: dict[str, str]) -> Table:
    own = compared.of(standing=standing)
    total = comparison.counted(own)
    shown = [each for each in Movement if total[each]]
    captions = {
        Standing.ADOPTED: _("Adopted recommendations, by country"),
        Standing.PROPOSED: _("Proposed recommendations, by country"),
    }
    named = [(country.name, country.code) for country in compared.countries]
    lines = tuple(
        Line(label, _cells(compared, standing, code, shown, query))
        for label, code in ([(_("All"), ""), *named] if len(named) > 1 else named)
        if compared.of(standing=standing, country=code)
    )
    return Table(captions[standing], tuple(str(each.label) for each in shown), lines)


def _cells(
    compared: Comparison, standing: Standing, code: str, shown: list[Movement], query: dict[str, str]
) -> tuple[Cell, ...]:
    found = comparison.counted(compared.of(standing=standing, country=code))
    query = query | {"standing": standing.value} | ({"country": code} if code else {})
    return tuple(
        Cell(str(each.label), found[each], f"?{urlencode(query | {'movement': each.value})}#rows") for each in shown
    )


def _in_words(compared: Comparison, picks: dict[str, str]) -> str:
    names = {country.code: country.name for country in compared.countries}
    words = (
        dict(Movement.choices).get(picks["movement"], ""),
        names.get(picks["country"], ""),
        dict(Standing.choices).get(picks["standing"], ""),
    )
    return ", ".join(str(word) for word in words if word)


def _downloads(found: Round, chosen: dict[str, str], picks: dict[str, str]) -> list[Link]:
    query = urlencode(chosen | {name: value for name, value in picks.items() if value})
    return [
        Link(label, f"{reverse('round_compare_download', args=[found.pk, fmt])}?{query}")
        for label, fmt in (("Excel", "xlsx"), ("CSV", "csv"))
    ]

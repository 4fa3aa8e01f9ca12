"""Where the figures of a paper lead: the lists of the rows that were counted, of the seal where there is one."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.choices import Answering
from recommendations.queries.lines import Filters
from recommendations.queries.matrix import NOT_PLACED
from recommendations.queries.picture_value import Row, Theme
from recommendations.reports.paper.material import Material
from recommendations.reports.short import Line, Run, of
from recommendations.reports.value import Source


def number(material: Material, counted: int, **picks: str) -> Run:
    """A figure, which leads to its rows where it has any. `picks`: the filters of the round's list of rows."""
    return Run(str(counted), url=_rows(material, picks) if counted else "")


def share(material: Material, rows: list[Row], **picks: str) -> Line:
    """ "2 of 4", each number leading to its rows."""
    answered = number(material, sum(bool(row.status) for row in rows), **picks, answer=Answering.ANSWERED.value)
    return of(answered, number(material, len(rows), **picks))


def cell(material: Material, rows: list[Row], **picks: str) -> Line:
    """The share, and in words why there is no answer where none is given; blank where nobody was asked."""
    if not rows:
        return ()
    told = share(material, rows, **picks)
    if any(row.status for row in rows):
        return told
    due = any(row.answering == Answering.NO_INFORMATION for row in rows)
    return (*told, Run("\n"), Run(_("no information received") if due else _("not yet due"), quiet=True))


def place(material: Material, theme: Theme | None) -> str:
    """A chapter, as the filter by main theme names it; "~" where suggested themes count too."""
    return f"{'~' if material.suggested else ''}{theme.slug if theme else NOT_PLACED}"


def moves(material: Material, counted: int, **picks: Any) -> Run:
    """How many rows moved, which leads to them on the page that compares both rounds."""
    where = page(material, "round_compare", material.picture.round.key)
    return Run(str(counted), url=f"{where}?{urlencode(picks)}#rows" if counted else "")


def base(material: Material, **picks: str) -> Filters:
    """The filters of the round's list of rows: those of its seal too, where it is told from one."""
    seal = {"seal": str(material.picture.seal)} if material.picture.seal else {}
    return tuple((seal | picks).items())


def whole(material: Material, line: Line) -> Line:
    """With whole addresses; a place on a page is none in a paper."""
    return tuple(replace(run, url=f"{material.address}{run.url}" if run.url.startswith("/") else "") for run in line)


# --- Records ---------------------------------------------------------------------------------------------------


def answer(material: Material, row: Row, words: str = "") -> Run:
    """A recommendation asked of a country: its page, with what was answered."""
    return Run(words or row.reference, url=page(material, "follow_up", row.reference, row.country.code))


def text(material: Material, reference: str, words: str = "") -> Run:
    return Run(words or reference, url=page(material, "recommendation", reference))


def source(material: Material, found: Source) -> Run:
    """ "[4]", which leads to the piece of evidence; where it was closed since nothing leads there."""
    return Run(f"[{found.number}]", url=page(material, "evidence", found.key) if found.key else "")


def page(material: Material, route: str, *args: str | int) -> str:
    return f"{material.address}{reverse(route, args=args)}"


def _rows(material: Material, picks: dict[str, str]) -> str:
    where = page(material, "round_rows", material.picture.round.key)
    return f"{where}?{urlencode(base(material, **picks))}"

"""Where the figures of a paper lead: the lists of the rows that were counted, of the seal where there is one."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.choices import Answering
from recommendations.queries.picture_value import Row, Theme
from recommendations.queries.round_rows import NOT_PLACED
from recommendations.reports.paper.material import Material
from recommendations.reports.short import Line, Run, of


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
    page = reverse("round_compare", args=[material.picture.round.key])
    return Run(str(counted), url=f"{material.address}{page}?{urlencode(picks)}#rows" if counted else "")


def _rows(material: Material, picks: dict[str, str]) -> str:
    picture = material.picture
    page = reverse("round_rows", args=[picture.round.key])
    seal = {"seal": str(picture.seal)} if picture.seal else {}
    return f"{material.address}{page}?{urlencode(seal | picks)}"

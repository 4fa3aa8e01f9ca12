"""Which progress reports there are to choose from, and what each holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from recommendations.choices import Standing
from recommendations.models import FollowUp
from recommendations.queries import counts, shares
from recommendations.queries.naming import forum_name
from recommendations.queries.shares import Share


@dataclass(frozen=True)
class Choice:
    """A report on one country or forum, with the figures of one standing."""

    label: str
    query: str
    standing: str
    share: Share


@dataclass(frozen=True)
class Group:
    heading: str
    column: str
    rows: list[Choice]


def groups(today: date) -> list[Group]:
    """By country in alphabetical order, and by forum; what nobody was asked about is not there."""
    by = ("country", "country_name", "forum", "standing")
    cells = counts.cells(FollowUp.objects.in_force(), by=by, day=today)
    countries = sorted({(cell["country_name"], cell["country"]) for cell in cells})
    forums = sorted({int(cell["forum"]) for cell in cells})
    found = [
        Group(_("By country"), _("Country"), _choices(cells, "country", countries)),
        Group(_("By forum"), _("Forum"), _choices(cells, "forum", [(forum_name(n), str(n)) for n in forums])),
    ]
    return [group for group in found if group.rows]


def _choices(cells: list[counts.Cell], dimension: str, values: Iterable[tuple[str, str]]) -> list[Choice]:
    rows = []
    for label, value in values:
        for standing in Standing:
            own = counts.having(counts.having(cells, dimension, value), "standing", standing)
            if own:
                rows.append(_choice(label, dimension, value, standing, own))
    return rows


def _choice(label: str, dimension: str, value: str, standing: Standing, cells: list[counts.Cell]) -> Choice:
    filters = ((dimension, value), ("standing", standing.value))
    query = f"{dimension}={value}"
    return Choice(label, query, str(standing.label), shares.share(label, cells, filters))

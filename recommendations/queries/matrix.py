"""Theme × country: how much of what each country was asked about a theme is answered.

Countries were not asked the same, so a column says how one country stands and nothing about another, unless only
what was asked of all of them is shown (`alike`). No cell adds proposed and adopted texts.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Placing, Standing
from recommendations.models import FollowUp, RecommendationTheme, Theme
from recommendations.models.follow_up import FollowUpQuerySet
from recommendations.queries import alike, counts, shares
from recommendations.queries.alike import Asked
from recommendations.queries.counts import Cell
from recommendations.queries.lines import Filters
from recommendations.queries.shares import Figure, Share

# Of the filters by main theme: texts that have none.
NOT_PLACED = "none"
CAPTIONS = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by main theme and country"),
    Standing.ADOPTED: gettext_lazy("Recommendations adopted by the forum, by main theme and country"),
}


@dataclass(frozen=True)
class Wanted:
    """What the picture is to show; nothing chosen is everything that was asked."""

    countries: tuple[str, ...] = ()
    forum: str = ""
    document: str = ""
    theme: str = ""
    alike: bool = False
    suggested: bool = False

    @property
    def filters(self) -> Filters:
        """The same in the words of the list of recommendations, but for countries and theme."""
        return tuple((name, getattr(self, name)) for name in ("forum", "document") if getattr(self, name))

    def main(self, slug: str) -> tuple[str, str]:
        """The list's filter by this main theme."""
        return ("main", f"~{slug}" if self.suggested else slug)


@dataclass(frozen=True)
class Row:
    """A theme (slug "" below the last) with a share for each country, None where it was not asked."""

    label: str
    slug: str
    cells: tuple[Share | None, ...]
    suggested: bool = False


@dataclass(frozen=True)
class Matrix:
    """`common`: how many texts were asked of all `compared` countries; None where they cannot be compared. `filters`
    lead to all that is counted."""

    standing: Standing
    caption: str | Promise
    countries: list[Asked]
    rows: list[Row]
    total: Row
    compared: list[Asked]
    common: int | None
    alike: bool
    figures: list[Figure]
    filters: Filters

    @property
    def is_alike(self) -> bool:
        """Whether all were asked the same anyway."""
        return self.common is not None and all(each.asked == self.common for each in self.countries)


def follow_ups(wanted: Wanted) -> FollowUpQuerySet:
    """All that was asked, within what is wanted."""
    found: FollowUpQuerySet = FollowUp.objects.in_force()
    if wanted.countries:
        found = found.filter(party__code__in=wanted.countries)
    if wanted.forum:
        found = found.filter(recommendation__document__forum__number=wanted.forum)
    if wanted.document:
        found = found.filter(recommendation__document__code=wanted.document)
    if wanted.theme:
        found = found.filter(_placed(wanted))
    return found


def _placed(wanted: Wanted) -> Q:
    placings = RecommendationTheme.objects.standing().filter(is_main=True)
    if not wanted.suggested:
        placings = placings.filter(placing=Placing.CONFIRMED)
    if wanted.theme == NOT_PLACED:
        return ~Q(recommendation__in=placings.values("recommendation"))
    return Q(recommendation__in=placings.filter(theme__slug=wanted.theme).values("recommendation"))


def compared(asked: list[Asked], wanted: Wanted) -> list[Asked]:
    """Who can stand side by side: those chosen, or else the states. A regional body was asked a few texts only."""
    return [each for each in asked if each.is_state or each.code in wanted.countries]


def only_alike(found: FollowUpQuerySet, asked: dict[Standing, list[Asked]], wanted: Wanted) -> FollowUpQuerySet:
    """Of each standing what was asked of all that can be compared, and of those alone."""
    condition = Q(pk__in=[])
    for standing, every in asked.items():
        codes = [each.code for each in compared(every, wanted)]
        if codes:
            keys = alike.texts(found, standing, codes)
            condition |= alike.of_standing(standing) & Q(party__code__in=codes, recommendation__in=keys)
    return found.filter(condition)


def matrices(wanted: Wanted, day: datetime.date) -> list[Matrix]:
    """One for each standing of which anything was asked."""
    found = follow_ups(wanted)
    asked = alike.countries(found)
    shown = only_alike(found, asked, wanted) if wanted.alike else found
    dimension = "suggested_theme" if wanted.suggested else "main_theme"
    cells = counts.cells(shown, by=("country", "standing", dimension), day=day)
    themes = list(Theme.objects.order_by("position", "name"))
    made = []
    for standing in shares.STANDINGS:
        if asked[standing]:
            beside = compared(asked[standing], wanted)
            common = alike.number(found, standing, [each.code for each in beside]) if len(beside) > 1 else None
            here = counts.having(cells, "standing", standing)
            made.append(_matrix(standing, here, asked[standing], beside, common, themes, dimension, wanted))
    return made


def _matrix(
    standing: Standing,
    cells: list[Cell],
    asked: list[Asked],
    beside: list[Asked],
    common: int | None,
    themes: Iterable[Theme],
    dimension: str,
    wanted: Wanted,
) -> Matrix:
    countries = beside if wanted.alike else asked
    base = (*wanted.filters, ("standing", standing.value))
    if wanted.alike:
        base += tuple(("together", each.code) for each in beside)
    named = [(theme.pk, theme.name, theme.slug) for theme in themes]
    by_theme, rows = counts.parted(cells, dimension), []
    for key, label, slug in (*named, (None, _("Not yet placed"), NOT_PLACED)):
        if here := by_theme.get((key,)):
            rows.append(Row(label, slug, _cells(label, here, countries, (*base, wanted.main(slug)))))
    whole = (*base, wanted.main(wanted.theme)) if wanted.theme else base
    one_by_one = wanted.alike or wanted.countries
    every = (*whole, *(("country", each.code) for each in countries if one_by_one))
    return Matrix(
        standing=standing,
        caption=CAPTIONS[standing],
        countries=countries,
        rows=rows,
        total=Row(_("All themes"), "", _cells(_("All themes"), cells, countries, whole)),
        compared=beside,
        common=common,
        alike=wanted.alike,
        figures=[Figure(*figure, every) for figure in counts.figures(cells)],
        filters=every,
    )


def _cells(label: str, cells: list[Cell], countries: list[Asked], base: Filters) -> tuple[Share | None, ...]:
    by_country = counts.parted(cells, "country")
    return tuple(_cell(label, by_country.get((each.code,), []), each, base) for each in countries)


def _cell(label: str, cells: list[Cell], country: Asked, base: Filters) -> Share | None:
    named = _("%(country)s, %(theme)s") % {"country": country.name, "theme": label}
    return shares.share(named, cells, (*base, ("country", country.code))) if cells else None

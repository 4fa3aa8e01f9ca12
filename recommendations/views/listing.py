"""The parts that both lists put on their page: the filters in use, the form beside them, and how many fit."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.choices import Answering, Standing
from recommendations.filters import offers
from recommendations.filters.follow_ups import FollowUpFilters
from recommendations.queries import counts
from recommendations.queries.lines import Line, Run, fill, listed
from recommendations.views.addresses import Link, carried, without

# From here on the counts beside the choices cost more than they tell.
COUNT_UP_TO = 20_000
FILES = (("Excel", "xlsx"), ("CSV", "csv"))


@dataclass(frozen=True)
class Tag:
    """A filter in use, and this page without it (components/filter_tags.html)."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Figure:
    """What of one standing fits the filters, each number leading to its rows."""

    standing: Standing
    share: Line
    under: Line


@dataclass(frozen=True)
class Listing:
    filters: FollowUpFilters
    groups: list[offers.Group]
    tags: list[Tag]
    clear_url: str
    figures: list[Figure]
    total: int
    kept: list[tuple[str, str]]
    downloads: list[Link]
    other_view: str

    @property
    def in_use(self) -> bool:
        return bool(self.tags or self.filters.errors)


def filters_of(request: HttpRequest) -> FollowUpFilters:
    return FollowUpFilters(request.GET, user=request.user, day=timezone.localdate())


def listing(request: HttpRequest, *, other_view: str, counts_rows: bool) -> Listing:
    """What the request's filters give; `other_view` is the route of the other list with the same filters.

    `counts_rows`: a row of the page is what is counted beside the choices.
    """
    filters = filters_of(request)
    many = counts.follow_ups() > COUNT_UP_TO
    but = () if many else offers.COUNTED
    found = filters.narrowed(filters.queryset, but=but)
    cells = counts.cells(found, by=("standing",) if many else offers.COUNTED[:4], day=filters.reader.day)
    fitting = cells if many else offers.fitting(cells, filters.picks)
    return Listing(
        filters=filters,
        groups=offers.groups(filters, offers.counted(cells, filters.picks) if counts_rows and not many else {}),
        tags=[Tag(each.label, each.words, without(request, each.name, each.value)) for each in filters.chosen],
        clear_url=request.path,
        figures=_figures(fitting, filters),
        total=counts.asked(fitting),
        kept=[(name, request.GET[name]) for name in ("sort", "size") if name in request.GET],
        downloads=_downloads(request),
        other_view=carried(reverse(other_view), request.GET),
    )


def _figures(cells: list[counts.Cell], filters: FollowUpFilters) -> list[Figure]:
    parted = [(standing, counts.having(cells, "standing", standing)) for standing in Standing]
    return [_figure(standing, here, filters) for standing, here in parted if here]


def _figure(standing: Standing, cells: list[counts.Cell], filters: FollowUpFilters) -> Figure:
    picked = [(each.name, each.value) for each in filters.chosen if each.name != "standing"]

    def number(counted: int, *more: tuple[str, str]) -> Run:
        names = {name for name, _value in more}
        kept = tuple(pair for pair in picked if pair[0] not in names)
        return listed(counted, (*kept, ("standing", standing.value), *more))

    answered = number(counts.answered(cells), ("answer", Answering.ANSWERED.value))
    share = fill(_("%(answered)s answered of %(asked)s asked"), answered=answered, asked=number(counts.asked(cells)))
    under = counts.under_another(cells)
    told = fill(_("(%(number)s of them under another)"), number=number(under, ("under", "yes"))) if under else ()
    return Figure(standing, share, told)


def _downloads(request: HttpRequest) -> list[Link]:
    return [
        Link(label, carried(reverse("recommendation_download", args=[ending]), request.GET)) for label, ending in FILES
    ]


def in_words(filters: FollowUpFilters) -> str:
    """The filters in use as one line, for the sheet beside a download."""
    told = "; ".join(f"{each.label}: {each.words}" for each in filters.chosen)
    return told or _("None. Everything that was asked.")

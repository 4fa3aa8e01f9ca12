"""What a brief is made of: the dated activities within its scope, the latest of each country, and its figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import DenseRank

from recommendations.choices import Placing
from recommendations.models import FollowUp, RecommendationTheme, VersionActivity
from recommendations.models.follow_up import FollowUpQuerySet
from recommendations.queries import counts, told
from recommendations.queries.progress import Sight
from recommendations.queries.vocabulary import Offer


@dataclass(frozen=True)
class BriefScope:
    """Empty tuples stand for all. `since` and `until` choose activities and never change a figure of answers.

    `suggested`: also the texts that stand under a theme by a suggestion that nobody has confirmed. `undated`: only
    activities without a day, and then there is no period.
    """

    themes: tuple[Offer, ...] = ()
    countries: tuple[Offer, ...] = ()
    since: date | None = None
    until: date | None = None
    suggested: bool = False
    undated: bool = False

    @property
    def slugs(self) -> list[str]:
        return [theme.value for theme in self.themes]

    @property
    def codes(self) -> list[str]:
        return [country.value for country in self.countries]

    @property
    def has_period(self) -> bool:
        return bool(self.since or self.until)

    @property
    def query(self) -> str:
        """The same choice as the address of a brief says it, in one order and nothing empty in it."""
        days = {"since": self.since, "until": self.until}
        chosen = {name: day.isoformat() for name, day in days.items() if day}
        ticked = {name: "on" for name in ("suggested", "undated") if getattr(self, name)}
        return urlencode({"theme": self.slugs, "country": self.codes, **chosen, **ticked}, doseq=True)


def asked(scope: BriefScope) -> FollowUpQuerySet:
    """What was asked within `scope`."""
    found: FollowUpQuerySet = FollowUp.objects.in_force()
    if scope.countries:
        found = found.filter(party__code__in=scope.codes)
    if scope.themes:
        found = found.filter(Exists(_placings(scope)))
    return found


def _only_suggested(scope: BriefScope) -> QuerySet:
    """How many texts stand under the themes of `scope` by a suggestion alone, as a row of `how_many`."""
    found = FollowUp.objects.in_force()
    if scope.countries:
        found = found.filter(party__code__in=scope.codes)
    both = RecommendationTheme.objects.filter(recommendation=OuterRef("recommendation"), theme__slug__in=scope.slugs)
    found = found.filter(Exists(both.filter(placing=Placing.SUGGESTED)))
    found = found.exclude(Exists(both.filter(placing=Placing.CONFIRMED)))
    numbers = {"number": Count("recommendation", distinct=True), "undated": Value(0)}
    return found.order_by().annotate(code=Value(NOBODY)).values("code").annotate(**numbers).values_list(*HOW_MANY)


def counted(scope: BriefScope, sight: Sight, today: date) -> list[counts.Cell]:
    """By country and standing, and by the assessment as far as the reader may see it."""
    found = told.with_seen_assessment(asked(scope), sight)
    return counts.cells(found, by=("country", "country_name", "standing", "assessment"), day=today)


def latest(scope: BriefScope, *, of_each: int) -> list[VersionActivity]:
    """The last `of_each` activities of each country within the period, the latest first; one row a version that tells
    it."""
    rank = Window(
        DenseRank(), partition_by=F("activity__party"), order_by=[F("last").desc(nulls_last=True), F("activity").desc()]
    )
    found = told.dated().filter(_in_period(scope), version__in=told.current_versions(asked(scope)))
    found = found.annotate(rank=rank).filter(rank__lte=of_each)
    return list(found.select_related("activity__party").order_by("activity__party__name", "rank", "version"))


@dataclass(frozen=True)
class HowMany:
    """`activities`: a country's code → how many it has within the period, each counted once. Left out are `undated`
    ones, of a period, and texts that stand under the themes by a suggestion alone (`only_suggested`)."""

    activities: dict[str, int]
    undated: int
    only_suggested: int


HOW_MANY = ("code", "number", "undated")
NOBODY = ""


def how_many(scope: BriefScope) -> HowMany:
    """All of it in one query."""
    chosen, missing = _in_period(scope), Q(last__isnull=True)
    rows = (
        told.dated()
        .filter(version__in=told.current_versions(asked(scope)))
        .order_by()
        .annotate(code=F("activity__party__code"))
        .values("code")
        .annotate(
            number=Count("activity", distinct=True, filter=chosen),
            undated=Count("activity", distinct=True, filter=missing),
        )
        .values_list(*HOW_MANY)
    )
    if scope.themes and not scope.suggested:
        rows = rows.union(_only_suggested(scope), all=True)
    found = list(rows)
    numbers = {code: number for code, number, _undated in found}
    suggested = numbers.pop(NOBODY, 0)
    return HowMany(numbers, sum(undated for *_told, undated in found) if scope.has_period else 0, suggested)


def serving(scope: BriefScope, versions: Iterable[int], sight: Sight, today: date) -> list[Any]:
    """The follow-ups within `scope` that these versions answer; `.is_suggested`: nobody confirmed the theme."""
    confirmed = _placings(scope).filter(placing=Placing.CONFIRMED)
    suggested = ~Exists(confirmed) if scope.themes else Value(False)
    found = asked(scope).filter(current_version__in=set(versions)).annotate(is_suggested=suggested)
    return list(told.whole(found, sight, today))


def _in_period(scope: BriefScope) -> Q:
    """Of `told.dated()`: what lay, at least in part, between the days; everything where there is no day."""
    if scope.undated:
        return Q(last__isnull=True)
    found = ~Q(pk__in=[])
    if scope.since:
        found &= Q(last__gte=scope.since)
    return found & Q(first__lte=scope.until) if scope.until else found


def _placings(scope: BriefScope) -> QuerySet[RecommendationTheme]:
    found = RecommendationTheme.objects.filter(recommendation=OuterRef("recommendation"), theme__slug__in=scope.slugs)
    return found.exclude(placing=Placing.REFUSED) if scope.suggested else found.filter(placing=Placing.CONFIRMED)

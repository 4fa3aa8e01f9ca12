"""What a progress report is made of: the figures as counted groups, and the rows behind them.

Only accepted answers are read: the status columns of a follow-up, and its current version. What the reader
may see beyond them is said in a `Sight`, never worked out here.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from recommendations.choices import Placing, UpdateState, Visibility
from recommendations.models import (
    Evidence,
    FollowUp,
    Forum,
    Party,
    RecommendationTheme,
    Round,
    SubTheme,
    Theme,
    User,
    VersionActivity,
    VersionEvidence,
)
from recommendations.models.follow_up import FollowUpQuerySet
from recommendations.permissions import can, readable_evidence
from recommendations.queries import counts
from recommendations.queries.counts import Cell
from recommendations.queries.follow_ups import PLACE, assessment_visible
from recommendations.roles import Permission


@dataclass(frozen=True)
class Scope:
    """What a report is about; everything empty is the region.

    `since` and `until` (days, both included) choose which dated activities are told. They never change who
    was asked what, nor a figure made of it.
    """

    country: Party | None = None
    forum: Forum | None = None
    theme: Theme | None = None
    since: date | None = None
    until: date | None = None
    round: Round | None = None

    @property
    def has_period(self) -> bool:
        return bool(self.since or self.until)


@dataclass(frozen=True)
class Sight:
    """What a reader sees beyond the accepted answers themselves.

    `assessments` is a condition on follow-ups: where the ILO's assessment may be read. `evidence` holds the
    pieces of evidence that may be named. `inside` says whether that is more than every member sees.
    """

    assessments: Q
    evidence: QuerySet[Evidence]
    inside: bool


PUBLISHED = Q(assessment_published=True)


def sight_of(user: User) -> Sight:
    """What this person sees, by their roles."""
    inside = can(user, Permission.READ_ASSESSMENTS) or can(user, Permission.READ_DRAFTS)
    return Sight(assessment_visible(user), readable_evidence(user), inside)


def sight_of_members() -> Sight:
    """What everybody with a role sees: published assessments, evidence shared with everybody."""
    shared = [Visibility.EVERYBODY, Visibility.PUBLIC]
    evidence = Evidence.objects.standing().filter(visibility__in=shared)
    return Sight(PUBLISHED, evidence, inside=False)


def sight_of_the_ilo() -> Sight:
    """What the ILO sees: every assessment, all evidence of accepted answers."""
    return Sight(Q(pk__isnull=False), Evidence.objects.standing(), inside=True)


def follow_ups(scope: Scope) -> FollowUpQuerySet:
    """Everything that was asked within `scope`."""
    found: FollowUpQuerySet = FollowUp.objects.in_force()
    if scope.country:
        found = found.filter(party=scope.country)
    if scope.forum:
        found = found.filter(recommendation__document__forum=scope.forum)
    if scope.theme:
        found = found.filter(Exists(_placings(scope.theme)))
    if scope.round:
        found = found.filter(
            party__in=scope.round.parties.all(), recommendation__document__in=scope.round.documents.all()
        )
    return found


# By what a report's figures are parted.
PARTED = ("country", "country_name", "document", "sub_theme", "standing", "main_theme", "reason")


def counted(scope: Scope, today: date) -> list[Cell]:
    """How many follow-ups there are of each kind: party, document, sub-theme, main theme, and their answer."""
    return counts.cells(follow_ups(scope), by=PARTED, day=today)


def texts_asked(scope: Scope) -> dict[str, int]:
    """A document's code → how many of its recommendations were asked of anybody within `scope`."""
    pairs = follow_ups(scope).order_by().values_list("recommendation__document__code")
    return dict(pairs.annotate(number=Count("recommendation", distinct=True)))


def answers(scope: Scope, today: date, sight: Sight) -> list[FollowUp]:
    """The rows: each follow-up with its source, its current version and what that version rests on.

    Adds `.not_yet_due`, `.changed_at`, `.sees_assessment`, and on its version's prefetched relations `.readable`
    evidence.
    """
    return list(
        follow_ups(scope)
        .with_source()
        .select_related("current_version__update", "answered_under__recommendation")
        .with_not_yet_due(today)
        .with_changed_at()
        .annotate(
            sees_assessment=Case(
                When(sight.assessments, then=Value(True)),  # noqa: FBT003
                default=Value(False),  # noqa: FBT003
                output_field=BooleanField(),
            )
        )
        .prefetch_related(
            "current_version__agencies",
            Prefetch("current_version__activities", _activities(scope), to_attr="told"),
            Prefetch("current_version__evidence", _evidence(sight), to_attr="readable"),
        )
        .order_by(*PLACE, "party__name")
    )


def sub_themes(keys: set[int]) -> list[SubTheme]:
    """The sub-themes of these keys with their documents, in the order in which reports tell them."""
    found = SubTheme.objects.filter(pk__in=keys).select_related("document__forum", "document__party")
    return list(found.order_by("document__forum__number", "document__code", "position"))


def themes(keys: set[int]) -> dict[int, Theme]:
    return {theme.pk: theme for theme in Theme.objects.filter(pk__in=keys).order_by("position", "name")}


def has_examples(scope: Scope) -> bool:
    """Whether any answer within `scope` is marked as an example."""
    return follow_ups(scope).filter(current_version__update__is_example=True).exists()


def suggested(scope: Scope) -> int:
    """How many recommendations in the report of a theme stand there by an unconfirmed suggestion."""
    placings = _placings(scope.theme).filter(placing=Placing.SUGGESTED)
    found = follow_ups(scope).filter(Exists(placings)).order_by()
    return found.values("recommendation").distinct().count()


def suggested_main(scope: Scope) -> int:
    """How many recommendations within `scope` have a main theme that is only suggested."""
    placings = RecommendationTheme.objects.filter(
        recommendation=OuterRef("recommendation"), is_main=True, placing=Placing.SUGGESTED
    )
    return follow_ups(scope).filter(Exists(placings)).order_by().values("recommendation").distinct().count()


def _placings(theme: Theme | None) -> QuerySet[RecommendationTheme]:
    found = RecommendationTheme.objects.standing()
    return found.filter(recommendation=OuterRef("recommendation"), theme=theme)


def _activities(scope: Scope) -> QuerySet[VersionActivity]:
    """Those within the period; the undated only where there is none."""
    found = VersionActivity.objects.annotate(
        first=Coalesce("starts_on", "ends_on"), last=Coalesce("ends_on", "starts_on")
    ).order_by("version", "position", "pk")
    if scope.since:
        found = found.filter(last__gte=scope.since)
    if scope.until:
        found = found.filter(first__lte=scope.until)
    return found


def _evidence(sight: Sight) -> QuerySet[VersionEvidence]:
    readable = sight.evidence.filter(pk=OuterRef("evidence"))
    return (
        VersionEvidence.objects.filter(
            Exists(readable), version__update__state__in=[UpdateState.ACCEPTED, UpdateState.SUPERSEDED]
        )
        .select_related("evidence__party", "evidence_version")
        .order_by("version", "pk")
    )

"""Accepted answers with what they rest on, for the short papers: briefs, one pages, country reports, minutes.

A `Sight` says what the paper's reader may see beyond the answers; nothing here looks at updates on their way.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from recommendations.choices import UpdateState, Visibility
from recommendations.models import Evidence, FollowUp, RecommendationTheme, VersionActivity, VersionEvidence
from recommendations.queries.follow_ups import PLACE
from recommendations.queries.progress import PUBLISHED, Sight

OF_ANSWERS = (UpdateState.ACCEPTED, UpdateState.SUPERSEDED)


class Edition(Enum):
    """For whom a paper is: everybody, everybody with a role here, or one reader and their like."""

    PUBLIC = "public"
    MEMBERS = "members"
    INSIDE = "inside"


@dataclass(frozen=True)
class ToHandOut(Sight):
    """What may leave the site."""


def edition_of(sight: Sight) -> Edition:
    if isinstance(sight, ToHandOut):
        return Edition.PUBLIC
    return Edition.INSIDE if sight.inside else Edition.MEMBERS


def sight_to_hand_out() -> Sight:
    """What may leave the site: published assessments, evidence that may be quoted publicly."""
    evidence = Evidence.objects.standing().filter(visibility=Visibility.PUBLIC)
    return ToHandOut(PUBLISHED, evidence, inside=False)


def answers(found: QuerySet[FollowUp], sight: Sight, today: date) -> QuerySet[FollowUp]:
    """Each of `found` with its source and its answer, in the order of the documents.

    Adds `.not_yet_due`, `.changed_at`, `.sees_assessment`.
    """
    return (
        found.with_source()
        .select_related("current_version__update", "answered_under__recommendation")
        .with_not_yet_due(today)
        .with_changed_at()
        .annotate(sees_assessment=_flag(sight))
        .order_by(*PLACE, "party__name")
    )


def with_evidence(found: QuerySet[FollowUp], sight: Sight) -> QuerySet[FollowUp]:
    """Adds to each answer's version `.readable`: the evidence that may be named."""
    return found.prefetch_related(Prefetch("current_version__evidence", _evidence(sight), "readable"))


def whole(found: QuerySet[FollowUp], sight: Sight, today: date) -> QuerySet[FollowUp]:
    """`answers` with the agencies and the evidence of each."""
    return with_evidence(answers(found, sight, today), sight).prefetch_related("current_version__agencies")


def with_activities(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Adds to each answer's version `.told`: its activities, the latest first."""
    activities = dated().order_by(F("last").desc(nulls_last=True), "position", "pk")
    return found.prefetch_related(Prefetch("current_version__activities", activities, "told"))


def with_themes(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Adds to each text `.standing_themes`: suggested or confirmed, the main theme first."""
    return found.prefetch_related(Prefetch("recommendation__theme_placings", placed(), "standing_themes"))


def placed() -> QuerySet[RecommendationTheme]:
    """Suggested or confirmed, the main theme first."""
    return RecommendationTheme.objects.standing().select_related("theme").order_by("-is_main", "theme__position")


def dated() -> QuerySet[VersionActivity]:
    """Activities with `first` and `last`: their days, of which one may be missing."""
    return VersionActivity.objects.annotate(
        first=Coalesce("starts_on", "ends_on"), last=Coalesce("ends_on", "starts_on")
    )


def current_versions(found: QuerySet[FollowUp]) -> QuerySet:
    """The ids of the versions that are the answers to `found`."""
    return found.exclude(current_version=None).order_by().values("current_version")


def with_seen_assessment(found: QuerySet[FollowUp], sight: Sight) -> QuerySet[FollowUp]:
    """Adds `.seen_assessment`: "" where there is no answer, or where the reader may not see it."""
    seen = When(~Q(status="") & sight.assessments, then=F("assessment"))
    return found.annotate(seen_assessment=Case(seen, default=Value(""), output_field=CharField()))


def _flag(sight: Sight) -> Case:
    return Case(
        When(sight.assessments, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )


def _evidence(sight: Sight) -> QuerySet[VersionEvidence]:
    readable = sight.evidence.filter(pk=OuterRef("evidence"))
    found = VersionEvidence.objects.filter(Exists(readable), version__update__state__in=OF_ANSWERS)
    return found.select_related("evidence__party", "evidence_version").order_by("version", "pk")

"""The rows of the thematic list: by main theme, then in the order of the documents, then by country."""

import datetime
from collections.abc import Iterator

from django.db.models import F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery

from recommendations.models import (
    FollowUp,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    User,
)
from recommendations.queries.follow_ups import CHUNK, PLACE, dressed
from recommendations.queries.told import placed

MAIN = RecommendationTheme.objects.standing().filter(recommendation=OuterRef("recommendation"), is_main=True)


def page(found: QuerySet[FollowUp], *, start: int, stop: int, user: User, day: datetime.date) -> list[FollowUp]:
    """Rows `start` to `stop` of `found`. Only these are dressed: SQLite would dress all before sorting."""
    keys = _ordered(found).values("pk")[start:stop]
    return list(_ordered(_dressed(FollowUp.objects.filter(pk__in=keys), user=user, day=day)))


def every_row(found: QuerySet[FollowUp], *, user: User, day: datetime.date) -> Iterator[FollowUp]:
    """All of them, some hundred in memory at a time."""
    keys = list(_ordered(found).values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        by_key = _dressed(FollowUp.objects.filter(pk__in=chunk), user=user, day=day).in_bulk()
        yield from (by_key[key] for key in chunk)


def _ordered(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    place = Subquery(MAIN.values("theme__position")[:1], output_field=IntegerField())
    return found.annotate(theme_place=place).order_by(
        F("theme_place").asc(nulls_last=True), *PLACE, "party__name", "pk"
    )


def _dressed(found: QuerySet[FollowUp], *, user: User, day: datetime.date) -> QuerySet[FollowUp]:
    """Adds to each text `.standing_themes`, `.standing_groups` and `.standing_addressees`."""
    groups = RecommendationTargetGroup.objects.standing().select_related("target_group")
    return dressed(found, user=user, day=day).prefetch_related(
        Prefetch("recommendation__theme_placings", placed(), "standing_themes"),
        Prefetch("recommendation__target_group_placings", groups, "standing_groups"),
        Prefetch("recommendation__addressees", RecommendationAddressee.objects.standing(), "standing_addressees"),
    )

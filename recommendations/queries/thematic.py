"""The rows of the thematic list: by main theme, then in the order of the documents, then by country."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery

from recommendations.models import (
    FollowUp,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    User,
)
from recommendations.queries.again import Again, again
from recommendations.queries.follow_ups import CHUNK, PLACE, dressed
from recommendations.queries.told import placed

SPOKEN_TO = Prefetch("recommendation__addressees", RecommendationAddressee.objects.standing(), "standing_addressees")
MAIN = RecommendationTheme.objects.standing().filter(recommendation=OuterRef("recommendation"), is_main=True)


def page(found: QuerySet[FollowUp], *, start: int, stop: int, user: User, day: datetime.date) -> list[FollowUp]:
    """Rows `start` to `stop` of `found`. Only these are dressed: SQLite would dress all before sorting."""
    keys = _ordered(found).values("pk")[start:stop]
    rows = list(_ordered(_dressed(FollowUp.objects.filter(pk__in=keys), user=user, day=day)))
    return list(_beside(rows, again((row.recommendation_id, row.recommendation.document.kind) for row in rows)))


def every_row(found: QuerySet[FollowUp], *, user: User, day: datetime.date) -> Iterator[FollowUp]:
    """All of them with `.standing_addressees`, some hundred in memory at a time."""
    told = list(_ordered(found).values_list("pk", "recommendation", "recommendation__document__kind"))
    keys, said = [key for key, *_text in told], again((text, kind) for _key, text, kind in told)
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = _dressed(FollowUp.objects.filter(pk__in=chunk), user=user, day=day)
        by_key = rows.prefetch_related(SPOKEN_TO).in_bulk()
        yield from _beside((by_key[key] for key in chunk), said)


def _ordered(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    place = Subquery(MAIN.values("theme__position")[:1], output_field=IntegerField())
    return found.annotate(theme_place=place).order_by(
        F("theme_place").asc(nulls_last=True), *PLACE, "party__name", "pk"
    )


def _beside(rows: Iterable[FollowUp], said: dict[int, Again]) -> Iterator[FollowUp]:
    """Adds `.again`: what is said beside the text (queries.again)."""
    for row in rows:
        row.again = said[row.recommendation_id]
        yield row


def _dressed(found: QuerySet[FollowUp], *, user: User, day: datetime.date) -> QuerySet[FollowUp]:
    """Adds to each text `.standing_themes` and `.standing_groups`."""
    groups = RecommendationTargetGroup.objects.standing().select_related("target_group")
    return dressed(found, user=user, day=day).prefetch_related(
        Prefetch("recommendation__theme_placings", placed(), "standing_themes"),
        Prefetch("recommendation__target_group_placings", groups, "standing_groups"),
    )

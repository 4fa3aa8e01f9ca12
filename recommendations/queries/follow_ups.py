"""The rows of every list of follow-ups: who is asked what, and what the accepted answer says.

Nothing here looks at updates that are still on their way, so no list, count or order tells of them. What only
some may see of an accepted answer (its assessment, its evidence) is asked of `permissions`.
"""

import datetime
from collections.abc import Iterator

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from recommendations.choices import STATUS_ORDER, Answering
from recommendations.models import FollowUp, RecommendationTheme, Responsibility, User, VersionEvidence
from recommendations.permissions import follow_ups_where, readable_evidence
from recommendations.queries import memory
from recommendations.roles import Permission

PLACE = (
    "recommendation__document__forum__number",
    "recommendation__document__code",
    "recommendation__position",
)

# Where the rows have no status the rank is NULL: they come last in either direction.
RANK = Case(*(When(status=status, then=rank) for rank, status in enumerate(STATUS_ORDER)), output_field=IntegerField())

# What a list may be sorted by; rows that are alike stand in the order of the documents, then of countries.
ORDERS = {
    "reference": PLACE,
    "country": ("party__name",),
    "status": (RANK,),
    "answered": ("answered_at",),
}
CHUNK = 500


def ordered(found: QuerySet[FollowUp], order: str = "reference", *, descending: bool = False) -> QuerySet[FollowUp]:
    """`found` sorted by one of `ORDERS`, the same on both engines."""
    keys = [_directed(key, descending=descending) for key in ORDERS[order]]
    return found.order_by(*keys, *PLACE, "party__name", "pk")


def _directed(key: str | Case, *, descending: bool):
    expression = F(key) if isinstance(key, str) else key
    return expression.desc(nulls_last=True) if descending else expression.asc(nulls_last=True)


def assessment_visible(user: User) -> Q:
    """The follow-ups whose assessment `user` may see (permissions.sees_assessment, as a condition)."""
    return Q(assessment_published=True) | follow_ups_where(user, Permission.READ_ASSESSMENTS)


def visible_evidence(user: User) -> QuerySet[VersionEvidence]:
    """What the accepted answer rests on, as far as `user` may open it; for use under follow-ups."""
    return _readable(user).filter(version=OuterRef("current_version"))


def shown_evidence(user: User) -> QuerySet[VersionEvidence]:
    """The evidence of versions, for a prefetch, as far as `user` may open it."""
    return _readable(user).select_related("evidence", "evidence_version").order_by("pk")


def _readable(user: User) -> QuerySet[VersionEvidence]:
    """Asked piece by piece: a list of all that may be read would be made for the few rows of a page."""
    return VersionEvidence.objects.filter(Exists(readable_evidence(user).filter(pk=OuterRef("evidence"))))


def versions_with_evidence(user: User) -> QuerySet[VersionEvidence]:
    """The ids of the versions that rest on evidence which `user` may open.

    For a condition on a whole table: `current_version__in`.
    """
    uses = VersionEvidence.objects.filter(evidence__in=readable_evidence(user, whole=True))
    return uses.order_by().values("version")


def with_shown_status(found: QuerySet[FollowUp], day: datetime.date) -> QuerySet[FollowUp]:
    """Annotates `shown_status`: the Status, or the Answering where there is none."""
    return found.with_not_yet_due(day).annotate(
        shown_status=Case(
            When(~Q(status=""), then=F("status")),
            When(not_yet_due=True, then=Value(Answering.NOT_YET_DUE.value)),
            default=Value(Answering.NO_INFORMATION.value),
            output_field=CharField(),
        )
    )


def by_country(day: datetime.date) -> QuerySet[FollowUp]:
    """For lists of texts: whom each was asked of, and the status."""
    return with_shown_status(FollowUp.objects.with_changed_at(), day).select_related("party").order_by("party__name")


def with_seen(found: QuerySet[FollowUp], user: User) -> QuerySet[FollowUp]:
    """With `visible_assessment` and `evidence_count`, as far as `user` may see either."""
    seen = visible_evidence(user).order_by().values("version").annotate(n=Count("pk")).values("n")
    return found.annotate(
        visible_assessment=Case(
            When(~Q(status="") & assessment_visible(user), then=F("assessment")),
            default=Value(""),
            output_field=CharField(),
        ),
        evidence_count=Coalesce(Subquery(seen, output_field=IntegerField()), 0),
    )


def dressed(found: QuerySet[FollowUp], *, user: User, day: datetime.date) -> QuerySet[FollowUp]:
    """Each row with all a list shows: `shown_status`, `changed_at`, `visible_assessment`, `evidence_count`,
    `agencies`."""
    return (
        with_seen(with_shown_status(found, day), user)
        .with_source()
        .with_changed_at()
        .select_related("answered_under__recommendation")
        .select_related("current_version__update__reply", "current_version__update__round")
        .prefetch_related(
            Prefetch("responsibilities", Responsibility.objects.select_related("organization"), "agencies")
        )
    )


def page(
    found: QuerySet[FollowUp],
    *,
    order: str,
    descending: bool,
    start: int,
    stop: int,
    user: User,
    day: datetime.date,
) -> list[FollowUp]:
    """Rows `start` to `stop` of `found`. Only these are dressed: SQLite would dress all before sorting."""
    keys = memory.keys(ordered(found, order, descending=descending).values("pk")[start:stop])
    rows = FollowUp.objects.filter(pk__in=keys)
    return list(ordered(dressed(rows, user=user, day=day), order, descending=descending))


def every_row(
    found: QuerySet[FollowUp], *, order: str, descending: bool, user: User, day: datetime.date
) -> Iterator[FollowUp]:
    """All rows of `found` with their themes, for a download: some hundred in memory at a time."""
    keys = list(ordered(found, order, descending=descending).values_list("pk", flat=True))
    themes = Prefetch(
        "recommendation__theme_placings",
        RecommendationTheme.objects.standing().select_related("theme"),
        "standing_themes",
    )
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = dressed(FollowUp.objects.filter(pk__in=chunk), user=user, day=day).prefetch_related(themes)
        by_key = rows.in_bulk()
        yield from (by_key[key] for key in chunk)

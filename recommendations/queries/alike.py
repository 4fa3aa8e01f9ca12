"""What was asked of several countries alike: the texts on which they may stand side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from recommendations.choices import DocumentKind, PartyKind, Standing
from recommendations.models import FollowUp
from recommendations.queries import memory


@dataclass(frozen=True)
class Asked:
    """A country that was asked, and how much of one standing."""

    code: str
    name: str
    is_state: bool
    asked: int


def countries(found: QuerySet[FollowUp]) -> dict[Standing, list[Asked]]:
    """Who was asked what of each standing, by name."""
    adopted = Q(recommendation__document__kind=DocumentKind.FORUM)
    rows = (
        found.order_by()
        .values("party__code", "party__name", "party__kind")
        .annotate(adopted=Count("pk", filter=adopted), proposed=Count("pk", filter=~adopted))
        .order_by("party__name")
    )
    told: list[dict] = memory.of_query(rows, lambda: list(rows))
    return {
        standing: [
            Asked(row["party__code"], row["party__name"], row["party__kind"] == PartyKind.STATE, row[standing.value])
            for row in told
            if row[standing.value]
        ]
        for standing in Standing
    }


def of_standing(standing: Standing) -> Q:
    adopted = Q(recommendation__document__kind=DocumentKind.FORUM)
    return adopted if standing == Standing.ADOPTED else ~adopted


def texts(found: QuerySet[FollowUp], standing: Standing, codes: Iterable[str]) -> QuerySet:
    """The keys of the texts of one standing, within `found`, that were asked of each of these countries."""
    codes = list(codes)
    rows = found.filter(of_standing(standing), party__code__in=codes).order_by().values("recommendation")
    return rows.annotate(n=Count("pk")).filter(n=len(codes)).values("recommendation")


def number(found: QuerySet[FollowUp], standing: Standing, codes: Iterable[str]) -> int:
    """How many these are."""
    keys = texts(found, standing, codes)
    return memory.of_query(keys, lambda: [keys.count()])[0]

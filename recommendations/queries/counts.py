"""Figures over follow-ups: one grouped query, whose cells pages and reports add up.

No cell mixes proposed and adopted texts where `standing` is among its dimensions; whoever adds cells up keeps
the two apart.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Max, Min, OuterRef, QuerySet, Subquery, Value, When

from recommendations.choices import STATUS_ORDER, Answering, DocumentKind, Placing, Standing, Status
from recommendations.models import FollowUp, RecommendationTheme
from recommendations.queries import memory

IN_ORDER = (*STATUS_ORDER, *Answering)
# One at most (recommendation_one_main_theme), so in no order.
STANDING_MAIN = (
    RecommendationTheme.objects.standing().filter(recommendation=OuterRef("recommendation"), is_main=True).order_by()
)
MAIN = STANDING_MAIN.filter(placing=Placing.CONFIRMED)
DIMENSIONS = {
    "party": "party_id",
    "country": "party__code",
    "country_name": "party__name",
    "forum": "recommendation__document__forum__number",
    "document": "recommendation__document__code",
    "sub_theme": "recommendation__sub_theme",
    "standing": Case(
        When(recommendation__document__kind=DocumentKind.FORUM, then=Value(Standing.ADOPTED.value)),
        default=Value(Standing.PROPOSED.value),
    ),
    "main_theme": Subquery(MAIN.values("theme")),
    "suggested_theme": Subquery(STANDING_MAIN.values("theme")),
    "party_kind": "party__kind",
    "status": "status",
    "reason": "not_pursued_reason",
    # Said of what is unanswered alone.
    "not_yet_due": Case(
        When(status="", then=F("not_yet_due")),
        default=Value(False),
        output_field=BooleanField(),
    ),
    "assessment": "seen_assessment",  # of told.with_seen_assessment: what the reader may see
}

Cell = dict[str, Any]


def cells(found: QuerySet[FollowUp], *, by: Iterable[str], day: datetime.date) -> list[Cell]:
    """How many of `found` there are for each combination of the dimensions `by`, status and answering.

    One query, whatever the number of rows; of many none until something changes (`memory`). A cell has a key for
    each dimension, `answer` (Answering), `count`, `under` (how many of them are answered under another), `last` (the
    latest answer's instant) and `since` (the first day on which any of them was asked). `main_theme` is the confirmed
    one, None for a text that nobody has placed yet; `suggested_theme` counts suggestions too.
    """
    names = {name: DIMENSIONS[name] for name in (*by, "status", "not_yet_due")}
    rows = (
        found.with_not_yet_due(day)
        .order_by()
        .values(**{f"by_{name}": F(path) if isinstance(path, str) else path for name, path in names.items()})
        .annotate(count=Count("pk"), under=Count("answered_under"), last=Max("answered_at"), since=Min("asked_on"))
    )
    return memory.of_query(rows, lambda: [_cell(row, names) for row in rows])


def _cell(row: dict, names: Iterable[str]) -> Cell:
    cell = {name: row[f"by_{name}"] for name in names} | {key: row[key] for key in ("count", "under", "last", "since")}
    if "forum" in cell:
        cell["forum"] = str(cell["forum"])
    unanswered = Answering.NOT_YET_DUE if cell["not_yet_due"] else Answering.NO_INFORMATION
    cell["answer"] = (Answering.ANSWERED if cell["status"] else unanswered).value
    return cell


def follow_ups() -> int:
    """How many there are at all."""
    return memory.recall("follow-ups", FollowUp.objects.count)


def asked(chosen: Iterable[Cell]) -> int:
    return sum(cell["count"] for cell in chosen)


def answered(chosen: Iterable[Cell]) -> int:
    return sum(cell["count"] for cell in chosen if cell["status"])


def under_another(chosen: Iterable[Cell]) -> int:
    """How many of the answers were given under another follow-up."""
    return sum(cell["under"] for cell in chosen if cell["status"])


def last_answer(chosen: Iterable[Cell]) -> datetime.datetime | None:
    return max((cell["last"] for cell in chosen if cell["last"]), default=None)


def figures(chosen: Iterable[Cell]) -> list[tuple[str, str, int]]:
    """(key, label, count) of each status and of what is unanswered, for a bar; zeros left out."""
    found: dict[str, int] = {}
    for cell in chosen:
        key = cell["status"] or cell["answer"]
        found[key] = found.get(key, 0) + cell["count"]
    return [(each.value, str(each.label), found[each.value]) for each in IN_ORDER if each.value in found]


def of_status(chosen: Iterable[Cell], statuses: Iterable[Status]) -> int:
    return sum(cell["count"] for cell in chosen if cell["status"] in statuses)


def having(chosen: Iterable[Cell], dimension: str, value: Any) -> list[Cell]:
    """Those of the cells with this value: ("answer", Answering.ANSWERED), ("country", "LA")."""
    return [cell for cell in chosen if cell[dimension] == value]


def parted(chosen: Iterable[Cell], *dimensions: str) -> defaultdict[tuple, list[Cell]]:
    """The cells by their values of these dimensions, in one pass."""
    found = defaultdict(list)
    for cell in chosen:
        found[tuple(cell[name] for name in dimensions)].append(cell)
    return found

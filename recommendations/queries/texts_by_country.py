"""Recommendation × country: every country's accepted answer to each text, side by side."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from recommendations.models import FollowUp, Recommendation, User
from recommendations.queries import alike
from recommendations.queries.alike import Asked
from recommendations.queries.follow_ups import PLACE, with_seen, with_shown_status
from recommendations.queries.matrix import Wanted, compared, follow_ups, only_alike

CHUNK = 200
IN_ORDER = tuple(path.removeprefix("recommendation__") for path in PLACE)


@dataclass(frozen=True)
class TextRow:
    """A text, and the follow-up of each country (by its code) that was asked about it."""

    recommendation: Recommendation
    answers: dict[str, FollowUp]


@dataclass(frozen=True)
class Texts:
    """What fits: `found` the follow-ups, `countries` the columns; `common` texts were asked of all `compared`."""

    found: QuerySet[FollowUp]
    countries: list[Asked]
    compared: list[Asked]
    total: int


def texts(wanted: Wanted) -> Texts:
    """The texts that were asked within what is wanted; proposed and adopted ones are listed, and never counted up."""
    found = follow_ups(wanted)
    asked = alike.countries(found)
    every = {each.code: each for part in asked.values() for each in part}
    beside = compared(list(every.values()), wanted)
    if wanted.alike:
        found = only_alike(found, asked, wanted)
    shown = beside if wanted.alike else list(every.values())
    total = found.order_by().values("recommendation").distinct().count()
    return Texts(found, sorted(shown, key=lambda each: each.name), beside, total)


def page(shown: Texts, *, start: int, stop: int, user: User, day: datetime.date) -> list[TextRow]:
    """Rows `start` to `stop` in the order of the documents; only these are dressed."""
    keys = shown.found.order_by().values("recommendation")
    rows = Recommendation.objects.filter(pk__in=keys).select_related("document__forum", "document__party")
    here = list(rows.order_by(*IN_ORDER, "pk")[start:stop])
    return _with_answers(shown, here, user, day)


def every_row(shown: Texts, *, user: User, day: datetime.date) -> Iterator[TextRow]:
    """All rows, for a file: some hundred in memory at a time."""
    for start in range(0, shown.total, CHUNK):
        yield from page(shown, start=start, stop=start + CHUNK, user=user, day=day)


def _with_answers(shown: Texts, here: list[Recommendation], user: User, day: datetime.date) -> list[TextRow]:
    found: dict[int, dict[str, FollowUp]] = {each.pk: {} for each in here}
    by_key = {each.pk: each for each in here}
    parties = [each.code for each in shown.countries]
    asked = FollowUp.objects.filter(recommendation__in=found, party__code__in=parties)
    for row in _dressed(asked, user, day):
        row.recommendation = by_key[row.recommendation_id]
        found[row.recommendation_id][row.party.code] = row
    return [TextRow(each, found[each.pk]) for each in here]


def _dressed(found: QuerySet[FollowUp], user: User, day: datetime.date) -> QuerySet[FollowUp]:
    """What a cell tells, and no more: agencies and texts of answers stay away."""
    return (
        with_seen(with_shown_status(found, day), user)
        .with_changed_at()
        .select_related("party", "answered_under__recommendation")
    )

"""What a progress report is made of: the figures as counted groups, and the rows behind them.

A report on a round that is sealed is told from its seal alone; every other from what is stored now. Only accepted
answers are read. What the reader may see beyond them is said in a `Sight` (queries.sight), never worked out here.
"""

from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from recommendations.choices import Answering, Placing
from recommendations.models import FollowUp, Forum, Party, RecommendationTheme, Round, Seal, SubTheme, Theme
from recommendations.models.follow_up import FollowUpQuerySet
from recommendations.queries import chapters, counts, demands, picture, picture_rows, picture_texts
from recommendations.queries import picture_value as value
from recommendations.queries.again import Again
from recommendations.queries.clock import data_day
from recommendations.queries.counts import Cell
from recommendations.queries.sight import PUBLISHED, Sight, rows_seen, sight_of, sight_of_members, sight_of_the_ilo

__all__ = [
    "PUBLISHED", "Scope", "Sight", "Told", "asked", "follow_ups", "of_rows", "sight_of", "sight_of_members",
    "sight_of_the_ilo", "tell",
]  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What a report is about; everything empty is the region.

    `since` and `until` (days, both included) choose which dated activities are told. They never change who
    was asked what, nor a figure made of it. Of a sealed round names are those of the seal (queries.picture_value).
    `seal` is the number of one of the round's seals, whatever came after it; None: the round as it stands.
    """

    country: Party | value.Country | None = None
    forum: Forum | value.Forum | None = None
    theme: Theme | value.Theme | None = None
    since: date | None = None
    until: date | None = None
    round: Round | None = None
    seal: int | None = None

    @property
    def has_period(self) -> bool:
        return bool(self.since or self.until)

    def tells(self, activity: value.Activity) -> bool:
        """Whether it lies within the period; undated ones only where there is none."""
        first, last = activity.starts_on or activity.ends_on, activity.ends_on or activity.starts_on
        after = not self.since or bool(last and last >= self.since)
        return after and (not self.until or bool(first and first <= self.until))


@dataclass(frozen=True)
class Told:
    """All that a report says, before any of it is put into words; it knows no database object.

    `texts` counts each document's texts; `themes` by key. `rows` is None where more were asked for than the caller
    takes. `suggested` texts stand under the report's theme by a suggestion alone, `suggested_main` have a main theme
    that nobody has confirmed. `sealed`: the number of the seal, None for live data; `reopened_on` and `followed_on`:
    when the round was opened again after it, and when the next seal was made. `again`: for a text, by its
    reference, where the same was asked for and what became of it.
    """

    scope: Scope
    data_on: date
    cells: list[Cell]
    sub_themes: list[value.SubTheme]
    themes: dict[int, value.Theme]
    texts: dict[str, int]
    rows: tuple[value.Row, ...] | None
    suggested: int
    suggested_main: int
    has_examples: bool
    sealed: int | None = None
    reopened_on: date | None = None
    followed_on: date | None = None
    again: dict[str, Again] = field(default_factory=dict)


def tell(scope: Scope, *, sight: Sight, today: date, rows_of: int | None = None) -> Told:
    """What a reader with `sight` is told about `scope`; without rows where more than `rows_of` were asked for."""
    if scope.round and (seal := picture.seal_of(scope.round, scope.seal)):
        return _sealed(scope, scope.round, seal, sight, rows_of)
    found = follow_ups(scope)
    if rows_of is not None and found.count() > rows_of:
        return _counted(scope, found, today)
    texts = picture_texts.texts(found, whole=False)
    told = of_rows(scope, picture_rows.rows(found, texts, day=today, sight=sight), today)
    tied, refused = picture.tied(found)
    return replace(told, again=demands.again(texts.values(), told.rows or (), tied, refused))


def asked(scope: Scope) -> int:
    """How many rows the report on `scope` has."""
    seal = picture.seal_of(scope.round, scope.seal) if scope.round else None
    if not seal:
        return follow_ups(scope).count()
    if not (scope.country or scope.forum or scope.theme):
        return seal.rows.count()
    return len(_within(picture.sealed(seal).rows, scope))


# --- From live data ------------------------------------------------------------------------------------------


def follow_ups(scope: Scope) -> FollowUpQuerySet:
    """Everything that was asked within `scope`."""
    found: FollowUpQuerySet = FollowUp.objects.in_force()
    if scope.country:
        found = found.filter(party__code=scope.country.code)
    if scope.forum:
        found = found.filter(recommendation__document__forum__number=scope.forum.number)
    if scope.theme:
        found = found.filter(Exists(_placings(scope.theme)))
    if scope.round:
        found = found.filter(
            party__in=scope.round.parties.all(), recommendation__document__in=scope.round.documents.all()
        )
    return found


# By what a report's figures are parted.
PARTED = ("country", "country_name", "document", "sub_theme", "standing", "main_theme", "reason")


def _counted(scope: Scope, found: FollowUpQuerySet, today: date) -> Told:
    """The figures alone, counted by the database."""
    cells = counts.cells(found, by=PARTED, day=today)
    themes = Theme.objects.filter(pk__in={cell["main_theme"] for cell in cells} - {None})
    sub_themes = SubTheme.objects.filter(pk__in={cell["sub_theme"] for cell in cells})
    texts = found.order_by().values_list("recommendation__document__code")
    return Told(
        scope=scope,
        data_on=today,
        cells=cells,
        sub_themes=list(picture_texts.sub_themes(sub_themes).values()),
        themes={each.pk: picture_texts.theme(each) for each in themes.order_by("position", "name")},
        texts=dict(texts.annotate(number=Count("recommendation", distinct=True))),
        rows=None,
        suggested=_suggested(found, theme__slug=scope.theme.slug) if scope.theme else 0,
        suggested_main=_suggested(found, is_main=True),
        has_examples=found.filter(current_version__update__is_example=True).exists(),
    )


def _placings(theme: Theme | value.Theme) -> QuerySet[RecommendationTheme]:
    found = RecommendationTheme.objects.standing()
    return found.filter(recommendation=OuterRef("recommendation"), theme__slug=theme.slug)


def _suggested(found: FollowUpQuerySet, **placing: Any) -> int:
    """How many texts have such a placing, and it is only suggested."""
    placings = RecommendationTheme.objects.filter(
        recommendation=OuterRef("recommendation"), placing=Placing.SUGGESTED, **placing
    )
    return found.filter(Exists(placings)).order_by().values("recommendation").distinct().count()


# --- From the rows of a picture ------------------------------------------------------------------------------


def _sealed(scope: Scope, found_round: Round, seal: Seal, sight: Sight, rows_of: int | None) -> Told:
    kept = picture.sealed(seal)
    scope = replace(scope, **_named(scope, kept))
    rows = _within(kept.rows, scope)
    too_many = rows_of is not None and len(rows) > rows_of
    if not too_many:
        rows = rows_seen(rows, found_round, sight, published=picture.published(found_round, seal))
    told = replace(
        of_rows(scope, rows, kept.taken_on), sealed=seal.number, reopened_on=_day(seal.reopened_at),
        followed_on=_day(getattr(seal, "followed_at", None)),
    )  # fmt: skip
    if too_many:
        return replace(told, rows=None)
    texts = {row.text.reference: row.text for row in rows}
    return replace(told, again=demands.again(texts.values(), rows, kept.ties, kept.not_taken_up))


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


def _named(scope: Scope, kept: value.Picture) -> dict[str, Any]:
    """The names that all had when the round was sealed."""
    found_round = copy(scope.round)
    if found_round:
        found_round.name = kept.round.name
    known = {
        "country": {each.code: each for each in kept.countries},
        "forum": {each.forum.number: each.forum for each in kept.documents},
        "theme": {each.slug: each for each in kept.themes},
    }
    chosen = {
        "country": scope.country and known["country"].get(scope.country.code, scope.country),
        "forum": scope.forum and known["forum"].get(scope.forum.number, scope.forum),
        "theme": scope.theme and known["theme"].get(scope.theme.slug, scope.theme),
    }
    return {"round": found_round, **{name: found for name, found in chosen.items() if found}}


def _within(rows: Iterable[value.Row], scope: Scope) -> tuple[value.Row, ...]:
    return tuple(row for row in rows if _is_within(row, scope))


def _is_within(row: value.Row, scope: Scope) -> bool:
    return (
        (not scope.country or row.country.code == scope.country.code)
        and (not scope.forum or row.text.document.forum.number == scope.forum.number)
        and (not scope.theme or scope.theme.slug in {placed.theme.slug for placed in row.text.themes})
    )


def of_rows(scope: Scope, rows: tuple[value.Row, ...], day: date) -> Told:
    """The rows with their figures, counted here."""
    # By reference: a text with all that it stands under is long to hash, and stands in many rows.
    texts = {row.text.reference: row.text for row in rows}.values()
    main = {theme for text in texts if (theme := chapters.theme_of(text))}
    return Told(
        scope=scope,
        data_on=data_day(day, (row.answered_on for row in rows)),
        cells=cells(rows),
        sub_themes=list(dict.fromkeys(text.sub_theme for text in texts)),
        themes={theme.key: theme for theme in sorted(main, key=lambda theme: (theme.position, theme.name))},
        texts=Counter(text.document.code for text in texts),
        rows=tuple(_told(row, scope) for row in rows) if scope.has_period else rows,
        suggested=sum(_is_suggested(text, scope) for text in texts),
        suggested_main=sum(chapters.suggested_for(text) is not None for text in texts),
        has_examples=any(row.example for row in rows),
    )


def _told(row: value.Row, scope: Scope) -> value.Row:
    return replace(row, activities=tuple(filter(scope.tells, row.activities))) if row.activities else row


def _is_suggested(text: value.Text, scope: Scope) -> bool:
    return any(placed.is_suggested for placed in text.themes if scope.theme and placed.theme.slug == scope.theme.slug)


def cells(rows: Iterable[value.Row]) -> list[Cell]:
    """The same cells as `counts.cells` gives, by `PARTED`."""
    found: Counter[tuple] = Counter()
    under: Counter[tuple] = Counter()
    for row in rows:
        found[_kind(row)] += 1
        under[_kind(row)] += bool(row.under)
    names = (*PARTED, "status", "answer")
    return [
        dict(zip(names, kind, strict=True))
        | {"count": count, "under": under[kind], "not_yet_due": kind[-1] == Answering.NOT_YET_DUE}
        for kind, count in found.items()
    ]


def _kind(row: value.Row) -> tuple:
    theme = chapters.theme_of(row.text)
    sub_theme = row.text.sub_theme
    return (
        row.country.code, row.country.name, sub_theme.document.code, sub_theme.key, row.standing,
        theme.key if theme else None, row.reason, row.status, row.answering,
    )  # fmt: skip

"""One theme's page: its guiding questions, its figures by country, its recommendations, and those that refer to it."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from recommendations.choices import Placing
from recommendations.models import FollowUp, Recommendation, RecommendationTheme, Theme
from recommendations.queries import counts, shares
from recommendations.queries.lines import Line, figure, fill
from recommendations.queries.recommendations import by_text
from recommendations.queries.shares import Standpoint


@dataclass(frozen=True)
class ThemePage:
    """`texts` have it as their main theme; `beside` says how many have another one and refer to it, `waiting` how many
    are only suggested: each a sentence whose figure leads to them, empty where there is none."""

    theme: Theme
    questions: list[str]
    sentences: list[Line]
    parts: list[Standpoint]
    texts: QuerySet[Recommendation]
    total: int
    beside: Line
    waiting: Line


def theme_page(theme: Theme, day: datetime.date, *, suggested: bool) -> ThemePage:
    """By the main theme that a person confirmed; `suggested` counts those that nobody has confirmed yet too."""
    placings = RecommendationTheme.objects.filter(theme=theme)
    main = placings.filter(placing=Placing.CONFIRMED, is_main=True)
    either = placings.standing().filter(is_main=True)
    chosen = either if suggested else main
    found = FollowUp.objects.in_force().filter(recommendation__in=chosen.values("recommendation"))
    cells = counts.cells(found, by=("country", "country_name", "standing"), day=day)
    place = (("main", f"~{theme.slug}" if suggested else theme.slug),)
    texts = Recommendation.objects.in_force().filter(_placed(chosen))
    numbers = _numbers(main, either, placings.standing().filter(is_main=False))
    return ThemePage(
        theme=theme,
        questions=[line for line in theme.guiding_questions.splitlines() if line.strip()],
        sentences=shares.sentences(cells, place),
        parts=shares.standpoints(theme.name, cells, place),
        texts=texts,
        total=numbers["either" if suggested else "main"],
        beside=_beside(theme, numbers["beside"]),
        waiting=_waiting(theme, numbers["either"] - numbers["main"]),
    )


def rows(page: ThemePage, *, start: int, stop: int, day: datetime.date) -> list[Recommendation]:
    """Its texts from `start` to `stop`, each with every country's status."""
    return by_text(page.texts, start=start, stop=stop, day=day)


def _beside(theme: Theme, number: int) -> Line:
    form = ngettext(
        "%(number)s recommendation has another main theme and refers to this one.",
        "%(number)s recommendations have another main theme and refer to this one.",
        number,
    )
    return _texts(form, number, f"also={theme.slug}")


def _waiting(theme: Theme, number: int) -> Line:
    form = ngettext(
        "%(number)s more recommendation is suggested for this theme, and nobody has confirmed it yet.",
        "%(number)s more recommendations are suggested for this theme, and nobody has confirmed them yet.",
        number,
    )
    return _texts(form, number, f"suggested_main={theme.slug}")


def _texts(form: str, number: int, query: str) -> Line:
    return fill(form, number=figure(number, query, reverse("recommendation_texts"))) if number else ()


def _placed(placings: QuerySet[RecommendationTheme]) -> Q:
    return Q(Exists(placings.filter(recommendation=OuterRef("pk"))))


def _numbers(main, either, beside) -> dict[str, int]:
    in_force = Recommendation.objects.in_force()
    return in_force.aggregate(
        main=Count("pk", filter=Q(pk__in=main.values("recommendation"))),
        either=Count("pk", filter=Q(pk__in=either.values("recommendation"))),
        beside=Count("pk", filter=Q(pk__in=beside.values("recommendation"))),
    )

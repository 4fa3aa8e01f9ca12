"""What each filter asks of a row: conditions on texts, and conditions on follow-ups.

Those on texts take `at`, the path that leads to the recommendation ("" where the row is one), so that they
serve both lists. Those on follow-ups are put together on one follow-up: a text that Lao PDR was asked about
and that Cambodia has implemented is not one that Lao PDR has implemented.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from recommendations.choices import Answering, DocumentKind, Standing
from recommendations.models import (
    Recommendation,
    RecommendationAddressee,
    RecommendationTheme,
    Responsibility,
    User,
    VersionActivity,
)
from recommendations.queries.follow_ups import assessment_visible, visible_evidence


@dataclass(frozen=True)
class Reader:
    """Who looks, and on which day."""

    user: User
    day: datetime.date


def forum(numbers: list[str], at: str) -> Q:
    return Q(**{f"{at}document__forum__number__in": numbers})


def document(codes: list[str], at: str) -> Q:
    return Q(**{f"{at}document__code__in": codes})


def standing(values: list[str], at: str) -> Q:
    adopted = Q(**{f"{at}document__kind": DocumentKind.FORUM})
    kinds = {Standing.ADOPTED: adopted, Standing.PROPOSED: ~adopted}
    return _any(kinds[Standing(value)] for value in values)


def subtheme(values: list[str], at: str) -> Q:
    """Each value is the document's code and the sub-theme's place: AFML15-LA.S2."""
    parts = [value.rpartition(".S") for value in values]
    return _any(Q(**{f"{at}document__code": code, f"{at}sub_theme__position": place}) for code, _dot, place in parts)


def theme(slugs: list[str], at: str) -> Q:
    placings = RecommendationTheme.objects.standing().filter(theme__slug__in=slugs)
    return Q(Exists(placings.filter(recommendation=OuterRef(f"{at}pk"))))


def addressed(values: list[str], at: str) -> Q:
    addressees = RecommendationAddressee.objects.standing().filter(addressee__in=values)
    return Q(Exists(addressees.filter(recommendation=OuterRef(f"{at}pk"))))


def force(values: list[str], at: str) -> Q:
    """Withdrawn texts are shown where they are asked for."""
    standing = Q(**{f"{at}withdrawn_at__isnull": True})
    kinds = {"in-force": standing, "withdrawn": ~standing}
    return _any(kinds[value] for value in values)


def words(typed: str, at: str) -> Q:
    return Q(**{f"{at}pk__in": Recommendation.objects.containing(typed).values("pk")})


def country(codes: list[str], reader: Reader) -> Q:
    return Q(party__code__in=codes)


def answer(values: list[str], reader: Reader) -> Q:
    unanswered = Q(status="")
    kinds = {
        Answering.ANSWERED: ~unanswered,
        Answering.NO_INFORMATION: unanswered & Q(not_yet_due=False),
        Answering.NOT_YET_DUE: unanswered & Q(not_yet_due=True),
    }
    return _any(kinds[Answering(value)] for value in values)


def status(values: list[str], reader: Reader) -> Q:
    return Q(status__in=values)


def wording(values: list[str], reader: Reader) -> Q:
    """Answered before the text was reworded, and not confirmed since; or to the text as it reads now."""
    before = ~Q(status="") & Q(answered_wording__lt=F("recommendation__reworded"))
    kinds = {"before": before, "present": ~Q(status="") & ~before}
    return _any(kinds[value] for value in values)


def assessment(values: list[str], reader: Reader) -> Q:
    """Only where the reader may see it; an answer that nobody has assessed is one that waits for it."""
    return Q(assessment__in=values) & ~Q(status="") & assessment_visible(reader.user)


def agency(slugs: list[str], reader: Reader) -> Q:
    return Q(Exists(Responsibility.objects.filter(follow_up=OuterRef("pk"), organization__slug__in=slugs)))


def evidence(values: list[str], reader: Reader) -> Q:
    seen = Q(Exists(visible_evidence(reader.user)))
    kinds = {"yes": seen, "no": ~seen}
    return _any(kinds[value] for value in values)


def activity(since: datetime.date | None, until: datetime.date | None) -> Q:
    """The accepted answer has an activity that lay, at least in part, between these days."""
    dated = VersionActivity.objects.filter(version=OuterRef("current_version")).annotate(
        first=Coalesce("starts_on", "ends_on"), last=Coalesce("ends_on", "starts_on")
    )
    if since:
        dated = dated.filter(last__gte=since)
    if until:
        dated = dated.filter(first__lte=until)
    return Q(Exists(dated)) if since or until else Q()


def _any(conditions) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found

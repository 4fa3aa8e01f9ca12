"""What each filter asks of a row: conditions on texts, and conditions on follow-ups.

Those on texts take `at`, the path that leads to the recommendation ("" where the row is one), so that they
serve both lists. Those on follow-ups are put together on one follow-up: a text that Lao PDR was asked about
and that Cambodia has implemented is not one that Lao PDR has implemented.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from recommendations.choices import Answering, DocumentKind, Placing, Standing
from recommendations.models import (
    FollowUp,
    Recommendation,
    RecommendationAddressee,
    RecommendationTheme,
    Responsibility,
    User,
    VersionActivity,
)
from recommendations.queries.follow_ups import assessment_visible, versions_with_evidence
from recommendations.queries.lateness import answer_overdue, target_passed
from recommendations.queries.matrix import NOT_PLACED
from recommendations.queries.round_rows import ANY


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


def confirmed(slugs: list[str], at: str) -> Q:
    """Themes that a person confirmed, main or other."""
    placings = RecommendationTheme.objects.filter(placing=Placing.CONFIRMED, theme__slug__in=slugs)
    return Q(Exists(placings.filter(recommendation=OuterRef(f"{at}pk"))))


def suggested(slugs: list[str], at: str) -> Q:
    """Under one of these themes by a suggestion alone: a person has confirmed none of them."""
    placings = RecommendationTheme.objects.filter(theme__slug__in=slugs, recommendation=OuterRef(f"{at}pk"))
    guessed, sure = (Exists(placings.filter(placing=each)) for each in (Placing.SUGGESTED, Placing.CONFIRMED))
    return Q(guessed) & ~Q(sure)


def suggested_main(values: list[str], at: str) -> Q:
    """Their main theme is only suggested: one of these, or any."""
    placings = RecommendationTheme.objects.filter(
        placing=Placing.SUGGESTED, is_main=True, recommendation=OuterRef(f"{at}pk")
    )
    return Q(Exists(placings if ANY in values else placings.filter(theme__slug__in=values)))


def also(slugs: list[str], at: str) -> Q:
    """They refer to these themes, and have another main one."""
    placings = RecommendationTheme.objects.standing().filter(is_main=False, theme__slug__in=slugs)
    return Q(Exists(placings.filter(recommendation=OuterRef(f"{at}pk"))))


def asked(values: list[str], at: str) -> Q:
    """Of a country or body; a text may have been put to nobody."""
    return Q(Exists(FollowUp.objects.filter(recommendation=OuterRef(f"{at}pk"))))


def main(values: list[str], at: str) -> Q:
    """The main theme that a person confirmed; a value that begins with "~" counts suggestions too."""
    return _any(_main(value, at) for value in values)


def _main(value: str, at: str) -> Q:
    placings = RecommendationTheme.objects.standing().filter(recommendation=OuterRef(f"{at}pk"), is_main=True)
    if not value.startswith("~"):
        placings = placings.filter(placing=Placing.CONFIRMED)
    slug = value.removeprefix("~")
    return ~Q(Exists(placings)) if slug == NOT_PLACED else Q(Exists(placings.filter(theme__slug=slug)))


def together(codes: list[str], at: str) -> Q:
    """Asked of each of these countries: the texts on which they may stand side by side."""
    asked = FollowUp.objects.filter(party__code__in=codes).order_by().values("recommendation")
    of_all = asked.annotate(n=Count("pk")).filter(n=len(codes)).values("recommendation")
    return Q(**{f"{at}pk__in": of_all})


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


def reason(values: list[str], reader: Reader) -> Q:
    return Q(not_pursued_reason__in=values)


def under(values: list[str], reader: Reader) -> Q:
    """Answered under another; until that is answered the tie is the country's own affair."""
    return ~Q(status="") & Q(answered_under__isnull=False)


def wording(values: list[str], reader: Reader) -> Q:
    """Answered before the text was reworded, and not confirmed since; or to the text as it reads now."""
    before = ~Q(status="") & Q(answered_wording__lt=F("recommendation__reworded"))
    kinds = {"before": before, "present": ~Q(status="") & ~before}
    return _any(kinds[value] for value in values)


def assessment(values: list[str], reader: Reader) -> Q:
    """Only where the reader may see it; an answer that nobody has assessed is one that waits for it."""
    return Q(assessment__in=values) & ~Q(status="") & assessment_visible(reader.user)


def published(values: list[str], reader: Reader) -> Q:
    """The ILO's assessment is for everybody with a role, or not."""
    kinds = {"yes": Q(assessment_published=True), "no": Q(assessment_published=False)}
    return _any(kinds[value] for value in values)


def in_round(keys: list[str], reader: Reader) -> Q:
    """The accepted answer was given in one of these rounds."""
    return ~Q(status="") & Q(current_version__update__round__in=keys)


def agency(slugs: list[str], reader: Reader) -> Q:
    return Q(Exists(Responsibility.objects.filter(follow_up=OuterRef("pk"), organization__slug__in=slugs)))


def due(values: list[str], reader: Reader) -> Q:
    return answer_overdue(reader.day)


def target(values: list[str], reader: Reader) -> Q:
    return target_passed(reader.day)


def answered_since(day: datetime.date, reader: Reader) -> Q:
    """Its present answer was accepted on this day or later."""
    start = datetime.datetime.combine(day, datetime.time(), timezone.get_current_timezone())
    return Q(answered_at__gte=start)


def evidence(values: list[str], reader: Reader) -> Q:
    seen = Q(current_version__in=versions_with_evidence(reader.user))
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

"""Who has begun to answer a document: as long as nobody has, its import can be undone whole."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from recommendations.choices import Placing
from recommendations.errors import Refused, TooLate
from recommendations.models import (
    Document,
    FollowUp,
    MeetingItem,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    Responsibility,
    Statement,
    Update,
)
from recommendations.text import gettext_noop

PLACINGS = (RecommendationTheme, RecommendationTargetGroup, RecommendationAddressee)


@dataclass(frozen=True)
class Begun:
    """How many follow-ups of a document a country has begun to work on."""

    country: str
    number: int


def begun(document: Document) -> list[Begun]:
    """The countries in which a person has begun: an answer, though it be a draft, a day, an agency, a tie."""
    asked = FollowUp.objects.filter(recommendation__document=document)
    touched = asked.filter(_touched()).order_by("party__name")
    rows = touched.values_list("party__name").annotate(number=Count("pk"))
    return [Begun(country, number) for country, number in rows]


def _touched() -> Q:
    return (
        Q(Exists(_of(Update)))
        | Q(Exists(_of(Responsibility)))
        | Q(Exists(FollowUp.objects.filter(answered_under=OuterRef("pk"))))
        | Q(answered_under__isnull=False)
        | Q(target_date__isnull=False)
    )


def _of(model) -> QuerySet:
    return model.objects.filter(follow_up=OuterRef("pk"))


def names(found: list[Begun]) -> str:
    """ "Cambodia (1), Lao PDR (3)"."""
    return ", ".join(f"{each.country} ({each.number})" for each in found)


@dataclass(frozen=True)
class Made:
    """What a document consists of, or what undoing it takes away."""

    texts: int
    first: str
    last: str
    follow_ups: int
    countries: list[str]
    placings: int


def made(document: Document) -> Made:
    """The texts and follow-ups of a document, and how many of its placings a person confirmed."""
    references = list(document.recommendations.order_by("position").values_list("reference", flat=True))
    asked = FollowUp.objects.filter(recommendation__document=document)
    countries = asked.order_by().values_list("party__name").annotate(number=Count("pk"))
    numbers = dict(countries)
    confirmed = {"recommendation__document": document, "placing": Placing.CONFIRMED}
    placings = sum(model.objects.filter(**confirmed).count() for model in PLACINGS)
    return Made(
        texts=len(references),
        first=references[0] if references else "",
        last=references[-1] if references else "",
        follow_ups=sum(numbers.values()),
        countries=sorted(numbers),
        placings=placings,
    )


def undo_refused(document: Document) -> Refused | None:
    """Why what an import published cannot be undone any more; None where it can."""
    if found := begun(document):
        return TooLate(
            gettext_noop("It cannot be undone any more: work has begun in %(who)s. Withdraw the document instead."),
            who=names(found),
        )
    if round_ := document.rounds.order_by("pk").first():
        return TooLate(
            gettext_noop("It cannot be undone any more: it stands in the round “%(name)s”. Withdraw it instead."),
            name=round_.name,
        )
    if Statement.objects.filter(recommendation__document=document).exists():
        return TooLate(
            gettext_noop("It cannot be undone any more: an organization has stated its view. Withdraw it instead.")
        )
    if MeetingItem.objects.filter(follow_up__recommendation__document=document).exists():
        return TooLate(
            gettext_noop("It cannot be undone any more: it stands on the list of a meeting. Withdraw it instead.")
        )
    if document.editions.count() > 1:
        return TooLate(
            gettext_noop("It cannot be undone any more: a corrected edition came after it. Withdraw it instead.")
        )
    return None

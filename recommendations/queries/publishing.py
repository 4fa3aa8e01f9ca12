"""Who has begun to answer a document: as long as nobody has, its import can be undone whole."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from recommendations.models import Document, FollowUp, Responsibility, Update


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

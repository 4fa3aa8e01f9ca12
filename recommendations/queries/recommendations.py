"""One recommendation as its page shows it, and the list of recommendations by text."""

import datetime
from dataclasses import dataclass

from django.db.models import CharField, F, Prefetch, QuerySet, Value
from django.db.models.functions import Cast

from recommendations.choices import Addressee, Placing
from recommendations.models import (
    FollowUp,
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    User,
    VersionActivity,
)
from recommendations.queries.follow_ups import PLACE, by_country, dressed, shown_evidence
from recommendations.queries.wordings import Former, former_wordings


@dataclass(frozen=True)
class Label:
    """A theme, target group or addressee; `confirmed` once a person has looked."""

    kind: str
    name: str
    value: str
    confirmed: bool
    is_main: bool


@dataclass(frozen=True)
class TextPage:
    """A text in its document: the `number`-th of `total`, with its neighbours."""

    recommendation: Recommendation
    number: int
    total: int
    previous: Recommendation | None
    next: Recommendation | None
    labels: tuple[Label, ...]
    cards: tuple[FollowUp, ...]
    former: tuple[Former, ...]

    def labelled(self, kind: str) -> list[Label]:
        return [label for label in self.labels if label.kind == kind]

    @property
    def themes(self) -> list[Label]:
        return self.labelled("theme")

    @property
    def addressees(self) -> list[Label]:
        return self.labelled("addressed")

    @property
    def target_groups(self) -> list[Label]:
        return self.labelled("group")


def text_page(reference: str, *, user: User, day: datetime.date) -> TextPage | None:
    """The page of the recommendation `reference`, or None where there is no such."""
    of_document = Recommendation.objects.filter(document__recommendations__reference=reference)
    siblings = list(of_document.with_source().order_by("position"))
    place = next((at for at, each in enumerate(siblings) if each.reference == reference), None)
    if place is None:
        return None
    return TextPage(
        recommendation=siblings[place],
        number=place + 1,
        total=len(siblings),
        previous=siblings[place - 1] if place else None,
        next=siblings[place + 1] if place + 1 < len(siblings) else None,
        labels=_labels(siblings[place]),
        cards=tuple(_cards(siblings[place], user=user, day=day)),
        former=former_wordings(siblings[place]),
    )


def by_text(found: QuerySet[Recommendation], *, start: int, stop: int, day: datetime.date) -> list[Recommendation]:
    """Rows `start` to `stop`, in the order of the documents, each with `asked_of`: its follow-ups by country."""
    in_order = found.order_by(*(path.removeprefix("recommendation__") for path in PLACE), "pk")
    asked = Prefetch("follow_ups", by_country(day), "asked_of")
    return list(in_order.with_source().prefetch_related(asked)[start:stop])


def _cards(recommendation: Recommendation, *, user: User, day: datetime.date) -> QuerySet[FollowUp]:
    """Every country's accepted answer, with `current_version.dated` and `current_version.shown_evidence`."""
    return (
        dressed(FollowUp.objects.filter(recommendation=recommendation), user=user, day=day)
        .prefetch_related(
            Prefetch(
                "current_version__activities",
                VersionActivity.objects.order_by(F("starts_on").desc(nulls_last=True), "position"),
                "dated",
            ),
            Prefetch("current_version__evidence", shown_evidence(user), "shown_evidence"),
        )
        .order_by("party__name")
    )


def _labels(recommendation: Recommendation) -> tuple[Label, ...]:
    """Themes, target groups and addressees in one query; what was refused is left out."""
    themes = _placed(RecommendationTheme, recommendation, "theme", "theme__name", "theme__slug", "is_main")
    groups = _placed(RecommendationTargetGroup, recommendation, "group", "target_group__name", "target_group__slug")
    addressed = _placed(RecommendationAddressee, recommendation, "addressed", "addressee", "addressee")
    rows = sorted(themes.union(groups, addressed, all=True), key=lambda row: (not row[4], row[1]))
    return tuple(
        Label(
            kind=kind,
            name=str(Addressee(name).label) if kind == "addressed" else name,
            value=value,
            confirmed=placing == Placing.CONFIRMED,
            is_main=bool(main),
        )
        for kind, name, value, placing, main in rows
    )


def _placed(model, recommendation: Recommendation, kind: str, name: str, value: str, main: str = ""):
    columns = {
        "row_kind": Cast(Value(kind), CharField()),
        "row_name": Cast(name, CharField()),
        "row_value": Cast(value, CharField()),
        "row_placing": Cast("placing", CharField()),
        "row_main": F(main) if main else Value(False),
    }
    found = model.objects.standing().filter(recommendation=recommendation).order_by()
    return found.annotate(**columns).values_list(*columns)

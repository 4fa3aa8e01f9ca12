"""The picture of a round: taken from what is stored now, or read from the seal of a round that was closed.

Reports, papers and comparisons of a sealed round are made from `sealed` alone; a running one shows `take`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from recommendations.models import (
    AuditEvent,
    FollowUp,
    NotTakenUp,
    Round,
    Seal,
    Statement,
    Theme,
)
from recommendations.models.seal import TEMPLATE
from recommendations.queries import picture_value as value
from recommendations.queries.came_in import asked_in
from recommendations.queries.clock import data_day
from recommendations.queries.follow_ups import PLACE
from recommendations.queries.links import standing_links
from recommendations.queries.picture_data import Data, as_data, from_data, sha256
from recommendations.queries.picture_rows import rows
from recommendations.queries.picture_texts import country, organization, texts, theme
from recommendations.queries.picture_value import Picture, Row
from recommendations.queries.rounds import joined_late, rounds_before

__all__ = [
    "Data", "Picture", "Row", "as_data", "from_data", "latest", "published", "seal_of", "sealed",
    "sha256", "take", "template", "tied",
]  # fmt: skip


def take(found_round: Round, day: date) -> Picture:
    """The picture of `found_round` as everything stands on `day`, which is today."""
    found = asked_in(found_round)
    countries = tuple(country(party) for party in found_round.parties.order_by("name"))
    known = texts(found, whole=True)
    told = rows(found, known, day=day, found_round=found_round)
    sub_themes = tuple(dict.fromkeys(text.sub_theme for text in known.values()))
    statements = _statements(found_round, known)
    ties, refused = tied(found)
    return Picture(
        round=_round(found_round, countries),
        taken_on=data_day(day, (row.answered_on for row in told)),
        countries=countries,
        documents=tuple(dict.fromkeys(sub_theme.document for sub_theme in sub_themes)),
        sub_themes=sub_themes,
        themes=tuple(theme(each) for each in Theme.objects.order_by("position", "name")),
        texts=tuple(known.values()),
        organizations=_organizations(told, statements),
        rows=told,
        statements=statements,
        ties=ties,
        not_taken_up=refused,
        earlier=_earlier(found_round),
    )


def sealed(seal: Seal) -> Picture:
    """The picture that `seal` keeps."""
    rows = seal.rows.order_by("position").values_list("data", flat=True)
    return from_data(seal.facts, rows.iterator(chunk_size=2_000), seal=seal.number)


def latest(found_round: Round) -> Seal | None:
    """The seal from which a closed round is told; None for one that runs, or was closed before seals were made."""
    return _telling(found_round, None).first()


def seal_of(found_round: Round, number: int | None = None) -> Seal | None:
    """The seal from which a round is told: the one with this number, whatever came after it, or else the latest.

    An earlier one has the instant of the next, `followed_at`.
    """
    return _telling(found_round, number).first()


def _telling(found_round: Round, number: int | None) -> QuerySet[Seal]:
    seals = Seal.objects.filter(round=found_round).select_related("reopening").order_by("-number")
    if number is not None:
        later = Seal.objects.filter(round=found_round, number__gt=OuterRef("number")).order_by("number")
        return seals.filter(number=number).annotate(followed_at=Subquery(later.values("sealed_at")[:1]))
    closed_at = found_round.closed_at
    return seals.filter(sealed_at__gte=closed_at) if closed_at else seals.none()


def marks(found_round: Round, number: int | None = None) -> tuple[Any, ...] | None:
    """What stands for the seal from which a round is told, and for what is said about it; not the seal, which is long.

    Its hash, whether the round was opened again, and what followed.
    """
    seals = Seal.objects.filter(round=found_round).order_by("-number")
    told = list(seals.values_list("number", "sha256", "sealed_at", "reopening__reopened_at"))
    if number is None and (found_round.closed_at is None or not told or told[0][2] < found_round.closed_at):
        return None
    here = [each for each in told if number in (None, each[0])]
    return (here[0], len(told)) if here else None


def published(found_round: Round, seal: Seal | None) -> bool:
    """Whether the assessments that `seal` keeps were published with its round, before it was opened again if it was.

    What is assessed after that, or while the round runs again, waits until it is published anew.
    """
    at = found_round.assessments_published_at
    if seal is None or at is None or at < seal.sealed_at:
        return False
    if seal.reopened_at is None:
        return True
    events = AuditEvent.objects.filter(
        action="round.publish_assessments", target_type="round", target=str(found_round.pk)
    )  # fmt: skip
    return events.filter(at__gte=seal.sealed_at, at__lte=seal.reopened_at).exists()


def template(found_round: Round | None, number: int | None = None) -> int:
    """The version of the report templates that prints it: that of its seal; the latest for what still moves."""
    found = _telling(found_round, number).values_list("template", flat=True).first() if found_round else None
    return TEMPLATE if found is None else found


def _round(found: Round, countries: tuple[value.Country, ...]) -> value.RoundFacts:
    known = {each.code: each for each in countries}
    return value.RoundFacts(
        key=found.pk,
        name=found.name,
        opens_on=found.opens_on,
        due_on=found.due_on,
        closed_on=timezone.localdate(found.closed_at) if found.closed_at else None,
        joined=tuple(value.Joined(known[code], day) for code, day in joined_late(found).items() if code in known),
    )


def _organizations(told: Iterable[Row], statements: Iterable[value.Statement]) -> tuple[value.Organization, ...]:
    """Those that a row or a statement names, by country and name."""
    named = {each.organization for each in statements}
    for row in told:
        named.update(each.organization for each in (*row.contributing, *row.informants))
        if row.lead:
            named.add(row.lead.organization)
    return tuple(sorted(named, key=lambda each: (each.party, each.name, each.slug)))


def _statements(found_round: Round, known: dict[int, value.Text]) -> tuple[value.Statement, ...]:
    asked = asked_in(found_round).order_by().values("recommendation")
    shown = Statement.objects.shown().filter(recommendation__in=asked)
    shown = shown.filter(Q(party__isnull=True) | Q(party__in=found_round.parties.all()))
    return tuple(
        value.Statement(
            key=each.pk,
            text=known[each.recommendation_id],
            organization=organization(each.organization),
            name=each.organization_name,
            said=each.text,
            published_on=timezone.localdate(each.published_at),
            country=country(each.party) if each.party else None,
            language=each.language,
        )
        for each in shown.select_related("party", "organization__party").order_by(*PLACE, "organization_name", "pk")
    )


def tied(found: QuerySet[FollowUp]) -> tuple[tuple[value.Tie, ...], tuple[str, ...]]:
    """What people have linked the texts of these rows to, and the references of their proposals that were not taken
    up; in one query."""
    asked = found.order_by().values("recommendation")
    links = standing_links().filter(Q(earlier__in=asked) | Q(later__in=asked)).order_by()
    refused = NotTakenUp.objects.filter(recommendation__in=asked).order_by()
    nothing = Value("", output_field=CharField())
    rows = sorted(
        links.values_list("earlier__reference", "later__reference", "kind").union(
            refused.values_list("recommendation__reference", nothing, nothing), all=True
        )
    )
    ties = tuple(value.Tie(*row) for row in rows if row[2])
    return ties, tuple(reference for reference, _later, kind in rows if not kind)


def _earlier(found: Round) -> tuple[value.EarlierRound, ...]:
    rows = rounds_before(found).annotate(seal=Max("seals__number"))
    return tuple(
        value.EarlierRound(each.pk, each.name, each.due_on, timezone.localdate(each.closed_at), each.seal)
        for each in rows
    )

"""The picture of a round: taken from what is stored now, or read from the seal of a round that was closed.

Reports, papers and comparisons of a sealed round are made from `sealed` alone; a running one shows `take`.
"""

from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from recommendations.models import (
    AuditEvent,
    FollowUp,
    Link,
    NotTakenUp,
    Organization,
    Round,
    Seal,
    Statement,
    Theme,
)
from recommendations.queries import picture_rows as live
from recommendations.queries import picture_value as value
from recommendations.queries.picture_data import Data, as_data, from_data, sha256
from recommendations.queries.picture_value import Picture, Row
from recommendations.queries.rounds import asked_in

__all__ = ["Data", "Picture", "Row", "as_data", "from_data", "latest", "sealed", "sha256", "take"]


def take(found_round: Round, day: date) -> Picture:
    """The picture of `found_round` as everything stands on `day`, which is today."""
    found = asked_in(found_round)
    countries = tuple(live.country(party) for party in found_round.parties.order_by("name"))
    texts = live.texts(found, placed=True)
    organizations = _organizations(found)
    rows = live.rows(found, texts, day=day, found_round=found_round, organizations=organizations)
    sub_themes = tuple(dict.fromkeys(text.sub_theme for text in texts.values()))
    statements = _statements(found_round, texts, organizations)
    named = {each.organization.slug for row in rows for each in (*row.contributing, *row.informants)}
    named |= {row.lead.organization.slug for row in rows if row.lead} | {each.organization.slug for each in statements}
    return Picture(
        round=_round(found_round, countries),
        taken_on=day,
        countries=countries,
        documents=tuple(dict.fromkeys(sub_theme.document for sub_theme in sub_themes)),
        sub_themes=sub_themes,
        themes=tuple(live.theme(each) for each in Theme.objects.order_by("position", "name")),
        texts=tuple(texts.values()),
        organizations=tuple(each for each in organizations.values() if each.slug in named),
        rows=tuple(rows),
        statements=statements,
        ties=_ties(found),
        not_taken_up=_not_taken_up(found),
        earlier=_earlier(found_round),
    )


def sealed(seal: Seal) -> Picture:
    """The picture that `seal` keeps."""
    rows = seal.rows.order_by("position").values_list("data", flat=True)
    return from_data(seal.facts, rows.iterator(chunk_size=2_000), seal=seal.number)


def latest(found_round: Round) -> Seal | None:
    """The seal from which a closed round is told; None for one that runs, or was closed before seals were made."""
    if found_round.closed_at is None:
        return None
    seals = Seal.objects.filter(round=found_round, sealed_at__gte=found_round.closed_at)
    return seals.order_by("-number").first()


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


def joined_late(found: Round) -> dict[str, date]:
    """The codes of the parties that joined when the round was open already, and the day: the trail tells."""
    events = AuditEvent.objects.filter(action="round.change", target_type="round", target=str(found.pk))
    joined = {}
    for at, before, after in events.order_by("sequence").values_list("at", "before", "after"):
        for code in sorted({*(after or {}).get("parties", ())} - {*(before or {}).get("parties", ())}):
            joined[code] = timezone.localdate(at)
    return joined


def _organizations(found: QuerySet[FollowUp]) -> dict[int, value.Organization]:
    """Those of the parties that are asked, and of whoever speaks on the texts, by their ids."""
    asked = Q(party__in=found.order_by().values("party"))
    spoke = Q(statements__recommendation__in=found.order_by().values("recommendation"))
    named = Q(pk__in=Organization.objects.filter(spoke).values("pk"))
    rows = Organization.objects.filter(asked | named).select_related("party").order_by("party__name", "name", "pk")
    return {row.pk: live.organization(row) for row in rows}


def _statements(
    found_round: Round, texts: dict[int, value.Text], organizations: dict[int, value.Organization]
) -> tuple[value.Statement, ...]:
    shown = Statement.objects.shown().filter(
        recommendation__in=asked_in(found_round).order_by().values("recommendation")
    )
    shown = shown.filter(Q(party__isnull=True) | Q(party__in=found_round.parties.all())).select_related("party")
    order = ("recommendation__document__forum__number", "recommendation__document__code", "recommendation__position")
    return tuple(
        value.Statement(
            key=each.pk,
            text=texts[each.recommendation_id],
            organization=organizations[each.organization_id],
            name=each.organization_name,
            said=each.text,
            published_on=timezone.localdate(each.published_at),
            country=live.country(each.party) if each.party else None,
            language=each.language,
        )
        for each in shown.order_by(*order, "organization_name", "pk")
    )


def _ties(found: QuerySet[FollowUp]) -> tuple[value.Tie, ...]:
    asked = found.order_by().values("recommendation")
    confirmed = Link.objects.confirmed().filter(Q(earlier__in=asked) | Q(later__in=asked))
    rows = confirmed.order_by("earlier__reference", "later__reference")
    return tuple(value.Tie(*row) for row in rows.values_list("earlier__reference", "later__reference", "kind"))


def _not_taken_up(found: QuerySet[FollowUp]) -> tuple[str, ...]:
    rows = NotTakenUp.objects.filter(recommendation__in=found.order_by().values("recommendation"))
    return tuple(rows.order_by("recommendation__reference").values_list("recommendation__reference", flat=True))


def rounds_before(found: Round) -> QuerySet[Round]:
    """The closed rounds that asked any of the same parties about any of the same documents, the last first."""
    same = Round.objects.filter(documents__in=found.documents.all(), parties__in=found.parties.all())
    before = Round.objects.filter(pk__in=same.values("pk"), closed_at__isnull=False, due_on__lt=found.due_on)
    return before.exclude(pk=found.pk).order_by("-due_on", "-pk")


def _earlier(found: Round) -> tuple[value.EarlierRound, ...]:
    rows = rounds_before(found).annotate(seal=Max("seals__number"))
    return tuple(
        value.EarlierRound(each.pk, each.name, each.due_on, timezone.localdate(each.closed_at), each.seal)
        for each in rows
    )

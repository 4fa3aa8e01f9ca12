"""Who still owes what in a round, on whose clock; and what a week brought."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from recommendations.choices import Decision, UpdateState
from recommendations.models import FollowUp, Party, Review, Round, Statement, Update, User
from recommendations.permissions import follow_ups_where
from recommendations.roles import Permission

# Name → days before the day on which answers are due; and how many days a reminder is made up for that no run sent.
OCCASIONS = {"14-days": 14, "3-days": 3, "day-after": -1}
MADE_UP = 2
# The first days of a week (Monday is 0), on which the digest of the week before goes out.
DIGEST_DAYS = (0, 1, 2)
WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Owed:
    """What one person may still do for a round: answers to send, and answers to approve."""

    round: Round
    party: Party
    occasion: str
    user: User
    to_send: int
    to_approve: int


@dataclass(frozen=True)
class Week:
    """What everybody with a role may know of the seven days before `until`."""

    until: datetime.datetime
    accepted: tuple[tuple[str, int], ...]
    statements: int


def occasion(found: Round, today: datetime.date) -> str:
    """The reminder that is due on the party's day `today`; "" for none, or for one before the round opened."""
    for name, before in OCCASIONS.items():
        day = found.due_on - datetime.timedelta(days=before)
        if day > found.opens_on and 0 <= (today - day).days <= MADE_UP:
            return name
    return ""


def due_reminders(now: datetime.datetime) -> Iterator[tuple[Round, Party, str]]:
    """Each open round and party with the reminder that is due at `now` on the party's own clock."""
    for found in Round.objects.open().order_by("pk").prefetch_related("parties"):
        for party in found.parties.all():
            if name := occasion(found, timezone.localdate(now, party.zone)):
                yield found, party, name


def opened(now: datetime.datetime) -> Iterator[tuple[Round, Party]]:
    """Each open round and party whose answers are awaited at `now` on the party's own clock."""
    for found in Round.objects.open().order_by("pk").prefetch_related("parties"):
        for party in found.parties.all():
            if found.opens_on <= timezone.localdate(now, party.zone) <= found.due_on:
                yield found, party


def owed(found: Round, party: Party) -> QuerySet[FollowUp]:
    """The follow-ups of the round that the party has not sent since it opened. What came back is owed again."""
    opens = datetime.datetime.combine(found.opens_on, datetime.time(), party.zone)
    sent = Update.objects.filter(
        Q(round=found) | Q(submitted_at__gte=opens),
        follow_up=OuterRef("pk"),
        state__in=[UpdateState.SUBMITTED, UpdateState.ACCEPTED, UpdateState.SUPERSEDED],
    )
    asked = FollowUp.objects.in_force().filter(
        recommendation__document__in=found.documents.all(), party=party, answered_under__isnull=True
    )
    return asked.filter(~Exists(sent))


def asked(found: Round, party: Party) -> int:
    """How many follow-ups the round asks of a party."""
    return FollowUp.objects.in_force().filter(recommendation__document__in=found.documents.all(), party=party).count()


def owed_by(found: Round, party: Party, name: str, user: User) -> Owed:
    mine = owed(found, party)
    waiting = Update.objects.filter(follow_up=OuterRef("pk"), state=UpdateState.FOR_APPROVAL)
    return Owed(
        round=found,
        party=party,
        occasion=name,
        user=user,
        to_send=mine.filter(follow_ups_where(user, Permission.DRAFT_UPDATE)).count(),
        to_approve=mine.filter(follow_ups_where(user, Permission.APPROVE_UPDATE), Exists(waiting)).count(),
    )


def week(until: datetime.datetime) -> Week:
    """The seven days before `until`: accepted answers by country, and how many statements were published."""
    span = (until - WEEK, until)
    accepted = Review.objects.filter(decision=Decision.ACCEPT, sent_at__range=span).order_by()
    by_country = accepted.values("update__follow_up__party__name").annotate(n=Count("pk"))
    rows = sorted(by_country.values_list("update__follow_up__party__name", "n"))
    return Week(until, tuple(rows), Statement.objects.shown().filter(published_at__range=span).count())

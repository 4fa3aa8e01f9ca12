"""Asking a party about recommendations: each question opens one follow-up."""

import datetime
import itertools
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.formats import date_format

from recommendations.actions import audit
from recommendations.choices import DocumentKind
from recommendations.errors import NotAllowed, Refused
from recommendations.models import Document, FollowUp, Party, Recommendation, User
from recommendations.permissions import can
from recommendations.roles import Permission
from recommendations.text import gettext_noop

# Rows written in one statement's turn.
CHUNK = 1000


@transaction.atomic
def ask(
    *, recommendations: Iterable[Recommendation], party: Party, asked_on: datetime.date, by: User | None
) -> list[FollowUp]:
    """Ask `party` about these recommendations; what it has been asked already is left as it is.

    Gives back the follow-ups that are new. `by` is None on the command line only. Errors: NotAllowed, Refused
    (nothing new to ask, a text that was withdrawn,
    or the state was no member then).
    """
    check_may_publish(by)
    # Locked, so that two people asking at once do not ask twice.
    wanted = {each.pk for each in recommendations}
    locked = list(Recommendation.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    withdrawn = next((each.reference for each in locked if each.withdrawn_at), None)
    if withdrawn:
        raise Refused(gettext_noop("%(reference)s was withdrawn. Nobody can be asked about it."), reference=withdrawn)
    known = FollowUp.objects.filter(party=party, recommendation__in=locked).values("recommendation")
    new = Recommendation.objects.filter(pk__in=wanted).exclude(pk__in=known)
    references = list(new.values_list("reference", flat=True))
    if not open_follow_ups(list(new), [party], asked_on):
        raise Refused(gettext_noop("%(party)s has been asked about this already."), party=party.name)
    audit.record(
        "follow_up.ask",
        party,
        by=by,
        party=party,
        after={"asked_on": asked_on, "recommendations": references},
    )
    return list(FollowUp.objects.filter(party=party, recommendation__reference__in=references))


def parties_asked(document: Document) -> list[Party]:
    """Whom publishing a document asks, unless somebody chooses otherwise (DESIGN section 3).

    A national document its country; the forum's own every state that was a member then; a regional one
    nobody.
    """
    if document.kind == DocumentKind.NATIONAL and document.party:
        return [document.party]
    if document.kind == DocumentKind.FORUM:
        return list(Party.objects.member_on(asking_day(document)).order_by("code"))
    return []


def asking_day(document: Document) -> datetime.date:
    """The day from which a document's recommendations are asked: the last day of its meeting.

    Where no day is known it is the forum's own last day (for the forum's own document), or else the first day
    of the document's year: nobody counts as a member before they were one.
    """
    day = document.held_until or document.held_on
    if day is None and document.kind == DocumentKind.FORUM:
        day = document.forum.ends_on or document.forum.starts_on
    return day or datetime.date(document.year, 1, 1)


def open_follow_ups(
    recommendations: Collection[Recommendation], parties: Collection[Party], asked_on: datetime.date
) -> int:
    """One follow-up for each pair, for an action that then writes its audit event. Raises Refused.

    Gives back how many; a thousand texts asked of eleven countries are not kept in memory at once.
    """
    for party in parties:
        if party.member_since and party.member_since > asked_on:
            raise Refused(
                gettext_noop("%(party)s joined ASEAN on %(day)s and cannot be asked as of an earlier day."),
                party=party.name,
                day=date_format(party.member_since),
            )
    rows = (
        FollowUp(recommendation=recommendation, party=party, asked_on=asked_on)
        for recommendation in recommendations
        for party in parties
    )
    while chunk := list(itertools.islice(rows, CHUNK)):
        FollowUp.objects.bulk_create(chunk)
    return len(recommendations) * len(parties)


def check_may_publish(by: User | None) -> None:
    """Raise NotAllowed unless `by` is of the secretariat, or None: whoever holds the command line."""
    if by is not None and not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Only the secretariat can publish documents and ask countries."))

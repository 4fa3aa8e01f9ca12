"""Asking a party about recommendations: each question opens one follow-up."""

import datetime
import itertools
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.formats import date_format

from recommendations.actions import audit
from recommendations.actions.locking import locked
from recommendations.errors import NotAllowed, Refused
from recommendations.models import FollowUp, Party, Recommendation, User
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
    held: list[Recommendation] = list(locked(Recommendation.objects).filter(pk__in=wanted).order_by("pk"))
    withdrawn = next((each.reference for each in held if each.withdrawn_at), None)
    if withdrawn:
        raise Refused(gettext_noop("%(reference)s was withdrawn. Nobody can be asked about it."), reference=withdrawn)
    known = FollowUp.objects.filter(party=party, recommendation__in=held).values("recommendation")
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

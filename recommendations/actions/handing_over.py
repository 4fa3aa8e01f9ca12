"""Handing over a leaver's items in one step.

A leaver's items are the country's answers still on their way that they began, and their roles in the country.
What agencies answer for hangs on the agencies, not on people. What was written, submitted or approved keeps the
name of whoever did it.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from recommendations.actions import audit, memberships
from recommendations.actions.locking import lock_follow_ups
from recommendations.errors import NotAllowed, Refused
from recommendations.models import FollowUp, Membership, Party, Update, User
from recommendations.permissions import can, may_give
from recommendations.queries.handing_over import held_in, open_answers
from recommendations.roles import Permission, Role
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class HandedOver:
    """What passed on: the answers, the roles the successor got, and the roles that ended."""

    answers: tuple[Update, ...]
    given: tuple[Membership, ...]
    ended: tuple[Membership, ...]


@transaction.atomic
def hand_over(*, party: Party, leaver: User, successor: User, end_roles: bool, by: User) -> HandedOver:
    """Make `successor` the one who carries on with all that `leaver` had under way for `party`.

    They get the leaver's roles there as far as they lack them; the leaver's end where `end_roles` says so. Roles
    that `by` may not give (a partner's) stay. Errors: NotAllowed, Refused.
    """
    _check(party, leaver, successor, by)
    lock_follow_ups(FollowUp.objects.filter(updates__in=open_answers(party, leaver)))
    answers = list(open_answers(party, leaver))
    Update.objects.filter(pk__in=[each.pk for each in answers]).update(created_by=successor)
    roles = [each for each in held_in(party, leaver) if may_give(by, Role(each.role), party)]
    given = [_give(each, successor, by=by) for each in roles if not _has(successor, each)]
    ended = [memberships.end_role(membership=each, by=by) for each in roles] if end_roles else []
    told = {
        "from": leaver.pk, "to": successor.pk, "updates": [each.pk for each in answers],
        "given": [each.role for each in given], "ended": [each.role for each in ended],
    }  # fmt: skip
    audit.record("person.hand_over", leaver, by=by, party=party, after=told)
    return HandedOver(tuple(answers), tuple(given), tuple(ended))


def _check(party: Party, leaver: User, successor: User, by: User) -> None:
    if not can(by, Permission.MANAGE_PARTY_PEOPLE, party):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))
    if leaver == by:
        raise Refused(gettext_noop("Ask another coordinator to hand over what is yours."), field="leaver")
    refusals = (
        (leaver == successor, gettext_noop("Choose another person than the one who leaves.")),
        (not successor.is_active, gettext_noop("This person may not sign in.")),
        (not held_in(party, successor), gettext_noop("Who takes over must have a role in this country: invite them.")),
    )
    for wrong, sentence in refusals:
        if wrong:
            raise Refused(sentence, field="successor")


def _has(user: User, role: Membership) -> bool:
    same = {"role": role.role, "party": role.party, "organization": role.organization}
    return Membership.objects.on(timezone.localdate()).filter(user=user, **same).exists()


def _give(role: Membership, user: User, *, by: User) -> Membership:
    return memberships.give_role(
        user=user, role=Role(role.role), party=role.party, organization=role.organization, ends_on=role.ends_on, by=by
    )

"""When an organization ends and another takes over (ministries merge), what is open passes on.

Old records keep the old name: what an answer said stays as it was said (`VersionAgency.name`). Agencies named in
answers that are on their way are settled when these are accepted (`actions.answers`).
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from recommendations.actions import audit, memberships, reference_data
from recommendations.actions.locking import lock_follow_ups, locked
from recommendations.actions.responsibilities import told
from recommendations.choices import Part
from recommendations.errors import NotAllowed, Refused
from recommendations.models import FollowUp, Membership, Organization, Responsibility, User
from recommendations.models.follow_up import FollowUpQuerySet
from recommendations.permissions import can
from recommendations.queries.lateness import SETTLED
from recommendations.roles import Permission, Role
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class Passed:
    """What passed on: the follow-ups, the roles that people now hold in the successor, and those that do not fit it."""

    follow_ups: tuple[FollowUp, ...]
    roles: tuple[Membership, ...]
    stayed: tuple[Membership, ...]


@transaction.atomic
def pass_on(*, row: Organization, by: User) -> Passed:
    """Save an organization that has just been given its successor, and pass on what is open and whoever works there.

    Errors: NotAllowed, Refused (`check`).
    """
    check(row=row, by=by)
    wanted = sorted((row.pk, row.successor_id or 0))
    list(locked(Organization.objects).filter(pk__in=wanted).order_by("pk"))
    check(row=row, by=by)
    lock_follow_ups(open_follow_ups(row))
    found = list(open_follow_ups(row).with_source().order_by("pk"))
    reference_data.save_row(row=row, by=by)
    for follow_up in found:
        _pass_on(follow_up, row, by)
    roles, stayed = _move_people(row, by)
    after = {
        "to": row.heir.slug, "ended_on": row.ended_on, "follow_ups": len(found), "roles": len(roles),
        "stayed": len(stayed),
    }  # fmt: skip
    audit.record("organization.pass_on", row, by=by, party=row.party, after=after)
    return Passed(tuple(found), roles, stayed)


def check(*, row: Organization, by: User) -> None:
    """Raise where `row`, not yet saved, may not be given the successor that it names. Errors: NotAllowed, Refused."""
    if not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Only the secretariat says who takes over from whom."))
    now = Organization.objects.filter(pk=row.pk).first()
    successor = Organization.objects.select_related("party").filter(pk=row.successor_id).first()
    if successor is None:
        raise Refused(gettext_noop("Choose who takes over."), field="successor")
    refusals = (
        (
            now is not None and now.successor_id not in (None, successor.pk),
            gettext_noop("%(name)s took over already. Say of that one who takes over from it."), "successor",
        ),
        (successor.party_id != row.party_id, gettext_noop("The successor belongs to another country."), "successor"),
        (row.ended_on is None, gettext_noop("Give the day on which the organization ended."), "ended_on"),
        (
            row.ended_on is not None and row.ended_on > timezone.localdate(),
            gettext_noop("This day has not come yet: what is open passes on at once."), "ended_on",
        ),
        (successor.heir.pk == row.pk, gettext_noop("Each of the two would take over from the other."), "successor"),
    )  # fmt: skip
    for wrong, sentence, field in refusals:
        if wrong:
            raise Refused(sentence, field=field, name=str(now.successor) if now and now.successor else "")


def open_follow_ups(organization: Organization) -> "FollowUpQuerySet[FollowUp]":
    """Those in which it has a part and something is still to be done: not settled, or asked in an open round.

    An answer on its way does not count: everybody would see by the new name that there is one.
    """
    parts = Responsibility.objects.filter(follow_up=OuterRef("pk"), organization=organization)
    found: FollowUpQuerySet[FollowUp] = FollowUp.objects.in_force().filter(Exists(parts))
    found = found.with_asked_in(timezone.localdate())
    return found.filter(~Q(status__in=SETTLED) | Q(asked_in__isnull=False))


def _pass_on(follow_up: FollowUp, row: Organization, by: User) -> None:
    before = _parts(follow_up)
    after = {(each.heir if each.pk == row.pk else each): Part.CONTRIBUTING for each in before}
    after |= {(each.heir if each.pk == row.pk else each): part for each, part in before.items() if part == Part.LEAD}
    follow_up.responsibilities.all().delete()
    Responsibility.objects.bulk_create(
        Responsibility(follow_up=follow_up, organization=organization, part=part)
        for organization, part in after.items()
    )
    audit.record("follow_up.pass_on", follow_up, by=by, party=follow_up.party, before=told(before), after=told(after))


def _parts(follow_up: FollowUp) -> dict[Organization, Part]:
    rows = Responsibility.objects.filter(follow_up=follow_up).select_related("organization__successor")
    return {each.organization: Part(each.part) for each in rows}


def _move_people(row: Organization, by: User) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """Whoever holds a role there today holds it in the successor; a partner's where that speaks for itself too."""
    given, stayed = [], []
    held = Membership.objects.on(timezone.localdate()).filter(organization=row).select_related("user", "party")
    for each in held.order_by("pk"):
        if each.role == Role.PARTNER and row.heir.kind != row.kind:
            stayed.append(each)
            continue
        memberships.end_role(membership=each, by=by)
        if not Membership.objects.on(timezone.localdate()).filter(
            user=each.user, role=each.role, party=each.party, organization=row.heir
        ).exists():  # fmt: skip
            given.append(
                memberships.give_role(
                    user=each.user, role=Role(each.role), party=each.party, organization=row.heir, by=by
                )
            )
    return tuple(given), tuple(stayed)

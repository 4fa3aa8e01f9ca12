"""Roles: giving one, changing its days, ending it. None is ever deleted."""

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recommendations.actions import audit, outbox
from recommendations.actions.locking import locked
from recommendations.errors import NotAllowed, Refused
from recommendations.models import Membership, Organization, Party, User
from recommendations.permissions import may_give
from recommendations.roles import GRANTS, Role, Scope
from recommendations.text import gettext_noop

Day = datetime.date | None


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    party: Party | None = None,
    organization: Organization | None = None,
    starts_on: Day = None,
    ends_on: Day = None,
    by: User | None,
) -> Membership:
    """Give `user` a role and mail them. `by` is None on the command line only.

    Errors: NotAllowed, Refused (the role does not fit the place, or is held already).
    """
    check_role(role=role, party=party, organization=organization, by=by)
    membership = place(user, role, party, organization, starts_on=starts_on, ends_on=ends_on)
    with translation.override(user.language):
        sentence = _("You have a new role in the AFML tracker: %(role)s, %(place)s.") % in_words(membership)
        subject, body = _("Your role in the AFML tracker"), f"{sentence}\n\n{outbox.link('/')}"
    outbox.post(recipient=user, event=event("membership.give", membership), subject=subject, body=body)
    audit.record("membership.give", membership, by=by, party=party, after=facts(membership))
    return membership


@transaction.atomic
def set_days(*, membership: Membership, starts_on: Day, ends_on: Day, by: User) -> Membership:
    """Change the days between which a role holds. Errors: NotAllowed, Refused (the last secretariat)."""
    check_days(membership=membership, starts_on=starts_on, ends_on=ends_on, by=by)
    before = facts(membership)
    membership.starts_on, membership.ends_on = starts_on, ends_on
    membership.save(update_fields=["starts_on", "ends_on"])
    audit.record(
        "membership.set_days",
        membership,
        by=by,
        party=membership.party,
        before=before,
        after=facts(membership),
    )
    return membership


@transaction.atomic
def end_role(*, membership: Membership, by: User) -> Membership:
    """End a role at once. Errors: NotAllowed, Refused (the last secretariat)."""
    before, (starts_on, ends_on) = facts(membership), days_of_ending(membership)
    check_days(membership=membership, starts_on=starts_on, ends_on=ends_on, by=by)
    membership.starts_on, membership.ends_on = starts_on, ends_on
    membership.save(update_fields=["starts_on", "ends_on"])
    audit.record("membership.end", membership, by=by, party=membership.party, before=before, after=facts(membership))
    return membership


# --- The rules, for forms to ask beforehand ----------------------------------------------------------------


def check_role(*, role: Role, party: Party | None, organization: Organization | None, by: User | None) -> None:
    """Raise unless `role` fits the place and `by` may give it there. Errors: Refused, NotAllowed."""
    scopes = GRANTS[Role(role)].scopes
    only_organization = Scope.ORGANIZATION in scopes and Scope.PARTY not in scopes
    refusals = (
        (
            not party and Scope.REGION not in scopes,
            gettext_noop("The role %(role)s is held for a country or body: name it."),
            "party",
        ),
        (
            bool(party) and scopes == (Scope.REGION,),
            gettext_noop("The role %(role)s is held for the whole region: leave the country empty."),
            "party",
        ),
        (
            bool(organization) and Scope.ORGANIZATION not in scopes,
            gettext_noop("The role %(role)s is not held in an organization: leave the organization empty."),
            "organization",
        ),
        (
            not organization and only_organization,
            gettext_noop("The role %(role)s is held in an organization: name it."),
            "organization",
        ),
        (
            organization is not None and party is not None and organization.party_id != party.pk,
            gettext_noop("%(organization)s does not belong to %(party)s."),
            "organization",
        ),
    )
    for wrong, sentence, field in refusals:
        if wrong:
            raise Refused(
                sentence, field=field, role=Role(role).label, organization=str(organization), party=str(party)
            )
    if by is not None and not may_give(by, Role(role), party):
        raise NotAllowed(gettext_noop("Your role does not allow you to give this role."))


def check_days(*, membership: Membership, starts_on: Day, ends_on: Day, by: User) -> None:
    """Raise unless `by` may set these days. Errors: NotAllowed, Refused (the last secretariat would go)."""
    if not may_give(by, Role(membership.role), membership.party):
        raise NotAllowed(gettext_noop("Your role does not allow you to change this role."))
    today = timezone.localdate()
    stays = (starts_on is None or starts_on <= today) and (ends_on is None or ends_on >= today)
    if membership.role == Role.SECRETARIAT and not stays:
        check_other_secretariat(membership.user)


def check_other_secretariat(user: User) -> None:
    """Raise Refused where nobody but `user` is the secretariat today."""
    others = Membership.objects.on(timezone.localdate()).filter(role=Role.SECRETARIAT, user__is_active=True)
    if not others.exclude(user=user).exists():
        raise Refused(gettext_noop("This is the last person of the secretariat. Invite another one first."))


# --- For the actions on people -----------------------------------------------------------------------------


def place(
    user: User,
    role: Role,
    party: Party | None,
    organization: Organization | None,
    *,
    starts_on: Day = None,
    ends_on: Day = None,
) -> Membership:
    """The row that says who holds what where: a new one, or the one that had ended. Raises Refused."""
    same = locked(Membership.objects).filter(user=user, role=role, party=party, organization=organization)
    membership = same.first() or Membership(user=user, role=role, party=party, organization=organization)
    if membership.pk and not (membership.ends_on and membership.ends_on < timezone.localdate()):
        raise Refused(gettext_noop("This person has this role already."), field="role")
    membership.starts_on, membership.ends_on = starts_on, ends_on
    membership.save()
    return membership


def days_of_ending(membership: Membership) -> tuple[Day, datetime.date]:
    """From and until of a role that ends now: yesterday is over in every zone from UTC eastward."""
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    starts_on = min(membership.starts_on, yesterday) if membership.starts_on else None
    return starts_on, yesterday


def event(name: str, membership: Membership) -> str:
    """The name of one giving of a role; a role that ended and is given again is told of again."""
    return f"{name}:{membership.pk}:{timezone.now().timestamp()}"


def in_words(membership: Membership) -> dict[str, str]:
    """Role and place as a mail names them, in the language that is on."""
    return {"role": membership.get_role_display(), "place": membership.place}


def facts(membership: Membership) -> dict[str, object]:
    """A role as plain values, without the person's name, for the audit trail."""
    return {
        "user": membership.user_id,
        "role": membership.role,
        "party": membership.party.code if membership.party else None,
        "organization": membership.organization.slug if membership.organization else None,
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
    }

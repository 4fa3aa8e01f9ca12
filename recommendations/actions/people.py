"""People: inviting them, what they say of themselves, and making them nameless. Nobody is ever deleted.

The audit trail cannot be changed, so it names people by their number and holds neither names nor addresses.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recommendations import text
from recommendations.actions import addresses, audit, memberships, outbox
from recommendations.actions.locking import locked
from recommendations.choices import MailKind
from recommendations.errors import NotAllowed, Refused
from recommendations.models import Membership, Organization, OutboxMail, Party, User
from recommendations.permissions import can
from recommendations.roles import Permission, Role
from recommendations.text import gettext_noop


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    party: Party | None = None,
    organization: Organization | None = None,
    name: str = "",
    by: User | None = None,
) -> Membership:
    """Make a person with a role and mail them a link to set their password; a known person gets the role.

    `by` is None on the command line only. Errors: NotAllowed, Refused (bad address, the role does not fit the
    place or is held already).
    """
    party = party or (organization.party if organization else None)
    memberships.check_role(role=role, party=party, organization=organization, by=by)
    user = _find_or_make(addresses.valid(email), name, party)
    membership = memberships.place(user, role, party, organization)
    _mail_invitation(membership)
    audit.record("person.invite", user, by=by, party=party, after=memberships.facts(membership))
    return membership


@transaction.atomic
def save_profile(
    *, user: User, name: str, language: str, time_zone: str, by: User, mail_off: list[str] | None = None
) -> User:
    """What a person says of themselves, and which mails they do not want (None: as before).

    The trail keeps which of it changed, not the name. Error: NotAllowed.
    """
    if by != user:
        _check_manages(by)
    said: dict[str, object] = {"name": text.clean(name), "language": language, "time_zone": time_zone}
    if mail_off is not None:
        said["mail_off"] = sorted(set(mail_off) & set(MailKind.values))
    changed = [field for field, value in said.items() if getattr(user, field) != value]
    if not changed:
        return user
    for field in changed:
        setattr(user, field, said[field])
    user.save(update_fields=changed)
    audit.record("person.save_profile", user, by=by, after={"changed": changed})
    return user


@transaction.atomic
def set_active(*, user: User, active: bool, by: User) -> User:
    """Let a person sign in, or keep them out. Errors: NotAllowed, Refused (nameless, last secretariat)."""
    _check_manages(by)
    check_active(user=user, active=active)
    before, user.is_active = user.is_active, active
    user.save(update_fields=["is_active"])
    audit.record("person.set_active", user, by=by, before={"is_active": before}, after={"is_active": active})
    return user


def check_active(*, user: User, active: bool) -> None:
    """Raise Refused where this person cannot come back, or nobody else would be the secretariat."""
    if active and user.made_nameless_at:
        raise Refused(gettext_noop("This person was made nameless and cannot be brought back."))
    if not active and user.memberships.filter(role=Role.SECRETARIAT).exists():
        memberships.check_other_secretariat(user)


@transaction.atomic
def make_nameless(*, user: User, by: User) -> User:
    """Take a person's name, address, sign-in and roles away for good; what they wrote stays, by nobody.

    Their sessions end by themselves, for they hang on the password. Errors: NotAllowed, Refused.
    """
    _check_manages(by)
    user = locked(User.objects).get(pk=user.pk)
    if user.made_nameless_at:
        return user
    if user.memberships.filter(role=Role.SECRETARIAT).exists():
        memberships.check_other_secretariat(user)
    _end_all_roles(user)
    for model in (EmailAddress, Authenticator):
        model.objects.filter(user=user).delete()
    OutboxMail.objects.filter(recipient=user).delete()
    audit.hold()  # an address is unique: whatever a person does refers to them
    user.email, user.name, user.time_zone = f"nameless-{user.pk}@nameless.invalid", "", ""
    user.is_active, user.made_nameless_at = False, timezone.now()
    user.set_unusable_password()
    user.save()
    audit.record("person.make_nameless", user, by=by)
    return user


def _check_manages(by: User) -> None:
    if not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))


def _find_or_make(address: str, name: str, party: Party | None) -> User:
    """Somebody new reads times on their country's clock, until they choose another."""
    user = addresses.known(address).first()
    if user is None:
        user = User.objects.create_user(address, name=name, time_zone=party.time_zone if party else "")
        # Verified: the link in the mail to this very address is the only way in.
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    elif not user.is_active:
        raise Refused(gettext_noop("The person with this e-mail address may not sign in."), field="email")
    return user


def _end_all_roles(user: User) -> None:
    for membership in Membership.objects.on(timezone.localdate()).filter(user=user):
        membership.starts_on, membership.ends_on = memberships.days_of_ending(membership)
        membership.save(update_fields=["starts_on", "ends_on"])


def _mail_invitation(membership: Membership) -> None:
    user = membership.user
    with translation.override(user.language):
        invited = _(
            "You are invited to the AFML tracker as %(role)s, %(place)s. It follows what became of the recommendations "
            "of the ASEAN Forum on Migrant Labour (AFML)."
        )
        body = f"{invited % memberships.in_words(membership)}\n\n{addresses.way_in(user)}"
        subject = _("Your invitation to the AFML tracker")
    event = memberships.event("person.invite", membership)
    outbox.post(recipient=user, event=event, subject=subject, body=body)

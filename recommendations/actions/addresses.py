"""The e-mail address by which a person signs in: a valid one, another one, and the way in that is mailed to it."""

from collections.abc import Callable

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recommendations import text
from recommendations.actions import audit, outbox
from recommendations.actions.locking import locked
from recommendations.errors import NotAllowed, Refused
from recommendations.models import OutboxMail, User
from recommendations.permissions import can
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@transaction.atomic
def change_address(*, user: User, email: str, by: User) -> User:
    """Let a person sign in by another address from now on; both addresses are told. Password and roles stay.

    Mail that waits goes to the new one, but an invitation is written anew: its link holds for the old address only.
    Errors: NotAllowed, Refused (no address, somebody else's, or the person was made nameless).
    """
    if not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))
    user = locked(User.objects).get(pk=user.pk)
    address = check_address(user=user, email=email)
    if address == user.email:
        return user
    waiting = OutboxMail.objects.waiting().filter(recipient=user)
    waiting.filter(key__startswith="person.invite:").delete()
    waiting.update(to=address)
    event = f"person.change_address:{timezone.now().timestamp()}"
    _tell(user, f"{event}:from", _old_address_says)
    audit.hold()  # an address is unique: whatever a person does refers to them
    user.email = address
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    # Verified by the secretariat's word, as at an invitation.
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    _tell(user, f"{event}:to", _new_address_says)
    audit.record("person.change_address", user, by=by)
    return user


def check_address(*, user: User, email: str) -> str:
    """The address as it is stored. Raises Refused where this person cannot have it."""
    address = valid(email)
    if user.made_nameless_at:
        raise Refused(gettext_noop("This person was made nameless and cannot be brought back."), field="email")
    if known(address).exclude(pk=user.pk).exists():
        raise Refused(gettext_noop("A person with this e-mail address is here already."), field="email")
    return address


def valid(email: str) -> str:
    """An address as it is stored. Raises Refused where it is none."""
    address = text.searchable(email)
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(gettext_noop("“%(email)s” is not an e-mail address."), field="email", email=email) from None
    return address


def known(address: str) -> QuerySet[User]:
    """Whoever signs in by this address, or has proved it to be theirs."""
    own = Q(email=address) | Q(emailaddress__email=address, emailaddress__verified=True)
    return User.objects.filter(own).distinct()


def way_in(user: User) -> str:
    """What a mail says on how to come in: the site's address, or the link to choose a first password."""
    if user.has_usable_password():
        return outbox.link(reverse("home"))
    how = _(
        "Choose your password here. The link works for %(days)s days; after that, ask for a new one on the "
        "sign-in page."
    )
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
    return f"{how % {'days': days}}\n\n{set_password_link(user)}"


def set_password_link(user: User) -> str:
    """The whole address of the page on which `user` chooses a password. It works once, for some days."""
    key = default_token_generator.make_token(user)
    return outbox.link(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key]))


def _tell(user: User, event: str, words: Callable[[User], str]) -> None:
    with translation.override(user.language):
        subject, body = _("Your e-mail address in the AFML tracker"), words(user)
    outbox.post(recipient=user, event=event, subject=subject, body=body)


def _old_address_says(_user: User) -> str:
    return _("From now on you sign in by another address. If you did not ask for this, tell the secretariat.")


def _new_address_says(user: User) -> str:
    return f"{_('From now on you sign in by this address.')}\n\n{way_in(user)}"

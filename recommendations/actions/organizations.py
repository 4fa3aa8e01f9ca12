"""An agency that somebody names while writing: found by its name, or added for the secretariat to check."""

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from recommendations import text
from recommendations.actions import audit
from recommendations.actions.updates import lock
from recommendations.choices import OrganizationKind
from recommendations.errors import NotAllowed, Refused
from recommendations.models import FollowUp, Organization, User
from recommendations.permissions import can
from recommendations.roles import Permission
from recommendations.text import gettext_noop

LONGEST_SLUG = 40


@transaction.atomic
def named(*, follow_up: FollowUp, name: str, by: User) -> Organization:
    """The organization of the follow-up's party that is called `name`, by any name it ever had; else a new one.

    Of one that has ended it is who took over; a new one is marked as to be checked.
    Errors: NotAllowed, Refused (no name, ended and nobody took over).
    """
    follow_up = lock(follow_up)  # before the trail, which a new one is told to: so does whoever saves the answer
    if not can(by, Permission.DRAFT_UPDATE, follow_up):
        raise NotAllowed(gettext_noop("Your role does not allow you to write this answer."))
    name = text.fold_spaces(text.clean(name))
    if not name:
        raise Refused(gettext_noop("Write the name of the agency."), field="other_agency")
    if known := _known(follow_up, name):
        if known.has_ended(timezone.localdate(timezone=follow_up.party.zone)):
            raise Refused(
                gettext_noop("%(name)s ended on %(day)s. Name the agency that does its work now."),
                field="other_agency", name=known.name, day=known.ended_on,
            )  # fmt: skip
        return known
    fresh = {"kind": OrganizationKind.MINISTRY, "slug": _slug(follow_up, name), "to_check": True}
    found, made = Organization.objects.get_or_create(party=follow_up.party, name=name, defaults=fresh)
    if made:
        audit.record("organization.name", found, by=by, party=follow_up.party, after={"name": name, "to_check": True})
    return found


def _known(follow_up: FollowUp, name: str) -> Organization | None:
    wanted = text.searchable(name)
    for each in Organization.objects.filter(party=follow_up.party).with_names():
        names = [each.name, each.acronym, str(each), *(former.name for former in each.names.all())]
        if wanted in map(text.searchable, filter(None, names)):
            return each.heir
    return None


def _slug(follow_up: FollowUp, name: str) -> str:
    start = slugify(f"{follow_up.party.code} {name}")[:LONGEST_SLUG].rstrip("-")
    return f"{start}-{get_random_string(5, 'abcdefghjkmnpqrstvwxyz23456789')}"

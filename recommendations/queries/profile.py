"""A person's own page: the roles they hold, each with the sentence that explains it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from recommendations.models import Membership, User
from recommendations.roles import GRANTS, Role


@dataclass(frozen=True)
class HeldRole:
    role: str
    place: str
    sentence: str
    until: date | None


def held_roles(user: User) -> list[HeldRole]:
    """The roles that `user` holds today."""
    held = Membership.objects.on(timezone.localdate()).filter(user=user).select_related("party", "organization")
    return [
        HeldRole(each.get_role_display(), each.place, str(GRANTS[Role(each.role)].sentence), each.ends_on)
        for each in held
    ]

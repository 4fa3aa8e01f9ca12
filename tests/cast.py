"""The fixed cast of every test: who plays which role, for which country."""

import datetime

from django.utils import timezone

from recommendations.models import Party, User
from recommendations.roles import Role
from tests.factories import MembershipFactory, OrganizationFactory, PartyFactory, UserFactory

ROLES_OF_A_PARTY = ("reporter", "approver", "coordinator", "viewer")
ROLES_OF_THE_REGION = ("reviewer", "secretariat")
EVERYBODY = (*ROLES_OF_A_PARTY, "partner", *ROLES_OF_THE_REGION, "stranger")


def lao() -> Party:
    return PartyFactory(code="LA", name="Lao PDR")


def cambodia() -> Party:
    return PartyFactory(code="KH", name="Cambodia", time_zone="Asia/Phnom_Penh")


def today_in(party: Party) -> datetime.date:
    """The day it is there: from five in the afternoon of UTC on it is tomorrow already."""
    return timezone.localdate(timezone=party.zone)


def person(role: str, party: Party | None = None) -> User:
    """Somebody who holds `role` (a stranger holds none) for `party`, or for the region."""
    user = UserFactory(email=f"{role}.{party.code.lower() if party else 'region'}@example.org", name=role.title())
    if role == "partner":
        organization = OrganizationFactory(party=party, kind="workers", name=f"Trade Union of {party}")
        MembershipFactory(user=user, role=Role.PARTNER, party=party, organization=organization)
    elif role != "stranger":
        MembershipFactory(user=user, role=Role(role), party=None if role in ROLES_OF_THE_REGION else party)
    return user

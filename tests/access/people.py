"""Who stands in the access grid: the cast of tests/cast.py for the own country (Lao PDR), for another one
(Cambodia) and for the region, and those who narrow a role to one agency or one country.
"""

from recommendations.choices import Part
from recommendations.models import Organization, Party, User
from recommendations.roles import Role
from tests.cast import person
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory

# The columns of the grid, in order: a short name each, and who that is.
OWN = {
    "rep": "reporter of the country",
    "coo": "coordinator of the country",
    "app": "approver of the country",
    "vie": "viewer of the country",
    "or+": "reporter of an agency that is responsible for the follow-up",
    "or-": "reporter of an agency that is not",
    "pa+": "partner whose organization leads the follow-up",
    "pa-": "partner whose organization does not",
}
ELSEWHERE = {
    "x-rep": "reporter of another country",
    "x-coo": "coordinator of another country",
    "x-app": "approver of another country",
    "x-vie": "viewer of another country",
    "x-par": "partner of another country",
}
REGION = {
    "rev": "reviewer of the region",
    "rev+": "reviewer of this country by name",
    "rev-": "reviewer of another country by name",
    "r-vie": "viewer of the region",
    "sec": "secretariat",
}
NO_ROLE = {"str": "signed in, without a role", "out": "signed out"}
COLUMNS = (*OWN, *ELSEWHERE, *REGION, *NO_ROLE)
MEMBERS = frozenset((*OWN, *ELSEWHERE, *REGION))

# Who reads what of the own country.
DRAFT_READERS = frozenset({"rep", "coo", "app", "or+", "or-", "pa+"})
SENT_READERS = DRAFT_READERS | {"vie", "rev", "rev+"}
ASSESSMENT_READERS = SENT_READERS - {"vie", "pa+"}


def make_people(own: Party, other: Party) -> tuple[dict[str, User], dict[Part, Organization]]:
    """Everybody but "out", by column; and the two agencies to be made responsible for what "or+" and "pa+" do."""
    roles = {"rep": "reporter", "coo": "coordinator", "app": "approver", "vie": "viewer"}
    people = {name: person(role, own) for name, role in roles.items()}
    people |= {f"x-{name}": person(role, other) for name, role in roles.items()}
    people |= {"pa+": person("partner", own), "x-par": person("partner", other), "str": person("stranger")}
    people |= {"rev": person("reviewer"), "sec": person("secretariat")}
    union = people["pa+"].memberships.get().organization
    ministry = OrganizationFactory(party=own, name="Ministry of the Zq follow-ups")
    people |= {
        "or+": _holds(Role.REPORTER, own, ministry),
        "or-": _holds(Role.REPORTER, own, OrganizationFactory(party=own)),
        "pa-": _holds(Role.PARTNER, own, OrganizationFactory(party=own, kind="workers")),
        "rev+": _holds(Role.REVIEWER, own),
        "rev-": _holds(Role.REVIEWER, other),
        "r-vie": _holds(Role.VIEWER, None),
    }
    return people, {Part.LEAD: union, Part.CONTRIBUTING: ministry}


def _holds(role: Role, party: Party | None, organization: Organization | None = None) -> User:
    return MembershipFactory(user=UserFactory(), role=role, party=party, organization=organization).user

"""`verify` over a whole database, and over a trail and people that do not hold.

Rows are broken below the actions, as a hand in the database would.
"""

import pytest
from allauth.account.models import EmailAddress

from recommendations.actions import audit, people
from recommendations.management.invariants import INVARIANTS
from recommendations.models import AuditEvent, Membership, OrganizationName, triggers
from recommendations.roles import Role
from tests import factories as f
from tests.cast import cambodia, lao, person
from tests.management.verifying import answered, drop_check, unguarded, verify

pytestmark = pytest.mark.django_db


def test_an_empty_database_holds():
    assert verify() == f"Everything holds: {len(INVARIANTS)} checks over 0 rows.\n"


def test_what_actions_and_factories_make_holds():
    answered()
    people.invite(email="khamla@example.org", role=Role.REPORTER, party=lao(), by=person("secretariat"))
    assert verify().startswith(f"Everything holds: {len(INVARIANTS)} checks over ")


# --- The trail ---------------------------------------------------------------------------------------------


def three_events():
    user = person("secretariat")
    return [audit.record("test.made", user, by=user, after={"n": n}) for n in range(3)]


def test_an_event_that_was_changed():
    three_events()
    with unguarded():
        AuditEvent.objects.filter(sequence=2).update(after={"n": 99})
        triggers.make()
        assert verify() == (
            "The audit trail has no gap and its chain holds: audit event 2: it was changed after it was written\n"
        )


def test_an_event_that_was_changed_with_its_hash():
    three_events()
    with unguarded():
        event = AuditEvent.objects.get(sequence=2)
        event.after = {"n": 99}
        event.hash = audit.digest(event)
        event.save()
        assert "audit event 3: it does not hang on the event before it" in verify()


def test_an_event_that_was_taken_out():
    three_events()
    with unguarded():
        AuditEvent.objects.filter(sequence=2).delete()
        assert "audit event 3: it follows on 1" in verify()


def test_a_trigger_that_is_missing():
    with unguarded():
        out = verify()
    assert len(out.splitlines()) == len(triggers.names())
    assert "recommendations_auditevent_no_delete: the trigger is missing" in out


# --- People ------------------------------------------------------------------------------------------------


def test_a_role_in_another_countrys_organization():
    held = f.MembershipFactory(role=Role.REPORTER, party=lao(), organization=f.OrganizationFactory(party=cambodia()))
    assert f"role {held.pk}: " in verify()


def test_a_role_that_nobody_knows():
    held = f.MembershipFactory()
    with unguarded(
        drop_check("membership", "membership_of_party_or_region"),
        drop_check("membership", "membership_organization_where_it_fits"),
    ):
        Membership.objects.update(role="king")
        out = verify()
    assert f"role {held.pk}: 'king' is not a valid Role" in out


@pytest.mark.parametrize("change", [{"verified": False}, {"primary": False}, {"email": "other@example.org"}])
def test_a_person_without_a_verified_address(change):
    user = f.UserFactory()
    EmailAddress.objects.update(**change)
    assert f"person {user.pk}: their address is not verified" in verify()


def test_a_nameless_person_with_an_address_and_a_role():
    user = f.UserFactory()
    people.make_nameless(user=user, by=person("secretariat"))
    EmailAddress.objects.create(user=user, email="kept@example.org")
    f.MembershipFactory(user=user)
    out = verify()
    assert f"person {user.pk}: made nameless, and an address is kept" in out
    assert f"person {user.pk}: made nameless, and a role is held" in out


def test_an_organization_whose_present_name_is_not_listed():
    organization = f.OrganizationFactory(slug="ministry")
    f.OrganizationNameFactory(organization=organization)
    assert "ministry: its present name is not among its names" in verify()
    OrganizationName.objects.update(name=organization.name)
    assert verify().startswith("Everything holds")

import datetime

import pytest
from django.utils import timezone

from recommendations.actions import memberships
from recommendations.errors import NotAllowed, Refused
from recommendations.models import AuditEvent, Membership, OutboxMail
from recommendations.roles import Role
from tests.cast import cambodia, lao, person
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_give_role_adds_it_and_mails_the_person():
    la, user = lao(), UserFactory()

    membership = memberships.give_role(user=user, role=Role.APPROVER, party=la, by=person("secretariat"))

    assert (membership.user, membership.role, membership.party) == (user, Role.APPROVER, la)
    assert "a new role in the AFML tracker: Approver, Lao PDR." in OutboxMail.objects.get().body
    assert AuditEvent.objects.get().after == {
        "user": user.pk, "role": "approver", "party": "LA", "organization": None,
        "starts_on": None, "ends_on": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "with_party", "with_organization", "sentence"),
    [
        ("reporter", False, False, "Reporter is held for a country or body: name it."),
        ("approver", False, False, "name it"),
        ("coordinator", False, False, "name it"),
        ("partner", True, False, "Partner is held in an organization: name it."),
        ("secretariat", True, False, "held for the whole region"),
        ("approver", True, True, "is not held in an organization"),
        ("viewer", True, True, "is not held in an organization"),
        ("reviewer", False, True, "is not held in an organization"),
    ],
)
def test_give_role_where_it_does_not_fit_is_refused(role, with_party, with_organization, sentence):
    la, user, secretariat = lao(), UserFactory(), person("secretariat")
    organization = OrganizationFactory(party=la) if with_organization else None
    with pytest.raises(Refused, match=sentence):
        memberships.give_role(
            user=user,
            role=Role(role),
            party=la if with_party else None,
            organization=organization,
            by=secretariat,
        )
    assert not Membership.objects.filter(user=user).exists()


def test_give_role_in_another_countrys_organization_is_refused():
    organization = OrganizationFactory(party=cambodia(), name="Union")
    with pytest.raises(Refused, match="Union does not belong to Lao PDR"):
        memberships.give_role(
            user=UserFactory(),
            role=Role.PARTNER,
            party=lao(),
            organization=organization,
            by=person("secretariat"),
        )


def test_give_role_twice_is_refused_and_again_after_its_end_revives_it():
    la, user, secretariat = lao(), UserFactory(), person("secretariat")
    given = {"user": user, "role": Role.VIEWER, "party": la, "by": secretariat}
    membership = memberships.give_role(**given)
    with pytest.raises(Refused, match="has this role already"):
        memberships.give_role(**given)

    memberships.end_role(membership=membership, by=secretariat)
    assert memberships.give_role(**given) == membership

    assert list(Membership.objects.filter(user=user).values_list("starts_on", "ends_on")) == [(None, None)]
    assert OutboxMail.objects.count() == 2


def test_end_role_holds_no_longer_today():
    la, secretariat = lao(), person("secretariat")
    for starts_on in (None, datetime.date(2020, 1, 1), timezone.localdate()):
        membership = MembershipFactory(party=la, starts_on=starts_on)
        memberships.end_role(membership=membership, by=secretariat)
        assert not Membership.objects.on(timezone.localdate()).filter(pk=membership.pk).exists()
        assert Membership.objects.filter(pk=membership.pk).exists()


def test_coordinator_ends_roles_of_the_own_country_only():
    la, kh = lao(), cambodia()
    coordinator = person("coordinator", la)
    memberships.end_role(membership=MembershipFactory(party=la), by=coordinator)
    others = (
        MembershipFactory(party=kh),
        MembershipFactory(role=Role.REVIEWER, party=la),
        MembershipFactory(role=Role.REVIEWER, party=None),
    )
    for membership in others:
        with pytest.raises(NotAllowed):
            memberships.end_role(membership=membership, by=coordinator)


def test_the_last_secretariat_cannot_be_ended_but_one_of_two_can():
    secretariat = person("secretariat")
    membership = secretariat.memberships.get()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(Refused, match="last person of the secretariat"):
        memberships.end_role(membership=membership, by=secretariat)
    with pytest.raises(Refused, match="last person of the secretariat"):
        memberships.set_days(membership=membership, starts_on=tomorrow, ends_on=None, by=secretariat)
    MembershipFactory(role=Role.SECRETARIAT, party=None)
    memberships.end_role(membership=membership, by=secretariat)


def test_set_days_keeps_before_and_after():
    membership, secretariat = MembershipFactory(), person("secretariat")
    memberships.set_days(membership=membership, starts_on=None, ends_on=datetime.date(2030, 1, 31), by=secretariat)
    event = AuditEvent.objects.get()
    assert (event.before["ends_on"], event.after["ends_on"]) == (None, "2030-01-31")

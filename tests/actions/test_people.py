import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from recommendations.actions import people
from recommendations.errors import NotAllowed, Refused
from recommendations.models import AuditEvent, Membership, OutboxMail, User
from recommendations.roles import Role
from tests.cast import cambodia, lao, person
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_invite_makes_a_person_a_role_and_a_mail():
    la, secretariat = lao(), person("secretariat")

    membership = people.invite(email="Khamla@Example.org ", role=Role.REPORTER, party=la, name="Khamla", by=secretariat)

    user = membership.user
    assert (user.email, user.name, user.has_usable_password()) == ("khamla@example.org", "Khamla", False)
    assert (membership.role, membership.party, membership.organization) == (Role.REPORTER, la, None)
    assert user.time_zone == la.time_zone != ""
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("khamla@example.org", True, True)
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == ("khamla@example.org", "Your invitation to the AFML tracker")
    assert "as Reporter, Lao PDR." in mail.body
    assert mail.body.count("http") == 1


def test_invite_writes_one_event_without_name_or_address():
    people.invite(email="khamla@example.org", role=Role.REPORTER, party=lao(), name="Khamla")

    event = AuditEvent.objects.get()
    assert (event.action, event.target, event.by, event.party.code) == (
        "person.invite",
        str(User.objects.get().pk),
        None,
        "LA",
    )
    assert "hamla" not in str(event.after)


def test_the_link_in_the_mail_sets_the_password_and_signs_in(client):
    people.invite(email="khamla@example.org", role=Role.VIEWER)
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", OutboxMail.objects.get().body)[1]

    page = client.get(link, follow=True)
    assert page.status_code == 200
    password = "a password of my own"
    client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    answer = client.post(reverse("account_login"), {"login": "khamla@example.org", "password": password})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert "set-password" not in client.get(link).headers.get("Location", "")


def test_invite_a_known_person_adds_a_role_and_keeps_the_password():
    la, user = lao(), UserFactory(email="khamla@example.org", name="Khamla")

    people.invite(email="KHAMLA@example.org", role=Role.APPROVER, party=la, name="Other")

    user.refresh_from_db()
    assert (user.name, user.check_password("a long password")) == ("Khamla", True)
    assert OutboxMail.objects.get().body.count("password") == 0


@pytest.mark.parametrize("email", ["", "khamla", "a@b", "a b@example.org", "\u200b"])
def test_invite_to_what_is_no_address_is_refused(email):
    with pytest.raises(Refused, match="is not an e-mail address"):
        people.invite(email=email, role=Role.VIEWER)
    assert not User.objects.exists()


def test_invite_of_somebody_who_may_not_sign_in_is_refused():
    UserFactory(email="khamla@example.org", is_active=False)
    with pytest.raises(Refused, match="may not sign in"):
        people.invite(email="khamla@example.org", role=Role.VIEWER)


@pytest.mark.parametrize("role", ["reporter", "approver", "coordinator", "viewer"])
def test_coordinator_invites_to_the_own_country(role):
    la = lao()
    people.invite(email="new@example.org", role=Role(role), party=la, by=person("coordinator", la))
    assert Membership.objects.filter(user__email="new@example.org", role=role, party=la).exists()


@pytest.mark.parametrize("role", ["reviewer", "secretariat"])
def test_coordinator_cannot_give_the_regions_roles(role):
    with pytest.raises(NotAllowed, match="does not allow you to give this role"):
        people.invite(email="new@example.org", role=Role(role), by=person("coordinator", lao()))
    assert not User.objects.filter(email="new@example.org").exists()


def test_coordinator_cannot_give_reviewer_or_partner_for_the_own_country():
    la = lao()
    coordinator, union = person("coordinator", la), OrganizationFactory(party=la, kind="workers")
    for role, organization in ((Role.REVIEWER, None), (Role.PARTNER, union)):
        with pytest.raises(NotAllowed):
            people.invite(email="new@example.org", role=role, party=la, organization=organization, by=coordinator)


def test_coordinator_cannot_invite_to_another_country():
    with pytest.raises(NotAllowed):
        people.invite(email="new@example.org", role=Role.REPORTER, party=cambodia(), by=person("coordinator", lao()))


@pytest.mark.parametrize("role", ["reporter", "approver", "viewer", "reviewer", "stranger", "partner"])
def test_others_invite_nobody(role):
    la = lao()
    with pytest.raises(NotAllowed):
        people.invite(email="new@example.org", role=Role.VIEWER, party=la, by=person(role, la))


def test_save_profile_keeps_no_name_in_the_trail():
    user = UserFactory(name="Old")

    people.save_profile(user=user, name=" New\u200b ", language="en", time_zone="Asia/Vientiane", by=user)

    user.refresh_from_db()
    assert (user.name, user.time_zone) == ("New\u200b", "Asia/Vientiane")
    assert AuditEvent.objects.get().after == {"changed": ["name", "time_zone"]}


def test_save_profile_without_a_change_writes_nothing():
    user = UserFactory(name="Same")
    people.save_profile(user=user, name="Same", language="en", time_zone="UTC", by=user)
    assert not AuditEvent.objects.exists()


def test_save_profile_of_somebody_else_is_the_secretariats():
    user, said = UserFactory(), {"name": "New", "language": "en", "time_zone": ""}
    with pytest.raises(NotAllowed):
        people.save_profile(user=user, **said, by=person("coordinator", lao()))
    people.save_profile(user=user, **said, by=person("secretariat"))
    assert User.objects.get(pk=user.pk).name == "New"


def test_make_nameless_takes_name_address_sign_in_and_roles(client):
    la, secretariat = lao(), person("secretariat")
    membership = MembershipFactory(role=Role.REPORTER, party=la)
    user = membership.user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    people.invite(email=user.email, role=Role.VIEWER, party=la, by=secretariat)
    client.force_login(user)

    people.make_nameless(user=user, by=secretariat)

    user.refresh_from_db()
    assert (user.email, user.name, user.is_active) == (f"nameless-{user.pk}@nameless.invalid", "", False)
    assert user.made_nameless_at
    assert not user.has_usable_password()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Authenticator.objects.filter(user=user).exists()
    assert not OutboxMail.objects.filter(recipient=user).exists()
    assert not [held for held in user.memberships.all() if not held.ends_on]
    assert client.get(reverse("account_change_password")).status_code == 302
    assert AuditEvent.objects.latest("sequence").action == "person.make_nameless"


def test_make_nameless_twice_is_once():
    secretariat, user = person("secretariat"), UserFactory()
    for _ in range(2):
        people.make_nameless(user=user, by=secretariat)
    assert AuditEvent.objects.count() == 1


def test_make_nameless_of_the_last_secretariat_is_refused():
    secretariat = person("secretariat")
    with pytest.raises(Refused, match="last person of the secretariat"):
        people.make_nameless(user=secretariat, by=secretariat)


@pytest.mark.parametrize("role", ["reporter", "approver", "coordinator", "viewer", "partner", "reviewer", "stranger"])
def test_only_the_secretariat_makes_nameless_or_closes_an_account(role):
    actor, user = person(role, lao()), UserFactory()
    with pytest.raises(NotAllowed):
        people.make_nameless(user=user, by=actor)
    with pytest.raises(NotAllowed):
        people.set_active(user=user, active=False, by=actor)


def test_set_active_keeps_a_person_out_and_lets_them_in():
    secretariat, user = person("secretariat"), UserFactory()
    for active in (False, True):
        people.set_active(user=user, active=active, by=secretariat)
        assert User.objects.get(pk=user.pk).is_active is active


def test_set_active_brings_no_nameless_person_back_and_keeps_the_last_secretariat():
    secretariat, user = person("secretariat"), UserFactory()
    nameless = people.make_nameless(user=user, by=secretariat)
    with pytest.raises(Refused, match="nameless"):
        people.set_active(user=nameless, active=True, by=secretariat)
    with pytest.raises(Refused, match="last person"):
        people.set_active(user=secretariat, active=False, by=secretariat)

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from recommendations.actions import addresses, people
from recommendations.errors import NotAllowed, Refused
from recommendations.management.invariants.people import addresses_are_verified
from recommendations.models import AuditEvent, OutboxMail
from recommendations.roles import Role
from tests.cast import lao, person
from tests.factories import OutboxMailFactory, UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "khamla@example.org", "khamla@ministry.example"


@pytest.fixture
def khamla():
    """Signs in with a password, and has no mail waiting."""
    user = people.invite(email=OLD, role=Role.REPORTER, party=lao(), name="Khamla").user
    user.set_password("a password of my own")
    user.save()
    OutboxMail.objects.all().delete()
    return user


def sign_in(client, email):
    return client.post(reverse("account_login"), {"login": email, "password": "a password of my own"}).status_code


def test_the_person_signs_in_by_the_new_address_with_password_and_role_kept(client, khamla, secretariat):
    addresses.change_address(user=khamla, email=" Khamla@Ministry.Example", by=secretariat)

    assert sign_in(client, OLD) == 200
    assert sign_in(client, NEW) == 302
    assert khamla.memberships.get().role == Role.REPORTER
    assert EmailAddress.objects.get(user=khamla).email == NEW
    assert list(addresses_are_verified()) == []


def test_both_addresses_are_told_and_the_trail_holds_neither(khamla, secretariat):
    addresses.change_address(user=khamla, email=NEW, by=secretariat)

    old, new = OutboxMail.objects.order_by("pk")
    assert (old.to, new.to) == (OLD, NEW)
    assert "tell the secretariat" in old.body
    assert NEW not in old.body
    assert "From now on you sign in by this address." in new.body
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.target, event.by) == ("person.change_address", str(khamla.pk), secretariat)
    assert "@" not in f"{event.before}{event.after}"


def test_who_has_not_chosen_a_password_gets_the_link_once_more(client, secretariat):
    user = people.invite(email=OLD, role=Role.VIEWER).user
    addresses.change_address(user=user, email=NEW, by=secretariat)

    mails = {mail.to: mail.body for mail in OutboxMail.objects.all()}
    assert set(mails) == {OLD, NEW}
    assert "http" not in mails[OLD]
    link = re.search(r"http://127\.0\.0\.1:8000(\S+)", mails[NEW])[1]
    page = client.get(link, follow=True)
    password = "a password of my own"
    client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    assert sign_in(client, NEW) == 302


def test_mail_that_waits_goes_to_the_new_address_and_what_was_sent_stays(khamla, secretariat):
    sent = OutboxMailFactory(recipient=khamla, to=OLD, sent_at="2026-01-01T00:00Z")
    waiting = OutboxMailFactory(recipient=khamla, to=OLD)
    addresses.change_address(user=khamla, email=NEW, by=secretariat)

    assert [OutboxMail.objects.get(pk=mail.pk).to for mail in (sent, waiting)] == [OLD, NEW]


def test_the_same_address_changes_nothing(khamla, secretariat):
    count = AuditEvent.objects.count()
    addresses.change_address(user=khamla, email=OLD.upper(), by=secretariat)
    assert AuditEvent.objects.count() == count
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("email", ["nobody", "", "a@b", "taken@example.org", "second@example.org"])
def test_no_address_or_somebody_else_s_is_refused(khamla, secretariat, email):
    other = UserFactory(email="taken@example.org")
    EmailAddress.objects.create(user=other, email="second@example.org", verified=True)
    with pytest.raises(Refused) as refusal:
        addresses.change_address(user=khamla, email=email, by=secretariat)
    assert refusal.value.field == "email"
    khamla.refresh_from_db()
    assert khamla.email == OLD


def test_a_nameless_person_gets_no_address(khamla, secretariat):
    people.make_nameless(user=khamla, by=secretariat)
    with pytest.raises(Refused, match="made nameless"):
        addresses.change_address(user=khamla, email=NEW, by=secretariat)


@pytest.mark.parametrize("role", ["coordinator", "reviewer", "reporter"])
def test_others_change_no_address(khamla, role):
    by = person(role, lao()) if role != "reviewer" else person(role)
    with pytest.raises(NotAllowed):
        addresses.change_address(user=khamla, email=NEW, by=by)

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import resolve

from recommendations.models import AuditEvent, Membership, User
from recommendations.roles import Role
from tests.cast import lao
from tests.factories import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_invite_makes_the_first_person_and_prints_the_link(capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    call_command("invite", "first@example.org", role="secretariat", name="First")

    membership = Membership.objects.get()
    assert (membership.user.email, membership.user.name) == ("first@example.org", "First")
    assert (membership.role, membership.party) == (Role.SECRETARIAT, None)
    out = capsys.readouterr().out
    assert "Invited: first@example.org (Secretariat, The region)." in out
    path = re.search(r"To choose a password: http://127\.0\.0\.1:8000(\S+)", out)[1]
    assert resolve(path).url_name == "account_reset_password_from_key"


def test_invite_prints_no_link_where_mail_is_sent(capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    call_command("invite", "first@example.org", role="secretariat")
    assert "http" not in capsys.readouterr().out


def test_invite_takes_party_and_organization():
    union = OrganizationFactory(party=lao(), slug="union", kind="workers")
    call_command("invite", "one@example.org", role="partner", party="la", organization="union")
    call_command("invite", "two@example.org", role="partner", organization="union")
    assert list(Membership.objects.values_list("organization", "party__code")) == [(union.pk, "LA")] * 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"role": "king"}, "“king” is not a role. The roles are: reporter, approver"),
        ({"role": "reporter", "party": "XX"}, "There is no country or body “XX”. There are: LA."),
        ({"role": "reporter"}, "The role Reporter is held for a country or body: name it."),
        ({"role": "secretariat", "party": "LA"}, "leave the country empty"),
        ({"role": "partner", "party": "LA", "organization": "none"}, "There is no organization “none”"),
        ({"role": "partner", "party": "LA"}, "is held in an organization: name it"),
    ],
)
def test_invite_refuses_in_one_sentence_and_keeps_nothing(options, sentence):
    lao()
    with pytest.raises(CommandError) as refusal:
        call_command("invite", "new@example.org", **options)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 1
    assert not User.objects.exists()
    assert not AuditEvent.objects.exists()


def test_invite_again_is_refused():
    UserFactory(email="known@example.org")
    call_command("invite", "known@example.org", role="viewer")
    with pytest.raises(CommandError, match="has this role already"):
        call_command("invite", "known@example.org", role="viewer")

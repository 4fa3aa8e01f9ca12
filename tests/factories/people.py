"""People, parties, organizations and what goes with them."""

import datetime
import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from recommendations import models
from recommendations.choices import OrganizationKind, PartyKind
from recommendations.roles import Role


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    time_zone = "UTC"

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        from allauth.account.models import EmailAddress

        self.set_password(extracted or "a long password")
        self.save()
        EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = models.Party
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"X{n}")
    name = factory.LazyAttribute(
        lambda party: {"LA": "Lao PDR", "KH": "Cambodia", "VN": "Viet Nam"}.get(party.code, party.code)
    )
    kind = PartyKind.STATE
    member_since = datetime.date(1997, 7, 23)
    time_zone = "Asia/Vientiane"
    approval_required = False


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organization

    slug = factory.Sequence(lambda n: f"organization-{n}")
    party = factory.SubFactory(PartyFactory)
    kind = OrganizationKind.MINISTRY
    name = factory.Sequence(lambda n: f"Ministry {n}")


class OrganizationNameFactory(DjangoModelFactory):
    class Meta:
        model = models.OrganizationName

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Former ministry {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    role = Role.REPORTER
    party = factory.SubFactory(PartyFactory)


class AuditEventFactory(DjangoModelFactory):
    class Meta:
        model = models.AuditEvent

    sequence = factory.Sequence(lambda n: n + 1)
    at = factory.LazyFunction(timezone.now)
    action = "test.made"
    target_type = "user"
    target = "1"
    hash = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())


class OutboxMailFactory(DjangoModelFactory):
    class Meta:
        model = models.OutboxMail

    key = factory.Sequence(lambda n: f"test:{n}")
    to = "person@example.org"
    subject = "A subject"
    body = "A text."
    message_id = factory.Sequence(lambda n: f"<{n}@example.org>")


class FormTokenFactory(DjangoModelFactory):
    class Meta:
        model = models.FormToken

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda n: f"key{n}")
    digest = "0" * 64
    result = "/"


class KeptTextFactory(DjangoModelFactory):
    class Meta:
        model = models.KeptText

    user = factory.SubFactory(UserFactory)
    form_key = factory.Sequence(lambda n: f"key-{n}")
    path = "/follow-ups/AFML13-LA-S1-01/LA/update/"
    body = factory.LazyFunction(lambda: {"challenges": ["None so far."]})

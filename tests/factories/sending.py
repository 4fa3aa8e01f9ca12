"""Papers, receipts, statements, replies and filled sheets."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from recommendations import models
from recommendations.choices import OrganizationKind, ReplySource
from tests.factories.documents import RecommendationFactory
from tests.factories.people import OrganizationFactory, PartyFactory, UserFactory
from tests.factories.recording import UpdateFactory, UpdateVersionFactory


class SignatureSheetFactory(DjangoModelFactory):
    class Meta:
        model = models.SignatureSheet

    code = factory.Sequence(lambda n: f"LA-2026-{n:04}")
    party = factory.SubFactory(PartyFactory)
    made_by = factory.SubFactory(UserFactory)


class SignatureRowFactory(DjangoModelFactory):
    class Meta:
        model = models.SignatureRow

    sheet = factory.SubFactory(SignatureSheetFactory)
    version = factory.SubFactory(UpdateVersionFactory)
    number = factory.Sequence(lambda n: n + 1)


class PaperApprovalFactory(DjangoModelFactory):
    class Meta:
        model = models.PaperApproval

    sheet = factory.SubFactory(SignatureSheetFactory)
    name = "The Director-General"
    signed_on = datetime.date(2026, 9, 1)
    recorded_by = factory.SubFactory(UserFactory)


class ReceiptFactory(DjangoModelFactory):
    class Meta:
        model = models.Receipt

    reference = factory.Sequence(lambda n: f"LA-{n:05}")
    party = factory.SubFactory(PartyFactory)
    sent_at = factory.LazyFunction(timezone.now)
    sent_by = factory.SubFactory(UserFactory)


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = models.Statement

    recommendation = factory.SubFactory(RecommendationFactory)
    organization = factory.SubFactory(OrganizationFactory, kind=OrganizationKind.WORKERS)
    organization_name = factory.LazyAttribute(lambda row: row.organization.name)
    text = "The help desk is open two days a week."
    published_at = factory.LazyFunction(timezone.now)
    published_by = factory.SubFactory(UserFactory)


class ReplyFactory(DjangoModelFactory):
    class Meta:
        model = models.Reply

    update = factory.SubFactory(UpdateFactory)
    source = ReplySource.LETTER
    sender = "The ministry"
    dated_on = datetime.date(2026, 8, 1)
    entered_by = factory.SubFactory(UserFactory)


class VersionInformantFactory(DjangoModelFactory):
    class Meta:
        model = models.VersionInformant

    version = factory.SubFactory(UpdateVersionFactory)
    organization = factory.SubFactory(OrganizationFactory)
    name = factory.LazyAttribute(lambda row: row.organization.name)


class FilledSheetFactory(DjangoModelFactory):
    class Meta:
        model = models.FilledSheet

    party = factory.SubFactory(PartyFactory)
    file_name = "answers.xlsx"
    sha256 = "0" * 64
    content = factory.LazyFunction(lambda: {"rows": []})
    uploaded_by = factory.SubFactory(UserFactory)

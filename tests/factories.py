"""One factory for each own model. `make_people` in tests/cast.py has the fixed cast."""

import datetime
import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from recommendations import models
from recommendations.choices import (
    Addressee,
    Assessment,
    Decision,
    DocumentKind,
    EvidenceKind,
    ImportState,
    JobKind,
    OrganizationKind,
    Part,
    PartyKind,
    ReplySource,
    Status,
)
from recommendations.roles import Role


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

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


class ForumFactory(DjangoModelFactory):
    class Meta:
        model = models.Forum
        django_get_or_create = ("number",)

    number = factory.Sequence(lambda n: 101 + n)
    year = 2020
    theme = "A theme"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    slug = factory.Sequence(lambda n: f"theme-{n}")
    name = factory.Sequence(lambda n: f"Theme {n}")


class TargetGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.TargetGroup

    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Group {n}")


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.Document

    code = factory.Sequence(lambda n: f"AFML99-D{n}")
    forum = factory.SubFactory(ForumFactory)
    kind = DocumentKind.NATIONAL
    party = factory.SubFactory(PartyFactory)
    meeting = factory.Sequence(lambda n: f"Recommendations from Workshop {n}")
    held_on = datetime.date(2020, 10, 23)
    year = 2020
    published_at = factory.LazyFunction(timezone.now)


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = models.Edition

    document = factory.SubFactory(DocumentFactory)
    source_text = factory.Sequence(lambda n: f"Source text {n}")
    sha256 = factory.LazyAttribute(lambda edition: hashlib.sha256(edition.source_text.encode()).hexdigest())
    received_at = factory.LazyFunction(timezone.now)


class SubThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.SubTheme
        django_get_or_create = ("document", "position")

    document = factory.SubFactory(DocumentFactory)
    position = 1
    number = 1
    title = "A sub-theme"


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = models.Recommendation

    document = factory.SubFactory(DocumentFactory)
    sub_theme = factory.SubFactory(SubThemeFactory, document=factory.SelfAttribute("..document"))
    position = factory.Sequence(lambda n: n + 1)
    number = factory.SelfAttribute("position")
    label = factory.LazyAttribute(lambda recommendation: f"{recommendation.number}.")
    reference = factory.LazyAttribute(
        lambda recommendation: f"{recommendation.document.code}-S1-{recommendation.number:02}"
    )
    text = factory.Sequence(lambda n: f"Extend the protection of migrant workers, part {n}.")


class RecommendationThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.RecommendationTheme

    recommendation = factory.SubFactory(RecommendationFactory)
    theme = factory.SubFactory(ThemeFactory)
    is_main = True


class RecommendationTargetGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.RecommendationTargetGroup

    recommendation = factory.SubFactory(RecommendationFactory)
    target_group = factory.SubFactory(TargetGroupFactory)


class RecommendationAddresseeFactory(DjangoModelFactory):
    class Meta:
        model = models.RecommendationAddressee

    recommendation = factory.SubFactory(RecommendationFactory)
    addressee = Addressee.GOVERNMENT_ORIGIN


class FollowUpFactory(DjangoModelFactory):
    class Meta:
        model = models.FollowUp

    recommendation = factory.SubFactory(RecommendationFactory)
    party = factory.SelfAttribute("recommendation.document.party")
    asked_on = datetime.date(2020, 10, 23)


class ResponsibilityFactory(DjangoModelFactory):
    class Meta:
        model = models.Responsibility

    follow_up = factory.SubFactory(FollowUpFactory)
    organization = factory.SubFactory(OrganizationFactory, party=factory.SelfAttribute("..follow_up.party"))
    part = Part.LEAD


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = models.Round

    name = factory.Sequence(lambda n: f"Round {n}")
    opens_on = datetime.date(2026, 1, 1)
    due_on = datetime.date(2026, 12, 31)


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = models.Activity

    party = factory.SubFactory(PartyFactory)
    text = factory.Sequence(lambda n: f"Trained {n} labour inspectors.")
    starts_on = datetime.date(2022, 3, 1)


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Evidence

    party = factory.SubFactory(PartyFactory)
    title = factory.Sequence(lambda n: f"Evidence {n}")
    kind = EvidenceKind.REPORT


class EvidenceVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.EvidenceVersion

    evidence = factory.SubFactory(EvidenceFactory)
    link = factory.Sequence(lambda n: f"https://example.org/report-{n}")


class UpdateFactory(DjangoModelFactory):
    """A head in the state draft; give versions with UpdateVersionFactory, or use the actions."""

    class Meta:
        model = models.Update

    follow_up = factory.SubFactory(FollowUpFactory)
    created_by = factory.SubFactory(UserFactory)


class UpdateVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.UpdateVersion

    update = factory.SubFactory(UpdateFactory)
    number = 1
    status = Status.IN_PROGRESS
    saved_by = factory.SelfAttribute("update.created_by")


class VersionAgencyFactory(DjangoModelFactory):
    class Meta:
        model = models.VersionAgency

    version = factory.SubFactory(UpdateVersionFactory)
    organization = factory.SubFactory(OrganizationFactory)
    part = Part.LEAD
    name = factory.SelfAttribute("organization.name")


class VersionActivityFactory(DjangoModelFactory):
    class Meta:
        model = models.VersionActivity

    version = factory.SubFactory(UpdateVersionFactory)
    activity = factory.SubFactory(ActivityFactory)
    text = factory.SelfAttribute("activity.text")
    starts_on = factory.SelfAttribute("activity.starts_on")


class VersionEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = models.VersionEvidence

    version = factory.SubFactory(UpdateVersionFactory)
    evidence_version = factory.SubFactory(EvidenceVersionFactory)
    evidence = factory.SelfAttribute("evidence_version.evidence")
    title = factory.SelfAttribute("evidence.title")


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.Review

    version = factory.SubFactory(UpdateVersionFactory)
    update = factory.SelfAttribute("version.update")
    decision = Decision.ACCEPT
    assessment = Assessment.CONFIRMED
    decided_at = factory.LazyFunction(timezone.now)
    decided_by = factory.SubFactory(UserFactory)


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


class DocumentImportFactory(DjangoModelFactory):
    class Meta:
        model = models.DocumentImport

    state = ImportState.REVIEW
    source_text = factory.Sequence(lambda n: f"1. Establish a help desk number {n}.\n")
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.source_text.encode()).hexdigest())
    size = factory.LazyAttribute(lambda row: len(row.source_text.encode()))
    format = "text"
    received_at = factory.LazyFunction(timezone.now)


class SourcePageFactory(DjangoModelFactory):
    class Meta:
        model = models.SourcePage

    document_import = factory.SubFactory(DocumentImportFactory)
    number = 1
    lines = factory.LazyFunction(lambda: [{"number": 1, "text": "1. Establish a help desk."}])


class ExtractedSubThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.ExtractedSubTheme

    document_import = factory.SubFactory(DocumentImportFactory)
    position = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda row: row.position)
    title = "Services for migrant workers"


class ExtractFactory(DjangoModelFactory):
    class Meta:
        model = models.Extract

    document_import = factory.SubFactory(DocumentImportFactory)
    sub_theme = factory.SubFactory(ExtractedSubThemeFactory, document_import=factory.SelfAttribute("..document_import"))
    position = factory.Sequence(lambda n: n + 1)
    label = factory.LazyAttribute(lambda row: f"{row.number}.")
    number = factory.LazyAttribute(lambda row: row.position)
    text = factory.LazyAttribute(lambda row: f"Establish help desk number {row.number}.")
    found_text = factory.LazyAttribute(lambda row: row.text)
    line_from = 1
    line_to = 1


class JobFactory(DjangoModelFactory):
    class Meta:
        model = models.Job

    kind = JobKind.READ
    document_import = factory.SubFactory(DocumentImportFactory, state=ImportState.READING)


class FormerWordingFactory(DjangoModelFactory):
    class Meta:
        model = models.FormerWording

    recommendation = factory.SubFactory(RecommendationFactory)
    number = 1
    text = "Establish a help dekc."
    note = "A typing error."
    replaced_at = factory.LazyFunction(timezone.now)


class PlacingRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.PlacingRule

    theme = factory.SubFactory(ThemeFactory)
    words = factory.Sequence(lambda n: f"help desk {n}")


class HeadingWordFactory(DjangoModelFactory):
    class Meta:
        model = models.HeadingWord

    language = "vi"
    words = factory.Sequence(lambda n: f"Tiểu chủ đề {n}")


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


class KeptTextFactory(DjangoModelFactory):
    class Meta:
        model = models.KeptText

    user = factory.SubFactory(UserFactory)
    form_key = factory.Sequence(lambda n: f"key-{n}")
    path = "/follow-ups/AFML13-LA-S1-01/LA/update/"
    body = factory.LazyFunction(lambda: {"challenges": ["None so far."]})


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


class TargetDateChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.TargetDateChange

    follow_up = factory.SubFactory(FollowUpFactory)
    after = datetime.date(2027, 1, 1)
    changed_by = factory.SubFactory(UserFactory)


class FilledSheetFactory(DjangoModelFactory):
    class Meta:
        model = models.FilledSheet

    party = factory.SubFactory(PartyFactory)
    file_name = "answers.xlsx"
    sha256 = "0" * 64
    content = factory.LazyFunction(lambda: {"rows": []})
    uploaded_by = factory.SubFactory(UserFactory)

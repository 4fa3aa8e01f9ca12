"""Follow-ups, rounds, updates, evidence and reviews."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from recommendations import models
from recommendations.choices import Assessment, Decision, EvidenceKind, Part, Status
from tests.factories.documents import RecommendationFactory
from tests.factories.people import OrganizationFactory, PartyFactory, UserFactory


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
    sent_at = factory.SelfAttribute("decided_at")


class TargetDateChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.TargetDateChange

    follow_up = factory.SubFactory(FollowUpFactory)
    after = datetime.date(2027, 1, 1)
    changed_by = factory.SubFactory(UserFactory)

"""What reviewers keep beside the updates: sendings, seals, links, papers, meetings."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from recommendations import models
from recommendations.choices import PaperSection, ReviewField, SavedPage
from tests.factories.documents import RecommendationFactory
from tests.factories.people import PartyFactory, UserFactory
from tests.factories.recording import FollowUpFactory, ReviewFactory, RoundFactory, UpdateFactory, UpdateVersionFactory


class SendingFactory(DjangoModelFactory):
    class Meta:
        model = models.Sending

    party = factory.SubFactory(PartyFactory)
    sent_at = factory.LazyFunction(timezone.now)
    sent_by = factory.SubFactory(UserFactory)


class ReviewNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewNote

    review = factory.SubFactory(ReviewFactory)
    field = ReviewField.CHALLENGES
    text = "Please say more."


class SeenFactory(DjangoModelFactory):
    class Meta:
        model = models.Seen

    version = factory.SubFactory(UpdateVersionFactory)
    user = factory.SubFactory(UserFactory)


class ReopeningFactory(DjangoModelFactory):
    class Meta:
        model = models.Reopening

    update = factory.SubFactory(UpdateFactory)
    reason = "The law was changed."
    reopened_at = factory.LazyFunction(timezone.now)
    reopened_by = factory.SubFactory(UserFactory)


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = models.SavedView

    page = SavedPage.REVIEW
    name = factory.Sequence(lambda n: f"Filter {n}")
    query = "country=LA"
    saved_by = factory.SubFactory(UserFactory)


class SealFactory(DjangoModelFactory):
    class Meta:
        model = models.Seal

    round = factory.SubFactory(RoundFactory)
    number = factory.Sequence(lambda n: n + 1)
    template = 1
    facts = factory.LazyFunction(dict)
    sha256 = "0" * 64
    sealed_at = factory.LazyFunction(timezone.now)
    sealed_by = factory.SubFactory(UserFactory)


class SealedRowFactory(DjangoModelFactory):
    class Meta:
        model = models.SealedRow

    seal = factory.SubFactory(SealFactory)
    follow_up = factory.SubFactory(FollowUpFactory)
    position = factory.Sequence(lambda n: n + 1)
    data = factory.LazyFunction(dict)


class RoundReopeningFactory(DjangoModelFactory):
    class Meta:
        model = models.RoundReopening

    seal = factory.SubFactory(SealFactory)
    reason = "Two countries asked for more days."
    reopened_at = factory.LazyFunction(timezone.now)
    reopened_by = factory.SubFactory(UserFactory)


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = models.Link

    earlier = factory.SubFactory(RecommendationFactory)
    later = factory.SubFactory(RecommendationFactory)
    score = 0.8


class NotTakenUpFactory(DjangoModelFactory):
    class Meta:
        model = models.NotTakenUp

    recommendation = factory.SubFactory(RecommendationFactory)
    decided_at = factory.LazyFunction(timezone.now)
    decided_by = factory.SubFactory(UserFactory)


class PaperTextFactory(DjangoModelFactory):
    class Meta:
        model = models.PaperText

    round = factory.SubFactory(RoundFactory)
    section = PaperSection.SUMMARY
    text = "What this round showed."
    saved_by = factory.SubFactory(UserFactory)


class GoodPracticeFactory(DjangoModelFactory):
    class Meta:
        model = models.GoodPractice

    round = factory.SubFactory(RoundFactory)
    follow_up = factory.SubFactory(FollowUpFactory)
    title = "A help desk at the border"
    text = "It is open on market days."
    marked_by = factory.SubFactory(UserFactory)


class WordBaseFactory(DjangoModelFactory):
    class Meta:
        model = models.WordBase

    file = factory.django.FileField(filename="base.docx", data=b"not read")
    file_name = "base.docx"
    sha256 = "0" * 64
    uploaded_by = factory.SubFactory(UserFactory)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.Meeting

    name = factory.Sequence(lambda n: f"Meeting {n}")
    held_on = datetime.date(2026, 10, 1)
    created_by = factory.SubFactory(UserFactory)


class MeetingItemFactory(DjangoModelFactory):
    class Meta:
        model = models.MeetingItem

    meeting = factory.SubFactory(MeetingFactory)
    follow_up = factory.SubFactory(FollowUpFactory)
    position = factory.Sequence(lambda n: n + 1)

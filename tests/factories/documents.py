"""Forums, documents, their texts and the vocabularies."""

import datetime
import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from recommendations import models
from recommendations.choices import Addressee, DocumentKind
from tests.factories.people import PartyFactory


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

"""A row with a natural key is found by it again: fixtures name rows so, and ids may differ from site to site."""

import pytest
from django.apps import apps
from django.core import serializers

from tests import factories as f

pytestmark = pytest.mark.django_db

FACTORIES = (
    f.UserFactory, f.PartyFactory, f.OrganizationFactory, f.OrganizationNameFactory, f.ForumFactory, f.ThemeFactory,
    f.TargetGroupFactory, f.DocumentFactory, f.EditionFactory, f.SubThemeFactory, f.RecommendationFactory,
    f.RecommendationThemeFactory, f.RecommendationTargetGroupFactory, f.RecommendationAddresseeFactory,
    f.FollowUpFactory, f.ResponsibilityFactory, f.PlacingRuleFactory,
    f.HeadingWordFactory,
)  # fmt: skip


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_a_row_is_found_by_its_natural_key(factory):
    row, _another = factory(), factory()
    assert type(row)._default_manager.get_by_natural_key(*row.natural_key()) == row


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_a_row_goes_into_a_fixture_and_comes_back_to_itself(factory):
    row = factory()
    written = serializers.serialize("json", [row], use_natural_foreign_keys=True, use_natural_primary_keys=True)
    assert '"pk"' not in written
    [read] = serializers.deserialize("json", written)
    assert read.object.pk == row.pk


def test_every_model_with_a_natural_key_is_tried_here():
    models = apps.get_app_config("recommendations").get_models()
    assert {model for model in models if hasattr(model, "natural_key")} == {
        factory._meta.model for factory in FACTORIES
    }

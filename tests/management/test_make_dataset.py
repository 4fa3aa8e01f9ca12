import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from recommendations.management.dataset import making
from recommendations.management.dataset.words import MARK
from recommendations.models import (
    Activity,
    Document,
    FollowUp,
    Organization,
    Recommendation,
    Update,
    UpdateVersion,
    User,
)
from tests.factories import DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_each_recommendation_is_asked_of_eleven_states_and_all_of_it_holds(capsys, scale):
    count = scale(60, 1000)
    call_command("make_dataset", recommendations=count)
    assert f"Made {count} recommendations, {11 * count} follow-ups, " in capsys.readouterr().out

    assert Recommendation.objects.count() == count
    assert FollowUp.objects.count() == 11 * count
    assert FollowUp.objects.values("party").distinct().count() == 11
    answered = FollowUp.objects.answered().count()
    assert 0.35 * 11 * count < answered < 0.45 * 11 * count
    assert Update.objects.filter(state="accepted").count() == answered
    call_command("verify")
    assert capsys.readouterr().out.startswith("Everything holds:")


def test_everything_says_that_it_is_invented():
    making.make(10, seed=1)
    for model, column in ((Recommendation, "text"), (Document, "meeting"), (Activity, "text"), (User, "name")):
        assert all(text.startswith(MARK) for text in model.objects.values_list(column, flat=True)), model
    assert all(text.startswith(MARK) for text in UpdateVersion.objects.values_list("challenges", flat=True))


def made(seed):
    """What a seed makes, taken back at once."""
    with transaction.atomic():
        making.make(20, seed)
        versions = UpdateVersion.objects.order_by("pk").values_list(
            "update__follow_up__recommendation__reference", "update__follow_up__party__code", "status",
            "challenges", "activities__text", "activities__starts_on", "frozen_at",
        )  # fmt: skip
        result = [*Recommendation.objects.values_list("reference", "text"), *versions]
        transaction.set_rollback(True)
    return result


def test_the_same_seed_makes_the_same_and_another_another():
    first = made(7)
    assert made(7) == first
    assert made(8) != first


@pytest.mark.parametrize("factory", [UserFactory, DocumentFactory])
def test_other_data_is_left_alone(factory):
    row = factory()
    with pytest.raises(CommandError, match="holds other data"):
        call_command("make_dataset", recommendations=10)
    assert list(type(row).objects.all()) == [row]
    assert not Organization.objects.filter(slug="la-molsw").exists()


def test_twice_is_refused():
    call_command("make_dataset", recommendations=1)
    with pytest.raises(CommandError, match="holds other data"):
        call_command("make_dataset", recommendations=1)
    assert Recommendation.objects.count() == 1


def test_none_is_refused():
    with pytest.raises(CommandError, match="at least one"):
        call_command("make_dataset", recommendations=0)

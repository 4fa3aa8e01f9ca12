"""`verify` sees an answer that does not hold.

Rows are broken below the actions, as a hand in the database would.
"""

import datetime

import pytest

from recommendations.models import FollowUp, Review, Update, UpdateVersion, VersionActivity, VersionAgency
from tests import factories as f
from tests.cast import cambodia
from tests.management.verifying import THEN, answered, document, drop_check, unguarded, verify

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "planned"),
        ("assessment", "needs-evidence"),
        ("answered_at", THEN + datetime.timedelta(days=1)),
    ],
)
def test_a_follow_up_that_shows_another_answer(column, value):
    own = answered()
    FollowUp.objects.filter(pk=own.pk).update(**{column: value})
    out = verify()
    assert f"{own.recommendation.reference} LA: {column} is {value!r}, its accepted update says" in out
    assert len(out.splitlines()) == 1


def test_a_follow_up_that_shows_another_reason():
    own = answered()
    FollowUp.objects.filter(pk=own.pk).update(status="not-pursued", not_pursued_reason="for-others")
    assert "not_pursued_reason is 'for-others'" in verify()


def test_a_follow_up_that_shows_an_old_version():
    own = answered()
    other = f.UpdateVersionFactory(update=own.updates.get(), number=2)
    FollowUp.objects.filter(pk=own.pk).update(current_version=other)
    assert "current_version is" in verify()


def test_a_follow_up_without_the_answer_it_is_answered_under():
    own = answered()
    tied = f.FollowUpFactory(recommendation__document=own.recommendation.document, answered_under=own)
    assert f"{tied.recommendation.reference} LA: status is '', its accepted update says 'in-progress'" in verify()


def test_a_follow_up_that_shows_an_answer_it_never_had():
    answered()
    Review.objects.all().delete()
    assert "status is 'in-progress', its accepted update says ''" in verify()


def test_answered_under_another_countrys():
    own = f.FollowUpFactory(recommendation__document=document())
    other = f.FollowUpFactory(recommendation=own.recommendation, party=cambodia(), answered_under=own)
    assert f"{other.recommendation.reference} KH: answered under another country's follow-up" in verify()


def test_answered_under_two_levels():
    first = f.FollowUpFactory(recommendation__document=document())
    second = f.FollowUpFactory(recommendation__document=first.recommendation.document, answered_under=first)
    third = f.FollowUpFactory(recommendation__document=first.recommendation.document, answered_under=second)
    assert f"{third.recommendation.reference} LA: answered under a follow-up that is itself" in verify()


def test_a_main_theme_that_was_refused():
    placed = f.RecommendationThemeFactory(recommendation__document=document(), placing="refused")
    assert f"{placed.recommendation.reference}: its main theme {placed.theme.slug} was refused" in verify()


def test_two_leads_of_a_follow_up_and_of_a_version():
    own = answered()
    version = own.updates.get().versions.get()
    f.ResponsibilityFactory(follow_up=own)
    with unguarded("DROP INDEX responsibility_one_lead", "DROP INDEX version_one_lead"):
        f.ResponsibilityFactory(follow_up=own)
        f.VersionAgencyFactory(version=version, organization__party=own.party)
        out = verify()
    assert f"follow-up {own.pk}: 2 lead agencies" in out
    assert f"version {version.pk}: 2 lead agencies" in out


@pytest.mark.parametrize("head", [0, 2])
def test_a_head_that_points_beside_its_latest_version(head):
    update = answered().updates.get()
    Update.objects.filter(pk=update.pk).update(version=head)
    assert f"update {update.pk}: its head says version {head}, its latest version is 1" in verify()


def test_a_head_without_any_version():
    update = f.UpdateFactory(follow_up__recommendation__document=document())
    assert f"update {update.pk}: its head says version 0, its latest version is 0" in verify()


@pytest.mark.parametrize("state", ["submitted", "returned", "accepted", "superseded"])
def test_a_sent_update_without_a_frozen_version(state):
    sent = {"submitted_at": THEN, "submitted_by": f.UserFactory(), "version": 1}
    update = f.UpdateFactory(follow_up__recommendation__document=document(), state=state, **sent)
    f.UpdateVersionFactory(update=update)
    assert f"update {update.pk}: it is {state} without a frozen version" in verify()


def test_a_review_of_another_updates_version():
    own = answered()
    other = f.FollowUpFactory(recommendation__document=own.recommendation.document)
    stray = f.UpdateFactory(follow_up=other, version=1)
    version = f.UpdateVersionFactory(update=stray)
    Review.objects.update(version=version)
    assert f"review {Review.objects.get().pk}: its version is not frozen or of another update" in verify()


def test_a_frozen_version_without_its_status():
    update = answered().updates.get()
    with unguarded(drop_check("updateversion", "update_version_frozen_has_status")):
        UpdateVersion.objects.update(status="")
        out = verify()
    assert f"update {update.pk} version 1: frozen without all that belongs to it" in out


@pytest.mark.parametrize(("model", "column"), [(VersionAgency, "name"), (VersionActivity, "text")])
def test_a_frozen_version_with_an_empty_part(model, column):
    update = answered().updates.get()
    model.objects.update(**{column: ""})
    assert f"update {update.pk} version 1: frozen without all that belongs to it" in verify()


def test_a_frozen_version_replaced_by_nothing():
    update = answered().updates.get()
    with unguarded():
        UpdateVersion.objects.update(not_pursued_reason="replaced")
        out = verify()
    assert f"update {update.pk} version 1: frozen without all that belongs to it" in out


def test_a_version_with_another_countrys_things():
    version = answered().updates.get().versions.get()
    kh = cambodia()
    agency = f.VersionAgencyFactory(version=version, part="contributing", organization__party=kh)
    activity = f.VersionActivityFactory(version=version, activity__party=kh)
    evidence = f.VersionEvidenceFactory(version=version, evidence_version__evidence__party=kh)
    out = verify()
    for what, row in (("agency", agency), ("activity", activity), ("evidence", evidence)):
        assert f"{what} {row.pk} of a version belongs elsewhere" in out


def test_a_follow_up_in_two_open_rounds():
    own = f.FollowUpFactory(recommendation__document=document())
    rounds = f.RoundFactory.create_batch(2)
    for each in rounds:
        each.documents.add(own.recommendation.document)
        each.parties.add(own.party)
    assert f"{own.recommendation.reference} LA: in two open rounds" in verify()
    rounds[0].parties.set([cambodia()])
    assert verify().startswith("Everything holds")

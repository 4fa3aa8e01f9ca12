import datetime

import pytest

from recommendations.actions import asking, audit
from recommendations.errors import NotAllowed, Refused
from recommendations.models import AuditEvent, FollowUp, Recommendation
from tests.cast import EVERYBODY, cambodia, lao, person
from tests.factories import DocumentFactory, FollowUpFactory, PartyFactory, RecommendationFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 11, 9)


@pytest.fixture
def three():
    document = DocumentFactory(code="AFML13-WORKERS", kind="regional-workers", party=None)
    return [RecommendationFactory(document=document) for _ in range(3)]


def test_asking_opens_a_follow_up_for_each_recommendation(three):
    made = asking.ask(recommendations=three, party=lao(), asked_on=DAY, by=None)
    assert [follow_up.recommendation for follow_up in made] == three
    rows = FollowUp.objects.values_list("recommendation", "party__code", "asked_on", "status")
    assert list(rows) == [(each.pk, "LA", DAY, "") for each in three]


def test_what_was_asked_before_is_left_as_it_is(three):
    before = FollowUpFactory(recommendation=three[1], party=lao(), asked_on=datetime.date(2020, 1, 1))
    made = asking.ask(recommendations=Recommendation.objects.all(), party=lao(), asked_on=DAY, by=None)
    assert {each.recommendation_id for each in made} == {three[0].pk, three[2].pk}
    before.refresh_from_db()
    assert before.asked_on == datetime.date(2020, 1, 1)


def test_asking_again_is_refused(three):
    asking.ask(recommendations=three, party=lao(), asked_on=DAY, by=None)
    with pytest.raises(Refused) as refused:
        asking.ask(recommendations=three, party=lao(), asked_on=DAY, by=None)
    assert str(refused.value) == "Lao PDR has been asked about this already."
    assert (FollowUp.objects.count(), AuditEvent.objects.count()) == (3, 1)


def test_another_country_is_asked_on_its_own(three):
    for party in (lao(), cambodia()):
        asking.ask(recommendations=three[:1], party=party, asked_on=DAY, by=None)
    assert set(FollowUp.objects.values_list("party__code", flat=True)) == {"LA", "KH"}


def test_a_state_is_not_asked_as_of_a_day_before_it_joined(three):
    timor = PartyFactory(code="TL", name="Timor-Leste", member_since=datetime.date(2025, 10, 26))
    with pytest.raises(Refused) as refused:
        asking.ask(recommendations=three, party=timor, asked_on=datetime.date(2025, 10, 25), by=None)
    assert str(refused.value) == (
        "Timor-Leste joined ASEAN on 26 October 2025 and cannot be asked as of an earlier day."
    )
    assert not FollowUp.objects.exists()
    assert len(asking.ask(recommendations=three, party=timor, asked_on=timor.member_since, by=None)) == 3


def test_a_regional_body_can_be_asked(three):
    asean = PartyFactory(code="ASEAN", name="ASEAN", kind="regional-body", member_since=None)
    assert len(asking.ask(recommendations=three[:1], party=asean, asked_on=DAY, by=None)) == 1


def test_the_trail_says_who_was_asked_about_what(three):
    secretariat = person("secretariat")
    asking.ask(recommendations=three, party=lao(), asked_on=DAY, by=secretariat)
    event = AuditEvent.objects.get()
    assert (event.action, event.by, event.party, event.target_type) == (
        "follow_up.ask", secretariat, lao(), "party",
    )  # fmt: skip
    assert event.after == {
        "asked_on": "2020-11-09",
        "recommendations": [each.reference for each in three],
    }


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_only_the_secretariat_asks(role, three):
    user = person(role, None if role in ("reviewer", "stranger") else lao())
    with pytest.raises(NotAllowed):
        asking.ask(recommendations=three, party=lao(), asked_on=DAY, by=user)
    assert not FollowUp.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(three, monkeypatch):
    monkeypatch.setattr(audit, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        asking.ask(recommendations=three, party=lao(), asked_on=DAY, by=None)
    assert not FollowUp.objects.exists()

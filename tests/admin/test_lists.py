"""Every list costs the same for one row and for many, and finds words in any script on both engines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.choices import Addressee, Part
from recommendations.models import AuditEvent, OutboxMail, Review, Update, UpdateVersion, User
from recommendations.roles import Role
from tests import factories
from tests.admin.test_access import FINE, MAKERS, PAGES, address
from tests.factories import MembershipFactory, ReviewFactory, UpdateFactory, UpdateVersionFactory

pytestmark = pytest.mark.django_db


def make_readable(model):
    """A row that the secretariat may see in its list."""
    if model in (Review, Update, UpdateVersion):
        update = UpdateFactory(
            state="accepted", version=1, submitted_at="2026-01-01T00:00Z", submitted_by=factories.UserFactory()
        )
        version = UpdateVersionFactory(update=update, frozen_at="2026-01-01T00:00Z")
        review = ReviewFactory(version=version)
        return {Review: review, Update: update, UpdateVersion: version}[model]
    if model.__name__ == "Evidence":
        evidence = factories.EvidenceFactory(visibility="everybody")
        version = make_readable(UpdateVersion)
        source = factories.EvidenceVersionFactory(evidence=evidence)
        # A frozen version takes no more evidence by an action; the row itself may be added.
        factories.VersionEvidenceFactory(version=version, evidence_version=source)
        return evidence
    return MAKERS[model]()


@pytest.mark.parametrize("model", sorted(PAGES, key=str))
def test_a_list_costs_the_same_for_one_row_and_for_more(desk, secretariat, model):
    MembershipFactory(user=secretariat, role=Role.REVIEWER, party=None)
    counts, rows = [], []
    for more in (1, 3):
        for _ in range(more):
            make_readable(model)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = desk.get(address(model, "changelist"))
        assert page.status_code == FINE
        counts.append(len(queries))
        rows.append(page.context["cl"].result_count)
    assert rows[1] > rows[0] >= 1
    assert counts[0] == counts[1]
    assert counts[1] <= 12


@pytest.mark.parametrize("model", sorted(set(PAGES) - {OutboxMail, AuditEvent}, key=str))
def test_a_form_opens(desk, secretariat, model):
    MembershipFactory(user=secretariat, role=Role.REVIEWER, party=None)
    row = make_readable(model)
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(address(model, "change", row.pk))
    assert page.status_code == FINE
    assert len(queries) <= 25


@pytest.mark.parametrize("typed", ["ĐÀO TẠO", "đào  tạo", "Đào"])
def test_search_finds_names_whatever_the_case(desk, typed):
    theme = factories.ThemeFactory(name="Đào tạo nghề")
    factories.ThemeFactory(name="Wages")
    page = desk.get(address(type(theme), "changelist"), {"q": typed})
    assert list(page.context["cl"].queryset) == [theme]


@pytest.mark.parametrize("typed", ["ANGKOR ខ្មែរ", "angkor", "KH-S1-07"])
def test_search_finds_recommendations_and_their_follow_ups(desk, typed):
    document = factories.DocumentFactory(code="AFML14-KH")
    found = factories.RecommendationFactory(document=document, number=7, text="Angkor: ខ្មែរ workers")
    other = factories.RecommendationFactory(document=document, number=8, text="Something else")
    asked = factories.FollowUpFactory(recommendation=found)
    factories.FollowUpFactory(recommendation=other)
    for row in (found, asked):
        page = desk.get(address(type(row), "changelist"), {"q": typed})
        assert list(page.context["cl"].queryset) == [row]


def test_search_finds_people_by_part_of_name_or_address(desk):
    user = factories.UserFactory(email="khamla@example.org", name="Khamla Süd")
    for typed in ("KHAMLA@", "süd", "SÜD khamla"):
        page = desk.get(address(User, "changelist"), {"q": typed})
        assert list(page.context["cl"].queryset) == [user], typed


def test_history_leads_to_the_audit_trail(desk):
    theme = factories.ThemeFactory()
    answer = desk.get(address(type(theme), "history", theme.pk))
    assert answer.url == f"{reverse('admin:recommendations_auditevent_changelist')}?target_type=theme&target={theme.pk}"
    assert desk.get(answer.url).status_code == FINE


def with_rows(number):
    """A row of each kind that has others under its form, with `number` of them."""
    document, recommendation = factories.DocumentFactory(), factories.RecommendationFactory()
    follow_up, user = factories.FollowUpFactory(), factories.UserFactory()
    for at in range(number):
        factories.EditionFactory(document=document, number=at + 1, sha256=str(at), received_by=factories.UserFactory())
        factories.RecommendationThemeFactory(recommendation=recommendation, is_main=False)
        factories.RecommendationTargetGroupFactory(recommendation=recommendation)
        factories.RecommendationAddresseeFactory(recommendation=recommendation, addressee=Addressee.values[at])
        agency = factories.OrganizationFactory(party=follow_up.party)
        factories.ResponsibilityFactory(follow_up=follow_up, organization=agency, part=Part.CONTRIBUTING)
        factories.MembershipFactory(user=user, role=Role.REPORTER, party=agency.party, organization=agency)
    return document, recommendation, follow_up, user


def test_a_form_names_the_rows_under_it_without_asking_for_each(desk):
    for row in with_rows(3):  # N+1 queries are an error in tests
        assert desk.get(address(type(row), "change", row.pk)).status_code == FINE

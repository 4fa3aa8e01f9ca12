"""The admin is no side door: the secretariat reads no draft, no note, no assessment and no mail there."""

import pytest

from recommendations.actions import audit
from recommendations.models import (
    AuditEvent,
    Evidence,
    FollowUp,
    Organization,
    OutboxMail,
    Review,
    Update,
    UpdateVersion,
    User,
)
from recommendations.models.outbox import TRIES
from recommendations.roles import Role
from tests import factories
from tests.admin.test_access import FINE, address
from tests.admin.test_lists import make_readable
from tests.factories import MembershipFactory, OutboxMailFactory, UpdateFactory, UpdateVersionFactory

pytestmark = pytest.mark.django_db
BAD_REQUEST = 400
SENT = {"submitted_at": "2026-01-01T00:00Z"}


def listed(client, model, **query):
    return list(client.get(address(model, "changelist"), query).context["cl"].queryset)


@pytest.mark.parametrize("state", ["draft", "for-approval", "approved", "submitted", "returned"])
def test_updates_under_way_are_not_there(desk, state):
    accepted = make_readable(Update)
    hidden = UpdateFactory(state=state, submitted_by=factories.UserFactory(), **SENT)
    version = UpdateVersionFactory(update=hidden, frozen_at="2026-01-01T00:00Z")

    assert listed(desk, Update) == [accepted]
    assert listed(desk, UpdateVersion) == list(accepted.versions.all())
    for row in (hidden, version):
        assert desk.get(address(type(row), "change", row.pk)).status_code != FINE
    assert listed(desk, Update, q=hidden.follow_up.recommendation.reference) == []


def test_an_earlier_returned_version_of_an_accepted_update_is_not_there(desk):
    accepted = make_readable(Update)
    returned = UpdateVersionFactory(update=accepted, number=5, frozen_at="2026-01-01T00:00Z")
    draft = UpdateVersionFactory(update=accepted, number=6)
    for row in (returned, draft):
        assert row not in listed(desk, UpdateVersion)


def test_a_reviewer_in_the_secretariat_sees_submitted_ones_but_no_draft(desk, secretariat):
    MembershipFactory(user=secretariat, role=Role.REVIEWER, party=None)
    submitted = UpdateFactory(state="submitted", submitted_by=factories.UserFactory(), **SENT)
    UpdateFactory(state="draft")
    assert listed(desk, Update) == [submitted]


def test_reviews_and_assessments_are_not_there(desk):
    review = make_readable(Review)
    follow_up = review.update.follow_up
    assert listed(desk, Review) == []
    page = desk.get(address(FollowUp, "change", follow_up.pk))
    assert page.status_code == FINE
    assert "ssessment" not in page.content.decode()


def test_reviews_are_there_for_a_reviewer(desk, secretariat):
    MembershipFactory(user=secretariat, role=Role.REVIEWER, party=None)
    review = make_readable(Review)
    assert listed(desk, Review) == [review]


def test_evidence_that_is_not_shared_is_not_there(desk):
    shared = make_readable(Evidence)
    factories.EvidenceFactory()
    assert listed(desk, Evidence) == [shared]


def test_the_trail_shows_the_secretariats_own_events_only(desk, secretariat):
    own = factories.AuditEventFactory(target_type="theme")
    factories.AuditEventFactory(target_type="update", party=factories.PartyFactory())
    for told in ("mail.remind", "person.hand_over"):  # the drafts that pass on, and that something is not sent yet
        factories.AuditEventFactory(target_type="user", action=told)
    assert own in listed(desk, AuditEvent)
    assert {event.target_type for event in listed(desk, AuditEvent)} == {"theme"}


def test_mail_shows_whether_it_went_out_and_not_what_it_says(desk):
    mail = OutboxMailFactory(subject="Returned: AFML15-LA-S2-11", body="https://site/set-password/")
    page = desk.get(address(OutboxMail, "changelist")).content.decode()
    assert mail.to in page
    assert "Returned" not in page
    assert "set-password" not in page
    assert desk.get(address(OutboxMail, "change", mail.pk)).status_code != FINE


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (FollowUp, "assessment"),
        (FollowUp, "assessment_published"),
        (FollowUp, "answered_under__isnull"),
        (FollowUp, "party__follow_ups__assessment"),
        (User, "password__startswith"),
        (OutboxMail, "body__contains"),
        (OutboxMail, "subject__contains"),
        (UpdateVersion, "form_key__startswith"),
        (AuditEvent, "after__contains"),
        (Evidence, "versions__file__startswith"),
    ],
)
def test_no_list_is_narrowed_by_a_column_that_it_does_not_filter_by(desk, model, column):
    assert desk.get(address(model, "changelist"), {column: "1"}).status_code == BAD_REQUEST


@pytest.mark.parametrize(
    ("model", "query"),
    [
        (FollowUp, "status__exact=implemented"),
        (FollowUp, "party__id__exact=1"),
        (Update, "follow_up__party__id__exact=1"),
        (Organization, "to_check__exact=1"),
        (AuditEvent, "target_type=theme&target=1"),
    ],
)
def test_a_list_is_narrowed_by_its_own_filters(desk, model, query):
    assert desk.get(f"{address(model, 'changelist')}?{query}").status_code == FINE


def test_mail_that_was_given_up_is_found(desk):
    waiting, lost = OutboxMailFactory(attempts=1), OutboxMailFactory(attempts=len(TRIES))
    OutboxMailFactory(sent_at="2026-01-01T00:00Z")
    assert listed(desk, OutboxMail, state="waiting") == [waiting]
    assert listed(desk, OutboxMail, state="given_up") == [lost]
    assert len(listed(desk, OutboxMail)) == 3
    page = desk.get(address(OutboxMail, "changelist")).content.decode()
    assert '<td class="field-state">given up</td>' in page


def test_deleting_an_organization_in_use_is_refused_without_saying_where(desk):
    agency = factories.VersionAgencyFactory()
    url = address(Organization, "delete", agency.organization.pk)
    page = desk.get(url).content.decode()
    assert "It is in use on this site." in page
    assert "agency in a version" not in page.lower()
    desk.post(url, {"post": "yes"})
    assert Organization.objects.filter(pk=agency.organization.pk).exists()


def test_audit_knows_every_type_it_shows():
    from django.apps import apps

    from recommendations.admin.audit import KEPT_BY_SECRETARIAT

    names = {model._meta.model_name for model in apps.get_app_config("recommendations").get_models()}
    assert set(KEPT_BY_SECRETARIAT) <= names
    assert audit.record

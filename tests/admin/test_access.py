"""The admin is the secretariat's; what the workflow writes is only read there, and no draft is seen."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from recommendations.admin.base import ReadOnly
from recommendations.roles import Role
from tests import factories
from tests.cast import EVERYBODY, lao, person
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

PAGES = {model: page for model, page in admin.site._registry.items() if model._meta.app_label == "recommendations"}
EDITED = {model for model, page in PAGES.items() if not isinstance(page, ReadOnly)}
ADDED = {model for model in EDITED if PAGES[model].may_add}
DELETED = {model for model in EDITED if PAGES[model].may_delete}
MAKERS = {each._meta.model: each for each in vars(factories).values() if hasattr(each, "_meta") and each._meta.model}
REDIRECTS, FORBIDDEN, FINE = 302, 403, 200


def address(model, page, *args):
    return reverse(f"admin:recommendations_{model._meta.model_name}_{page}", args=args)


def every_page():
    """Each address of the admin, with a row behind it."""
    yield reverse("admin:index")
    yield reverse("admin:app_list", args=["recommendations"])
    for model in PAGES:
        row = MAKERS[model]()
        yield address(model, "changelist")
        yield address(model, "add")
        for page in ("change", "delete", "history"):
            yield address(model, page, row.pk)
    yield f"{reverse('admin:autocomplete')}?app_label=recommendations&model_name=membership&field_name=user"


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_only_the_secretariat_gets_in(client, role):
    client.force_login(person(role, lao()))
    for url in every_page():
        for answer in (client.get(url), client.post(url)):
            assert answer.status_code in (REDIRECTS, FORBIDDEN), url
            assert answer.status_code == FORBIDDEN or "/login/" in answer.url, url
    assert client.get(reverse("admin:index"), follow=True).status_code == FORBIDDEN


def test_signed_out_people_are_asked_to_sign_in(client):
    for url in every_page():
        answer = client.get(url)
        assert (answer.status_code, "/login/" in answer.url) == (REDIRECTS, True), url
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_the_models_that_carry_the_trail_are_all_read_only():
    names = {model.__name__ for model in set(PAGES) - EDITED}
    assert names == {
        "AuditEvent", "DocumentImport", "Evidence", "FollowUp", "Job", "OutboxMail", "Review", "Round", "Update",
        "UpdateVersion",
    }  # fmt: skip
    assert {model.__name__ for model in DELETED} == {
        "Forum", "HeadingWord", "Organization", "Party", "PlacingRule", "TargetGroup", "Theme",
    }  # fmt: skip


def test_models_without_a_page_are_parts_of_others_or_have_pages_on_the_site_itself():
    without = {model.__name__ for model in apps.get_app_config("recommendations").get_models()} - {
        model.__name__ for model in PAGES
    }
    assert without == {
        "Activity", "Edition", "EvidenceVersion", "Extract", "ExtractedSubTheme", "FilledSheet", "FormToken",
        "FormerWording", "GoodPractice", "KeptText", "Link", "Meeting", "MeetingItem", "NotTakenUp", "OrganizationName",
        "PaperApproval",
        "PaperText", "Receipt", "RecommendationAddressee",
        "RecommendationTargetGroup", "RecommendationTheme", "Reopening", "Reply", "Responsibility",
        "ReviewNote", "RoundReopening", "SavedView", "Seal", "SealedRow", "Seen", "Sending", "SignatureRow",
        "SignatureSheet", "SourcePage", "Statement", "SubTheme", "TargetDateChange", "VersionActivity",
        "VersionAgency", "VersionEvidence", "VersionInformant", "WordBase",
    }  # fmt: skip


@pytest.mark.parametrize("model", sorted(set(PAGES) - ADDED, key=str))
def test_what_is_not_added_here_refuses_adding(desk, model):
    for answer in (desk.get(address(model, "add")), desk.post(address(model, "add"))):
        assert answer.status_code == FORBIDDEN


@pytest.mark.parametrize("model", sorted(set(PAGES) - DELETED, key=str))
def test_what_is_not_deleted_here_refuses_deleting(desk, model):
    row = MAKERS[model]()
    answer = desk.post(address(model, "delete", row.pk), {"post": "yes"})
    assert answer.status_code in (FORBIDDEN, REDIRECTS)
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", sorted(set(PAGES) - EDITED, key=str))
def test_what_the_workflow_writes_cannot_be_posted_to(desk, secretariat, model):
    MembershipFactory(user=secretariat, role=Role.REVIEWER, party=None)
    MembershipFactory(user=secretariat, role=Role.REPORTER, party=(row := MAKERS[model]()) and lao())
    before = model.objects.filter(pk=row.pk).values().get()
    desk.post(address(model, "change", row.pk), {"_save": "Save", **{f"{name}": "1" for name in before}})
    assert model.objects.filter(pk=row.pk).values().get() == before


def test_there_is_no_deleting_by_the_dozen(desk):
    theme = factories.ThemeFactory()
    desk.post(address(type(theme), "changelist"), {"action": "delete_selected", "_selected_action": [theme.pk]})
    assert type(theme).objects.filter(pk=theme.pk).exists()


def test_a_password_is_changed_where_everybody_changes_it(desk):
    assert desk.get(reverse("admin:password_change")).url == reverse("account_change_password")

"""What the secretariat writes in the admin goes through actions and leaves an event."""

import pytest
from django.urls import reverse

from recommendations.actions import people
from recommendations.forms import refusals
from recommendations.models import (
    AuditEvent,
    Document,
    Membership,
    Organization,
    OutboxMail,
    Party,
    Recommendation,
    Theme,
    User,
)
from recommendations.roles import Role
from tests import factories
from tests.admin.test_access import FINE, REDIRECTS, address
from tests.cast import lao
from tests.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def save(client, url, **fields):
    """Post the form as a browser would: what it shows, with `fields` put over it."""
    page = client.get(url)
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    for each in page.context["inline_admin_formsets"]:
        formset = each.formset
        data |= {f"{formset.prefix}-{field.name}": field.value() for field in formset.management_form}
        for row in formset:
            data |= {row.add_prefix(name): row[name].value() for name in row.fields}
    data = {name: value for name, value in {**data, **fields}.items() if value is not None and value is not False}
    return client.post(url, data)


@pytest.fixture
def translated(monkeypatch):
    """Refusals are said in the reader's language: here one that shouts."""
    monkeypatch.setattr(refusals, "gettext", str.upper)


def last_event():
    event = AuditEvent.objects.latest("sequence")
    return event.action, event.before, event.after


def test_a_change_is_one_event_with_what_changed(desk, secretariat):
    party = lao()
    answer = save(desk, address(Party, "change", party.pk), approval_required="on")

    assert answer.status_code == REDIRECTS
    assert Party.objects.get(pk=party.pk).approval_required is True
    assert last_event() == ("party.save", {"approval_required": False}, {"approval_required": True})
    assert AuditEvent.objects.get().by == secretariat


def test_saving_without_a_change_writes_nothing(desk):
    party = lao()
    assert save(desk, address(Party, "change", party.pk)).status_code == REDIRECTS
    assert not AuditEvent.objects.exists()


def test_a_party_keeps_its_code(desk):
    party = lao()
    save(desk, address(Party, "change", party.pk), code="XX")
    assert Party.objects.get(pk=party.pk).code == "LA"


def test_an_organization_with_a_former_name_is_two_events(desk):
    organization = OrganizationFactory(party=lao(), name="Ministry of Labour")
    save(
        desk,
        address(Organization, "change", organization.pk),
        **{"name": "Ministry of Work", "names-TOTAL_FORMS": 1, "names-0-organization": organization.pk,
           "names-0-name": "Ministry of Labour", "names-0-valid_until": "2024-12-31"},
    )  # fmt: skip
    assert list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
        "organization.save", "organizationname.save",
    ]  # fmt: skip
    assert organization.names.get().name == "Ministry of Labour"


def test_deleting_what_nothing_hangs_on_keeps_what_it_was(desk):
    theme = factories.ThemeFactory(slug="wages", name="Wages")
    desk.post(address(Theme, "delete", theme.pk), {"post": "yes"})
    assert not Theme.objects.filter(pk=theme.pk).exists()
    action, before, after = last_event()
    assert (action, before["name"], after) == ("theme.delete", "Wages", None)
    assert AuditEvent.objects.get().target == str(theme.pk)


def test_a_recommendation_takes_a_note_and_placings_but_no_other_text(desk):
    theme, recommendation = factories.ThemeFactory(), factories.RecommendationFactory(text="As printed.")
    rows = "theme_placings"
    answer = save(
        desk,
        address(Recommendation, "change", recommendation.pk),
        **{"text": "Changed.", "reference": "X", "editor_note": "The print errs here.",
           f"{rows}-TOTAL_FORMS": 1, f"{rows}-0-recommendation": recommendation.pk, f"{rows}-0-theme": theme.pk,
           f"{rows}-0-is_main": "on", f"{rows}-0-placing": "confirmed"},
    )  # fmt: skip
    assert answer.status_code == REDIRECTS
    stored = Recommendation.objects.get(pk=recommendation.pk)
    assert (stored.text, stored.reference, stored.editor_note) == (
        "As printed.", recommendation.reference, "The print errs here.",
    )  # fmt: skip
    assert stored.theme_placings.get().theme == theme
    assert last_event()[0] == "recommendationtheme.save"


PLACINGS = "theme_placings"


@pytest.fixture
def placed():
    """A recommendation with a main theme and another."""
    recommendation = factories.RecommendationFactory()
    for is_main in (True, False):
        factories.RecommendationThemeFactory(recommendation=recommendation, is_main=is_main)
    return recommendation


def main_theme_after(desk, recommendation, **fields):
    before = recommendation.theme_placings.get(is_main=False)
    answer = save(desk, address(Recommendation, "change", recommendation.pk), **fields)
    return answer, recommendation.theme_placings.get(is_main=True) == before


@pytest.mark.parametrize("former", [{f"{PLACINGS}-0-is_main": None}, {f"{PLACINGS}-0-DELETE": "on"}])
def test_the_main_theme_changes_in_one_save(desk, placed, former):
    answer, changed = main_theme_after(desk, placed, **former, **{f"{PLACINGS}-1-is_main": "on"})
    assert (answer.status_code, changed) == (REDIRECTS, True)


def test_a_refused_theme_is_not_made_the_main_one(desk, placed):
    changes = {f"{PLACINGS}-0-is_main": None, f"{PLACINGS}-1-is_main": "on", f"{PLACINGS}-1-placing": "refused"}
    answer, changed = main_theme_after(desk, placed, **changes)
    assert (answer.status_code, changed) == (FINE, False)
    assert "A theme that was refused cannot be the main one." in answer.content.decode()


def test_two_main_themes_are_refused_in_a_sentence(desk, placed):
    answer, changed = main_theme_after(desk, placed, **{f"{PLACINGS}-1-is_main": "on"})
    assert (answer.status_code, changed) == (FINE, False)
    assert "A recommendation has one main theme at most." in answer.content.decode()


def test_a_document_keeps_what_its_references_rest_on(desk):
    document = factories.DocumentFactory(place="Vientiane")
    other = factories.ForumFactory()
    save(desk, address(Document, "change", document.pk), place="Hanoi", code="X", forum=other.pk, year=1999)
    stored = Document.objects.get(pk=document.pk)
    assert (stored.place, stored.code, stored.forum, stored.year) == (
        "Hanoi", document.code, document.forum, document.year,
    )  # fmt: skip


# --- People ------------------------------------------------------------------------------------------------


def test_a_new_person_is_invited(desk, secretariat):
    la = lao()
    answer = save(
        desk, reverse("admin:recommendations_user_add"),
        email="Khamla@example.org", name="Khamla", role="reporter", party=la.pk,
    )  # fmt: skip
    user = User.objects.get(email="khamla@example.org")
    assert answer.status_code == REDIRECTS
    assert user.memberships.get().party == la
    assert OutboxMail.objects.get().recipient == user
    assert AuditEvent.objects.get().by == secretariat
    assert last_event()[0] == "person.invite"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"role": "reporter"}, "party", "The role Reporter is held for a country or body: name it."),
        ({"role": "viewer", "email": "secretariat.region@example.org"}, "email", "is here already."),
        ({"role": "viewer", "email": "nobody"}, "email", "Enter a valid email address."),
        ({"role": ""}, "role", "This field is required."),
    ],
)
def test_a_wrong_invitation_says_so_beside_its_field(desk, fields, field, sentence):
    page = save(desk, reverse("admin:recommendations_user_add"), **{"email": "new@example.org", **fields})
    assert page.status_code == FINE
    assert sentence in str(page.context["adminform"].form.errors[field])
    assert User.objects.count() == 1
    assert not AuditEvent.objects.exists()


def test_a_persons_form_shows_no_password(desk):
    user = factories.UserFactory(email="khamla@example.org", name="Khamla")
    url = address(User, "change", user.pk)
    assert "password" not in desk.get(url).context["adminform"].form.fields
    save(desk, url, name="Khamla S.", password="x", made_nameless_at="2026-01-01")
    stored = User.objects.get(pk=user.pk)
    assert (stored.email, stored.name, stored.password) == ("khamla@example.org", "Khamla S.", user.password)
    assert last_event() == ("person.save_profile", None, {"changed": ["name"]})


def test_a_person_gets_another_address(desk):
    user = people.invite(email="khamla@example.org", role=Role.VIEWER).user
    answer = save(desk, address(User, "change", user.pk), email="Khamla@Ministry.example")
    assert answer.status_code == REDIRECTS
    assert User.objects.get(pk=user.pk).email == "khamla@ministry.example"
    assert last_event() == ("person.change_address", None, None)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("SECRETARIAT.region@example.org", "A person with this e-mail address is here already."),
        ("nobody", "Enter a valid email address."),
        ("", "This field is required."),
    ],
)
def test_an_address_that_cannot_be_is_refused_beside_its_field(desk, email, sentence):
    user = factories.UserFactory(email="khamla@example.org")
    page = save(desk, address(User, "change", user.pk), email=email)
    assert page.status_code == FINE
    assert page.context["adminform"].form.errors["email"] == [sentence]
    assert User.objects.get(pk=user.pk).email == "khamla@example.org"


def test_the_last_of_the_secretariat_cannot_keep_themselves_out(desk, secretariat, translated):
    page = save(desk, address(User, "change", secretariat.pk), is_active=None)
    assert "LAST PERSON OF THE SECRETARIAT" in str(page.context["adminform"].form.errors)
    assert User.objects.get(pk=secretariat.pk).is_active


def test_make_nameless_asks_once_more(desk):
    user = factories.UserFactory(name="Khamla")
    post = {"action": "make_nameless", "_selected_action": [user.pk]}
    page = desk.post(address(User, "changelist"), post)
    assert "This cannot be undone." in page.content.decode()
    assert User.objects.get(pk=user.pk).name == "Khamla"

    desk.post(address(User, "changelist"), {**post, "sure": "yes"})
    assert User.objects.get(pk=user.pk).name == ""
    assert last_event()[0] == "person.make_nameless"


def test_make_nameless_of_the_last_secretariat_is_refused_with_a_sentence(desk, secretariat, translated):
    post = {"action": "make_nameless", "_selected_action": [secretariat.pk], "sure": "yes"}
    page = desk.post(address(User, "changelist"), post, follow=True)
    assert "LAST PERSON OF THE SECRETARIAT" in page.content.decode()


# --- Roles -------------------------------------------------------------------------------------------------


def test_a_role_is_given_by_the_action(desk):
    user, la = factories.UserFactory(), lao()
    answer = save(desk, address(Membership, "add"), user=user.pk, role="approver", party=la.pk)
    assert answer.status_code == REDIRECTS
    assert user.memberships.get().role == Role.APPROVER
    assert last_event()[0] == "membership.give"


def test_a_role_that_does_not_fit_is_refused_beside_its_field(desk):
    page = save(desk, address(Membership, "add"), user=factories.UserFactory().pk, role="partner", party=lao().pk)
    assert "held in an organization" in str(page.context["adminform"].form.errors["organization"])
    assert Membership.objects.count() == 1


def test_only_the_days_of_a_role_can_be_changed(desk):
    membership = MembershipFactory(role=Role.VIEWER, party=lao())
    save(desk, address(Membership, "change", membership.pk), role="secretariat", party="", ends_on="2030-01-31")
    stored = Membership.objects.get(pk=membership.pk)
    assert (stored.role, stored.party.code, str(stored.ends_on)) == (Role.VIEWER, "LA", "2030-01-31")
    assert last_event()[0] == "membership.set_days"


def test_the_last_secretariat_role_cannot_end(desk, secretariat, translated):
    membership = secretariat.memberships.get()
    page = save(desk, address(Membership, "change", membership.pk), ends_on="2020-01-31")
    assert "LAST PERSON OF THE SECRETARIAT" in str(page.context["adminform"].form.errors)
    post = {"action": "end_now", "_selected_action": [membership.pk]}
    page = desk.post(address(Membership, "changelist"), post, follow=True)
    assert "LAST PERSON OF THE SECRETARIAT" in page.content.decode()


def test_roles_can_be_ended_at_once(desk):
    membership = MembershipFactory(role=Role.VIEWER, party=lao())
    desk.post(address(Membership, "changelist"), {"action": "end_now", "_selected_action": [membership.pk]})
    assert Membership.objects.get(pk=membership.pk).ends_on
    assert last_event()[0] == "membership.end"


# --- What no page of the admin sends ------------------------------------------------------------------------


@pytest.mark.parametrize("junk", ["x", "\x00", "9" * 30])
def test_what_is_no_row_is_refused_and_never_an_error(desk, secretariat, junk):
    """Django hands it on to the database, which may not take it."""
    for model, action in ((User, "make_nameless"), (Membership, "end_now")):
        post = {"action": action, "_selected_action": [junk], "sure": "yes"}
        assert desk.post(address(model, "changelist"), post).status_code == 400
    for model, name in ((Membership, "user"), (Organization, "successor")):
        page = save(desk, address(model, "add"), **{name: junk})
        assert page.context["adminform"].form.errors[name]
    assert desk.get(address(Document, "changelist"), {"party": junk}).status_code in (302, 400)
    assert not AuditEvent.objects.exists()

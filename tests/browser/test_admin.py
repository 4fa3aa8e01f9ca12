"""The admin in a browser, under the strict Content-Security-Policy: the fixture fails on any complaint."""

import re

import pytest

from tests.cast import lao, person
from tests.factories import OrganizationFactory, RecommendationFactory, ThemeFactory

pytestmark = pytest.mark.django_db(transaction=True)
ADMIN = "/admin/recommendations/"


@pytest.fixture
def desk(page, sign_in):
    sign_in(page, person("secretariat"))
    return page


def test_the_admins_pages_bear_the_policy(desk):
    organization = OrganizationFactory(party=lao())
    pages = (
        "",
        "organization/",
        f"organization/{organization.pk}/change/",
        "membership/add/",
        "user/add/",
        "auditevent/",
    )
    for path in pages:
        answer = desk.goto(f"{ADMIN}{path}")
        assert answer.status == 200, path
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert desk.locator("h1").count() == 1


def test_a_role_is_given_with_a_search_for_the_person(desk):
    la = lao()
    user = person("stranger")
    desk.goto(f"{ADMIN}membership/add/")
    desk.locator(".field-user .select2-selection").click()
    desk.locator(".select2-search__field").fill("STRANGER")
    desk.locator(".select2-results__option", has_text=str(user)).click()
    desk.select_option("#id_role", "reporter")
    desk.select_option("#id_party", str(la.pk))
    desk.locator("input[name=_save]").click()
    desk.wait_for_url(re.compile(r"/membership/$"))
    assert [held.role for held in user.memberships.all()] == ["reporter"]


def test_rows_are_added_under_a_form(desk):
    theme, recommendation = ThemeFactory(), RecommendationFactory()
    desk.goto(f"{ADMIN}recommendation/{recommendation.pk}/change/")
    desk.locator("#theme_placings-group .add-row a").click()
    desk.select_option("#id_theme_placings-0-theme", str(theme.pk))
    desk.locator("input[name=_save]").click()
    desk.wait_for_url(re.compile(r"/recommendation/$"))
    assert recommendation.theme_placings.get().theme == theme


@pytest.mark.parametrize("window", ["page", "phone"])
def test_the_profile_reads_well(request, sign_in, axe_check, window):
    page = request.getfixturevalue(window)
    sign_in(page, person("reporter", lao()))
    page.goto("/profile/")
    axe_check(page)
    page.locator("#id_name").evaluate("field => field.removeAttribute('maxlength')")
    page.fill("#id_name", "x" * 200)
    page.get_by_role("button", name="Save").click()
    assert "There is a problem" in page.inner_text("main")
    axe_check(page)

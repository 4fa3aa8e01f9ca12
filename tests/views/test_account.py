"""The pages of one's own account: only what can be done is offered, and what is refused has one sentence."""

import pytest
from allauth.account.models import EmailAddress

from tests.html import check_page, text_of

pytestmark = pytest.mark.django_db
URL = "/accounts/email/"


def offers(client):
    """The actions beside each address: "address: name of the action"."""
    forms = [form for form in check_page(client.get(URL).content).iter("form") if form.get("class")]
    found = []
    for form in forms:
        addresses = [field.get("value") for field in form.iter("input") if field.get("name") == "email"]
        found += [f"{addresses[0]}: {button.get('name')}" for button in form.iter("button")]
    return found


def test_nothing_can_be_done_with_the_only_address(client, reporter):
    assert offers(client) == []
    assert reporter.email in client.get(URL).content.decode()


def test_an_address_that_is_not_confirmed_can_be_or_go(client, reporter):
    EmailAddress.objects.create(user=reporter, email="second@example.org")
    assert offers(client) == ["second@example.org: action_send", "second@example.org: action_remove"]


def test_a_confirmed_address_can_become_the_main_one_or_go(client, reporter):
    EmailAddress.objects.create(user=reporter, email="second@example.org", verified=True)
    assert offers(client) == ["second@example.org: action_primary", "second@example.org: action_remove"]
    client.post(URL, {"email": "second@example.org", "action_primary": ""})
    assert EmailAddress.objects.get(user=reporter, primary=True).email == "second@example.org"
    assert offers(client) == [f"{reporter.email}: action_primary", f"{reporter.email}: action_remove"]


@pytest.mark.parametrize("address", ["no address", "x" * 400 + "@example.org", "a\x00@example.org", "x" * 400 + "\x00"])
@pytest.mark.parametrize(
    ("url", "field", "more"),
    [
        ("/accounts/login/", "login", {"password": "not the password"}),
        ("/accounts/password/reset/", "email", {}),
        (URL, "email", {"action_add": ""}),
    ],
)
def test_a_wrong_address_has_one_sentence(client, request, url, field, more, address):
    if url == URL:
        request.getfixturevalue("reporter")
    page = client.post(url, {field: address, **more}).content.decode().replace("\x00", "")
    error = next(each for each in check_page(page).iter() if each.get("id") == f"id_{field}_error")
    assert text_of(error) == "Error: Write the whole e-mail address, for example name@example.org."


def test_a_wrong_password_does_not_say_which_half_is_wrong(client, reporter):
    client.logout()
    page = client.post("/accounts/login/", {"login": reporter.email, "password": "not the password"}).content.decode()
    assert "The e-mail address or the password is wrong." in page

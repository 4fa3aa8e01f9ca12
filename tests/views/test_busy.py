"""A writer whose wait for the others was too long: one plain page, nothing lost."""

import sqlite3

import pytest
from django.db import connection
from django.urls import reverse

from recommendations.models import Update
from tests.cast import lao, person
from tests.factories import FollowUpFactory
from tests.html import check_page, text_of
from tests.views.posting import as_it_stands

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a queue of writers"),
]


@pytest.fixture
def form(client):
    client.force_login(person("reporter", lao()))
    return reverse("update_edit", args=FollowUpFactory(party=lao()).address)


@pytest.fixture
def somebody_writes(form):
    """Another process holds the database, and we wait for a twentieth of a second instead of twenty."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")

    def begin():
        other.execute("BEGIN IMMEDIATE")

    yield begin
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20000")


def test_what_was_typed_is_shown_and_the_site_says_when_to_come_again(client, form, somebody_writes):
    page = client.get(form)
    sent = {"form_key": page.context["form"]["form_key"].value(), "opened_version": 0, "then": "draft"}
    sent |= {
        "challenges": "Few <b>inspectors</b> so far.",
        "next_steps": "ບໍ່ມີ",
        "activities-TOTAL_FORMS": 0,
        "activities-INITIAL_FORMS": 0,
    }
    somebody_writes()
    response = client.post(form, sent)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    tree = check_page(response.content)
    text = response.content.decode()
    assert "Nothing was changed." in text
    told = [(each.tag, text_of(each)) for each in tree.find(".//dl")]
    assert told == [
        ("dt", "Challenges"), ("dd", "Few <b>inspectors</b> so far."), ("dt", "Next steps"), ("dd", "ບໍ່ມີ"),
    ]  # fmt: skip
    assert not Update.objects.exists()
    again = as_it_stands(tree.find(".//form"))
    del again["csrfmiddlewaretoken"]
    assert again == {name: [str(value)] for name, value in sent.items()}


def test_a_password_is_not_said_back(client, form, somebody_writes):
    client.logout()
    somebody_writes()
    response = client.post("/accounts/login/", {"login": "reporter@example.org", "password": "four words of mine"})
    assert b"four words" not in response.content

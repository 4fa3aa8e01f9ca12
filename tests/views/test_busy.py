"""A writer whose wait for the others was too long: one plain page, nothing lost."""

import sqlite3

import pytest
from django.db import connection
from django.urls import reverse

from recommendations.models import Update
from tests.cast import lao, person
from tests.factories import FollowUpFactory
from tests.html import check_page

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
    sent |= {"challenges": "Few <b>inspectors</b> so far.", "activities-TOTAL_FORMS": 0, "activities-INITIAL_FORMS": 0}
    somebody_writes()
    response = client.post(form, sent)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    check_page(response.content)
    text = response.content.decode()
    assert "Nothing was changed." in text
    assert "Few &lt;b&gt;inspectors&lt;/b&gt; so far." in text
    assert not Update.objects.exists()

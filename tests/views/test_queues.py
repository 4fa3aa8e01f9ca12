"""The task list and the review queue: pages of them, and the same queries for few rows and many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import lao, person
from tests.desk import Desk
from tests.factories import FollowUpFactory

pytestmark = pytest.mark.django_db


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(url)
    assert response.status_code == 200
    return len(seen), response.content.decode()


def test_task_list_has_pages_and_costs_the_same_for_one_row_and_thirty(client):
    country = lao()
    client.force_login(person("reporter", country))
    FollowUpFactory(recommendation__document__party=country, party=country)
    one, html = queries(client, "/tasks/")
    assert "Rows 1 to 1 of 1" in html
    for _ in range(29):
        FollowUpFactory(recommendation__document__party=country, party=country)
    thirty, html = queries(client, "/tasks/")
    assert "Rows 1 to 25 of 30" in html
    assert "Rows 26 to 30 of 30" in client.get("/tasks/?page=2").content.decode()
    assert one == thirty <= 12


def test_review_queue_has_pages_and_costs_the_same_for_one_row_and_thirty(client):
    desk = Desk(approval=False)
    desk.to("submitted")
    client.force_login(desk["reviewer"])
    one, html = queries(client, "/review/")
    assert "Rows 1 to 1 of 1" in html
    for _ in range(29):
        desk.to("submitted", follow_up=desk.another())
    thirty, html = queries(client, "/review/")
    assert "Rows 1 to 25 of 30" in html
    assert one == thirty <= 12

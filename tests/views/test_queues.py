"""The pages of work: how many rows they show at once, and how many queries they cost."""

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


def test_task_list_has_pages_and_costs_the_same_for_one_row_and_sixty(client):
    country = lao()
    client.force_login(person("reporter", country))
    FollowUpFactory(recommendation__document__party=country, party=country)
    one, html = queries(client, "/tasks/")
    assert "Rows 1 to 1 of 1" in html
    for _ in range(59):
        FollowUpFactory(recommendation__document__party=country, party=country)
    sixty, html = queries(client, "/tasks/")
    assert "Rows 1 to 50 of 60" in html
    assert "Rows 51 to 60 of 60" in client.get("/tasks/?page=2").content.decode()
    assert "Rows 1 to 60 of 60" in client.get("/tasks/?size=100").content.decode()
    assert one == sixty <= 12


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


@pytest.mark.parametrize("state", ["draft", "for-approval", "approved", "submitted", "returned", "accepted"])
@pytest.mark.parametrize("reader", ["reporter", "approver", "reviewer", "foreigner"])
def test_follow_up_costs_twelve_queries_at_most(client, state, reader):
    desk = Desk(approval=True)
    desk.to("accepted")
    if state != "accepted":
        desk.to(state)
    client.force_login(desk[reader])
    assert queries(client, desk.follow_up.get_absolute_url())[0] <= 12


def test_review_costs_twelve_queries_at_most(client):
    desk = Desk(approval=True)
    desk.to("accepted")
    update = desk.to("submitted")
    client.force_login(desk["reviewer"])
    address = f"/review/{update.follow_up.recommendation.reference}/{update.follow_up.party.code}/"
    assert queries(client, address)[0] <= 12

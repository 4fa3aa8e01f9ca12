"""Opening, extending and closing a round by its pages."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from recommendations.models import FollowUp, Round
from recommendations.roles import Role
from tests.factories import MembershipFactory, RoundFactory
from tests.html import check_page, text_of
from tests.reviewing import decide
from tests.views.posting import Reply, as_it_stands, form_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("september")]


def client_of(desk, role="reviewer"):
    client = Client()
    client.force_login(desk[role])
    return client


def send(desk, url, control="form_key", /, **changes):
    client = client_of(desk)
    response = client.get(url)
    check_page(response.content)
    form = form_with(response.content.decode(), control)
    response = client.post(url, {**as_it_stands(form), **changes})
    return Reply(response.status_code, response.content.decode()) if response.status_code != 302 else response


def opened(desk, **given):
    document = desk.follow_up.recommendation.document
    start = {"name": "Round 1", "due_on": "30/09/2026", "documents": [document.pk], "parties": [desk.party.pk]}
    return send(desk, "/rounds/new/", "due_on", **{**start, **given})


def test_a_round_is_opened_seen_extended_and_closed(desk):
    response = opened(desk)
    found = Round.objects.get()
    assert response.url == f"/rounds/{found.pk}/"
    assert (found.opens_on, found.due_on) == (datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))
    page = check_page(client_of(desk, "viewer").get(response.url).content)
    assert "0 of 1 asked are answered in this round." in text_of(page.find(".//main"))
    asked = text_of(check_page(client_of(desk, "viewer").get(desk.follow_up.get_absolute_url()).content))
    assert ("Asked, answer not yet due" in asked, "No information received" in asked) == (True, False)
    assert "30 September 2026, 23:59 Vientiane time" in text_of(page.find(".//main"))
    send(desk, f"{response.url}change/", "due_on", due_on="15/10/2026")
    found.refresh_from_db()
    assert found.due_on == datetime.date(2026, 10, 15)
    send(desk, f"{response.url}close/")
    found.refresh_from_db()
    assert found.closed_by == desk["reviewer"]


def test_a_round_of_the_past_takes_what_was_answered_then(desk):
    FollowUp.objects.update(asked_on=datetime.date(2025, 1, 1))
    response = opened(desk, name="Round of 2025", opens_on="01/02/2025", due_on="30/04/2025", is_over="on")
    found = Round.objects.get()
    assert response.url == found.get_absolute_url()
    page = text_of(check_page(client_of(desk).get(response.url).content).find(".//main"))
    assert "Closed on 30 April 2025. Answers were due by the end of 30 April 2025." in page
    assert "how things stand today, not then" in page
    assert client_of(desk).get(f"/rounds/{found.pk}/answers/LA.xlsx").status_code == 200
    for path in (f"/reports/progress/?round={found.pk}", f"/rounds/{found.pk}/compare/", "/rounds/"):
        assert client_of(desk).get(path).status_code == 200


def test_what_was_changed_since_the_page_was_opened_is_not_closed_unseen(desk):
    url = opened(desk).url
    client = client_of(desk)
    typed = as_it_stands(form_with(client.get(f"{url}close/").content.decode(), "form_key"))
    send(desk, f"{url}change/", "due_on", due_on="15/10/2026")
    response = client.post(f"{url}close/", typed, follow=True)
    assert response.redirect_chain == [(f"{url}close/", 302)]
    assert "Somebody changed this round after you opened the page." in response.content.decode()
    assert Round.objects.get().closed_at is None


def test_an_overlap_stands_beside_the_documents(desk):
    opened(desk)
    reply = opened(desk, name="Round 2")
    reply.check()
    told = (
        "The round “Round 1” is open and asks Lao PDR about AFML15-LA already. "
        "Leave out these documents or countries, or close that round first."
    )
    assert reply.summary() == [f"Documents: {told}"]


def test_what_is_missing_is_said_beside_each_field(desk):
    reply = opened(desk, name="", due_on="soon", documents=[], parties=[])
    reply.check()
    assert reply.beside("name") == "Fill in this field."
    assert reply.beside("due_on") == "Write the date as day/month/year, for example 30/09/2026."
    assert reply.summary()[-2:] == ["Documents: Tick at least one document.", "Countries: Tick at least one country."]
    assert not Round.objects.exists()


def test_before_it_is_closed_it_says_what_waits_for_the_reviewers(desk):
    url = opened(desk).url
    rows = (desk.follow_up, desk.another(), desk.another())
    mine, other, _undecided = (desk.to("submitted", follow_up=each) for each in rows)
    decide(mine, desk["reviewer"])
    decide(other, MembershipFactory(role=Role.REVIEWER, party=None).user)
    client = client_of(desk)
    client.get(f"{url}close/")
    with CaptureQueriesContext(connection) as asked:
        page = check_page(client.get(f"{url}close/").content)
    assert len(asked) <= 12
    assert "Countries may still answer in time: answers are due on 30 September 2026." in text_of(page.find(".//main"))
    (waits,) = page.findall(".//*[@class='govuk-inset-text']//li")
    assert text_of(waits) == (
        "Lao PDR: 1 answer to decide on, Lao PDR, 2 decisions to send, Lao PDR (1 by a colleague)"
    )  # fmt: skip
    addresses = [each.get("href") for each in waits.findall(".//a")]
    assert addresses == ["/review/?country=LA&state=new&state=looked", "/review/send/LA/"]
    queue = client_of(desk).get(addresses[0]).content.decode()
    assert queue.count("AFML15-LA") >= 1
    send(desk, f"{url}close/")
    assert "wait for the reviewers" not in client_of(desk).get(url).content.decode()


def test_the_list_costs_the_same_for_one_round_and_for_thirty(client, desk):
    client.force_login(desk["reviewer"])

    def cost():
        client.get("/rounds/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/rounds/").status_code == 200
        return len(seen)

    opened(desk)
    one = cost()
    for number in range(29):
        RoundFactory(name=f"Another {number}").parties.add(desk.party)
    assert one == cost() <= 12


def test_a_round_costs_twelve_queries_at_most(client, desk):
    found = opened(desk)
    client.force_login(desk["reporter"])
    client.get(found.url)
    with CaptureQueriesContext(connection) as seen:
        client.get(found.url)
    assert len(seen) <= 12

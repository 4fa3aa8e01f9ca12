"""Filters kept under a name: the page they lead to, whose they are, and that an address gives nothing away."""

import uuid

import pytest
from django.test import Client

from recommendations.choices import SavedPage
from recommendations.models import SavedView
from recommendations.views.saved import ROUTES
from tests.factories import SavedViewFactory
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


def as_(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("page", "address"), [
    ("review", "/review/"), ("recommendations", "/recommendations/"), ("report", "/reports/progress/"),
])  # fmt: skip
def test_filters_are_saved_from_their_page_and_lead_back_to_it(desk, page, address):
    client = as_(desk["reviewer"])
    desk.to("submitted")
    query = "country=LA&forum=15"
    html = client.get(f"{address}?{query}&page=2").content.decode()
    link = f"/saved/new/?page={page}&amp;query=country%3DLA%26forum%3D15"
    assert link in html
    html = client.get(link.replace("&amp;", "&")).content.decode()
    check_page(html)
    answer = client.post("/saved/new/", as_it_stands(form_with(html, "name")) | {"name": "Lao PDR, 15th"})
    assert (answer.status_code, answer.url) == (302, f"{address}?{query}")
    found = SavedView.objects.get()
    assert (found.page, found.query, found.saved_by) == (page, query, desk["reviewer"])
    html = client.get(f"{address}?{query}").content.decode()
    named = f'<a href="/saved/{found.key}/" aria-current="true">Lao PDR, 15th</a>'
    assert (named in html) == (page != "report")  # a paper is read, not chosen from
    assert client.get(f"/saved/{found.key}/").url == f"{address}?{query}"


def test_every_page_that_can_be_saved_has_its_route():
    assert set(ROUTES) == set(SavedPage.values)


def test_the_same_name_twice_on_one_page_is_refused(desk):
    SavedViewFactory(saved_by=desk["reviewer"], name="Long waits")
    client = as_(desk["reviewer"])
    page = client.get("/saved/new/?page=review&query=age%3Dolder").content.decode()
    answer = client.post("/saved/new/", as_it_stands(form_with(page, "name")) | {"name": " Long waits "})
    assert "You have saved filters under this name already." in answer.content.decode()
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("query", ["https://example.org/", "//example.org", "next=//example.org", "a" * 400])
def test_an_address_leads_nowhere_but_to_the_page(desk, query):
    client = as_(desk["reviewer"])
    page = client.get("/saved/new/", {"page": "review", "query": query}).content.decode()
    answer = client.post("/saved/new/", as_it_stands(form_with(page, "name")) | {"name": "Mine"})
    assert answer.url.startswith("/review/?")


@pytest.mark.parametrize("page", ["", "admin"])
def test_only_known_pages_are_saved(desk, page):
    answer = as_(desk["reviewer"]).get("/saved/new/", {"page": page, "query": "x=1"})
    assert (answer.status_code, answer.url) == (302, "/saved/")


def test_whoever_opens_it_sees_what_they_may(desk):
    update = desk.to("submitted")
    saved = SavedViewFactory(saved_by=desk["reviewer"], query="country=LA")
    reference = update.follow_up.recommendation.reference
    assert reference in as_(desk["reviewer"]).get(saved.get_absolute_url(), follow=True).content.decode()
    assert as_(desk["foreigner"]).get(saved.get_absolute_url(), follow=True).status_code == 403
    assert as_(desk["stranger"]).get(saved.get_absolute_url()).status_code == 403
    assert as_(desk["foreigner"]).get(f"/saved/{uuid.uuid4()}/").status_code == 404


def test_the_list_holds_one_s_own_and_deletes_them(desk):
    mine, theirs = SavedViewFactory(saved_by=desk["reviewer"]), SavedViewFactory(saved_by=desk["viewer"])
    client = as_(desk["reviewer"])
    html = client.get("/saved/").content.decode()
    check_page(html)
    assert (str(mine.key) in html, str(theirs.key) in html) == (True, False)
    assert f"http://testserver/saved/{mine.key}/" in html
    page = client.get(f"/saved/{mine.key}/delete/").content.decode()
    check_page(page)
    assert SavedView.objects.count() == 2
    assert client.post(f"/saved/{mine.key}/delete/", as_it_stands(form_with(page, "form_key"))).url == "/saved/"
    assert SavedView.objects.get() == theirs
    assert client.post(f"/saved/{theirs.key}/delete/").status_code == 404

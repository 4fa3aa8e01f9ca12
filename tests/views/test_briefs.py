"""The pages of the brief: its address, its editions, its links to rows, and what is refused."""

import datetime
import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from recommendations.choices import Assessment, Placing, Status
from recommendations.filters.follow_ups import FollowUpFilters
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.html import check_page
from tests.reports.test_brief import day, place, rows_of

pytestmark = pytest.mark.django_db
URL = "/reports/brief/"


@pytest.fixture
def asked():
    rows = rows_of(lao(), 4)
    for row in rows:
        place(row)
    accepted_answer(rows[0], activities=[("Opened a help desk", day(2023), None)], evidence=["A decree"])
    accepted_answer(rows[1], Status.IMPLEMENTED)
    return rows


def test_the_question_of_a_donor_takes_one_address(client, viewer, asked):
    page = client.get(f"{URL}?theme=access-to-justice&since=2020").content.decode()
    check_page(page)
    assert "Access to justice: what is reported since 1 January 2020" in page
    assert "Opened a help desk" in page
    assert "?theme=access-to-justice&amp;since=2020-01-01&amp;edition=public" in page


def test_without_a_question_it_asks_for_one(client, viewer, asked):
    page = client.get(URL).content.decode()
    check_page(page)
    assert 'name="suggested" id="id_suggested" checked' in page or "checked" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=soon", "Write the date as day/month/year"),
        ("theme=nothing", "“nothing” is not in this list."),
        ("country=%00", "is not in this list."),
        ("since=2022&until=2020", "This day comes before the first."),
        ("since=0000", "Write the date as day/month/year"),
        ("until=9999", "The year must lie between 1950 and 2100."),
    ],
)
def test_what_it_cannot_take_is_said_beside_the_field(client, viewer, asked, query, sentence):
    for url in (URL, reverse("brief_download", args=["docx"])):
        response = client.get(f"{url}?{query}")
        assert response.status_code == 400
        assert sentence in response.content.decode()


def figures_of(page, viewer):
    """(what is shown, how many rows its list has) of each figure, in the order of the page."""
    for query, shown in re.findall(r'<a href="/recommendations/\?([^"]+)">([^<]+)</a>', page):
        rows = FollowUpFilters(QueryDict(query.replace("&amp;", "&")), user=viewer, day=datetime.date(2026, 11, 22))
        assert rows.form.errors == {}
        yield shown, rows.qs.count()


def test_every_figure_leads_to_as_many_rows_and_a_name_to_its_page(client, viewer, asked):
    page = client.get(f"{URL}?theme=access-to-justice&country=LA").content.decode()
    assert list(figures_of(page, viewer)) == [("2", 2), ("4", 4), ("2", 2), ("1", 1), ("1", 1)]
    assert page.count('<a href="/countries/LA/">Lao PDR</a>') == 2


def test_where_suggestions_are_left_out_the_lists_leave_them_out_too(client, viewer, asked):
    (row,) = rows_of(lao())
    place(row, Placing.SUGGESTED)
    page = client.get(f"{URL}?theme=access-to-justice").content.decode()
    query = QueryDict("suggested=access-to-justice&asked=yes")
    texts = FollowUpFilters(query, user=viewer, day=datetime.date(2026, 11, 22)).texts()
    assert list(texts) == [row.recommendation]
    assert '?suggested=access-to-justice&amp;asked=yes">1</a> recommendation stands under this theme' in page
    assert list(figures_of(page, viewer))[:2] == [("2", 2), ("4", 4)]
    page = client.get(f"{URL}?theme=access-to-justice&suggested=on").content.decode()
    assert list(figures_of(page, viewer))[:2] == [("2", 2), ("5", 5)]


def test_assessments_to_hand_out_lead_a_reviewer_to_the_published_ones_alone(client, asked):
    reviewer = person("reviewer")
    client.force_login(reviewer)
    for row, published in zip(asked[2:], (True, False), strict=True):
        accepted_answer(row, Status.IMPLEMENTED, assessment=Assessment.CONFIRMED, published=published)
    for edition, number in (("", 2), ("&edition=public", 1)):
        page = client.get(f"{URL}?theme=access-to-justice{edition}").content.decode()
        assert (str(number), number) in list(figures_of(page, reviewer))[-3:]


def test_it_asks_no_more_for_three_than_for_one(client, viewer, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(f"{URL}?since=2020")
    for row in rows_of(cambodia(), 3):
        accepted_answer(row, activities=[("One", day(2023), None), ("Two", day(2024), None)], evidence=["a", "b"])
    with django_assert_max_num_queries(12):
        client.get(f"{URL}?since=2020&theme=access-to-justice")

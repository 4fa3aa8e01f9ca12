"""The pages of the one page, the country report and the thematic list: addresses, files, what is refused."""

import csv
import io

import pytest
from django.urls import reverse

from recommendations.choices import Placing, Visibility
from tests.answers import accepted_answer
from tests.cast import cambodia, lao
from tests.factories import RecommendationTargetGroupFactory, TargetGroupFactory
from tests.html import check_page
from tests.reports.test_brief import day, place, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    rows = rows_of(lao(), 4)
    accepted_answer(rows[0], activities=[("Opened a desk", day(2023), None)], evidence=[("Law", Visibility.PUBLIC)])
    place(rows[1])
    place(rows[2], Placing.SUGGESTED)
    RecommendationTargetGroupFactory(
        recommendation=rows[1].recommendation, target_group=TargetGroupFactory(name="Women"), placing=Placing.CONFIRMED
    )
    return rows


def test_the_one_page_is_read_and_taken(client, viewer, asked):
    page = client.get("/reports/one-page/?country=LA").content.decode()
    check_page(page)
    assert "Opened a desk" in page
    assert "Data of " in page
    assert client.get("/reports/one-page.docx?country=LA").content.startswith(b"PK")
    assert client.get("/reports/one-page.pdf?country=LA").content.startswith(b"%PDF")


def test_without_a_country_it_asks_for_one(client, viewer, asked):
    check_page(client.get("/reports/one-page/").content)
    for url in ("/reports/one-page/?country=XX", "/reports/one-page/?country=%00", "/reports/one-page.docx?country=XX"):
        response = client.get(url)
        assert response.status_code == 400
        assert "There is no country or body with the code" in response.content.decode()


def test_more_than_three_are_refused_in_a_sentence(client, viewer, asked):
    response = client.get("/reports/one-page/?country=LA&open=A&open=B&open=C&open=D")
    assert response.status_code == 400
    assert "Choose three of each at most" in response.content.decode()


@pytest.mark.parametrize("query", ["done=x", "done=99999999999999999999", "said=%00", "open=%00&open=..", "said=-1"])
def test_keys_that_stand_for_nothing_are_passed_over(client, viewer, asked, query):
    assert "Opened a desk" in client.get(f"/reports/one-page/?country=LA&{query}").content.decode()


def test_a_country_report_is_a_file(client, viewer, asked):
    response = client.get(reverse("country_report", args=["LA", "docx"]))
    assert response["Content-Disposition"].startswith('attachment; filename="afml-answers-la-')
    assert response.content.startswith(b"PK")
    assert client.get(reverse("country_report", args=["XX", "docx"])).status_code == 404


def test_the_thematic_list_stands_by_theme(client, viewer, asked):
    page = client.get(reverse("thematic_list")).content.decode()
    check_page(page)
    content = b"".join(client.get(reverse("thematic_download", args=["csv"])).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["Reference"] for row in rows] == [asked[at].recommendation.reference for at in (1, 2, 0, 3)]
    assert [(row["Main theme"], row["People it names"]) for row in rows] == [
        ("Access to justice", "Women"), ("Access to justice (suggested)", ""), ("Not yet placed", ""),
        ("Not yet placed", ""),
    ]  # fmt: skip
    assert {row["SDGs that it names"] for row in rows} == {""}


def test_the_thematic_list_tells_the_goals_that_a_text_names_itself(client, viewer, asked):
    text = asked[0].recommendation
    type(text).objects.filter(pk=text.pk).update(text="Reach SDG 8 and 10.7.")
    content = b"".join(client.get(reverse("thematic_download", args=["csv"])).streaming_content).decode("utf-8-sig")
    goals = {row["Reference"]: row["SDGs that it names"] for row in csv.DictReader(io.StringIO(content))}
    assert goals[text.reference] == "8; 10.7"


def test_the_thematic_list_takes_the_filters_of_the_list(client, viewer, asked):
    rows_of(cambodia(), 2)
    page = client.get(reverse("thematic_list") + "?country=KH").content.decode()
    assert "AFML" in page
    assert asked[0].recommendation.reference not in page
    assert "/reports/thematic.docx?country=KH" in page
    assert client.get(reverse("thematic_download", args=["docx"]) + "?country=KH").content.startswith(b"PK")


def test_a_list_too_long_for_word_says_so(client, viewer, asked, monkeypatch):
    monkeypatch.setattr("recommendations.views.thematic.MOST_TYPESET", 3)
    response = client.get(reverse("thematic_download", args=["docx"]))
    assert response.status_code == 400
    assert "This list has more than 3 rows" in response.content.decode()


@pytest.mark.parametrize(
    ("url", "most"),
    # The file has no page around it, and one query more for what was asked for elsewhere too.
    [("/reports/one-page/?country=LA", 12), ("/reports/thematic/", 12), ("/reports/country/LA.docx", 13)],
)
def test_they_ask_no_more_for_many_than_for_one(client, viewer, asked, url, most, django_assert_max_num_queries):
    for row in rows_of(lao(), 3):
        accepted_answer(
            row, activities=[("Done", day(2022), None)], evidence=[("Law", Visibility.PUBLIC)], lead="Ministry"
        )
        place(row)
    with django_assert_max_num_queries(most):
        assert client.get(url).status_code == 200

"""The pages of progress reports: choosing, reading, downloading, and what is refused."""

import re
from dataclasses import replace

import pytest
from django.http import QueryDict
from django.urls import reverse

from recommendations.choices import NotPursuedReason, Placing, Status
from recommendations.filters.follow_ups import FollowUpFilters
from recommendations.reports import progress
from recommendations.reports.formats import FORMATS
from recommendations.views import reports
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import (
    DocumentFactory,
    FollowUpFactory,
    ForumFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    SubThemeFactory,
)
from tests.html import check_page

pytestmark = pytest.mark.django_db
ROUTES = (("report_list", []), ("progress_report", []), ("progress_report_download", ["docx"]))


def asked(party, number=1, forum=115):
    document = DocumentFactory(party=party, forum=ForumFactory(number=forum))
    return [
        FollowUpFactory(recommendation=RecommendationFactory(document=document), party=party) for _ in range(number)
    ]


def test_the_list_says_what_each_report_holds(client, viewer):
    accepted_answer(asked(lao(), 3)[0])
    page = client.get(reverse("report_list")).content.decode()
    check_page(page)
    assert 'href="/reports/progress/?country=LA"' in page
    assert 'href="/reports/progress/?forum=115"' in page
    assert '?country=LA&amp;standing=proposed&amp;answer=answered">1</a> of <a' in page


def test_the_list_of_an_empty_site_says_why(client, viewer):
    page = client.get(reverse("report_list")).content.decode()
    check_page(page)
    assert "Nothing has been asked of any country yet." in page


@pytest.mark.parametrize("query", ["", "country=LA", "forum=115", "country=LA&forum=115&since=2020-01-01"])
def test_a_report_reads_as_a_page(client, viewer, query):
    rows = asked(lao(), 3)
    accepted_answer(rows[0], activities=["Trained"], evidence=["Decree"], lead="Ministry", is_example=True)
    accepted_answer(rows[1], Status.NOT_PURSUED)
    asked(cambodia())
    response = client.get(f"{reverse('progress_report')}?{query}")
    page = response.content.decode()
    check_page(page)
    assert response.context["report"].title in page
    suffix = f"?{query}".replace("&", "&amp;") if query else ""
    assert page.count(f'href="/reports/progress.docx{suffix}"') == 2


def test_every_figure_leads_to_as_many_rows(client, viewer):
    """The filters behind a figure find exactly what was counted."""
    rows = asked(lao(), 4)
    accepted_answer(rows[0], Status.NOT_PURSUED)
    accepted_answer(rows[1], Status.NOT_STARTED)
    answer_under(rows[2], rows[1])
    RecommendationThemeFactory(recommendation=rows[0].recommendation, placing=Placing.CONFIRMED)
    asked(cambodia(), 2, forum=114)
    response = client.get(reverse("progress_report"))
    report = response.context["report"]
    figures = {
        figure
        for part in report.parts
        for line in (part.total, *(line for table in part.tables for line in table.lines))
        for figure in (line.asked, line.answered, line.under, *line.by_answer, *line.reasons)
        if figure.number
    }
    assert len(figures) > 12
    for figure in figures:
        found = FollowUpFilters(QueryDict(figure.query), user=viewer, day=report.data_on)
        assert found.form.errors == {}
        assert (figure.query, found.qs.count()) == (figure.query, figure.number)
    page = response.content.decode()
    # A line's reasons, and how many of all are answered under another, stand in the files only.
    printed = [figure for figure in figures if figure.key not in {"under", *NotPursuedReason.values}]
    printed += [figure for part in report.parts for figure in part.statuses if figure.number]
    assert all(f"/recommendations/?{figure.query.replace('&', '&amp;')}" in page for figure in printed)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("country=QQ", "There is no country or body with the code “QQ”."),
        ("forum=abc", "There is no forum with the number “abc”."),
        ("forum=99999999999999999999", "There is no forum with the number"),
        ("theme=%00", "There is no theme with the short name"),
        ("round=1", "There is no round with the number “1”."),
        ("since=yesterday", "Write the date as day/month/year"),
        ("since=2021-01-01&until=2020-01-01", "The last day comes before the first."),
    ],
)
@pytest.mark.parametrize("route", ["progress_report", "progress_report_download"])
def test_a_bad_choice_is_told_in_a_sentence(client, viewer, route, query, sentence):
    args = ["docx"] if route.endswith("download") else []
    response = client.get(f"{reverse(route, args=args)}?{query}")
    assert response.status_code == 400
    check_page(response.content)
    assert sentence in response.content.decode()


@pytest.mark.parametrize(
    ("fmt", "media_type", "start"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbf"),
    ],
)
def test_a_download_is_a_file_with_a_name(client, viewer, fmt, media_type, start):
    asked(lao())
    response = client.get(reverse("progress_report_download", args=[fmt]) + "?country=LA&forum=115")
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="afml-progress-la-115.{fmt}"'
    assert response.content.startswith(start)


@pytest.mark.parametrize("fmt", ["html", "exe"])
def test_another_format_is_not_there(client, viewer, fmt):
    assert client.get(f"/reports/progress.{fmt}").status_code == 404


@pytest.mark.parametrize(("route", "args"), ROUTES)
def test_a_stranger_is_told_and_a_visitor_signs_in(client, route, args):
    address = reverse(route, args=args)
    assert re.match(r"/accounts/login/\?next=", client.get(address)["Location"])
    client.force_login(person("stranger"))
    assert client.get(address).status_code == 403


def test_too_many_rows_for_a_page_point_to_the_files(client, viewer, monkeypatch):
    monkeypatch.setattr(reports, "ROWS_ON_A_PAGE", 2)
    asked(lao(), 3)
    page = client.get(reverse("progress_report")).content.decode()
    assert "There are too many rows for one page." in page


@pytest.mark.parametrize(("fmt", "status"), [("docx", 400), ("pdf", 400), ("xlsx", 200), ("csv", 200)])
def test_too_many_rows_for_word_and_pdf_are_told_in_a_sentence(client, viewer, monkeypatch, fmt, status):
    asked(lao(), 3)
    chosen = replace(FORMATS[fmt], most_rows=FORMATS[fmt].most_rows and 2)
    monkeypatch.setitem(FORMATS, fmt, chosen)
    address = reverse("progress_report_download", args=[fmt])
    response = client.get(address)
    assert response.status_code == status
    sentence = (
        f"This report has 3 rows, too many for {chosen.label}. Choose one country or forum, or take Excel or CSV."
    )
    assert (sentence in response.content.decode("utf-8", "replace")) == (status == 400)
    assert client.get(f"{address}?country=KH").status_code == 200


def test_a_line_without_a_heading_leads_nowhere_and_the_others_to_their_rows(client, viewer):
    document = DocumentFactory(party=lao(), forum=ForumFactory(number=115))
    for title, place in (("", 0), ("Access to justice", 1)):
        heading = SubThemeFactory(document=document, position=place, number=place or None, title=title)
        text = RecommendationFactory(document=document, sub_theme=heading)
        FollowUpFactory(recommendation=text, party=lao())
    report = client.get(reverse("progress_report")).context["report"]
    [table] = [table for table in report.parts[0].tables if table.key == "sub-theme"]
    bare, headed = table.lines
    assert {figure.query for figure in (bare.asked, bare.answered, *bare.by_answer)} == {""}
    assert headed.asked.query.endswith(f"subtheme={document.code}.S1")


def test_the_page_shows_answers_and_lists_what_is_missing(client, viewer):
    rows = asked(lao(), 2)
    accepted_answer(rows[0])
    page = client.get(reverse("progress_report")).content.decode()
    assert rows[0].recommendation.text in page
    assert rows[1].recommendation.text not in page
    assert f">{rows[1].recommendation.reference}</a>" in page


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("route", ["report_list", "progress_report"])
def test_the_number_of_queries_does_not_grow(client, viewer, route, number, django_assert_max_num_queries):
    for row in asked(lao(), number):
        accepted_answer(row, activities=["Trained"], evidence=["Decree"], lead=f"Ministry {row.pk}")
    client.get(reverse(route))
    with django_assert_max_num_queries(20) as queries:
        client.get(reverse(route))
    assert len(queries) == {"report_list": 9, "progress_report": 12}[route]


def test_the_page_is_built_for_its_reader(client, monkeypatch):
    client.force_login(person("reporter", lao()))
    asked(lao())
    given = {}
    build = progress.build
    monkeypatch.setattr(progress, "build", lambda scope, **options: given.update(options) or build(scope, **options))
    client.get(reverse("progress_report"))
    assert given["sight"].inside is True

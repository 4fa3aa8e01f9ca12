"""From any figure of any report to the list of exactly its rows."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from recommendations.choices import LinkKind, LinkState, Status
from recommendations.models import FollowUp, RecommendationTheme, Round, Theme
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import LinkFactory, UserFactory
from tests.landscape import landscape
from tests.reports import leading
from tests.views.landscape_pages import PAGES, check_figures, is_loose, rows_at

pytestmark = pytest.mark.django_db
REPORTS = (
    "/", "/reports/", "/reports/progress/", "/reports/progress/?country=LA", "/reports/progress/?forum=13&theme=health",
    "/reports/progress/?theme=justice", "/reports/one-page/?country=LA", "/reports/brief/?country=LA&country=KH",
    "/reports/brief/?theme=health&theme=justice&length=all", "/reports/brief/?since=2021", "/agencies/molsw/",
    "/agencies/molsw/?show=open", "/bodies/workers/?fate=taken-up", "/documents/", "/recommendations/?country=LA",
    "/recommendations/by-text/", "/reports/thematic/",
)  # fmt: skip
FILES = (
    "/reports/progress.docx", "/reports/country/LA.docx", "/reports/one-page.docx?country=LA",
    "/reports/brief.docx?since=2021", "/bodies/workers.docx", "/agencies/molsw.docx",
)  # fmt: skip


def test_every_figure_of_every_report_leads_to_as_many_rows(client):
    found = landscape()
    for name, status in (("shared LA", Status.IN_PLACE), ("common LA", Status.PLANNED)):
        accepted_answer(found[name], status, activities=["At some time."])
    answer_under(found["second LA"], found["first LA"])
    FollowUp.objects.filter(party=lao()).update(target_date=datetime.date(2020, 1, 1))
    decided = {"state": LinkState.CONFIRMED, "decided_at": timezone.now(), "decided_by": UserFactory()}
    texts = {name: found[name].recommendation for name in ("shared LA", "common LA")}
    LinkFactory(earlier=texts["shared LA"], later=texts["common LA"], kind=LinkKind.TAKES_UP, **decided)
    theme = Theme.objects.get(slug="health")
    RecommendationTheme.objects.create(recommendation=found["shared LA"].recommendation, theme=theme)
    client.force_login(person("viewer", cambodia()))
    known, running = {}, Round.objects.get().pk
    pages = (*PAGES, *REPORTS, f"/reports/progress/?round={running}")
    figures = {url: check_figures(client, url, known) for url in pages if "/picture/recommendations" not in url}
    assert {url for url, number in figures.items() if number < 2} == set()
    assert len(known) > 100
    filters = ("suggested=", "suggested_main=", "also=", "undated=on", "#countries", "#proposed-country")
    assert [each for each in filters if not any(each in address for address in known)] == []
    for url in FILES:
        response = client.get(url)
        file = response.content if not response.streaming else b"".join(response.streaming_content)
        counted = {(words, address) for words, address in leading.of_word(file) if words.isdigit()}
        assert counted
        for words, address in counted:
            assert (address, str(rows_at(client, address.removeprefix(settings.SITE_URL), known))) == (address, words)
        assert [words for words in leading.beside_links(file) if is_loose(words)] == [], url

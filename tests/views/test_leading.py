"""From any figure of any report to the list of exactly its rows."""

import datetime

import pytest
from django.utils import timezone

from recommendations.choices import LinkKind, LinkState, Status
from recommendations.models import FollowUp, Round
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import LinkFactory, UserFactory
from tests.landscape import landscape
from tests.views.landscape_pages import PAGES, check_figures

pytestmark = pytest.mark.django_db
REPORTS = (
    "/reports/progress/", "/reports/progress/?country=LA", "/reports/progress/?forum=13&theme=health",
    "/reports/one-page/?country=LA", "/reports/brief/?country=LA&country=KH", "/reports/brief/?theme=health&length=all",
    "/agencies/molsw/", "/agencies/molsw/?show=open", "/bodies/workers/?fate=taken-up", "/documents/",
)  # fmt: skip


def test_every_figure_of_every_report_leads_to_as_many_rows(client):
    found = landscape()
    for name, status in (("shared LA", Status.IN_PLACE), ("common LA", Status.PLANNED)):
        accepted_answer(found[name], status)
    answer_under(found["second LA"], found["first LA"])
    FollowUp.objects.filter(party=lao()).update(target_date=datetime.date(2020, 1, 1))
    decided = {"state": LinkState.CONFIRMED, "decided_at": timezone.now(), "decided_by": UserFactory()}
    texts = {name: found[name].recommendation for name in ("shared LA", "common LA")}
    LinkFactory(earlier=texts["shared LA"], later=texts["common LA"], kind=LinkKind.TAKES_UP, **decided)
    client.force_login(person("viewer", cambodia()))
    known, running = {}, Round.objects.get().pk
    pages = (*PAGES, *REPORTS, f"/reports/progress/?round={running}")
    figures = {url: check_figures(client, url, known) for url in pages if "/picture/recommendations" not in url}
    assert {url for url, number in figures.items() if number < 2} == set()
    assert len(known) > 100

"""The pages of one country, theme, forum, side and agency."""

import datetime
import io

import pytest
from django.utils import timezone
from docx import Document
from python_calamine import CalamineWorkbook

from recommendations.choices import LinkKind, LinkState, Placing, Status
from recommendations.models import FollowUp, NotTakenUp, RecommendationTheme, Responsibility, Round
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.factories import (
    LinkFactory,
    RecommendationThemeFactory,
    ResponsibilityFactory,
    StatementFactory,
    UserFactory,
)
from tests.landscape import landscape
from tests.views.landscape_pages import check_figures, links, page, queries, said
from tests.views.test_lists import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    found = landscape()
    client.force_login(person("viewer", lao()))
    return found


# --- A country ------------------------------------------------------------------------------------------------


def test_a_country_s_page_tells_where_it_stands(client, world):
    told = said(client, "/countries/LA/")
    assert "Proposed recommendations: 3 asked; 1 answered; work under way on 1; no information received on 2." in told
    assert "Recommendations adopted by the forum: 1 asked; 0 answered." in told
    assert "No answer was accepted since" in told
    assert "None: no open round waits" in told
    assert "Ministry of Labour (MoLSW) Proposed 1 1 1 0" in told


def test_what_changed_in_90_days_is_told_with_the_status_before(client, world):
    row = world["second LA"]
    today = timezone.now()
    first = accepted_answer(row, Status.PLANNED, answered_at=today - datetime.timedelta(days=200))
    first.update.state = "superseded"
    first.update.save()
    accepted_answer(row, Status.IMPLEMENTED, answered_at=today - datetime.timedelta(days=10))
    told = said(client, "/countries/LA/")
    assert "Proposed: 1 Proposed Implemented before: Planned AFML13-LA-S2-02" in told
    assert check_figures(client, "/countries/LA/") >= 2


def test_answers_overdue_are_those_of_an_open_round_whose_day_has_passed(client, world):
    Round.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    told = said(client, "/countries/LA/")
    assert "Asked in an open round whose day has passed. Adopted: 1 Adopted AFML16-FORUM-S1-01" in told
    assert "no information received on 1" in told
    assert len(queries(client, "/countries/LA/")) <= 12
    assert check_figures(client, "/countries/LA/") >= 2
    Round.objects.update(closed_at=timezone.now(), closed_by=UserFactory())
    assert "None: no open round waits" in said(client, "/countries/LA/")


def test_a_target_date_that_passed_counts_until_the_work_is_settled(client, world):
    past = timezone.localdate() - datetime.timedelta(days=1)
    FollowUp.objects.filter(party__code="LA").update(target_date=past)
    accepted_answer(world["shared LA"], Status.IMPLEMENTED)
    found = page(client, "/countries/LA/")
    assert "own target date has passed. Proposed: 2 Proposed · Adopted: 1 Adopted" in text_of(found.find(".//main"))
    assert check_figures(client, "/countries/LA/") >= 2


# --- A theme, a forum -----------------------------------------------------------------------------------------


def test_a_theme_s_page_has_its_questions_figures_and_texts(client, world):
    theme = RecommendationTheme.objects.get(theme__slug="health", placing="confirmed").theme
    theme.guiding_questions = "Who pays?\nWho is left out?"
    theme.save()
    RecommendationThemeFactory(
        recommendation=world["common LA"].recommendation, theme=theme, is_main=False, placing=Placing.CONFIRMED
    )
    found = page(client, "/themes/health/")
    told = said(client, "/themes/health/")
    assert "Guiding questions Who pays? Who is left out?" in told
    assert "Proposed recommendations: 1 asked; 1 answered; work under way on 1." in told
    assert "1 recommendation has another main theme and refers to this one." in told
    assert links(found)["All that touch this theme"] == "/recommendations/by-text/?theme=health"


def test_a_suggestion_counts_on_a_theme_s_page_only_where_asked_for(client, world):
    told = said(client, "/themes/justice/")
    assert "1 more recommendation is suggested for this theme, and nobody has confirmed it yet." in told
    assert "AFML15-WORKERS-S1-01" not in told
    told = said(client, "/themes/justice/?suggested=on")
    assert "Suggested placings are counted too" in told
    assert "AFML15-WORKERS-S1-01" in told


def test_a_forum_s_page_has_its_facts_and_documents(client, world):
    told = said(client, "/forums/16/")
    assert "16th AFML Recommendations adopted by the forum: 2 asked; 1 answered." in told
    assert "AFML16-FORUM" in told
    assert client.get("/forums/99/").status_code == 404
    assert client.get("/forums/99999999999/").status_code == 404


# --- A side's own asks ----------------------------------------------------------------------------------------


def test_a_side_s_page_has_each_ask_with_its_fate_and_every_country_s_answer(client, world):
    ask, adopted = world["shared LA"].recommendation, world["common LA"].recommendation
    StatementFactory(recommendation=ask, organization__kind="workers", text="Still waiting.")
    StatementFactory(recommendation=ask, organization__kind="employers", text="Not ours.")
    told = said(client, "/bodies/workers/")
    assert "1 proposed recommendation; answered: 1 of 2 asked of countries." in told
    assert "What became of them at the forum: Not compared yet: 1" in told
    assert "What became of it: Not compared yet Cambodia, AFML15-WORKERS-S1-01 Implemented" in told
    assert "says: Still waiting." in told
    assert "Not ours." not in told
    LinkFactory(
        earlier=ask, later=adopted, kind=LinkKind.TAKES_UP, state=LinkState.CONFIRMED, decided_at=timezone.now(),
        decided_by=UserFactory(),
    )  # fmt: skip
    assert "What became of it: Taken up: AFML16-FORUM-S1-01" in said(client, "/bodies/workers/")


def test_what_a_person_found_not_taken_up_says_so(client, world):
    NotTakenUp.objects.create(
        recommendation=world["shared LA"].recommendation, note="Too far.", decided_at=timezone.now(),
        decided_by=UserFactory(),
    )  # fmt: skip
    told = said(client, "/bodies/workers/")
    assert "What became of them at the forum: Not taken up: 1" in told
    assert "What became of it: Not taken up. Too far." in told


def test_a_side_s_word_file_has_the_same(client, world):
    StatementFactory(recommendation=world["shared LA"].recommendation, organization__kind="workers", text="Waiting.")
    LinkFactory(earlier=world["first LA"].recommendation, later=world["shared LA"].recommendation, kind="repeats",
                state=LinkState.CONFIRMED, decided_at=timezone.now(), decided_by=UserFactory())  # fmt: skip
    paper = Document(io.BytesIO(client.get("/bodies/workers.docx").content))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert "1 proposed recommendation; answered: 1 of 2 asked of countries." in texts
    assert "What became of it: Not compared yet" in texts
    assert any(text.startswith("Asked for at the 13th") and text.endswith("open since 2020.") for text in texts)
    assert any(text.endswith("Waiting.") for text in texts)
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[:2] == [["Country", "Status", "Last answer"], ["Cambodia", "Implemented", "15 March 2023"]]
    assert rows[2][:2] == ["Lao PDR", "No information received"]


def test_a_side_without_a_document_says_why(client, world):
    assert "No document of such a meeting yet" in said(client, "/bodies/employers/")


def test_a_partner_finds_the_asks_of_their_side_on_the_overview(client, world):
    client.force_login(person("partner", lao()))
    assert links(page(client, "/"))["What workers’ organizations asked for"] == "/bodies/workers/"
    client.force_login(person("viewer", cambodia()))
    assert "What workers’ organizations asked for" not in links(page(client, "/"))


# --- An agency's list -----------------------------------------------------------------------------------------


def test_an_agency_s_list_is_of_what_is_open_or_overdue(client, world):
    """Overdue: its own target date, or the day of a round that waits for an answer; that comes first."""
    settled = world["shared LA"]
    accepted_answer(settled, Status.IMPLEMENTED)
    agency = Responsibility.objects.get().organization
    for row in (settled, world["common LA"]):
        ResponsibilityFactory(follow_up=row, organization=agency)
    url, common, first = "/agencies/molsw/", "AFML16-FORUM-S1-01", "AFML13-LA-S1-01"
    assert listed(client, url) == [first, common, settled.recommendation.reference]
    assert listed(client, f"{url}?show=open") == [first, common]
    assert "Nothing of this kind" in said(client, f"{url}?show=overdue")
    Round.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    assert listed(client, f"{url}?show=overdue") == [common]
    assert listed(client, url)[0] == common
    sheet = b"".join(client.get("/agencies/molsw.xlsx?show=overdue").streaming_content)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Recommendation", common]


def listed(client, url):
    return [row.find(".//th//a").text for row in page(client, url).findall(".//tbody/tr")]

"""Themes and countries: both matrices and the pages of one country, theme, forum and side."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document
from python_calamine import CalamineWorkbook

from recommendations.choices import Assessment, LinkKind, LinkState, Placing, Status, Visibility
from recommendations.models import FollowUp, NotTakenUp, RecommendationTheme, Responsibility, Round
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import (
    FollowUpFactory,
    LinkFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    ResponsibilityFactory,
    StatementFactory,
    UserFactory,
)
from tests.html import check_page
from tests.landscape import landscape
from tests.views.test_lists import text_of, whole

pytestmark = pytest.mark.django_db


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert whole(client.get(url))
    return [each["sql"] for each in found]


PAGES = (
    "/picture/", "/picture/?suggested=on", "/picture/?alike=on", "/picture/recommendations/",
    "/countries/LA/", "/themes/health/", "/themes/justice/?suggested=on", "/forums/13/", "/forums/16/",
    "/bodies/workers/",
)  # fmt: skip
HERE = ("/picture", "/countries", "/themes", "/forums", "/bodies", "/agencies", "/documents", "/recommendations")
FILES = ("/picture.xlsx", "/picture/recommendations.xlsx", "/bodies/workers.docx")


@pytest.fixture
def world(client):
    found = landscape()
    client.force_login(person("viewer", lao()))
    return found


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return check_page(response.content)


def links(tree):
    return {text_of(each): each.get("href") for each in tree.iter("a")}


# --- Theme × country ------------------------------------------------------------------------------------------


def test_a_theme_s_cell_says_n_of_m_asked_and_is_blank_where_nobody_was_asked(client, world):
    found = page(client, "/picture/")
    proposed, adopted = matrices(found)
    assert proposed == [
        ["Main theme", "Cambodia", "Lao PDR"],
        ["Health", "", "1 of 1 asked"],
        ["Not yet placed", "1 of 1 asked", "0 of 2 asked"],
        ["All themes", "1 of 1 asked", "1 of 3 asked"],
    ]
    assert adopted == [
        ["Main theme", "Cambodia", "Lao PDR"],
        ["Not yet placed", "1 of 1 asked", "0 of 1 asked"],
        ["All themes", "1 of 1 asked", "0 of 1 asked"],
    ]
    said = text_of(found.find(".//main"))
    assert "Proposed recommendations: 4 asked, 2 answered." in said
    assert "Recommendations adopted by the forum: 2 asked, 1 answered." in said


def drawings(tree):
    return [each for each in tree.iter() if isinstance(each.tag, str) and each.tag.endswith("}svg")]


def matrices(tree):
    """Each matrix without the words of its bars."""
    found = []
    for each in tree.iter("table"):
        for bar in drawings(each):
            tail = bar.tail
            bar.clear()
            bar.tail = tail
        parts = [each.find("thead"), each.find("tbody"), each.find("tfoot")]
        found.append([[text_of(cell) for cell in row] for part in parts if part is not None for row in part])
    return found


def test_suggested_themes_count_only_where_asked_for_and_are_marked(client, world):
    found = page(client, "/picture/?suggested=on")
    assert "Suggested themes are counted too" in text_of(found.find(".//main"))
    assert matrices(found)[0] == [
        ["Main theme", "Cambodia", "Lao PDR"],
        ["Health", "", "1 of 1 asked"],
        ["Justice", "1 of 1 asked", "0 of 1 asked"],
        ["Not yet placed", "", "0 of 1 asked"],
        ["All themes", "1 of 1 asked", "1 of 3 asked"],
    ]


def test_countries_stand_side_by_side_only_on_what_was_asked_of_all(client, world):
    found = page(client, "/picture/")
    said = text_of(found.find(".//main"))
    assert "Each country was asked other recommendations. Read down a column; do not compare across." in said
    offer = "Compare them on the 1 recommendation that was asked of Cambodia and Lao PDR alike"
    assert links(found)[offer] == "/picture/?alike=on"
    assert "All of these countries were asked the same." in said  # the adopted one
    found = page(client, "/picture/?alike=on")
    assert "Only what was asked of Cambodia and Lao PDR alike: 1 recommendation." in text_of(found.find(".//main"))
    assert matrices(found)[0] == [
        ["Main theme", "Cambodia", "Lao PDR"],
        ["Not yet placed", "1 of 1 asked", "0 of 1 asked"],
        ["All themes", "1 of 1 asked", "0 of 1 asked"],
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("country=LA", ["All themes", "1 of 3 asked"]),
        ("forum=13", ["All themes", "1 of 2 asked"]),
        ("document=AFML15-WORKERS", ["All themes", "1 of 1 asked", "0 of 1 asked"]),
        ("theme=health", ["All themes", "1 of 1 asked"]),
        ("theme=none&forum=13", ["All themes", "0 of 1 asked"]),
    ],
)
def test_the_matrix_is_narrowed(client, world, query, first):
    assert matrices(page(client, f"/picture/?{query}"))[0][-1] == first


def test_a_wrong_choice_is_told_and_not_used(client, world):
    said = text_of(page(client, "/picture/?country=XX&forum=x").find(".//main"))
    assert "“XX” is not in this list." in said
    assert "“x” is not in this list." in said
    assert "Proposed recommendations: 4 asked" in said


def test_the_hatching_is_drawn_where_nothing_was_received(client, world):
    found = page(client, "/picture/?forum=13&theme=none")
    bars = [bar for cell in found.findall(".//tbody//td") for bar in drawings(cell) if bar.get("role")]
    assert [text_of(bar) for bar in bars] == ["No information received 1"]
    assert [each.tag.rpartition("}")[2] for each in bars[0].iter()] == ["svg", "title", "svg", "g", "rect", "path"]


# --- Recommendation × country ---------------------------------------------------------------------------------


def test_each_text_stands_with_every_country_s_answer(client, world):
    rows = matrices(page(client, "/picture/recommendations/"))[0]
    age = "2 years" if timezone.localdate() < datetime.date(2026, 1, 1) else "3 years"
    assert [row[0].split()[0] for row in rows[1:]] == [
        "AFML13-LA-S1-01", "AFML13-LA-S2-02", "AFML15-WORKERS-S1-01", "AFML16-FORUM-S1-01",
    ]  # fmt: skip
    assert rows[1][1] == ""
    assert rows[1][2].startswith("In progress")
    assert rows[2][2].startswith("No information received since ")
    assert rows[3][1] == f"Implemented ? Needs more evidence evidence: 1 · {age}"
    assert rows[4][1:] == [f"Not pursued {age}", "Asked, answer not yet due"]


def test_the_assessment_and_the_evidence_show_only_to_whom_may_know(client, world):
    """The country itself and the ILO; the proof that they could be shown is theirs."""
    seen = {}
    for who, party in (("coordinator", lao()), ("reviewer", None), ("reporter", cambodia())):
        client.force_login(person(who, party))
        row = matrices(page(client, "/picture/recommendations/?forum=13"))[0][1]
        content = b"".join(client.get("/picture/recommendations.csv?forum=13").streaming_content).decode("utf-8-sig")
        file = next(iter(csv.DictReader(io.StringIO(content))))
        told = [file["Lao PDR: ILO assessment, where you may see it"], file["Lao PDR: evidence"]]
        seen[who] = ("Confirmed" in row[-1], "evidence: 1" in row[-1], told)
    assert seen == {
        "coordinator": (True, True, ["Confirmed", "1"]),
        "reviewer": (True, True, ["Confirmed", "1"]),
        "reporter": (False, False, ["", ""]),
    }


def test_only_what_was_asked_of_all_is_listed_where_wanted(client, world):
    found = page(client, "/picture/recommendations/?alike=on")
    assert [row[0].split()[0] for row in matrices(found)[0][1:]] == ["AFML15-WORKERS-S1-01", "AFML16-FORUM-S1-01"]
    assert "Only what was asked of Cambodia and Lao PDR alike." in text_of(found.find(".//main"))


def test_the_files_hold_what_the_pages_show(client, world):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get("/picture.xlsx").streaming_content)))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert [row[:6] for row in rows] == [
        ["Standing", "Main theme", "Country", "Asked", "Answered", "Answered under another"],
        ["Proposed", "Health", "Lao PDR", 1, 1, 0],
        ["Proposed", "Not yet placed", "Cambodia", 1, 1, 0],
        ["Proposed", "Not yet placed", "Lao PDR", 2, 0, 0],
        ["Adopted", "Not yet placed", "Cambodia", 1, 1, 0],
        ["Adopted", "Not yet placed", "Lao PDR", 1, 0, 0],
    ]
    assert client.get("/picture.exe").status_code == 404
    assert client.get("/picture/recommendations.docx").status_code == 404


# --- Every figure leads to its rows ---------------------------------------------------------------------------


def linked_figures(tree):
    """(figure, address) of each link to the list: the m of "n of m asked", or the number itself."""
    for link in tree.iter("a"):
        words, url = text_of(link), link.get("href")
        found = re.match(r"(?:\d+ of )?(\d+)(?: asked|$|:| Proposed$| Adopted$)", words)
        if url.startswith("/recommendations/?") and found:
            yield int(found[1]), url


def check_figures(client, url):
    """Each figure of the page is the number of rows in its list; how many figures there are."""
    figures = list(linked_figures(page(client, url)))
    for figure, address in figures:
        listed = page(client, address)
        assert len(listed.findall(".//tbody/tr")) == figure, f"{url}: {figure} at {address}"
        assert not listed.findall(".//div[@class='govuk-error-summary']")
    return len(figures)


@pytest.mark.parametrize("url", [url for url in PAGES if "/picture/recommendations" not in url])
def test_a_figure_is_the_number_of_rows_in_its_list(client, world, url):
    assert check_figures(client, url) >= 2


# --- A country ------------------------------------------------------------------------------------------------


def said(client, url):
    return text_of(page(client, url).find(".//main"))


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
    told = text_of(found.find(".//main"))
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
    assert "1 proposed recommendation; 2 asked of countries; 1 answered." in told
    assert "What became of them at the forum: Not compared yet: 1" in told
    assert "What became of it: Not compared yet Cambodia , AFML15-WORKERS-S1-01 Implemented" in told
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
    assert "1 proposed recommendation; 2 asked of countries; 1 answered." in texts
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


# --- Secrets and costs ----------------------------------------------------------------------------------------


def test_what_is_answered_under_an_unanswered_one_is_the_country_s_own_affair(client, world):
    FollowUp.objects.filter(pk=world["second LA"].pk).update(answered_under=world["shared LA"])
    for url in PAGES:
        assert "under " not in said(client, url).replace("work under way", "").replace("stands under", "")


def test_an_answer_under_another_says_so(client, world):
    answer_under(world["second LA"], world["first LA"])
    assert "under AFML13-LA-S1-01" in said(client, "/picture/recommendations/")
    assert "2 answered (1 of them under another)" in said(client, "/countries/LA/")


@pytest.mark.parametrize("url", [*PAGES, *FILES])
def test_the_pages_cost_the_same_for_few_rows_and_for_many(client, world, url):
    client.force_login(person("reviewer"))
    few = queries(client, url)
    for number in range(3):
        for name in ("first LA", "shared LA", "common LA"):
            document = world[name].recommendation.document
            text = RecommendationFactory(
                document=document, position=50 + number, sub_theme=world[name].recommendation.sub_theme
            )
            theme = RecommendationTheme.objects.exclude(placing="refused").order_by("pk")[number % 2].theme
            RecommendationThemeFactory(recommendation=text, theme=theme, is_main=True, placing="confirmed")
            for party in (lao(), cambodia()):
                row = FollowUpFactory(recommendation=text, party=party)
                ResponsibilityFactory(follow_up=row)
                accepted_answer(
                    row, evidence=((f"Proof {number}", Visibility.EVERYBODY),), assessment=Assessment.CONFIRMED
                )
    assert len(queries(client, url)) <= max(len(few), 12)
    assert len(queries(client, url)) == len(few)


def test_every_page_leads_back(client, world):
    """Each of these pages can be found by following links from the overview."""
    seen, ahead = set(), ["/"]
    wanted = {"/picture/", "/picture/recommendations/", "/countries/LA/", "/themes/health/", "/forums/16/",
              "/bodies/workers/", "/agencies/molsw/"}  # fmt: skip
    while ahead and not wanted <= seen and len(seen) < 40:
        url = ahead.pop(0)
        seen.add(url)
        for target in links(page(client, url)).values():
            path = target.split("?")[0].split("#")[0]
            if path not in (*seen, *ahead) and path.endswith("/") and path.startswith(HERE):
                ahead.append(path)
    assert wanted - seen == set()
    assert reverse("picture") in seen

"""Themes and countries: both matrices, and that every figure leads to its rows; the pages of places: test_places.py."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from recommendations.choices import Assessment, Visibility
from recommendations.models import FollowUp, RecommendationTheme
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import FollowUpFactory, RecommendationFactory, RecommendationThemeFactory, ResponsibilityFactory
from tests.landscape import landscape
from tests.views.landscape_pages import PAGES, drawings, links, matrices, page, queries, said
from tests.views.test_lists import text_of

pytestmark = pytest.mark.django_db
HERE = ("/picture", "/countries", "/themes", "/forums", "/bodies", "/agencies", "/documents", "/recommendations")
FILES = ("/picture.xlsx", "/picture/recommendations.xlsx", "/bodies/workers.docx")


@pytest.fixture
def world(client):
    found = landscape()
    client.force_login(person("viewer", lao()))
    return found


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

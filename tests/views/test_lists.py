"""The overview, both lists, a recommendation, the documents: what each shows, to whom, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import FollowUp, Recommendation, RecommendationTheme
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import (
    FollowUpFactory,
    PartyFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
)
from tests.html import check_page
from tests.landscape import landscape

pytestmark = pytest.mark.django_db

TEXT = "AFML15-WORKERS-S1-01"
PAGES = {
    "home": [],
    "recommendation_list": [],
    "recommendation_texts": [],
    "recommendation": [TEXT],
    "document_list": [],
    "document": ["AFML15-WORKERS"],
    "recommendation_download": ["csv"],
}
HTML = [name for name in PAGES if name != "recommendation_download"]
ROLES = ("reporter", "approver", "coordinator", "viewer", "partner", "reviewer", "secretariat")


def address(name):
    return reverse(name, args=PAGES[name])


def tree(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return check_page(response.content)


def text_of(element):
    """The words of an element, those of neighbouring elements apart."""
    return " ".join(" ".join(element.itertext()).split())


def whole(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def words(client, url):
    return text_of(tree(client, url).find(".//main"))


def references(client, url):
    """The first column: reference and country of each row."""
    found = tree(client, url)
    return [f"{row.find('.//th//a').text} {text_of(row.findall('td')[0])}" for row in found.findall(".//tbody/tr")]


@pytest.fixture
def world():
    return landscape()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", PAGES)
def test_every_role_reads_every_page(client, world, name, role):
    client.force_login(person(role, None if role in ("reviewer", "secretariat") else lao()))
    response = client.get(address(name))
    assert response.status_code == 200
    content = whole(response)
    if name in HTML:
        check_page(content)


@pytest.mark.parametrize("name", PAGES)
def test_signed_out_people_are_asked_to_sign_in(client, world, name):
    response = client.get(address(name))
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={address(name)}"


@pytest.mark.parametrize("name", [name for name in PAGES if name != "home"])
def test_a_stranger_is_told_that_they_have_no_role(client, world, name):
    client.force_login(person("stranger"))
    response = client.get(address(name))
    assert response.status_code == 403
    assert "you have no role on this site yet" in response.content.decode()
    assert "AFML1" not in response.content.decode()


def test_a_stranger_s_overview_explains_and_shows_nothing(client, world):
    client.force_login(person("stranger"))
    said = words(client, "/")
    assert "You have no role yet" in said
    assert "asked" not in said
    assert "Lao PDR" not in said


@pytest.mark.parametrize("url", ["/recommendations/AFML99-XX-S1-01/", "/documents/AFML99-XX/", "/recommendations.pdf"])
def test_what_is_not_there_is_not_found(client, world, url):
    client.force_login(person("viewer", lao()))
    assert client.get(url).status_code == 404


def test_a_document_list_of_an_unknown_forum_is_not_found(client, world):
    client.force_login(person("viewer", lao()))
    assert client.get("/documents/?forum=99").status_code == 404
    assert client.get("/documents/?forum=x").status_code == 404


# --- The overview ---------------------------------------------------------------------------------------------


def test_the_overview_says_a_country_s_picture_in_a_sentence_for_each_standing(client, world):
    client.force_login(person("reporter", lao()))
    sentences = [text_of(each) for each in tree(client, "/").findall(".//p[@class='app-lead']")]
    assert sentences == [
        "2 proposed recommendations of one Lao PDR workshop; 3 asked; 1 answered; 1 reports work under way.",
        "1 adopted recommendation of one forum; 1 asked; 0 answered.",
    ]


def test_the_overview_of_the_region_counts_every_country(client, world):
    client.force_login(person("reviewer"))
    sentences = [text_of(each) for each in tree(client, "/").findall(".//p[@class='app-lead']")]
    assert sentences == [
        "3 proposed recommendations of two meetings; 4 asked; 2 answered; 1 reports work under way.",
        "1 adopted recommendation of one forum; 2 asked; 1 answered; 0 report work under way.",
    ]


def test_the_country_tables_keep_proposed_and_adopted_apart(client, world):
    answer_under(world["second LA"], world["first LA"])
    client.force_login(person("reviewer"))
    tables = tree(client, "/").findall(".//table")
    said = [[text_of(cell) for cell in table.findall(".//tbody//td[@class='num']")] for table in tables]
    assert said == [
        ["1 of 1 asked", "2 of 3 asked 1 under another"],
        ["1 of 1 asked", "0 of 1 asked"],
    ]


def test_lately_tells_each_answer_once_the_latest_first(client, world):
    answer_under(world["second LA"], world["first LA"])
    client.force_login(person("viewer", lao()))
    found = [each.text for each in tree(client, "/").findall(".//ul[@class='app-lately govuk-list']//a")]
    assert found == ["AFML13-LA-S1-01", "AFML16-FORUM-S1-01", "AFML15-WORKERS-S1-01"]


def test_an_empty_site_says_what_comes_next(client):
    client.force_login(person("viewer", lao()))
    assert "Nothing has been asked yet." in words(client, "/")
    assert "Nothing has been asked yet" in words(client, "/recommendations/")
    assert "No documents yet" in words(client, "/documents/")


def test_the_frame_shows_place_counts_and_the_notice_of_examples(client, world):
    reporter = person("reporter", lao())
    UpdateFactory(follow_up=world["second LA"], created_by=reporter, is_example=True)
    UpdateFactory(follow_up=FollowUpFactory(party=cambodia()), created_by=reporter)
    client.force_login(reporter)
    found = tree(client, "/")
    assert "Lao PDR · Reporter" in text_of(found.find(".//header"))
    assert "My tasks 3" in text_of(found.find(".//nav"))
    assert "Review" not in text_of(found.find(".//nav"))
    assert "Example data" in text_of(found)


# --- The list ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["13-LA-S1-01 LA", "13-LA-S2-02 LA", "15-W KH", "15-W LA", "16-F KH", "16-F LA"]),
        ("-reference", ["16-F KH", "16-F LA", "15-W KH", "15-W LA", "13-LA-S2-02 LA", "13-LA-S1-01 LA"]),
        ("country", ["15-W KH", "16-F KH", "13-LA-S1-01 LA", "13-LA-S2-02 LA", "15-W LA", "16-F LA"]),
        ("status", ["15-W KH", "13-LA-S1-01 LA", "16-F KH", "13-LA-S2-02 LA", "15-W LA", "16-F LA"]),
        ("-status", ["16-F KH", "13-LA-S1-01 LA", "15-W KH", "13-LA-S2-02 LA", "15-W LA", "16-F LA"]),
        ("-answered", ["13-LA-S1-01 LA", "15-W KH", "16-F KH", "13-LA-S2-02 LA", "15-W LA", "16-F LA"]),
        ("answered", ["15-W KH", "16-F KH", "13-LA-S1-01 LA", "13-LA-S2-02 LA", "15-W LA", "16-F LA"]),
        ("assessment", ["13-LA-S1-01 LA", "13-LA-S2-02 LA", "15-W KH", "15-W LA", "16-F KH", "16-F LA"]),
    ],
)
def test_the_list_is_sorted_with_the_unanswered_last(client, world, sort, expected):
    client.force_login(person("viewer", lao()))
    assert [shortened(row) for row in references(client, f"/recommendations/?sort={sort}")] == expected


def shortened(row):
    short = {"15-WORKERS-S1-01": "15-W", "16-FORUM-S1-01": "16-F", "Lao PDR": "LA", "Cambodia": "KH", "AFML": ""}
    for long, letters in short.items():
        row = row.replace(long, letters)
    return row


def test_figures_of_the_two_standings_stand_apart_and_no_count_adds_them(client, world):
    client.force_login(person("viewer", lao()))
    said = words(client, "/recommendations/")
    assert "Adopted: 1 answered of 2 asked" in said
    assert "Proposed: 2 answered of 4 asked" in said
    assert "Lao PDR (" not in said
    assert "Adopted (2)" in said
    assert "13th AFML · Lao PDR workshop (2)" in said
    said = words(client, "/recommendations/?standing=proposed")
    assert "Cambodia (1) Lao PDR (3)" in said
    assert "No information received (2)" in said


def test_an_unfit_filter_leaves_a_way_out_and_a_wrong_one_the_list(client, world):
    client.force_login(person("viewer", lao()))
    assert "Nothing fits these filters" in words(client, "/recommendations/?country=LA&status=implemented")
    said = words(client, "/recommendations/?country=ZZ&q=wages")
    assert "Country: “ZZ” is not in this list." in said
    assert "Rows 1 to 2 of 2" in said


def test_a_filter_whose_choices_hang_on_another_says_so(client, world):
    client.force_login(person("viewer"))
    hint = "Choose a document to see its sub-themes."
    assert hint in words(client, "/recommendations/")
    assert hint not in words(client, "/recommendations/?document=AFML15-WORKERS")


def test_a_filter_s_tag_leads_to_the_list_without_it(client, world):
    client.force_login(person("viewer", lao()))
    found = tree(client, "/recommendations/?country=LA&country=KH&forum=15&sort=-status&page=1")
    tags = {text_of(tag): tag.get("href") for tag in found.findall(".//a[@class='app-chosen__tag']")}
    assert tags == {
        "Remove Country: Lao PDR ×": "/recommendations/?country=KH&forum=15&sort=-status",
        "Remove Country: Cambodia ×": "/recommendations/?country=LA&forum=15&sort=-status",
        "Remove Forum: 15th AFML ×": "/recommendations/?country=LA&country=KH&sort=-status",
    }


def test_a_row_names_the_first_agencies_and_counts_the_others(client, world):
    client.force_login(person("viewer"))
    row = FollowUp.objects.filter(party__code="LA").first()
    row.responsibilities.all().delete()
    for number in range(1, 6):
        part = "lead" if number == 1 else "contributing"
        ResponsibilityFactory(follow_up=row, organization__name=f"Agency {number}", part=part)
    page = tree(client, f"{reverse('recommendation_list')}?country=LA&q={row.recommendation.reference}")
    assert "Agency 1, Agency 2, Agency 3 and 2 more" in text_of(page)
    row.responsibilities.filter(organization__name="Agency 5").delete()
    page = tree(client, f"{reverse('recommendation_list')}?country=LA&q={row.recommendation.reference}")
    assert "Agency 1, Agency 2, Agency 3, Agency 4" in text_of(page)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [("", 1, 25), ("page=2", 26, 30), ("page=9", 26, 30), ("page=0", 1, 25), ("page=x", 1, 25),
     ("size=50", 1, 30), ("size=7", 1, 25), ("page=٢", 26, 30)],
)  # fmt: skip
def test_pages_hold_25_or_50_rows(client, query, first, last):
    party = lao()
    document = RecommendationFactory(document__party=party, document__code="AFML13-LA").document
    FollowUp.objects.bulk_create(
        FollowUp(recommendation=text, party=party, asked_on="2020-10-23")
        for text in [*Recommendation.objects.all(), *RecommendationFactory.create_batch(29, document=document)]
    )
    client.force_login(person("viewer", lao()))
    found = tree(client, f"/recommendations/?{query}")
    assert len(found.findall(".//tbody/tr")) == last - first + 1
    assert f"Rows {first} to {last} of 30" in text_of(found)


def test_the_list_by_text_shows_every_country_s_status(client, world):
    client.force_login(person("viewer", lao()))
    rows = tree(client, "/recommendations/by-text/?forum=15").findall(".//tbody/tr")
    assert [text_of(row.findall("td")[1]) for row in rows] == ["Cambodia Implemented Lao PDR No information received"]


# --- A recommendation, a document -------------------------------------------------------------------------------


def test_a_recommendation_stands_in_its_place_with_a_card_for_each_country(client, world):
    client.force_login(person("viewer", lao()))
    said = words(client, f"/recommendations/{TEXT}/")
    assert "Said by the regional workers’ meeting, 23 October 2020, for the 15th AFML; proposed" in said
    assert "Number 1 of 1 in its document" in said
    assert "Justice (main) suggested, not yet confirmed" in said
    assert "Cambodia reports; last answer 15 March 2023" in said
    assert "1 May 2024 : Opened a desk." in said
    assert "ILO assessment: ? Needs more evidence" in said
    assert "For everybody" in said
    assert "Lao PDR No information received Asked on 23 October 2020" in said


def test_a_recommendation_shows_what_a_person_confirmed_without_a_doubt(client, world):
    client.force_login(person("viewer", lao()))
    said = words(client, "/recommendations/AFML13-LA-S1-01/")
    assert "Themes Health (main) What" not in said
    assert "Health (main) suggested" not in said
    assert "Number 1 of 2 in its document Next AFML13-LA-S2-02" in said
    refused = words(client, "/recommendations/AFML13-LA-S2-02/")
    assert "Health" not in refused


@pytest.mark.parametrize(("role", "country", "sees"), [("reporter", lao, True), ("reporter", cambodia, False)])
def test_assessment_and_private_evidence_are_on_the_card_of_the_own_country_only(client, world, role, country, sees):
    client.force_login(person(role, country()))
    said = words(client, "/recommendations/AFML13-LA-S1-01/")
    assert ("ILO assessment" in said) is sees
    assert ("For us" in said) is sees


def test_a_document_reads_as_it_was_published(client, world):
    client.force_login(person("viewer", lao()))
    said = words(client, "/documents/AFML13-LA/")
    assert said.index("Sub-theme 1: Part 1") < said.index("Extend healthcare") < said.index("Sub-theme 2: Part 2")
    assert "1. Extend healthcare to all migrant workers. AFML13-LA-S1-01 Lao PDR , AFML13-LA-S1-01 In progress" in said


# --- What it costs ----------------------------------------------------------------------------------------------


def more_rows(world):
    """The same pages with many more rows of every kind."""
    document = world["first LA"].recommendation.document
    for text in RecommendationFactory.create_batch(12, document=document):
        RecommendationThemeFactory(recommendation=text, theme=RecommendationTheme.objects.first().theme)
        accepted_answer(FollowUpFactory(recommendation=text, party=lao()), evidence=("One", "Two"), lead="MoFA")
        FollowUpFactory(recommendation=text, party=cambodia())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_queries_for_few_rows_and_many_and_no_more_than_12(client, world, name):
    grows = {"document": "/documents/AFML13-LA/", "recommendation": f"/recommendations/{TEXT}/"}
    user = person("coordinator", lao())
    client.force_login(user)
    url = grows.get(name, address(name))
    few = count(client, url)
    more_rows(world)
    FollowUpFactory(recommendation=world["shared LA"].recommendation, party=PartyFactory(code="VN"))
    assert count(client, url) == few
    assert few <= 12


def count(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        whole(client.get(url))
    return len(queries)


def test_a_person_with_every_role_still_costs_no_more_than_12_queries(client, world):
    from tests.factories import MembershipFactory

    user = UserFactory()
    MembershipFactory(user=user, role="coordinator", party=lao())
    MembershipFactory(user=user, role="reviewer", party=None)
    MembershipFactory(user=user, role="secretariat", party=None)
    client.force_login(user)
    assert max(count(client, address(name)) for name in PAGES) <= 12

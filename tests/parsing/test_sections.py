"""Habits of headings, and documents that hold no recommendation."""

import pytest

from recommendations.parsing import find, read
from recommendations.parsing.headings import word_heading
from tests.parsing.shapes import labels, texts


def found_in(text: str):
    return find(read(text.encode()))


def sections(found):
    return [(sub_theme.number, sub_theme.title, len(sub_theme.recommendations)) for sub_theme in found.sub_themes]


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("Sub-theme 1: Impact of COVID-19", 1, "Impact of COVID-19"),
        ("Sub-Theme 2 – Rights", 2, "Rights"),
        ("Sub theme 1 “Economic Recovery”", 1, "Economic Recovery"),
        ("Subtheme 3. Care work", 3, "Care work"),
        ("SUB-THEME II: RIGHTS", 2, "RIGHTS"),
        ("Theme 1", 1, ""),
        ("Theme One: Standards", 1, "Standards"),
        ("Topic 5 Remittance costs", 5, "Remittance costs"),
        ("Sub-topic (2", None, None),
        ("Thematic area 2: Skills", 2, "Skills"),
        ("Part B: Skills", 2, "Skills"),
        ("1. Sub-theme 1: Skills", 1, "Skills"),
        ("Sub-theme 1: 'Skills'", 1, "Skills"),
        ("Sub-theme 1: “Skills” and “Rights”", 1, "“Skills” and “Rights”"),
        ("Theme: Future of Work", None, None),
        ("Sub-themes:", None, None),
        ("Sub-theme 2 was discussed in the afternoon.", None, None),
        ("To address sub-theme 2, the following should be part", None, None),
        ("Theme 1 should be read with Theme 2.", None, None),
        ("Themed 1: x", None, None),
        ("Part of the problem", None, None),
        ("Part 1 of the law should be amended.", None, None),
        ("Topics 2020 and beyond", None, None),
        ("Section 4 applies to all workers", None, None),
    ],
)
def test_heading_is_told_from_other_lines(line, number, title):
    heading = word_heading(line)
    assert (heading and heading.number, heading and heading.title) == (number, title)


def test_heading_that_a_page_repeats_opens_no_section():
    found = found_in(
        "Recommendations of the 11th AFML\n\nSub-theme 1: Desks\n1. Ensure aid.\n"
        "2. Open desks.\n\n\n\nSub-theme 1: Desks (continued)\n3. Pay fees.\n"
    )
    assert sections(found) == [(1, "Desks", 3)]


def test_headings_that_an_agenda_lists_open_no_section():
    found = found_in(
        "Recommendations of the 11th AFML\n\nThe two sub-themes are:\n"
        "Sub-theme 1: Desks\nSub-theme 2: Fees\n\nSub-theme 1: Desks\n"
        "1. Ensure legal aid.\n\nSub-theme 2: Fees\n1. Cap all fees.\n"
    )
    assert sections(found) == [(1, "Desks", 1), (2, "Fees", 1)]


def test_empty_sub_theme_stays_with_a_doubt():
    found = found_in(
        "Recommendations of the 11th AFML\n\nSub-theme 1: Desks\n1. Ensure legal aid.\n\nSub-theme 2: Fees\n"
    )
    assert sections(found) == [(1, "Desks", 1), (2, "Fees", 0)]
    assert "empty-sub-theme" in [doubt.code for doubt in found.doubts]


def test_title_on_the_next_line_belongs_to_its_heading():
    found = found_in(
        "Recommendations of the 11th AFML\n\nSub-theme 1\nDesks for returnees\n\n1. Ensure legal aid.\n2. Open desks.\n"
    )
    assert sections(found) == [(1, "Desks for returnees", 2)]


SIXTH = """THE 6thASEAN FORUM ON MIGRANT LABOUR

26-27 November 2013, Bandar Seri Begawan, Brunei Darussalam

The 6thASEAN Forum on Migrant Labour which carried the theme “Data Sharing, and
Access to Justice” was held on 26-27 November 2013 in Bandar Seri Begawan, Brunei
Darussalam. Employers' organisations and the Task Force for ASEAN Migrant Workers
took part. The Recommendations of the 5th ASEAN Forum on Migrant Labour held on 9-10
October 2012 in Siem Reap, Cambodia, were reviewed.

The participants agreed to recommend concrete actions, as follows:

(a) Facilitate data collection, analysis and sharing concerning migrant workers in
both countries of origin and destination

The Forum recognises that knowledge is critical.

1. Collect data by sex and age.
2. Share good practices:
   - among ministries
   - among unions

(b) Promote complaint mechanisms

1. Establish one-stop centres for complaints.
"""


def test_lettered_sections_after_a_preamble_that_names_other_forums():
    found = found_in(SIXTH)
    assert (found.forum_number, found.kind, found.country) == (6, "forum", None)
    assert (found.date.isoformat(), found.date_end.isoformat()) == ("2013-11-26", "2013-11-27")
    assert (found.place, found.theme) == (
        "Bandar Seri Begawan, Brunei Darussalam",
        "Data Sharing, and Access to Justice",
    )
    assert sections(found) == [
        (
            1,
            (
                "Facilitate data collection, analysis and sharing "
                "concerning migrant workers in both countries of origin and destination"
            ),
            2,
        ),
        (2, "Promote complaint mechanisms", 1),
    ]
    assert found.sub_themes[0].introduction == "The Forum recognises that knowledge is critical."
    assert labels(found) == ["1.", "2.", "1."]


@pytest.mark.parametrize(("one", "two"), [("A.", "B."), ("I.", "II."), ("(a)", "(b)"), ("1.", "2.")])
def test_headed_bullets_are_items_under_labelled_headings(one, two):
    found = found_in(
        f"Recommendations of the 8th AFML\n\n{one} Labour inspection\n"
        f"• Ensure visits at night.\n• Train inspectors well.\n\n{two} Safety at work\n"
        "• Provide helmets to all.\n"
    )
    assert sections(found) == [(1, "Labour inspection", 2), (2, "Safety at work", 1)]


@pytest.mark.parametrize(
    "body",
    [
        (
            "1. Governments should:\n(a) Ensure access to courts\n(b) Provide interpreters\n"
            "2. Employers should:\n(a) Pay all fees\n(b) Give contracts\n"
        ),
        (
            "1. Strengthen labour inspection\n- Train inspectors\n- Visit farms\n"
            "2. Ensure safety at work\n- Provide helmets\n- Mark exits\n"
        ),
        "(a) Ensure access to courts.\n- Open desks\n(b) Provide interpreters.\n- Pay them well\n",
        "1. Ensure legal aid by\n- paying lawyers\n2. Promote skills through\n- opening schools\n",
    ],
)
def test_items_with_nested_points_are_no_headings(body):
    found = found_in(f"Recommendations of the 8th AFML\n\n{body}")
    assert sections(found) == [(None, "", 2)]


def test_bare_titles_are_headings_without_number():
    found = found_in(
        "Recommendations of the 8th AFML\n\nAccess to justice\n\n"
        "• Ensure aid for all.\n\nSocial protection\n\n• Extend its coverage.\n"
        "• Sign agreements now.\n"
    )
    assert sections(found) == [(None, "Access to justice", 1), (None, "Social protection", 2)]


LEAD = """National Tripartite Preparatory Workshop for the 11th ASEAN Forum on Migrant Labour (AFML)
Digitalisation to Promote Decent Work for Migrant Workers in ASEAN
4 September 2018, Manila, Philippines

RECOMMENDATIONS

We, the representatives of government, workers, employers and civil society, having met in Manila,
recalling the recommendations of the 10th AFML held on 25-26 October 2017, hereby recommend:

Sub-theme 1. Digitalisation of labour management

For Governments:
1. Develop a common platform.
2. Share data with embassies.

For Employers:
1. Register all workers online.

Sub-theme 2. Digital services

1. Provide mobile applications in languages of origin.

Way forward
The recommendations will be submitted to the 11th AFML on 29-30 October 2018 in Singapore.
"""


def test_groups_inside_sub_themes_and_a_way_forward():
    found = found_in(LEAD)
    assert (found.forum_number, found.kind, found.country, found.place) == (11, "national", "PH", "Manila, Philippines")
    assert (found.date.isoformat(), found.date_end) == ("2018-09-04", None)
    assert found.theme == "Digitalisation to Promote Decent Work for Migrant Workers in ASEAN"
    assert sections(found) == [(1, "Digitalisation of labour management", 3), (2, "Digital services", 1)]
    assert [doubt.code for doubt in found.doubts] == ["inner-heading", "inner-heading"]
    assert {sub_theme.introduction for sub_theme in found.sub_themes} == {None}


def test_lettered_groups_inside_sub_themes_are_left_out_with_doubts():
    found = found_in(
        "Recommendations of the 8th AFML\n\nSub-theme 1: Fishers\n\nA. Origin countries\n1. Ratify all conventions.\n"
        "2. Train fishers well.\n\nB. Destination countries\n1. Inspect vessels at port.\n\nSub-theme 2: Care\n\n"
        "C. All countries\n1. Recognise care work.\n2. Pay carers fairly.\n"
    )
    assert sections(found) == [(1, "Fishers", 3), (2, "Care", 2)]
    assert [doubt.code for doubt in found.doubts][-3:] == ["inner-heading"] * 3


def test_roman_topics_in_capitals_with_numbers_that_run_on():
    found = found_in(
        "Recommendations of the 18th AFML\n\nI. FORCED LABOUR\n1. Strengthen law enforcement;\n"
        "2. Provide channels; and\n"
        "3. Protect all victims.\n\nII. RECRUITMENT FEES\n4. Promote transparency everywhere.\n\n"
        "III. REMITTANCE COSTS\n6. Lower all costs.\n"
    )
    assert sections(found) == [(1, "FORCED LABOUR", 3), (2, "RECRUITMENT FEES", 1), (3, "REMITTANCE COSTS", 1)]
    assert [doubt.code for doubt in found.recommendations[-1].doubts] == ["number-gap"]


def test_document_without_headings_is_one_section():
    found = found_in("Recommendations of the 8th AFML\n\n1. Ensure aid for all.\n2. Extend its coverage.\n")
    assert sections(found) == [(None, "", 2)]


def test_recommendations_above_the_first_sub_theme_are_kept():
    found = found_in(
        "Recommendations of the 8th AFML\n\n1. Ensure aid for all.\n"
        "2. Extend its coverage.\n\nSub-theme 1: Fees\n\n3. Cap all fees.\n"
    )
    assert sections(found) == [(None, "", 2), (1, "Fees", 1)]


def test_agenda_before_the_recommendations_holds_none():
    found = found_in(
        "Cambodia National Workshop for the 8th AFML\n\nAgenda\n09:00 Registration\n"
        "1. Opening remarks\n2. Ensuring quorum\n\nRecommendations\n\n"
        "1. Ensure aid for all.\n2. Extend its coverage.\n"
    )
    assert texts(found) == ["Ensure aid for all.", "Extend its coverage."]


NONE = {
    "agenda": (
        "AGENDA\nNational Tripartite Preparatory Workshop for the 13th AFML\n\n"
        "09:00 Registration\n1. Opening remarks\n2. Sub-theme 1: Impact\n- Discussion\n"
        "3. Drafting of recommendations\n4. Closing\n"
    ),
    "press": (
        "ILO welcomes ASEAN forum recommendations\n\nPress release\n\n"
        "Total 19 recommendations were adopted.\n\n1. Mr. Somchai, Ministry of Labour\n"
        "2. Ms. Anna, ILO\n"
    ),
    "minutes": (
        "Summary report of the 3rd AFML\n\n1. The 3rd AFML was held in Ha Noi.\n"
        "2. The purpose of the Forum was to discuss recommendations.\n"
        "3. The Forum was opened by the Minister.\n"
    ),
    "shopping": "To buy\n\n1. Bring milk\n2. Get bread\n",
    "law": "Labour Act\n\n1. The employer shall pay wages.\n2. The worker shall be heard.\n",
    "prose": "The 10th AFML was held in Manila. Its recommendations are known.\n",
    "participants": "List of participants\n13th AFML\n\n1. Mr. A, Ministry of Labour\n2. Ms. B, ILO\n",
    "headings": "13th AFML\n\nSub-theme 1: Impact\n\nSub-theme 2: Rights\n",
    "one word": "a",
    "numbers": "1.\n2.\n3.\n",
}


@pytest.mark.parametrize("name", NONE)
def test_document_that_recommends_nothing_gives_none(name):
    found = found_in(NONE[name])
    assert found.total == 0
    assert found.sub_themes == ()
    assert "nothing-found" in [doubt.code for doubt in found.doubts]

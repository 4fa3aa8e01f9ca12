"""Habits of lists: what is an item, what a nested point, what a wrapped line; and as much of what is none."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.shapes import labels, texts

HEAD = (
    "National Recommendations of Thailand for the 12th ASEAN Forum on Migrant Labour\n\n"
    "3 September 2019\n\nSub-theme 1: Access to justice\n\n"
)


def found_in(body: str):
    return find(read((HEAD + body).encode()))


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("1.", "2.", "1."),
        ("1)", "2)", "1)"),
        ("(1)", "(2)", "(1)"),
        ("a.", "b.", "a."),
        ("a)", "b)", "a)"),
        ("(a)", "(b)", "(a)"),
        ("A.", "B.", "A."),
        ("i.", "ii.", "i."),
        ("(i)", "(ii)", "(i)"),
        ("I.", "II.", "I."),
        ("1.1", "1.2", "1.1"),
        ("1.1.", "1.2.", "1.1."),
        ("R1.", "R2.", "R1"),
        ("Recommendation 1:", "Recommendation 2:", "Recommendation 1"),
        ("1/", "2/", "1/"),
        ("-", "-", None),
        ("–", "–", None),
        ("•", "•", None),
        ("*", "*", None),
        ("o", "o", None),
        ("➢", "➢", None),
        ("\uf0a7", "\uf0a7", None),
    ],
)
def test_item_is_found_behind_its_label(first, second, label):
    found = found_in(f"{first} Ensure legal aid for all.\n{second} Provide interpreters in courts.\n")
    assert texts(found) == ["Ensure legal aid for all.", "Provide interpreters in courts."]
    assert labels(found)[0] == label
    assert [item.number for item in found.recommendations] == ([1, 2] if label else [None, None])


@pytest.mark.parametrize(
    "line",
    [
        "19 cases were studied.",
        "2020. The year after was worse.",
        "1.5 million workers gain.",
        "10 per cent of wages.",
        "-10 per cent of wages.",
        "No. 189 of the ILO.",
        "C189, which is ratified.",
        "i.e. all workers.",
        "A year later.",
        "I believe so.",
    ],
)
def test_line_that_only_looks_like_an_item_goes_on_with_the_text(line):
    found = found_in(
        f"1. Ensure legal aid for all migrant workers in courts and in\n{line}\n2. Provide interpreters.\n"
    )
    assert texts(found) == [
        f"Ensure legal aid for all migrant workers in courts and in {line}",
        "Provide interpreters.",
    ]


WRAPPED = """1. Ensure that all migrant workers, whatever their status, are protected
from COVID-
2. The virus knows no border and stops at no registration desk in
2020. The centres must keep open, and report on their work at least
19 times a year, as Convention No.
190. It applies to all workers in the region, men and women, at sea
3) or on land, and to their families.
2. Provide interpreters in courts, hospitals and police stations in the
languages of origin.
3. Strengthen inspection.
"""


def test_wrapped_lines_that_begin_with_numbers_stay_in_their_item():
    found = found_in(WRAPPED)
    assert labels(found) == ["1.", "2.", "3."]
    assert "from COVID- 2. The virus" in texts(found)[0]
    assert texts(found)[0].endswith(
        "Convention No. 190. It applies to all workers in the region, men and women, at sea "
        "3) or on land, and to their families."
    )


def test_wrapped_dash_in_a_sentence_is_no_bullet():
    found = found_in(
        "1. Ensure that all migrant workers in the fishing sector and their families\n"
        "– above all women – are heard before a decision is taken on their stay\n"
        "and on their return.\n2. Provide interpreters in courts.\n"
    )
    assert len(texts(found)) == 2
    assert "families – above all women – are heard" in texts(found)[0]


def test_paragraph_after_a_blank_line_belongs_to_its_item():
    found = found_in("1. Ensure legal aid.\n\nThis should cover all courts.\n\n2. Provide interpreters.\n")
    assert texts(found) == ["Ensure legal aid.\n\nThis should cover all courts.", "Provide interpreters."]


def test_paragraph_on_its_own_line_without_blank_belongs_to_its_item():
    found = found_in("1. Ensure legal aid.\nThis should cover all courts.\n2. Provide interpreters.\n")
    assert texts(found)[0] == "Ensure legal aid.\n\nThis should cover all courts."


def test_sentence_that_runs_on_over_a_page_break_stays_one_paragraph():
    found = found_in("1. Ensure legal aid for all migrant\n\n\n\nworkers in courts.\n2. Provide interpreters.\n")
    assert texts(found)[0] == "Ensure legal aid for all migrant workers in courts."


def test_sentence_that_runs_on_after_a_form_feed_stays_one_paragraph():
    found = found_in(
        "1. Ensure legal aid for all migrant workers before the courts of the\n"
        "\fASEAN Member States.\n\f2. Provide interpreters.\n"
    )
    assert texts(found) == [
        "Ensure legal aid for all migrant workers before the courts of the ASEAN Member States.",
        "Provide interpreters.",
    ]
    assert [item.page for item in found.recommendations] == [1, 3]


@pytest.mark.parametrize(
    ("first", "second"),
    [("-", "-"), ("•", "•"), ("(a)", "(b)"), ("a)", "b)"), ("i.", "ii."), ("o", "o"), ("–", "-")],
)
def test_nested_points_stay_with_their_item(first, second):
    found = found_in(
        f"1. Ensure legal aid by\n  {first} paying lawyers\n  {second} opening desks\n2. Provide interpreters.\n"
    )
    assert texts(found) == ["Ensure legal aid by\n- paying lawyers\n- opening desks", "Provide interpreters."]


def test_nested_bullets_below_bullets_are_told_apart_by_their_form():
    found = found_in("• Ensure legal aid:\no in courts\no at work\n• Provide interpreters.\n")
    assert texts(found) == ["Ensure legal aid:\n- in courts\n- at work", "Provide interpreters."]


def test_nested_bullets_below_the_same_bullets_are_told_apart_by_indent():
    found = found_in("- Ensure legal aid:\n    - in courts\n    - at work\n- Provide interpreters.\n")
    assert texts(found) == ["Ensure legal aid:\n- in courts\n- at work", "Provide interpreters."]


def test_bullets_that_a_new_page_indents_stay_items():
    found = found_in("- Ensure legal aid.\n\n\n\n   - Provide interpreters.\n   - Open desks.\n")
    assert len(texts(found)) == 3


def test_points_below_two_levels_stay_with_their_item():
    found = found_in("1. Ensure legal aid:\n(a) in courts:\n- civil\n- labour\n(b) at work\n2. Provide interpreters.\n")
    assert texts(found)[0] == "Ensure legal aid:\n- in courts:\n- civil\n- labour\n- at work"


def test_numbers_that_start_again_after_points_are_items():
    found = found_in(
        "1. Ensure legal aid:\n(a) in courts\n2. Provide interpreters:\n(a) in hospitals\n3. Open desks.\n"
    )
    assert labels(found) == ["1.", "2.", "3."]


def test_introducing_sentence_is_no_item():
    found = found_in("To reach this, the following should be done:\n\n1. Ensure legal aid.\n2. Provide interpreters.\n")
    assert found.sub_themes[0].introduction == "To reach this, the following should be done:"
    assert found.total == 2


def test_group_heading_between_items_is_left_out_with_a_doubt():
    found = found_in("1. Ensure legal aid.\n\nFor employers:\n\n2. Provide interpreters.\n")
    assert texts(found) == ["Ensure legal aid.", "Provide interpreters."]
    assert [doubt.code for doubt in found.doubts] == ["inner-heading"]


def test_paragraph_that_opens_nested_points_is_no_heading():
    found = found_in("1. Ensure legal aid.\n\nThis covers:\n\n- courts\n- hospitals\n\n2. Provide interpreters.\n")
    assert texts(found)[0] == "Ensure legal aid.\n\nThis covers:\n- courts\n- hospitals"


@pytest.mark.parametrize(
    "line",
    [
        "The meeting was held online on 3 September 2019.",
        "This national tripartite workshop was organized by the Ministry of Labour with the ILO.",
        "Adopted in Bangkok on 3 September 2019.",
        "These recommendations were endorsed by all parties.",
        "For more information, contact the Ministry.",
        "www.ilo.org/asia",
        "***",
        "- End -",
        "The Forum expressed its appreciation to the host.",
        "Supported by TRIANGLE in ASEAN",
    ],
)
def test_closing_line_is_no_part_of_the_last_item(line):
    found = found_in(f"1. Ensure legal aid.\n2. Provide interpreters.\n\n{line}\n")
    assert texts(found) == ["Ensure legal aid.", "Provide interpreters."]
    assert [unused.reason for unused in found.unused] == ["closing"]


@pytest.mark.parametrize(
    "line",
    [
        "The meeting of labour attachés should be held each year.",
        "The workshop of each trade should be open to migrants.",
        "Adopted laws should be enforced.",
        "This forum should be open to all.",
        "Supported returns should be free.",
    ],
)
def test_paragraph_that_only_looks_like_a_closing_line_stays(line):
    found = found_in(f"1. Ensure legal aid.\n2. Provide interpreters.\n\n{line}\n")
    assert texts(found)[1] == f"Provide interpreters.\n\n{line}"


def test_list_of_participants_after_the_end_holds_no_item():
    found = found_in(
        "1. Ensure legal aid.\n2. Provide interpreters.\n\nList of participants\n\n1. Mr. Somchai\n2. Ms. Anong\n"
    )
    assert found.total == 2
    assert {unused.reason for unused in found.unused} == {"agenda"}


def test_paragraphs_without_label_are_items_with_a_doubt_where_they_ask():
    found = found_in("Governments should ensure legal aid.\n\nEmployers should provide interpreters.\n")
    assert found.total == 2
    assert {doubt.code for item in found.recommendations for doubt in item.doubts} == {"unmarked"}


def test_paragraphs_without_label_are_none_where_they_tell():
    found = found_in("The session was opened by the Ministry.\n\nParticipants discussed legal aid.\n")
    assert found.total == 0


def test_bold_marks_are_removed_and_other_stars_kept():
    found = found_in(
        "1. Ensure **legal aid** for *all*.\n2. Pay 5 * 3 days, a*b, for **workers\nabroad** and **so on.\n"
    )
    assert texts(found) == [
        "Ensure legal aid for all.",
        "Pay 5 * 3 days, a*b, for workers abroad and **so on.",
    ]


def test_text_is_kept_in_nfc_with_its_own_quotes_and_dashes():
    found = found_in("1. Strengthen labour attache\u0301s’ “support” – in\u00a0all  states.\n")
    assert texts(found) == ["Strengthen labour attachés’ “support” – in all states."]


def test_label_that_nothing_follows_is_left_out_with_a_doubt():
    found = found_in("1. Ensure legal aid.\n2.\n\n3. Provide interpreters.\n4.\n")
    assert labels(found) == ["1.", "3."]
    assert [doubt.code for doubt in found.doubts][-1] == "left-out"


def test_first_point_of_an_item_without_a_text_of_its_own_is_its_text():
    found = found_in("1. Ensure legal aid.\n2.\n(a) Open desks.\n(b) Pay lawyers.\n")
    assert texts(found)[1] == "Open desks.\n- Pay lawyers."

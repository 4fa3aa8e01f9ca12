"""Other documents, invented, with the habits that forum documents have, as PDFs."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.blocks import Block
from tests.parsing.shapes import labels, texts
from tests.parsing.variants_pdf import typeset

HEAD = [
    Block("head", "Indonesia National Tripartite Preparatory Workshop"),
    Block("head", "Recommendations for the 16th ASEAN Forum on Migrant Labour"),
    Block("head", "4–5 September 2023, Jakarta, Indonesia"),
]
PREAMBLE = Block(
    "paragraph",
    "Recalling the outcomes of the 12th ASEAN Forum on Migrant Labour held in Bangkok, Thailand, on 25–26 September "
    "2019 and of the 15th Forum in 2022, the participants agreed to recommend, as follows:",
)
ASKS = [
    "Ensure that workers in fishing and domestic work are covered by labour law, including rest days and wages.",
    "Establish one-stop service centres in the provinces that most workers leave from.",
    "Governments to exchange data on wages, disaggregated by sex, each year. The exchange should use what exists.",
    "Provide legal aid across borders so that claims for unpaid wages survive the worker’s return.",
    "Recognize skills that were learnt abroad; waive the fees for returning women workers.",
    "Strengthen labour attachés with staff who speak the language of the country.",
]
LOOKS = [
    {},
    {"spacing": 0.65, "header": "16th AFML – Indonesia", "footer": "Page # of 2", "paper": "a5"},
    {"columns": 2, "size": 9},
    {"justify": True, "hyphenate": True, "paper": "a5"},
]
pytestmark = pytest.mark.parametrize("look", LOOKS, ids=["plain", "small pages", "columns", "hyphenated"])


def found_in(body: list[Block], look):
    return find(read(typeset([*HEAD, *body], **look)))


def items(*marks: str) -> list[Block]:
    return [Block("item", text, mark) for text, mark in zip(ASKS, marks, strict=True)]


def check_meeting(found):
    assert (found.forum_number, found.kind, found.country, found.place) == (16, "national", "ID", "Jakarta, Indonesia")
    assert (found.date.isoformat(), found.date_end.isoformat()) == ("2023-09-04", "2023-09-05")


def test_preamble_that_names_other_forums_and_dates(look):
    found = found_in([PREAMBLE, *items("1.", "2.", "3.", "4.", "5.", "6.")], look)
    check_meeting(found)
    assert texts(found) == ASKS


def test_every_item_numbered_one(look):
    found = found_in(items(*["1."] * 6), look)
    check_meeting(found)
    assert texts(found) == ASKS
    assert labels(found) == ["1."] * 6


@pytest.mark.parametrize("heads", [("A. Rights at work", "B. Return"), ("I. Rights at work", "II. Return")])
def test_lettered_and_roman_sections(look, heads):
    body = items("1.", "2.", "3.", "1.", "2.", "3.")
    found = found_in([Block("heading", heads[0]), *body[:3], Block("heading", heads[1]), *body[3:]], look)
    assert [(sub_theme.number, sub_theme.title) for sub_theme in found.sub_themes] == [
        (1, "Rights at work"),
        (2, "Return"),
    ]
    assert texts(found) == ASKS


def test_roman_items(look):
    found = found_in([PREAMBLE, *items("i.", "ii.", "iii.", "iv.", "v.", "vi.")], look)
    assert texts(found) == ASKS
    assert [item.number for item in found.recommendations] == [1, 2, 3, 4, 5, 6]


def test_bullets_under_a_quoted_sub_theme_with_an_introduction(look):
    head = [
        Block("heading", "Sub-theme 1: “Rights at work”"),
        Block("paragraph", "All of these should be done by 2025."),
    ]
    found = found_in([*head, *items(*["-"] * 6)], look)
    assert texts(found) == ASKS
    assert found.sub_themes[0].introduction == "All of these should be done by 2025."


def test_minutes_in_which_nothing_is_recommended_give_nothing(look):
    minutes = [
        "The chair opened the meeting.",
        "Ms Sari presented the report of 2022.",
        "The delegates visited a port.",
    ]
    body = [Block("item", text, f"{at}.") for at, text in enumerate(minutes, 1)]
    found = find(read(typeset([Block("head", "Minutes of the annual meeting"), *body], **look)))
    assert found.total == 0

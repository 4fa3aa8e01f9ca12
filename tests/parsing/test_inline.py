"""Recommendations inside a sentence, and sentences that only have brackets."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.shapes import labels, texts

HEAD = "Recommendations of the 15th AFML\n\n13 September 2022\n\n"


def found_in(body: str):
    return find(read((HEAD + body).encode()))


@pytest.mark.parametrize(("one", "two"), [("(1)", "(2)"), ("(a)", "(b)"), ("(i)", "(ii)"), ("1)", "2)"), ("a)", "b)")])
def test_sentence_is_parted_into_its_items(one, two):
    found = found_in(f"The Forum recommended to: {one} extend permits; and {two} open hotlines.\n")
    assert texts(found) == ["extend permits; and", "open hotlines."]
    assert labels(found) == [one, two]
    assert found.sub_themes[0].introduction == "The Forum recommended to:"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Forum recommended Convention (No. 189) and Recommendation (No. 201) to all.",
        "The Forum recommended (2) open hotlines before (1) extend permits.",
        "The Forum recommended: (1) the Ministry; (2) the Union.",
        "Speakers (1) told of hotlines and (2) thanked the host.",
        "The Forum recommended that (1) extend permits.",
    ],
)
def test_sentence_with_brackets_stays_whole(sentence):
    assert len(texts(found_in(f"{sentence}\n"))) < 2


def test_numbers_inside_an_item_are_none_where_items_are_marked():
    found = found_in("1. The Forum recommends to: (1) extend permits; and (2) open hotlines.\n2. Pay all wages.\n")
    assert labels(found) == ["1.", "2."]

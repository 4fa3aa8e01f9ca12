"""What holds for any text whatever: no crash, nothing lost, nothing invented."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.errors import Refused
from recommendations.parsing import as_json, find, read
from recommendations.parsing.gathering import gather
from recommendations.parsing.items import assemble
from recommendations.parsing.layout import lay_out
from recommendations.text import is_blank
from tests.parsing.shapes import NAMES, source_bytes, source_text

FEW = settings(max_examples=100, deadline=None, derandomize=True)

LINES = st.sampled_from(
    (
        "",
        "",
        "",
        "\x0c",
        "Recommendations of the 13th ASEAN Forum on Migrant Labour",
        "9 November 2020",
        "Hanoi, Viet Nam",
        "“Future of Work”",
        "Sub-theme 1: Impact",
        "Sub theme 2 “Rights”",
        "(a) Data sharing",
        "I. Rights",
        "A. Aid",
        "Recommendations",
        "Agenda",
        "Access to justice",
        "1. Ensure legal aid for all.",
        "2. Provide interpreters in all",
        "3.",
        "7) Open desks.",
        "(2) Pay",
        "- Extend benefits.",
        "  - at sea",
        "• Tackle xenophobia",
        "o in courts",
        "(i) first",
        "ii. second",
        "2020. The year",
        "19 cases",
        "workers in the fishing sector – above all women",
        "– above all women",
        "The meeting was held online on 9 November 2020.",
        "These should cover transport.",
        "which should be time-bound.",
        "**Bold title**",
        "*italic",
        "3",
        "Page 2 of 5",
        "The participants agreed to recommend, as follows:",
        "www.ilo.org",
        "09:00 Registration",
        "COVID-",
        "labour attaché",
        "***",
        "\u200b",
    )
)
DOCUMENTS = st.lists(LINES, min_size=1, max_size=60).map("\n".join)


def found_in(text: str):
    try:
        return find(read(text.encode("utf-8", "surrogatepass")))
    except Refused:
        return None


@FEW
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    found = found_in(text)
    assert found is None or as_json(found)["total"] == found.total


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with suppress(Refused):
        find(read(data))


@FEW
@given(DOCUMENTS)
def test_no_word_is_invented_and_the_order_is_kept(text):
    found = found_in(text)
    words = iter(text.replace("*", "").split())
    for item in found.recommendations if found else ():
        for word in item.text.replace("\n- ", "\n").replace("*", "").split():
            assert any(word == printed or printed.endswith(word) for printed in words), word


@FEW
@given(DOCUMENTS)
def test_every_line_goes_into_one_piece_and_every_piece_to_one_place(text):
    if is_blank(text):
        return
    source = read(text.encode())
    pieces, furniture = gather(source)
    covered = [number for piece in (*pieces, *furniture) for number in range(piece.line_from, piece.line_to + 1)]
    assert {line.number for line in source.lines if line.text} <= set(covered)
    layout = lay_out(pieces)
    placed = [*layout.head, *layout.elsewhere]
    for section in layout.sections:
        contents = assemble(section)
        placed += [*section.heading, *contents.introduction, *contents.headings, *contents.closing, *contents.left_out]
        placed += [piece for item in contents.items for piece in (item.first, *(part for part, _nested in item.pieces))]
    assert sorted(map(id, placed)) == sorted(map(id, pieces))


@FEW
@given(DOCUMENTS)
def test_places_lie_in_the_source_and_do_not_overlap(text):
    found = found_in(text)
    last = 0
    for item in found.recommendations if found else ():
        assert last <= item.line_from <= item.line_to <= text.count("\n") + 1
        last = item.line_to


@FEW
@given(DOCUMENTS)
def test_texts_are_nfc_and_without_outer_spaces(text):
    found = found_in(unicodedata.normalize("NFD", text))
    for item in found.recommendations if found else ():
        assert item.text == unicodedata.normalize("NFC", item.text)
        assert item.text == item.text.strip()


@FEW
@given(DOCUMENTS)
def test_the_same_text_gives_the_same_findings(text):
    assert found_in(text) == found_in(text.replace("\n", "\r\n"))


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(data=st.data())
def test_document_cut_anywhere_gives_no_text_that_it_does_not_hold(name, data):
    whole = source_text(name)
    cut = whole[: data.draw(st.integers(1, len(whole)))]
    folded = " ".join(whole.replace("*", "").split())
    for item in found_in(cut).recommendations if found_in(cut) else ():
        assert all(
            " ".join(part.replace("*", "").split()) in folded
            for part in item.text.replace("\n- ", "\n\n").split("\n\n")
        )


@pytest.mark.parametrize("name", NAMES)
@FEW
@given(data=st.data())
def test_damaged_document_is_read_or_refused(name, data):
    whole = bytearray(source_bytes(name))
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        find(read(bytes(whole)))

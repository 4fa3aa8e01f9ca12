import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.matching.words import changes


def told(before, after):
    return [(piece.kind, piece.text) for piece in changes(before, after)]


def test_a_word_is_replaced_whole():
    assert told("a help dekc.", "a help desk.") == [
        ("same", "a help "), ("gone", "dekc"), ("new", "desk"), ("same", "."),
    ]  # fmt: skip


def test_words_are_put_in_and_taken_out():
    assert told("one two three", "one three four") == [
        ("same", "one "), ("gone", "two "), ("same", "three"), ("new", " four"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "One.", "Two\n\n- points"])
def test_the_same_text_has_no_change(text):
    assert {piece.kind for piece in changes(text, text)} <= {"same"}


def test_a_script_without_spaces_is_marked_letter_by_letter_with_its_marks():
    assert told("แรงงานย้าย", "แรงงานย้ายถิ่น") == [("same", "แรงงานย้าย"), ("new", "ถิ่น")]


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_it(before, after):
    pieces = changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after

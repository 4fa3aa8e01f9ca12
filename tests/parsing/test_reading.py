"""The front door: what is taken, in which encodings, and what is refused in one sentence."""

import pytest

from recommendations.errors import Refused
from recommendations.parsing import find, read
from recommendations.parsing.readers.marks import without_marks

TEXT = "Recommendations of the 12th AFML\n\n1. Strengthen labour attachés’ “support” for all.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_encoding(encoding):
    assert find(read(TEXT.encode(encoding))).recommendations[0].text == "Strengthen labour attachés’ “support” for all."


@pytest.mark.parametrize(
    "text",
    ["ຂໍ້ສະເໜີແນະ ຂອງກອງປະຊຸມ", "ข้อเสนอแนะ น้ำ", "អនុសាសន៍\u200bពលករ", "Khuyến nghị của Việt Nam", "အကြံပြုချက်"],
)
def test_other_scripts_are_kept_letter_by_letter(text):
    assert read(text.encode()).text == text


def test_guessed_encoding_is_a_doubt():
    assert [doubt.code for doubt in find(read(TEXT.encode("cp1252"))).doubts if doubt.code == "encoding"] == [
        "encoding"
    ]
    assert "encoding" not in [doubt.code for doubt in find(read(TEXT.encode())).doubts]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b"])
def test_lines_end_with(end):
    assert [line.text for line in read(f"one{end}{end}two".encode()).lines] == ["one", "", "two"]


def test_lines_know_their_number_indent_and_no_page():
    one, two = read(b"first\n    second\n").lines[:2]
    assert (one.number, one.indent, one.page) == (1, 0, None)
    assert (two.number, two.indent, two.text) == (2, 4, "second")


def test_form_feeds_count_pages():
    lines = read(b"first\n\fsecond\nthird\fcut\n").lines
    assert [(line.text, line.page) for line in lines if line.text] == [
        ("first", 1),
        ("second", 2),
        ("third", 2),
        ("cut", 3),
    ]


def test_last_form_feed_makes_no_pages():
    assert {line.page for line in read(b"first\nsecond\n\f").lines} == {None}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n\t\n",
        "\u200b\ufeff\n".encode(),
        b"%PDF-1.7 rest",
        b"PK\x03\x04 rest",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1 text}",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02",
        b"<?xml version='1.0'?><note>Hello</note>",
        b"<!DOCTYPE html><p> </p>",
        b"\xef\xbb\xbf<html>",
        bytes(range(256)) * 4,
        b"\0" * 100,
        b"\xff\xfe\0",
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data):
    with pytest.raises(Refused) as refusal:
        read(data)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Error" not in sentence


def test_text_that_begins_like_a_program_is_read():
    assert read(b"MZ is a code.").text == "MZ is a code."


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (["a **bold** word"], ["a bold word"]),
        (["*all", "of it*"], ["all", "of it"]),
        (["*all", "", "of it*"], ["all", "", "of it"]),
        (["***both***"], ["both"]),
        (["* item", "* item"], ["* item", "* item"]),
        (["5 * 3 * 2"], ["5 * 3 * 2"]),
        (["a*b*c"], ["a*b*c"]),
        (["workers* are", "", "*note"], ["workers* are", "", "*note"]),
        (["**open"], ["**open"]),
        (["## Title"], ["Title"]),
        (["#1 choice"], ["#1 choice"]),
    ],
)
def test_marks_of_bold_are_removed_only_in_pairs(rows, shown):
    assert [text for text, _bold in without_marks(rows)] == shown


def test_line_that_stands_in_marks_is_bold():
    assert [bold for _text, bold in without_marks(["**Title**", "a **word**", "*two", "lines*", "plain"])] == [
        True,
        False,
        True,
        True,
        False,
    ]

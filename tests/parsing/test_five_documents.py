"""The five source documents come out exactly as people read them, however they were saved."""

import re

import pytest

from recommendations.parsing import find, read
from tests.parsing.shapes import NAMES, expected, shaped, source_bytes, source_text, wrapped

pytestmark = pytest.mark.parametrize("name", NAMES)


def found_in(text: str):
    return shaped(find(read(text.encode())))


def test_document_comes_out_as_expected_in_every_field(name):
    assert shaped(find(read(source_bytes(name)))) == expected(name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_document_comes_out_the_same_in_encoding(name, encoding):
    assert shaped(find(read(source_text(name).encode(encoding)))) == expected(name)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\n\n"])
def test_document_comes_out_the_same_with_line_ends(name, end):
    assert found_in(source_text(name).replace("\n", end)) == expected(name)


@pytest.mark.parametrize("width", [60, 66, 72, 76, 80, 96, 120])
def test_document_comes_out_the_same_when_hard_wrapped(name, width):
    assert found_in(wrapped(source_text(name), width)) == expected(name)


def test_document_comes_out_the_same_with_form_feeds_for_page_breaks(name):
    assert found_in(re.sub(r"\n{4,}", "\n\f", source_text(name).strip())) == expected(name)


def test_document_comes_out_the_same_with_form_feeds_right_before_numbers(name):
    text = re.sub(r"\n(?=(?:[5-9]|1\d)\. )", "\n\f", source_text(name))
    assert found_in(text) == expected(name)


def test_document_comes_out_the_same_with_page_numbers_and_running_headers(name):
    pages = [f"{page}\n\n\n13th AFML recommendations\n\n" for page in "123456789"]
    rows = re.split(r"\n(?=(?:\d\d?\.|-) )", source_text(name))
    text = "".join(row + ("\n\n\n" + pages[at // 5] if at and at % 5 == 0 else "\n") for at, row in enumerate(rows))
    assert found_in(text)["sub_themes"] == expected(name)["sub_themes"]


def test_document_comes_out_the_same_with_trailing_spaces_and_indents(name):
    text = "\n".join(f"   {row}   " for row in source_text(name).split("\n"))
    assert found_in(text) == expected(name)


@pytest.mark.parametrize("dash", ["•", "*", "–", "—", "●", "\uf0b7", "▪"])
def test_document_comes_out_the_same_with_other_bullets(name, dash):
    assert found_in(re.sub(r"(?m)^( ?)- ", rf"\1{dash} ", source_text(name))) == expected(name)


@pytest.mark.parametrize(
    "spelling",
    [
        "Sub-theme {}: {}",
        "Sub theme {} “{}”",
        "SUB-THEME {} – {}",
        "Theme {}: {}",
        "Topic {}. {}",
        "Sub-theme {}\n\n{}",
        "**Sub-theme {}: {}**",
        "Subtheme {} - {}",
        "## Sub-theme {}: {}",
        'Thematic session {}: "{}"',
    ],
)
def test_document_comes_out_the_same_however_sub_themes_are_written(name, spelling):
    text = re.sub(
        r"(?mi)^Sub.theme (\d):? (.*)$",
        lambda match: spelling.format(match[1], match[2].strip("“”")),
        source_text(name),
    )
    assert found_in(text) == expected(name)


@pytest.mark.parametrize(("printed", "value"), [("I", 1), ("one", 1), ("A", 1)])
def test_document_comes_out_the_same_with_other_numbers_of_sub_themes(name, printed, value):
    second = {"I": "II", "one": "two", "A": "B"}[printed]
    text = re.sub(r"(?mi)^(Sub.theme) 1", rf"\1 {printed}", source_text(name))
    assert found_in(re.sub(r"(?mi)^(Sub.theme) 2", rf"\1 {second}", text)) == expected(name)


@pytest.mark.parametrize("form", ["{})", "({})", "Recommendation {}:", "R{}."])
def test_document_comes_out_the_same_with_other_labels(name, form):
    text = re.sub(r"(?m)^(\d+)\. ", lambda match: form.format(match[1]) + " ", source_text(name))
    want = expected(name)
    for item in (item for sub_theme in want["sub_themes"] for item in sub_theme["recommendations"]):
        item["label"] = item["label"] and form.format(item["number"]).rstrip(":" if form.startswith("Rec") else ".")
    got = found_in(text)
    assert got == want


def test_document_comes_out_the_same_with_labels_on_lines_of_their_own(name):
    assert found_in(re.sub(r"(?m)^(\d+\.|-) ", "\\1\n", source_text(name))) == expected(name)


def test_document_comes_out_the_same_with_blank_lines_between_items(name):
    text = re.sub(r"\n(?=\d+\. |- )", "\n\n", source_text(name))
    assert found_in(text) == expected(name)


def test_document_without_sub_themes_is_one_section(name):
    text = re.sub(r"(?mi)^Sub.theme (\d):? (.*)\n", "", source_text(name))
    got = found_in(text)
    assert [(sub_theme["number"], sub_theme["title"]) for sub_theme in got["sub_themes"]] == [(None, "")]
    assert {**got, "sub_themes": 0, "total": 0} == {**expected(name), "sub_themes": 0, "total": 0}
    assert got["total"] in (expected(name)["total"], expected(name)["total"])


def test_document_with_lettered_sections_for_sub_themes(name):
    letters = {"1": "(a)", "2": "(b)"}
    text = re.sub(
        r"(?mi)^Sub.theme (\d):? (.*)$",
        lambda match: f"{letters[match[1]]} {match[2].strip('“”')}",
        source_text(name),
    )
    assert found_in(text) == expected(name)


def test_document_with_roman_sections_for_sub_themes(name):
    letters = {"1": "I.", "2": "II."}
    text = re.sub(
        r"(?mi)^Sub.theme (\d):? (.*)$",
        lambda match: f"{letters[match[1]]} {match[2].strip('“”')}",
        source_text(name),
    )
    assert found_in(text) == expected(name)


def test_document_with_bare_titles_for_sub_themes(name):
    text = re.sub(r"(?mi)^Sub.theme (\d):? (.*)$", lambda match: match[2].strip("“”"), source_text(name))
    want = expected(name)
    for sub_theme in want["sub_themes"]:
        sub_theme["number"] = None
    assert found_in(text) == want

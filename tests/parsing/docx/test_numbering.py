"""Numbers that Word counts: each habit as a reader of the paper sees it, and as LibreOffice prints it."""

import pytest

from recommendations.parsing import find, read
from recommendations.parsing.readers.formats import bullet, written
from tests.parsing.docx.lists import HABITS, all_habits
from tests.parsing.docx.make import abstract, level, num, p, restart, word
from tests.parsing.shapes import labels, texts

# Where LibreOffice prints otherwise than Word: it draws its own bullets, and knows neither isLgl nor lvlRestart.
OTHERWISE_IN_OFFICE = {
    "bullet –",
    "bullets within numbers",
    "a level that never begins again",
    "legal numbers",
    "third level begins again only after the first",
}


def seen_before(text: str, name: str) -> str | None:
    return text.split(name.replace("%", ""), maxsplit=1)[0].strip() or None


@pytest.mark.parametrize("name", HABITS)
def test_number_is_what_a_reader_of_the_paper_sees(name):
    _families, _nums, _paragraphs, seen = HABITS[name]
    lines = [line for line in read(all_habits()).lines if name.replace("%", "") + " text" in line.text]
    assert [line.label or seen_before(line.text, name) for line in lines] == seen


@pytest.mark.slow
def test_number_is_what_libreoffice_prints(open_in_office):
    printed = open_in_office(all_habits(), "habits.docx", to="txt:Text").decode("utf-8-sig").splitlines()
    for name, (_families, _nums, _paragraphs, seen) in HABITS.items():
        if name not in OTHERWISE_IN_OFFICE:
            rows = [row for row in printed if name.replace("%", "") + " text" in row]
            assert [seen_before(row, name) for row in rows] == seen, name


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (444, "upperRoman", "CDXLIV"),
        (39, "upperRoman", "XXXIX"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (53, "lowerLetter", "aaa"),
        (0, "lowerLetter", ""),
        (0, "lowerRoman", ""),
        (-3, "upperLetter", ""),
        (0, "decimal", "0"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (3, "cardinalText", "Three"),
        (42, "cardinalText", "Forty-two"),
        (3, "ordinalText", "Third"),
        (21, "ordinalText", "Twenty-first"),
        (20, "ordinalText", "Twentieth"),
        (13, "thaiNumbers", "๑๓"),
        (1, "thaiLetters", "ก"),
        (5, "numberInDash", "- 5 -"),
        (5, "none", ""),
        (5, "aFormatOfTomorrow", "5"),
        (10**9, "lowerLetter", "1000000000"),
    ],
)
def test_number_is_written_in_its_format(value, form, shown):
    assert written(value, form) == shown


@pytest.mark.parametrize(
    ("sign", "shown"),
    [("\uf0b7", "•"), ("\uf0a7", "▪"), ("\uf0fc", "✓"), ("o", "o"), ("–", "–"), ("★", "•"), ("", "•"), ("-–", "•")],
)
def test_sign_of_a_bullet(sign, shown):
    assert bullet(sign) == shown


HEAD = p("Recommendations of the 13th AFML") + p("9 November 2020")


def counted(*levels: str, nums: str = "") -> str:
    return abstract(1, *levels) + num(1, 1) + nums


def test_heading_that_the_list_words_opens_a_sub_theme():
    lists = counted(level(0, "decimal", "Sub-theme %1:"), level(1, "decimal", "%2."))
    body = HEAD + "".join(
        p(text, num=(1, at))
        for text, at in (("Fees", 0), ("Ensure legal aid.", 1), ("Open desks.", 1), ("Skills", 0), ("Train all.", 1))
    )
    found = find(read(word(body, numbering=lists)))
    assert [(each.number, each.title) for each in found.sub_themes] == [(1, "Fees"), (2, "Skills")]
    assert labels(found) == ["1.", "2.", "1."]


def test_second_level_is_a_nested_point_even_where_its_numbers_would_run_on():
    lists = counted(level(0, "decimal", "%1."), level(1, "decimal", "%2."))
    body = HEAD + "".join(
        p(text, num=(1, at))
        for text, at in (("Ensure that", 0), ("courts open,", 1), ("lawyers come.", 1), ("Open desks.", 0))
    )
    found = find(read(word(body, numbering=lists)))
    assert texts(found) == ["Ensure that\n- courts open,\n- lawyers come.", "Open desks."]


def test_bullets_of_two_levels_stay_apart_at_one_indent():
    lists = counted(level(0, "bullet", "•", indent=0), level(1, "bullet", "–", indent=0))
    body = HEAD + "".join(
        p(text, num=(1, at)) for text, at in (("Ensure legal aid.", 0), ("In courts.", 1), ("Open desks.", 0))
    )
    assert texts(find(read(word(body, numbering=lists)))) == ["Ensure legal aid.\n- In courts.", "Open desks."]


@pytest.mark.parametrize(
    ("indent", "items"), [(0, ["Ensure legal aid.", "Open desks."]), (2160, ["Ensure legal aid.\n- Open desks."])]
)
def test_list_further_out_holds_items_unless_it_stands_further_in(indent, items):
    lists = counted(level(1, "decimal", "%2.")) + abstract(2, level(0, "bullet", "•", indent=indent)) + num(2, 2)
    body = HEAD + p("Ensure legal aid.", num=(1, 1)) + p("Open desks.", num=(2, 0))
    assert texts(find(read(word(body, numbering=lists)))) == items


@pytest.mark.parametrize(("pattern", "label"), [("%1", "1"), ("%1.", "1."), ("(%1)", "(1)"), ("%1/", "1/")])
def test_label_is_as_printed(pattern, label):
    body = HEAD + p("ensure legal aid.", num=(1, 0)) + p("Open desks.", num=(1, 0))
    found = find(read(word(body, numbering=counted(level(0, "decimal", pattern)))))
    assert (labels(found)[0], found.recommendations[0].number) == (label, 1)


def test_number_over_a_thousand_is_a_number():
    body = HEAD + p("Ensure legal aid.", num=(1, 0)) + p("Open desks.", num=(1, 0))
    found = find(read(word(body, numbering=counted(level(0, "decimal", "%1.", start=1203)))))
    assert [item.number for item in found.recommendations] == [1203, 1204]


def test_empty_paragraph_of_a_list_is_counted():
    body = HEAD + p("Ensure legal aid.", num=(1, 0)) + p(num=(1, 0)) + p("Open desks.", num=(1, 0))
    found = find(read(word(body, numbering=counted(level(0, "decimal", "%1.")))))
    assert labels(found) == ["1.", "3."]


def test_styles_that_are_based_on_each_other_end():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    assert read(word(p("Hello", style="A"), styles=styles)).text == "Hello"


def test_list_styles_that_point_to_each_other_end():
    lists = abstract(1, more='<w:numStyleLink w:val="L"/>') + num(1, 1)
    linked = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>{linked}</w:style>'
    assert read(word(p("Hello", num=(1, 0)), numbering=lists, styles=styles)).text == "Hello"


def test_level_and_indent_are_told():
    lists = counted(level(0, "decimal", "%1."), level(1, "bullet", "•"), nums=num(2, 1, restart(0)))
    lines = read(word(p("One", num=(1, 0)) + p("Two", num=(1, 1)) + p("Three"), numbering=lists)).lines
    assert [(line.label, line.level, line.indent) for line in lines] == [("1.", 0, 3), ("•", 1, 9), (None, None, 0)]

"""What is written into a workbook is what comes back from it."""

import datetime
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.sheets import CLEAR, Column, Filled, Kind, Line, read, write
from recommendations.sheets.marks import PLAIN
from recommendations.sheets.writing import FONT
from recommendations.text import clean
from tests.sheets.fill import fill
from tests.sheets.forms import form, mark

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("=+-@'\"<>&_x0041_\n\t\u200b\ufeff\u0e33ລາວ😀")), max_size=80
).map(clean)
ANSWERS = st.fixed_dictionaries(dict.fromkeys(PLAIN, TEXTS))


def rows_of(answers):
    return [
        {"mark": str(mark(at, plain)), "reference": f"AFML15-LA-S1-{at:02}", "text": "Asked.", **plain}
        for at, plain in enumerate(answers, 1)
    ]


@given(st.lists(ANSWERS, min_size=1, max_size=4))
def test_a_file_that_nobody_touched_says_nothing(answers):
    assert read(write(form(rows_of(answers)))) == Filled("LA", (), len(answers))


@given(st.lists(ANSWERS, min_size=1, max_size=4))
@settings(max_examples=30)
def test_every_text_that_was_filled_in_comes_back(answers):
    empty = [row | {"mark": str(mark(at)), "text": ""} for at, row in enumerate(rows_of(answers), 1)]
    found = read(write(form(empty)))
    told = {line.row: dict(line.cells) for line in found.lines}
    for at, plain in enumerate(answers, 3):
        assert told.get(at, {}) == {name: said for name, said in plain.items() if said}


def test_one_file_leaves_no_mark_in_the_next():
    """xlsxwriter writes into what it is given: another file of the same process looked otherwise then."""
    before = dict(FONT)
    write(form(rows_of([])))
    assert before == FONT


def test_an_agencys_file_knows_its_agency():
    assert read(write(replace(form(rows_of([])), agency=17))) == Filled("LA", (), 0, agency=17)


def test_blank_is_unchanged_and_clear_is_told():
    plain = {"challenges": "Money.", "next_steps": "A decree."}
    data = write(form(rows_of([dict.fromkeys(PLAIN, "") | plain])))
    found = read(fill(data, answers={"I3": None, "J3": CLEAR}))
    assert [line.cells for line in found.lines] == [(("next_steps", CLEAR),)]


def test_numbers_days_and_truths_are_read_as_people_see_them():
    data = write(form(rows_of([dict.fromkeys(PLAIN, "")])))
    found = read(fill(data, answers={"I3": 12, "J3": 1.5}))
    assert found.lines[0].cells == (("challenges", "12"), ("next_steps", "1.5"))


def test_a_day_comes_back_as_a_day():
    day = datetime.date(2026, 9, 30)
    made = form([], activities=[("", "AFML15-LA-S1-01", day)])
    days = Column("activity", "Activity", 20, Kind.DAY)
    activities = replace(made.tables[1], columns=(*made.tables[1].columns[:2], days))
    found = read(write(replace(made, tables=(made.tables[0], activities))))
    assert found.lines == (Line("activities", 3, "", "AFML15-LA-S1-01", (("activity", "2026-09-30"),)),)


def test_a_formula_counts_as_the_value_it_shows():
    from tests.sheets.fill import NS, etree, packed, parts

    held = parts(write(form(rows_of([dict.fromkeys(PLAIN, "")]))))
    name = "xl/worksheets/sheet2.xml"
    tree = etree.fromstring(held[name])
    cell = next(each for each in tree.iter(f"{NS}c") if each.get("r") == "I3")
    cell.set("t", "str")
    etree.SubElement(cell, f"{NS}f").text = 'CONCATENATE("a","b")'
    etree.SubElement(cell, f"{NS}v").text = "ab"
    held[name] = etree.tostring(tree)
    assert read(packed(held)).lines[0].cells == (("challenges", "ab"),)


def test_rows_may_come_in_any_order_and_be_missing():
    answers = [dict.fromkeys(PLAIN, "") | {"challenges": f"{at}"} for at in range(4)]
    rows = rows_of(answers)
    found = read(write(form([rows[2], rows[0]])))
    assert found == Filled("LA", (), 2)


def test_a_text_that_begins_like_a_formula_stays_a_text():
    answers = [dict.fromkeys(PLAIN, "") | {"challenges": '=HYPERLINK("https://example.org","x")'}]
    data = write(form(rows_of(answers)))
    assert b"<f>" not in data
    assert read(data) == Filled("LA", (), 1)

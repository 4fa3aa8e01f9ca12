"""Tables that list recommendations, however they are headed and merged; and tables that list other things."""

import pytest

from recommendations.parsing import find, read
from recommendations.parsing.readers.tables.headers import NUMBER, RESPONSIBLE, TEXT, THEME, TIMELINE, role_of
from tests.parsing.docx.make import abstract, cell, level, num, p, row, table, word
from tests.parsing.shapes import labels, texts

HEAD = p("Recommendations of the 13th AFML") + p("9 November 2020")
TOP = row("No.", "Recommendation", "Responsible", "Timeline")
ACROSS = '<w:gridSpan w:val="4"/>'
BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def found_in(*rows: str, before: str = HEAD, **parts: str):
    return find(read(word(before + table(*rows), **parts)))


def beside(found) -> list[tuple[str, str]]:
    return [(item.responsible, item.timeline) for item in found.recommendations]


def test_row_is_an_item_with_its_responsible_and_timeline():
    found = found_in(TOP, row("1", "Ensure legal aid.", "Ministry", "2021"), row("2", "Open desks.", "Unions", ""))
    assert (labels(found), texts(found)) == (["1", "2"], ["Ensure legal aid.", "Open desks."])
    assert beside(found) == [("Ministry", "2021"), ("Unions", "")]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("No.", NUMBER),
        ("S/N", NUMBER),
        ("#", NUMBER),
        ("Recommendation", TEXT),
        ("RECOMMENDATIONS", TEXT),
        ("Proposed recommendations", TEXT),
        ("Recommendation / ข้อเสนอแนะ", TEXT),
        ("ຂໍ້ສະເໜີແນະ (Recommendations)", TEXT),
        ("Key action", TEXT),
        ("Key actions:", TEXT),
        ("Measures to be taken", TEXT),
        ("Responsible", RESPONSIBLE),
        ("Responsible agency", RESPONSIBLE),
        ("Responsible party (lead)", RESPONSIBLE),
        ("Lead agency", RESPONSIBLE),
        ("Implementing agencies", RESPONSIBLE),
        ("Key stakeholders", RESPONSIBLE),
        ("Focal point", RESPONSIBLE),
        ("Timeline", TIMELINE),
        ("Time frame", TIMELINE),
        ("Time-frame", TIMELINE),
        ("Timeframe", TIMELINE),
        ("Deadline", TIMELINE),
        ("Target date", TIMELINE),
        ("By when", TIMELINE),
        ("Sub-theme", THEME),
        ("Theme", THEME),
        ("Remarks", None),
        ("Name", None),
        ("Speaker", None),
        ("Ministry of Labour", None),
        ("Recommendation 4: Ensure legal aid", None),
        ("", None),
    ],
)
def test_heading_of_a_column(heading, role):
    assert (role_of(heading) or (None,))[0] == role


def test_near_words_head_a_table():
    found = found_in(row("Key action", "Lead agency", "Time frame"), row("Ensure legal aid.", "ILO", "2022"))
    assert (texts(found), labels(found), beside(found)) == (["Ensure legal aid."], [None], [("ILO", "2022")])


def test_columns_may_stand_in_any_order():
    found = found_in(row("Timeline", "Recommendation", "No."), row("2021", "Ensure legal aid.", "3."))
    assert (labels(found), beside(found)) == (["3."], [("", "2021")])


def test_merged_row_is_a_sub_theme_and_repeated_heads_are_dropped():
    found = found_in(
        row(cell("Sub-theme 1: Fees", ACROSS)),
        TOP,
        row("1.", "Cap all fees.", "A", ""),
        row(cell("Sub-theme 2: Skills", ACROSS)),
        TOP,
        row("2.", "Train all workers.", "B", ""),
    )
    assert [(each.number, each.title, len(each.recommendations)) for each in found.sub_themes] == [
        (1, "Fees", 1),
        (2, "Skills", 1),
    ]
    assert found.unused == ()


def test_column_of_sub_themes_heads_what_follows():
    found = found_in(
        row("Sub-theme", "No.", "Recommendation", "Responsible"),
        row(cell("Sub-theme 1: Fees", BEGINS), "1.", "Cap all fees.", "A"),
        row(cell("", GOES_ON), "2.", "Publish all fees.", "B"),
        row(cell("Sub-theme 2: Skills", BEGINS), "3.", "Train all workers.", "C"),
    )
    assert [(each.title, len(each.recommendations)) for each in found.sub_themes] == [("Fees", 2), ("Skills", 1)]


def test_merged_responsible_speaks_for_all_its_rows():
    found = found_in(
        TOP,
        row("1.", "Ensure legal aid.", cell("Ministry", BEGINS), "2021"),
        row("2.", "Open desks.", cell("", GOES_ON), "2022"),
    )
    assert beside(found) == [("Ministry", "2021"), ("Ministry", "2022")]


def test_several_responsible_of_one_text_are_all_kept():
    found = found_in(
        TOP,
        row(cell("1.", BEGINS), cell("Ensure legal aid.", BEGINS), "Ministry", "2021"),
        row(cell("", GOES_ON), cell("", GOES_ON), "Unions", "2022"),
        row("2.", "Open desks.", cell(p("ILO") + p("IOM")), ""),
    )
    assert beside(found) == [("Ministry; Unions", "2021; 2022"), ("ILO; IOM", "")]


def test_paragraphs_and_points_in_a_cell_belong_to_its_item():
    lists = abstract(1, level(0, "bullet", "•")) + num(1, 1)
    inside = cell(p("Ensure:") + p("courts,", num=(1, 0)) + p("desks.", num=(1, 0)) + p("This is urgent."))
    found = found_in(TOP, row("1.", inside, "", ""), row("2.", "Open desks.", "", ""), numbering=lists)
    assert texts(found) == ["Ensure:\n- courts,\n- desks.\n\nThis is urgent.", "Open desks."]


def test_numbers_that_word_counts_in_their_own_column():
    lists = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    counted = cell(p(num=(1, 0)))
    found = found_in(
        TOP, row(counted, "Ensure legal aid.", "", ""), row(counted, "Open desks.", "", ""), numbering=lists
    )
    assert labels(found) == ["1.", "2."]


def test_list_in_one_cell_is_a_list_of_items():
    lists = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    inside = cell(p("Ensure legal aid.", num=(1, 0)) + p("Open desks.", num=(1, 0)))
    found = found_in(row("Recommendations", "Responsible"), row(inside, "Ministry"), numbering=lists)
    assert (labels(found), beside(found)) == (["1.", "2."], [("Ministry", "")] * 2)


def test_row_without_a_number_goes_on_with_the_item_above():
    found = found_in(TOP, row("1.", "Ensure legal aid in all", "A", ""), row("", "courts.", "A", ""))
    assert texts(found) == ["Ensure legal aid in all courts."]


def test_table_that_goes_on_after_a_page_keeps_its_columns():
    first, second = table(TOP, row("1.", "Ensure legal aid.", "A", "")), table(row("2.", "Open desks.", "B", ""))
    found = find(read(word(HEAD + first + p() + second)))
    assert beside(found) == [("A", ""), ("B", "")]


def test_other_columns_are_kept_beside():
    found = found_in(row("No.", "Recommendation", "Remarks"), row("1.", "Ensure legal aid.", "As in 2019"))
    assert texts(found) == ["Ensure legal aid."]
    assert [(each.reason, each.text) for each in found.unused] == [("beside", "As in 2019")]


def test_table_in_a_cell_is_read_in_its_place():
    inner = table(row("in one", "in two"), columns=2)
    lines = read(word(table(row("a", cell(p("b") + inner + p("c")), "d")))).lines
    assert [line.text for line in lines] == ["a", "b", "in one", "in two", "c", "d"]


def test_table_without_a_head_is_read_with_its_numbers():
    found = found_in(row("1", "Ensure legal aid."), row("2", "Open desks."))
    assert (labels(found), texts(found)) == (["1", "2"], ["Ensure legal aid.", "Open desks."])


@pytest.mark.parametrize(
    "rows",
    [
        [row("Time", "Activity", "Responsible"), row("09:00", "Registration", "ILO"), row("09:30", "Opening", "MoL")],
        [row("No.", "Name", "Organization"), row("1", "Mr. Somchai", "MoL"), row("2", "Ms. Anong", "ILO")],
    ],
)
def test_tables_of_other_things_hold_no_recommendation(rows):
    assert found_in(*rows).total == 0


def test_cells_that_changes_brought_or_took_are_read_by_mode():
    brought = cell("new", '<w:cellIns w:id="1" w:author="A"/>')
    took = cell("old", '<w:cellDel w:id="1" w:author="A"/>')
    data = word(table(row("kept", brought, took)))
    assert [line.text for line in read(data).lines] == ["kept", "new"]
    assert [line.text for line in read(data, revisions="original").lines] == ["kept", "old"]


def test_json_holds_no_more_than_it_did():
    from recommendations.parsing import as_json

    out = as_json(found_in(TOP, row("1", "Ensure legal aid.", "Ministry", "2021")))
    assert list(out["sub_themes"][0]["recommendations"][0]) == ["label", "number", "text", "page", "doubts"]

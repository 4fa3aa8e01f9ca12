"""Tables of recommendations in PDFs: each row an item, with who and when beside it."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.blocks import blocks
from tests.parsing.shapes import labels, texts
from tests.parsing.variants_pdf import drawn

HEAD = """#set document(date: none)
#set text(size: 10pt)
*Viet Nam National Recommendations for the 13th ASEAN Forum on Migrant Labour*

28 September 2020

"""
END = "\n\nThe meeting was held on 28 September 2020 at Hanoi, Viet Nam, and online.\n"
ITEMS = [block for block in blocks("afml13-viet-nam-national") if block.kind == "item"]
TITLES = ("Impact of COVID-19 on migrant workers", "Inclusive and responsive policy")


def rows() -> list[list[str]]:
    out = []
    for at, item in enumerate(ITEMS):
        if at in (0, 19):
            out.append([f"Sub-theme {1 + (at > 0)}: {TITLES[at > 0]}"])
        out.append([item.label.rstrip("."), item.plain, "MOLISA and VGCL", "2021"])
    return out


def table(
    names: list[str], body: list[list[str]], *, columns: str, align: str = "left + top", stroke: str = "1pt"
) -> bytes:
    cells = [f"strong({_quoted(name)})" for name in names]
    inside = []
    for row in body:
        if len(row) == 1:
            inside.append(f"table.cell(colspan: {len(names)}, strong({_quoted(row[0])}))")
        else:
            inside += map(_quoted, row[-len(names) :])
    look = f"columns: {columns}, align: {align}, stroke: {stroke}"
    markup = f"#table({look}, table.header({', '.join(cells)}), {', '.join(inside)})"
    return drawn(HEAD + markup + END)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


NAMES = ["No.", "Recommendation", "Responsible", "Timeline"]


@pytest.mark.parametrize("align", ["left + top", "left + horizon", "center + horizon"])
@pytest.mark.parametrize("stroke", ["1pt", "none"])
def test_each_row_is_an_item_with_its_number(align, stroke):
    if "horizon" in align and stroke == "none":
        pytest.skip("without lines nobody can tell where a centred row begins")
    found = find(read(table(NAMES, rows(), columns="(auto, 1fr, 100pt, 60pt)", align=align, stroke=stroke)))
    assert texts(found) == [item.plain for item in ITEMS]
    assert labels(found) == [item.label.rstrip(".") for item in ITEMS]
    assert [(sub_theme.number, sub_theme.title) for sub_theme in found.sub_themes] == [(1, TITLES[0]), (2, TITLES[1])]
    assert {(item.responsible, item.timeline) for item in found.recommendations} == {("MOLISA and VGCL", "2021")}
    assert (found.country, found.place) == ("VN", "Hanoi, Viet Nam")
    assert [item.page for item in found.recommendations] == sorted(item.page for item in found.recommendations)


def test_rows_without_number_are_items_all_the_same():
    found = find(read(table(["Recommendation", "Responsible agency", "Timeline"], rows(), columns="(1fr, 90pt, 60pt)")))
    assert texts(found) == [item.plain for item in ITEMS]
    assert {item.responsible for item in found.recommendations} == {"MOLISA and VGCL"}


def test_column_that_nobody_asked_for_is_put_aside():
    body = [[row[0], row[1], "Discussed at length"] if len(row) > 1 else row for row in rows()]
    found = find(read(table(["No.", "Recommendation", "Remarks"], body, columns="(auto, 1fr, 90pt)")))
    assert texts(found)[:3] == [item.plain for item in ITEMS][:3]
    assert not any("Discussed" in item.text for item in found.recommendations)


def test_head_of_a_table_in_a_sentence_is_none():
    pdf = drawn(HEAD + "\\1. Ensure that the Recommendation, the Responsible agency and the Timeline are known." + END)
    assert labels(find(read(pdf))) == ["1."]

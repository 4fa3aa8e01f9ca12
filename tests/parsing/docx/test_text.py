"""What a paragraph prints, and in which order: runs, fields, boxes, controls, pages; and what it does not."""

import pytest

from recommendations.errors import Refused
from recommendations.parsing import find, read
from tests.parsing.docx.make import members_of, p, r, row, style, table, word, zipped
from tests.parsing.shapes import texts


def lines_of(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(word(body, **parts)).lines]


BOX = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
SHAPE = f"<a:graphic><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphic>"
DRAWN = f"<w:drawing><wp:anchor>{SHAPE}</wp:anchor></w:drawing>"
VML = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"


def either(new: str, old: str) -> str:
    inner = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<mc:AlternateContent>{inner}</mc:AlternateContent>"


BOTH = either(DRAWN, VML)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
INNER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (r("one ") + r("two"), "one two"),
        (r("one") + "<w:r><w:tab/></w:r>" + r("two"), "one two"),
        (r("re") + "<w:r><w:noBreakHyphen/></w:r>" + r("entry"), "re-entry"),
        (r("migra") + "<w:r><w:softHyphen/></w:r>" + r("tion"), "migration"),
        (r("migra\u00adtion"), "migration"),
        (r("a\u00a0b  c"), "a b c"),
        (r("labour attache\u0301"), "labour attaché"),
        (r("ເຄື່ອງ\u200bຫມາຍ"), "ເຄື່ອງ\u200bຫມາຍ"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>' + r("next"), "→next"),
        ('<w:r><w:sym w:font="Symbol" w:char="0000"/></w:r>' + r("next"), "next"),
        ('<w:r><w:sym w:font="Symbol" w:char="FFFFFF"/></w:r>' + r("next"), "next"),
        (f'<w:hyperlink r:id="x">{r("linked")}</w:hyperlink>', "linked"),
        (f"<w:smartTag>{r('Hanoi')}</w:smartTag>", "Hanoi"),
        (f'<w:customXml w:element="x">{r("inside")}</w:customXml>', "inside"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('control')}</w:sdtContent></w:sdt>", "control"),
        (
            r("a ")
            + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>",
            "a",
        ),
        (FIELD.format(r("result")), "result"),
        (INNER.format(FIELD.format(r("hidden")), r("shown")), "shown"),
        (f'<w:fldSimple w:instr="DATE">{r("9 May")}</w:fldSimple>', "9 May"),
        (r("noted") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("."), "noted."),
        (r("said") + '<w:r><w:commentReference w:id="1"/></w:r>', "said"),
        (r("seen ") + r("hidden", "<w:vanish/>"), "seen"),
        (r("seen ") + r("also", '<w:vanish w:val="0"/>'), "seen also"),
        (r("Small", "<w:smallCaps/>") + r(" Capitals", "<w:caps/>"), "Small Capitals"),
        (f"<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>{r(' is')}", "x+1 is"),
        (f"<w:bdo>{r('turned')}</w:bdo>", "turned"),
        (f"<w:ruby><w:rt>{r('above')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby>", "base"),
        (r("before ") + "<w:proofErr/><w:bookmarkStart/>" + r("after"), "before after"),
        (either(r("new"), r("old")), "new"),
        (either("", r("old")), "old"),
    ],
)
def test_paragraph_prints(inner, shown):
    assert lines_of(p(inner)) == [shown]


@pytest.mark.parametrize("box", [DRAWN, VML, BOTH])
def test_box_stands_before_the_text_it_is_anchored_before_and_once(box):
    assert lines_of(p(f"<w:r>{box}</w:r>{r('text')}")) == ["boxed", "text"]
    assert lines_of(p(f"{r('text')}<w:r>{box}</w:r>")) == ["text", "boxed"]


def test_whole_document_in_a_box_is_read():
    inner = "".join(map(p, ("Recommendations of the 13th AFML", "1. Ensure legal aid.", "2. Open desks.")))
    box = f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"
    assert texts(find(read(word(p(f"<w:r>{box}</w:r>"))))) == ["Ensure legal aid.", "Open desks."]


def test_controls_around_paragraphs_are_read_in_order():
    body = p("one") + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('two')}</w:sdtContent></w:sdt>" + p("three")
    assert lines_of(body) == ["one", "two", "three"]


def test_table_of_contents_repeats_and_is_left_out():
    gallery = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    listed = f"<w:sdt>{gallery}<w:sdtContent>{p('Sub-theme 1 … 3')}</w:sdtContent></w:sdt>"
    styles = style("TOC1", "toc 1")
    assert lines_of(listed + p("Sub-theme 1 … 3", style="TOC1") + p("text"), styles=styles) == ["text"]


def test_headers_and_notes_are_not_read():
    body = p("text") + '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/></w:sectPr>'
    parts = {"header1": p("header"), "footnotes": f'<w:footnote w:id="2">{p("note")}</w:footnote>'}
    assert lines_of(body, **parts) == ["text"]


def test_hidden_paragraph_is_none_and_takes_no_number():
    hidden = p(r("gone", "<w:vanish/>"), mark="<w:vanish/>")
    assert lines_of(p("one") + hidden + p("two")) == ["one", "two"]


def test_hidden_by_its_style():
    styles = style("Gone", "Gone", "<w:rPr><w:vanish/></w:rPr>")
    assert lines_of(p("seen") + p("gone", style="Gone"), styles=styles) == ["seen", ""]


def test_style_separator_joins_heading_and_text():
    assert lines_of(p("Fees.", mark="<w:vanish/><w:specVanish/>") + p(" Ensure aid.")) == ["Fees. Ensure aid."]


def test_line_breaks_part_lines_of_one_paragraph():
    lines = read(word(p(r("one") + "<w:r><w:br/></w:r>" + r("two") + "<w:r><w:br/><w:cr/></w:r>" + r("three")))).lines
    assert [(line.text, line.broken) for line in lines] == [
        ("one", False),
        ("two", True),
        ("", True),
        ("three", True),
    ]


BR = "<w:r><w:br/></w:r>"


def test_item_runs_on_over_a_line_break_and_lists_typed_with_line_breaks_part():
    body = p("Recommendations of the 13th AFML") + p(
        r("1. Ensure legal aid in") + BR + r("all courts.") + BR + r("2. Open desks.") + BR + r("Now and then.")
    )
    assert texts(find(read(word(body)))) == ["Ensure legal aid in all courts.", "Open desks.\n\nNow and then."]


def test_title_lines_that_line_breaks_part_are_told_apart():
    title = r("Viet Nam National Recommendations for the") + BR + r("13th ASEAN Forum on Migrant Labour") + BR
    body = p(title + r("28 September 2020")) + p("1. Ensure legal aid.") + p("2. Open desks.")
    found = find(read(word(body)))
    assert found.meeting == "Viet Nam National Recommendations for the 13th ASEAN Forum on Migrant Labour"
    assert found.date.isoformat() == "2020-09-28"


@pytest.mark.parametrize(
    ("paragraph", "bold"),
    [
        (p(r("all", "<w:b/>")), True),
        (p(r("all", "<w:b/>") + r(" ")), True),
        (p(r("some", "<w:b/>") + r(" more")), False),
        (p(r("off", '<w:b w:val="false"/>'), style="Strong"), False),
        (p("by style", style="Strong"), True),
        (p("heading", style="H1"), True),
        (p(r("under", '<w:u w:val="single"/>')), True),
        (p("plain"), False),
    ],
)
def test_bold_is_told_of_a_line_that_is_bold_throughout(paragraph, bold):
    styles = style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>") + style("H1", "heading 1")
    assert read(word(paragraph, styles=styles)).lines[0].bold is bold


TURN = '<w:r><w:br w:type="page"/></w:r>'
LAID = "<w:r><w:lastRenderedPageBreak/></w:r>"
SECTION = "<w:sectPr/>"


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (p("one") + p("two"), [None, None]),
        (p("one") + p(LAID + r("two")), [1, 2]),
        (p(r("one") + TURN) + p("two"), [1, 2]),
        (p(r("one") + TURN) + p(LAID + r("two")), [1, 2]),
        (p("one") + p("two", more="<w:pageBreakBefore/>"), [1, 2]),
        (p("one") + p(LAID + r("two"), more="<w:pageBreakBefore/>"), [1, 2]),
        (p("one", more=SECTION) + p("two"), [1, 2]),
        (p("one", more='<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + p(LAID + r("two")), [1, 2]),
        (p(r("one") + LAID + r("more")) + p("two"), [1, 2]),
    ],
)
def test_pages_are_counted_where_the_file_tells_of_any(body, pages):
    assert [line.page for line in read(word(body)).lines if line.text] == pages


def test_cells_side_by_side_turn_the_page_once():
    cells = "".join(f"<w:tc>{p(r('a') + LAID + r('b'))}</w:tc>" for _ in range(3))
    body = table(f"<w:tr>{cells}</w:tr>") + p("after")
    assert read(word(body)).lines[-1].page == 2


def test_strict_file_is_read():
    members = members_of(word(p("text")))
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    members["word/document.xml"] = members["word/document.xml"].replace(old, new)
    assert read(zipped(members)).text == "text"


def test_document_part_by_another_name_is_found():
    members = members_of(word(p("text")))
    members["word/document2.xml"] = members.pop("word/document.xml")
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert read(zipped(members)).text == "text"


def test_document_inside_is_a_doubt():
    source = read(word(p("text") + '<w:altChunk r:id="x"/>'))
    assert [doubt.code for doubt in source.doubts] == ["embedded"]


def test_file_without_a_word_is_refused():
    with pytest.raises(Refused, match="no text"):
        read(word(p() + table(row("", ""))))

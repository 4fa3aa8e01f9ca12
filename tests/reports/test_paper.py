"""The paper of a round: what it tells, from where, and what it leaves out."""

import dataclasses
import datetime
import io
import json
import re
import zipfile

import docx
import pypdfium2
import pytest
import typst
from python_calamine import CalamineWorkbook

from recommendations.choices import PaperSection, PartyKind, Placing, Status, Visibility
from recommendations.models import Evidence, RecommendationTheme, Round, Theme, Update
from recommendations.queries import picture
from recommendations.reports import ooxml, typeset
from recommendations.reports.paper import excel, pdf, word
from recommendations.reports.paper.build import build
from recommendations.reports.paper.material import Material, Practice
from recommendations.reports.paper.value import Box, Chart, Grid, Heading, Point, Text
from recommendations.reports.short import words
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao
from tests.docx_files import word_file
from tests.factories import (
    FollowUpFactory,
    OrganizationFactory,
    PartyFactory,
    RecommendationThemeFactory,
    RoundFactory,
    StatementFactory,
)
from tests.landscape import DAY, landscape

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return landscape()


@pytest.fixture
def found(world) -> Round:
    made = RoundFactory(name="Round of 2026", opens_on=datetime.date(2026, 1, 1), due_on=datetime.date(2026, 5, 31))
    made.documents.set({row.recommendation.document for row in world.values()})
    made.parties.set([lao(), cambodia()])
    return made


def material(found, **given) -> Material:
    every = frozenset(Evidence.objects.values_list("pk", flat=True))
    start = {"evidence": every, "assessments": False, "today": DAY, "address": "https://afml.example.org"}
    return Material(picture=picture.take(found, DAY), **start | given)


def blocks(paper, kind):
    return [block for block in paper.blocks if isinstance(block, kind)]


def headings(paper):
    return [(block.level, block.text) for block in blocks(paper, Heading)]


def told(grid):
    return [tuple(cell if isinstance(cell, str) else words(cell) for cell in row) for row in grid.rows]


def said(paper) -> str:
    """Every word of it."""
    lines = [words(block.figures) for block in blocks(paper, Text)]
    return repr((paper, lines))


def test_the_parts_stand_in_the_order_of_the_reviews(found):
    paper = build(material(found, texts={("conclusions", ""): "We go on."}))
    assert [text for level, text in headings(paper) if level == 1] == [
        "Summary", "How this review was made", "Health", "Not yet placed", "Conclusions",
    ]  # fmt: skip
    assert [annex.key for annex in paper.annexes] == [
        "texts", "overview-adopted", "overview-proposed", "answers", "sources", "abbreviations",
    ]  # fmt: skip


def test_a_chapter_says_where_each_paragraph_comes_from(found, world):
    paper = build(material(found))
    told = next(block for block in blocks(paper, Text) if block.bold == "In progress.")
    update = world["first LA"].current_version.update_id
    assert words(told.references) == f"(AFML13-LA-S1-01; update {update} of 1 May 2026; [1])"
    place, piece = "https://afml.example.org/follow-ups/AFML13-LA-S1-01/LA/", Evidence.objects.get(title="For us")
    assert [run.url for run in told.references if run.url] == [
        place, place, f"https://afml.example.org/evidence/{piece.pk}/",
    ]  # fmt: skip
    activities = [(block.bold, words(block.references)) for block in blocks(paper, Point) if "Trained" in block.text]
    assert activities == [("1 March 2022 to 30 June 2022: ", f"(update\u00a0{update})")]
    (challenge,) = [block for block in blocks(paper, Point) if block.text == "Few inspectors."]
    assert (challenge.bold, challenge.references) == ("Lao PDR: ", told.references)


def test_nothing_prints_or_counts_twice(found, world):
    """Two follow-ups answered together are one answer under both references; its activity is printed once."""
    answer_under(world["second LA"], world["first LA"])
    paper = build(material(found))
    assert sum("Trained inspectors." in block.text for block in blocks(paper, Point)) == 1
    assert sum(block.bold == "In progress." for block in blocks(paper, Text)) == 2  # in two chapters
    assert "an activity told under AFML13-LA-S1-01" in said(paper)


def test_what_a_country_says_twice_in_the_same_words_is_printed_once_with_both_places(found, world):
    accepted_answer(world["second LA"], Status.PLANNED, challenges="Few inspectors.")
    accepted_answer(world["common LA"], Status.PLANNED, challenges="Few inspectors.")
    RecommendationTheme.objects.filter(recommendation=world["second LA"].recommendation).update(
        placing=Placing.CONFIRMED
    )
    same = [block for block in blocks(build(material(found)), Point) if block.text == "Few inspectors."]
    (words_once,) = [words(block.references) for block in same]
    assert "AFML13-LA-S1-01; update" in words_once
    assert "AFML13-LA-S2-02; update" in words_once
    assert "Told under AFML13-LA-S1-01." in said(build(material(found)))


def test_points_that_the_team_wrote_are_points(found):
    paper = build(material(found, texts={("conclusions", ""): "Two things:\n- train\n- inspect"}))
    assert [type(block).__name__ for block in paper.blocks[-3:]] == ["Text", "Point", "Point"]
    assert [holds_on for _block, holds_on in paper.in_order()][-3:] == [True, False, False]


def test_a_suggested_main_theme_counts_only_where_asked_for_and_is_marked(found):
    asked = (1, "Justice")
    assert asked not in headings(build(material(found)))
    paper = build(material(found, suggested=True))
    assert asked in headings(paper)
    assert "Here by a suggestion that nobody has confirmed: AFML15-WORKERS S1-01." in said(paper)


def test_proposed_and_adopted_are_never_added(found):
    paper = build(material(found))
    shares = [words(block.figures) for block in blocks(paper, Text) if block.tone == "share"]
    assert shares[1] == (
        "Adopted recommendations answered: 1 of 1 asked. Proposed recommendations answered: 1 of 1 asked."
    )
    grid = next(block for block in blocks(paper, Grid) if block.caption == "Answers on what is not yet placed")
    assert grid.columns == ("Country", "Adopted recommendations", "Proposed recommendations")
    assert told(grid) == [
        ("Cambodia", "1 of 1", "1 of 1"),
        ("Lao PDR", "0 of 1\nnot yet due", "0 of 2\nno information received"),
    ]
    assert [chart.part.standing for chart in blocks(paper, Chart)] == ["adopted", "proposed"]


def test_the_public_edition_knows_nothing_of_what_may_not_be_quoted(found, world):
    Evidence.objects.filter(title="For everybody").update(visibility=Visibility.PUBLIC)
    public = frozenset(Evidence.objects.filter(visibility=Visibility.PUBLIC).values_list("pk", flat=True))
    paper = build(material(found, evidence=public))
    assert [source.title for source in paper.sources] == ["For everybody"]
    for layout in (word.layout, excel.layout, pdf.layout):
        assert "For us" not in read(layout(paper))
    assert "For us" in read(word.layout(build(material(found))))


def test_assessments_appear_only_once_published_for_the_round(found, world):
    health = "ILO assessment: Confirmed."
    assert health not in said(build(material(found)))
    assert health not in said(build(material(found, assessments=True)))  # the answer is of no round
    Update.objects.filter(follow_up=world["first LA"]).update(round=found)
    assert health not in said(build(material(found)))
    assert health in said(build(material(found, assessments=True)))


def test_it_compares_with_the_round_before(found, world):
    first = world["first LA"]
    before = dataclasses.replace(picture.take(found, DAY), seal=1)
    now = picture.take(found, DAY)
    rows = [dataclasses.replace(row, status="implemented") if row.key == first.pk else row for row in now.rows]
    asked = dataclasses.replace(material(found, before=before), picture=dataclasses.replace(now, rows=tuple(rows)))
    paper = build(asked)
    assert (1, "Comparison with the last round") in headings(paper)
    moved = [block for block in blocks(paper, Point) if words(block.references) == "(AFML13-LA-S1-01)"]
    assert [(block.bold, block.text) for block in moved] == [("Lao PDR: ", "from “In progress” to “Implemented”")]
    grid = [block for block in blocks(paper, Grid) if "moved since" in block.caption][1]
    assert [(row[0], row[grid.columns.index("Moved forward")]) for row in told(grid)] == [
        ("Cambodia", "0"), ("Lao PDR", "1"),
    ]  # fmt: skip


def test_a_running_round_gives_a_draft_and_each_page_says_so(found):
    paper = build(material(found))
    assert paper.mark == "Draft"
    assert "Draft: the round is not closed, and these figures will change." in paper.cover
    with zipfile.ZipFile(io.BytesIO(word.layout(paper))) as file:
        heads = [file.read(name).decode() for name in file.namelist() if "header" in name]
    assert any('string="Draft"' in head for head in heads)
    sealed = dataclasses.replace(material(found), picture=dataclasses.replace(picture.take(found, DAY), seal=1))
    assert build(sealed).mark == ""


def test_the_typesetter_has_a_letter_for_every_sign_that_people_type():
    page = "#set page(width: 1cm, height: 1cm)\n#set text(font: json(bytes(sys.inputs.fonts)))\n#sys.inputs.sign"
    fonts = {"font_paths": typeset._fonts(), "format": "png"}
    drawn = {
        typst.compile(page.encode(), sys_inputs={"fonts": json.dumps(typeset.FONTS), "sign": sign}, **fonts)
        for sign in "→≥✓■☐"
    }
    assert len(drawn) == 5  # where none has it, all are the same empty box


def test_statements_and_good_practice_stand_in_frames_of_their_own(found, world):
    union = OrganizationFactory(party=lao(), kind="workers", name="Union of Workers")
    StatementFactory(recommendation=world["first LA"].recommendation, organization=union, text="Two days a week.")
    box = Practice("AFML13-LA-S1-01", "LA", "Inspectors on the road", "They go by boat.")
    paper = build(material(found, practices=(box,)))
    framed = blocks(paper, Box)
    assert [block.text for block in framed] == ["Two days a week.", "They go by boat."]
    assert framed[0].heading.startswith("Union of Workers on the region")
    assert framed[1].heading == "Inspectors on the road (Lao PDR)"
    assert words(framed[1].references).endswith("; [1])")  # with its evidence, as every paragraph
    assert (2, "Good practice") in headings(paper)
    hidden = frozenset({material(found).picture.statements[0].key})
    assert [block.text for block in blocks(build(material(found, hidden=hidden)), Box)] == []
    assert (3, "Workers’ organizations") in headings(paper)


def test_regional_action_comes_before_the_countries(found, world):
    body = PartyFactory(code="ASEAN", name="ASEAN", kind=PartyKind.REGIONAL_BODY)
    FollowUpFactory(recommendation=world["first LA"].recommendation, party=body)
    found.parties.add(body)
    health = headings(build(material(found)))
    at = health.index((1, "Health"))
    assert health[at + 1 : at + 5] == [
        (2, "Regional action"), (3, "Without an answer here"), (2, "Country by country"), (3, "Lao PDR"),
    ]  # fmt: skip


def test_it_says_who_was_asked_and_who_is_silent(found):
    grid = next(block for block in blocks(build(material(found)), Grid) if "Proposed" in block.caption)
    assert grid.columns == ("Country", "Answered", "Of these late", "No information received")
    assert told(grid)[1][:2] == ("Lao PDR", "1 of 3")


def test_the_team_s_texts_stand_where_they_belong(found):
    texts = {("summary", ""): "First.\n\nSecond.", ("chapter", "health"): "Of health.", ("method", ""): "By mail."}
    own = [block.text for block in blocks(build(material(found, texts=texts)), Text) if block.tone == "own"]
    assert own == ["First.", "Second.", "By mail.", "Of health."]
    assert material(found, texts=texts).written(PaperSection.CHAPTER, "health") == "Of health."


def read(raw: bytes) -> str:
    """All words of a Word, Excel or PDF file."""
    if raw.startswith(b"%PDF"):
        return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(raw))
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        if "word/document.xml" in file.namelist():
            document = docx.Document(io.BytesIO(raw))
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return " ".join(str(cell) for sheet in sheets for row in sheet for cell in row)


@pytest.mark.parametrize("layout", [word.layout, pdf.layout])
def test_every_layout_tells_all_blocks(found, layout):
    box = Practice("AFML13-LA-S1-01", "LA", "Inspectors on the road", "They go by boat.")
    paper = build(material(found, practices=(box,), texts={("summary", ""): "ຄຳແນະນຳ"}))
    flat = "".join(read(layout(paper)).split())
    for block in paper.blocks:
        for text in (getattr(block, "text", ""), getattr(block, "heading", ""), getattr(block, "caption", "")):
            if text != "ຄຳແນະນຳ":  # a PDF's text layer has no Lao word for word
                assert "".join(text.split()) in flat


def test_excel_has_a_sheet_for_each_annex_with_a_link_to_each_record(found):
    raw = excel.layout(build(material(found)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    assert book.sheet_names == [
        "About", "Recommendations by forum", "Adopted recommendations by them", "Proposed recommendations by the",
        "All answers", "Sources", "Abbreviations",
    ]  # fmt: skip
    rows = book.get_sheet_by_name("All answers").to_python()
    assert [row[:3] for row in rows[1:3]] == [
        ["Lao PDR", "AFML13-LA-S1-01", "In progress"], ["Lao PDR", "AFML13-LA-S2-02", "No information received"],
    ]  # fmt: skip
    assert rows[1][-1] == "https://afml.example.org/follow-ups/AFML13-LA-S1-01/LA/"


def test_word_is_written_on_the_team_s_own_file(found):
    base = word_file("What stands on its pages.", header="Our logo stands here.")
    raw = word.layout(build(material(found)), base_file=base)
    document = docx.Document(io.BytesIO(raw))
    assert "What stands on its pages." not in [paragraph.text for paragraph in document.paragraphs]
    assert "Our logo stands here." in "".join(p.text for p in document.sections[0].header.paragraphs)
    assert document.paragraphs[0].style.name == "Title"


def test_word_has_headings_captions_heads_of_tables_language_and_alternatives(found):
    raw = word.layout(build(material(found)))
    document = docx.Document(io.BytesIO(raw))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet"} <= styles
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        body, words = file.read("word/document.xml").decode(), file.read("word/styles.xml").decode()
    assert body.count("<w:tblHeader") == len([t for t in document.tables if len(t.columns) > 1])
    assert 'descr="' in body
    assert "TOC \\o" in body
    assert 'w:val="en-GB"' in words


def test_a_suggested_other_theme_is_referred_to_only_where_asked_for(found, world):
    justice = Theme.objects.get(slug="justice")
    RecommendationThemeFactory(
        recommendation=world["first LA"].recommendation, theme=justice, placing=Placing.SUGGESTED, is_main=False
    )
    assert "See also" not in said(build(material(found)))
    assert "See also: AFML13-LA-S1-01 (Health)." in said(build(material(found, suggested=True)))


def test_a_wide_matrix_lies_on_a_page_of_its_own(found):
    for code in ("BN", "ID", "MY", "MM", "PH", "SG"):
        party = PartyFactory(code=code, name=code)
        FollowUpFactory(recommendation=found.documents.first().recommendations.first(), party=party)
        found.parties.add(party)
    paper = build(material(found))
    pages = [page.get_size() for page in pypdfium2.PdfDocument(pdf.layout(paper))]
    assert sum(width > height for width, height in pages) == 1
    sections = docx.Document(io.BytesIO(word.layout(paper))).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def test_burmese_and_khmer_words_are_not_torn_by_places_to_break():
    source = (typeset.HERE / "words.typ").read_text()
    long = "https://example.org/" + "x" * 40
    assert "[!-\\u{24f}]{31,}" in source
    assert not re.search("[!-\u024f]{31,}", "ក្រសួងការងារនិងបណ្តុះបណ្តាលវិជ្ជាជីវៈបានរៀបចំសិក្ខាសាលា")
    assert re.search("[!-\u024f]{31,}", long)


def test_a_round_that_asked_nothing_says_so(found):
    found.documents.clear()
    paper = build(material(found))
    assert headings(paper) == [
        (1, "Summary"), (1, "How this review was made"), (2, "Who was asked, and who answered"),
    ]  # fmt: skip
    assert blocks(paper, Text)[0].text == "Nothing was asked of anybody within this report."


def test_endless_words_of_a_title_break_at_their_joints_or_else_between_letters():
    broken = ooxml.soft(f"Law {'Decree_245_' * 4}final.pdf and {'x' * 40}")
    assert broken.replace("\u200b", "") == f"Law {'Decree_245_' * 4}final.pdf and {'x' * 40}"
    assert broken.split("\u200b")[:3] == ["Law Decree_", "245_", "Decree_"]
    assert max(map(len, re.split("[\u200b ]", broken))) < len("Decree_245_")
    assert ooxml.soft("A decree of 2020") == "A decree of 2020"

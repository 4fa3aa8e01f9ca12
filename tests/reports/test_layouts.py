"""Word, Excel, HTML, PDF and CSV lay out one value: the same figures and words come back out of each."""

import csv as plain_csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from html import unescape

import docx
import html5lib
import pypdfium2
import pytest
from django.conf import settings
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from recommendations.queries.progress import Scope, sight_of_members
from recommendations.reports import columns, csv, excel, html, pdf, word
from recommendations.reports.progress import build
from recommendations.reports.short import words
from tests.answers import accepted_answer
from tests.cast import lao
from tests.reports import leading
from tests.reports.conftest import BURMESE_TEXT, FORMULA, KHMER_TEXT, LAO_TEXT, LONG_WORD, THAI_TEXT, TODAY

NUMBERED = re.compile(r"Table (\d+)\. (.*)")


def figures(report):
    """(number, caption) → the rows that a table of figures must show."""
    found = {}
    for part in report.parts:
        rows = [[figure.label, str(figure.number)] for figure in (*part.statuses, *part.sums)]
        found[part.table_number, part.caption] = rows
        for table in part.tables:
            found[table.number, table.caption] = [
                [line.label, line.share, *(str(figure.number) for figure in line_figures)]
                for line, line_figures in table.rows
            ]
    return found


def asked(report):
    """How many rows each status has, for the whole report and so of every layout's rows."""
    return Counter(answer.label for *_where, answer in report.answers)


def in_html(content):
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(content.decode())
    for table in tree.iter("table"):
        number, caption = NUMBERED.fullmatch(text_of(table.find("caption"))).groups()
        rows = [[text_of(cell) for cell in row] for row in table.iter("tr")]
        yield (int(number), caption), rows[1:]


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def in_word(content):
    document = docx.Document(io.BytesIO(content))
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption" and p.text.startswith("Table")]
    for caption, table in zip(captions, document.tables, strict=True):
        number, words = NUMBERED.fullmatch(caption).groups()
        yield (int(number), words), [[cell.text for cell in row.cells] for row in table.rows[1:]]


@pytest.mark.parametrize("name", ["region", "country"])
@pytest.mark.parametrize(("layout", "read"), [(html.layout, in_html), (word.layout, in_word)])
def test_html_and_word_show_the_figures_of_the_value(name, layout, read, request):
    report = request.getfixturevalue(name)
    found = dict(read(layout(report)))
    expected = figures(report)
    assert len(expected) > 2
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("name", ["region", "country"])
def test_excel_shows_the_figures_of_the_value(name, request):
    report = request.getfixturevalue(name)
    head, *lines = sheet(report, "Figures")
    expected = [
        [
            caption, line.label, line.asked.number, line.answered.number, line.under.number,
            *(figure.number for figure in (*line.by_answer, *line.reasons)),
        ]
        for _part, caption, line in columns.figure_rows(report)
    ]  # fmt: skip
    assert [line[:-1] for line in lines] == expected
    assert (head[:4], head[-1]) == (["Figures", "Of", "Asked", "Answered"], "List of its rows")
    lists = {f"{settings.SITE_URL}/recommendations/?{line.asked.query}" for *_of, line in columns.figure_rows(report)}
    assert {line[-1] for line in lines} == lists


@pytest.mark.parametrize("name", ["region", "country"])
def test_the_rows_of_excel_and_csv_make_the_figures(name, request):
    report = request.getfixturevalue(name)
    written = list(plain_csv.DictReader(io.StringIO(csv.layout(report).decode("utf-8-sig"), newline="")))
    head, *lines = sheet(report, "Recommendations")
    for part in report.parts:
        standing = part.standing.title()
        shown = {figure.label: figure.number for figure in part.total.by_answer if figure.number}
        assert Counter(row["Status"] for row in written if row["Standing"] == standing) == shown
        assert Counter(row[3] for row in lines if row[head.index("Standing")] == standing) == shown
    assert len(lines) == len(written) == sum(part.total.asked.number for part in report.parts)


def test_the_rows_of_word_and_html_make_the_figures(country):
    expected = asked(country)
    assert expected == {
        "In progress": 2, "Not pursued": 1, "Not started": 1, "No information received": 5,
    }  # fmt: skip
    for found in (dict(in_html(html.layout(country))), dict(in_word(word.layout(country)))):
        rows = [row for key, table in found.items() if key not in figures(country) for row in table]
        assert Counter(label for row in rows for label in expected if row[-1].startswith(label)) == expected


def sheet(report, name):
    book = CalamineWorkbook.from_filelike(io.BytesIO(excel.layout(report)))
    rows = book.get_sheet_by_name(name).to_python()
    return [[int(cell) if isinstance(cell, float) else cell for cell in row] for row in rows]


def test_each_number_of_excel_s_figures_leads_where_it_leads_on_the_page(region):
    with zipfile.ZipFile(io.BytesIO(excel.layout(region))) as file:
        sheets = [file.read(f"xl/worksheets/_rels/sheet{number}.xml.rels").decode() for number in (1, 2)]
    on_page = leading.to_site(leading.of_page(region))
    summary, figures = ({unescape(each) for each in re.findall('Target="([^"]*)"', sheet)} for sheet in sheets)
    # What the sentences count together has no number of its own there.
    single = {address for _words, address in on_page if "recommendations/?" in address and address.count("status=") < 2}
    assert single <= figures
    assert {columns.whole_list(region, part.total.asked) for part in region.parts} <= summary


def test_excel_has_its_sheets_real_days_and_no_formulas(country):
    content = excel.layout(country)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Summary", "Figures", "Recommendations", "Evidence", "About"]
    head = sheet(country, "Recommendations")[0]
    rows = {row[0]: dict(zip(head, row, strict=True)) for row in sheet(country, "Recommendations")[1:]}
    assert any(row["Challenges"] == FORMULA for row in rows.values())
    days = [row["Last answer"] for row in rows.values() if row["Last answer"]]
    assert {str(day) for day in days} == {"2023-03-15"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "/sheet" in name]
    assert all("<f>" not in each for each in sheets)
    assert sum("<pane " in each for each in sheets) == 3


def test_csv_starts_with_its_mark_and_disarms_formulas(country):
    content = csv.layout(country)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(plain_csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["Challenges"] for row in rows if "HYPERLINK" in row["Challenges"]] == [f"'{FORMULA}"]


def test_word_has_headings_captions_repeated_heads_page_numbers_and_text_alternatives(region):
    document = docx.Document(io.BytesIO(word.layout(region)))
    body = document.element.body
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert ("Heading 1", "Proposed recommendations") in headings
    assert ("Heading 1", "Recommendations adopted by the forum") in headings
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    fields = [code.text.split()[:2] for code in body.iter(qn("w:instrText"))]
    assert fields.count(["SEQ", "Table"]) == len(document.tables)
    assert fields.count(["SEQ", "Figure"]) == len(document.inline_shapes) == 2
    assert fields[0][0] == "TOC"
    foot = document.sections[0].footer._element
    assert [code.text.strip() for code in foot.iter(qn("w:instrText"))] == ["PAGE"]
    alternatives = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert "No information received" in alternatives[0]
    assert all(alternatives)
    assert document.core_properties.title == region.title
    assert document.core_properties.language == "en-GB"
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_the_contents_lead_to_the_headings(country):
    document = docx.Document(io.BytesIO(word.layout(country)))
    links = [link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    inside = [anchor for anchor in links if anchor]
    assert len(inside) > 4
    assert set(inside) == marks


@pytest.mark.parametrize("text", [LAO_TEXT, KHMER_TEXT, BURMESE_TEXT, THAI_TEXT])
def test_asian_scripts_come_back_whole_from_every_layout(country, text):
    assert text in html.layout(country).decode()
    assert text in csv.layout(country).decode()
    assert any(text in str(cell) for row in sheet(country, "Recommendations") for cell in row)
    document = docx.Document(io.BytesIO(word.layout(country)))
    runs = [run for run in document.element.body.iter(qn("w:r")) if text in "".join(run.itertext())]
    assert runs
    for run in runs:
        properties = run.find(qn("w:rPr"))
        assert properties.find(qn("w:rFonts")).get(qn("w:cs"))
        assert properties.find(qn("w:szCs")) is not None
        assert properties.find(qn("w:lang")).get(qn("w:bidi"))


def test_the_pdf_has_the_same_figures_in_it(country):
    text = pdf_text(pdf.layout(country))
    for (number, caption), rows in figures(country).items():
        assert f"Table {number}. {caption}" in text
        for row in rows:
            assert " ".join(row) in text
    assert words(country.summary[0]) in text


@pytest.mark.parametrize("name", ["region", "country"])
def test_figures_names_and_rows_lead_from_word_and_pdf_where_they_lead_on_the_page(name, request):
    report = request.getfixturevalue(name)
    on_page = leading.to_site(leading.of_page(report))
    assert any("answer=answered" in address for _words, address in on_page)
    in_word = leading.to_site(leading.of_word(word.layout(report)))
    # In a file a number of evidence leads to the piece itself, on the page to its place in the list below.
    numbers = {pair for pair in in_word if pair[0].startswith("[")}
    assert {address for _words, address in numbers} == {address for _words, address in on_page if "evidence" in address}
    assert in_word - numbers == on_page
    # Words that go over a line are a link on each: what is compared is where all of them lead.
    in_pdf = leading.to_site(leading.of_pdf(pdf.layout(report)))
    assert {address for _words, address in in_pdf} == {address for _words, address in on_page}
    figures = {(words, address) for words, address in on_page if words.isdigit()}
    assert {(words, address) for words, address in in_pdf if words.isdigit()} == figures


def pdf_text(content):
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range().replace("\u200b", "") for page in document]
    return " ".join(" ".join(page.split()) for page in pages)


def test_no_long_word_runs_out_of_the_page(country, open_in_office):
    for content in (pdf.layout(country), open_in_office(word.layout(country), "report.docx")):
        document = pypdfium2.PdfDocument(content)
        for page in document:
            text = page.get_textpage()
            right = max((text.get_charbox(at)[2] for at in range(text.count_chars())), default=0)
            assert right < page.get_width() - 40
        assert LONG_WORD[:20] in pdf_text(content)


def test_libreoffice_opens_word_and_excel(region, open_in_office):
    assert open_in_office(word.layout(region), "region.docx").startswith(b"%PDF")
    assert region.title in pdf_text(open_in_office(excel.layout(region), "book.xlsx"))


@pytest.mark.parametrize("layout", [word.layout, excel.layout, csv.layout, html.layout, pdf.layout])
def test_a_report_on_nothing_is_still_a_document(nothing, layout):
    assert [words(line) for line in nothing.summary] == ["Nothing was asked of Lao PDR within this report."]
    assert len(layout(nothing)) > 100


@pytest.mark.parametrize("layout", [word.layout, excel.layout, csv.layout, html.layout, pdf.layout])
@pytest.mark.parametrize("language", ["en-GB", "Bahasa", ""])
def test_a_text_in_any_language_is_laid_out(country, layout, language):
    items = [replace(item, language=language) for item in country.chapters[0].sections[0].items]
    section = replace(country.chapters[0].sections[0], items=tuple(items))
    chapter = replace(country.chapters[0], sections=(section,))
    assert len(layout(replace(country, chapters=(chapter,), language="en-GB"))) > 100


@pytest.mark.parametrize("layout", [word.layout, excel.layout, csv.layout, html.layout, pdf.layout])
@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x0b"])
def test_no_sign_that_somebody_pasted_stops_a_layout(world, layout, sign):
    accepted_answer(world[5], challenges=f"Few{sign} inspectors", evidence=[f"A{sign} decree"])
    report = build(Scope(country=lao()), sight=sight_of_members(), today=TODAY)
    assert "Few inspectors" in [answer.challenges for *_where, answer in report.answers]
    assert len(layout(report)) > 100


def test_the_html_file_needs_no_connection(country):
    content = html.layout(country).decode()
    assert "<style>" in content
    assert not re.search(r"<(link|script|img)\b", content)
    assert re.findall(r'href="(?!#|https://example\.org/)[^"]*"', content) == []

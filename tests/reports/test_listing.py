"""The downloads: what is in the files, and that nothing in them runs."""

import csv
import datetime
import io

import pytest
from python_calamine import CalamineWorkbook

from recommendations.reports.listing import as_csv, as_xlsx
from recommendations.tables.columns import Column
from tests.cast import cambodia, lao, person
from tests.landscape import landscape

COLUMNS = (
    Column("Text", lambda row: row[0]),
    Column("Number", lambda row: row[1], "number"),
    Column("Day", lambda row: row[2], "day"),
)
DAY = datetime.date(2026, 9, 30)


def bytes_of(file):
    with file:
        return file.read()


# What is typed → what the file holds. Set to another separator, a spreadsheet begins a cell after it, or on a new line.
FORMULAS = {
    "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "＝1+1": "'＝1+1", " =1": "' =1",
    "\t=1": "'\t'=1", "\r=1": "'\r'=1", "\n=1": "'\n'=1",
    "a;=1+1": "a;'=1+1", "a; @SUM(A1);-1": "a; '@SUM(A1);'-1", "a\t+1": "a\t'+1",
    "a\n=1": "a\n'=1", "a\r\n-1": "a\r\n'-1",
    "To do:\n\n- by 2025;\n- for all": "To do:\n\n- by 2025;\n- for all", "1 = 1; a-b": "1 = 1; a-b",
}  # fmt: skip


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_cell_never_starts_a_formula_whatever_the_separator(typed):
    raw = bytes_of(as_csv(COLUMNS, [(typed, -1, None)], ())).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(raw, newline="")))[1] == [FORMULAS[typed], "-1", ""]


def test_csv_is_utf_8_with_its_mark_and_plain_days():
    raw = bytes_of(as_csv(COLUMNS, [("ແຮງງານ, “x”\ny", 3, DAY)], ()))
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows == [["Text", "Number", "Day"], ["ແຮງງານ, “x”\ny", "3", "2026-09-30"]]


def test_excel_holds_text_as_text_and_days_as_days():
    content = as_xlsx(COLUMNS, [("=1+1", 3, DAY), ("http://a.b", 4, None)], [("Filters", "=None")])
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes_of(content)))
    assert book.sheet_names == ["List", "About"]
    assert book.get_sheet_by_name("List").to_python() == [
        ["Text", "Number", "Day"],
        ["=1+1", 3.0, DAY],
        ["http://a.b", 4.0, ""],
    ]
    assert book.get_sheet_by_name("About").to_python() == [["Filters", "=None"]]


@pytest.mark.parametrize("letter", ["a", "ກ", "\U0001f600"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(letter):
    content = as_xlsx(COLUMNS, [(letter * 40_000, None, None)], ())
    cell = CalamineWorkbook.from_filelike(io.BytesIO(bytes_of(content))).get_sheet_by_index(0).to_python()[1][0]
    assert cell.endswith(f"{letter} …")
    assert 32_766 <= len(cell.encode("utf-16-le")) / 2 <= 32_767


def test_rows_are_taken_one_at_a_time():
    taken = []

    def rows():
        for number in range(3000):
            taken.append(number)
            yield (f"Row {number}", number, DAY)

    assert bytes_of(as_csv(COLUMNS, rows(), ())).count(b"\n") == 3001
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes_of(as_xlsx(COLUMNS, rows(), ()))))
    assert len(book.get_sheet_by_index(0).to_python()) == 3001
    assert len(taken) == 6000


@pytest.mark.django_db
class TestDownloads:
    def sheet(self, client, query):
        response = client.get(f"/recommendations.xlsx?{query}")
        return CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))

    def test_a_download_holds_the_filtered_list_in_its_order(self, client):
        landscape()
        client.force_login(person("viewer", lao()))
        response = client.get("/recommendations.csv?forum=15&sort=-country")
        assert response["Content-Disposition"].startswith('attachment; filename="afml-recommendations-')
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [(row["Reference"], row["Country"], row["Status"], row["Last answer"]) for row in rows] == [
            ("AFML15-WORKERS-S1-01", "Lao PDR", "No information received", ""),
            ("AFML15-WORKERS-S1-01", "Cambodia", "Implemented", "2023-03-15"),
        ]
        assert rows[1]["Document"] == "15th AFML · regional workers’ meeting"
        assert rows[1]["Main theme"] == "Justice (suggested)"

    def test_the_two_files_hold_the_same(self, client):
        landscape()
        client.force_login(person("reporter", lao()))
        text = b"".join(client.get("/recommendations.csv").streaming_content).decode("utf-8-sig")
        told = list(csv.reader(io.StringIO(text, newline="")))
        sheet = self.sheet(client, "").get_sheet_by_name("List").to_python()

        def plain(cell):
            if isinstance(cell, datetime.date):
                return cell.isoformat()
            return str(int(cell)) if isinstance(cell, float) else cell

        assert [[plain(cell) for cell in row] for row in sheet] == told

    @pytest.mark.parametrize(("country", "sees"), [(lao, "Confirmed"), (cambodia, "")])
    def test_a_download_holds_an_assessment_only_for_those_who_may_see_it(self, client, country, sees):
        landscape()
        client.force_login(person("reporter", country()))
        heads, row = self.sheet(client, "status=in-progress").get_sheet_by_name("List").to_python()
        told = dict(zip(heads, row, strict=True))
        assert told["ILO assessment, where you may see it"] == sees
        assert told["Evidence"] == (1.0 if sees else 0.0)
        assert told["Challenges"] == "Few inspectors."

    def test_a_download_says_what_it_is(self, client):
        landscape()
        client.force_login(person("reporter", lao()))
        about = dict(self.sheet(client, "country=LA&q=wages").get_sheet_by_name("About").to_python())
        assert about["Filters"] == "Words in the text or the reference: wages; Country: Lao PDR"
        assert about["Made for"] == "Reporter"
        assert "that only you, your country and the ILO may see" in about["Who may see it"]

"""Files that nobody made in good faith, or that are something else: each is refused in one sentence."""

import contextlib
import io
import zipfile

import pytest

from recommendations.errors import Refused
from recommendations.reading import filled
from recommendations.reading.filled import read_filled
from recommendations.reading.limits import Limits
from recommendations.sheets import write
from recommendations.sheets.marks import PLAIN
from tests.sheets.fill import packed, parts
from tests.sheets.forms import form
from tests.sheets.test_round_trip import rows_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def good():
    return write(form(rows_of([dict.fromkeys(PLAIN, "") | {"challenges": "Money."}])))


def refused(data, **limits):
    with pytest.raises(Refused) as told:
        read_filled(data, **limits)
    return str(told.value)


def test_a_good_file_is_read_in_its_own_process(good):
    assert read_filled(good).untouched == 1


@pytest.mark.parametrize(("data", "sentence"), [
    (b"", filled.EMPTY),
    (b"%PDF-1.7 something", filled.NOT_EXCEL),
    (b"<html><p>a, b</p>", filled.NOT_EXCEL),
    (b"reference,status\n", filled.ONE_SHEET),
    (b"PK\x03\x04 and then nothing", filled.DAMAGED_SHEET),
    (OLE + "Workbook".encode("utf-16-le"), filled.OLD),
    (OLE + "WordDocument".encode("utf-16-le"), filled.NOT_EXCEL),
    (OLE + "EncryptedPackage".encode("utf-16-le"), filled.LOCKED),
    (b"PK" + b"\0" * filled.MOST_BYTES, filled.TOO_BIG % {"most": 10}),
])  # fmt: skip
def test_what_is_no_workbook_is_refused(data, sentence):
    assert refused(data) == sentence


@pytest.mark.parametrize(("part", "sentence"), [
    ("word/document.xml", filled.NOT_EXCEL),
    ("content.xml", filled.OPEN_DOCUMENT),
    ("xl/workbook.bin", filled.BINARY),
])  # fmt: skip
def test_a_word_file_or_another_kind_of_spreadsheet_is_refused(part, sentence):
    assert refused(packed({part: b"<w/>"})) == sentence


def test_macros_are_refused(good):
    assert refused(packed(parts(good) | {"xl/vbaProject.bin": b"x"})) == filled.HAS_MACROS


def test_another_workbook_is_refused():
    import xlsxwriter

    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as book:
        book.add_worksheet().write(0, 0, "Reference")
    assert refused(raw.getvalue()).startswith("This is not a file of answers from this site.")


def test_a_zip_bomb_is_refused(good):
    bomb = b"<row/>" * 20_000_000
    assert "unpacks to far more" in refused(packed(parts(good) | {"xl/media/a.xml": bomb}))


def test_a_member_that_lies_about_its_size_is_refused(good):
    raw = bytearray(packed(parts(good) | {"xl/media/a.xml": b"a" * 5_000_000}))
    at = raw.rfind(b"PK\x01\x02")
    while b"xl/media/a.xml" not in raw[at : at + 80]:
        at = raw.rfind(b"PK\x01\x02", 0, at)
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(raw))


def test_a_cell_at_the_end_of_the_sheet_is_refused_within_its_limits(good):
    held = parts(good)
    sheet = held["xl/worksheets/sheet2.xml"].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert refused(packed(held | {"xl/worksheets/sheet2.xml": sheet})) in (filled.TOO_HARD, filled.DAMAGED_SHEET)


def test_entities_are_not_opened(good):
    held = parts(good)
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    sheet = evil + held["xl/worksheets/sheet2.xml"].split(b"?>", 1)[1].replace(b"Money.", b"&b;")
    try:
        found = read_filled(packed(held | {"xl/worksheets/sheet2.xml": sheet}))
    except Refused:
        return
    assert "root:" not in repr(found)


def test_too_many_lines_are_refused(good, monkeypatch):
    from recommendations.sheets import reading

    monkeypatch.setattr(reading, "MOST_LINES", 3)
    rows = rows_of([dict.fromkeys(PLAIN, "")] * 4)
    with pytest.raises(Refused) as told:
        reading.read(write(form(rows)))
    assert str(told.value) == "The sheet “Answers” has more than 3 lines. Split it into several files."


def test_reading_ends_at_its_limit_of_time(good):
    assert refused(good, limits=Limits(wall=0)) == filled.TOO_HARD


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("cut", [0, 0.5])
def test_a_damaged_part_is_refused_or_read_never_a_crash(good, part, cut):
    held = parts(good)
    damaged = packed(held | {part: held[part][: int(len(held[part]) * cut)]})
    with contextlib.suppress(Refused):
        read_filled(damaged)


def test_every_cut_of_the_file_is_refused(good):
    for end in range(1, len(good) - 1, len(good) // 12):
        with zipfile.ZipFile(io.BytesIO(good)), pytest.raises(Refused):
            filled.guarded(good[:end])

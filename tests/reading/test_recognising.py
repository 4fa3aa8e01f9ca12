"""Scans and photographs: read by machine where tesseract is, and always beside their pictures."""

import base64
import difflib
import struct

import pytest

from recommendations.actions import imports, jobs
from recommendations.actions import reading as actions_reading
from recommendations.choices import ImportState
from recommendations.errors import Refused
from recommendations.parsing import find
from recommendations.parsing import read as read_lines
from recommendations.reading import Limits, languages, rapid, read, recognising, tesseract
from recommendations.reading.drawing import Pages
from recommendations.reading.photographs import as_pdf
from tests import cast
from tests.parsing.blocks import blocks
from tests.parsing.shapes import source_bytes
from tests.parsing.variants_pdf import drawn, typeset
from tests.reading.scans import png, scan

LAO = "afml13-lao-pdr-national"


def near(found, wanted):
    """How many of the wanted texts were found, all but a letter or two."""
    texts, asked = ([" ".join(item.text.split()) for item in each.recommendations] for each in (found, wanted))
    return sum(any(_alike(text, other) for other in texts) for text in asked)


def _alike(text, other):
    return difflib.SequenceMatcher(None, text, other, autojunk=False).ratio() > 0.97


# --- Without a program -------------------------------------------------------------------------------------


def test_a_scan_comes_as_pictures_where_its_language_cannot_be_read():
    result = read(scan(typeset(blocks(LAO)), 60), language="xx")
    assert (result.is_scan, result.machine_read, result.page_count, len(result.pictures)) == (True, False, 2, 2)
    assert result.found.total == 0


def test_no_language_is_offered_without_a_program(monkeypatch):
    monkeypatch.setattr(tesseract, "languages", lambda: ())
    assert languages() == ("en",)  # rapidocr is there for the tests
    monkeypatch.setattr(rapid, "languages", lambda: ())
    assert languages() == ()


@pytest.mark.django_db
def test_a_scan_goes_to_review_with_its_pictures_and_a_heading_to_type_under():
    by = cast.person("secretariat")
    found = imports.receive(
        data=scan(typeset(blocks(LAO)), 60), file_name="Scan.pdf", language="xx", revisions="final", by=by
    )
    actions_reading.run(jobs.claim(found.jobs.get().key))
    found.refresh_from_db()
    assert (found.state, found.is_scan, found.machine_read) == (ImportState.REVIEW, True, False)
    assert [bool(page.picture) for page in found.pages.all()] == [True, True]
    assert (found.extracts.count(), found.sub_themes.count()) == (0, 1)
    with found.pages.first().picture.open() as picture:
        assert picture.read(8) == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("alpha", [False, True])
def test_a_screenshot_is_a_page(alpha):
    result = read(png(typeset(blocks(LAO)), 60, alpha=alpha), language="xx")
    assert (result.is_scan, result.page_count, len(result.pictures)) == (True, 1, 1)


# Sixteen points by twenty-four, white.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh"
    "Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB"
    "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA"
    "AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y"
    "WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM"
    "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAP//////////////////////////////////"
    "////////////////////////////////////////////////////2wBDAf//////////////////////////////////////////"
    "////////////////////////////////////////////wAARCAAYABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/"
    "xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhED"
    "EQA/AKAAAA//2Q=="
)


def turned(data, how, order):
    """A photograph whose camera was held sideways, as its EXIF data says."""
    entry = struct.pack(f"{order}IHHHIHHI", 8, 1, 0x112, 3, 1, how, 0, 0)
    exif = b"Exif\0\0" + (b"II*\0" if order == "<" else b"MM\0*") + entry
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(("how", "upright"), [(1, True), (3, True), (6, False), (8, False)])
def test_a_photograph_is_shown_as_its_camera_was_held(order, how, upright):
    width, height = Pages(as_pdf(turned(JPEG, how, order))).size(0)
    assert (width < height) is upright


def test_a_photograph_is_a_page():
    result = read(JPEG, language="xx")
    assert (result.is_scan, result.page_count, list(result.pictures)) == (True, 1, [1])


def test_a_picture_that_is_no_page_is_refused_in_one_sentence():
    whole = png(typeset(blocks(LAO)), 60)
    for spoiled in (
        png(typeset(blocks(LAO)), 60, interlaced=True),
        whole[:20],
        b"\xff\xd8\xff\xe0\0\x04ab",
        whole[:33],
    ):
        with pytest.raises(Refused, match="This picture is damaged"):
            as_pdf(spoiled)


def test_a_huge_picture_is_refused():
    whole = bytearray(png(typeset(blocks(LAO)), 20))
    whole[16:24] = b"\0\xff\xff\xff" * 2
    with pytest.raises(Refused):
        as_pdf(bytes(whole))


# --- With it -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_scan_is_read_by_machine_and_every_text_says_so(tesseract):
    by = cast.person("secretariat")
    data = scan(typeset(blocks(LAO)), 300)
    found = imports.receive(data=data, file_name="Scan.pdf", language="en", revisions="final", by=by)
    actions_reading.run(jobs.claim(found.jobs.get().key))
    found.refresh_from_db()
    assert (found.state, found.is_scan, found.machine_read) == (ImportState.REVIEW, True, True)
    assert set(found.extracts.values_list("machine_read", flat=True)) == {True}
    assert found.extracts.count() == 26
    line = next(line for line in found.pages.first().lines if "Extend healthcare" in line["text"])
    assert all(0 <= edge <= 1 for edge in line["place"])
    assert "machine-read" in [code for code, _values in found.doubts]


def test_most_recommendations_of_a_scan_are_found_to_the_letter(tesseract):
    wanted = find(read_lines(source_bytes("afml13-viet-nam-national")))
    result = read(scan(typeset(blocks("afml13-viet-nam-national")), 200))
    assert (result.found.total, near(result.found, wanted)) == (29, 29)


def test_a_photograph_is_read_by_machine(tesseract):
    result = read(png(typeset(blocks(LAO)), 200))
    assert (result.is_scan, result.machine_read) == (True, True)
    assert "Extend healthcare benefits" in result.source.text


@pytest.fixture
def rapid_alone(monkeypatch, tmp_path):
    """No program beside Python is found, here and in the child."""
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract.languages.cache_clear()
    tesseract._installed.cache_clear()
    yield
    tesseract.languages.cache_clear()
    tesseract._installed.cache_clear()


def test_english_is_read_without_a_program_beside_python(rapid_alone):
    wanted = find(read_lines(source_bytes(LAO)))
    result = read(scan(typeset(blocks(LAO)), 200), limits=Limits(page_wall=60))
    assert (result.machine_read, result.found.total, near(result.found, wanted)) == (True, 26, 26)


def test_thai_is_read_where_its_data_is(tesseract):
    if "th" not in languages():
        pytest.skip("The Thai data of tesseract is missing (Debian: apt install tesseract-ocr-tha).")
    page = drawn('#set text(font: ("Noto Sans Thai", "Noto Serif Thai", "Loma"), size: 16pt)\nข้อเสนอแนะ แรงงานข้ามชาติ')
    result = read(scan(page, 200), language="th")
    assert "ข้อเสนอแนะแรงงานข้ามชาติ" in result.source.text.replace(" ", "")
    assert result.source.text.count(" ") <= 3  # where there is one


def test_a_page_that_takes_too_long_is_left_out(tesseract):
    result = read(scan(typeset(blocks(LAO)), 100), limits=Limits(page_wall=0))
    assert (result.is_scan, result.machine_read) == (True, False)


HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ([("¢", 24), ("Extend", 90), ("it.", 95)], "• Extend it."),
        ([("«", 0), ("ensuring", 90)], "• ensuring"),
        ([("e", 3), ("Ensure", 90)], "• Ensure"),
        ([("a", 90), ("Ensure", 90)], "a Ensure"),
        ([("e", 90), ("ensure", 90)], "e ensure"),
        ([("1.", 90), ("Ensure", 90)], "1. Ensure"),
        ([("Ensure", 90), ("«", 2), ("it.", 90)], "Ensure it."),
        ([("¢", 90)], "¢"),
        ([("ຂອງກອງປະຊຸມ", 0)], "ຂອງກອງປະຊຸມ"),
    ],
)
def test_a_mark_before_a_text_is_a_bullet_and_a_smudge_is_nothing(said, shown):
    rows = [f"5\t1\t1\t1\t1\t{at}\t{at * 100}\t50\t80\t20\t{sure}\t{word}" for at, (word, sure) in enumerate(said, 1)]
    words = recognising._words(tesseract._lines("\n".join([HEAD, *rows])))
    assert " ".join(word.text for word in words) == shown

"""Headings, dates, digits and labels of other languages; and what only looks like them."""

import datetime

import pytest

from recommendations.parsing import find, read
from recommendations.parsing.dates import find_dates
from recommendations.parsing.heading_words import in_english
from recommendations.parsing.source import Line, Source
from recommendations.parsing.titles import forum_number

WORDS = ("หัวข้อย่อย", "ຫົວຂໍ້ຍ່ອຍ", "អនុប្រធានបទ", "ခေါင်းစဉ်ခွဲ", "Tiểu chủ đề", "Chủ đề", "Subtema", "Tema")


def read_as(text: str) -> str:
    return in_english(Source((Line(text, 1),)), WORDS).lines[0].text


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("หัวข้อย่อยที่ ๑: การคุ้มครอง", "Sub-theme 1: การคุ้มครอง"),
        ("หัวข้อย่อย 2 การเดินทาง", "Sub-theme 2: การเดินทาง"),
        ("ຫົວຂໍ້ຍ່ອຍທີ ໒: ການສົ່ງເງິນ", "Sub-theme 2: ການສົ່ງເງິນ"),
        ("អនុប្រធានបទទី១៖ ជំនាញ", "Sub-theme 1: ជំនាញ"),
        ("ခေါင်းစဉ်ခွဲ (၁) - ဘေးကင်းရေး", "Sub-theme 1: ဘေးကင်းရေး"),
        ("Tiểu chủ đề 1: Tuyển dụng", "Sub-theme 1: Tuyển dụng"),
        ("Chủ đề thứ 2. Tái hòa nhập", "Sub-theme 2: Tái hòa nhập"),
        ("SUBTEMA II – PEKERJA MIGRAN", "Sub-theme II: PEKERJA MIGRAN"),
        ("Sub-tema 3: Upah", "Sub-theme 3: Upah"),
        ("Subtema 4", "Sub-theme 4"),
    ],
)
def test_heading_is_read_as_if_it_were_english(line, english):
    words = (*WORDS, "Sub-tema")
    assert in_english(Source((Line(line, 1),)), words).lines[0].text == english


@pytest.mark.parametrize(
    "line",
    [
        "Tema: Masa depan kerja",
        "Subtema 2 dibahas pada sore hari.",
        "Temanggung 3",
        "Subtemas",
        "Chủ đề của diễn đàn",
        "Subtema 2019 dan seterusnya",
        "หัวข้อย่อย",
        "Sub-theme 1: Rights",
    ],
)
def test_other_line_stays_as_it_is(line):
    assert read_as(line) == line


def test_without_words_nothing_is_changed():
    source = Source((Line("Subtema 1: Upah", 1),))
    assert in_english(source, ()) is source


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("๑๙-๒๐ ตุลาคม พ.ศ. ๒๕๖๙", "2026-10-19", "2026-10-20"),
        ("วันที่ 19 ต.ค. 2569", "2026-10-19", None),
        ("19 October 2569 B.E.", "2026-10-19", None),
        ("ວັນທີ ໕ ສິງຫາ ໒໐໒໖", "2026-08-05", None),
        ("៥ ខែសីហា ឆ្នាំ២០២៦", "2026-08-05", None),
        ("၂၀၂၆ ခုနှစ်၊ အောက်တိုဘာလ ၁၉ ရက်", "2026-10-19", None),
        ("ngày 19 tháng 10 năm 2026", "2026-10-19", None),
        ("19 và 20 tháng 10 năm 2026", "2026-10-19", "2026-10-20"),
        ("ngày 5 tháng mười hai năm 2026", "2026-12-05", None),
        ("30 September - 1 Oktober 2026", "2026-09-30", "2026-10-01"),
        ("19 dan 21 Agustus 2026", "2026-08-19", "2026-08-21"),
        ("5 Disember 2026", "2026-12-05", None),
    ],
)
def test_date_is_read_in_its_language(printed, first, last):
    found = find_dates(printed)
    assert found is not None
    assert (found.first, found.last) == (
        datetime.date.fromisoformat(first),
        last and datetime.date.fromisoformat(last),
    )
    assert found.printed in printed


@pytest.mark.parametrize(
    "text",
    ["๓๑ กุมภาพันธ์ ๒๕๖๙", "tháng 13 năm 2026", "ตุลาคม ๒๕๖๙", "Pasal 19 Oktan 2026", "ມາດຕາ ໑໙", "19 tháng 2026"],
)
def test_no_date_is_read_from(text):
    assert find_dates(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("AFML ครั้งที่ ๑๙", 19),
        ("AFML ຄັ້ງທີ 19", 19),
        ("AFML លើកទី១៩", 19),
        ("AFML ke-19", 19),
        ("Diễn đàn ASEAN về lao động di cư lần thứ 19", 19),
        ("AFML 2026-10-19", None),
        ("ครั้งที่ ๑๙", None),
    ],
)
def test_number_of_the_forum(text, number):
    assert forum_number([text]) == number


def test_numbers_without_points_count_on():
    head = "Recommendations of the 13th AFML\n\n9 November 2020\n\n"
    found = find(read(f"{head}1 Extend permits.\n2 Open hotlines.\n3 Pay all wages.\n".encode()))
    assert [item.label for item in found.recommendations] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "body",
    [
        "• Extend permits.1\n• Open hotlines.2\n• Pay wages.3\n\n1 See C189.\n2 See C190.\n3 See C97.\n",
        "• Extend permits in\n12 December 2020 and later.\n• Open hotlines.\n• Pay wages.\n",
        "• Extend permits to\n3 Member States.\n• Open hotlines in\n5 Provinces.\n• Pay wages.\n",
    ],
)
def test_number_in_front_of_a_line_is_no_label(body):
    head = "Recommendations of the 13th AFML\n\n9 November 2020\n\n"
    assert [item.label for item in find(read((head + body).encode())).recommendations] == [None, None, None]

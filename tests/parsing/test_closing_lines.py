"""Footnotes, running lines, dated signatures: what is none of the texts; and as many texts that look like them."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.shapes import texts

HEAD = "Recommendations of the 13th AFML\n\n9 November 2020\n\n"
ITEMS = "1. Extend permits.1\n2. Open hotlines.\n3. Pay wages.2\n"


def texts_in(body: str) -> list[str]:
    return texts(find(read((HEAD + body).encode())))


@pytest.mark.parametrize(
    "line",
    [
        "1 See the brief of 2019.",
        "2 As in the 12th AFML.",
        "Bali, 9 November 2020",
        "Signed: the delegates",
        "Best regards,",
        "Remarks: these are the views of the participants.",
        "These proposals complement those of 2019.",
        "Our recommendations reflect the discussions.",
        "For the Government: ________",
        "Thank you for your participation.",
    ],
)
def test_line_under_the_last_item_is_no_part_of_it(line):
    assert texts_in(f"{ITEMS}\n{line}\n")[-1] == "Pay wages.2"


@pytest.mark.parametrize(
    "line",
    [
        "10 Ministries should take part.",
        "By 9 November 2025, all should be covered.",
        "Signed contracts should be kept.",
        "Remarks of workers should be heard.",
        "These proposals should be funded.",
        "Our recommendations to employers should be translated.",
        "Regarding wages, banks should help.",
    ],
)
def test_paragraph_that_only_looks_so_stays(line):
    assert texts_in(f"{ITEMS}\n{line}\n")[-1] == f"Pay wages.2\n\n{line}"


def test_running_lines_with_numbers_of_pages_are_left_out():
    head = "AFML recommendations"
    body = f"1. Extend permits of all\n\n{head}    1\n\nworkers.\n\n{head}    2\n2. Pay wages.\n"
    assert texts_in(body) == ["Extend permits of all workers.", "Pay wages."]


@pytest.mark.parametrize("lines", [("Annual report    1", "Annual report    7"), ("Work at sea    1", "On land    2")])
def test_lines_with_numbers_that_do_not_count_stay(lines):
    body = f"1. Extend permits.\n\n{lines[0]}\n\n2. Pay wages.\n\n{lines[1]}\n"
    assert texts_in(body) == [
        f"Extend permits.\n\n{' '.join(lines[0].split())}",
        f"Pay wages.\n\n{' '.join(lines[1].split())}",
    ]

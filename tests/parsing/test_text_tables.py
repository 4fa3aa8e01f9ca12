"""Tables typed as text, and lines that only hold bars or tabs."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.shapes import labels, texts

HEAD = "Recommendations of the 15th AFML\n\n13 September 2022\n\n"


def found_in(body: str):
    return find(read((HEAD + body).encode()))


@pytest.mark.parametrize("mark", ["|", "\t"])
def test_rows_are_items_with_who_and_when(mark):
    rows = [["No.", "Recommendation", "Responsible", "Timeline"], ["1", "Extend permits.", "MOL", "2023"]]
    rows.append(["2", "Open hotlines.", "ILO", "2024"])
    found = found_in("\n".join("|" + "|".join(row) + "|" if mark == "|" else mark.join(row) for row in rows) + "\n")
    assert texts(found) == ["Extend permits.", "Open hotlines."]
    assert labels(found) == ["1", "2"]
    assert [(item.responsible, item.timeline) for item in found.recommendations] == [("MOL", "2023"), ("ILO", "2024")]


def test_table_ends_with_its_last_row():
    found = found_in("| No | Recommendation |\n|----|----|\n| 1 | Extend permits. |\n\nThe Forum was held in Bali.\n")
    assert texts(found) == ["Extend permits."]


@pytest.mark.parametrize(
    "body",
    [
        "1. Extend permits | visas.\n2. Open hotlines.\n",
        "1.\tExtend permits.\n2.\tOpen hotlines.\n",
        "Bali | Indonesia | 2022\n1. Extend permits.\n2. Open hotlines.\n",
        "| Country | Delegates |\n| Laos | 4 |\n\n1. Extend permits.\n2. Open hotlines.\n",
    ],
)
def test_bars_and_tabs_alone_make_no_table(body):
    assert labels(found_in(body)) == ["1.", "2."]

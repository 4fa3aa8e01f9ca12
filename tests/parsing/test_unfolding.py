"""A whole document on one line, or each page on one, is parted where its headings and items begin."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.shapes import NAMES, expected, shaped, source_text, texts

SIMPLE = [name for name in NAMES if name != "afml13-regional-workers"]  # whose paragraphs and points no line shows


def on_one_line(name: str) -> str:
    return " ".join(source_text(name).replace("*", "").split())


@pytest.mark.parametrize("name", SIMPLE)
@pytest.mark.parametrize("form", ["{}", "<html><p>{}</p>", "\n\n{}\n\n"])
def test_document_on_one_line_comes_out_as_expected(name, form):
    assert shaped(find(read(form.format(on_one_line(name)).encode()))) == expected(name)


def test_every_item_is_found_where_paragraphs_are_lost():
    found = find(read(on_one_line("afml13-regional-workers").encode()))
    whole = find(read(source_text("afml13-regional-workers").encode()))
    assert [" ".join(text.split()) for text in texts(found)] == [" ".join(text.split()) for text in texts(whole)]
    assert found.sub_themes[1].introduction == whole.sub_themes[1].introduction


@pytest.mark.parametrize("name", SIMPLE)
def test_pages_on_one_line_each(name):
    words = on_one_line(name).split(" ")
    at = next(at for at in range(len(words) // 2, len(words)) if words[at] == "-" or words[at][:-1].isdigit())
    text = f"{' '.join(words[:at])}\n\f{' '.join(words[at:])}"
    assert find(read(text.encode())).total == expected(name)["total"]


def test_long_item_with_numbers_inside_stays_whole_among_others():
    items = [f"{at}. Ensure that case {at} is heard in court within a reasonable time." for at in range(1, 9)]
    items[3] = "4. Ensure the following: " + " ".join(
        f"{at}. Provide desks in all of the provinces." for at in range(1, 9)
    )
    found = find(read("\n".join(["Recommendations of the 13th AFML", *items]).encode()))
    assert [item.number for item in found.recommendations] == list(range(1, 9))


def test_long_prose_stays_prose():
    assert find(read(("The Forum was opened in 2019. It was held again in 2020. " * 40).encode())).total == 0

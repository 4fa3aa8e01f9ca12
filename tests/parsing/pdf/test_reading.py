"""What a PDF's lines are: text, page, place, weight; what only furnishes a page; letters and words made whole."""

import re

import pytest

from recommendations.parsing import find, read
from tests.parsing.blocks import Block, blocks
from tests.parsing.pdf.raw import column, raw
from tests.parsing.shapes import expected, shaped, texts
from tests.parsing.variants_pdf import drawn, on_its_side, typeset

HEAD = "Recommendations of the 13th ASEAN Forum on Migrant Labour"


def lines(pdf: bytes):
    return [line for line in read(pdf).lines if line.text]


def typed(markup: str) -> bytes:
    return drawn(f"#set document(date: none)\n#set page(width: 400pt, height: 300pt, margin: 40pt)\n{markup}")


def test_line_knows_its_page_place_size_and_weight():
    first, second = lines(typed("#set text(10pt)\n*Heading*\n#pagebreak()\n#text(20pt)[plain]"))
    assert (first.text, first.page, first.bold, first.size) == ("Heading", 1, True, 10.0)
    assert (second.text, second.page, second.bold, second.size) == ("plain", 2, False, 20.0)
    left, top, right, bottom = first.place
    assert 0.09 < left < 0.11
    assert 0.1 < top < bottom < 0.2
    assert left < right < 0.3


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_place_is_on_the_page_as_it_is_shown(turn):
    pdf = typed("first line\n\n#v(100pt)\nlast line")
    plain, turned = lines(pdf)[0].place, lines(on_its_side(pdf, turn))[0].place
    left, top, right, bottom = plain
    where = {90: (1 - bottom, left, 1 - top, right), 180: (1 - right, 1 - bottom, 1 - left, 1 - top)}
    where[270] = (top, 1 - right, bottom, 1 - left)
    assert turned == pytest.approx(where[turn], abs=0.02)


def test_words_in_bold_do_not_make_a_line_bold():
    assert [line.bold for line in lines(typed("1. Ensure *fair recruitment* for all."))] == [False]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("e\ufb03cient o\ufb00ice \ufb01rst \ufb02ow", "efficient office first flow"),
        ("Viet\u00a0Nam", "Viet Nam"),
        ("re-integration", "re-integration"),
        ("6#super[th] ASEAN", "6th ASEAN"),
        ("x² and ½", "x² and ½"),
        ("cafe\u0301", "café"),
    ],
)
def test_letters_are_folded_and_no_more(printed, text):
    assert [line.text for line in lines(typed(printed))] == [text]


def test_watermark_is_left_out():
    mark = "#place(center + horizon, rotate(-45deg, text(60pt, gray)[DRAFT]))"
    assert [line.text for line in lines(typed(f"Ensure access.\n{mark}"))] == ["Ensure access."]


def test_running_header_footer_and_page_numbers_are_put_aside():
    got = read(typeset(blocks("afml14-cambodia-national"), header="AFML 14 – draft 2", footer="- # -"))
    aside = [line.text for line in got.lines if line.aside]
    assert [text for text in aside if "AFML" in text] == ["AFML 14 – draft 2"] * 2
    assert [text for text in aside if "AFML" not in text] == ["- 1 -", "- 2 -"]
    reasons = [unused.reason for unused in find(got).unused if unused.text in aside]
    assert reasons == ["page"] * 4


def test_number_that_varies_within_a_footer_does_not_keep_it():
    pages = [
        [*column([f"{at}. Ensure that case {at} is heard."]), (72, 40, f"Forum, page {at} of 3")] for at in (1, 2, 3)
    ]
    assert [line.text for line in lines(raw(pages)) if not line.aside] == [
        f"{at}. Ensure that case {at} is heard." for at in (1, 2, 3)
    ]


def test_same_item_at_the_same_place_of_far_pages_is_kept():
    pages = [column(["1. Ensure access to justice."])] + [
        column([f"{at}. Provide {at * 'x'} desks."]) for at in (2, 3, 4)
    ]
    pages.append(column(["1. Ensure access to justice."]))
    assert sum("justice" in line.text for line in lines(raw(pages)) if not line.aside) == 2


def test_footnote_is_put_aside():
    note = "#place(bottom, text(7pt)[1 See the report of 2019.])"
    got = lines(typed(f"#set text(11pt)\n1. Ensure access. 2. Not this.\n{note}"))
    assert [line.aside for line in got] == [False, True]


def test_columns_are_read_one_after_the_other_even_where_the_file_goes_to_and_fro():
    left = [f"{at}. Ensure that the left {at} works." for at in range(1, 9)]
    right = [f"{at}. Provide what the right {at} needs." for at in range(9, 17)]
    rows = [row for pair in zip(column(left), column(right, left=320), strict=True) for row in pair]
    got = find(read(raw([[(72, 800, HEAD), *rows]])))
    assert texts(got) == [text.split(". ", 1)[1] for text in (*left, *right)]


def test_rows_written_from_the_foot_upwards_are_put_in_order():
    rows = column([HEAD, *(f"{at}. Ensure that case {at} is heard." for at in range(1, 12))])
    assert [item.number for item in find(read(raw([rows[::-1]]))).recommendations] == list(range(1, 12))


def test_labels_drawn_apart_are_put_to_their_texts():
    items = [f"Ensure that case {at} is heard." for at in range(1, 6)]
    rows = column(items, left=100) + column([f"{at}." for at in range(1, 6)], left=72)
    assert [line.text for line in lines(raw([rows]))] == [f"{at}. {text}" for at, text in enumerate(items, 1)]


def test_glyphs_that_stand_apart_are_words_where_the_text_has_no_space():
    content = "BT /F1 11 Tf 72 700 Td [(the 6th) -300 (ASEANForum)] TJ ET"
    pdf = raw([[]], extra=content)
    assert [line.text for line in lines(pdf)] == ["the 6th ASEANForum"]


def test_forum_is_known_although_its_spaces_were_lost():
    pdf = raw(
        [
            column(
                [
                    "Recommendations of the 6thASEAN ForumonMigrant Labour",
                    "1. Ensure fair pay for all.",
                    "2. Provide desks.",
                ]
            )
        ]
    )
    assert find(read(pdf)).forum_number == 6


def test_text_layer_without_spaces_is_parted_by_known_words():
    items = [
        "Ensure access to justice for all migrant workers.",
        "Provide information before departure.",
        "Reduce the costs.",
    ]
    rows = [HEAD, *(f"{at}. {text}" for at, text in enumerate(items, 1))]
    source = read(raw([column([re.sub(r"(?<=[A-Za-z]) (?=[A-Za-z])", "", row) for row in rows])]))
    assert texts(find(source)) == items
    assert [doubt.code for doubt in source.doubts] == ["spaces-lost"]


def test_long_words_are_left_alone_where_spaces_are_there():
    text = "1. Ensure internationalization of responsibilities."
    assert [line.text for line in lines(raw([column([text])]))] == [text]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("and options for re-", "integration of workers.", "re-integration"),
        ("due to COVID-", "19 and after.", "COVID-19"),
        ("a gender-", "sensitive plan.", "gender-sensitive"),
        ("testing for STIs/", "AIDS.", "STIs/AIDS"),
    ],
)
def test_true_hyphens_at_a_line_end_are_kept(first, second, joined):
    pdf = raw([column([f"1. Ensure more {first}", second])])
    assert joined in " ".join(line.text for line in lines(pdf))


def test_hyphens_of_a_hyphenated_document_are_taken_out_again():
    rows = [
        "1. Ensure fair recruit-",
        "ment and the re-integration of mi-",
        "grants, and more re-",
        "integration for all.",
    ]
    text = " ".join(line.text for line in lines(raw([column(rows)])))
    assert text == "1. Ensure fair recruitment and the re-integration of migrants, and more re-integration for all."


def test_page_without_text_among_others_is_a_doubt():
    source = read(raw([column(["1. Ensure access."]), []], extra="10 10 100 100 re f"))
    assert [doubt.params for doubt in source.doubts if doubt.code == "pages-without-text"] == [{"pages": "2"}]


def test_bytes_before_the_mark_do_no_harm():
    pdf = typeset(blocks("afml14-cambodia-national"))
    assert shaped(find(read(b"\r\n" + pdf))) == expected("afml14-cambodia-national")


def test_every_line_of_a_piece_lies_on_its_page():
    source = read(typeset([Block("item", "Ensure " * 200 + "access.", "1."), *blocks("afml13-regional-workers")]))
    assert all(line.place and 0 <= min(line.place) <= max(line.place) <= 1 for line in source.lines if line.text)
    assert [line.number for line in source.lines] == list(range(1, len(source.lines) + 1))
    assert [line.page for line in source.lines] == sorted(line.page for line in source.lines)

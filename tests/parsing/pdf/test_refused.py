"""Scans, damaged, locked and endless PDFs: one plain sentence each."""

from contextlib import suppress

import pytest

from recommendations.errors import Refused
from recommendations.parsing import Scan, read
from tests.parsing.blocks import blocks
from tests.parsing.pdf.raw import column, of_contents, raw
from tests.parsing.variants_pdf import typeset

LOCK = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (b)]" % ("x" * 32, "y" * 32)


def sentence(pdf: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read(pdf)
    return str(refusal.value)


def test_scan_says_so_and_offers_the_way_on():
    with pytest.raises(Scan) as refusal:
        read(raw([[], []], extra="10 10 100 100 re f"))
    assert str(refusal.value) == (
        "The file is a scan without text. Type the recommendations beside its pages, or upload the Word file."
    )


def test_text_layer_of_unreadable_signs_is_no_text_layer():
    with pytest.raises(Scan):
        read(raw([column(["\x01\x02\x03\x04 \x05\x06\x07", "\x11\x12\x13 \x14"])]))


def test_page_number_alone_is_no_text_layer():
    with pytest.raises(Scan):
        read(raw([[(300, 30, str(at))] for at in (1, 2, 3)]))


def test_locked_file():
    assert sentence(raw([column(["1. Ensure access."])], trailer=LOCK)) == (
        "This PDF is protected by a password. Save it without the password."
    )


@pytest.mark.parametrize("pdf", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 500, b"%PDF-1.7 and some text about it\n" * 9])
def test_what_only_begins_like_a_pdf(pdf):
    assert sentence(pdf) == "This PDF is damaged: it cannot be opened. Save or download it again."


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_cut_file_is_refused_or_read(share):
    pdf = typeset(blocks("afml14-cambodia-national"))
    with suppress(Refused):
        read(pdf[: int(len(pdf) * share)])


def test_file_whose_table_of_objects_is_lost_is_read():
    pdf = raw([column(["1. Ensure access to justice for all."])])
    spoiled = pdf[: pdf.index(b"xref")] + b"xref\n0 0\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF"
    assert read(spoiled).text == "1. Ensure access to justice for all."


def test_too_many_pages():
    assert sentence(of_contents([""] * 2_001)) == "This PDF has 2001 pages. The limit is 2000."


def test_file_that_claims_pages_which_it_does_not_hold():
    pdf = of_contents(["BT /F1 11 Tf 72 700 Td (1. Ensure access.) Tj ET"], count=100_000)
    assert sentence(pdf) == "This PDF has 100000 pages. The limit is 2000."


def test_too_many_characters(monkeypatch):
    monkeypatch.setattr("recommendations.parsing.readers.pdf.MOST_CHARACTERS", 100)
    pages = [column([f"{at}. Ensure access to justice for all of them."]) for at in range(1, 5)]
    assert sentence(raw(pages)) == "This PDF holds more than 100 characters."

"""Files that are broken or mean harm: one plain sentence each, and nothing else."""

import io
import re
import struct
import time
import zipfile

import pytest

from recommendations.errors import Refused
from recommendations.parsing import read
from recommendations.parsing.readers.docx import package
from tests.parsing.docx.make import HEAD, NAMESPACES, cell, mark, members_of, p, r, row, style, table, word, zipped

GOOD = word(p("1. Ensure legal aid."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def sentence_for(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read(data)
    return str(refusal.value)


def with_part(name: str, content: str | bytes | None) -> bytes:
    members = members_of(GOOD)
    if content is None:
        del members[name]
    else:
        members[name] = content
    return zipped(members)


def document(inner: str, prolog: str = HEAD) -> bytes:
    return with_part("word/document.xml", f"{prolog}<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>")


def locked() -> bytes:
    """A zip whose members say that they are encrypted."""
    data = bytearray(GOOD)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(signature), bytes(data)):
            data[match.start() + place] |= 1
    return bytes(data)


LAUGHS = HEAD + '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = HEAD + '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = HEAD + '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 rest", package.DAMAGED),
        (b"PK\x05\x06" + bytes(18), package.NO_DOCUMENT),
        (GOOD[: len(GOOD) // 2], package.DAMAGED),
        (GOOD[:-10], package.DAMAGED),
        (with_part("word/document.xml", None), package.DAMAGED),
        (with_part("word/document.xml", "<w:document"), package.DAMAGED),
        (with_part("word/document.xml", b"\0\1\2"), package.DAMAGED),
        (with_part("word/document.xml", ""), package.DAMAGED),
        (with_part("word/document.xml", "<html/>"), package.DAMAGED),
        (with_part("word/document.xml", f"<w:document {NAMESPACES}/>"), package.DAMAGED),
        (with_part("word/numbering.xml", "<w:numbering"), package.DAMAGED),
        (document(p("&b;"), LAUGHS), package.UNSAFE),
        (document(p("&a;"), OUTSIDE), package.UNSAFE),
        (document(p("x"), REMOTE), package.UNSAFE),
        (with_part("word/styles.xml", LAUGHS + f"<w:styles {NAMESPACES}/>"), package.UNSAFE),
        (with_part("word/vbaProject.bin", b"macro"), package.MACROS),
        (with_part("word/VBAPROJECT.BIN", b"macro"), package.MACROS),
        (locked(), package.LOCKED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), package.LOCKED),
        (OLE + "WordDocument".encode("utf-16-le"), "This is an old Word file (.doc). Open it and save it as .docx."),
        (OLE + "Workbook".encode("utf-16-le"), "This is an old Excel file. Save the text as a Word file (.docx)."),
        (OLE, "This is an old Office file or is damaged. Open it and save it as .docx."),
        (zipped({"xl/workbook.xml": "<x/>"}), package.OTHERS[0][1]),
        (zipped({"ppt/presentation.xml": "<x/>"}), package.OTHERS[1][1]),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), package.OTHERS[2][1]),
        (zipped({"readme.txt": "hello"}), package.NO_DOCUMENT),
        (zipped(dict.fromkeys((f"word/{at}.xml" for at in range(2001)), "<x/>")), package.TOO_BIG),
        (document(p("x" * 9_000_000)), package.TOO_BIG),
        (document("<w:p/>" * 1_000_000), package.TOO_BIG),
        (zipped(members_of(GOOD), zipfile.ZIP_BZIP2), package.DAMAGED),
        (zipped(members_of(GOOD), zipfile.ZIP_LZMA), package.DAMAGED),
        (document("<w:customXml>" * 300 + p("deep") + "</w:customXml>" * 300), package.DAMAGED),
        (document(p()), "There is no text in this file."),
    ],
)
def test_file_is_refused_in_one_sentence(data, sentence):
    assert sentence_for(data) == sentence


def test_file_with_macros_in_its_content_type_is_refused():
    types = members_of(GOOD)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert sentence_for(with_part("[Content_Types].xml", types)) == package.MACROS


def test_every_sentence_is_plain():
    sentences = [package.DAMAGED, package.TOO_BIG, package.UNSAFE, package.MACROS, package.LOCKED, package.NO_DOCUMENT]
    for sentence in [*sentences, *(sentence for _start, sentence in package.OTHERS)]:
        assert sentence.endswith(".")
        assert not re.search(r"error|exception|xml|None", sentence, re.I)


def bomb(size: int, says: int | None = None) -> bytes:
    """A part that unpacks to ``size`` bytes and says that it has ``says``."""
    data = bytearray(with_part("word/document.xml", b" " * size))
    if says is not None:
        for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            for match in re.finditer(re.escape(signature), bytes(data)):
                at = match.start() + place
                if struct.unpack_from("<I", data, at)[0] == size:
                    struct.pack_into("<I", data, at, says)
    return bytes(data)


def test_bomb_is_refused_whatever_it_says_of_its_size():
    assert sentence_for(bomb(60_000_000)) == package.TOO_BIG
    assert sentence_for(bomb(60_000_000, says=100)) in (package.TOO_BIG, package.DAMAGED)


def test_parts_that_say_they_are_many_together_are_refused():
    assert sentence_for(with_part("word/media/image1.png", bytes(201_000_000))) == package.TOO_BIG


def test_bytes_are_counted_while_they_are_read(monkeypatch):
    monkeypatch.setattr(package, "MOST_BYTES_A_PART", 100)
    assert sentence_for(GOOD) == package.TOO_BIG


def test_all_bytes_are_counted_together(monkeypatch):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = package.Parts(archive)
        monkeypatch.setattr(package, "MOST_BYTES", parts.bytes_read + 10)
        with pytest.raises(Refused, match="far more"):
            parts.content("word/document.xml")


def test_nothing_is_fetched_or_opened(monkeypatch):
    import builtins

    monkeypatch.setattr(builtins, "open", lambda *_args, **_more: pytest.fail("a file was opened"))
    assert sentence_for(document(p("&a;"), OUTSIDE)) == package.UNSAFE
    assert read(GOOD).text == "1. Ensure legal aid."


def test_deep_tables_are_read_or_refused_and_never_crash():
    inner = p("deep")
    for _level in range(60):
        inner = table(row(cell(inner + p())), columns=1)
    assert "deep" in read(document(inner)).text


def test_long_document_of_breaks_is_read_in_good_time():
    runs = "".join(r(str(at)) + '<w:r><w:br w:type="page"/></w:r>' for at in range(20_000))
    lines = read(document(p(runs))).lines
    assert lines[-1].page == 20_000


BEGIN, SEPARATE = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
MANY = 20_000


@pytest.mark.parametrize(
    "body",
    [
        p("".join(r(str(at)) for at in range(MANY))),
        p("".join(BEGIN + SEPARATE + r(str(at)) for at in range(MANY))),
        "".join(p(str(at), mark=mark("del")) for at in range(MANY)) + p("end"),
        "".join(p(f'<w:r><w:br w:id="{at}"/></w:r>', mark=mark("del")) for at in range(MANY)) + p("end"),
        table(row(*(str(at) for at in range(MANY)))),
        table(row("No.", "Measure", "Lead"), row("1", "Ensure.", ""), *(row("", "", f"A{at}") for at in range(MANY))),
    ],
    ids=["runs", "fields", "joined paragraphs", "joined breaks", "cells", "rows"],
)  # fmt: skip
def test_much_of_one_kind_takes_time_only_in_proportion(body):
    data = document(body)
    began = time.process_time()
    read(data)
    assert time.process_time() - began < 15


def test_long_chain_of_styles_ends():
    chain = "".join(style(f"S{at}", f"S{at}", based_on=f"S{at + 1}") for at in range(5_000))
    began = time.process_time()
    assert read(word("".join(p("x", style=f"S{at}") for at in range(5_000)), styles=chain)).lines[-1].text == "x"
    assert time.process_time() - began < 15

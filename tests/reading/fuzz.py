"""Spoiled files of every format, each by its number: run as a program it reads a span of them and says what came.

    python -m tests.reading.fuzz 0 500

It says "number format outcome seconds" for each, so that whoever watches knows which one ended or stopped it.
"""

import random
import sys
import time

from recommendations.errors import Refused
from recommendations.parsing import Scan, as_json, find, read
from recommendations.reading.drawing import Pages
from recommendations.reading.photographs import as_pdf
from tests.parsing.blocks import blocks
from tests.parsing.docx.damage import damaged, turned
from tests.parsing.docx.lists import all_habits
from tests.parsing.shapes import NAMES, source_text, wrapped
from tests.parsing.variants import as_docx_numbered, as_docx_table, as_docx_tracked
from tests.parsing.variants_html import listed, page, typed, with_site
from tests.parsing.variants_pdf import on_its_side, typeset
from tests.reading.scans import png, scan

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252")
ENDS = ("\n", "\r\n", "\r", "\n", "\x0b", "\n\f")
FORMATS = ("docx", "pdf", "html", "text", "picture")
_made: dict[str, list[bytes]] = {}


def sound(kind: str) -> list[bytes]:
    """Files that are read without a doubt, made once."""
    if kind not in _made:
        _made[kind] = MAKERS[kind]()
    return _made[kind]


def _words() -> list[bytes]:
    return [make(blocks(name)) for name in NAMES[:2] for make in (as_docx_numbered, as_docx_table, as_docx_tracked)] + [
        all_habits()
    ]


def _pdfs() -> list[bytes]:
    first = typeset(blocks(NAMES[3]))
    columns = typeset(blocks(NAMES[0]), columns=2, header="Forum", footer="#")
    return [first, columns, on_its_side(first, 90), scan(first, 40)]


def _webs() -> list[bytes]:
    bodies = [make(blocks(name)) for name in NAMES for make in (listed, typed)]
    thai = page(f"<p>ข้อเสนอแนะ</p>{bodies[0]}", charset="tis-620").encode("tis-620", "xmlcharrefreplace")
    return [*(page(body).encode() for body in bodies), with_site(bodies[0]).encode(), thai]


def _texts() -> list[bytes]:
    out = [
        source_text(name).replace("\n", end).encode(encoding, "replace")
        for at, name in enumerate(NAMES)
        for encoding, end in zip(
            ENCODINGS[at:] + ENCODINGS[:at], ("\n", "\r\n", "\r", "\n", "\x0b", "\n\f"), strict=True
        )
    ]
    return [*out, wrapped(source_text(NAMES[0]), 72).encode(), "1. ข้อเสนอแนะ ๑๒๓ ".encode("tis-620") * 40]


def _pictures() -> list[bytes]:
    first = typeset(blocks(NAMES[0]))
    return [png(first, 30), png(first, 30, alpha=True)]


MAKERS = {"docx": _words, "pdf": _pdfs, "html": _webs, "text": _texts, "picture": _pictures}


def spoiled(number: int) -> tuple[str, bytes]:
    """Format and bytes: turned, cut, doubled or strewn with markup; of Word files mostly what is inside the zip."""
    chance = random.Random(number)
    kind = FORMATS[number % len(FORMATS)]
    whole = sound(kind)[number // len(FORMATS) % len(sound(kind))]
    if kind == "docx" and chance.random() < 0.8:
        return kind, damaged(whole, number)
    return kind, chance.choice((turned_bytes, cut, doubled, strewn, patched))(whole, chance)


def turned_bytes(data: bytes, chance: random.Random) -> bytes:
    return turned(data, chance)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _edge in range(2))
    return data[:end] + data[start:end] * chance.randrange(1, 4) + data[end:]


BITS = (
    b"<", b">", b"</", b"<table>", b"<td colspan=1000000>", b"<ol start=99999999999>", b"&#0;", b"&#xd800;", b"\0",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\f", b"\r", b"1. ", b"999999999999999999999. ", b"\xe2\x80\xae", b"\xcc\x81" * 50,
    b" obj\n<<", b">>\nendobj", b"stream\n", b"/Kids [1 0 R]", b"/Length 99999999", b"%PDF-", b"PK\x03\x04",
    b"- " * 300,
)  # fmt: skip


def strewn(data: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.randrange(1, 30)):
        at = chance.randrange(len(data))
        data = data[:at] + chance.choice(BITS) + data[at:]
    return data


def patched(data: bytes, chance: random.Random) -> bytes:
    """Two formats in one file."""
    other = chance.choice(sound(chance.choice(FORMATS)))
    at = chance.randrange(len(data))
    return data[:at] + other[: chance.randrange(len(other))] + data[at:]


def outcome(data: bytes) -> str:
    """Reads, finds and draws as the child does. Whatever else is raised is a fault of ours."""
    try:
        data = as_pdf(data)
        try:
            source = read(data)
            as_json(find(source))
            told, shown = "read", source.format == "pdf"
        except Scan:
            told, shown = "scan", True
        if shown:
            list(Pages(data).pictures(2, 150_000))
    except Refused as refusal:
        sentence = str(refusal)
        assert sentence.endswith("."), sentence
        assert "\n" not in sentence, sentence
        return "refused"
    return told


def main(first: int, end: int) -> None:
    for number in range(first, end):
        kind, data = spoiled(number)
        began = time.monotonic()
        print(number, kind, outcome(data), f"{time.monotonic() - began:.2f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

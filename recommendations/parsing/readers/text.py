"""Plain text: which encoding, which line ends, which pages."""

import codecs
import re

from charset_normalizer import from_bytes

from recommendations.errors import Refused
from recommendations.parsing.doubts import Doubt, doubt
from recommendations.parsing.readers.marks import without_marks
from recommendations.parsing.readers.text_tables import set_in_tables
from recommendations.parsing.source import Line, Source
from recommendations.text import gettext_noop as _
from recommendations.text import is_blank, nfc

BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE_ENDS = re.compile("\r\n|[\r\v\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")


def looks_like_text(data: bytes) -> bool:
    """Text in any encoding; false for bytes that no encoding makes readable."""
    return decode(data) is not None


def read_text(data: bytes) -> Source:
    """The lines of a plain text; pages are counted where form feeds part them. Raises Refused where nothing is printed."""
    decoded = decode(data)
    if decoded is None or is_blank(decoded[0]):
        raise Refused(_("There is no text in this file."))
    text, encoding, doubts = decoded
    return Source(set_in_tables(lines(text)), encoding=encoding, doubts=doubts)


def decode(data: bytes) -> tuple[str, str, tuple[Doubt, ...]] | None:
    """Text, encoding and doubts: by byte order mark, as UTF-16, strict UTF-8, Windows-1252, then by statistics."""
    for encoding in _certain(data):
        text = _strict(data, encoding)
        if text is not None:
            lost = (doubt("lost-characters"),) if "\ufffd" in text else ()
            return text, encoding, lost
    guessed = _guess(data)
    text = _strict(data, guessed) if guessed else None
    return (text, str(guessed), (doubt("encoding", encoding=guessed),)) if text is not None else None


def _certain(data: bytes) -> list[str]:
    marked = [name for mark, name in BOMS if data.startswith(mark)]
    return marked[:1] or [*_utf16_without_mark(data), "utf-8"]


def _utf16_without_mark(data: bytes) -> list[str]:
    """UTF-16 saved without its mark: every second byte of Western text is zero, "1\\0.\\0 \\0"."""
    head = data[:4096]
    half = max(len(head) // 2, 1)
    if len(data) % 2 or b"\0" not in head:
        return []
    return [
        name for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])) if zeros.count(0) > 0.4 * half
    ]


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, or None where a byte does not fit or what comes out is no writing (control characters)."""
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if len(CONTROLS.findall(text)) <= len(text) // 1000 and "\0" not in text else None


def _guess(data: bytes) -> str | None:
    """Windows-1252 where nearly all is ASCII (curly quotes, an é); otherwise what the statistics say."""
    high = sum(map(data.count, (bytes([byte]) for byte in range(128, 256))))
    if high <= len(data) * 0.05 and _strict(data, "cp1252") is not None:
        return "cp1252"
    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else None


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text: NFC, no-break spaces as spaces, marks of bold taken off, form feeds as page breaks."""
    tidy = LINE_ENDS.sub("\n", nfc(text).replace("\ufeff", "")).replace("\u00a0", " ").replace("\u202f", " ")
    has_pages = "\f" in tidy.strip("\f\n ")
    plain = [row.split("\f") for row in tidy.split("\n")]
    parts = [(part, number, index > 0) for number, row in enumerate(plain, 1) for index, part in enumerate(row)]
    page, out = 1, []
    for (part, number, turned), (shown, bold) in zip(
        parts, without_marks([part for part, *_rest in parts]), strict=True
    ):
        page += turned
        out.append(_line(part, shown, bold, number, page if has_pages else None))
    return tuple(out)


def _line(part: str, shown: str, bold: bool, number: int, page: int | None) -> Line:
    expanded = part.expandtabs(4)
    return Line(
        shown.strip(),
        number,
        page,
        len(expanded) - len(expanded.lstrip()),
        bold,
        columns=len(expanded.rstrip()),
    )

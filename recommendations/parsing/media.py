"""What a file is, told by its content and never by its name."""

import io
import math
import re
import unicodedata
import zipfile

from recommendations.errors import Refused
from recommendations.text import gettext_noop

PDF, PNG, JPEG, CSV = "application/pdf", "image/png", "image/jpeg", "text/csv"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX, PPTX = (
    _OFFICE + "wordprocessingml.document",
    _OFFICE + "spreadsheetml.sheet",
    _OFFICE + "presentationml.presentation",
)

# The kinds taken as evidence, with the ending each is saved under.
ENDINGS = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx", PPTX: "pptx", PNG: "png", JPEG: "jpg", CSV: "csv"}

# Those of which a first page is drawn.
DRAWN = frozenset({PDF, PNG, JPEG})

_FIRST_BYTES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_OFFICE_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX))
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
# How far before its end a PDF may say that it ends: some programs write more behind it.
_TAIL = 4096
_PNG_END = b"IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"
# The container of Office files until 2003, and of those that are locked with a password since.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a browser would run or draw, wherever in a text it stands.
_MARKUP = re.compile(r"^\s*<|<(?:!doctype|html|head|body|script|svg|iframe)\b", re.IGNORECASE)


def check_size(size: int, limit: int) -> None:
    """Raise Refused where a file of `size` bytes is larger than `limit` bytes."""
    if size > limit:
        raise Refused(
            gettext_noop("The file has %(size)s MB. The limit is %(limit)s MB: make it smaller, or give a link."),
            field="file",
            size=math.ceil(size / 2**20 * 10) / 10,
            limit=limit // 2**20,
        )


def media_type(content: bytes) -> str:
    """The media type of an evidence file.

    Errors: Refused, in one sentence, for an empty file, a kind that is not taken, one whose end is missing, a broken
    Office file, or one with macros.
    """
    if not content:
        raise Refused(gettext_noop("The file is empty. Choose another file."), field="file")
    for start, kind in _FIRST_BYTES:
        if content.startswith(start):
            if not _ENDS[kind](content):
                raise _cut()
            return kind
    if content.startswith(_ZIP):
        return _office(content)
    if content.startswith(_OLE):
        raise Refused(
            gettext_noop(
                "This is an Office file of an old kind (.doc, .xls, .ppt), or one with a password. "
                "Save it as .docx, .xlsx, .pptx or PDF, without a password, and upload that."
            ),
            field="file",
        )
    if _is_table(content):
        return CSV
    raise _not_taken()


def _pdf_ends(content: bytes) -> bool:
    """Either mark will do: readers find what a file without the very last line says."""
    tail = content.rstrip(b"\0 \t\r\n")[-_TAIL:]
    return b"%%EOF" in tail or b"startxref" in tail


def _jpeg_ends(content: bytes) -> bool:
    """Whether it ends after its picture begins: the small picture that cameras put before that has an end of its own."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != b"\xda":
        at += 2 + max(int.from_bytes(content[at + 2 : at + 4]), 2)
    return content.find(_JPEG_END, at) >= 0


_ENDS = {PDF: _pdf_ends, PNG: lambda content: _PNG_END in content, JPEG: _jpeg_ends}


def _cut() -> Refused:
    return Refused(
        gettext_noop(
            "The file seems cut: its end is missing. Open it to see whether it is whole, and upload it again."
        ),
        field="file",
    )


def _office(content: bytes) -> str:
    """Word, Excel and PowerPoint files are zip files with one telling part: `word/document.xml` is Word."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        if _ZIP_END not in content:
            raise _cut() from None
        raise Refused(
            gettext_noop("The file is damaged and cannot be opened. Save it again and upload it."),
            field="file",
        ) from None
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(
            gettext_noop("The file has macros. Save it without macros (as .docx, .xlsx or .pptx)."),
            field="file",
        )
    for part, kind in _OFFICE_PARTS:
        if part in names:
            return kind
    raise _not_taken()


def _is_table(content: bytes) -> bool:
    """Lines of text with commas, semicolons or tabs: `province;returnees`."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Not isprintable(): it takes the zero-width spaces that part Khmer words for binary.
        plain = all(unicodedata.category(character) != "Cc" or character in "\r\n\t" for character in text)
        return plain and not _MARKUP.search(text) and any(mark in text for mark in ",;\t")
    return False


def _not_taken() -> Refused:
    return Refused(
        gettext_noop("This kind of file is not taken. Upload a PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV file."),
        field="file",
    )

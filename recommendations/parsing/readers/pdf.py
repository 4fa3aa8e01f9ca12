"""PDF with a text layer: its lines with page, place, size and weight."""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from recommendations.errors import Refused
from recommendations.parsing.doubts import Doubt, doubt
from recommendations.parsing.readers.hyphens import Hyphens
from recommendations.parsing.readers.letters import is_readable
from recommendations.parsing.readers.pdf_columns import set_in_columns
from recommendations.parsing.readers.pdf_furniture import mark_furniture
from recommendations.parsing.readers.pdf_glyphs import Glyphs
from recommendations.parsing.readers.pdf_lines import Lines
from recommendations.parsing.readers.pdf_rows import Page, rows_of, upright
from recommendations.parsing.readers.pdf_rules import rules_of
from recommendations.parsing.readers.pdf_tables import set_in_tables
from recommendations.parsing.readers.scripts import doubted_scripts
from recommendations.parsing.source import Source
from recommendations.text import gettext_noop as _

START = b"%PDF-"
HEAD = 1024  # bytes in which the mark may stand
MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000
DAMAGED = _("This PDF is damaged: it cannot be opened. Save or download it again.")
LOCKED = _("This PDF is protected by a password. Save it without the password.")


class Scan(Refused):
    """A PDF that holds pictures of pages and no text: it may be typed beside them, or read by machine."""


def looks_like_pdf(data: bytes) -> bool:
    return START in data[:HEAD]


def read_pdf(data: bytes) -> Source:
    """The lines of a PDF. Raises Scan where it has no text, Refused where it is damaged, locked or too long."""
    document = _opened(data)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise Refused(_("This PDF has %(pages)s pages. The limit is %(limit)s."), pages=count, limit=MOST_PAGES)
        pages = list(_pages(document))
    finally:
        document.close()
    if not any(page.rows for page in pages):
        raise Scan(
            _("The file is a scan without text. Type the recommendations beside its pages, or upload the Word file.")
        )
    return source_of(pages)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data[data.find(START) :])
    except pypdfium2.PdfiumError as error:
        raise Refused(LOCKED if error.err_code == pdfium.FPDF_ERR_PASSWORD else DAMAGED) from None
    if len(document) < 1:
        document.close()
        raise Refused(DAMAGED)
    return document


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    characters = 0
    for index in range(len(document)):
        try:
            page, count = _page(document, index, MOST_CHARACTERS - characters)
        except pypdfium2.PdfiumError:
            page, count = Page(index + 1, 1.0, 1.0), 0
        characters += count
        yield page


def _page(document: pypdfium2.PdfDocument, index: int, most: int) -> tuple[Page, int]:
    sheet = document[index]
    try:
        left, bottom, right, top = sheet.get_bbox()
        rotation = sheet.get_rotation() // 90
        textpage = sheet.get_textpage()
        glyphs = Glyphs(textpage, left, bottom)
        if glyphs.count > most:
            raise Refused(_("This PDF holds more than %(limit)s characters."), limit=MOST_CHARACTERS)
        words, turn, width, height = upright(glyphs.read(), right - left, top - bottom)
        textpage.close()
        rules = [] if turn else rules_of(sheet, left, top)
    finally:
        sheet.close()
    page = Page(index + 1, width, height, (rotation - turn) % 4, rules=rules)
    if is_readable("".join(word.text for word in words)):
        page.rows = rows_of(words, page.number)
    return page, glyphs.count


def source_of(pages: list[Page]) -> Source:
    """The lines of pages whose rows are known: from a text layer, or recognised in pictures."""
    mark_furniture(pages)
    hyphens = Hyphens([row.text for page in pages for row in page.rows if not row.aside])
    for page in pages:
        page.hyphens = hyphens
    set_in_tables(pages)
    for page in pages:
        set_in_columns(page)
    reader = Lines(pages, hyphens)
    lines = reader.read()
    text = "\n".join(line.text for line in lines)
    lost = (doubt("spaces-lost"),) if reader.parted else ()
    doubts = (
        *_on_pages(pages),
        *lost,
        *doubted_scripts(text),
        *(doubt("hyphen", word=word) for word in hyphens.doubted[:20]),
    )
    return Source(lines, format="pdf", doubts=doubts)


def _on_pages(pages: list[Page]) -> list[Doubt]:
    """Pages on which nothing could be read, among others that have text."""
    empty = [str(page.number) for page in pages if not page.rows]
    return (
        [doubt("pages-without-text", pages=", ".join(empty[:10]) + ("…" if len(empty) > 10 else ""))] if empty else []
    )

"""The front door: a table of (does it look like this, read it), asked in order, by content and never by name."""

import re
from collections.abc import Callable

from recommendations.errors import Refused
from recommendations.parsing.readers import docx, html, pdf, text
from recommendations.parsing.source import Source
from recommendations.text import gettext_noop as _

MOST_BYTES = 50_000_000
PICTURE = _("This file is a picture. Save the document as a PDF or Word file, or paste its text.")

# (first bytes, what a person calls it): known and not read here.
KNOWN = (
    (
        b"{\\rtf",
        _("This file is in Rich Text Format (.rtf). Save it as a Word file (.docx)."),
    ),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"MZ", _("This file is a program or is damaged. It was not read.")),
    (b"\x7fELF", _("This file is a program or is damaged. It was not read.")),
)
ARCHIVE = re.compile(rb"(?:From: <Saved by|MIME-Version: 1.0\s|Content-Type: multipart/related)", re.I)

READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Source]], ...] = (
    (pdf.looks_like_pdf, pdf.read_pdf),
    (html.looks_like_html, html.read_html),
    (text.looks_like_text, text.read_text),
)


def read(data: bytes, *, revisions: str = docx.FINAL) -> Source:
    """The lines of a document. Raises Refused with one plain sentence for what is empty, too big or not readable.

    ``revisions``: the tracked changes of a Word file as if accepted ("final"), or the text before them ("original").
    """
    if not data.strip():
        raise Refused(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is larger than %(limit)s MB."), limit=MOST_BYTES // 1_000_000)
    if docx.looks_like_word(data):
        return docx.read_word(data, revisions)
    _refuse_known(data)
    for looks_like, reader in READERS:
        if looks_like(data):
            return reader(data)
    raise Refused(_("This is not a text, Word, PDF or web page file, or it is damaged. It was not read."))


def _refuse_known(data: bytes) -> None:
    """Recognises by its first bytes what no reader takes, so that the sentence can name it."""
    for start, sentence in KNOWN:
        if data.startswith(start) and (start != b"MZ" or b"\0" in data[:64]):
            raise Refused(sentence)
    if not html.looks_like_html(data) and html.looks_like_xml(data):
        raise Refused(_("This file is XML and no document. Save it as a PDF, Word file, web page or plain text."))
    if ARCHIVE.match(data):
        raise Refused(_("This file is a web archive (MHTML). Save the page as HTML, or paste its text."))

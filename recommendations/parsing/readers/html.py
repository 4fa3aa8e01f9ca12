"""Web pages: the article's paragraphs, list items with their numbers, headings and tables."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from recommendations.errors import Refused
from recommendations.parsing.doubts import Doubt
from recommendations.parsing.readers.html_article import article
from recommendations.parsing.readers.html_lines import Writer
from recommendations.parsing.readers.text import BOMS, decode
from recommendations.parsing.readers.text import lines as lines_of
from recommendations.parsing.readers.text_tables import set_in_tables
from recommendations.parsing.source import Source
from recommendations.text import gettext_noop as _

FIRST_TAG = re.compile(
    r"(?:\s|\ufeff|<!--.*?-->|<\?xml[^>]*\?>)*+<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|ol|ul|table|meta|title|span|center|font)\b",
    re.I | re.S,
)
OTHER_MARKUP = re.compile(r"(?:\s|\ufeff|<!--.*?-->)*+<(?:\?xml\b|!doctype\b|svg\b)", re.I | re.S)
DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{2,40})""",
    re.I,
)
DECLARATION = re.compile(r"^(?:\s|\ufeff)*<\?xml[^>]*\?>")
HEAD = 4096  # bytes in which a page says its encoding
LATIN = frozenset(
    ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso-8859-15")
)  # browsers read cp1252
TYPED = 0.9  # of the page's text
MOST_CHARACTERS = 5_000_000


def looks_like_html(data: bytes) -> bool:
    return bool(FIRST_TAG.match(_peek(data)))


def looks_like_xml(data: bytes) -> bool:
    """Markup that is no web page."""
    return bool(OTHER_MARKUP.match(_peek(data)))


def read_html(data: bytes) -> Source:
    """The lines of a web page: its article, without menus, scripts and what is hidden. Raises Refused where there is no text."""
    text, encoding, doubts = _decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise Refused(_("This web page holds more than %(limit)s characters."), limit=MOST_CHARACTERS)
    page = _parsed(DECLARATION.sub("", text).replace("\0", ""))
    body = article(page) if page is not None else None
    typed = _typed(body) if body is not None else ""
    if typed:
        return Source(set_in_tables(lines_of(typed)), format="html", encoding=encoding, doubts=doubts)
    lines = Writer().read(body) if body is not None else ()
    if not any(line.text for line in lines):
        raise Refused(_("There is no text in this web page."))
    return Source(tuple(lines), format="html", encoding=encoding, wrapped=False, doubts=doubts)


def _typed(body: HtmlElement) -> str:
    """The text of a page that is nothing but a typed text, line by line, in one <pre>; "" for others."""
    typed = "\n".join(element.text_content() for element in body.iter("pre"))
    return typed if typed.strip() and len(typed.strip()) >= TYPED * len(body.text_content().strip()) else ""


def _peek(data: bytes) -> str:
    head = data[:HEAD]
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return head.decode(encoding, "ignore")
    if b"\0" in head:
        return head.replace(b"\0", b"").decode("latin-1")
    return head.decode("latin-1").replace("ï»¿", "")


def _decoded(data: bytes) -> tuple[str, str, tuple[Doubt, ...]]:
    """By byte order mark, by what the page says where that fits, else as plain text is decoded."""
    if not any(data.startswith(mark) for mark, _encoding in BOMS):
        said = DECLARED.search(data[:HEAD])
        name = (said[1] or said[2]).decode("ascii").lower() if said else ""
        try:
            return data.decode("cp1252" if name in LATIN else name or "utf-8"), name or "utf-8", ()
        except (UnicodeError, LookupError):
            pass
    found = decode(data)
    if found is None:
        raise Refused(_("There is no text in this web page."))
    return found


def _parsed(text: str) -> HtmlElement | None:
    """No network and no entities but those of HTML: libxml2's HTML reader knows no others."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError, IndexError):
        return None

"""Whether a Word file can be the one that papers are written on: all of it goes into every paper that is handed out."""

import io
import re
import zipfile

from docx import Document

from recommendations.errors import Refused
from recommendations.parsing.readers.docx.names import W_SPACE, Element
from recommendations.parsing.readers.docx.package import BROKEN, TOO_BIG, Parts
from recommendations.text import gettext_noop

MOST_UNPACKED, MOST_XML = 30 * 2**20, 10 * 2**20  # a tree takes ten times its text
NO_WORD_FILE = gettext_noop(
    "This file is not a Word document (.docx). Save it in Word as .docx and try again."
)  # fmt: skip
REACHES_OUT = gettext_noop(
    "This Word file fetches something from elsewhere (a template, a picture, a text), holds another file or runs "
    "something, and so would whoever opens a paper: take it out and try again."
)
XML = (".xml", ".rels", ".vml")
PICTURES_AND_FONTS = (
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".svg", ".odttf",
)  # fmt: skip
# What Word fetches, runs or sets together by itself (ECMA-376, 17.16.5).
FETCHES = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|QUOTE)\b",
    re.IGNORECASE | re.MULTILINE,
)
# Relations to another file within this one, or to what runs (ECMA-376, 15.2; MS-OFFMACRO2; MS-OWEXML).
HOLDS = frozenset({
    "afchunk", "attachedtoolbars", "control", "activexcontrolbinary", "extensibility", "frame", "oleobject", "package",
    "subdocument", "vbaproject", "webextension", "webextensiontaskpanes", "wordvbadata",
})  # fmt: skip
LINKS = re.compile(r"https?://|mailto:", re.IGNORECASE)
HYPERLINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
)
OFFICE = {"o": "urn:schemas-microsoft-com:office:office"}


def check(content: bytes) -> None:
    """Raise Refused unless `content` is a Word document with styles and a page, and nothing but itself."""
    try:
        _check_parts(content)
        document = Document(io.BytesIO(content))
        known = {style.name for style in document.styles}
        has_page = bool(document.sections)
    except Refused as error:
        raise Refused(error.sentence, field="file", **error.params) from None
    except Exception as error:  # whatever a foreign file makes the library raise
        raise Refused(NO_WORD_FILE, field="file") from error
    if "Normal" not in known or not has_page:
        raise Refused(gettext_noop("This Word file has no page and no styles to write on."), field="file")


def _check_parts(content: bytes) -> None:
    """Before a library unpacks all of it: each part counted, each relation looked at."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = Parts(archive)
            if len(parts.names) != len(archive.infolist()):  # one would be looked at and the other used
                raise Refused(NO_WORD_FILE)
            _check_sizes(parts)
            if any(_reaches_out(parts, name) for name in parts.names):
                raise Refused(REACHES_OUT)
    except (*BROKEN, RuntimeError):
        raise Refused(NO_WORD_FILE) from None


def _check_sizes(parts: Parts) -> None:
    xml = 0
    for name in parts.names:
        size = len(parts.content(name))
        xml += size if name.endswith(XML) else 0
        if parts.bytes_read > MOST_UNPACKED or xml > MOST_XML:
            raise Refused(TOO_BIG)


def _reaches_out(parts: Parts, name: str) -> bool:
    if not name.endswith(XML):
        return not name.endswith((*PICTURES_AND_FONTS, "/"))
    if (root := parts.parse(name)) is None:
        return False
    if name.endswith(".rels"):
        return any(map(_leads_out, root))
    if name == "[content_types].xml":
        return any(map(_hides, root))
    fetched = root.xpath("//@src | //@althref | //@o:href | //@o:althref", namespaces=OFFICE)
    return any("//" in each or "\\\\" in each for each in fetched) or bool(FETCHES.search(_fields(root)))


def _leads_out(relation: Element) -> bool:
    kind = relation.get("Type") or ""
    if relation.get("TargetMode") == "External":
        return kind not in HYPERLINKS or not LINKS.match(relation.get("Target") or "")
    return kind.rpartition("/")[2].lower() in HOLDS


def _hides(told: Element) -> bool:
    """A part that is read as XML, but would not be looked at here."""
    kind, name = (told.get("ContentType") or "").lower(), told.get("PartName") or f".{told.get('Extension')}"
    return kind.endswith("xml") and not kind.startswith("image/") and not name.lower().endswith(XML)


def _fields(root: Element) -> str:
    """A line for each field, whose words may be cut into several runs; and one for each simple field."""
    words, ends, simple = (f"{{{W_SPACE}}}{name}" for name in ("instrText", "fldChar", "fldSimple"))
    told = [each.text or "" if each.tag == words else "\n" for each in root.iter(words, ends)]
    return "".join([*told, *(f"\n{each.get(f'{{{W_SPACE}}}instr')}" for each in root.iter(simple))])

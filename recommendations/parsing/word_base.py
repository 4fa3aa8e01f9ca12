"""Whether a Word file can be the one that papers are written on: all of it goes into every paper that is handed out."""

import io
import re
import zipfile

from docx import Document

from recommendations.errors import Refused
from recommendations.parsing.readers.docx.names import W_SPACE
from recommendations.parsing.readers.docx.package import BROKEN, TOO_BIG, Parts
from recommendations.text import gettext_noop

MOST_UNPACKED = 30 * 2**20
NO_WORD_FILE = gettext_noop(
    "This file is not a Word document (.docx). Save it in Word as .docx and try again."
)  # fmt: skip
REACHES_OUT = gettext_noop(
    "This Word file fetches something from elsewhere or holds another file: a linked template, picture or text, an "
    "embedded object. Whoever opens a paper would open that too. Take it out and try again."
)
# What Word fetches or runs by itself (ECMA-376, 17.16.5).
FETCHES = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b", re.IGNORECASE)
HOLDS = ("embeddings/", "activex/")


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
            for name in parts.names:
                parts.content(name)
                if parts.bytes_read > MOST_UNPACKED:
                    raise Refused(TOO_BIG)
            if any(_reaches_out(parts, name) for name in parts.names):
                raise Refused(REACHES_OUT)
    except (*BROKEN, RuntimeError):
        raise Refused(NO_WORD_FILE) from None


def _reaches_out(parts: Parts, name: str) -> bool:
    if any(each in name for each in HOLDS):
        return True
    if not name.endswith((".rels", ".xml")) or (root := parts.parse(name)) is None:
        return False
    if name.endswith(".rels"):
        outside = (each.get("Type") or "" for each in root if each.get("TargetMode") == "External")
        return any(not kind.endswith("/hyperlink") for kind in outside)
    # A field's words may be cut into several runs.
    fields = (each.text or "" for each in root.iter(f"{{{W_SPACE}}}instrText"))
    simple = (each.get(f"{{{W_SPACE}}}instr") or "" for each in root.iter(f"{{{W_SPACE}}}fldSimple"))
    return bool(FETCHES.search("".join(fields)) or FETCHES.search(" ".join(simple)))

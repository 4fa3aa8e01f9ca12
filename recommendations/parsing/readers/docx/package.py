"""The zip around a Word file: opened with limits, refused in one sentence, never trusted in what it says of itself."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from recommendations.errors import Refused
from recommendations.parsing.readers.docx.names import STRICT, W_SPACE, Element, w
from recommendations.text import gettext_noop as _

MOST_BYTES, MOST_BYTES_A_PART = 200_000_000, 50_000_000
MOST_PARTS, MOST_RATIO = 2_000, 100
SMALL = 1_000_000  # bytes; below it no ratio is a bomb
CHUNK = 65_536
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two that Word writes, and that unpack piece by piece

DAMAGED = _("The Word file is damaged and cannot be opened. Save it again and try once more.")
TOO_BIG = _("The file unpacks to far more than a document holds. It was not read.")
UNSAFE = _("The file holds definitions that no Word document needs (DOCTYPE). It was not read.")
MACROS = _("The file has macros. Save it without macros (as .docx).")
LOCKED = _("The file is protected by a password. Save it without the password and try again.")
OTHERS = (  # a part that tells what it is instead
    ("xl/", _("This is an Excel workbook, not a document. Save the text as a Word file (.docx).")),
    ("ppt/", _("This is a PowerPoint presentation, not a document. Save the text as a Word file (.docx).")),
    ("content.xml", _("This is an OpenDocument file. Save it as a Word file (.docx).")),
)
NO_DOCUMENT = _("This is a ZIP file without a Word document in it.")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, IndexError)


@dataclass(frozen=True)
class Package:
    """The parts that are read, parsed; None for a part that the file does not have."""

    document: Element
    styles: Element
    numbering: Element
    comments: Element


def open_package(data: bytes) -> Package:
    """Raises Refused for what is damaged, too big, locked, unsafe, or no Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(Parts(archive))
    except RuntimeError:  # zipfile's word for a member with a password
        raise Refused(LOCKED) from None
    except BROKEN:
        raise Refused(DAMAGED) from None


def _parts(parts: "Parts") -> Package:
    main = _main_part(parts)
    root = parts.parse(main)
    if root is None or root.tag != w("document"):
        raise Refused(DAMAGED)
    folder = main.rpartition("/")[0]
    beside = {name: parts.parse(f"{folder}/{name}.xml") for name in ("styles", "numbering", "comments")}
    return Package(root, **beside)


def _main_part(parts: "Parts") -> str:
    """Where the text stands: ``word/document.xml``, unless the file's own list of relations names another part."""
    names = parts.names
    if "word/document.xml" in names:
        return "word/document.xml"
    relations = parts.parse("_rels/.rels")
    for relation in relations if relations is not None else ():
        target = (relation.get("Target") or "").lstrip("/").lower()
        if (relation.get("Type") or "").endswith("/officeDocument") and target.startswith("word/") and target in names:
            return target
    for start, sentence in OTHERS:
        if any(name.startswith(start) for name in names):
            raise Refused(sentence)
    raise Refused(DAMAGED if any(name.startswith("word/") for name in names) else NO_DOCUMENT)


class Parts:
    """The members of the zip, counted while they are read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        members = archive.infolist()
        if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_BYTES:
            raise Refused(TOO_BIG)
        self.archive = archive
        self.names = {member.filename.lower(): member for member in members}
        self.bytes_read = 0
        if any(name.endswith("vbaproject.bin") for name in self.names) or self.says_macros():
            raise Refused(MACROS)

    def says_macros(self) -> bool:
        return b"macroenabled" in self.content("[content_types].xml").lower()

    def content(self, name: str) -> bytes:
        """A member's bytes, b"" where it is missing; counted as they come, whatever its header says."""
        member = self.names.get(name)
        if member is None:
            return b""
        if member.compress_type not in METHODS:
            raise Refused(DAMAGED)
        chunks, size = [], 0
        with self.archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                self.bytes_read += len(chunk)
                too_dense = size > SMALL and size > MOST_RATIO * max(member.compress_size, 1)
                if size > MOST_BYTES_A_PART or self.bytes_read > MOST_BYTES or too_dense:
                    raise Refused(TOO_BIG)
                chunks.append(chunk)
        return b"".join(chunks)

    def parse(self, name: str) -> Element:
        data = self.content(name)
        return _parse(data.replace(STRICT.encode(), W_SPACE.encode())) if data else None


def _parse(data: bytes) -> Element:
    """An XML tree without entities, network or DTD; a part that declares any of them is refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Refused(UNSAFE if b"<!DOCTYPE" in data[:1000] else DAMAGED) from None
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise Refused(UNSAFE)
    return root

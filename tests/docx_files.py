"""Small Word files for tests that upload one."""

import io
import zipfile

import docx

OUTSIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word_file(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


# What a part holds, or what is said before its end: name of the part → text.
RELATION = '<Relationship Id="rId99" Type="{}" Target="{}"{}/></Relationships>'
DOCUMENT, PACKAGE, HEADER = "word/_rels/document.xml.rels", "_rels/.rels", "word/header1.xml"
BEYOND = {
    "template": {DOCUMENT: RELATION.format(OUTSIDE + "attachedTemplate", "https://x/", ' TargetMode="External"')},
    "picture": {DOCUMENT: RELATION.format(OUTSIDE + "image", "https://x/", ' TargetMode="External"')},
    "script": {DOCUMENT: RELATION.format(OUTSIDE + "hyperlink", "javascript:x", ' TargetMode="External"')},
    "link that is none": {DOCUMENT: RELATION.format("http://x/hyperlink", "https://x/", ' TargetMode="External"')},
    "text": {DOCUMENT: RELATION.format(OUTSIDE + "aFChunk", "other.xml", ""), "word/other.xml": "<html/>"},
    "macros by another name": {DOCUMENT: RELATION.format("http://x/vbaProject", "styles.xml", "")},
    "ribbon": {PACKAGE: RELATION.format("http://x/ui/extensibility", "word/styles.xml", "")},
    "object": {"word/embeddings/oleObject1.bin": "MZ"},
    "program": {"word/media/image1.exe": "MZ"},
    "part by another name": {"[Content_Types].xml": '<Override PartName="/a.png" ContentType="a/b+xml"/></Types>'},
    "field": {HEADER: "<w:p><w:r><w:instrText> DDE</w:instrText><w:instrText>AUTO x</w:instrText></w:r></w:p></w:hdr>"},
    "second field": {
        HEADER: "<w:p><w:r><w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>RD x</w:instrText></w:r></w:p>"
        "</w:hdr>"
    },
    "old picture": {HEADER: '<w:p><w:r><w:pict><x src="//x/a.png"/></w:pict></w:r></w:p></w:hdr>'},
    "address": {HEADER: '<w:p><w:fldSimple w:instr="HYPERLINK https://x/link/"/></w:p></w:hdr>'},
}


def word_file_that(what: str) -> bytes:
    """A Word file that does more than hold styles, as BEYOND says ("address": no more than a link to click)."""
    raw, added = io.BytesIO(), dict(BEYOND[what])
    with zipfile.ZipFile(io.BytesIO(word_file(header="Ours"))) as given, zipfile.ZipFile(raw, "w") as archive:
        for name in given.namelist():
            text, end = given.read(name).decode("latin-1"), added.pop(name, "")
            closing = "</" + end.rpartition("</")[2]
            archive.writestr(name, (text.replace(closing, end) if end else text).encode("latin-1"))
        for name, text in added.items():
            archive.writestr(name, text)
    return raw.getvalue()


def word_file_with(*parts: tuple[str, bytes]) -> bytes:
    """One with other parts in it, of the same names or not."""
    raw = io.BytesIO(word_file())
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return raw.getvalue()

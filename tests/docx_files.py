"""Small Word files for tests that upload one."""

import io
import zipfile

import docx
from docx.oxml import OxmlElement

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


def word_file_that(what: str) -> bytes:
    """A Word file that does more than hold styles: it has a "template", "picture" or "object" that stands elsewhere or
    inside it, a "field" that fetches, or unpacks to a "bomb"."""
    document = docx.Document()
    header = document.sections[0].header
    header.is_linked_to_previous = False
    if what in ("template", "picture"):
        parts = {"template": ("attachedTemplate", document.part._settings_part), "picture": ("image", header.part)}
        kind, part = parts[what]
        part.rels.get_or_add_ext_rel(OUTSIDE + kind, "https://elsewhere.example.org/x")
    if what == "field":
        for words in (" DDE", "AUTO cmd /c"):
            code = OxmlElement("w:instrText")
            code.text = words
            header.paragraphs[0].add_run()._r.append(code)
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as archive:
        if what == "object":
            archive.writestr("word/embeddings/oleObject1.bin", b"MZ")
        if what == "bomb":
            archive.writestr("word/media/image1.png", bytes(2 * 2**20))
    return raw.getvalue()

"""Small Word files for tests that upload one."""

import io

import docx


def word_file(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()

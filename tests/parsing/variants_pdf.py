"""The five documents, and any other text, as PDFs that people make: typeset, with headers, in columns, raw."""

import io
import json
from functools import lru_cache

import docx
import pypdfium2
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from tests.parsing.blocks import BOLD, Block

SHEET = """
#let data = json(bytes(sys.inputs.data))
#let look = data.look
#let counted(label) = context align(center, text(8pt, label.replace("#", str(counter(page).get().first()))))
#set document(date: none)
#set page(
  paper: look.paper, columns: look.columns, margin: look.margin * 1pt, flipped: look.flipped,
  header: if look.header != "" { text(8pt, look.header) },
  footer: if look.footer != "" { counted(look.footer) },
)
#set text(font: look.fonts, size: look.size * 1pt, hyphenate: look.hyphenate, lang: "en", ligatures: look.ligatures)
#set par(justify: look.justify, leading: look.leading * 1em, spacing: look.spacing * 1em)
#let shown(parts) = for part in parts { if part.bold { strong(part.text) } else { part.text } }
#let hung(label, parts, wide) = par(hanging-indent: wide * 1pt, box(width: wide * 1pt, label) + shown(parts))
#for block in data.blocks {
  if block.kind == "head" {
    align(if look.centred { center } else { left }, strong(shown(block.parts)))
    parbreak()
  } else if block.kind == "heading" { par(strong(shown(block.parts))) }
  else if block.kind == "item" and look.hang > 0 { hung(block.label, block.parts, look.hang) }
  else if block.kind == "item" { par(block.label + " " + shown(block.parts)) }
  else if block.kind == "point" { pad(left: 24pt, hung(sym.bullet, block.parts, 12)) }
  else { par(shown(block.parts)) }
}
"""
LOOK = {
    "paper": "a4", "columns": 1, "margin": 72, "flipped": False, "header": "", "footer": "", "size": 11,
    "fonts": ["Libertinus Serif"], "hyphenate": False, "justify": False, "leading": 0.65, "spacing": 1.2, "hang": 18,
    "centred": True, "ligatures": True,
}  # fmt: skip


def typeset(blocks: list[Block], *, turned: int = 0, **look: object) -> bytes:
    """The blocks as a PDF; ``look`` as in LOOK; ``turned``: the pages lie on their side, and the viewer turns them."""
    data = {"look": {**LOOK, **look}, "blocks": [_block(block) for block in blocks]}
    pdf = _compiled(SHEET, json.dumps(data))
    return on_its_side(pdf, turned) if turned else pdf


def on_its_side(pdf: bytes, degrees: int) -> bytes:
    """The pages' contents turned, the pages shown as they lie: as a copier feeds them."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        move = {90: (0, width), 180: (width, height), 270: (height, 0)}[degrees]
        matrix = pypdfium2.PdfMatrix().rotate(degrees).translate(*move)
        for shown in page.get_objects(max_depth=1):
            shown.set_matrix(shown.get_matrix().multiply(matrix))
        if degrees != 180:
            page.set_mediabox(0, 0, height, width)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plain_sheet(text: str) -> bytes:
    """Lines as they are, in a typewriter's letters: what a mail program prints."""
    markup = (
        '#set document(date: none)\n#set page(margin: 60pt)\n#set text(font: "DejaVu Sans Mono", size: 9pt)\n'
        "#raw(sys.inputs.data, block: false)"
    )
    return _compiled(markup, text)


def as_word(blocks: list[Block]) -> bytes:
    """A Word file with a running header, page numbers left out, and the numbers typed behind a tab."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Recommendations to the Forum"
    document.sections[0].footer.paragraphs[0].text = "Final version"
    for block in blocks:
        paragraph = document.add_paragraph()
        if block.kind == "head":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if block.label:
            paragraph.paragraph_format.left_indent = Cm(0.63 if block.kind == "item" else 1.5)
            paragraph.paragraph_format.first_line_indent = Cm(-0.63)
            paragraph.add_run(f"{block.label}\t")
        for at, part in enumerate(BOLD.split(block.text)):
            paragraph.add_run(part).bold = bool(at % 2) or block.kind in ("head", "heading")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@lru_cache(maxsize=64)
def _compiled(sheet: str, data: str) -> bytes:
    return typst.compile(sheet.encode(), sys_inputs={"data": data})


def drawn(markup: str) -> bytes:
    """Typst markup as a PDF, for layouts of their own."""
    return _compiled(markup, "")


def _block(block: Block) -> dict[str, object]:
    parts = BOLD.split(block.text)
    return {
        "kind": block.kind,
        "label": "•" if block.label == "-" else block.label,
        "parts": [{"text": part, "bold": bool(at % 2)} for at, part in enumerate(parts) if part],
    }

"""The five documents, and any other text, as PDFs that people make: typeset, with headers, in columns, raw."""

import json
from functools import lru_cache

import typst

from tests.parsing.blocks import BOLD, Block

SHEET = """
#let data = json(bytes(sys.inputs.data))
#let look = data.look
#set document(date: none)
#set page(
  paper: look.paper, columns: look.columns, margin: look.margin * 1pt, flipped: look.flipped,
  header: if look.header != "" { text(8pt, look.header) },
  footer: if look.footer != "" { context align(center, text(8pt, look.footer.replace("#", str(counter(page).get().first())))) },
)
#set text(font: look.fonts, size: look.size * 1pt, hyphenate: look.hyphenate, lang: "en", ligatures: look.ligatures)
#set par(justify: look.justify, leading: look.leading * 1em, spacing: look.spacing * 1em)
#let shown(parts) = for part in parts { if part.bold { strong(part.text) } else { part.text } }
#let item(block) = grid(columns: (look.hang * 1pt, 1fr), block.label, shown(block.parts))
#for block in data.blocks {
  if block.kind == "head" { align(if look.centred { center } else { left }, strong(shown(block.parts))); parbreak() }
  else if block.kind == "heading" { par(strong(shown(block.parts))) }
  else if block.kind == "item" and look.hang > 0 { par(hanging-indent: look.hang * 1pt, box(width: look.hang * 1pt, block.label) + shown(block.parts)) }
  else if block.kind == "item" { par(block.label + " " + shown(block.parts)) }
  else if block.kind == "point" { pad(left: 24pt, par(hanging-indent: 12pt, box(width: 12pt, sym.bullet) + shown(block.parts))) }
  else { par(shown(block.parts)) }
  if block.at("turn", default: false) { pagebreak() }
}
"""
LOOK = {
    "paper": "a4", "columns": 1, "margin": 72, "flipped": False, "header": "", "footer": "", "size": 11,
    "fonts": ["Libertinus Serif"], "hyphenate": False, "justify": False, "leading": 0.65, "spacing": 1.2, "hang": 18,
    "centred": True, "ligatures": True,
}  # fmt: skip


def typeset(blocks: list[Block], **look: object) -> bytes:
    """The blocks as a PDF; ``look`` as in LOOK."""
    data = {"look": {**LOOK, **look}, "blocks": [_block(block) for block in blocks]}
    return _compiled(SHEET, json.dumps(data))


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

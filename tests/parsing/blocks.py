"""A source document as the paragraphs that its author typed, for saving it in other formats."""

import re
from dataclasses import dataclass

from tests.parsing.shapes import source_text

ITEM = re.compile(r"(?P<label>\d+\.|-) (?P<text>.*)")
SUB_THEME = re.compile(r"Sub.theme \d", re.I)
BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Block:
    """``kind`` is head, heading, item, point (nested) or paragraph; ``text`` keeps its ``**bold**``."""

    kind: str
    text: str
    label: str = ""

    @property
    def plain(self) -> str:
        return BOLD.sub(r"\1", self.text)

    @property
    def printed(self) -> str:
        return f"{self.label} {self.plain}" if self.label else self.plain


def blocks(name: str) -> list[Block]:
    text = re.sub(r"(?m)^\*([^*]+)\*$", lambda match: " ".join(match[1].split()), source_text(name))
    text = text.replace("Responsive ASEAN\n\nCommunity", "Responsive ASEAN Community")
    return of_text(text)


def of_text(text: str) -> list[Block]:
    out: list[Block] = []
    for row in text.split("\n"):
        if row.strip():
            out.append(_block(row, begun=any(block.kind == "heading" for block in out)))
    return out


def _block(row: str, *, begun: bool) -> Block:
    match = ITEM.fullmatch(row.strip())
    if match:
        return Block("point" if row.startswith(" ") else "item", match["text"], match["label"])
    if SUB_THEME.match(row):
        return Block("heading", row.strip())
    return Block("paragraph" if begun else "head", row.strip())

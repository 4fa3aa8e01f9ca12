"""Paragraphs, tables and what wraps them, in reading order: a document's body, a cell, a text box."""

from collections.abc import Iterable

from recommendations.parsing.readers.docx.names import Element, find, mc, switch, val, w
from recommendations.parsing.readers.docx.paragraphs import Paragraph
from recommendations.parsing.readers.docx.revisions import KINDS
from recommendations.parsing.readers.docx.runs import branch
from recommendations.parsing.readers.docx.state import State
from recommendations.parsing.readers.docx.tables import Columns, table_lines
from recommendations.parsing.source import Line

WRAPPERS = frozenset({w("customXml"), w("sdtContent"), w("smartTag")})


def lines_in(container: Element, state: State) -> list[Line]:
    """The lines of everything that stands in a body, a cell or a text box; their numbers are given later."""
    blocks = Blocks(state)
    blocks.walk(container)
    blocks.close(ended=False)
    return blocks.lines


class Blocks:
    def __init__(self, state: State) -> None:
        self.state = state
        self.lines: list[Line] = []
        self.open: Paragraph | None = None
        self.columns: Columns | None = None  # of the table before, which may go on after a page

    def walk(self, container: Iterable[Element]) -> None:
        for child in container:
            if child.tag == w("p"):
                self.take_paragraph(child)
            elif child.tag == w("tbl"):
                self.take_table(child)
            elif child.tag == w("sdt"):
                self.take_control(child)
            elif child.tag == mc("AlternateContent"):
                for chosen in branch(child):
                    self.walk(chosen)
            elif child.tag in WRAPPERS or (child.tag in KINDS and self.state.revisions.reads(child)):
                self.walk(child)
            elif child.tag in (w("altChunk"), w("subDoc")):
                self.state.embedded = True

    def take_paragraph(self, element: Element) -> None:
        self.open = self.open or Paragraph(self.state)
        if self.open.take(element):
            self.close(ended=True)

    def close(self, *, ended: bool) -> None:
        if self.open is None:
            return
        paragraph, self.open = self.open, None
        boxes = paragraph.runs.boxes
        self.lines += [line for box, after in boxes if not after for line in lines_in(box, self.state)]
        own = paragraph.lines(ended=ended)
        self.lines += own
        self.lines += [line for box, after in boxes if after for line in lines_in(box, self.state)]
        if any(line.text for line in own):
            self.columns = None

    def take_table(self, table: Element) -> None:
        self.close(ended=False)
        lines, self.columns = table_lines(table, self.state, lines_in, self.columns)
        self.lines += lines

    def take_control(self, control: Element) -> None:
        """A form field around paragraphs; one that holds the table of contents repeats what stands elsewhere."""
        properties, content = find(control, "sdtPr"), find(control, "sdtContent")
        if content is None or (properties is not None and switch(properties, "showingPlcHdr")):
            return
        if (val(properties, "docPartObj", "docPartGallery") or "").lower() == "table of contents":
            lines_in(content, self.state)
            return
        self.walk(content)

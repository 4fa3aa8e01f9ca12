"""The text of a paragraph, run by run: what is printed is kept, what serves the machine is dropped."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from recommendations.parsing.readers.docx.names import MATH_SPACE, Element, find, mc, switch, val, w
from recommendations.parsing.readers.docx.pages import RENDERED
from recommendations.parsing.readers.docx.revisions import KINDS
from recommendations.parsing.readers.docx.state import State
from recommendations.parsing.readers.formats import SIGNS

HEX = re.compile(r"[0-9A-Fa-f]{2,4}")
SOFT_HYPHEN = "\u00ad"
SIMPLE = {  # what prints as it is named
    w("tab"): "\t",
    w("ptab"): "\t",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}
CONTAINERS = frozenset(
    map(w, ("hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo", "ruby", "rubyBase"))
)
DRAWINGS = frozenset(map(w, ("drawing", "pict", "object")))
BOX = w("txbxContent")


@dataclass
class Row:
    """A part of a paragraph between line breaks."""

    page: int | None
    parts: list[str] = field(default_factory=list)
    filled: bool = False  # something that is seen stands in it
    light: bool = False  # some of its text is not bold
    changed: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)


class Runs:
    """Walks over what a paragraph holds and fills ``rows``; text boxes met on the way wait in ``boxes``."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.rows = [Row(state.pages.number)]
        self.boxes: list[tuple[Element, bool]] = []  # (content, whether text stood before it)
        self.fields: list[bool] = []  # open fields, True while their code is passed
        self.codes = 0  # how many of them are True
        self.filled = False
        self.style: str | None = None
        self.changes = 0  # how many changes stand around what is read
        self.by_name: dict[str, Callable[[Element, bool, bool], None]] = {
            w("t"): self.take_text,
            w("delText"): self.take_text,
            w("br"): self.take_break,
            w("cr"): self.take_break,
            w("sym"): self.take_sign,
            w("fldChar"): self.take_field,
            w("sdt"): self.take_control,
            w("r"): self.take_run,
            RENDERED: self.turn_page,
            mc("AlternateContent"): self.take_branch,
            **dict.fromkeys(SIMPLE, self.take_simple),
            **dict.fromkeys(CONTAINERS, self.walk),
            **dict.fromkeys(DRAWINGS, self.take_drawing),
            **dict.fromkeys(KINDS, self.take_change),
        }

    def paragraph(self, element: Element) -> None:
        self.style = self.state.styles.of_paragraph(find(element, "pPr"))
        self.walk(element)
        self.fields, self.codes = [], 0  # a field's code ends with its paragraph, and results are read anyway

    def walk(self, parent: Element, bold: bool = False, hidden: bool = False) -> None:
        for child in parent:
            take = self.by_name.get(child.tag)
            if take:
                take(child, bold, hidden)
            elif child.tag.startswith(f"{{{MATH_SPACE}}}"):
                self.take_formula(child, bold, hidden)

    def take_run(self, run: Element, _bold: bool, _hidden: bool) -> None:
        styles, own = self.state.styles, find(run, "rPr")
        underlined = val(own, "u") not in (None, "none")
        bold = underlined or styles.holds("b", own, self.style)
        self.walk(run, bold, styles.holds("vanish", own, self.style))

    def take_text(self, element: Element, bold: bool, hidden: bool) -> None:
        self.print((element.text or "").replace(SOFT_HYPHEN, ""), bold, hidden)

    def take_simple(self, element: Element, bold: bool, hidden: bool) -> None:
        self.print(SIMPLE[element.tag], bold, hidden)

    def take_sign(self, element: Element, bold: bool, hidden: bool) -> None:
        """A sign of a sign font: "F0B7" of Symbol is a bullet."""
        code = element.get(w("char")) or ""
        sign = chr(int(code, 16)) if HEX.fullmatch(code) else ""
        self.print(SIGNS.get(sign, sign) if sign.isprintable() or sign in SIGNS else "", bold, hidden)

    def take_formula(self, element: Element, bold: bool, hidden: bool) -> None:
        for text in element.iter(f"{{{MATH_SPACE}}}t"):
            self.print(text.text or "", bold, hidden)

    def print(self, text: str, bold: bool, hidden: bool) -> None:
        if hidden or not text or self.codes:
            return
        if not text.isspace():
            self.state.pages.printed()
            if not self.rows[-1].filled:
                self.rows[-1].page = self.state.pages.number
            self.rows[-1].filled = self.filled = True
            self.rows[-1].light |= not bold
            if not self.changes:
                self.state.revisions.unchanged()
        self.rows[-1].changed |= self.changes > 0
        self.rows[-1].parts.append(text)

    def take_break(self, element: Element, _bold: bool, hidden: bool) -> None:
        if hidden or self.codes:
            return
        if element.get(w("type")) == "page":
            self.state.pages.turn()
        self.rows.append(Row(self.state.pages.number))

    def turn_page(self, _element: Element, _bold: bool, _hidden: bool) -> None:
        self.state.pages.turn(rendered=True)

    def take_field(self, element: Element, _bold: bool, _hidden: bool) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self.fields.append(True)
            self.codes += 1
        elif kind == "separate" and self.fields:
            self.codes -= self.fields[-1]
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.codes -= self.fields.pop()

    def take_control(self, element: Element, bold: bool, hidden: bool) -> None:
        """A form field; what only invites to type ("Click here to enter text") is not printed."""
        content = find(element, "sdtContent")
        if content is not None and not switch(find(element, "sdtPr"), "showingPlcHdr"):
            self.walk(content, bold, hidden)

    def take_change(self, element: Element, bold: bool, hidden: bool) -> None:
        self.rows[-1].changed = True
        if self.state.revisions.reads(element):
            self.changes += 1
            self.walk(element, bold, hidden)
            self.changes -= 1

    def take_drawing(self, element: Element, _bold: bool, hidden: bool) -> None:
        """Text boxes, also grouped ones; a box within a box is read with the outer one."""
        stack = [] if hidden else [element]
        while stack:
            at = stack.pop()
            if at.tag == BOX:
                self.boxes.append((at, self.filled))
            elif at.tag == mc("AlternateContent"):
                stack.extend(branch(at))
            else:
                stack.extend(reversed(at))

    def take_branch(self, element: Element, bold: bool, hidden: bool) -> None:
        for chosen in branch(element):
            self.walk(chosen, bold, hidden)


def branch(element: Element) -> list[Element]:
    """One of the ways in which the same thing is told, for new and for old programs: the first that holds anything."""
    ways = [child for child in element if child.tag in (mc("Choice"), mc("Fallback")) and len(child)]
    return ways[:1]

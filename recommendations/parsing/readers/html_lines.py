"""Elements to lines: paragraphs, list items with level and number, line breaks, bold."""

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from recommendations.parsing.readers.formats import written
from recommendations.parsing.readers.html_tables import Grid
from recommendations.parsing.readers.letters import folded
from recommendations.parsing.readers.tables.sheets import sheet_lines
from recommendations.parsing.source import Line

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD = HEADINGS | {"b", "strong", "th"}
IS_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
    "decimal": "1",
}  # fmt: skip
STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
SPACES = re.compile(r"[ \t\r\n\f]+")
MOST = 10_000_000  # a list may say that it starts anywhere
DEEPEST = 200


@dataclass
class List:
    """An open list: the next number, the step, how numbers are written ("" for bullets)."""

    form: str
    value: int
    step: int = 1


class Writer:
    """Walks over the elements once and writes a line at the end of each block."""

    def __init__(self) -> None:
        self.out: list[Line] = []
        self.lists: list[List] = []
        self.label: str | None = None
        self.parts: list[tuple[str, bool]] = []
        self.broken = False
        self.grid: Grid | None = None

    def read(self, element: HtmlElement) -> tuple[Line, ...]:
        self.walk(element, bold=False, plain=False, depth=0)
        self.end()
        return tuple(replace(line, number=number) for number, line in enumerate(self.out, 1))

    def walk(self, element: HtmlElement, *, bold: bool, plain: bool, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or depth > DEEPEST:
            return
        bold = bold or tag in BOLD or bool(IS_BOLD.search(element.get("style") or ""))
        plain = plain or tag == "pre"
        before = getattr(self, f"open_{tag}", None)
        if tag == "table":
            self.table(element, bold=bold, depth=depth)
            return
        if tag not in INLINE and tag != "br":
            self.end()
        if before:
            before(element)
        self.say(element.text, bold=bold, plain=plain)
        for child in element:
            self.walk(child, bold=bold, plain=plain, depth=depth + 1)
            self.say(child.tail, bold=bold, plain=plain)
        if tag not in INLINE and tag != "br":
            self.end()
        if tag in ("ol", "ul", "menu", "dir"):
            self.lists.pop()
        if tag == "li":
            self.label = None

    def open_ol(self, element: HtmlElement) -> None:
        step = -1 if "reversed" in element.attrib else 1
        count = sum(child.tag == "li" for child in element)
        start = _number(element.get("start"), count if step < 0 else 1)
        self.lists.append(List(FORMS.get(_type(element), "decimal"), start, step))

    def open_ul(self, element: HtmlElement) -> None:
        self.lists.append(List("", 0))

    open_menu = open_dir = open_ul

    def open_li(self, element: HtmlElement) -> None:
        if not self.lists:
            self.label = "•"
            return
        around = self.lists[-1]
        around.value = _number(element.get("value"), around.value)
        form = FORMS.get(_type(element), around.form) if around.form else ""
        self.label = f"{written(around.value, form)}." if form else "•"
        around.value += around.step

    def open_br(self, _element: HtmlElement) -> None:
        label = self.label
        self.end()
        self.label = label if label and not (self.out and self.out[-1].label) else None
        self.broken = True

    def say(self, text: str | None, *, bold: bool, plain: bool) -> None:
        if not text:
            return
        if plain and "\n" in text:
            first, *rest = text.split("\n")
            self.parts.append((first, bold))
            for row in rest:
                self.end(keep_blank=True)
                self.parts.append((row, bold))
            return
        self.parts.append((text, bold))

    def end(self, *, keep_blank: bool = False) -> None:
        """Writes what has been said as one line."""
        text = SPACES.sub(" ", folded("".join(said for said, _bold in self.parts))).strip()
        letters = [bold for said, bold in self.parts if any(letter.isalnum() for letter in said)]
        if text:
            level = max(len(self.lists) - 1, 0) if self.label else None
            self.out.append(
                Line(text, 0, bold=bool(letters) and all(letters), label=self.label, level=level, broken=self.broken)
            )
            self.label = None
        elif keep_blank or (self.broken and self.out and self.out[-1].text):
            self.out.append(Line("", 0))
        self.broken = False
        self.parts = []

    def table(self, element: HtmlElement, *, bold: bool, depth: int) -> None:
        """The table's cells are read each on its own, then laid out by what its head says."""
        self.end()
        kept, self.out = self.out, []
        grid = Grid(element, lambda cell: self.cell(cell, bold=bold, depth=depth))
        self.out = kept
        self.out += sheet_lines(grid.rows)

    def cell(self, element: HtmlElement, *, bold: bool, depth: int) -> list[Line]:
        outside = self.out, self.lists
        self.out, self.lists = [], []
        self.walk(element, bold=bold, plain=False, depth=depth + 3)
        self.end()
        lines, (self.out, self.lists) = self.out, outside
        return lines


def _type(element: HtmlElement) -> str:
    style = STYLE.search(element.get("style") or "")
    return STYLES.get(style[1].lower(), "1") if style else element.get("type") or ""


def _number(said: str | None, otherwise: int) -> int:
    match = re.fullmatch(r"\s*(-?\d{1,8})\s*", said or "")
    return int(match[1]) if match else otherwise

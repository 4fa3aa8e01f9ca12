"""What Word needs and python-docx does not offer: fields, bookmarks, table heads, fonts for Asian scripts."""

import re
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# Fonts that Windows and Office bring. Word takes them from w:cs for these scripts, and their size from w:szCs.
LATIN, ASIAN, BURMESE = "Calibri", "Leelawadee UI", "Myanmar Text"
SCRIPTS = (
    ("th-TH", ASIAN, "\u0e00-\u0e7f"),
    ("lo-LA", ASIAN, "\u0e80-\u0eff"),
    ("my-MM", BURMESE, "\u1000-\u109f\uaa60-\uaa7f"),
    ("km-KH", "Khmer UI", "\u1780-\u17ff\u19e0-\u19ff"),
)
# A stretch of one script, with the spaces and joiners inside it.
STRETCH = re.compile("|".join(f"([{chars}](?:[{chars}\\s\u200b-\u200d]*[{chars}])?)" for _, _, chars in SCRIPTS))


# A name of a file, or an address: longer than a line has room for, with no space in it.
ENDLESS = re.compile("[!-\u024f]{31,}")
JOINTS = re.compile("[/?&=_.,;:-]")
NO_WIDTH = "\u200b"

# The dots under what leads to an address: seen on the screen, no noise on paper.
DOTS = "6D6B7B"


# Word wants a region with its language; scripts of their own bring theirs.
REGIONS = {"en": "en-GB", "id": "id-ID", "ms": "ms-MY", "pt": "pt-PT", "tl": "fil-PH", "vi": "vi-VN", "zh": "zh-CN"}


def write(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, language: str = "") -> None:
    """Add `text` in runs of one script each, so that Word chooses font, size and language rightly.

    `language`: of what is in Latin letters, where it is not the document's own.
    """
    for part, script in pieces(text):
        run = paragraph.add_run(part)
        run.bold, run.italic = bold or None, italic or None
        if script is not None:
            mark_script(run, *SCRIPTS[script][:2])
        elif language:
            run._r.get_or_add_rPr().append(element("w:lang", val=REGIONS.get(language, language)))


def soft(text: str) -> str:
    """A title in which endless words may be broken, at their joints or else between letters: it would begin below its
    number otherwise."""
    jointed = ENDLESS.sub(lambda found: JOINTS.sub(lambda joint: joint[0] + NO_WIDTH, found[0]), text)
    return ENDLESS.sub(lambda found: NO_WIDTH.join(found[0]), jointed)


def pieces(text: str) -> Iterator[tuple[str, int | None]]:
    """`text` cut where its script changes: (piece, index in SCRIPTS or None for Latin)."""
    end = 0
    for found in STRETCH.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], None
        yield found[0], (found.lastindex or 1) - 1
        end = found.end()
    if end < len(text):
        yield text[end:], None


def mark_script(run: Run, language: str, font: str) -> None:
    properties = run._r.get_or_add_rPr()
    properties.insert(0, element("w:rFonts", ascii=font, hAnsi=font, cs=font))
    if run.bold:
        properties.find(qn("w:b")).addnext(element("w:bCs"))
    properties.append(element("w:cs"))
    properties.append(element("w:lang", bidi=language))


def set_size(run: Run, size: Length) -> None:
    """A run's size, for Latin and for complex scripts."""
    run.font.size = size
    properties = run._r.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    properties.find(qn("w:sz")).addnext(element("w:szCs", val=int(size.pt * 2)))


def element(tag: str, **attributes: object) -> Any:
    """An element of the w: namespace with attributes of it."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field with what it shows until Word works it out anew."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    for part in (element("w:fldChar", fldCharType="begin"), code, element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(part)


def end_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make the whole paragraph a place that can be linked to."""
    start = element("w:bookmarkStart", id=number, name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=number))


# Of each part of a document: the relationship of every address that it leads to.
_LEADS: WeakKeyDictionary[Any, dict[str, str]] = WeakKeyDictionary()


def relation(part: Any, address: str) -> str:
    """The relationship that leads from `part` to `address`: one for all links there. python-docx looks through all
    of them for each new one."""
    known = _LEADS.setdefault(part, {})
    if address not in known:
        known[address] = f"rIdLink{len(known) + 1}"
        part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, known[address], is_external=True)
    return known[address]


def link(paragraph: Paragraph, text: str, *, anchor: str = "", address: str = "", bold: bool = False) -> None:
    """A link to a bookmark of this document, or, under quiet dots, to an address."""
    made = element("w:hyperlink", history=1)
    if anchor:
        made.set(qn("w:anchor"), anchor)
    else:
        made.set(qn("r:id"), relation(paragraph.part, address))
    written = Paragraph(made, paragraph._parent)  # a hyperlink holds runs as a paragraph does
    for part, script in pieces(text):
        run = OxmlElement("w:r")
        made.append(run)
        new = Run(run, written)
        new.text = part
        new.bold = bold or None
        if address:
            new._r.get_or_add_rPr().append(element("w:u", val="dotted", color=DOTS))
        if script is not None:
            mark_script(new, *SCRIPTS[script][:2])
    paragraph._p.append(made)


def repeat_as_heading(row: Any) -> None:
    """Print this table row again at the top of each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: Any) -> None:
    """Do not break this table row over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def upwards(cell: Any) -> None:
    """Set the cell's text from bottom to top."""
    cell._tc.get_or_add_tcPr().append(element("w:textDirection", val="btLr"))


def rules(table: Any, colour: str) -> None:
    """Thin horizontal lines only."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz=4, space=0, color=colour))
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def margins(table: Any, *, sides: int) -> None:
    """How far its words stand from the sides of each cell, in twentieths of a point."""
    cells = element("w:tblCellMar")
    for side in ("left", "right"):
        cells.append(element(f"w:{side}", w=sides, type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(cells)


def describe(picture: Any, text: str) -> None:
    """The text alternative of an inline picture; it stands at the margin, where LibreOffice would leave a gap."""
    for side in ("distT", "distB", "distL", "distR"):
        picture._inline.set(side, "0")
    picture._inline.docPr.set("descr", text)


def set_style(style: Any, *, size: float, bold: bool = False, colour: Any = None) -> None:
    """Font and size of a style, for Latin and for the scripts that Word calls complex."""
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    if colour is not None:
        style.font.color.rgb = colour
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=LATIN, cs=ASIAN))
    for old in [found for name in ("w:szCs", "w:bCs", "w:spacing") for found in properties.findall(qn(name))]:
        properties.remove(old)
    size_element = properties.find(qn("w:sz"))
    size_element.addnext(element("w:szCs", val=int(size * 2)))
    if bold:
        properties.find(qn("w:b")).addnext(element("w:bCs"))


def set_language(document: Any, language: str) -> None:
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
        found.set(qn("w:bidi"), "lo-LA")

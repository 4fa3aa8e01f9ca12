"""A document's paragraphs as Word files that people make: counted by Word, in a table, typed, with tracked changes."""

import io
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from tests.parsing.blocks import BOLD, Block
from tests.parsing.docx.make import BY, NAMESPACES, abstract, level, num, restart

COUNTED, BULLETED = 91, 92  # far from the lists that python-docx brings along
LISTS = (
    abstract(
        COUNTED,
        level(0, "decimal", "%1."),
        level(1, "bullet", "\uf0b7", more="").replace(
            "</w:lvl>", '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr></w:lvl>'
        ),
    ),
    abstract(BULLETED, level(0, "bullet", "•"), level(1, "bullet", "o")),
)


def as_docx_numbered(blocks: list[Block]) -> bytes:
    """Numbers and bullets counted by Word: nothing of them is in the text; a number 1 starts its list again."""
    word = _with_lists()
    key, used = COUNTED, 0
    for block in blocks:
        paragraph = _paragraph(word, block)
        if block.label == "1." and used:
            key = _restarted(word, key + 10)
        used += block.label[:1].isdigit()
        if block.kind in ("item", "point"):
            counted = block.label != "-" or (block.kind == "point" and used)
            _count(paragraph, key if counted else BULLETED, 0 if block.kind == "item" else 1)
    return saved(word)


def as_docx_typed(blocks: list[Block]) -> bytes:
    """Numbers and bullets typed, with a tab behind, as before lists were automatic."""
    word = Document()
    for block in blocks:
        label = f"{block.label}\t" if block.label else ""
        _runs(word.add_paragraph(), f"{'    ' if block.kind == 'point' else ''}{label}{block.text}")
    return saved(word)


RESPONSIBLE, TIMELINE = "Ministry of Labour", "2021–2022"


def as_docx_table(
    blocks: list[Block], head: tuple[str, ...] = ("No.", "Recommendation", "Responsible", "Timeline")
) -> bytes:
    """Each recommendation a row; sub-themes in merged rows; the head again under each; what follows it in its cell."""
    word = _with_lists()
    table, text = None, None
    for block in blocks:
        if table is None and block.kind == "head":
            _paragraph(word, block)
        elif block.kind == "heading":
            table = table or word.add_table(0, len(head))
            cells = table.add_row().cells
            _runs(cells[0].merge(cells[-1]).paragraphs[0], block.text)
            _fill(table.add_row().cells, head)
            text = None
        elif block.kind == "item" and table is not None:
            cells = table.add_row().cells
            _fill(cells, (block.label.strip("-"), "", RESPONSIBLE, TIMELINE)[: len(head)])
            text = cells[1]
            _runs(text.paragraphs[0], block.text)
        elif text is not None and block is not blocks[-1]:
            paragraph = text.add_paragraph()
            _runs(paragraph, block.text)
            if block.kind == "point":
                _count(paragraph, BULLETED, 0)
        elif table is not None and block is not blocks[-1]:
            cells = table.add_row().cells
            _runs(cells[0].merge(cells[-1]).paragraphs[0], block.text)
        else:
            _paragraph(word, block)
    return saved(word)


def as_docx_tracked(blocks: list[Block]) -> bytes:
    """The document as an editor leaves it: a struck item before each, words struck and added, a split paragraph."""
    word = _with_lists()
    key, used = COUNTED, 0
    for block in blocks:
        if block.kind == "item":
            gone = word.add_paragraph()
            _change(gone, "del", "This was struck out.", "Ben")
            _mark(gone, "del", "Ben")
            if block.label != "1.":
                _count(gone, key if block.label != "-" else BULLETED, 0)
        paragraph = word.add_paragraph()
        first, _space, rest = block.text.partition(" ")
        if block.kind == "item" and "**" not in block.text:
            _change(paragraph, "del", "Perhaps ", "Ann")
            _runs(paragraph, first)
            _mark(paragraph, "del", "Ann")
            _counted(word, paragraph, block, key := _list(word, block, key, used))
            paragraph = word.add_paragraph()
            _change(paragraph, "ins", f" {rest}", "Ben")
        else:
            _runs(paragraph, block.text)
            _counted(word, paragraph, block, key := _list(word, block, key, used))
        used += block.label[:1].isdigit()
    return saved(word)


def as_docx_replaced(old: list[Block], new: list[Block]) -> bytes:
    """One document struck out whole, another typed over it, all of it tracked."""
    word = _with_lists()
    key, used = COUNTED, 0
    for kind, by, blocks in (("del", "Ann", old), ("ins", "Ben", new)):
        key, used = _restarted(word, key + 10), 0
        for block in blocks:
            paragraph = word.add_paragraph()
            _change(paragraph, kind, block.plain, by)
            _mark(paragraph, kind, by)
            _counted(word, paragraph, block, key := _list(word, block, key, used))
            used += block.label[:1].isdigit()
    word.add_paragraph()
    return saved(word)


def _list(word: Word, block: Block, key: int, used: int) -> int:
    return _restarted(word, key + 10) if block.label == "1." and used else key


def _counted(word: Word, paragraph: Paragraph, block: Block, key: int) -> None:
    if block.kind in ("item", "point"):
        _count(
            paragraph,
            key if block.label != "-" or block.kind == "point" else BULLETED,
            0 if block.kind == "item" else 1,
        )


def _with_lists() -> Word:
    word = Document()
    root = word.part.numbering_part.element
    first_num = root.find(root.nsmap["w"].join("{}") + "num")
    for definition in LISTS:
        first_num.addprevious(_xml(definition))
    for key in (COUNTED, BULLETED):
        root.append(_xml(num(key, key)))
    return word


def _restarted(word: Word, key: int) -> int:
    word.part.numbering_part.element.append(_xml(num(key, COUNTED, restart(0))))
    return key


def _xml(text: str) -> object:
    """A piece of WordprocessingML as an element of python-docx."""
    name, rest = text[1:].replace(">", " >", 1).split(" ", 1)
    return parse_xml(f"<{name} {NAMESPACES} {rest}")


def _paragraph(word: Word, block: Block) -> Paragraph:
    paragraph = word.add_paragraph()
    _runs(paragraph, block.text)
    return paragraph


def _runs(paragraph: Paragraph, text: str) -> None:
    for at, part in enumerate(BOLD.split(text)):
        if part:
            paragraph.add_run(part).bold = at % 2 == 1 or None


def _count(paragraph: Paragraph, key: int, at: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = at
    properties.get_or_add_numId().val = key


def _change(paragraph: Paragraph, kind: str, text: str, by: str) -> None:
    tag = "delText" if kind == "del" else "t"
    run = f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'
    paragraph._p.append(_xml(f"<w:{kind} {BY.format(by)}>{run}</w:{kind}>"))


def _mark(paragraph: Paragraph, kind: str, by: str) -> None:
    paragraph._p.get_or_add_pPr().append(_xml(f"<w:rPr><w:{kind} {BY.format(by)}/></w:rPr>"))


def _fill(cells: tuple[object, ...], texts: tuple[str, ...]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        if text:
            cell.paragraphs[0].add_run(text)


def saved(word: Word) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()

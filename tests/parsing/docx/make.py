"""Word files written by hand, part by part, so that a test says exactly what stands in them."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BESIDE = ("styles", "numbering", "comments", "footnotes", "header1")


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body; ``numbering=``, ``styles=``, ``comments=`` … are what stands inside those parts."""
    members = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations({f"rId{name}": (name.rstrip("1"), f"{name}.xml") for name in parts}),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    roots = {"header1": "hdr"}
    for name, inner in parts.items():
        root = roots.get(name, name)
        members[f"word/{name}.xml"] = f"{HEAD}<w:{root} {NAMESPACES}>{inner}</w:{root}>"
    return zipped(members)


def zipped(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return out.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _types(parts: dict[str, str]) -> str:
    kinds = {"document": "document.main", "header1": "header"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kinds.get(name, name)}+xml"/>'
        for name in ("document", *parts)
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run; ``properties`` as XML: "<w:b/>"."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(content: str = "", *, num: tuple[int, int] | None = None, style: str = "", more: str = "", mark: str = "") -> str:
    """A paragraph: text, or runs as XML; ``num`` is (list, level), ``mark`` what is set on its mark."""
    inner = content if content.startswith("<") or not content else r(content)
    numbered = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    settings = styled + numbered + more + marked
    return f"<w:p>{f'<w:pPr>{settings}</w:pPr>' if settings else ''}{inner}</w:p>"


def level(at: int, form: str, pattern: str, start: int | None = 1, more: str = "", indent: int | None = None) -> str:
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    left = 720 * (at + 1) if indent is None else indent
    return (
        f'<w:lvl w:ilvl="{at}">{begin}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{escape(pattern)}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def abstract(key: int, *levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}'
        "</w:abstractNum>"
    )


def num(key: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def restart(at: int, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(key: str, name: str, inner: str = "", based_on: str = "", default: bool = False) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="paragraph"{first} w:styleId="{key}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def cell(content: str = "", settings: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, settings: str = "") -> str:
    inner = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr>{f'<w:trPr>{settings}</w:trPr>' if settings else ''}{inner}</w:tr>"


def table(*rows: str, columns: int = 4) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


BY = 'w:id="1" w:author="{}" w:date="2020-01-01T00:00:00Z"'


def came(text: str, by: str = "Ann") -> str:
    return f"<w:ins {BY.format(by)}>{text if text.startswith('<') else r(text)}</w:ins>"


def went(text: str, by: str = "Ann") -> str:
    return f"<w:del {BY.format(by)}><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def mark(kind: str, by: str = "Ann") -> str:
    """The mark of a paragraph, row or cell that a change brought or took: mark("ins"), mark("cellDel")."""
    return f"<w:{kind} {BY.format(by)}/>"

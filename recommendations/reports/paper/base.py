"""The Word file on which a paper is written: the team's own, with its fonts and logo, or ours."""

import datetime
import io
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from recommendations.reports import ooxml, sentences
from recommendations.reports.paper.value import Paper

DARK, QUIET, LINE = RGBColor(0x23, 0x00, 0x50), RGBColor(0x56, 0x54, 0x63), "B8B6C4"
# Word wants a region with its language.
LANGUAGES = {"en": "en-GB"}
# Name, size in points, bold, colour, space before and after.
STYLES = (
    ("Normal", 10.5, False, None, 0, 6),
    ("Title", 26, True, DARK, 0, 10),
    ("Subtitle", 12, False, QUIET, 0, 4),
    ("Heading 1", 18, True, DARK, 0, 8),
    ("Heading 2", 13.5, True, DARK, 14, 4),
    ("Heading 3", 11.5, True, DARK, 10, 3),
    ("Caption", 10, True, DARK, 10, 4),
    ("toc 1", 10.5, False, None, 2, 1),
    ("toc 2", 10, False, QUIET, 0, 1),
    ("List Bullet", 10.5, False, None, 0, 6),
    ("Footer", 8.5, False, QUIET, 0, 0),
)


def opened(base_file: bytes | None) -> Any:
    """An empty document: of the team's own file everything but what stands on its pages. `base_file` was checked
    when it was put in place."""
    document = Document(io.BytesIO(base_file)) if base_file else Document()
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def prepare(document: Any, paper: Paper, *, own: bool) -> None:
    """Styles that are missing, language, properties, and the foot. On an `own` file its styles and heads stand."""
    names = {style.name for style in document.styles}
    for name, size, bold, colour, before, after in STYLES:
        if name not in names:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        elif own:
            continue
        style = document.styles[name]
        ooxml.set_style(style, size=size, bold=bold, colour=colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    if not own:
        _page(document.sections[0])
    language = LANGUAGES.get(paper.language, paper.language)
    ooxml.set_language(document, language)
    properties = document.core_properties
    properties.title, properties.subject = paper.title[:255], paper.cover[0][:255]
    properties.author, properties.comments, properties.language = _("AFML tracker"), "", language
    properties.version = str(paper.template)
    properties.created = properties.modified = datetime.datetime.combine(paper.data_on, datetime.time())
    _foot(document.sections[-1].footer, paper)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)


def _foot(footer: Any, paper: Paper) -> None:
    paragraph = footer.paragraphs[-1] if not footer.paragraphs[-1].text else footer.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ooxml.write(paragraph, f"{paper.cover[0]} · {sentences.day(paper.data_on)} · ")
    ooxml.field(paragraph, "PAGE", "1")

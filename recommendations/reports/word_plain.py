"""The page of a short Word paper: A4, our styles, a foot with what must stand on each page and its number."""

import datetime
from typing import Any

from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor

from recommendations.reports import ooxml

DARK, QUIET = RGBColor(0x23, 0x00, 0x50), RGBColor(0x56, 0x54, 0x63)
# Word wants a region with its language.
LANGUAGES = {"en": "en-GB"}
STYLES = (
    ("Normal", 10.5, False, None, 0, 5),
    ("Title", 20, True, DARK, 0, 6),
    ("Heading 1", 15, True, DARK, 18, 6),
    ("Heading 2", 12, True, DARK, 14, 3),
    ("List Bullet", 10.5, False, None, 0, 5),
    ("Footer", 8.5, False, QUIET, 0, 0),
)


def set_page(document: Any, *, title: str, foot: str, language: str, made_on: datetime.date) -> None:
    """Make an empty document ready: paper, styles, properties, "`foot` · page 2 of 7"."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size, bold, colour, before, after in STYLES:
        style = document.styles[name]
        ooxml.set_style(style, size=size, bold=bold, colour=colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    known = LANGUAGES.get(language, language)
    ooxml.set_language(document, known)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], _("AFML tracker"), ""
    properties.language = known
    properties.created = properties.modified = datetime.datetime.combine(made_on, datetime.time())
    _foot(section.footer.paragraphs[0], foot)


def _foot(paragraph: Any, foot: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ooxml.write(paragraph, f"{foot} · ")
    before, between = (_("page %(number)s of %(total)s") % {"number": "\0", "total": "\0"}).split("\0")[:2]
    ooxml.write(paragraph, before)
    ooxml.field(paragraph, "PAGE", "1")
    ooxml.write(paragraph, between)
    ooxml.field(paragraph, "NUMPAGES", "1")

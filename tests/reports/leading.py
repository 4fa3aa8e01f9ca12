"""Where the figures, names and rows of a report lead: (words, address) of each link to the site, of every layout."""

import ctypes
import io

import docx
import html5lib
import pypdfium2
from django.conf import settings
from django.template.loader import render_to_string
from docx.oxml.ns import qn
from pypdfium2 import raw

from recommendations.queries.lines import words


def of_page(report):
    page = render_to_string("reports/paper.html", {"report": report, "linked": True})
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    for link in tree.iter("a"):
        for hidden in link.findall("span"):
            link.remove(hidden)
        if link.get("href").startswith("/"):
            yield "".join(link.itertext()), f"{settings.SITE_URL}{link.get('href')}"


def notes(report):
    """What stands at its end, in words."""
    return [words(note) for note in report.notes]


def of_word(content):
    document = docx.Document(io.BytesIO(content))
    for link in document.element.body.iter(qn("w:hyperlink")):
        if relation := link.get(qn("r:id")):
            yield "".join(each.text for each in link.iter(qn("w:t"))), document.part.rels[relation].target_ref


def beside_links(content):
    """The words of each paragraph of a Word file that lead nowhere."""
    for paragraph in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:p")):
        apart = {text for link in paragraph.iter(qn("w:hyperlink")) for text in link.iter(qn("w:t"))}
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")) if text not in apart)


def of_pdf(content):
    document = pypdfium2.PdfDocument(content)
    for page in document:
        shown = page.get_textpage()
        at, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, at, link):
            if address := _address(document, raw.FPDFLink_GetAction(link)):
                box = raw.FS_RECTF()
                raw.FPDFLink_GetAnnotRect(link, box)
                told = shown.get_text_bounded(box.left, box.bottom, box.right, box.top)
                yield " ".join(told.replace("\u200b", "").split()), address


def _address(document, action):
    size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    found = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, found, size)
    return found.value.decode()


def to_site(links):
    return {(words, address) for words, address in links if address.startswith(settings.SITE_URL)}

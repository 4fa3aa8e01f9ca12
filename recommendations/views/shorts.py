"""A short paper as a file."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from recommendations.parsing.media import DOCX
from recommendations.reports import short_pdf, short_word
from recommendations.reports.short import ShortPaper

LAYOUTS = {"docx": (short_word.layout, DOCX), "pdf": (short_pdf.layout, "application/pdf")}


def as_file(paper: ShortPaper, fmt: str) -> HttpResponse:
    layout, media_type = LAYOUTS[fmt]
    disposition = content_disposition_header(as_attachment=True, filename=f"{paper.name}.{fmt}")
    return HttpResponse(layout(paper), content_type=media_type, headers={"Content-Disposition": disposition})

"""The paper for signature as a typeset PDF, with the same words as the Word file."""

from typing import Any

from django.utils.translation import gettext as _

from recommendations.reports.signature import Row, SignaturePaper
from recommendations.reports.typeset import language_code, typeset


def layout(sheet: SignaturePaper) -> bytes:
    return typeset("signature.typ", _data(sheet), "pdf", day=sheet.made_on)


def _data(sheet: SignaturePaper) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "scope": sheet.scope,
        "code": sheet.code,
        "note": sheet.code_note,
        "language": language_code(sheet.language),
        "rows": [_row(row) for row in sheet.rows],
        "block": {"title": sheet.block_title, "lines": sheet.block},
        # The numbers are put in by the page itself.
        "page": _("page %(number)s of %(total)s") % {"number": "{n}", "total": "{of}"},
        "author": _("AFML tracker"),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "head": f"{row.number}. {row.reference}",
        "paragraphs": [line for line in row.text.split("\n") if line.strip()],
        "language": language_code(row.language),
        "lines": [{"head": line.head, "texts": line.texts} for line in row.lines],
    }

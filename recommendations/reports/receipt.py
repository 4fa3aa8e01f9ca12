"""A receipt as a Word file, to be printed and filed."""

import io

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Cm

from recommendations.choices import NotPursuedReason, Status
from recommendations.queries.receipts import Item, ReceiptPage
from recommendations.reports import ooxml
from recommendations.reports.word_parts import Paper
from recommendations.reports.word_plain import set_page

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDTHS = (Cm(1.2), Cm(4), Cm(7.8), Cm(4))


def layout(receipt: ReceiptPage) -> bytes:
    paper = Paper(Document())
    title = _("Receipt %(reference)s") % {"reference": receipt.reference}
    set_page(
        paper.document, title=title, foot=receipt.reference, language=get_language() or "en", made_on=receipt.sent_at
    )
    paper.text(title, "Title")
    paper.text(_("AFML tracker"), "Subtitle")
    for label, value in _facts(receipt):
        paragraph = paper.text("")
        ooxml.write(paragraph, f"{label}: ", bold=True)
        ooxml.write(paragraph, value)
    headings = (_("No."), _("Reference"), _("Recommendation"), _("Status reported"))
    rows = [
        (str(number), item.reference, _texts(item), _status(item)) for number, item in enumerate(receipt.items, start=1)
    ]
    paper.table(headings, rows, WIDTHS, figures_from=len(headings))
    raw = io.BytesIO()
    paper.document.save(raw)
    return raw.getvalue()


def _facts(receipt: ReceiptPage) -> list[tuple[str, str]]:
    return [
        (_("Country"), receipt.country),
        (_("Sent to the reviewers"), receipt.sent),
        (_("Sent"), f"{receipt.clock} ({receipt.zone})"),
        (_("Sent by"), receipt.sent_by),
        (_("Who reviews"), ", ".join(receipt.reviewers) or _("The ILO’s reviewers")),
        (_("The reviewers mean to decide by"), date_format(receipt.decided_by, "j F Y")),
    ]


def _texts(item: Item) -> str:
    """The recommendation, and those for which its answer served too."""
    if not item.also:
        return item.headline
    others = (f"{each.reference} {each.headline}" for each in item.also)
    return "\n".join((item.headline, _("Also the answer to:"), *others))


def _status(item: Item) -> str:
    if not item.status:
        return _("Taken back")
    label = str(Status(item.status).label)
    return f"{label}: {NotPursuedReason(item.reason).label}" if item.reason else label

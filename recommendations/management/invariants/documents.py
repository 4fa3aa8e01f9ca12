"""Documents and recommendations."""

import hashlib
import re
from collections.abc import Iterator

from django.db.models import F

from recommendations import text
from recommendations.choices import DocumentKind, ImportState
from recommendations.models import Document, DocumentImport, Edition, Recommendation

# AFML13-VN-S2-09, AFML13-WORKERS-S1-04, AFML16-FORUM-S0-01, AFML15-LA-b-S1-01 (DESIGN section 2).
REFERENCE = re.compile(r"AFML\d+-[A-Z]+(?:-[A-Za-z]+)?-S\d+-\d{2,}")


def references_have_their_shape() -> Iterator[str]:
    rows = Recommendation.objects.order_by().values_list("reference", "document__code")
    for reference, code in rows.iterator():
        if not REFERENCE.fullmatch(reference) or not reference.startswith(f"{code}-S"):
            yield f"{reference}: not a reference of the document {code}"


def countries_fit() -> Iterator[str]:
    for document in Document.objects.select_related("forum", "party"):
        national = document.kind == DocumentKind.NATIONAL
        begins = f"AFML{document.forum.number}-{document.party.code if document.party else ''}"
        if national != bool(document.party) or not document.code.startswith(begins):
            yield f"{document.code}: it is {document.kind}, of {document.party or 'no country'}"


def sub_themes_fit() -> Iterator[str]:
    stray = Recommendation.objects.exclude(sub_theme__document=F("document")).order_by()
    for reference in stray.values_list("reference", flat=True):
        yield f"{reference}: its sub-theme is of another document"


def search_text_is_current() -> Iterator[str]:
    rows = Recommendation.objects.order_by().values_list("reference", "text", "search_text")
    for reference, printed, searched in rows.iterator():
        if searched != text.searchable(f"{reference} {printed}"):
            yield f"{reference}: what is searched is not what is printed"


def sources_are_unchanged() -> Iterator[str]:
    for edition in Edition.objects.select_related("document").iterator():
        if problem := _problem(edition):
            yield f"{edition}: {problem}"


def import_sources_are_unchanged() -> Iterator[str]:
    """Of those still on their way; what came to nothing has no file any more."""
    for found in DocumentImport.objects.filter(state__in=[ImportState.READING, ImportState.REVIEW]).iterator():
        if problem := _problem(found):
            yield f"Import {found.pk} ({found}): {problem}"


def _problem(kept: Edition | DocumentImport) -> str:
    if kept.file and not kept.file.storage.exists(str(kept.file)):
        return "its source file is missing"
    source = kept.file.read() if kept.file else kept.source_text.encode()
    return "" if hashlib.sha256(source).hexdigest() == kept.sha256 else "its source is not what was received"

"""Documents as they were published, and how far each is answered."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from recommendations.models import Document, Edition, FollowUp, Recommendation, SubTheme
from recommendations.queries import counts
from recommendations.queries.follow_ups import by_country
from recommendations.queries.naming import when


@dataclass(frozen=True)
class DocumentRow:
    """A document of the list; every one has one standing, so its figures may be added up."""

    document: Document
    texts: int
    asked: int
    answered: int
    figures: list[tuple[str, str, int]]
    when: str


def documents_of(forum: int | None) -> QuerySet[Document]:
    """The documents of one forum (of all: None), in order."""
    found = Document.objects.order_by("forum__number", "code")
    return found if forum is None else found.filter(forum__number=forum)


def document_rows(found: QuerySet[Document], *, start: int, stop: int, day: datetime.date) -> list[DocumentRow]:
    """Rows `start` to `stop` of `found`, each with how far it is answered."""
    shown = list(found.select_related("forum", "party").annotate(texts=Count("recommendations"))[start:stop])
    asked = FollowUp.objects.filter(recommendation__document__in=shown)
    cells = counts.cells(asked, by=("document",), day=day)
    return [_row(document, [cell for cell in cells if cell["document"] == document.code]) for document in shown]


def _row(document: Document, cells: list[counts.Cell]) -> DocumentRow:
    return DocumentRow(
        document, document.texts, counts.asked(cells), counts.answered(cells), counts.figures(cells), when(document)
    )


def whole_document(code: str, *, day: datetime.date) -> Document | None:
    """The document with `parts` (its sub-themes), each with `texts`, each with `asked_of`; and `sources`."""
    asked = Prefetch("follow_ups", by_country(day), "asked_of")
    texts = Recommendation.objects.order_by("position").prefetch_related(asked)
    parts = SubTheme.objects.order_by("position").prefetch_related(Prefetch("recommendations", texts, "texts"))
    sources = Edition.objects.defer("source_text").order_by("-number")
    found = Document.objects.select_related("forum", "party").prefetch_related(
        Prefetch("sub_themes", parts, "parts"), Prefetch("editions", sources, "sources")
    )
    return found.filter(code=code).first()

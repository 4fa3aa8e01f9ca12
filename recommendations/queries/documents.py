"""Documents as they were published, and how far each is answered."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Answering
from recommendations.models import (
    AuditEvent,
    Document,
    DocumentImport,
    Edition,
    FollowUp,
    Recommendation,
    RecommendationTheme,
    SubTheme,
)
from recommendations.queries import counts
from recommendations.queries.follow_ups import by_country
from recommendations.queries.naming import when

# What the audit trail tells of a document to everybody.
TELLINGS = {
    "document.publish": _("Published"),
    "document.edition": _("A corrected edition was applied"),
    "document.edition_undone": _("The corrected edition was taken back"),
    "document.withdraw": _("Withdrawn"),
    "document.reinstate": _("In force again"),
}
# What counts as a document's texts: those in force, or all where the whole document was withdrawn.
TEXTS = Q(recommendations__withdrawn_at__isnull=True) | Q(withdrawn_at__isnull=False)


@dataclass(frozen=True)
class DocumentRow:
    """A document of the list; every one has one standing, so its figures may be added up. A withdrawn one has none."""

    document: Document
    texts: int
    asked: int
    answered: int
    figures: list[tuple[str, str, int]]
    when: str

    @property
    def query(self) -> str:
        """Of the lists of its texts, and of what was asked."""
        force = {"force": "withdrawn"} if self.document.withdrawn_at else {}
        return urlencode({"document": self.document.code, **force})

    @property
    def answered_query(self) -> str:
        return f"{self.query}&answer={Answering.ANSWERED.value}"


@dataclass(frozen=True)
class Event:
    """What happened to a document (components/timeline.html)."""

    action: str
    what: Promise
    who: str
    at: datetime.datetime
    note: str


def documents_of(forum: int | None) -> QuerySet[Document]:
    """The documents of one forum (of all: None), in order."""
    found = Document.objects.order_by("forum__number", "code")
    return found if forum is None else found.filter(forum__number=forum)


def document_rows(found: QuerySet[Document], *, start: int, stop: int, day: datetime.date) -> list[DocumentRow]:
    """Rows `start` to `stop` of `found`, each with how far it is answered."""
    shown = list(
        found.select_related("forum", "party").annotate(texts=Count("recommendations", filter=TEXTS))[start:stop]
    )
    asked = FollowUp.objects.in_force().filter(recommendation__document__in=shown)
    cells = counts.cells(asked, by=("document",), day=day)
    of_each = counts.parted(cells, "document")
    return [_row(document, of_each[(document.code,)]) for document in shown]


def _row(document: Document, cells: list[counts.Cell]) -> DocumentRow:
    return DocumentRow(
        document, document.texts, counts.asked(cells), counts.answered(cells), counts.figures(cells), when(document)
    )


def import_of(document: Document) -> DocumentImport | None:
    """The import that published the document; None where it came in otherwise."""
    return next((each for each in imports_of(document) if each.edition_of_id is None), None)


def imports_of(document: Document) -> list[DocumentImport]:
    """The imports that became the document and its later editions, in that order."""
    found = DocumentImport.objects.filter(document=document).defer("source_text").select_related("edition")
    return list(found.order_by("edition__number", "pk"))


def history(document: Document) -> tuple[Event, ...]:
    """When the document was published, withdrawn and put in force again; the latest first."""
    events = AuditEvent.objects.filter(
        target_type=Document._meta.model_name, target=str(document.pk), action__in=TELLINGS
    )
    return tuple(
        Event(event.action, TELLINGS[event.action], str(event.by or ""), event.at, _note(event))
        for event in events.select_related("by").order_by("-sequence")
    )


def _note(event: AuditEvent) -> str:
    return (event.after or {}).get("reason", "")


def whole_document(code: str, *, day: datetime.date) -> Document | None:
    """The document with `parts` (sub-themes), their `texts` with `asked_of` and `themes_here`, and `sources`."""
    asked = Prefetch("follow_ups", by_country(day), "asked_of")
    themes = RecommendationTheme.objects.standing().order_by("placing", "-is_main", "theme__position")
    placed = Prefetch("theme_placings", themes.select_related("theme"), "themes_here")
    texts = Recommendation.objects.order_by("position").prefetch_related(asked, placed)
    parts = SubTheme.objects.order_by("position").prefetch_related(Prefetch("recommendations", texts, "texts"))
    sources = Edition.objects.defer("source_text").order_by("-number")
    found = Document.objects.select_related("forum", "party").prefetch_related(
        Prefetch("sub_themes", parts, "parts"), Prefetch("editions", sources, "sources")
    )
    return found.filter(code=code).first()

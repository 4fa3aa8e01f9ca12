"""A published document in small, corrected editions of it, and how it is answered."""

import datetime
import hashlib

from django.utils import timezone

from recommendations.actions import documents, editions, reviews, updates
from recommendations.actions.typed import Answer
from recommendations.choices import ExtractState
from recommendations.models import Document, DocumentImport, Extract, FollowUp, Recommendation, Update, User
from recommendations.queries.editions import comparison
from tests.cast import lao, person
from tests.edition_texts import PRINTED
from tests.factories import DocumentImportFactory, ExtractedSubThemeFactory, ExtractFactory, ForumFactory, UserFactory

DAY = datetime.date(2020, 10, 23)

Parts = tuple[tuple[str, list], ...]


def an_import(parts: Parts = PRINTED, *, of: Document | None = None, **changes) -> DocumentImport:
    """Reviewed, with its facts confirmed: `parts` has the titles, each with its texts, or (label, number, text)."""
    facts = {
        "forum": ForumFactory(number=13, year=2020), "kind": "national", "party": lao(), "held_on": DAY,
        "meeting": "Recommendations from Lao PDR Workshop", "language": "en", "edition_of": of,
        "facts_confirmed_at": timezone.now(), "facts_confirmed_by": UserFactory(),
    }  # fmt: skip
    source = repr(parts) + (f" {DocumentImport.objects.count()}" if of else "")
    facts |= {"source_text": source, "sha256": hashlib.sha256(source.encode()).hexdigest()}
    made = DocumentImportFactory(**facts | changes)
    place = 0
    for number, (title, texts) in enumerate(parts, 1):
        heading = ExtractedSubThemeFactory(document_import=made, position=number, number=number, title=title)
        for ordinal, text in enumerate(texts, 1):
            place += 1
            label, printed, words = (f"{ordinal}.", ordinal, text) if isinstance(text, str) else text
            ExtractFactory(
                document_import=made, sub_theme=heading, position=place, label=label, number=printed, text=words,
                state=ExtractState.ACCEPTED, decided_at=timezone.now(),
            )  # fmt: skip
    return made


def published(parts: Parts = PRINTED, **options) -> Document:
    return documents.publish_import(document_import=an_import(parts), by=None, **options)


def corrected(document: Document, parts: Parts) -> DocumentImport:
    """A new edition of `document`, ready to be applied."""
    return an_import(parts, of=document)


def apply(document: Document, parts: Parts, by=None):
    return editions.apply_edition(document_import=corrected(document, parts), by=by)


def mark(made: DocumentImport) -> str:
    return comparison(DocumentImport.objects.get(pk=made.pk)).mark


def text_of(made: DocumentImport, words: str) -> Extract:
    return made.extracts.get(text__startswith=words)


def of(document: Document, ending: str) -> Recommendation:
    return document.recommendations.get(reference=f"{document.code}-{ending}")


def rows(document: Document) -> list[tuple]:
    """Each text as it stands: reference, label, text, whether it is withdrawn."""
    return [
        (each.reference.removeprefix(f"{document.code}-"), each.label, each.text, bool(each.withdrawn_at))
        for each in document.recommendations.order_by("position")
    ]


def answer(follow_up: FollowUp, *, upto: str = "accepted", by: User | None = None) -> Update:
    """An answer of the follow-up's country, as far as `upto`."""
    reporter = by or person("reporter", follow_up.party)
    update = updates.save(follow_up=follow_up, answer=Answer(status="in-progress"), opened_version=0, by=reporter)
    if upto == "draft":
        return update
    updates.submit(update=update, seen_version=update.version, by=reporter)
    update.refresh_from_db()
    if upto == "accepted":
        reviews.accept(update=update, seen_version=update.version, assessment="confirmed", by=person("reviewer"))
    return update

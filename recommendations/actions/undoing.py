"""Taking back what an import published, as long as nobody has begun to answer it."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from recommendations.actions import asking, audit, links
from recommendations.actions.documents import lock_import
from recommendations.actions.locking import lock_follow_ups, locked
from recommendations.choices import ImportState
from recommendations.errors import TooLate
from recommendations.models import Document, DocumentImport, Edition, FollowUp, Recommendation, SubTheme, User
from recommendations.queries.publishing import undo_refused
from recommendations.text import gettext_noop


@transaction.atomic
def undo_import(*, document_import: DocumentImport, by: User | None) -> DocumentImport:
    """Delete the document that this import published, with its texts, follow-ups and placings.

    What was decided in the review stays: `reopen` leads back to it. Errors: NotAllowed, TooLate (undone already,
    somebody has begun to answer, it stands in a round, or a corrected edition came after it).
    """
    asking.check_may_publish(by)
    now = lock_import(document_import)
    if now.state != ImportState.PUBLISHED or now.document is None:
        raise TooLate(gettext_noop("This import is not published, so there is nothing to undo."))
    _check_untouched(now.document)  # before its rows are locked: what somebody works on is not held up
    document = lock_document(now.document)
    lock_follow_ups(FollowUp.objects.filter(recommendation__document=document).only("pk"))
    audit.hold()  # whoever was faster has ended, and nobody comes to refer to what is deleted now
    _check_untouched(document)
    before = _facts(document)
    if forgotten := links.forget(document.recommendations.all()):
        before["links"] = forgotten
    _delete(document)
    now.document = now.edition = None
    now.state, now.ended_at, now.ended_by = ImportState.UNDONE, timezone.now(), by
    now.save()
    audit.record("import.undo", now, by=by, party=document.party, before=before, after={"state": now.state})
    return now


@transaction.atomic
def reopen(*, document_import: DocumentImport, by: User | None) -> DocumentImport:
    """Bring an import that was undone back to its review. Errors: NotAllowed, TooLate."""
    asking.check_may_publish(by)
    now = lock_import(document_import)
    if now.state != ImportState.UNDONE:
        raise TooLate(gettext_noop("Only an import that was undone comes back to its review."))
    now.state, now.ended_at, now.ended_by = ImportState.REVIEW, None, None
    now.save()
    audit.record("import.reopen", now, by=by, before={"state": ImportState.UNDONE}, after={"state": now.state})
    return now


def lock_document(document: Document) -> Document:
    """The document with its texts, locked: whoever asks about them comes before or after. Raises TooLate."""
    held: QuerySet[Document] = locked(Document.objects).select_related("forum", "party")
    now = held.filter(pk=document.pk).first()
    if now is None:
        raise TooLate(gettext_noop("This document is no longer here: its import was undone."))
    list(locked(now.recommendations).order_by("pk").values_list("pk", flat=True))
    return now


def _check_untouched(document: Document) -> None:
    if refused := undo_refused(document):
        raise refused


def _facts(document: Document) -> dict[str, object]:
    follow_ups = FollowUp.objects.filter(recommendation__document=document)
    return {
        "code": document.code,
        "sha256": list(document.editions.values_list("sha256", flat=True)),
        "recommendations": list(document.recommendations.order_by("position").values_list("reference", flat=True)),
        "asked": sorted(set(follow_ups.order_by().values_list("party__code", flat=True))),
        "follow_ups": follow_ups.count(),
    }


def _delete(document: Document) -> None:
    """Placings and former wordings go with their recommendation; the source stays with the import."""
    FollowUp.objects.filter(recommendation__document=document).delete()
    Recommendation.objects.filter(document=document).delete()
    SubTheme.objects.filter(document=document).delete()
    Edition.objects.filter(document=document).delete()
    document.delete()

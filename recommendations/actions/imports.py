"""A source comes in, or is thrown away again before it was published."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from recommendations.actions import audit, files, jobs, leftovers
from recommendations.actions.locking import locked
from recommendations.choices import ImportState, JobState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import Document, DocumentImport, Edition, User
from recommendations.parsing.readers import MOST_BYTES
from recommendations.permissions import can
from recommendations.roles import Permission
from recommendations.text import clean, gettext_noop

LIVE = (ImportState.READING, ImportState.REVIEW)


class Known(Refused):
    """The same file came before; `known` is the document or the import that has it, with its address."""

    known: Document | DocumentImport


@files.unless_it_fails()
@transaction.atomic
def receive(
    *,
    data: bytes,
    file_name: str,
    language: str,
    revisions: str,
    by: User | None,
    edition_of: Document | None = None,
) -> DocumentImport:
    """Keep a source, and begin the job that reads it. Without a `file_name`, `data` is a pasted text in UTF-8.

    `edition_of`: the published document of which this is a corrected edition. The job is `import.jobs.get()`.
    Errors: NotAllowed, Known (the same file again), Refused (empty, too large).
    """
    _check_may(by)
    check_size(len(data))
    if not data.strip():
        raise Refused(gettext_noop("The file is empty.") if file_name else gettext_noop("Give a text."), field="file")
    received = DocumentImport(
        file_name=clean(file_name)[-200:], sha256=hashlib.sha256(data).hexdigest(), size=len(data),
        language=language, revisions=revisions, received_at=timezone.now(), received_by=by, edition_of=edition_of,
    )  # fmt: skip
    _check_new(received.sha256)
    _keep(received, data)
    received.save()
    jobs.begin(document_import=received, by=by)
    audit.record("import.receive", received, by=by, after={"file_name": received.file_name, "sha256": received.sha256})
    return received


@transaction.atomic
def discard(*, document_import: DocumentImport, by: User) -> DocumentImport:
    """Throw an import away with all that was found and decided. Errors: NotAllowed, TooLate."""
    _check_may(by)
    found = locked(DocumentImport.objects).get(pk=document_import.pk)
    if found.state not in LIVE:
        raise TooLate(gettext_noop("This import has ended already."))
    running = found.jobs.filter(state__in=[JobState.WAITING, JobState.RUNNING])
    running.update(state=JobState.CANCELLED, ended_at=timezone.now())  # its process sees that it is its own no more
    return leftovers.throw_away(found, state=ImportState.DISCARDED, by=by)


def content(found: DocumentImport) -> bytes:
    """The source as it was received."""
    if not found.file:
        return found.source_text.encode()
    with found.file.open("rb") as opened:
        held: bytes = opened.read()
    return held


def check_size(size: int) -> None:
    """Raise Refused for a file that is too large to be read; ask it before the file is in memory."""
    if size > MOST_BYTES:
        raise Refused(
            gettext_noop("The file is larger than %(limit)s MB."), field="file", limit=MOST_BYTES // 1_000_000
        )


def _check_may(by: User | None) -> None:
    """`by` is None for whoever holds the command line."""
    if by is not None and not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Only the secretariat can bring documents in."))


def _check_new(sha256: str) -> None:
    edition = Edition.objects.filter(sha256=sha256).select_related("document").first()
    if edition:
        sentence = gettext_noop("This file has been brought in already, as %(code)s.")
        raise _known(Known(sentence, field="file", code=edition.document.code), edition.document)
    other = DocumentImport.objects.filter(sha256=sha256, state__in=LIVE).first()
    if other:
        sentence = gettext_noop("This file is being brought in already: %(name)s.")
        raise _known(Known(sentence, field="file", name=str(other)), other)


def _known(refusal: Known, known: Document | DocumentImport) -> Known:
    refusal.known = known
    return refusal


def _keep(received: DocumentImport, data: bytes) -> None:
    """A pasted text in its row, a file in the store."""
    text = data.decode(errors="replace") if not received.file_name else ""
    if text and "\0" not in text and text.encode() == data:
        received.source_text = text
        return
    received.file.save(received.file_name, ContentFile(data), save=False)
    files.stored(received.file)

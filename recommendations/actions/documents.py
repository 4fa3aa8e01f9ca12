"""Publishing a document: from what parsing found, or a person made of it, to recommendations that are asked."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from recommendations import text
from recommendations.actions import asking, audit, document_rows, files, naming, printed
from recommendations.actions.locking import locked
from recommendations.actions.printed import Printed
from recommendations.choices import DocumentKind, ExtractState, ImportState
from recommendations.errors import Refused, TooLate
from recommendations.models import Document, DocumentImport, Edition, Forum, Party, User
from recommendations.models.forum import ordinal
from recommendations.parsing import Found
from recommendations.queries.asking import asking_day, parties_asked
from recommendations.text import gettext_noop


@files.unless_it_fails()
@transaction.atomic
def publish(
    *,
    found: Found,
    data: bytes,
    file_name: str = "",
    parties: Iterable[Party] | None = None,
    by: User | None,
) -> Document:
    """Store what was found in the file `data`, and ask `parties` about it (None: `queries.asking.parties_asked`).

    What parsing did not find, the caller fills in: `dataclasses.replace(found, forum_number=13)`. `by` is
    None on the command line only. Errors: NotAllowed, Refused (not whole, a forum or country that is not here,
    a file or meeting that was brought in before).
    """
    return _publish(printed.from_found(found, data, file_name), parties, by=by)


@transaction.atomic
def publish_import(
    *, document_import: DocumentImport, parties: Iterable[Party] | None = None, by: User | None
) -> Document:
    """Publish what people made of an import, and ask `parties` about it.

    None: those chosen for the import, or else `parties_asked`. Nothing is mailed. Errors: NotAllowed,
    TooLate (published or discarded meanwhile), Refused (texts that nobody looked at, and those of `publish`).
    """
    asking.check_may_publish(by)
    now = lock_import(document_import)
    check_reviewed(now)
    if now.edition_of_id:
        raise Refused(gettext_noop("This is a corrected edition. Compare it with the published document first."))
    if parties is None and now.asked_chosen:
        parties = list(now.asked.all())
    document = _publish(printed.from_import(now), parties, by=by, document_import=now)
    now.state, now.ended_at, now.ended_by = ImportState.PUBLISHED, document.published_at, by
    now.document, now.edition = document, document.editions.get()
    now.save()
    if parties is not None:
        now.asked.set(parties)
    return document


def lock_import(document_import: DocumentImport) -> DocumentImport:
    """The import as it is now, locked until the transaction ends."""
    locked(DocumentImport.objects).get(pk=document_import.pk)
    return DocumentImport.objects.select_related("forum", "party", "document").get(pk=document_import.pk)


def check_new(document: Document, sha256: str) -> None:
    """Raise Refused for the same file, and for the same meeting in another file: that is a corrected edition."""
    known = Edition.objects.filter(sha256=sha256).select_related("document").first()
    if known:
        raise Refused(gettext_noop("This file has been brought in already, as %(code)s."), code=known.document.code)
    same = Document.objects.filter(
        forum=document.forum, kind=document.kind, party=document.party, held_on=document.held_on
    )
    title = text.searchable(document.meeting)
    for other in same:
        if text.searchable(other.meeting) == title:
            raise Refused(
                gettext_noop("The document of this meeting has been published already, as %(code)s."),
                code=other.code,
            )


def _publish(
    told: Printed, parties: Iterable[Party] | None, *, by: User | None, document_import: DocumentImport | None = None
) -> Document:
    """The one door through which documents come in; its caller's transaction holds all of it."""
    asking.check_may_publish(by)
    _check_whole(told)
    document = _document(told, by)
    check_new(document, told.source.sha256)
    recommendations = document_rows.store(document, told)
    asked = parties_asked(document) if parties is None else list(parties)
    day = asking_day(document)
    follow_ups = asking.open_follow_ups(recommendations, asked, day)
    after = {
        "code": document.code,
        "sha256": told.source.sha256,
        "recommendations": [each.reference for each in recommendations],
        "asked": sorted(each.code for each in asked) if follow_ups else [],
        "asked_on": day,
    }
    if document_import:
        after["import"] = document_import.pk
    audit.record("document.publish", document, by=by, party=document.party, after=after)
    return document


# --- What is refused ---------------------------------------------------------------------------------------


def check_reviewed(document_import: DocumentImport) -> None:
    """Raise TooLate or Refused unless the review of an import is done, so that its texts can be published."""
    if document_import.state == ImportState.PUBLISHED and document_import.document:
        raise TooLate(
            gettext_noop("This import has been published already, as %(code)s."), code=document_import.document.code
        )
    if document_import.state != ImportState.REVIEW:
        raise TooLate(
            gettext_noop("This import is now “%(state)s” and cannot be published."),
            state=document_import.get_state_display(),
        )
    if document_import.facts_confirmed_at is None:
        raise Refused(gettext_noop("Say first which document this is: its forum, its kind and its title."))
    waiting = document_import.extracts.filter(state=ExtractState.PROPOSED).count()
    if waiting:
        raise Refused(
            gettext_noop("Nobody has decided yet on %(number)s of the texts that were found. Look at them first."),
            number=waiting,
        )


def _check_whole(told: Printed) -> None:
    national = told.kind == DocumentKind.NATIONAL
    refusals = (
        (not told.total, None, gettext_noop("No recommendation was found in this document.")),
        (
            told.kind not in DocumentKind.values,
            "kind",
            gettext_noop("The kind of the meeting was not found in this document. Please say which it is."),
        ),
        (
            not told.forum_number,
            "forum",
            gettext_noop("The number of the forum was not found in this document. Please say which it is."),
        ),
        (
            not told.meeting,
            "meeting",
            gettext_noop("The title of the meeting was not found in this document. Please give it."),
        ),
        (
            national and not told.country,
            "country",
            gettext_noop("The country of this national workshop was not found. Please say which it is."),
        ),
        (
            not national and bool(told.country),
            "country",
            gettext_noop("Only a national workshop belongs to a country; this meeting is of another kind."),
        ),
    )
    for wrong, field, sentence in refusals:
        if wrong:
            raise Refused(sentence, field=field)


# --- The document itself -----------------------------------------------------------------------------------


def _document(told: Printed, by: User | None) -> Document:
    forum, party = _forum(told.forum_number), _country(told.country)
    taken = set(Document.objects.filter(forum=forum).values_list("code", flat=True))
    code = naming.document_code(
        forum_number=forum.number, kind=told.kind, country=party.code if party else None, taken=taken
    )
    same = ("kind", "meeting", "theme", "language", "held_on", "held_until", "dates_printed", "place", "online")
    return Document(
        code=code,
        forum=forum,
        party=party,
        year=told.held_on.year if told.held_on else forum.year,
        published_at=timezone.now(),
        published_by=by,
        **{name: getattr(told, name) for name in same},
    )


def _forum(number: int | None) -> Forum:
    """The forum, locked: two documents published for it at once get two codes."""
    forum = locked(Forum.objects).filter(number=number or 0).first()
    if forum is None:
        raise Refused(
            gettext_noop("The %(ordinal)s AFML is not among the forums of this site. Please add it first."),
            field="forum",
            ordinal=ordinal(number or 0),
        )
    return forum


def _country(code: str | None) -> Party | None:
    if code is None:
        return None
    party = Party.objects.states().filter(code=code).first()
    if party is None:
        raise Refused(gettext_noop("“%(code)s” is not among the countries of this site."), field="country", code=code)
    return party

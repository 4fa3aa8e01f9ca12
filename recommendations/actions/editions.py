"""Applying a corrected edition to its published document. No answer is lost, and no reference changes."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from recommendations.actions import asking, audit, documents, edition_matches, edition_rows
from recommendations.actions.document_rows import store_edition
from recommendations.actions.edition_rows import Writing
from recommendations.actions.printed import source_of
from recommendations.actions.undoing import lock_document
from recommendations.choices import EditionChange as C
from recommendations.choices import ImportState
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import Document, DocumentImport, Edition, Recommendation, User
from recommendations.queries.editions import comparison
from recommendations.text import gettext_noop

# What the document says of itself, taken over from the confirmed facts of the import.
FACTS = ("meeting", "theme", "held_on", "held_until", "dates_printed", "place", "online")
TEXT = (
    "label", "number", "text", "page", "line", "editor_note", "position", "wording", "reworded",
    "withdrawn_at", "withdrawn_reason",
)  # fmt: skip
HEADING = ("position", "number", "title", "introduction")
CHANGED = gettext_noop(
    "Something has changed since you opened the page: a text, a match, or the published document. Nothing was "
    "applied. Look at the comparison again."
)


@transaction.atomic
def apply_edition(*, document_import: DocumentImport, by: User | None, seen: str | None = None) -> Edition:
    """Make the import the next edition of the document it corrects. Nothing is mailed, nothing sealed is touched.

    `seen` is the `mark` of the comparison that the person saw (None: whatever it is now). Errors: NotAllowed,
    TooLate, Conflict, Refused (the review is not done, the document is withdrawn, another document's facts).
    """
    asking.check_may_publish(by)
    now = documents.lock_import(document_import)
    documents.check_reviewed(now)
    if now.edition_of is None:
        raise Refused(gettext_noop("This import corrects no published document. Publish it as one of its own."))
    document = now.edition_of = lock_document(now.edition_of)
    _check(now, document)
    found = comparison(now)
    if seen is not None and seen != found.mark:
        raise Conflict(CHANGED)
    audit.hold()  # places are unique: whoever says something about a text refers to it
    before, at = state(document), timezone.now()
    number = max(document.editions.values_list("number", flat=True), default=0) + 1
    edition = store_edition(document, source_of(now), number=number, at=at, by=by)
    writing = Writing(found, edition, at, by)
    _take_facts(document, now)
    edition_rows.write(writing)
    edition_matches.keep(found)
    now.state, now.ended_at, now.ended_by = ImportState.PUBLISHED, at, by
    now.document, now.edition = document, edition
    now.save()
    after = state(document)
    audit.record(
        "document.edition", document, by=by, party=document.party,
        before=_differing(before, after), after=_differing(after, before) | _told(writing, now),
    )  # fmt: skip
    return edition


def _check(now: DocumentImport, document: Document) -> None:
    if document.withdrawn_at:
        raise TooLate(gettext_noop("This document is withdrawn. Put it in force again before it is corrected."))
    if (now.forum_id, now.kind, now.party_id) != (document.forum_id, document.kind, document.party_id):
        raise Refused(
            gettext_noop("%(code)s is of another forum, kind or country than this import. Look at its facts again."),
            code=document.code,
        )
    if not now.extracts.to_publish().exists():
        raise Refused(gettext_noop("No text of this edition is accepted. Withdraw the document instead."))
    known = Edition.objects.filter(sha256=now.sha256).select_related("document").first()
    if known:
        raise Refused(gettext_noop("This file has been brought in already, as %(code)s."), code=known.document.code)


def _take_facts(document: Document, now: DocumentImport) -> None:
    for name in FACTS:
        setattr(document, name, getattr(now, name))
    document.year = document.held_on.year if document.held_on else document.forum.year
    document.save(update_fields=[*FACTS, "year"])


# --- What the trail keeps --------------------------------------------------------------------------------------


def state(document: Document) -> dict[str, dict[str, Any]]:
    """All that an edition may change, as plain data: the facts, the headings by key, the texts by reference."""
    texts = Recommendation.objects.filter(document=document).order_by("position")
    return {
        "facts": {name: getattr(document, name) for name in (*FACTS, "year")},
        "sub_themes": {str(row.pop("pk")): row for row in document.sub_themes.values("pk", *HEADING)},
        "texts": {
            row.pop("reference"): row for row in texts.values("reference", "sub_theme", "withdrawn_by", *TEXT)
        },
    }  # fmt: skip


def _differing(state: dict[str, dict[str, Any]], other: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What of `state` is otherwise in `other`."""
    return {
        part: {key: value for key, value in rows.items() if key not in other[part] or other[part][key] != value}
        for part, rows in state.items()
    }


def _told(writing: Writing, now: DocumentImport) -> dict[str, Any]:
    """What became of the texts, by their references: what the receipt and the mail say."""
    rows = [(row, writing.named.get(at)) for at, row in enumerate(writing.found.rows)]
    kept = [(row, text.reference) for row, text in rows if text and row.keeps]
    return {
        "edition": writing.edition.number,
        "import": now.pk,
        "reworded": [name for row, name in kept if row.is_reworded and row.kinds[0] == C.REWORDED],
        "moved": [name for row, name in kept if C.MOVED in row.kinds],
        "renumbered": [name for row, name in kept if C.RENUMBERED in row.kinds],
        "again": [name for row, name in kept if row.returns],
        "confirm": [name for row, name in kept if row.asks_again],
        "new": [text.reference for row, text in rows if text and row.extract and not row.old],
        "split": [
            [row.old.reference, text.reference] for row, text in rows if text and row.old and not row.keeps
        ],
        "merged": [[each.reference, name] for row, name in kept for each in row.joined],
        "asked": writing.asked,
        "withdrawn": [row.old.reference for row, _text in rows if row.old and row.extract is None],
    }  # fmt: skip

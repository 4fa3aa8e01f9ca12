"""What a document says of itself, confirmed by a person; and the warnings that a person has ticked."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from recommendations.actions import audit
from recommendations.actions.import_review import opened
from recommendations.choices import DocumentKind
from recommendations.errors import Conflict, Refused
from recommendations.models import Document, DocumentImport, Forum, Party, User
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class Facts:
    forum: Forum
    kind: str
    party: Party | None
    meeting: str
    theme: str = ""
    held_on: datetime.date | None = None
    held_until: datetime.date | None = None
    dates_printed: str = ""
    place: str = ""
    online: bool | None = None
    edition_of: Document | None = None


@transaction.atomic
def confirm(*, document_import: DocumentImport, facts: Facts, seen: str, by: User) -> DocumentImport:
    """A person says what the document is. `seen` is its `fingerprint` when the page was opened.

    Errors: NotAllowed, TooLate, Conflict, Refused (kind and country do not fit, the last day before the first).
    """
    found = opened(document_import, by)
    if fingerprint(found) != seen:
        raise Conflict(
            gettext_noop(
                "Somebody else has confirmed what this document is since you opened the page. Nothing was "
                "overwritten, and what you typed is still here: save it again if it is right."
            )
        )
    _check(facts)
    before = told(found)
    for name, value in vars(facts).items():
        setattr(found, name, value)
    found.facts_confirmed_at, found.facts_confirmed_by = timezone.now(), by
    found.save()
    audit.record("import.confirm_facts", found, by=by, before=before, after=told(found))
    return found


def _check(facts: Facts) -> None:
    national = facts.kind == DocumentKind.NATIONAL
    refusals = (
        (national and not facts.party, "party", gettext_noop("Choose the country whose workshop this was.")),
        (
            not national and facts.party,
            "party",
            gettext_noop("Only a national workshop belongs to a country. Leave this empty, or choose that kind."),
        ),
        (not facts.meeting, "meeting", gettext_noop("Give the title of the meeting as it is printed.")),
        (
            facts.held_until and (not facts.held_on or facts.held_on > facts.held_until),
            "held_until",
            gettext_noop("The last day comes before the first."),
        ),
    )
    for wrong, field, sentence in refusals:
        if wrong:
            raise Refused(sentence, field=field)


def fingerprint(document_import: DocumentImport) -> str:
    """What a person saw, to notice that it has changed."""
    at = document_import.facts_confirmed_at
    return at.isoformat() if at else ""


@transaction.atomic
def tick(*, document_import: DocumentImport, reasons: Mapping[str, str], by: User) -> DocumentImport:
    """Warnings that a person has looked at, by their keys, each with its reason; others are ticked no longer.

    Errors: NotAllowed, TooLate, Refused (a reason is missing).
    """
    found = opened(document_import, by)
    if not all(reasons.values()):
        raise Refused(gettext_noop("Write a reason beside each warning that you tick."))
    earlier = {each["key"]: each for each in found.ticked}
    now = timezone.now().isoformat()
    found.ticked = [
        earlier[key]
        if key in earlier and earlier[key]["reason"] == reason
        else {"key": key, "reason": reason, "by": by.pk, "at": now}
        for key, reason in reasons.items()
    ]
    found.save(update_fields=["ticked"])
    audit.record("import.tick", found, by=by, before=list(earlier.values()), after=found.ticked)
    return found


def told(document_import: DocumentImport) -> dict[str, object]:
    """The facts as the trail keeps them."""
    names = ("kind", "meeting", "theme", "held_on", "held_until", "dates_printed", "place", "online")
    facts = {name: getattr(document_import, name) for name in names}
    forum, party, edition = document_import.forum, document_import.party, document_import.edition_of
    return facts | {
        "forum": forum.number if forum else None,
        "party": party.code if party else None,
        "edition_of": edition.code if edition else None,
    }

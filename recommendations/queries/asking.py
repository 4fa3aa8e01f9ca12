"""Who is asked when a document is published, as of which day, unless somebody chooses otherwise."""

import datetime

from django.db.models import Q, QuerySet

from recommendations.choices import DocumentKind, PartyKind
from recommendations.models import Document, DocumentImport, Party


def parties_asked(document: Document | DocumentImport) -> list[Party]:
    """Whom publishing a document asks (DESIGN section 3).

    A national document its country; the forum's own every state that was a member then; a regional one
    nobody.
    """
    if document.kind == DocumentKind.NATIONAL and document.party:
        return [document.party]
    if document.kind == DocumentKind.FORUM:
        return list(Party.objects.member_on(asking_day(document)).order_by("code"))
    return []


def parties_offered(document: Document | DocumentImport) -> QuerySet[Party]:
    """Whom it may ask: the regional bodies, and the states that were members by then."""
    member = Q(member_since__lte=asking_day(document))
    return Party.objects.filter(member | Q(kind=PartyKind.REGIONAL_BODY)).order_by("kind", "name")


def asking_day(document: Document | DocumentImport) -> datetime.date:
    """The day from which a document's recommendations are asked: the last day of its meeting.

    Where no day is known it is the forum's own last day (for the forum's own document), or else the first day
    of the document's year: nobody counts as a member before they were one.
    """
    day, forum = document.held_until or document.held_on, document.forum
    if day is None and forum and document.kind == DocumentKind.FORUM:
        day = forum.ends_on or forum.starts_on
    return day or datetime.date(_year(document), 1, 1)


def _year(document: Document | DocumentImport) -> int:
    if isinstance(document, Document):
        return document.year
    return document.forum.year if document.forum else datetime.MINYEAR

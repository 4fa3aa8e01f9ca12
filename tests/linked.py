"""Texts of three meetings and of a forum, and links between them, for tests of what reads or decides on them."""

import datetime

from recommendations.choices import DocumentKind, LinkKind, LinkState
from recommendations.models import Link, Recommendation
from tests.factories import DocumentFactory, ForumFactory, LinkFactory, RecommendationFactory, UserFactory

NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
JOBS = "Open job centres in each province for returned workers."


def text(forum: int = 13, year: int = 2020, kind: str = DocumentKind.NATIONAL, **more: object) -> Recommendation:
    """The only text of a document of its own."""
    party = {} if kind == DocumentKind.NATIONAL else {"party": None}
    day = datetime.date(year, 10, 1)
    document = DocumentFactory(forum=ForumFactory(number=forum), year=year, kind=kind, held_on=day, **party)
    return RecommendationFactory(document=document, **more)


def adopted(forum: int = 13, year: int = 2020, **more: object) -> Recommendation:
    return text(forum, year, DocumentKind.FORUM, **more)


def confirm(earlier: Recommendation, later: Recommendation, kind: str = LinkKind.REPEATS, **more: object) -> Link:
    """A link that a person has decided on; confirmed unless `state` says otherwise."""
    decided = {"state": LinkState.CONFIRMED, "decided_at": NOW, "decided_by": UserFactory()} | more
    return LinkFactory(earlier=earlier, later=later, kind=kind, **decided)

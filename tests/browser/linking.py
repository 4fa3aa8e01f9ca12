"""Texts that ask for the same: one pair that is suggested, one that is linked, what was taken up and what was not."""

from recommendations.actions import links
from recommendations.choices import DocumentKind
from tests.factories import DocumentFactory, ForumFactory, LinkFactory, RecommendationFactory

NAMES = frozenset("pair linked tied-text not-taken-up".split())


def make(scene) -> None:
    """Adds to `scene.imports` what stands in the addresses."""
    words, by = scene.words, scene.people["secretariat"]
    forum = ForumFactory(number=12)
    workshop = DocumentFactory(forum=forum, party=scene.own, code="AFML12-LA", meeting=words.meeting, year=2019)
    later = DocumentFactory(forum=ForumFactory(number=14), party=scene.other, code="AFML14-KH", year=2021)
    adopting = DocumentFactory(forum=forum, kind=DocumentKind.FORUM, party=None, code="AFML12-FORUM", year=2019)
    text, dropped = (RecommendationFactory(document=workshop, text=words.text) for _ in range(2))
    again = RecommendationFactory(document=later, text=f"{words.text} {words.passage}")
    near = RecommendationFactory(document=later, text=f"{words.passage} Regulate recruitment.")
    into = RecommendationFactory(document=adopting, text=words.text)
    linked = links.add(recommendation=text, other=again, kind="repeats", by=by)
    links.take_up(proposal=text, adopted=into, by=by)
    links.say_not_taken_up(recommendation=dropped, note=words.passage, by=by)
    pair = LinkFactory(earlier=text, later=near, score=0.42, kind="repeats", words=["recruitment", "regulate"])
    scene.imports |= {
        "pair": str(pair.pk), "linked": str(linked.pk), "tied-text": text.reference, "not-taken-up": dropped.reference,
    }  # fmt: skip

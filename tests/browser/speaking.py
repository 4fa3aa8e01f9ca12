"""A text with a statement that took the place of another, one that was hidden, and an answer entered from a letter."""

import datetime

from recommendations.actions import replies, statements
from recommendations.actions.replies import Letter
from recommendations.actions.statements import View
from recommendations.actions.typed import ActivityText, Answer
from recommendations.choices import OrganizationKind
from recommendations.models import Statement
from recommendations.roles import Role
from tests.factories import FollowUpFactory, MembershipFactory, OrganizationFactory, RecommendationFactory, UserFactory

NAMES = frozenset("speaks-of speaks-of-row said hidden-one entered-row".split())


def make(scene) -> None:
    """Adds to `scene.imports` what stands in the addresses, and the people who speak."""
    words = scene.words
    unions = [
        OrganizationFactory(party=scene.own, kind=kind, name=f"{words.agency[:200]} {kind}")
        for kind in (OrganizationKind.WORKERS, OrganizationKind.CIVIL_SOCIETY)
    ]
    people = [
        MembershipFactory(
            user=UserFactory(name=words.person), role=Role.PARTNER, party=scene.own, organization=each
        ).user
        for each in unions
    ]
    scene.people["speaker"], scene.people["hidden-speaker"] = people
    rows = [_ask(scene) for _ in range(2)]
    text = rows[0].recommendation
    first, hidden = (
        statements.publish(recommendation=text, organization=union, view=View(words.passage, scene.own), by=by)
        for union, by in zip(unions, people, strict=True)
    )
    said = statements.change(statement=first, view=View(f"Now: {words.passage}", scene.own), by=people[0])
    statements.hide(statement=hidden, reason=words.title, by=scene.people["secretariat"])
    letter = Letter(
        "letter", words.person, datetime.date(2026, 8, 1), b"%PDF-1.7 a letter %%EOF", f"{words.title[:60]}.pdf"
    )
    answer = Answer(status="implemented", activities=(ActivityText(words.activity),), challenges=words.passage)
    other = MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=None).user
    replies.enter(follow_up=rows[1], letter=letter, answer=answer, by=other)
    scene.imports |= {
        "speaks-of": text.reference,
        "speaks-of-row": "/".join(rows[0].address),
        "said": str(said.pk),
        "hidden-one": str(Statement.objects.get(hidden_at__isnull=False).pk),
        "entered-row": "/".join(rows[1].address),
    }


def _ask(scene):
    document = scene.follow_ups["nothing"].recommendation.document if "nothing" in scene.follow_ups else None
    given = {"document": document} if document else {}
    return FollowUpFactory(recommendation=RecommendationFactory(text=scene.words.text, **given), party=scene.own)

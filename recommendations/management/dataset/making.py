"""Makes the dataset, table by table, in batches. Nothing here asks the database row by row."""

import datetime
import random
import string
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from recommendations import text
from recommendations.actions import people
from recommendations.actions.reference import VOCABULARY_FIXTURES
from recommendations.choices import Addressee, DocumentKind
from recommendations.management.dataset import answers, words
from recommendations.management.dataset.batches import in_batches
from recommendations.management.demo.people import PASSWORD
from recommendations.models import (
    Document,
    FollowUp,
    Forum,
    OutboxMail,
    Party,
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    Responsibility,
    Review,
    SubTheme,
    TargetGroup,
    Theme,
    User,
    VersionAgency,
)
from recommendations.roles import Role

IN_A_DOCUMENT = 50
KINDS = {
    DocumentKind.FORUM: "FORUM",
    DocumentKind.REGIONAL_WORKERS: "WORKERS",
    DocumentKind.REGIONAL_EMPLOYERS: "EMPLOYERS",
    DocumentKind.REGIONAL_CSO: "CSO",
    DocumentKind.NATIONAL: "",
}


@transaction.atomic
def make(count: int, seed: int) -> None:
    """`count` recommendations, each asked of all eleven states, two in five answered."""
    chance = random.Random(seed)  # noqa: S311 (the same data each time, no secret)
    call_command("loaddata", *VOCABULARY_FIXTURES, verbosity=0)
    cast = _people()
    for number in range(0, count, IN_A_DOCUMENT):
        _document(number // IN_A_DOCUMENT, min(IN_A_DOCUMENT, count - number), chance)
    _place(chance)
    states = list(Party.objects.states().order_by("code"))
    in_batches(
        FollowUp,
        (
            FollowUp(recommendation_id=key, party=party, asked_on=day)
            for key, day in Recommendation.objects.order_by("pk").values_list("pk", "document__held_on")
            for party in states
        ),
    )
    answers.make(cast, chance)
    _settle()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people() -> dict[str, User]:
    """A reporter for each state, two reviewers, one secretariat and one viewer, who can sign in."""
    states = Party.objects.states().order_by("code")
    roles = [(f"reporter.{party.code.lower()}", Role.REPORTER, party) for party in states]
    roles += [(name, Role.REVIEWER, None) for name in ("reviewer", "reviewer2")]
    roles += [("secretariat", Role.SECRETARIAT, None), ("viewer", Role.VIEWER, None)]
    cast = {}
    for name, role, party in roles:
        user = people.invite(email=f"{name}@example.org", role=role, party=party, name=words.MARK).user
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        cast[name] = user
    OutboxMail.objects.all().delete()
    return cast


def _document(ordinal: int, count: int, chance: random.Random) -> None:
    forums, states = list(Forum.objects.all()), list(Party.objects.states().order_by("code"))
    forum, kind = forums[ordinal % len(forums)], list(KINDS)[ordinal % len(KINDS)]
    party = chance.choice(states) if kind == DocumentKind.NATIONAL else None
    day = datetime.date(forum.year, chance.randint(1, 12), chance.randint(1, 28))
    document = Document.objects.create(
        code=f"AFML{forum.number}-{party.code if party else KINDS[kind]}-{_letters(ordinal)}",
        forum=forum,
        kind=kind,
        party=party,
        meeting=f"{words.MARK}: meeting {ordinal + 1}",
        held_on=day,
        year=day.year,
        published_at=datetime.datetime.combine(day, datetime.time(9), datetime.UTC),
    )
    headings = SubTheme.objects.bulk_create(
        SubTheme(document=document, position=n, number=n, title=words.sentence(chance, 1)) for n in (1, 2)
    )
    in_batches(Recommendation, (_recommendation(document, headings, n, count, chance) for n in range(1, count + 1)))


def _recommendation(
    document: Document, headings: list[SubTheme], number: int, count: int, chance: random.Random
) -> Recommendation:
    heading = headings[0] if number <= (count + 1) // 2 else headings[1]
    reference, printed = f"{document.code}-S{heading.number}-{number:02}", words.sentence(chance, chance.randint(3, 9))
    return Recommendation(
        reference=reference,
        document=document,
        sub_theme=heading,
        position=number,
        label=f"{number}.",
        number=number,
        text=printed,
        search_text=text.searchable(f"{reference} {printed}"),
    )


def _letters(ordinal: int) -> str:
    """0 → "a", 26 → "aa": what parts the documents of one forum."""
    letters = string.ascii_lowercase
    return letters[ordinal] if ordinal < len(letters) else _letters(ordinal // 26 - 1) + letters[ordinal % 26]


def _place(chance: random.Random) -> None:
    themes, groups = list(Theme.objects.all()), list(TargetGroup.objects.all())
    keys = list(Recommendation.objects.order_by("pk").values_list("pk", flat=True))
    in_batches(RecommendationTheme, _themes(keys, themes, chance))
    in_batches(
        RecommendationTargetGroup,
        (RecommendationTargetGroup(recommendation_id=key, target_group=chance.choice(groups)) for key in keys),
    )
    in_batches(
        RecommendationAddressee,
        (RecommendationAddressee(recommendation_id=key, addressee=chance.choice(Addressee.values)) for key in keys),
    )


def _themes(keys: list[int], themes: list[Theme], chance: random.Random) -> Iterator[RecommendationTheme]:
    for key in keys:
        main, other = chance.sample(themes, 2)
        yield RecommendationTheme(recommendation_id=key, theme=main, is_main=True)
        yield RecommendationTheme(recommendation_id=key, theme=other)


def _settle() -> None:
    """What `actions.answers.settle` does for one follow-up, for all of them in one statement."""
    accepted = Review.objects.filter(update__follow_up=OuterRef("pk"), update__state="accepted")
    FollowUp.objects.filter(updates__state="accepted").update(
        status=Subquery(accepted.values("version__status")[:1]),
        not_pursued_reason=Subquery(accepted.values("version__not_pursued_reason")[:1]),
        assessment=Subquery(accepted.values("assessment")[:1]),
        answered_at=Subquery(accepted.values("update__submitted_at")[:1]),
        current_version=Subquery(accepted.values("version")[:1]),
    )
    named = VersionAgency.objects.filter(version__reviews__decision="accept").order_by("pk")
    in_batches(
        Responsibility,
        (
            Responsibility(follow_up_id=follow_up, organization_id=organization, part=part)
            for follow_up, organization, part in named.values_list("version__update__follow_up", "organization", "part")
        ),
    )

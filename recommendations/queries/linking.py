"""The texts that are compared, the links that the machine suggests, and the pages on which people decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from recommendations.choices import DocumentKind, LinkKind, LinkState, Placing
from recommendations.matching import linking
from recommendations.matching.linking import Suggestion, Text
from recommendations.matching.words import Piece
from recommendations.models import Link, Recommendation, RecommendationTheme
from recommendations.queries.links import standing_links

# So many comparisons keep a person waiting about a minute; `manage.py suggest_links` takes any number.
MOST_COMPARED = 4_000_000


# --- What is compared ------------------------------------------------------------------------------------------


def suggestions(among: Collection[Recommendation]) -> tuple[Suggestion, ...]:
    """What may be the same again between these texts and all in force, in two queries."""
    texts = comparable()
    wanted = {each.reference for each in among}
    return linking.suggest([text for text in texts if text.reference in wanted], texts)


def comparable() -> list[Text]:
    """Every text in force, with its main theme."""
    rows = Recommendation.objects.in_force().filter(document__withdrawn_at=None).order_by("pk")
    mains = RecommendationTheme.objects.standing().filter(is_main=True).order_by()
    themes = {row[0]: row[1:] for row in mains.values_list("recommendation", "theme__slug", "placing")}
    return [
        Text(reference, text, document, theme, confirmed=placing == Placing.CONFIRMED)
        for pk, reference, text, document in rows.values_list("pk", "reference", "text", "document__code")
        for theme, placing in [themes.get(pk, ("", ""))]
    ]


def too_many(texts: int) -> bool:
    """Whether comparing so many texts with all would keep a person waiting."""
    return texts * Recommendation.objects.in_force().count() > MOST_COMPARED


def named_in(found: Iterable[Suggestion]) -> set[int]:
    """The keys of the texts that are named in suggestions."""
    references = {reference for each in found for reference in (each.reference, each.other)}
    rows = Recommendation.objects.filter(reference__in=references).order_by()
    return set(rows.values_list("pk", flat=True))


def between(one: Recommendation, other: Recommendation) -> Link | None:
    """The link of two texts, whichever is the earlier."""
    pair = Q(earlier=one, later=other) | Q(earlier=other, later=one)
    return with_texts(Link.objects.filter(pair)).first()


def taken_up_by(proposal: Recommendation) -> Link | None:
    found = standing_links().filter(earlier=proposal, kind=LinkKind.TAKES_UP)
    return found.select_related("later").first()


def with_texts(found: QuerySet[Link]) -> QuerySet[Link]:
    """With both texts and all that says where they come from."""
    ends = [f"{end}__document__{name}" for end in ("earlier", "later") for name in ("forum", "party")]
    return found.select_related(*ends, "decided_by")


# --- The list --------------------------------------------------------------------------------------------------

STATES = (LinkState.SUGGESTED, LinkState.CONFIRMED, LinkState.REFUSED)


@dataclass(frozen=True)
class Wanted:
    """Which links the list shows. `least`: the lowest score, in hundredths; what was added by hand has none."""

    state: str = LinkState.SUGGESTED
    document: str = ""
    theme: str = ""
    least: int = 0


def listed(wanted: Wanted) -> QuerySet[Link]:
    """The links that are wanted, in any state, between texts in force."""
    found = Link.objects.filter(earlier__withdrawn_at=None, later__withdrawn_at=None)
    if wanted.document:
        found = found.filter(
            Q(earlier__document__code=wanted.document) | Q(later__document__code=wanted.document)
        )  # fmt: skip
    if wanted.theme:
        found = found.filter(_about("earlier", wanted.theme) | _about("later", wanted.theme))
    if wanted.least:
        found = found.filter(score__gte=wanted.least / 100)
    return found


def _about(end: str, theme: str) -> Q:
    main = RecommendationTheme.objects.standing().filter(is_main=True, theme__slug=theme)
    return Q(Exists(main.filter(recommendation=OuterRef(end))))


def counted(wanted: Wanted) -> dict[str, int]:
    """How many of them there are in each state, in one query."""
    rows = listed(wanted).order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(STATES, 0) | dict(rows)


def page(wanted: Wanted, *, start: int, stop: int) -> list["Row"]:
    """Rows `start` to `stop`: the highest score first, and what has none at the end."""
    found = with_texts(listed(wanted).filter(state=wanted.state))
    return [row_of(link) for link in found.order_by(F("score").desc(nulls_last=True), "pk")[start:stop]]


@dataclass(frozen=True)
class Row:
    """A link with both texts side by side. `compared`: their differences are marked; else the words they share."""

    link: Link
    compared: bool
    left: Sequence[Piece]
    right: Sequence[Piece]

    @property
    def percent(self) -> int | None:
        return None if self.link.score is None else round(self.link.score * 100)

    @property
    def identical(self) -> bool:
        return self.link.score == 1


def row_of(link: Link) -> Row:
    return Row(link, *linking.side_by_side(link.earlier.text, link.later.text, link.words))


# --- The links of one text ---------------------------------------------------------------------------------------


def links_of(recommendation: Recommendation, *, with_suggestions: bool) -> list[Link]:
    """Its links to texts in force: confirmed ones and, where wanted, suggested ones; the highest score first."""
    states = [LinkState.CONFIRMED, *([LinkState.SUGGESTED] if with_suggestions else [])]
    found = Link.objects.of(recommendation).filter(
        state__in=states, earlier__withdrawn_at=None, later__withdrawn_at=None
    )
    return list(with_texts(found).order_by("state", F("score").desc(nulls_last=True), "pk"))


def adopted_near(proposal: Recommendation) -> QuerySet[Recommendation]:
    """What the forum of a proposal adopted: its main theme first, then in print order."""
    mains = RecommendationTheme.objects.standing().filter(is_main=True)
    own = mains.filter(recommendation=proposal).values("theme")[:1]
    alike = mains.filter(recommendation=OuterRef("pk"), theme__in=own)
    found = Recommendation.objects.in_force().filter(
        document__forum=proposal.document.forum_id, document__kind=DocumentKind.FORUM
    )
    return found.with_source().annotate(alike=Exists(alike)).order_by("-alike", "document__code", "position")

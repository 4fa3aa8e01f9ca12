"""The texts that are compared, the links that the machine suggests, and the pages on which people decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from recommendations.choices import DocumentKind, LinkKind, LinkState, Placing, Standing
from recommendations.matching import linking
from recommendations.matching.linking import Suggestion, Text
from recommendations.matching.words import Piece
from recommendations.models import Link, Recommendation, RecommendationTheme
from recommendations.queries.links import AskedFor, standing_links
from recommendations.queries.naming import said_by

# Comparisons, about 150,000 a second: what a person waits for after placing a text, after publishing a document, and
# who asked for it. `manage.py suggest_links` takes any number.
PLACING, PUBLISHING, ASKED_FOR = 100_000, 1_000_000, 5_000_000
# Making ready what is stored takes as long as comparing so many texts with it.
READY = 40


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


def texts_in(document: str = "") -> list[Recommendation]:
    """The texts in force of one document (its code), or all."""
    found = Recommendation.objects.in_force().filter(document__withdrawn_at=None)
    return list(found.filter(document__code=document) if document else found)


def too_many(texts: int, most: int) -> bool:
    """Whether comparing so many texts with all that are stored takes more than `most` comparisons."""
    return (texts + READY) * Recommendation.objects.in_force().count() > most


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


def kinds_for(earlier: Recommendation, later: Recommendation) -> tuple[LinkKind, ...]:
    """How two texts may be tied. What a forum adopts takes up what was proposed to it, and repeats none of it."""
    if (earlier.document.standing, later.document.standing) != (Standing.PROPOSED, Standing.ADOPTED):
        return (LinkKind.REPEATS, LinkKind.UPDATES, LinkKind.RELATED)
    if earlier.document.forum_id == later.document.forum_id:
        return (LinkKind.TAKES_UP, LinkKind.RELATED)
    return (LinkKind.REPEATS, LinkKind.UPDATES, LinkKind.TAKES_UP, LinkKind.RELATED)


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
    links = list(found.order_by(F("score").desc(nulls_last=True), "pk")[start:stop])
    themes = _main_themes(links)
    return [_row(link, themes) for link in links]


@dataclass(frozen=True)
class Row:
    """A link with both texts side by side. `compared`: their differences are marked; else the words they share.
    `theme`: the main theme of both."""

    link: Link
    compared: bool
    left: Sequence[Piece]
    right: Sequence[Piece]
    theme: str

    @property
    def percent(self) -> int | None:
        return None if self.link.score is None else round(self.link.score * 100)

    @property
    def identical(self) -> bool:
        return self.link.score == 1

    @property
    def earlier_said(self) -> str:
        return said_by(self.link.earlier.document)

    @property
    def later_said(self) -> str:
        return said_by(self.link.later.document)

    @property
    def sentence(self) -> str:
        return in_words(self.link)


RELATIONS = {
    LinkKind.REPEATS: gettext_lazy("%(later)s repeats %(earlier)s"),
    LinkKind.UPDATES: gettext_lazy("%(later)s updates %(earlier)s"),
    LinkKind.TAKES_UP: gettext_lazy("%(later)s takes up %(earlier)s"),
    LinkKind.RELATED: gettext_lazy("%(later)s is related to %(earlier)s"),
}


def in_words(link: Link) -> str:
    """ "AFML15-LA-S1-09 repeats AFML13-LA-S1-05"."""
    return RELATIONS[LinkKind(link.kind)] % {"earlier": link.earlier.reference, "later": link.later.reference}


def row_of(link: Link) -> Row:
    return _row(link, _main_themes([link]))


def _row(link: Link, themes: dict[int, str]) -> Row:
    one, other = themes.get(link.earlier_id, ""), themes.get(link.later_id, "")
    sides = linking.side_by_side(link.earlier.text, link.later.text, link.words)
    return Row(link, *sides, theme=one if one == other else "")


def _main_themes(links: Iterable[Link]) -> dict[int, str]:
    """The names of the main themes that stand, by the key of the text."""
    keys = {key for link in links for key in (link.earlier_id, link.later_id)}
    rows = RecommendationTheme.objects.standing().filter(is_main=True, recommendation__in=keys).order_by()
    return dict(rows.values_list("recommendation", "theme__name"))


# --- The links of one text ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A text with its source in words; `link` is what ties it to the one whose page it stands on."""

    text: Recommendation
    said: str
    link: Link | None = None

    @property
    def sentence(self) -> str:
        return in_words(self.link) if self.link else ""

    @property
    def percent(self) -> int | None:
        return round(self.link.score * 100) if self.link and self.link.score is not None else None


def links_of(recommendation: Recommendation, *, with_suggestions: bool) -> list[Told]:
    """What it is linked to and, where wanted, what is suggested; texts in force, the highest score first."""
    states = [LinkState.CONFIRMED, *([LinkState.SUGGESTED] if with_suggestions else [])]
    found = Link.objects.of(recommendation).filter(
        state__in=states, earlier__withdrawn_at=None, later__withdrawn_at=None
    )
    rows = with_texts(found).order_by(F("score").desc(nulls_last=True), "pk")
    return [_told(link, recommendation) for link in rows]


def _told(link: Link, recommendation: Recommendation) -> Told:
    other = link.later if link.earlier_id == recommendation.pk else link.earlier
    return Told(other, said_by(other.document), link)


def texts_of(demand: AskedFor) -> list[Told]:
    """The texts of a demand in their order."""
    found = Recommendation.objects.with_source().in_bulk([text.key for text in demand.texts])
    return [Told(each, said_by(each.document)) for text in demand.texts if (each := found.get(text.key))]


def adopted_near(proposal: Recommendation) -> QuerySet[Recommendation]:
    """What the forum of a proposal adopted: its main theme first, then in print order."""
    mains = RecommendationTheme.objects.standing().filter(is_main=True)
    own = mains.filter(recommendation=proposal).values("theme")[:1]
    alike = mains.filter(recommendation=OuterRef("pk"), theme__in=own)
    found = Recommendation.objects.in_force().filter(
        document__forum=proposal.document.forum_id, document__kind=DocumentKind.FORUM
    )
    return found.with_source().annotate(alike=Exists(alike)).order_by("-alike", "document__code", "position")

"""What a round's paper is made of, and what its page shows."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from recommendations.choices import PaperSection, Visibility
from recommendations.models import (
    Evidence,
    FollowUp,
    GoodPractice,
    PaperText,
    Party,
    Round,
    Seal,
    Statement,
    Theme,
    User,
    WordBase,
)
from recommendations.permissions import parties_where, readable_evidence
from recommendations.queries import picture
from recommendations.queries.picture import rounds_before
from recommendations.queries.picture_value import Picture
from recommendations.roles import Permission


@dataclass(frozen=True)
class Part:
    """One text that the team may write: its heading, what stands now, and what the last round's paper said there."""

    section: PaperSection
    theme: Theme | None
    written: PaperText | None
    before: PaperText | None

    @property
    def heading(self) -> str:
        return self.theme.name if self.theme else str(self.section.label)


@dataclass(frozen=True)
class PaperPage:
    round: Round
    seal: Seal | None
    parts: tuple[Part, ...]
    practices: tuple[GoodPractice, ...]
    base: WordBase | None


@dataclass(frozen=True)
class Taking:
    """Which paper a person takes. `number`: of one of the round's seals, else the latest. `suggested` themes choose
    chapters too."""

    round: Round
    number: int | None = None
    public: bool = True
    suggested: bool = False


def paper_page(found: Round, number: int | None = None) -> PaperPage:
    """`number`: of one of its seals, else the latest."""
    return PaperPage(
        round=found,
        seal=picture.seal_of(found, number),
        parts=parts(found),
        practices=tuple(practices(found)),
        base=word_base(),
    )


def parts(found: Round) -> tuple[Part, ...]:
    """Every text of the paper in its order: the summary, how it was made, the chapters, comparison, conclusions."""
    before = rounds_before(found).first()
    now, then = texts(found), texts(before) if before else {}
    chapters = [(PaperSection.CHAPTER, theme) for theme in Theme.objects.order_by("position", "name")]
    first = [(PaperSection.SUMMARY, None), (PaperSection.METHOD, None)]
    last = [(PaperSection.COMPARISON, None), (PaperSection.CONCLUSIONS, None)]
    return tuple(
        Part(section, theme, now.get(key), then.get(key))
        for section, theme in (*first, *chapters, *last)
        for key in [(section.value, theme.slug if theme else "")]
    )


def texts(found: Round) -> dict[tuple[str, str], PaperText]:
    rows = PaperText.objects.filter(round=found).select_related("theme", "saved_by")
    return {(row.section, row.theme.slug if row.theme else ""): row for row in rows}


def practices(found: Round) -> QuerySet[GoodPractice]:
    path = "follow_up__recommendation"
    rows = GoodPractice.objects.filter(round=found).select_related("follow_up__party", path, "marked_by")
    return rows.order_by(f"{path}__reference", "follow_up__party__name")


def asked_last() -> Subquery:
    """Of a follow-up: the key of the last round that asked for it."""
    rounds = Round.objects.filter(documents=OuterRef("recommendation__document"), parties=OuterRef("party"))
    return Subquery(rounds.order_by("-due_on", "-pk").values("pk")[:1])


def paper_round(follow_up: FollowUp, asked_in: int | None, user: User) -> int | None:
    """The key of the round in whose paper `user` may set this answer as good practice; `asked_in`: `asked_last`."""
    where = parties_where(user, Permission.MANAGE_ROUNDS)
    if asked_in is None or not follow_up.status or follow_up.party not in where:
        return None
    beyond = Party.objects.filter(rounds=asked_in).exclude(where.q("pk"))
    return asked_in if where.everywhere or not beyond.exists() else None


def picture_before(found: Round) -> Picture | None:
    """The last sealed picture of a round before this one."""
    for earlier in rounds_before(found):
        if seal := picture.latest(earlier):
            return picture.sealed(seal)
    return None


def nameable(user: User | None) -> frozenset[int]:
    """The keys of the evidence that `user` may open; without one, those that may be quoted publicly. As of today:
    what was withdrawn or closed since the seal is not named either."""
    if user is not None:
        return frozenset(readable_evidence(user).order_by().values_list("pk", flat=True))
    public = Evidence.objects.standing().filter(visibility=Visibility.PUBLIC)
    return frozenset(public.order_by().values_list("pk", flat=True))


def hidden_statements() -> frozenset[int]:
    """The keys of those that nobody is shown any more, whatever a seal keeps of them."""
    gone = Statement.objects.filter(Q(hidden_at__isnull=False) | Q(withdrawn_at__isnull=False))
    return frozenset(gone.order_by().values_list("pk", flat=True))


def word_base() -> WordBase | None:
    return WordBase.objects.filter(retired_at=None).select_related("uploaded_by").first()


def base_file() -> bytes | None:
    """What papers are written on, None for our own file."""
    base = word_base()
    if base is None:
        return None
    with base.file.open("rb") as file:
        return file.read()

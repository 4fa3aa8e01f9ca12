"""A corrected edition beside the published document: what becomes of each text, before anything is applied."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from recommendations.choices import EditionChange as C
from recommendations.matching import words
from recommendations.matching.editions import Compared, Item, Printing, compare, same_words
from recommendations.matching.words import Piece, changes
from recommendations.models import (
    Document,
    DocumentImport,
    Extract,
    ExtractedSubTheme,
    FollowUp,
    Recommendation,
    SubTheme,
)

# Below this share of common words a match wants a second look.
DOUBTFUL = 60
Asked = dict[int, dict[int, bool]]

# What leaves a text and everything about it as it is.
QUIET = frozenset({(C.SAME,)})


@dataclass(frozen=True)
class Row:
    """A text of the new edition, or one that is gone (`extract` None), and where it comes from.

    `old` is the published text, `joined` others that went into the same new one. `keeps`: the new text goes on under
    the reference of `old`, which is to read otherwise (`is_reworded`), or is in force again (`returns`).
    `asks_again`: who answered is asked to confirm. `parties`: keys of those to be asked about it now. `asked` and
    `answers` count the follow-ups of `old` and of `joined`.
    """

    kinds: tuple[str, ...]
    extract: Extract | None = None
    old: Recommendation | None = None
    joined: tuple[Recommendation, ...] = ()
    keeps: bool = False
    is_reworded: bool = False
    returns: bool = False
    share: int | None = None
    asks_again: bool = False
    decided: bool = False
    parties: frozenset[int] = frozenset()
    asked: int = 0
    answers: int = 0

    @property
    def before(self) -> str:
        return "\n\n".join(each.text for each in (self.old, *self.joined) if each)

    @property
    def is_doubtful(self) -> bool:
        """A match by likeness that nobody has looked at and that may be none."""
        return not self.decided and C.REWORDED in self.kinds and (self.share or 0) < DOUBTFUL

    @property
    def is_quiet(self) -> bool:
        return self.kinds in QUIET and not self.returns

    @property
    def labels(self) -> list[str]:
        return [str(C(kind).label) for kind in self.kinds]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Both texts as one, with what changed marked."""
        return changes(self.before, self.extract.text if self.extract else "")

    @property
    def left(self) -> tuple[Piece, ...]:
        """The published text, with what is taken out of it marked."""
        return tuple(piece for piece in self.pieces if piece.kind != words.NEW)

    @property
    def right(self) -> tuple[Piece, ...]:
        """The new text, with what is put into it marked."""
        return tuple(piece for piece in self.pieces if piece.kind != words.GONE)


@dataclass(frozen=True)
class Comparison:
    """`rows` stand in the order of the new edition, what is gone behind what it stood behind.

    `headings`: key of a new heading → the published sub-theme that goes on in it. `asked`: key of a published text →
    that of a party → whether it has answered. `mark` stands for all of this: a person applies what they saw, or
    nothing.
    """

    document: Document
    sub_themes: tuple[ExtractedSubTheme, ...]
    headings: dict[int, SubTheme]
    rows: tuple[Row, ...]
    published: tuple[Recommendation, ...]
    asked: Asked
    mark: str

    @cached_property
    def texts(self) -> tuple[Row, ...]:
        """The rows of the new edition's texts."""
        return tuple(row for row in self.rows if row.extract)

    @cached_property
    def gone(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.extract)

    @property
    def changed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_quiet)

    def of(self, extract: Extract) -> Row:
        return next(row for row in self.texts if row.extract == extract)


def comparison(document_import: DocumentImport) -> Comparison:
    """What the accepted texts of an import are to the document that it corrects (`edition_of`)."""
    document = document_import.edition_of
    texts = _texts(document_import)
    published = list(document.recommendations.select_related("sub_theme").order_by("position"))
    sub_themes = _headings(texts)
    standing = list(document.sub_themes.order_by("position"))
    old = _printing(standing, published)
    new = _printing(sub_themes, texts)
    found = compare(old, new, _known(texts, published))
    asked = _asked(document)
    usual = _usual(published, asked)
    rows = list(_rows(found, texts, published, asked, usual))
    gone = [_gone(published[place], asked) for place in found.gone]
    headings = {sub_themes[b].pk: standing[a] for b, a in found.headings.items()}
    return Comparison(
        document=document,
        sub_themes=tuple(sub_themes),
        headings=headings,
        rows=tuple(_in_order(rows, gone)),
        published=tuple(published),
        asked=asked,
        mark=_mark(rows, published, sub_themes, headings),
    )


# --- What is compared ------------------------------------------------------------------------------------------


def _texts(document_import: DocumentImport) -> list[Extract]:
    found = document_import.extracts.to_publish().select_related("sub_theme").prefetch_related("joined")
    return list(found.order_by("sub_theme__position", "position", "pk"))


def _headings(texts: Sequence[Extract]) -> list[ExtractedSubTheme]:
    """Those that hold a text, in their order."""
    return list({text.sub_theme_id: text.sub_theme for text in texts}.values())


def _printing(headings: Sequence, texts: Sequence) -> Printing:
    places = {heading.pk: place for place, heading in enumerate(headings)}
    items = (
        Item(each.text, places[each.sub_theme_id], each.label, in_force=not getattr(each, "withdrawn_at", None))
        for each in texts
    )
    return Printing(tuple(heading.title for heading in headings), tuple(items))


def _known(texts: Sequence[Extract], published: Sequence[Recommendation]) -> dict[int, tuple[int, ...]]:
    """What people decided: the place of a new text → the places of the published ones that it comes from."""
    places = {each.pk: place for place, each in enumerate(published)}
    found = {}
    for place, text in enumerate(texts):
        if text.change:
            sources = [text.recommendation_id, *(each.pk for each in text.joined.all())]
            found[place] = tuple(dict.fromkeys(places[key] for key in sources if key in places))
    return found


def _asked(document: Document) -> Asked:
    """The key of a text → party → whether it has answered."""
    found: Asked = defaultdict(dict)
    rows = FollowUp.objects.filter(recommendation__document=document).order_by()
    for text, party, status in rows.values_list("recommendation", "party", "status"):
        found[text][party] = bool(status)
    return found


def _usual(published: Sequence[Recommendation], asked: Asked) -> frozenset[int]:
    """Who was asked about more than half of the document: they are asked about what is new in it."""
    standing = [each for each in published if not each.withdrawn_at]
    parties = {party for each in standing for party in asked[each.pk]}
    return frozenset(
        party for party in parties if 2 * sum(party in asked[each.pk] for each in standing) > len(standing)
    )


# --- The rows --------------------------------------------------------------------------------------------------


def _rows(
    found: Compared, texts: Sequence[Extract], published: Sequence[Recommendation], asked: Asked, usual: frozenset[int]
) -> Iterator[Row]:
    for text, places, fate in zip(texts, found.matches, found.fates, strict=True):
        olds = [published[place] for place in places]
        old, joined = (olds[0], tuple(olds[1:])) if olds else (None, ())
        reworded = bool(fate.keeps and old and old.text != text.text)
        yield Row(
            kinds=fate.kinds,
            extract=text,
            old=old,
            joined=joined if fate.keeps else (),
            keeps=fate.keeps,
            is_reworded=reworded,
            returns=bool(fate.keeps and old and old.withdrawn_at),
            share=None if fate.share is None else int(100 * fate.share),
            asks_again=reworded and (text.asks_again if text.change else _other_words(old, text)),
            decided=bool(text.change),
            parties=_to_ask(fate.keeps, olds, asked, usual),
            asked=sum(len(asked[each.pk]) for each in olds),
            answers=sum(sum(asked[each.pk].values()) for each in olds),
        )


def _other_words(old: Recommendation, text: Extract) -> bool:
    return not same_words(old.text, text.text)


def _to_ask(keeps: bool, olds: Sequence[Recommendation], asked: Asked, usual: frozenset[int]) -> frozenset[int]:
    """Of a new text the usual, of a piece whoever was asked about the whole, of a joined one who was asked about
    any of those that it joins."""
    if not olds:
        return usual
    every = frozenset(party for each in olds for party in asked[each.pk])
    return every - frozenset(asked[olds[0].pk]) if keeps else every


def _gone(old: Recommendation, asked: Asked) -> Row:
    parties = asked[old.pk]
    return Row(kinds=(C.GONE,), old=old, asked=len(parties), answers=sum(parties.values()))


def _in_order(rows: Sequence[Row], gone: Sequence[Row]) -> Iterator[Row]:
    """What is gone stands behind the nearest text before it that goes on."""
    kept = sorted((each.old.position, at) for at, row in enumerate(rows) for each in [row] if row.keeps and each.old)
    behind: dict[int, list[Row]] = defaultdict(list)
    for row in gone:
        before = [at for position, at in kept if row.old and position < row.old.position]
        behind[before[-1] if before else -1].append(row)
    yield from behind[-1]
    for at, row in enumerate(rows):
        yield row
        yield from behind[at]


def _mark(
    rows: Sequence[Row],
    published: Sequence[Recommendation],
    sub_themes: Sequence[ExtractedSubTheme],
    headings: dict[int, SubTheme],
) -> str:
    seen = [
        [(row.extract.pk, row.extract.version, row.extract.text, row.extract.label, row.extract.sub_theme_id,
          row.old and row.old.pk, [each.pk for each in row.joined], row.keeps, row.asks_again, sorted(row.parties))
         for row in rows if row.extract],
        [(each.pk, each.wording, each.position, each.label, each.withdrawn_at is None) for each in published],
        [(each.pk, each.number, each.title, each.introduction) for each in sub_themes],
        sorted((key, heading.pk) for key, heading in headings.items()),
    ]  # fmt: skip
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]


# --- Figures ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """The document before and after."""

    texts: tuple[int, int]
    follow_ups: tuple[int, int]
    answers: tuple[int, int]
    new_follow_ups: int
    to_confirm: int
    kinds: tuple[tuple[str, int], ...]


def figures(found: Comparison) -> Figures:
    asked = found.asked
    standing = [each for each in found.published if not each.withdrawn_at]
    kept = [row.old for row in found.texts if row.keeps and row.old]
    opened = sum(len(row.parties) for row in found.texts)
    return Figures(
        texts=(len(standing), len(found.texts)),
        follow_ups=(_number(standing, asked), _number(kept, asked) + opened),
        answers=(_answers(standing, asked), _answers(kept, asked)),
        new_follow_ups=opened,
        to_confirm=sum(_answers([row.old], asked) for row in found.texts if row.asks_again and row.old),
        kinds=tuple(
            (str(kind.label), number) for kind in C if (number := sum(kind in row.kinds for row in found.rows))
        ),
    )


def _number(texts: Sequence[Recommendation], asked: Asked) -> int:
    return sum(len(asked[each.pk]) for each in texts)


def _answers(texts: Sequence[Recommendation], asked: Asked) -> int:
    return sum(sum(asked[each.pk].values()) for each in texts)

"""The same recommendation again, in other documents, forums and countries. Pure: texts in, suggestions out.

Two texts under one main theme ask for the same in fewer common words than two under different ones: the theme adds to
the score that their words have, most where a person confirmed it. Words alone find the near copies.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from recommendations.matching import words
from recommendations.matching.features import share
from recommendations.matching.near import PIECE, TOKEN, Index, Vector, features, stems
from recommendations.matching.words import Piece
from recommendations.text import searchable

# How far one main theme closes the gap between the words' score and 1: confirmed for both texts, or only suggested.
CONFIRMED, SUGGESTED = 0.2, 0.1
# Below this nothing is suggested; a text gets so many suggestions at most, identical texts apart.
LEAST, MOST = 0.25, 8
# What the words must give where the theme lifts most.
FEWEST_WORDS = 1 - (1 - LEAST) / (1 - CONFIRMED)


@dataclass(frozen=True)
class Text:
    """A recommendation. Those of one `document` are not compared. `theme`: its main theme, "" for none."""

    reference: str
    text: str
    document: str
    theme: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Suggestion:
    """Two texts that may ask for the same. `score` from 0 to 1 (1: identical); `shared`: the words of the first that
    the second has too, the most telling first."""

    reference: str
    other: str
    score: float
    shared: tuple[str, ...]


def suggest(new: Sequence[Text], stored: Sequence[Text]) -> tuple[Suggestion, ...]:
    """For each of the `new` texts the stored ones that may ask for the same; the closest first.

    No pair comes twice, though `new` may stand in `stored` too. Identical texts are always among them.
    """
    index = Index([(text.reference, text.text) for text in stored])
    known = {text.reference: text for text in stored}
    found: dict[frozenset[str], Suggestion] = {}
    for text in new:
        for suggestion in _of(text, index, known):
            found.setdefault(frozenset((suggestion.reference, suggestion.other)), suggestion)
    return tuple(sorted(found.values(), key=lambda each: (-each.score, each.reference, each.other)))


def _of(text: Text, index: Index, known: dict[str, Text]) -> list[Suggestion]:
    plain = searchable(text.text)
    vector = index.weighed(Counter(features(plain)))
    close = []
    for place in _candidates(text, vector, index, known):
        other = known[index.references[place]]
        if other.document != text.document:
            score = _score(index.score(plain, vector, place), text, other)
            if score >= LEAST:
                close.append((-score, other.reference, place))
    identical = sum(score == -1 for score, *_rest in close)
    return [
        Suggestion(text.reference, reference, -score, _telling(index.shared(plain, vector, place), index))
        for score, reference, place in sorted(close)[: identical + MOST]
    ]


def _candidates(text: Text, vector: Vector, index: Index, known: dict[str, Text]) -> set[int]:
    """Those that can reach LEAST: with few words only where the theme may lift them."""
    found = set(index.candidates(vector, LEAST))
    if text.theme:
        few = index.candidates(vector, FEWEST_WORDS)
        found.update(place for place in few if known[index.references[place]].theme == text.theme)
    return found


def _telling(shared: tuple[str, ...], index: Index) -> tuple[str, ...]:
    """Without the words that a quarter of all texts hold: "migrant", "and"."""
    most = max(3, len(index.references) // 4)
    return tuple(word for word in shared if all(index.holders[stem] <= most for _word, stem in stems(word)))


def _score(score: float, text: Text, other: Text) -> float:
    """What two texts have in common: the score of their words, lifted where they stand under one main theme."""
    if not text.theme or text.theme != other.theme:
        return score
    lift = CONFIRMED if text.confirmed and other.confirmed else SUGGESTED
    return round(1 - (1 - score) * (1 - lift), 3) if score < 1 else score


# --- Two texts side by side ------------------------------------------------------------------------------------

# So many words in common, of all, make it worth while to mark what differs; else what is shared is marked.
COMPARED = 0.5
SHARED, ONLY_HERE = "shared", "only"


def side_by_side(one: str, other: str, shared: Sequence[str]) -> tuple[bool, tuple[Piece, ...], tuple[Piece, ...]]:
    """Whether what differs is marked ("only": it stands in this text only), and both texts in pieces; where they have
    little in common, the words `shared` are marked instead ("shared")."""
    if share(one, other) >= COMPARED:
        return True, *_compared(one, other)
    common = {stem for word in shared for _word, stem in stems(word)}
    return False, tuple(_marked(one, common)), tuple(_marked(other, common))


def _compared(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Runs of the same words, the longest first; spaces and letters' case make no difference."""
    sides = [words.TOKEN.findall(text) for text in (one, other)]
    at = [[place for place, token in enumerate(side) if not token.isspace()] for side in sides]
    plain = [[side[place].casefold() for place in places] for side, places in zip(sides, at, strict=True)]
    runs = SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_matching_blocks()
    first = {at[0][run.a + step] for run in runs for step in range(run.size)}
    second = {at[1][run.b + step] for run in runs for step in range(run.size)}
    return _parted(sides[0], first), _parted(sides[1], second)


def _parted(tokens: list[str], in_both: Collection[int]) -> tuple[Piece, ...]:
    """A space is marked between two words that are."""

    def kind(place: int) -> str:
        near = (place,) if not tokens[place].isspace() else (place - 1, place + 1)
        return ONLY_HERE if all(0 <= each < len(tokens) and each not in in_both for each in near) else words.SAME

    runs = groupby(range(len(tokens)), key=kind)
    return tuple(Piece(name, "".join(tokens[place] for place in places)) for name, places in runs)


def _marked(text: str, common: Collection[str]) -> Iterator[Piece]:
    at = 0
    for start, stop in _spans(text, common):
        if stop > at:
            yield from (Piece(words.SAME, text[at:start]), Piece(SHARED, text[max(at, start) : stop]))
            at = stop
    yield Piece(words.SAME, text[at:])


def _spans(text: str, common: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand; in a script without spaces, where their pieces do."""
    for match in TOKEN.finditer(text):
        if match["run"] is None:
            if any(stem in common for _word, stem in stems(searchable(match[0]))):
                yield match.span()
        else:
            starts = range(match.start(), match.end() - PIECE + 1)
            yield from ((at, at + PIECE) for at in starts if text[at : at + PIECE] in common)

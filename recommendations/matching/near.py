"""Texts that stand elsewhere already, word for word or nearly. Pure: texts in, pairs out."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recommendations.text import searchable

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer: no spaces between words
TOKEN = re.compile(rf"(?P<run>[{UNSPACED}]+)|[^\W_]+(?:[’'-][^\W_]+)*")
ENDINGS = re.compile(r"(?:ations?|ings?|ments?|ies|ied|y|ed|es|s|’s|'s)$")
SHORTEST = 4  # letters that stay of a word
PIECE = 5  # letters of a script without spaces
PAIR = 0.3  # what a pair of words counts beside a word
MOST_UNLIKE = 0.999  # the score of texts that differ
MOST_SHARED = 12
LEAST_TELLING = 0.005  # of the score

Vector = dict[str, float]


@dataclass(frozen=True)
class Near:
    """A stored text close to one that was asked about.

    ``score`` from 0 to 1 (1: the same but for case and spaces, and then ``exact``); ``shared`` are its words in common,
    the most telling first.
    """

    reference: str
    score: float
    exact: bool
    shared: tuple[str, ...]


def near(
    texts: Sequence[str], stored: Sequence[tuple[str, str]], least: float = 0.6, most: int = 3
) -> tuple[tuple[Near, ...], ...]:
    """For each text the stored ones, (reference, text), that say nearly the same: the closest first, ``most`` at most.

    Words count by how rare they are (TF-IDF), with pairs of neighbours beside them; the score is their cosine.
    """
    return Index(stored).near(texts, least, most)


class Index:
    """Stored texts, by the features that they hold."""

    def __init__(self, stored: Sequence[tuple[str, str]]) -> None:
        self.references = [reference for reference, _text in stored]
        self.plain = [searchable(text) for _reference, text in stored]
        counted = [Counter(features(text)) for text in self.plain]
        self.holders = Counter(feature for counts in counted for feature in counts)
        self.vectors = [self.weighed(counts) for counts in counted]
        self.places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, vector in enumerate(self.vectors):
            for feature, weight in vector.items():
                self.places[feature].append((place, weight))

    def near(self, texts: Sequence[str], least: float, most: int) -> tuple[tuple[Near, ...], ...]:
        return tuple(self.near_one(searchable(text), least, most) for text in texts)

    def near_one(self, plain: str, least: float, most: int) -> tuple[Near, ...]:
        vector = self.weighed(Counter(features(plain)))
        scores = {place: self.score(plain, vector, place) for place in self.candidates(vector, least)}
        close = sorted((place for place in scores if scores[place] >= least), key=lambda at: (-scores[at], at))[:most]
        return tuple(
            Near(self.references[place], scores[place], scores[place] == 1.0, self.shared(plain, vector, place))
            for place in close
        )

    def candidates(self, vector: Vector, least: float) -> list[int]:
        """Places that can reach ``least``: what the rare features give, and at most what all others could add."""
        reached: dict[int, float] = defaultdict(float)
        left = 1.0
        for feature, weight in sorted(vector.items(), key=lambda entry: len(self.places.get(entry[0], ()))):
            if math.sqrt(max(left, 0.0)) < least:
                break
            for place, other in self.places.get(feature, ()):
                reached[place] += weight * other
            left -= weight * weight
        others = math.sqrt(max(left, 0.0))
        return [place for place, score in reached.items() if score + others >= least]

    def score(self, plain: str, vector: Vector, place: int) -> float:
        """The cosine; 1 only for the same text."""
        if plain == self.plain[place]:
            return 1.0
        other = self.vectors[place]
        return min(round(sum(weight * other[name] for name, weight in vector.items() if name in other), 3), MOST_UNLIKE)

    def shared(self, plain: str, vector: Vector, place: int) -> tuple[str, ...]:
        """The words in common as the text asked about writes them, without those that every text holds."""
        other = self.vectors[place]
        common = {name: weight * other[name] for name, weight in vector.items() if name in other and " " not in name}
        telling = sorted(common, key=lambda name: (-common[name], name))
        said = dict(reversed([(stem, word) for word, stem in stems(plain)]))
        return tuple(said[name] for name in telling[:MOST_SHARED] if common[name] >= LEAST_TELLING)

    def weighed(self, counts: Counter[str]) -> Vector:
        """Each feature's weight: often here, rarely elsewhere; the whole of length 1."""
        count = len(self.references) + 1
        weights = {
            feature: (1 + math.log(times)) * math.log(1 + count / (1 + self.holders[feature])) * _kind(feature)
            for feature, times in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {feature: weight / length for feature, weight in weights.items()}


def features(plain: str) -> Iterator[str]:
    """The words of a text by their stems, and each pair of neighbours as "one other"."""
    words = [stem for _word, stem in stems(plain)]
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


def stems(plain: str) -> Iterator[tuple[str, str]]:
    """Words, and what stays of them without their endings: "recruiting" and "recruitment" are both "recruit".

    Where no space parts words, pieces of five letters stand for them.
    """
    for match in TOKEN.finditer(plain):
        run = match["run"]
        if run is None:
            yield match[0], _stem(match[0])
        else:
            yield from ((piece := run[at : at + PIECE], piece) for at in range(max(1, len(run) - PIECE + 1)))


def _stem(word: str) -> str:
    ending = ENDINGS.search(word)
    return word[: ending.start()] if ending and ending.start() >= SHORTEST else word


def _kind(feature: str) -> float:
    return PAIR if " " in feature else 1.0

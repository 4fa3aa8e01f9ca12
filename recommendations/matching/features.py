"""Texts as bags of words, each weighed by how rare it is."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from sys import intern

from recommendations.text import searchable

# Thai, Lao, Burmese and Khmer write words without spaces: there pieces of five letters stand for words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
WORD = re.compile(rf"[{UNSPACED}]+|[^\W{UNSPACED}]+")
PIECE = 5


@lru_cache(maxsize=20_000)
def features(text: str) -> tuple[str, ...]:
    """The words in their order, without case and punctuation; each is kept once, in however many texts it stands."""
    return tuple(intern(piece) for run in WORD.findall(searchable(text)) for piece in _pieces(run))


def _pieces(run: str) -> list[str]:
    if not re.match(rf"[{UNSPACED}]", run):
        return [run]
    return [run[at : at + PIECE] for at in range(max(1, len(run) - PIECE + 1))]


@dataclass(frozen=True)
class Bag:
    """How much each word of a text weighs in it."""

    words: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def total(self) -> float:
        return sum(self.words.values())

    def shared(self, other: "Bag") -> float:
        few, many = sorted((self.words, other.words), key=len)
        return sum(min(weight, many.get(word, 0.0)) for word, weight in few.items())

    def within(self, other: "Bag") -> float:
        """The share of this text that the other holds."""
        return self.shared(other) / self.total if self.total else 0.0

    def plus(self, other: "Bag") -> "Bag":
        words = dict(self.words)
        for word, weight in other.words.items():
            words[word] = words.get(word, 0.0) + weight
        return Bag(words)

    def without(self, other: "Bag") -> "Bag":
        left = {word: weight - other.words.get(word, 0.0) for word, weight in self.words.items()}
        return Bag({word: weight for word, weight in left.items() if weight > 0})


def alike(one: Bag, other: Bag) -> float:
    """How alike two texts are: 0 for no word in common, 1 for the same words."""
    total = one.total + other.total
    return 2 * one.shared(other) / total if total else 0.0


@dataclass(frozen=True)
class Weights:
    """What a word weighs: the more texts have it, the less."""

    texts: int
    holding: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Weights":
        every = [set(features(text)) for text in texts]
        return cls(len(every), Counter(word for words in every for word in words))

    def bag(self, text: str) -> Bag:
        counted = Counter(features(text))
        return Bag({word: number * math.log(1 + self.texts / self.holding[word]) for word, number in counted.items()})


def share(one: str, other: str) -> float:
    """The share of words that both texts have, each word alike: 1 where the words are the same."""
    first, second = Counter(features(one)), Counter(features(other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0

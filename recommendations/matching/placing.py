"""Placing a text by word rules: which themes, target groups and addressees its words speak for, and which words.

A rule is a few words in a row and a weight. It counts once, at the place where it counts most: in the text itself,
less in the title of its sub-theme, least in the theme of its document. Where two rules for the same value meet in the
same words, the longer one counts alone; so "safety and health" of weight 0 keeps "health" from speaking for Health.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recommendations.text import INVISIBLE, nfc, searchable

# How much a place counts, and what is enough: a rule of weight 2 in the text, or of weight 1 with help of a heading.
IN_TEXT, IN_HEADING, IN_THEME = 8, 2, 1
ENOUGH = 16
# What a page has room for.
MOST_WORDS = 8

LAST = 10**9

MAIN_AXIS = "theme"
EVERY_TEXT = "*"

WORD = re.compile(r"[^\W_]+")
# Words on two sides of these do not stand in a row.
BREAK = re.compile(r"[.;!?\n]")
# Thai, Lao, Burmese and Khmer put no spaces between words, Chinese and Japanese neither.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")

Value = tuple[str, str]  # axis, value


@dataclass(frozen=True)
class Rule:
    """`words` speak for `value` of `axis` as much as `weight` says; below 0 they speak against it.

    A word that ends in * stands for every word that begins so; * alone for every text.
    """

    axis: str
    value: str
    words: str
    weight: int


@dataclass(frozen=True)
class Suggestion:
    """`words` as they stand in the text or above it, the weightiest first ("*": every text); one theme is main.

    The main theme is the one with the strongest words in the text; of several, the one that comes first.
    """

    axis: str
    value: str
    score: int
    words: tuple[str, ...]
    is_main: bool = False


@dataclass(frozen=True)
class Hit:
    """A rule that was found: its words as they stand in the text, and where."""

    rule: Rule
    words: str
    start: int
    stop: int


class Rules:
    """Rules made ready: many texts are placed by the same ones."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.always: list[Rule] = []
        self.inside: list[tuple[str, Rule]] = []
        self.first: dict[str, list[tuple[list[str], Rule]]] = defaultdict(list)
        self.above: dict[str, list[Hit]] = {}
        for rule in rules:
            self._add(rule)

    def _add(self, rule: Rule) -> None:
        plain = nfc(INVISIBLE.sub("", rule.words)).strip()
        if plain == EVERY_TEXT:
            self.always.append(rule)
        elif UNSPACED.search(plain):
            self.inside.append((plain.rstrip("*"), rule))
        elif words := [searchable(word) for word in re.findall(r"[^\W_]+\*?", plain)]:
            self.first[words[0]].append((words, rule))

    def place(self, text: str, *, heading: str = "", theme: str = "") -> list[Suggestion]:
        """What the rules suggest for a text under `heading` in a document on `theme`, the surest first."""
        tallies: dict[Value, _Tally] = defaultdict(_Tally)
        for rule in self.always:
            tallies[rule.axis, rule.value].count(rule, IN_TEXT, EVERY_TEXT, LAST)
        for factor, hits in (
            (IN_TEXT, self.hits(text)),
            (IN_HEADING, self._above(heading)),
            (IN_THEME, self._above(theme)),
        ):
            for hit in hits:
                tallies[hit.rule.axis, hit.rule.value].count(hit.rule, factor, hit.words, hit.start)
        return _suggestions(tallies)

    def _above(self, heading: str) -> list[Hit]:
        """The hits in what stands above many texts: found once."""
        if heading not in self.above:
            self.above[heading] = self.hits(heading)
        return self.above[heading]

    def hits(self, text: str) -> list[Hit]:
        """Where the words of the rules stand in `text`; of two that meet and speak for the same value, the longer."""
        taken: dict[Value, list[Hit]] = defaultdict(list)
        plain = plain_of(text)
        for hit in sorted(self._all_hits(plain), key=lambda hit: (hit.start - hit.stop, hit.start)):
            others = taken[hit.rule.axis, hit.rule.value]
            if all(hit.stop <= other.start or hit.start >= other.stop for other in others):
                others.append(hit)
        return sorted((hit for hits in taken.values() for hit in hits), key=lambda hit: hit.start)

    def _all_hits(self, plain: str) -> Iterator[Hit]:
        for inside, rule in self.inside:
            yield from (Hit(rule, inside, at, at + len(inside)) for at in _places(plain, inside))
        tokens = [(searchable(word.group()), word.start(), word.end()) for word in WORD.finditer(plain)]
        for at, (token, start, _stop) in enumerate(tokens):
            for words, rule in self._beginning(token):
                row = tokens[at : at + len(words)]
                found = plain[start : row[-1][2]]
                if _are(words, row) and not BREAK.search(found):
                    yield Hit(rule, found, start, row[-1][2])

    def _beginning(self, token: str) -> Iterator[tuple[list[str], Rule]]:
        """The rules whose first word `token` is."""
        yield from self.first.get(token, ())
        for stop in range(1, len(token) + 1):
            yield from self.first.get(f"{token[:stop]}*", ())


class _Tally:
    """What speaks for one value: each rule once, where it counts most; of each heading only its strongest."""

    def __init__(self) -> None:
        self.counted: dict[Rule, tuple[int, str]] = {}
        self.of_heading: dict[int, int] = {}
        self.first = LAST
        self.strongest = 0

    def count(self, rule: Rule, factor: int, words: str, at: int) -> None:
        if rule in self.counted or (factor < IN_TEXT and rule.weight <= self.of_heading.get(factor, 0)):
            return
        if factor < IN_TEXT:
            self.of_heading[factor] = rule.weight
        elif rule.weight > self.strongest:
            self.strongest, self.first = rule.weight, at
        self.counted[rule] = (factor * rule.weight, words)

    @property
    def score(self) -> int:
        return sum(score for score, _words in self.counted.values())

    @property
    def words(self) -> tuple[str, ...]:
        weighty = sorted(self.counted.values(), key=lambda counted: -counted[0])
        named = {searchable(words): words for score, words in reversed(weighty) if score > 0}
        return tuple(reversed(named.values()))[:MOST_WORDS]


def _suggestions(tallies: dict[Value, _Tally]) -> list[Suggestion]:
    enough = [(value, tally) for value, tally in tallies.items() if tally.score >= ENOUGH]
    enough.sort(key=lambda each: (-each[1].strongest, each[1].first, -each[1].score, each[0]))
    main = next((value for value, _tally in enough if value[0] == MAIN_AXIS), None)
    return [Suggestion(*value, tally.score, tally.words, value == main) for value, tally in enough]


def plain_of(text: str) -> str:
    """The text as the places of `Hit` count it."""
    return INVISIBLE.sub("", nfc(text))


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _are(words: Sequence[str], row: Sequence[tuple[str, int, int]]) -> bool:
    return len(words) == len(row) and all(_is(word, token[0]) for word, token in zip(words, row, strict=True))


def _is(word: str, token: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word

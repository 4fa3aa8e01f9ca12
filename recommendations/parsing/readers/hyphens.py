"""Hyphens at a line's end: part of the word ("re-integration"), or put there where the word was broken ("recruit-ment")."""

import re
from collections.abc import Sequence
from itertools import pairwise

from recommendations.parsing.readers.english import is_word

WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
PARTS = re.compile("[-‐]")
HYPHENS = ("-", "‐")
KEEPS = frozenset(
    "re pre non co anti self cross multi post ex inter intra semi sub well long short full part low high age sex gender "
    "skill evidence rights community socio psycho job peer follow on over under up child people survivor victim policy "
    "tripartite bi micro small medium large zero cost one two three e all most least worker country employer migrant data time".split()
)
FOLLOW = frozenset(
    "based bound friendly sensitive related oriented wide free centred centered going plus making level term standard specific led driven disaggregated up down time".split()
)


class Hyphens:
    """Knows the words of one document, as they stand inside its lines; ``lines`` in reading order.

    Most documents are never hyphenated: there, what stands at a line's end is the word's own hyphen.
    """

    def __init__(self, lines: Sequence[str] = ()) -> None:
        inside = (_inside(before, line) for before, line in zip(["", *lines], lines, strict=False))
        self.whole = frozenset(
            part for line in inside for word in WORD.findall(line.casefold()) for part in (word, *PARTS.split(word))
        )
        broken = [(_last(line), _first(after)) for line, after in pairwise(lines) if line.endswith(HYPHENS)]
        self.hyphenated = any(self._only_together(head, tail) for head, tail in broken if head and tail)
        self.doubted: list[str] = []

    def is_broken(self, before: str, after: str, *, tight: bool) -> bool:
        """Whether a line ends inside a word: "re-" / "integration", "COVID-" / "19", "STIs/" / "AIDS", "extensio" / "ns".

        ``tight``: no space was printed at the line's end.
        """
        if len(before) < 2 or not after[:1].isalnum():
            return False
        if before[-1] in "/-‐":
            may_go_on = before[-1] == "/" or not after[0].isupper() or before[-2].isupper()
            return tight and before[-2].isalnum() and may_go_on
        head, tail = _end(before), _first(after)
        return bool(head and tail.islower()) and is_word(head + tail) and not (is_word(head) and is_word(tail))

    def joined(self, before: str, after: str) -> str:
        """ "re-" and "integration." as they read in one line; a word that nothing tells of is doubted."""
        head, tail = _last(before), _first(after)
        if not before.endswith(HYPHENS) or not self.hyphenated or not head or not tail or not tail[0].islower():
            return before + after
        together, hyphened = head + tail, f"{head}-{tail}"
        if hyphened.casefold() in self.whole:
            return before + after
        if self.knows(together):
            return before[:-1] + after
        if self._stands_alone(head) and (self.knows(tail) or tail in FOLLOW):
            return before + after
        self.doubted.append(hyphened)
        return before[:-1] + after

    def knows(self, word: str) -> bool:
        return word.casefold() in self.whole or is_word(word)

    def _stands_alone(self, head: str) -> bool:
        return head.casefold() in KEEPS or self.knows(head)

    def _only_together(self, head: str, tail: str) -> bool:
        return self.knows(head + tail) and not (self._stands_alone(head) and (self.knows(tail) or tail in FOLLOW))


def _inside(before: str, line: str) -> str:
    """A line without the parts of broken words at its ends."""
    if before.endswith(HYPHENS):
        line = line.partition(" ")[2]
    return line.rpartition(" ")[0] if line.endswith(HYPHENS) else line


def _last(text: str) -> str:
    match = re.search(r"([^\W\d_]+)[-‐]$", text)
    return match[1] if match else ""


def _end(text: str) -> str:
    match = re.search(r"[^\W\d_]+$", text)
    return match[0] if match else ""


def _first(text: str) -> str:
    match = re.match(r"[^\W\d_]+", text)
    return match[0] if match else ""

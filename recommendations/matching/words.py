"""Which words changed from one wording to the next: as few as can be, in runs that can be read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from recommendations.matching.common import in_both

SAME, GONE, NEW = "same", "gone", "new"

# A word, the space between two, or a mark. Scripts that put no spaces between words (Thai, Lao, Khmer, Burmese) are
# parted by letter: what is written before, above, below or joined to a letter stays with it.
_THAI_LAO = (
    "[\u0e40-\u0e44\u0ec0-\u0ec4]?[\u0e01-\u0e2f\u0e81-\u0eaf\u0edc-\u0edf]"
    "[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebd\u0ec8-\u0ece]*"
)
_KHMER = "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*"
_BURMESE = "[\u1000-\u102a\u103f](?:\u1039[\u1000-\u102a]|[\u102b-\u1038\u103a-\u103e\u1056-\u1060\u1062-\u108f])*"
_DIGITS = "[\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9]+"
_WORD = "(?:[^\\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff][\u0300-\u036f]*)+"
LETTER = re.compile(f"{_THAI_LAO}|{_KHMER}|{_BURMESE}")
TOKEN = re.compile(f"\\s+|{_WORD}|{_DIGITS}|{LETTER.pattern}|.", re.DOTALL)
# Parts words without being seen, in Khmer and Burmese above all.
UNSEEN_SPACE = "\u200b"
SENTENCE_ENDS = frozenset(".!?;:។៕။")
# So many letters may chance leave the same between two long changes: "and", "of the".
LITTLE = 6
# So few letters of a script without spaces are no word.
FEW = 3


@dataclass(frozen=True)
class Piece:
    """A run of the text. `kind`: it is in both ("same"), only in the earlier ("gone"), only in the later ("new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Word:
    """One word, letter or mark, with the space before it. The last of a text is empty: its end."""

    space: str
    text: str


@dataclass
class Run:
    """Words old[first:last] and new[start:stop]: the same ones, or those that the others take the place of."""

    first: int
    last: int
    start: int
    stop: int
    same: bool = False


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, in order. Without the "new" pieces it is `before`, without the "gone" it is `after`.

    >>> [(piece.kind, piece.text) for piece in changes("a help dekc", "a help desk")]
    [('same', 'a help '), ('gone', 'dekc'), ('new', 'desk')]
    """
    if before == after:
        return (Piece(SAME, before),) if before else ()
    old, new = _words(before), _words(after)
    both = in_both([word.text for word in old], [word.text for word in new])
    runs = _readable(_slid(_runs(both, len(old), len(new)), old, new), old, new)
    return tuple(piece for piece in _pieces(runs, old, new) if piece.text)


def likeness(one: str, other: str) -> float:
    """How many of all their words two texts have in common, in one order: from 0 to 1."""
    sides = [[word.text for word in _words(text)[:-1]] for text in (one, other)]
    words = sum(map(len, sides))
    most = 2 * sum((Counter(sides[0]) & Counter(sides[1])).values())
    return 2 * len(in_both(*sides)) / words if most else 0.0


def _words(text: str) -> list[Word]:
    found, space = [], ""
    for token in TOKEN.findall(text):
        if token.isspace() or token == UNSEEN_SPACE:
            space += token
        else:
            found.append(Word(space, token))
            space = ""
    return [*found, Word(space, "")]


# --- In runs --------------------------------------------------------------------------------------------------


def _runs(both: Sequence[tuple[int, int]], old: int, new: int) -> list[Run]:
    found, i, j = [], 0, 0
    for one, other in [*both, (old, new)]:
        if (one, other) != (i, j):
            found.append(Run(i, one, j, other))
        if one < old:
            found.append(Run(one, one + 1, other, other + 1, same=True))
        i, j = one + 1, other + 1
    return _joined(found)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Neighbours of one kind as one; empty ones left out."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].same == run.same:
            found[-1].last, found[-1].stop = run.last, run.stop
        elif run.first < run.last or run.start < run.stop:
            found.append(run)
    return found


# --- Which of several ways to tell a change reads best -------------------------------------------------------


def _slid(runs: list[Run], old: Sequence[Word], new: Sequence[Word]) -> list[Run]:
    """Words put in or taken out beside their like could as well stand a little to the left or right: whole sentences
    first, then whole lines of words."""
    for place in range(1, len(runs) - 1):
        before, run, after = runs[place - 1 : place + 2]
        if not run.same and (run.first == run.last or run.start == run.stop):
            _slide(before, run, after, old if run.first < run.last else new)
    return _joined(runs)


def _slide(before: Run, run: Run, after: Run, words: Sequence[Word]) -> None:
    start, stop = (run.first, run.last) if run.first < run.last else (run.start, run.stop)
    least, most = -(before.last - before.first), after.last - after.first - 1  # the end of a text stays where it is
    left = right = 0
    while left > least and words[start + left - 1].text == words[stop + left - 1].text:
        left -= 1
    while right < most and words[start + right].text == words[stop + right].text:
        right += 1
    by = max((_border(words, start + each) + _border(words, stop + each), each) for each in range(left, right + 1))[1]
    before.last, before.stop = before.last + by, before.stop + by
    run.first, run.last, run.start, run.stop = (each + by for each in (run.first, run.last, run.start, run.stop))
    after.first, after.start = after.first + by, after.start + by


def _border(words: Sequence[Word], place: int) -> int:
    """How good a place this is to begin or end a change."""
    if place == 0 or not words[place].text or "\n" in words[place].space:
        return 3
    return 2 if words[place - 1].text in SENTENCE_ENDS else int(bool(words[place].space))


def _readable(runs: list[Run], old: Sequence[Word], new: Sequence[Word]) -> list[Run]:
    """Of two long changes with a little between them that chance left the same, one is made."""
    sums = tuple([0, *accumulate(len(word.text) for word in side)] for side in (old, new))
    found: list[Run] = []
    for run in runs:
        found.append(run)
        while len(found) > 2 and not found[-1].same and _is_chance(found[-3:], old, *sums):
            first, _between, last = found[-3:]
            found[-3:] = [Run(first.first, last.last, first.start, last.stop)]
    return found


def _is_chance(three: Sequence[Run], old: Sequence[Word], olds: Sequence[int], news: Sequence[int]) -> bool:
    """`olds`, `news`: how many letters stand before each word."""
    kept = old[three[1].first : three[1].last]
    if len(kept) < FEW and all(LETTER.match(word.text) and not word.space for word in kept):
        return True
    left, between, right = (max(olds[run.last] - olds[run.first], news[run.stop] - news[run.start]) for run in three)
    return between <= LITTLE and between * 2 < min(left, right)


# --- As pieces -----------------------------------------------------------------------------------------------


def _pieces(runs: Sequence[Run], old: Sequence[Word], new: Sequence[Word]) -> Iterator[Piece]:
    steps: list[list[str]] = [["", "", ""]]
    for run in runs:
        if not run.same:
            _add(steps, GONE, "".join(word.space + word.text for word in old[run.first : run.last]))
            _add(steps, NEW, "".join(word.space + word.text for word in new[run.start : run.stop]))
            continue
        for one, other in zip(old[run.first : run.last], new[run.start : run.stop], strict=True):
            if one.space == other.space:
                _add(steps, SAME, one.space + one.text)
            else:
                _add(steps, GONE, one.space)
                _add(steps, NEW, other.space)
                _add(steps, SAME, one.text)
    for step, following in pairwise([*steps, ["", "", ""]]):
        _place_spaces(step, following)
    return _told(steps)


def _add(steps: list[list[str]], kind: str, text: str) -> None:
    """A step: what is the same, then what is gone, then what is new."""
    if kind == SAME and (steps[-1][1] or steps[-1][2]):
        steps.append(["", "", ""])
    steps[-1][(SAME, GONE, NEW).index(kind)] += text


def _place_spaces(step: list[str], following: list[str]) -> None:
    """The space before a change is no part of it, where the same space stands there in both texts."""
    _same, gone, new = step
    if gone and new:
        space = "".join(one for one, _other in takewhile(_is_one_space, zip(gone, new, strict=False)))
        step[0] += space
        step[1], step[2] = gone[len(space) :], new[len(space) :]
        return
    changed = gone or new
    space = changed[: len(changed) - len(changed.lstrip())]
    if space and following[0].startswith(space):
        kind = 1 if gone else 2
        step[0] += space
        step[kind] = changed[len(space) :] + space
        following[0] = following[0][len(space) :]


def _is_one_space(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1] and pair[0].isspace()


def _told(steps: Sequence[Sequence[str]]) -> Iterator[Piece]:
    same = ""
    for step in steps:
        same += step[0]
        if step[1] or step[2]:
            yield from (Piece(SAME, same), Piece(GONE, step[1]), Piece(NEW, step[2]))
            same = ""
    yield Piece(SAME, same)

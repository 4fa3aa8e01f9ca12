"""What two sequences of words have in common, in order."""

from collections import defaultdict
from collections.abc import Sequence


def in_both(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places, in each, of the words that both have: as many as can be in one order."""
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    tail = next((at for at in range(shortest - head) if old[-1 - at] != new[-1 - at]), shortest - head)
    middle = _longest(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((at, at) for at in range(head)),
        *((one + head, other + head) for one, other in middle),
        *((len(old) - tail + at, len(new) - tail + at) for at in range(tail)),
    ]


def _longest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """A longest common subsequence, many words at once: H. Hyyrö, Bit-Parallel LCS-length Computation Revisited (2004).

    Bit i of row j is 0 where old[: i + 1] has one word more in common with new[:j] than old[:i] has.
    """
    places: dict[str, int] = defaultdict(int)
    for at, word in enumerate(old):
        places[word] |= 1 << at
    every = (1 << len(old)) - 1
    row, rows = every, [every]
    for word in new:
        hits = row & places.get(word, 0)
        row = ((row + hits) | (row - hits)) & every
        rows.append(row)
    return _walk_back(old, new, rows)


def _walk_back(old: Sequence[str], new: Sequence[str], rows: Sequence[int]) -> list[tuple[int, int]]:
    found, i, j = [], len(old), len(new)
    while i and j:
        if old[i - 1] == new[j - 1]:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif rows[j] >> (i - 1) & 1:
            i -= 1
        else:
            j -= 1
    return found[::-1]

"""Which words changed from one wording to the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"

# A word with what is written to it, or the space between two. Scripts that put no spaces between words (Thai, Lao,
# Khmer, Burmese) are parted by character: a vowel or tone mark stays with the letter before it.
TOKEN = re.compile(
    r"\s+|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
    r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]*"
    r"|\w+|[^\w\s]"
)


@dataclass(frozen=True)
class Piece:
    """A run of the text. `kind`: it is in both ("same"), only in the earlier ("gone"), only in the later ("new")."""

    kind: str
    text: str


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, in order. Without the "new" pieces it is `before`, without the "gone" it is `after`.

    >>> [(piece.kind, piece.text) for piece in changes("a help dekc", "a help desk")]
    [('same', 'a help '), ('gone', 'dekc'), ('new', 'desk')]
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    return tuple(piece for piece in _pieces(old, new) if piece.text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # A space alone ties nothing together: it goes with the words around it.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(old[first:last]))
        else:
            yield Piece(GONE, "".join(old[first:last]))
            yield Piece(NEW, "".join(new[start:stop]))

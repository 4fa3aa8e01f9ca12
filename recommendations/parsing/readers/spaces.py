"""Text layers that lost their spaces ("Ensureaccesstojustice"): words recognised, where the whole document reads so."""

import re
from collections.abc import Sequence
from functools import lru_cache

from recommendations.parsing.readers.english import is_word

TOKEN = re.compile(r"\S+")
RUN = re.compile(r"[A-Za-z]{2,}")
SEAM = re.compile(
    r"(?<=[a-z])(?=[A-Z\d(“–])|(?<=[.,;:)”])(?=[A-Za-z(“])|(?<=[’'])(?=[a-z]{3})"  # migrant|Workers, a,|b, workers'|rights
    r"|(?<=\d(?:st|nd|rd|th))(?=[A-Z])|(?<=\d)(?=[A-Z][a-z]|(?!st|nd|rd|th)[a-z]{2})"  # 6th|ASEAN, 23|October, 19|on
)
ADDRESS = re.compile(r"://|www\.|@")
LONG = 18  # letters: hardly a word
LOST = 0.1  # of a document's words are longer
LONGEST = 400  # letters that are looked through at once


def with_spaces(texts: Sequence[str]) -> tuple[list[str], bool]:
    """The texts with words parted, and whether that was needed; texts with their spaces come back as they are."""
    words = [run for text in texts for run in RUN.findall(text)]
    if sum(len(word) > LONG for word in words) <= LOST * len(words) or not words:
        return list(texts), False
    return [TOKEN.sub(lambda match: _parted(match[0]), text) for text in texts], True


def _parted(token: str) -> str:
    if ADDRESS.search(token):
        return token
    return " ".join(RUN.sub(lambda match: " ".join(_words(match[0])), part) for part in SEAM.split(token) if part)


def _words(run: str) -> tuple[str, ...]:
    """The letters as words of the list; as they are where they cannot be."""
    if is_word(run) or len(run) > LONGEST:
        return (run,)
    return _best(run) or (run,)


@lru_cache(maxsize=10_000)
def _best(run: str) -> tuple[str, ...]:
    """The fewest words that make up the run, from the front to each letter; nothing where some letters fit no word."""
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())]
    for end in range(1, len(run) + 1):
        found = [
            (before[0] + _cost(run[start:end]), (*before[1], run[start:end]))
            for start in range(max(0, end - 20), end)
            if (before := best[start]) and _fits(run[start:end])
        ]
        best.append(min(found, key=lambda one: one[0], default=None))
    return best[-1][1] if best[-1] else ()


def _fits(part: str) -> bool:
    return part in ("a", "A", "I") if len(part) == 1 else is_word(part)


def _cost(part: str) -> int:
    """Few long words rather than many short ones."""
    return 10 + max(0, 4 - len(part)) * 3

"""How documents and recommendations are named. A reference never changes once it is given."""

import itertools
import string
from collections.abc import Collection, Sequence
from typing import Protocol

from recommendations.choices import DocumentKind

# What stands for the meeting where it is not a country's.
MEETINGS = {
    DocumentKind.FORUM: "FORUM",
    DocumentKind.REGIONAL_WORKERS: "WORKERS",
    DocumentKind.REGIONAL_EMPLOYERS: "EMPLOYERS",
    DocumentKind.REGIONAL_CSO: "CSO",
}


class Numbered(Protocol):
    """A text, as far as naming asks."""

    @property
    def number(self) -> int | None: ...


class Heading(Protocol):
    """A sub-theme, as far as naming asks: what parsing found, or what is about to be published."""

    @property
    def number(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def recommendations(self) -> Sequence[Numbered]: ...


def document_code(*, forum_number: int, kind: str, country: str | None, taken: Collection[str] = ()) -> str:
    """How a document's references begin: "AFML13-LA", "AFML13-WORKERS"; "AFML13-LA-b" where taken."""
    code = f"AFML{forum_number}-{country or MEETINGS[DocumentKind(kind)]}"
    letters = string.ascii_lowercase
    further = (f"{code}-{''.join(pair)}" for n in (1, 2) for pair in itertools.product(letters, repeat=n))
    later = itertools.islice(further, 1, None)  # a second meeting is -b: the first has no ending
    return next(each for each in itertools.chain([code], later) if each not in taken)


def positions(sub_themes: Sequence[Heading]) -> list[int]:
    """The place of each sub-theme in its document, from 1; from 0 where texts stand before any heading."""
    bare = bool(sub_themes) and sub_themes[0].number is None and not sub_themes[0].title
    return list(range(0 if bare else 1, len(sub_themes) + (0 if bare else 1)))


def endings(sub_themes: Sequence[Heading]) -> list[list[str]]:
    """What follows the document's code, for each recommendation of each sub-theme: "S2-09".

    The number is the printed one. Where none is printed, or another text of the same sub-theme has it, it is
    the ordinal in the sub-theme, or the next that is free. Printed numbers are given out first, so that what
    people cite by its number is found under it.
    """
    places = zip(sub_themes, positions(sub_themes), strict=True)
    sections = [place if found.number is None else found.number for found, place in places]
    printed = _printed(sub_themes, sections)
    taken = {(section, number) for (section, number) in printed}
    named: list[list[str]] = []
    for index, (section, found) in enumerate(zip(sections, sub_themes, strict=True)):
        named.append([])
        for ordinal, item in enumerate(found.recommendations, 1):
            number = item.number or 0
            if printed.get((section, number)) != (index, ordinal):
                number = next(n for n in itertools.count(ordinal) if (section, n) not in taken)
                taken.add((section, number))
            named[-1].append(f"S{section}-{number:02}")
    return named


def next_ending(section: int, number: int | None, taken: Collection[str]) -> str:
    """What follows the document's code for a text that a later edition adds: "S2-10".

    The printed number where no text has it or ever had it, or else the one after the highest in its section.
    """
    begins = f"S{section}-"
    printed = f"{begins}{number or 0:02}"
    if number and printed not in taken:
        return printed
    highest = max((int(each.removeprefix(begins)) for each in taken if each.startswith(begins)), default=0)
    return f"{begins}{highest + 1:02}"


def _printed(sub_themes: Sequence[Heading], sections: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """(section, printed number) → which text has it first, as (index of its sub-theme, ordinal)."""
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for index, (section, found) in enumerate(zip(sections, sub_themes, strict=True)):
        for ordinal, item in enumerate(found.recommendations, 1):
            if item.number:
                first.setdefault((section, item.number), (index, ordinal))
    return first

"""Headings that do not say what they are: lettered, numbered or bare, told from items by what stands under them."""

import re
from itertools import pairwise

from recommendations.parsing.demands import orders, share
from recommendations.parsing.furniture import is_closing
from recommendations.parsing.headings import is_title_like, opens_recommendations
from recommendations.parsing.pieces import Piece

SPOKEN = re.compile(
    r"(?:under|on|for|regarding|concerning|with regard to|as regards|in)\s+(?:the\s+)?(?:\w+\s+)?(?:sub[\s-]?theme|theme|topic|session|thematic area)"
    r"\s*(?:of|on|:)?\s+[“\"‘]?(?P<title>[^,:“”\"]{3,150}?)[”\"’]?,?\s+(?:the|we|it|participants|member|asean|delegates)\b.*:$",
    re.I | re.S,
)
GROUP = re.compile(r"for\b.*:$", re.I)  # "For employers’ organizations:"
LEFT_OPEN = re.compile(r"(?:\b(?:by|to|for|that|including|with|and|through|of|should|are|is|as|in|on)|,)\s*:?$", re.I)


def outer_headings(body: list[Piece]) -> list[int]:
    """Places of lettered, Roman or numbered headings: "(a) Data sharing" with items of another form under it.

    Not items with nested points: "16. Accelerate … by", "1. Governments should:", "(a) Ensure access." stay items.
    """
    first = next((piece for piece in body if piece.marker), None)
    if first is None or first.marker is None or first.marker.is_bullet:
        return []
    style = first.marker.style
    outer = [place for place, piece in enumerate(body) if piece.marker and piece.marker.style == style]
    children = [
        [piece for piece in body[begin + 1 : end] if piece.marker] for begin, end in pairwise([*outer, len(body)])
    ]
    texts = [body[place].text for place in outer]
    if not all(is_title_like(text) and not LEFT_OPEN.search(text) for text in texts):
        return []
    below = [piece.text for group in children for piece in group]
    if (
        sum(map(bool, children)) < 0.6 * len(outer)
        or share(below) < 0.5
        or sum(text[:1].islower() for text in below) > 0.4 * len(below)
    ):
        return []
    if style.startswith(("number", "word")) and (
        len(outer) < 2 or (share(texts) > 0.34 and not _name_topics(texts, below))
    ):
        return []
    return outer


def _name_topics(texts: list[str], below: list[str]) -> bool:
    """Titles in -ing or "Promotion of …" over texts that order: "2. Promoting lifelong learning" over "• Open training funds"."""
    return not any(map(orders, texts)) and sum(map(orders, below)) >= 0.6 * len(below)


def spoken_headings(body: list[Piece]) -> list[tuple[int, str]]:
    """Sentences that name what comes: "Under the sub-theme on Safe Work, the Forum recommends to:", with that name."""
    found = [
        (place, match["title"].strip())
        for place, piece in enumerate(body)
        if not piece.marker and (match := SPOKEN.match(piece.text))
    ]
    return found if len(found) > 1 else []


def title_headings(body: list[Piece]) -> list[int]:
    """Places of headings without number: "Access to justice" alone, items under it, and at least two of them."""
    places = bare_titles(body)
    return places if len(places) > 1 else []


def bare_titles(body: list[Piece]) -> list[int]:
    return [place for place in range(len(body)) if is_bare_title(body, place)]


def is_bare_title(body: list[Piece], place: int) -> bool:
    """A title with a list under it, at once or after one sentence that introduces it."""
    piece, below = body[place], body[place + 1 : place + 3]
    if len(below) == 2 and not below[0].marker and below[0].ended:
        below = below[1:]
    if piece.marker or not below or not below[0].marker or is_closing(piece.text) or opens_recommendations(piece.text):
        return False
    if not is_title_like(piece.text, 14) or LEFT_OPEN.search(piece.text):
        return False
    apart = (
        piece.gap > 0
        or bool(GROUP.match(piece.text))
        or (place > 0 and body[place - 1].ended and not piece.text.endswith(":"))
    )
    return piece.bold or (apart and not orders(piece.text))

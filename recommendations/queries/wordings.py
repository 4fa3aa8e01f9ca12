"""How a recommendation read before."""

from dataclasses import dataclass
from datetime import datetime

from recommendations.matching.words import Piece, changes
from recommendations.models import FormerWording, Recommendation


@dataclass(frozen=True)
class Former:
    """A former wording: when and why it was replaced (by which edition: None for a mended typing error).

    `pieces` is that wording and the one that followed as one text, with what changed.
    """

    number: int
    at: datetime
    note: str
    edition: int | None
    asks_again: bool
    pieces: tuple[Piece, ...]


def former_wordings(recommendation: Recommendation) -> tuple[Former, ...]:
    """The wordings before the present one, the latest first. No query where there is none."""
    if recommendation.wording == 1:
        return ()
    rows = FormerWording.objects.filter(recommendation=recommendation).select_related("edition").order_by("-number")
    found, following = [], recommendation.text
    for row in rows:
        edition = row.edition.number if row.edition else None
        pieces = changes(row.text, following)
        found.append(Former(row.number, row.replaced_at, row.note, edition, row.asks_again, pieces))
        following = row.text
    return tuple(found)

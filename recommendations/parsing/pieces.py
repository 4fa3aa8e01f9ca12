"""A paragraph, item or heading, whole again however its lines were broken."""

from dataclasses import dataclass

from recommendations.parsing.markers import Marker
from recommendations.parsing.wrapping import has_ended


@dataclass(frozen=True)
class Piece:
    """A paragraph: ``text`` without its marker; ``gap`` counts the blank lines before it."""

    text: str
    line_from: int
    line_to: int
    page: int | None
    gap: int
    indent: int
    bold: bool
    marker: Marker | None = None
    responsible: str = ""
    timeline: str = ""
    aside: bool = False

    @property
    def printed(self) -> str:
        """The paragraph as printed, marker included."""
        return f"{self.marker.label or '-'} {self.text}".strip() if self.marker else self.text

    @property
    def ended(self) -> bool:
        return has_ended(self.text)

"""The cells of a table, whatever file it stands in."""

from dataclasses import dataclass

from recommendations.parsing.source import Line

MOST_COLUMNS = 64


@dataclass
class Cell:
    """``at`` is its first column; ``goes_on`` where it continues the cell above."""

    at: int
    span: int
    lines: list[Line]
    goes_on: bool = False

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines if line.text)

    @property
    def filled(self) -> bool:
        return any(line.text or line.label for line in self.lines)

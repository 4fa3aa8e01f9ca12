"""What every reader delivers, whatever the format was: lines in reading order."""

from dataclasses import dataclass, field

from recommendations.parsing.doubts import Doubt


@dataclass(frozen=True)
class Line:
    """One line of a source, blank ones included (they part paragraphs).

    ``text`` is NFC, without outer spaces and without marks of bold. ``number`` counts from 1 in the source.
    ``page`` counts from 1, None where the format has none. ``indent`` is in columns. ``label`` is the number or bullet
    that the format keeps apart from the text (Word, HTML), with its ``level`` from 0; a plain text has it in ``text``.
    ``columns`` is how far the line reached on paper, marks and indent included (None: as its text says).
    Of a page's geometry: ``place`` is left, top, right, bottom as shares of the shown page; ``size`` of the letters in points;
    ``room`` is what was left free at the line's right and ``lead`` the width of its first word, in points.
    ``broken``: the line stands after a line break inside a paragraph. ``aside``: it is no part of the running text (the
    remarks column of a table, a running header or page number whose place tells). ``responsible`` and ``timeline`` are what its table row says of them. ``changed``: it
    holds a tracked change.
    """

    text: str
    number: int
    page: int | None = None
    indent: int = 0
    bold: bool = False
    label: str | None = None
    level: int | None = None
    columns: int | None = None
    place: tuple[float, float, float, float] | None = None
    size: float | None = None
    room: float | None = None
    lead: float = 0.0
    broken: bool = False
    aside: bool = False
    responsible: str = ""
    timeline: str = ""
    changed: bool = False

    @property
    def reach(self) -> int:
        return self.columns if self.columns is not None else self.indent + len(self.text)


@dataclass(frozen=True)
class Source:
    """A document as lines. ``wrapped`` is False where the format's own paragraphs are the lines (Word, HTML).

    ``changes`` counts the tracked changes, ``authors`` the people who made them, ``comments`` the comments.
    """

    lines: tuple[Line, ...]
    format: str = "text"
    encoding: str | None = None
    wrapped: bool = True
    doubts: tuple[Doubt, ...] = field(default=())
    changes: int = 0
    authors: int = 0
    comments: int = 0

    @property
    def text(self) -> str:
        """The lines as one text, for showing the source beside what was found."""
        return "\n".join(line.text for line in self.lines)

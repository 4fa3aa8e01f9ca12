"""The recommendations of one section, put together from its pieces."""

from dataclasses import dataclass, field

from recommendations.parsing.demands import share
from recommendations.parsing.furniture import is_closing, is_footnote
from recommendations.parsing.headings import is_title_like, opens_recommendations
from recommendations.parsing.layout import Section
from recommendations.parsing.markers import Marker
from recommendations.parsing.pieces import Piece
from recommendations.parsing.structure import GROUP, outer_headings

FOOTNOTES_REACH = 30  # items back
HOLLOW = "o○◦▫□◇"


@dataclass
class Item:
    """A recommendation in the making: its pieces, and which of them are nested points."""

    first: Piece
    pieces: list[tuple[Piece, bool]] = field(default_factory=list)
    marked: bool = True

    @property
    def text(self) -> str:
        text = self.first.text
        for piece, nested in self.pieces:
            text += (f"\n- {piece.text}" if nested else f"\n\n{piece.text}") if text else piece.text
        return text

    def beside(self, name: str) -> str:
        """What the table prints beside the item's rows ("responsible", "timeline"), each entry once."""
        entries = [getattr(piece, name) for piece in (self.first, *(piece for piece, _nested in self.pieces))]
        return "; ".join(dict.fromkeys(entry for entry in entries if entry))

    @property
    def last(self) -> Piece:
        return self.pieces[-1][0] if self.pieces else self.first


@dataclass
class Contents:
    introduction: list[Piece] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    headings: list[Piece] = field(default_factory=list)
    closing: list[Piece] = field(default_factory=list)
    left_out: list[Piece] = field(default_factory=list)


def assemble(section: Section) -> Contents:
    """What stands in a section: sentences that introduce it, items with their paragraphs and points, what closes it."""
    pieces = section.pieces
    inner = {id(pieces[place]) for place in outer_headings(pieces)} if section.heading else set()
    if section.named and not any(piece.marker for piece in pieces):
        return _unmarked(pieces)
    assembler = Assembler(inner)
    for place, piece in enumerate(pieces):
        assembler.take(piece, pieces[place + 1] if place + 1 < len(pieces) else None)
    return _without_empty(assembler.contents)


def _without_empty(contents: Contents) -> Contents:
    """Labels that nothing follows are left out."""
    contents.left_out += [item.first for item in contents.items if not item.text]
    contents.items = [item for item in contents.items if item.text]
    return contents


def _unmarked(pieces: list[Piece]) -> Contents:
    """Paragraphs without number or bullet under a sub-theme: each that asks is an item, where most of them ask."""
    end = next((place for place, piece in enumerate(pieces) if is_closing(piece.text)), len(pieces))
    body, closing = pieces[:end], pieces[end:]
    opening = [piece for piece in body[:1] if piece.text.endswith(":")]
    rest = body[len(opening) :]
    if share([piece.text for piece in rest]) < 0.6:
        return Contents(introduction=body, closing=closing)
    return Contents(opening, [Item(piece, marked=False) for piece in rest], closing=closing)


class Assembler:
    """Walks over a section's pieces once. ``levels`` holds the marker of each open list, the outermost first."""

    def __init__(self, inner_headings: set[int]) -> None:
        self.inner = inner_headings
        self.contents = Contents()
        self.levels: list[Piece] = []
        self.closed = False

    def take(self, piece: Piece, following: Piece | None) -> None:
        if id(piece) in self.inner or opens_recommendations(piece.printed):
            self.contents.headings.append(piece)
            self.levels = self.levels if opens_recommendations(piece.printed) else []
        elif is_footnote(piece.printed, (item.text for item in self.contents.items[-FOOTNOTES_REACH:])):
            self.contents.left_out.append(piece)
        elif piece.marker:
            self.take_marked(piece, piece.marker)
        elif not self.contents.items:
            self.before_items(piece).append(piece)
        elif self.closed or is_closing(piece.text):
            self.closed = True
            self.contents.closing.append(piece)
        elif self.introduces(piece, following):
            self.contents.headings.append(piece)
        else:
            self.contents.items[-1].pieces.append((piece, False))

    def before_items(self, piece: Piece) -> list[Piece]:
        """Sentences introduce; "For governments:" heads a group, as it would between two items."""
        if is_closing(piece.text):
            return self.contents.closing
        heads = GROUP.match(piece.text) and is_title_like(piece.text, 8)
        return self.contents.headings if heads else self.contents.introduction

    def take_marked(self, piece: Piece, marker: Marker) -> None:
        if (self.closed and not self.goes_on(marker)) or self.ends(piece, marker):
            self.closed = True
            self.contents.closing.append(piece)
            return
        self.closed = False
        level = self.level(piece, marker)
        self.levels = [*self.levels[:level], piece]
        if level == 0 or not self.contents.items:
            self.contents.items.append(Item(piece))
        else:
            self.contents.items[-1].pieces.append((piece, True))

    def ends(self, piece: Piece, marker: Marker) -> bool:
        """Minutes go on behind their lettered recommendations: "5. The Forum expressed its appreciation …"."""
        lists = {opened.marker.style for opened in self.levels if opened.marker}
        return bool(self.contents.items) and marker.style not in lists and is_closing(piece.text)

    def goes_on(self, marker: Marker) -> bool:
        """After a closing line only the next number of the outermost list opens an item again."""
        top = self.levels[0].marker if self.levels else None
        return top is not None and top.value is not None and marker.style == top.style and marker.value == top.value + 1

    def level(self, piece: Piece, marker: Marker) -> int:
        """0 for an item, more for a nested point: the list with this form of marker, else a list inside the last one."""
        for place, opened in enumerate(self.levels):
            if opened.marker and self.same_list(opened, opened.marker, piece, marker):
                return place
        if not self.levels:
            return 0
        top = self.levels[0].marker
        if top and self.is_outer(piece, marker, top):
            return 0
        if top and top.is_bullet and marker.is_bullet and self.is_sibling(piece, marker):
            return 0
        return len(self.levels)

    def is_outer(self, piece: Piece, marker: Marker, top: Marker) -> bool:
        """A list that its format says lies outside the one that came first, and that stands no further in."""
        known = marker.level is not None and top.level is not None
        return known and (marker.level or 0) < (top.level or 0) and piece.indent <= self.levels[0].indent

    def same_list(self, opened: Piece, before: Marker, piece: Piece, marker: Marker) -> bool:
        if None not in (before.level, marker.level) and before.level != marker.level:
            return False
        if before.style != marker.style:
            both_numbers = before.style.startswith("number") and marker.style.startswith("number")
            return both_numbers and before.value is not None and marker.value == before.value + 1
        deeper = marker.is_bullet and piece.indent >= opened.indent + 2
        return not deeper or self.contents.items[-1].last.text.endswith((".", ".)", ".”"))

    def is_sibling(self, piece: Piece, marker: Marker) -> bool:
        """Another bullet at the same depth, after a text that has ended, is a slip of the pen; a hollow one is nested."""
        ended = self.contents.items[-1].last.ended
        hollow = (marker.style.removeprefix("bullet")[:1] or "-") in HOLLOW
        return (
            ended
            and not hollow
            and piece.indent <= self.levels[0].indent + 1
            and self.levels[0].marker is not None
            and marker.level == self.levels[0].marker.level
        )

    def introduces(self, piece: Piece, following: Piece | None) -> bool:
        """A heading between two items: "For countries of origin:". Not a paragraph whose own points follow."""
        if following is None or following.marker is None or not self.levels or not self.levels[0].marker:
            return False
        if following.marker.style != self.levels[0].marker.style:
            return False
        if not (self.contents.items[-1].last.ended or piece.bold):
            return False
        return piece.text.endswith(":") or ((piece.bold or piece.text.isupper()) and is_title_like(piece.text, 14))

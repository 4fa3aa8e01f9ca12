"""Passages of a source as a person looks at them: marked on the page's picture, or among the page's lines."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recommendations.models import DocumentImport, SourcePage

# How much of a page is shown around a passage: a share of its height, and a number of lines.
MARGIN, AT_LEAST, NEAR = 0.07, 0.46, 4
# A passage rarely runs over more pages; more are not asked for.
PAGES = 4

Span = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """A rectangle in the picture's own pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def view(self) -> str:
        """As an SVG's viewBox."""
        return f"{self.x} {self.y} {self.width} {self.height}"


@dataclass(frozen=True)
class ShownLine:
    number: int
    text: str
    marked: bool
    changed: bool


@dataclass(frozen=True)
class Passage:
    """A page of the source with what lies on it of a passage. `whole` is None without a picture.

    `crop` is the part of the picture around the passage, `boxes` its lines there; `near` are the lines around it.
    """

    number: int
    lines: tuple[ShownLine, ...]
    near: tuple[ShownLine, ...]
    whole: Box | None = None
    crop: Box | None = None
    boxes: tuple[Box, ...] = ()

    @property
    def is_marked(self) -> bool:
        return any(line.marked for line in self.lines)


def passages(document_import: DocumentImport, spans: Sequence[Span], page: int | None = None) -> list[Passage]:
    """The pages on which the lines `spans` (first and last, both inclusive) stand; or else page `page`."""
    pages = SourcePage.objects.filter(document_import=document_import)
    if not spans:
        return [_passage(each, ()) for each in pages.filter(number=page or 1)]
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    found = reversed(pages.filter(lines__0__number__lte=last).order_by("-number")[:PAGES])
    shown = [_passage(each, spans) for each in found if each.lines[-1]["number"] >= first]
    return [each for each in shown if each.is_marked]


def within(number: int, spans: Iterable[Span]) -> bool:
    return any(start <= number <= end for start, end in spans)


def _passage(page: SourcePage, spans: Sequence[Span]) -> Passage:
    lines = tuple(
        ShownLine(each["number"], each["text"], within(each["number"], spans), bool(each.get("changed")))
        for each in page.lines
    )
    whole = _size(page)
    places = [each["place"] for each in page.lines if each.get("place") and within(each["number"], spans)]
    boxes = tuple(_box(place, whole) for place in places) if whole else ()
    return Passage(page.number, lines, _near(lines), whole, _crop(whole, boxes), boxes)


def _near(lines: tuple[ShownLine, ...]) -> tuple[ShownLine, ...]:
    """The marked lines with a few before and after; all lines where none is marked."""
    marked = [at for at, line in enumerate(lines) if line.marked]
    return lines[max(0, marked[0] - NEAR) : marked[-1] + NEAR + 1] if marked else lines


def _size(page: SourcePage) -> Box | None:
    """The picture's width and height, as its first bytes tell (PNG, section 11.2.2)."""
    if not page.picture:
        return None
    try:
        with page.picture.open("rb") as file:
            head = file.read(24)
    except OSError:
        return None
    if len(head) < 24 or head[12:16] != b"IHDR":
        return None
    return Box(0, 0, *struct.unpack(">II", head[16:24]))


def _box(place: Sequence[float], whole: Box) -> Box:
    left, top, right, bottom = place
    x, y = round(left * whole.width), round(top * whole.height)
    return Box(x, y, max(1, round(right * whole.width) - x), max(1, round(bottom * whole.height) - y))


def _crop(whole: Box | None, boxes: Sequence[Box]) -> Box | None:
    """The full width of the page, as high as the passage with some room around it."""
    if whole is None or not boxes:
        return whole
    top = min(box.y for box in boxes) - MARGIN * whole.height
    bottom = max(box.y + box.height for box in boxes) + MARGIN * whole.height
    lacking = max(0.0, AT_LEAST * whole.height - (bottom - top)) / 2
    top, bottom = max(0, round(top - lacking)), min(whole.height, round(bottom + lacking))
    return Box(0, top, whole.width, bottom - top)

"""The parts of a document: its head, its sections, what stands elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recommendations.parsing.demands import asks, share, tells
from recommendations.parsing.headings import (
    Heading,
    is_title_like,
    opens_recommendations,
    opens_something_else,
    unquoted,
    word_heading,
)
from recommendations.parsing.pieces import Piece
from recommendations.parsing.structure import (
    bare_titles,
    is_bare_title,
    outer_headings,
    spoken_headings,
    title_headings,
)
from recommendations.parsing.vocabulary import ASKS_NEXT, NARRATIVE, OTHER_PAPER


@dataclass
class Section:
    """A heading and the pieces under it; ``heading`` is empty where the document has none."""

    number: int | None = None
    title: str = ""
    heading: list[Piece] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    named: bool = False  # its heading says "sub-theme"


@dataclass
class Layout:
    head: list[Piece] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    elsewhere: list[Piece] = field(default_factory=list)


def lay_out(pieces: Sequence[Piece]) -> Layout:
    """Parts a document by the headings that name a sub-theme, else by lettered or numbered ones, else by bare titles."""
    kept, elsewhere = without_other_parts(pieces)
    layout = by_words(kept) or by_structure(kept)
    layout.elsewhere = elsewhere
    return layout


def without_other_parts(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Takes out agendas, lists of participants and the like, from their heading to the next that matters.

    Where the whole paper is titled so, its unmarked lines stay: they say what meeting it was.
    """
    kept: list[Piece] = []
    elsewhere: list[Piece] = []
    skipping = titled = whole = False
    for place, piece in enumerate(pieces):
        heading = word_heading(piece.text)
        if (
            (heading and heading.sure)
            or opens_recommendations(piece.printed)
            or (skipping and not whole and not piece.marker and ASKS_NEXT.search(piece.text))
        ):
            skipping = False
        elif opens_something_else(piece.printed):
            skipping, titled = True, place < 3
            whole = whole or (titled and bool(OTHER_PAPER.match(piece.text)))
        (elsewhere if skipping and (piece.marker or not titled) else kept).append(piece)
    return kept, elsewhere


def by_words(pieces: list[Piece]) -> Layout | None:
    """Sections under "Sub-theme 1: …", "Theme 2", "Topic 3"; a heading that a page repeats opens none."""
    headings = {place: heading for place, piece in enumerate(pieces) if (heading := word_heading(piece.text))}
    if any(heading.sure for heading in headings.values()):
        headings = {place: heading for place, heading in headings.items() if heading.sure}
    if not headings:
        return None
    starts = sorted(headings)
    layout = Layout(head=pieces[: starts[0]])
    for start, end in pairwise([*starts, len(pieces)]):
        _add_named(layout, headings[start], pieces[start], pieces[start + 1 : end])
    _general_first(layout)
    return layout


def _add_named(layout: Layout, heading: Heading, piece: Piece, under: list[Piece]) -> None:
    last = layout.sections[-1] if layout.sections else None
    again = last is not None and last.number == heading.number and any(below.marker for below in last.pieces)
    if last is not None and again and (heading.continued or heading.title in ("", last.title)):
        last.heading.append(piece)
        last.pieces.extend(under)
        return
    title, used = _title_below(heading.title, under)
    layout.sections.append(Section(heading.number, title, [piece, *under[:used]], under[used:], named=heading.sure))


def _title_below(title: str, under: list[Piece]) -> tuple[str, int]:
    """The title on the line after "Sub-theme 1"."""
    if title or not under or under[0].marker or not is_title_like(under[0].text) or under[0].text.endswith(":"):
        return title, 0
    return unquoted(under[0].text), 1


def _general_first(layout: Layout) -> None:
    """Recommendations above the first sub-theme are a section of their own, without number and title."""
    first = next((place for place, piece in enumerate(layout.head) if piece.marker), None)
    if first is None:
        return
    marked = [piece.text for piece in layout.head[first:] if piece.marker]
    if len(marked) > 1 and share(marked) >= 0.6 and not all(is_title_like(text) for text in marked):
        layout.sections.insert(0, Section(pieces=layout.head[first:]))
        layout.head = layout.head[:first]


def by_structure(pieces: list[Piece]) -> Layout:
    """Sections under "(a) …", "II. …" or bare titles, or one section without a heading."""
    spoken = spoken_headings(pieces)
    if spoken:
        return _spoken(pieces, spoken)
    start = _body_start(pieces)
    head, body = pieces[:start], pieces[start:]
    if not body:
        return Layout(head=head)
    outer = outer_headings(body) or title_headings(body)
    if not outer:
        if head and head[-1].text.endswith(":") and not head[-1].marker:
            body = [head.pop(), *body]
        return Layout(head, [Section(pieces=body)])
    layout = Layout(head)
    if any(piece.marker for piece in body[: outer[0]]):
        layout.sections.append(Section(pieces=body[: outer[0]]))
    else:
        layout.head.extend(body[: outer[0]])
    for begin, end in pairwise([*outer, len(body)]):
        piece = body[begin]
        number = piece.marker.value if piece.marker else None
        layout.sections.append(Section(number, unquoted(piece.text.rstrip(": ")), [piece], body[begin + 1 : end]))
    return layout


def _spoken(pieces: list[Piece], found: list[tuple[int, str]]) -> Layout:
    """Sections whose names stand in the sentences that introduce them."""
    layout = Layout(head=pieces[: found[0][0]])
    for (begin, title), (end, _next) in pairwise([*found, (len(pieces), "")]):
        layout.sections.append(Section(title=title, pieces=pieces[begin:end]))
    return layout


def _body_start(pieces: list[Piece]) -> int:
    """The first item: after "Recommendations" or "… as follows:" where nothing before asks, and after numbered minutes."""
    marked = [place for place, piece in enumerate(pieces) if piece.marker and not opens_recommendations(piece.printed)]
    opened = next((place for place in _announcements(pieces, set(marked)) if marked and marked[-1] > place), None)
    if opened is not None:
        items = set(marked)
        return next(at for at in range(opened + 1, len(pieces)) if at in items or is_bare_title(pieces, at))
    for at in marked:
        if asks(pieces[at].text) or not NARRATIVE.search(pieces[at].text):
            return at - 1 if at and is_bare_title(pieces, at - 1) and len(bare_titles(pieces[at - 1 :])) > 1 else at
    return len(pieces)


def _announcements(pieces: list[Piece], marked: set[int]) -> Iterator[int]:
    """Places of "Recommendations" and "… recommend as follows:", as long as fewer than half of the items before ask."""
    asking = telling = count = 0
    following = _next_styles(pieces)
    for place, piece in enumerate(pieces):
        said = opens_recommendations(piece.printed) or bool(ASKS_NEXT.search(piece.text))
        # A numbered sentence of minutes announces where the items before tell, and another list comes next.
        item = piece.marker and not (
            count and 2 * telling >= count and following[place] not in ("", piece.marker.style)
        )
        if said and (opens_recommendations(piece.printed) or not item) and 2 * asking < max(count, 1):
            yield place
        if place in marked:
            count += 1
            asking += asks(piece.text)
            telling += tells(piece.text)


def _next_styles(pieces: list[Piece]) -> list[str]:
    """For each piece the form of the next marker behind it, "" for none."""
    out, coming = [], ""
    for piece in reversed(pieces):
        out.append(coming)
        coming = piece.marker.style if piece.marker else coming
    return out[::-1]

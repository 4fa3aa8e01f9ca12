"""From lines to findings: the story told in order."""

from collections.abc import Iterable, Sequence

from recommendations.parsing.about import About
from recommendations.parsing.bare_numbers import labelled
from recommendations.parsing.checks import on_sub_themes, with_doubts
from recommendations.parsing.doubts import Doubt, doubt
from recommendations.parsing.found import Found, FoundRecommendation, FoundSubTheme, Unused
from recommendations.parsing.furniture import is_letterhead
from recommendations.parsing.gathering import gather
from recommendations.parsing.heading_words import in_english
from recommendations.parsing.inline import unrolled
from recommendations.parsing.items import Contents, Item, assemble
from recommendations.parsing.layout import Layout, Section, lay_out
from recommendations.parsing.meeting import about
from recommendations.parsing.pieces import Piece
from recommendations.parsing.recommending import Parts, recommends
from recommendations.parsing.source import Source
from recommendations.parsing.unfolding import unfolded


def find(source: Source, *, heading_words: Iterable[str] = ()) -> Found:
    """What a document holds: its meeting, its sub-themes, its recommendations, each with place and doubts.

    ``heading_words``: how other languages write "sub-theme" ("หัวข้อย่อย", "Subtema"); English is built in.

    A document in which nothing is recommended gives none; what became nothing is listed as unused, with the reason.
    """
    pieces, furniture = gather(unfolded(labelled(in_english(source, heading_words))))
    layout = lay_out(unrolled(pieces))
    parts = _without_listed([(section, assemble(section)) for section in layout.sections], layout)
    if not recommends(layout, parts):
        layout, parts = Layout(head=list(pieces)), []
    tail = [piece for _section, contents in parts for piece in contents.closing]
    told = about(layout.head, [*tail, *layout.elsewhere])
    sub_themes = with_doubts([_sub_theme(section, contents) for section, contents in parts])
    return Found(
        forum_number=told.forum_number,
        meeting=told.meeting,
        kind=told.kind,
        country=told.country,
        date=told.date,
        date_end=told.date_end,
        dates_printed=told.dates_printed,
        place=told.place,
        online=told.online,
        theme=told.theme,
        sub_themes=sub_themes,
        doubts=(*source.doubts, *told.doubts, *_doubts(sub_themes, parts)),
        unused=_unused(layout, parts, told, furniture),
    )


def _without_listed(parts: Parts, layout: Layout) -> Parts:
    """Takes out headings that an agenda or preamble only lists: nothing under them, and the same number again later."""
    last = {section.number: place for place, (section, contents) in enumerate(parts) if contents.items}
    kept: Parts = []
    for place, (section, contents) in enumerate(parts):
        if section.heading and not contents.items and last.get(section.number, -1) > place:
            layout.head.extend([*section.heading, *section.pieces])
        else:
            kept.append((section, contents))
    return kept


def _sub_theme(section: Section, contents: Contents) -> FoundSubTheme:
    introduction = "\n\n".join(piece.text for piece in contents.introduction) or None
    return FoundSubTheme(
        section.number, section.title, introduction, tuple(_recommendation(item) for item in contents.items)
    )


def _recommendation(item: Item) -> FoundRecommendation:
    marker = item.first.marker
    return FoundRecommendation(
        label=marker.label if marker and not marker.is_bullet else None,
        number=marker.value if marker else None,
        text=item.text,
        page=item.first.page,
        line_from=item.first.line_from,
        line_to=item.last.line_to,
        doubts=() if item.marked else (doubt("unmarked"),),
        responsible=item.beside("responsible"),
        timeline=item.beside("timeline"),
    )


def _doubts(sub_themes: Sequence[FoundSubTheme], parts: Parts) -> list[Doubt]:
    if not any(sub_theme.recommendations for sub_theme in sub_themes):
        return [doubt("nothing-found")]
    headings = [doubt("inner-heading", text=piece.text) for _section, contents in parts for piece in contents.headings]
    left = [doubt("left-out", text=piece.printed) for _section, contents in parts for piece in contents.left_out]
    return on_sub_themes(sub_themes) + headings + left


def _unused(layout: Layout, parts: Parts, told: About, furniture: Sequence[Piece]) -> tuple[Unused, ...]:
    """Every line that became nothing, in reading order."""
    head = [piece for piece in layout.head if id(piece) not in told.used]
    out = [Unused("letterhead" if is_letterhead(piece.text) else "preamble", *_place(piece)) for piece in head]
    out += _as_unused("agenda", layout.elsewhere)
    out += [Unused("beside" if piece.aside else "page", *_place(piece)) for piece in furniture]
    for _section, contents in parts:
        out += _as_unused("heading", contents.headings) + _as_unused("closing", contents.closing)
        out += _as_unused("text", contents.left_out)
    return tuple(sorted(out, key=lambda unused: (unused.line_from, unused.line_to)))


def _as_unused(reason: str, pieces: Iterable[Piece]) -> list[Unused]:
    return [Unused(reason, *_place(piece)) for piece in pieces]


def _place(piece: Piece) -> tuple[str, int, int]:
    return piece.printed, piece.line_from, piece.line_to

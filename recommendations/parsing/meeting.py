"""What a document says of itself: which forum, whose meeting, when, where, on what theme."""

from collections.abc import Sequence

from recommendations.parsing.about import About, is_prose
from recommendations.parsing.doubts import doubt
from recommendations.parsing.furniture import is_letterhead
from recommendations.parsing.pieces import Piece
from recommendations.parsing.themes import theme_of
from recommendations.parsing.titles import FORUM, forum_number, kind_of, title_of
from recommendations.parsing.vocabulary import COUNTRIES, COUNTRY
from recommendations.parsing.when_where import dates_of, held, place_of


def about(head: Sequence[Piece], tail: Sequence[Piece]) -> About:
    """Reads the head of a document and its closing lines; what the head says in lines of their own goes first."""
    told = About()
    titles = [
        piece for piece in head if not piece.marker and not is_prose(piece.text) and not is_letterhead(piece.text)
    ]
    prose = [piece for piece in (*tail, *head) if not piece.marker and is_prose(piece.text)]
    title_of(told, titles)
    told.used.update(id(piece) for piece in titles if FORUM.search(piece.text) and len(piece.text.split()) < 20)
    told.forum_number = forum_number([told.meeting or "", *(piece.text for piece in (*titles, *head, *tail))])
    told.kind = kind_of(told.meeting or "", [piece.text for piece in titles])
    said = held(told, [piece.text for piece in prose] + [piece.text for piece in tail if not is_prose(piece.text)])
    dates_of(told, titles, said)
    place_of(told, titles, said)
    _country(told, titles)
    theme_of(told, titles, [piece.text for piece in prose])
    _missing(told)
    return told


def _country(told: About, titles: list[Piece]) -> None:
    """Whose national meeting: the title's country, another head line's, the place's."""
    if told.kind != "national":
        return
    for text in (told.meeting or "", *(piece.text for piece in titles), told.place or ""):
        match = COUNTRY.search(text)
        if match:
            told.country = COUNTRIES[match[0].casefold()]
            return
    told.doubts.append(doubt("no-country"))


def _missing(told: About) -> None:
    if told.meeting is None:
        told.doubts.append(doubt("no-meeting"))
    if told.forum_number is None:
        told.doubts.append(doubt("no-forum"))
    if told.date is None:
        told.doubts.append(doubt("part-date", printed=told.dates_printed) if told.dates_printed else doubt("no-date"))

"""The theme of a forum, however it is printed."""

import re

from recommendations.parsing.about import About
from recommendations.parsing.dates import find_dates
from recommendations.parsing.headings import opens_something_else, unquoted
from recommendations.parsing.pieces import Piece
from recommendations.parsing.titles import FORUM
from recommendations.parsing.tongues import RECOMMENDATIONS

THEME_LINE = re.compile(r"(?:overall |main |general )?theme\s*(?:[:–—-]\s*(?P<theme>.*)|$)", re.I | re.S)
TITLES = re.compile(rf"\brecommendations?\b|{RECOMMENDATIONS}", re.I)
# Who speaks, where, when: "ASEAN Confederation of Employers", "Venue: …"; no theme.
BODY = re.compile(
    r"(?:the )?(?:ministry|department|ministries|office) of\b|(?:[\w’'-]+ ){0,5}(?:confederation|union|federation|congress|task force|association|council|organi[sz]ation)s?\b"
    r"|(?:venue|place|location|dates?|time|status|version|language|draft|final)\s*(?:[:–-]|$)",
    re.I,
)
THEME_SAID = re.compile(
    r"\b(?:theme(?:d)?(?:\s+(?:of|was|is))?|entitled|titled)\s*[:,]?\s*"
    r"(?:“(?P<a>[^“”]{1,300})”|\"(?P<b>[^\"]{1,300})\"|‘(?P<c>[^‘]{1,300}?)’(?!\w)|(?P<d>[A-Z][^.;“”]{0,300}?)(?=,?\s+(?:was|were|is)\s+(?:held|convened|organi)|[.;]|$))"
)


def theme_of(told: About, titles: list[Piece], prose: list[str]) -> None:
    """The theme: a line that says so, one in quotation marks, a sentence that says so, or the title lines that nothing else used."""
    free = [
        piece for piece in _after_title(told, titles) if id(piece) not in told.used and not FORUM.search(piece.text)
    ]
    free = [piece for piece in free if not find_dates(piece.text) and not TITLES.search(piece.text)]
    free = [
        piece
        for piece in free
        if not (
            re.search(r"[.:;|]$|^\d\d?[:.]\d\d", piece.text)
            or BODY.match(piece.text)
            or opens_something_else(piece.text)
        )
        or THEME_LINE.fullmatch(piece.text)
    ]
    said = next((match for piece in free if (match := THEME_LINE.fullmatch(piece.text))), None)
    if said:
        free = free[next(place for place, piece in enumerate(free) if THEME_LINE.fullmatch(piece.text)) :]
    elif quoted := [place for place, piece in enumerate(free) if piece.text[:1] in '“"‘']:
        free = free[quoted[0] :]
    elif spoken := next((match for text in prose if (match := THEME_SAID.search(text))), None):
        told.theme = next(group for group in spoken.groups() if group).strip(" ,")
        return
    free = _together(free, titles)
    text = " ".join(piece.text for piece in free)
    text = unquoted(
        text[said.start("theme") :] if said and said["theme"] else text.removeprefix(said[0]) if said else text
    )
    if (said and text) or len(text.split()) >= 3:
        told.theme = text
        told.used.update(id(piece) for piece in free)


def _after_title(told: About, titles: list[Piece]) -> list[Piece]:
    start = next(
        (place for place, piece in enumerate(titles) if id(piece) in told.used or FORUM.search(piece.text)),
        len(titles),
    )
    return titles[start:]


def _together(free: list[Piece], titles: list[Piece]) -> list[Piece]:
    """A theme that runs over blank lines ("… Responsive ASEAN" / "Community"); quotation marks close it."""
    out: list[Piece] = []
    places = {id(piece): place for place, piece in enumerate(titles)}
    for piece in free:
        if out and places[id(piece)] != places[id(out[-1])] + 1:
            break
        out.append(piece)
        if piece.text[-1:] in '”"’' and out[0].text[:1] in '“"‘':
            break
    return out

"""The title of a document, and what it says: which forum, whose meeting."""

import re

from recommendations.parsing.about import About
from recommendations.parsing.dates import find_dates
from recommendations.parsing.headings import opens_recommendations
from recommendations.parsing.pieces import Piece
from recommendations.parsing.tongues import NUMBERED
from recommendations.parsing.vocabulary import COUNTRY, FORUM_NAME, KINDS, MEETING, MONTHS, ORDINALS, PREPARES

FORUM = re.compile(
    rf"(?P<number>\d{{1,2}})\s*(?:st|nd|rd|th)\s*(?:annual\s+)?{FORUM_NAME}|\b(?P<word>{'|'.join(ORDINALS)})\s+(?:annual\s+)?{FORUM_NAME}"
    rf"|{FORUM_NAME}(?:\s+(?:labou?r|migration|and)\b)*[\s(-]{{0,3}}(?:afml|no\.?)?[\s)-]{{0,3}}(?:{NUMBERED}|(?<!\d))\s*(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.])"
    rf"(?!\s*(?:[-–,]|to\b|and\b)?\s*\d*\s*(?:{'|'.join(month[:3] for month in MONTHS)}))",
    re.I,
)
SUBJECT = re.compile(r"^(?:subject|re|fwd?)\s*:\s*", re.I)  # of a mail
# "Brunei Darussalam: Recommendations for …", "Recommendations by Malaysia"; not "… the rights of workers in Thailand"
COUNTRY_SPEAKS = re.compile(
    rf"^(?:{COUNTRY.pattern}\W{{0,3}}\s*recommendations?\b|recommendations?[\s:–-]+(?:(?:of|by|from)\s+)?(?:the\s+)?(?:government of\s+)?{COUNTRY.pattern})",
    re.I,
)
SAYS_WHOSE = re.compile(
    rf"{FORUM.pattern.replace('(?P<number>', '(?:').replace('(?P<word>', '(?:').replace('(?P<after>', '(?:')}|{COUNTRY.pattern}|{PREPARES.pattern}",
    re.I,
)
RUNS_ON = re.compile(r"\b(?:of|from|for|the|to|on|and|at|by)$|[,&:–-]$", re.I)


def title_of(told: About, titles: list[Piece]) -> None:
    """The title line: "Viet Nam National Recommendations for …". "Recommendations" alone gives way to the line that says whose."""
    lines = [
        piece
        for piece in titles
        if (MEETING.search(piece.text) or FORUM.search(piece.text)) and not opens_recommendations(piece.text)
    ]
    named = [piece for piece in lines if re.search(r"recommendation", piece.text, re.I)]
    prepared = [piece for piece in lines if PREPARES.search(piece.text)]
    whose = [piece for piece in named if SAYS_WHOSE.search(piece.text)]
    numbered = [piece for piece in lines if FORUM.search(piece.text)]
    title = next(iter(whose or (numbered if named else []) or named or prepared or lines), None)
    if title is None:
        title = next((piece for piece in titles if opens_recommendations(piece.text)), None)
    if title is None:
        return
    told.meeting, place = SUBJECT.sub("", title.text), titles.index(title) + 1
    told.used.add(id(title))
    while RUNS_ON.search(told.meeting) and place < len(titles) and not find_dates(titles[place].text):
        told.meeting = f"{told.meeting} {titles[place].text}"
        told.used.add(id(titles[place]))
        place += 1


def forum_number(texts: list[str]) -> int | None:
    """The number of the forum: "13th ASEAN Forum", "6thASEAN FORUM", "Thirteenth AFML", "AFML 13"; the title is asked first."""
    for text in texts:
        match = FORUM.search(text)
        if match:
            number = int(match["number"] or match["after"] or 0) or ORDINALS.index(match["word"].lower()) + 1
            return number if number < 100 else None
    return None


def kind_of(meeting: str, titles: list[str]) -> str:
    """Which meeting speaks, by the table of vocabulary; a title that names a country and prepares is national."""
    for text in (meeting, *titles):
        for kind, pattern in KINDS:
            if pattern.search(text):
                return kind
        if COUNTRY.search(text) and (PREPARES.search(text) or COUNTRY_SPEAKS.search(text)):
            return "national"
    return "forum"

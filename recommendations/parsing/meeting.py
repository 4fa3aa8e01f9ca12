"""What a document says of itself: which forum, whose meeting, when, where, on what theme."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from recommendations.parsing.dates import Dates, find_dates, find_part, without_dates
from recommendations.parsing.doubts import Doubt, doubt
from recommendations.parsing.furniture import is_letterhead
from recommendations.parsing.headings import opens_recommendations, unquoted
from recommendations.parsing.pieces import Piece
from recommendations.parsing.vocabulary import (
    COUNTRIES,
    COUNTRY,
    FORUM_NAME,
    IN_PERSON,
    KINDS,
    MEETING,
    MONTHS,
    ONLINE,
    ORDINALS,
    PREPARES,
)

FORUM = re.compile(
    rf"(?P<number>\d{{1,2}})\s*(?:st|nd|rd|th)\s*(?:annual\s+)?{FORUM_NAME}|\b(?P<word>{'|'.join(ORDINALS)})\s+(?:annual\s+)?{FORUM_NAME}"
    rf"|{FORUM_NAME}(?:\s+(?:labou?r|migration|and)\b)*[\s(-]{{0,3}}(?:afml|no\.?)?[\s-]{{0,2}}(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d:.])"
    rf"(?!\s*(?:[-–,]|to\b|and\b)?\s*\d*\s*(?:{'|'.join(month[:3] for month in MONTHS)}))",
    re.I,
)
HELD = re.compile(
    r"\b(?:was|were|has been)\s+(?:\w+ly\s+)?(?:held|organi[sz]ed|convened|conducted)\b|\btook place\b|^(?:adopted|done)\b",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
PLACE = re.compile(r"\b(?:at|in)\s+(?P<place>(?:the\s+)?[A-ZÀ-Ž][^.;()|]*)")
PLACE_ENDS = re.compile(
    r",?\s*(?:\band\s+)?\b(?:online|virtual\w*|on|with|via|by|through|under|from|attended|hosted|organi[sz]ed|which|where|was|were|to|as|for|in (?:a )?hybrid)\b.*$"
    r"|\s*\|.*$",
    re.S,
)
NAMES_ONLY = re.compile(r"(?:(?:[A-ZÀ-Ž][\w.'’-]*|of|the|and|de|la|at|in|&)[\s,]*)+")
THEME_LINE = re.compile(r"(?:overall |main |general )?theme\s*(?:[:–—-]\s*(?P<theme>.*)|$)", re.I | re.S)
THEME_SAID = re.compile(
    r"\b(?:theme(?:d)?(?:\s+(?:of|was|is))?|entitled|titled)\s*[:,]?\s*"
    r"(?:“(?P<a>[^“”]{1,300})”|\"(?P<b>[^\"]{1,300})\"|‘(?P<c>[^‘]{1,300}?)’(?!\w)|(?P<d>[A-Z][^.;“”]{0,300}?)(?=,?\s+(?:was|were|is)\s+(?:held|convened|organi)|[.;]|$))"
)
RUNS_ON = re.compile(r"\b(?:of|from|for|the|to|on|and|at|by)$|[,&:–-]$", re.I)


@dataclass
class About:
    """What was found, the pieces that told it (by id), and doubts."""

    forum_number: int | None = None
    meeting: str | None = None
    kind: str = "forum"
    country: str | None = None
    dates: Dates | None = None
    dates_printed: str = ""
    place: str | None = None
    online: bool | None = None
    theme: str | None = None
    used: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def date(self) -> datetime.date | None:
        return self.dates.first if self.dates else None

    @property
    def date_end(self) -> datetime.date | None:
        return self.dates.last if self.dates else None


def about(head: Sequence[Piece], tail: Sequence[Piece]) -> About:
    """Reads the head of a document and its closing lines; what the head says in lines of their own goes first."""
    told = About()
    titles = [
        piece for piece in head if not piece.marker and not _is_prose(piece.text) and not is_letterhead(piece.text)
    ]
    prose = [piece for piece in (*tail, *head) if not piece.marker and _is_prose(piece.text)]
    _meeting(told, titles)
    told.used.update(id(piece) for piece in titles if FORUM.search(piece.text) and len(piece.text.split()) < 20)
    told.forum_number = _forum([told.meeting or "", *(piece.text for piece in (*titles, *head, *tail))])
    told.kind = _kind(told.meeting or "", [piece.text for piece in titles])
    said = _held(told, [piece.text for piece in prose] + [piece.text for piece in tail if not _is_prose(piece.text)])
    _dates(told, titles, said)
    _place(told, titles, said)
    _country(told, titles)
    _theme(told, titles, [piece.text for piece in prose])
    _missing(told)
    return told


def _is_prose(text: str) -> bool:
    count = len(text.split())
    return count > 45 or (count >= 8 and text.endswith((".", ";", ":")))


def _meeting(told: About, titles: list[Piece]) -> None:
    """The title line: "Viet Nam National Recommendations for …". "Recommendations" alone gives way to the line that says whose."""
    lines = [piece for piece in titles if MEETING.search(piece.text) and not opens_recommendations(piece.text)]
    named = [piece for piece in lines if re.search(r"recommendation", piece.text, re.I)]
    prepared = [piece for piece in lines if PREPARES.search(piece.text)]
    title = next(iter(named or prepared or lines), None)
    if title is None:
        title = next((piece for piece in titles if opens_recommendations(piece.text)), None)
    if title is None:
        return
    told.meeting, place = title.text, titles.index(title) + 1
    told.used.add(id(title))
    while RUNS_ON.search(told.meeting) and place < len(titles) and not find_dates(titles[place].text):
        told.meeting = f"{told.meeting} {titles[place].text}"
        told.used.add(id(titles[place]))
        place += 1


def _forum(texts: list[str]) -> int | None:
    """The number of the forum: "13th ASEAN Forum", "6thASEAN FORUM", "Thirteenth AFML", "AFML 13"; the title is asked first."""
    for text in texts:
        match = FORUM.search(text)
        if match:
            number = int(match["number"] or match["after"] or 0) or ORDINALS.index(match["word"].lower()) + 1
            return number if number < 100 else None
    return None


def _kind(meeting: str, titles: list[str]) -> str:
    """Which meeting speaks, by the table of vocabulary; a title that names a country and prepares is national."""
    for text in (meeting, *titles):
        for kind, pattern in KINDS:
            if pattern.search(text):
                return kind
        if COUNTRY.search(text) and PREPARES.search(text):
            return "national"
    return "forum"


def _held(told: About, texts: list[str]) -> str | None:
    """What follows "was held" in the sentence on this meeting: "online on 9 November 2020". Not on another forum's."""
    for sentence in (sentence for text in texts for sentence in SENTENCE.split(text)):
        verb = HELD.search(sentence)
        if verb is None or not _is_own(told, sentence[: verb.start()]):
            continue
        after = sentence[verb.end() :]
        other = FORUM.search(after)
        return after[: other.start()] if other else after
    return None


def _is_own(told: About, subject: str) -> bool:
    numbers = [_forum([match[0]]) for match in FORUM.finditer(subject)]
    if numbers and numbers[-1] != told.forum_number:
        return False
    if len(re.findall(r"\w+", subject)) > 45:
        return False
    if told.kind == "forum":
        return not PREPARES.search(subject)
    return not numbers or bool(
        PREPARES.search(subject) or re.search(r"meeting|conference|dialogue|seminar", subject, re.I)
    )


def _dates(told: About, titles: list[Piece], said: str | None) -> None:
    """The line that is a date; else the sentence that says when it was held; else a date in the title."""
    own = [(piece, dates) for piece in titles if id(piece) not in told.used and (dates := find_dates(piece.text))]
    alone = [(piece, dates) for piece, dates in own if _is_date_line(piece.text, dates)]
    spoken = find_dates(said) if said else None
    in_title = find_dates(told.meeting or "") or next((dates for _piece, dates in own), None)
    told.dates = alone[0][1] if alone else spoken or in_title
    for piece, dates in alone:
        if dates == told.dates:
            told.used.add(id(piece))
    if told.dates:
        told.dates_printed = told.dates.printed
    if alone and spoken and not _within(spoken, alone[0][1]):
        told.doubts.append(doubt("dates-differ", one=alone[0][1].printed, other=spoken.printed))
    if not told.dates:
        told.dates_printed = next((part for piece in titles if (part := find_part(piece.text))), "")
        told.used.update(id(piece) for piece in titles if piece.text == told.dates_printed)


def _within(one: Dates, other: Dates) -> bool:
    """Whether the first dates lie inside the others: papers are adopted on a meeting's last day."""
    days = [other.first, other.last or other.first]
    return all(day is None or (days[0] and days[1] and days[0] <= day <= days[1]) for day in (one.first, one.last))


def _is_date_line(text: str, dates: Dates) -> bool:
    rest = without_dates(text, dates)
    return len(rest.split()) <= 12 and not MEETING.search(rest)


def _place(told: About, titles: list[Piece], said: str | None) -> None:
    """Where: from the sentence ("at Hanoi, Viet Nam, and online"), the date's line, or a line that ends in a country."""
    lines = [
        piece.text
        for piece in titles
        if id(piece) in told.used and find_dates(piece.text) and piece.text != told.meeting
    ]
    rests = [without_dates(line, dates) for line in lines if (dates := find_dates(line))]
    bare = [piece for piece in titles if id(piece) not in told.used and _is_place(piece.text)]
    for rest in rests:
        told.place = told.place or (_place_in(f"in {rest}") if NAMES_ONLY.fullmatch(PLACE_ENDS.sub("", rest)) else None)
    told.place = told.place or (_place_in(said) if said else None)
    if bare and (told.place is None or bare[0].text.startswith(told.place)):
        told.place = told.place or _place_in(f"in {bare[0].text}")
        told.used.add(id(bare[0]))
        rests.append(bare[0].text)
    _online(
        told,
        " ".join(
            [
                said or "",
                *rests,
                *(piece.text for piece in titles if ONLINE.fullmatch(piece.text.strip("()"))),
            ]
        ),
    )


def _online(told: About, words: str) -> None:
    if ONLINE.search(words):
        told.online = True
    elif told.place or IN_PERSON.search(words):
        told.online = False


def _is_place(text: str) -> bool:
    """A line that is only a place: "Vientiane, Lao PDR", "Ha Noi, Viet Nam, and online"."""
    bare = PLACE_ENDS.sub("", text)
    countries = list(COUNTRY.finditer(bare))
    return (
        "," in bare
        and bool(countries)
        and countries[-1].end() >= len(bare) - 1
        and len(bare.split()) <= 10
        and not MEETING.search(bare)
    )


def _place_in(text: str) -> str | None:
    dates = find_dates(text)
    if dates:
        text = f"{text[: dates.start]} | {text[dates.end :]}"
    for match in PLACE.finditer(text):
        place = PLACE_ENDS.sub("", match["place"]).strip(" ,;:–—-.")
        if (
            place
            and not ONLINE.search(place)
            and not re.match(r"(?:the )?(?:19|20)\d\d|(?:english|connection|collaboration|partnership)\b", place, re.I)
        ):
            return place.removeprefix("the ") if COUNTRY.fullmatch(place.removeprefix("the ")) else place
    return None


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


def _theme(told: About, titles: list[Piece], prose: list[str]) -> None:
    """The theme: a line that says so, one in quotation marks, a sentence that says so, or the title lines that nothing else used."""
    free = [
        piece for piece in _after_title(told, titles) if id(piece) not in told.used and not FORUM.search(piece.text)
    ]
    free = [piece for piece in free if not find_dates(piece.text) and not opens_recommendations(piece.text)]
    free = [
        piece
        for piece in free
        if not re.search(r"[.:;|]$|^\d\d?[:.]\d\d", piece.text) or THEME_LINE.fullmatch(piece.text)
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


def _missing(told: About) -> None:
    if told.meeting is None:
        told.doubts.append(doubt("no-meeting"))
    if told.forum_number is None:
        told.doubts.append(doubt("no-forum"))
    if told.date is None:
        told.doubts.append(doubt("part-date", printed=told.dates_printed) if told.dates_printed else doubt("no-date"))

"""When and where a meeting was held, and whether online."""

import re

from recommendations.parsing import tongues
from recommendations.parsing.about import About
from recommendations.parsing.dates import Dates, find_dates, find_part, without_dates, without_marks
from recommendations.parsing.doubts import doubt
from recommendations.parsing.pieces import Piece
from recommendations.parsing.titles import FORUM, forum_number
from recommendations.parsing.vocabulary import COUNTRY, IN_PERSON, MEETING, ONLINE, PREPARES

HELD = re.compile(
    r"\b(?:met|gathered|convened)\s+(?:again\s+)?(?:online\s+)?(?=(?:on|in|at|from)\b)|\b(?:was|were|has been)\s+(?:\w+ly\s+)?(?:held|organi[sz]ed|convened|conducted)\b|\btook place\b|^(?:adopted|done)\b",
    re.I,
)
RECALLS = re.compile(
    r"^(?:recalling|noting|following|building|further to|mindful|guided|welcoming|reaffirming|after|considering)\b.*,",
    re.I | re.S,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer: no capitals
PLACE = re.compile(rf"\b(?:at|in)\s+(?P<place>(?:the\s+)?[A-ZÀ-ŽĐ{ASIAN}][^.;()|]*)")
PLACE_ENDS = re.compile(
    rf",?\s*(?:\b(?:and|dan|và)\s+)?\b(?:secara|{tongues.ONLINE}|online|virtual\w*|on|with|via|by|through|under|from|attended|hosted|organi[sz]ed|which|where|was|were|to|as|for|in (?:a )?hybrid)\b.*$"
    r"|\s*\|.*$",
    re.S,
)
LEADS = re.compile(
    r"^(?:(?:dates?|venue|place|location|time|held|adopted|done|agreed|convened|conducted|organi[sz]ed|and|at|in)\b[\s:,/&]*)+",
    re.I,
)
VENUE = re.compile(r"(?:venue|place|location|where|city)\s*[:–-]\s*(?P<place>\S.*)", re.I | re.S)
NAMES_ONLY = re.compile(rf"(?:(?:[A-ZÀ-ŽĐ][\w.'’-]*|[{ASIAN}]+|of|the|and|de|la|at|in|&)[\s,]*)+")


def held(told: About, texts: list[str]) -> str | None:
    """What follows "was held" in the sentence on this meeting: "online on 9 November 2020". Not on another forum's."""
    for sentence in (sentence for text in texts for sentence in SENTENCE.split(text)):
        verb = HELD.search(sentence)
        if verb is None or not _is_own(told, RECALLS.sub("", sentence[: verb.start()])):
            continue
        after = sentence[verb.end() :]
        other = FORUM.search(after)
        return after[: other.start()] if other else after
    return None


def _is_own(told: About, subject: str) -> bool:
    numbers = [forum_number([match[0]]) for match in FORUM.finditer(subject)]
    if numbers and numbers[-1] != told.forum_number:
        return False
    if len(re.findall(r"\w+", subject)) > 45:
        return False
    if told.kind == "forum":
        return not PREPARES.search(subject)
    return not numbers or bool(
        PREPARES.search(subject) or re.search(r"meeting|conference|dialogue|seminar", subject, re.I)
    )


def dates_of(told: About, titles: list[Piece], said: str | None) -> None:
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
    other = ONLINE.sub("", rest)
    return len(rest.split()) <= 12 and (len(other.split()) < 2 or not MEETING.search(other))


def place_of(told: About, titles: list[Piece], said: str | None) -> None:
    """Where: from the sentence ("at Hanoi, Viet Nam, and online"), the date's line, or a line that ends in a country."""
    lines = [
        piece.text
        for piece in titles
        if id(piece) in told.used and find_dates(piece.text) and piece.text != told.meeting
    ]
    rests = [part for line in lines if (dates := find_dates(line)) for part in _beside(line, dates)]
    rests += _in_brackets(told.meeting or "")
    _venue(told, titles)
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


def _beside(line: str, dates: Dates) -> list[str]:
    """What stands with a date on its line, part by part: "Hybrid", "Quezon City, Philippines"."""
    parts = (part for side in (line[: dates.start], line[dates.end :]) for part in re.split(r"[|;•()]|\s[–—-]\s", side))
    bare = (LEADS.sub("", without_marks(part)) for part in parts)
    return [re.sub(r"[\s,]+(?:on )?the$", "", part) for part in bare if part]


def _in_brackets(title: str) -> list[str]:
    """Of a title that ends "(29-30 October 2018, Singapore)" what stands with the date."""
    inner = re.search(r"\(([^()]*)\)\W*$", title)
    dates = find_dates(inner[1]) if inner else None
    return _beside(inner[1], dates) if inner and dates else []


def _venue(told: About, titles: list[Piece]) -> None:
    """A line that says so: "Venue: Hotel Rizqun, Bandar Seri Begawan, and online"."""
    for piece in titles:
        match = VENUE.match(piece.text)
        if match:
            told.place = _place_in(f"in {match['place']}")
            told.online = bool(ONLINE.search(match["place"])) or None
            told.used.add(id(piece))
            return


def _online(told: About, words: str) -> None:
    if told.online or ONLINE.search(words):
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

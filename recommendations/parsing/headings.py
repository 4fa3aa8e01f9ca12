"""Headings of sub-themes that say what they are: "Sub-theme 1: …", "Theme 2", "Topic 3 – …"."""

import re
from dataclasses import dataclass

from recommendations.parsing.markers import roman
from recommendations.parsing.vocabulary import COUNTING, ELSEWHERE, MODAL, RECOMMENDATIONS, TIME

SUB_THEME = r"(?:sub[\s‐‑–-]*(?:theme|topic)|theme|topic|thematic\s+(?:area|cluster|session|topic|priority)|priority\s+area|cluster|pillar)s?"
LOOSE = r"(?:part|section|area|session|chapter|issue|group)"
NUMBER = r"(?:\d{1,2}|[ivx]{1,5}|[a-h]|%s)" % "|".join(COUNTING)
WORD_HEADING = re.compile(
    rf"(?:[\dIVX]{{1,4}}[.)]\s+)?(?P<word>{SUB_THEME}|{LOOSE})\s*(?:no\.?|number|#)?(?:\s+|(?=\d))(?P<number>{NUMBER})\b\s*(?P<mark>\)?[:.–—−-]*)\s*(?P<title>.*)",
    re.I | re.S,
)
IS_SUB_THEME = re.compile(SUB_THEME, re.I)
SURE = re.compile(rf"S(?:ub|UB)[\s‐‑–-]*(?:[Tt]heme|THEME)\s+{NUMBER}\s*[:“\"–—]")
CONTINUED = re.compile(r"\s*[(\[–-]*\s*(?:continued|cont['’.]?d?\.?)\s*[)\]]?\s*$", re.I)
PAIRS = {"“": "”", '"': '"', "‘": "’", "«": "»", "'": "'", "„": "“", "”": "”", "(": ")"}


@dataclass(frozen=True)
class Heading:
    """``title`` is "" where it stands on the next line; ``continued`` where a page repeats the heading."""

    number: int
    title: str
    continued: bool = False
    sure: bool = True


def word_heading(text: str) -> Heading | None:
    """A numbered sub-theme heading: "Sub theme 1 “Economic Recovery”", "Sub-Theme II – Rights", "Topic 3".

    Not "Theme: Future of Work" (no number), "Sub-theme 2 was discussed", "Theme 1 should be read with Theme 2.".
    """
    match = WORD_HEADING.fullmatch(text)
    if not match or not _is_title(match):
        return None
    title, continued = match["title"], bool(CONTINUED.search(match["title"]))
    return Heading(
        ordinal(match["number"]),
        unquoted(CONTINUED.sub("", title)),
        continued,
        bool(IS_SUB_THEME.fullmatch(match["word"])),
    )


def _is_title(match: re.Match[str]) -> bool:
    title, marked = match["title"], bool(match["mark"])
    if not title:
        return True
    if len(title) > 300 or (title[0].islower() and not marked) or (title.endswith(".") and MODAL.search(title)):
        return False
    if not IS_SUB_THEME.fullmatch(match["word"]) and not (marked or title[0] in PAIRS):
        return False
    return marked or title[0] in PAIRS or not title.endswith((".", ";")) or len(title.split()) < 15


def is_heading(text: str) -> bool:
    return word_heading(text) is not None


def surely_heads(text: str) -> bool:
    """ "Sub-theme 1: Impact", "Sub theme 2 “Rights”": no sentence holds it so, wherever its line was broken."""
    return bool(SURE.match(text)) and is_heading(text)


def ordinal(printed: str) -> int:
    """The value of "2", "II", "two" or "b"."""
    small = printed.lower()
    if small.isdigit():
        return int(small)
    return COUNTING.index(small) + 1 if small in COUNTING else roman(small) or ord(small[0]) - ord("a") + 1


def unquoted(text: str) -> str:
    """A title without the quotation marks around all of it."""
    text = text.strip()
    closing = PAIRS.get(text[:1])
    if closing and len(text) > 1 and text.endswith(closing) and closing not in text[1:-1] and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text


def is_title_like(text: str, most_words: int = 25) -> bool:
    """Words that could head a list: "Access to justice". Not a sentence, a time, or something that asks."""
    if not text or len(text.split()) > most_words or text[0].islower() or TIME.search(text):
        return False
    return not re.search(r"[.;,?!]$", text) and not MODAL.search(text) and any(letter.isalpha() for letter in text)


def opens_recommendations(text: str) -> bool:
    """The line "Recommendations" alone, or "Key recommendations:"."""
    return bool(RECOMMENDATIONS.match(text))


def opens_something_else(text: str) -> bool:
    """A heading under which nothing is recommended: "Agenda", "List of participants", "The two sub-themes are:"."""
    return len(text) < 120 and bool(ELSEWHERE.match(text))

"""Dates as forum documents print them."""

import datetime
import re
from dataclasses import dataclass

from recommendations.parsing.vocabulary import MONTHS

MONTH = r"(?P<month%d>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAY = r"(?P<day%d>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
YEAR = r"(?P<year%d>(?:19|20|25)\d\d)(?!\d)"
MORE_DAYS = r"(?:\s*,\s*\d{1,2}(?:\s?(?:st|nd|rd|th))?)*"
TO = r"\s*(?:[-‐‑–—−]|to|until|and|&|,)\s*"
FORMS = tuple(
    re.compile(rf"(?<![\d/.-]){form}", re.I)
    for form in (
        rf"{DAY % 1}\s+(?:of\s+)?{MONTH % 1}(?:,?\s*{YEAR % 1})?{TO}{DAY % 2}\s+(?:of\s+)?{MONTH % 2},?\s*{YEAR % 2}",  # 30 October – 2 November 2018
        rf"{DAY % 1}{MORE_DAYS}{TO}{DAY % 2}\s*(?:of\s+)?{MONTH % 2},?\s*{YEAR % 2}",  # 26-27 October 2015; 10, 11 and 12 November 2020
        rf"{DAY % 2}\s*(?:of\s+)?{MONTH % 2},?\s*{YEAR % 2}",  # 23 October 2020
        rf"{MONTH % 2}\s+{DAY % 1}{MORE_DAYS}{TO}{DAY % 2},?\s*{YEAR % 2}",  # October 26-27, 2015
        rf"{MONTH % 2}\s+{DAY % 2},?\s*{YEAR % 2}",  # October 23, 2020
        r"(?P<year2>(?:19|20)\d\d)-(?P<month2>\d\d)-(?P<day2>\d\d)(?![\d-])",  # 2020-10-23
        rf"(?P<day2>\d{{1,2}})[/.](?P<month2>\d{{1,2}})[/.]{YEAR % 2}",  # 23/10/2020, the day first as in the whole region
    )
)
PART = re.compile(rf"(?<![\w/-]){MONTH % 2},?\s+{YEAR % 2}|^\W*{YEAR % 1}\W*$", re.I)
WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)day\b\s*,?\s*|\b(?:dated?|held on|on)\b\s*:?\s*",
    re.I,
)
BUDDHIST = 543


@dataclass(frozen=True)
class Dates:
    """``last`` is None for a single day; ``printed`` as it stands; ``start``, ``end`` are its place in the text."""

    first: datetime.date | None
    last: datetime.date | None
    printed: str
    start: int = 0
    end: int = 0


def find_dates(text: str) -> Dates | None:
    """The first date in a text: a day, a range, or days apart. None where there is none or it is no day of the calendar."""
    found = [dates for form in FORMS for match in form.finditer(text) if (dates := _read(match))]
    return min(found, key=lambda dates: (dates.start, -dates.end), default=None)


def find_part(text: str) -> str | None:
    """A month or a year without a day: "October 2020" in a text, "2019" alone on its line."""
    match = PART.search(text)
    return match[0].strip() if match else None


def _read(match: re.Match[str]) -> Dates | None:
    parts = match.groupdict()
    year = _year(parts["year2"])
    last = _day(year, parts["month2"], parts["day2"])
    first = _day(
        _year(parts.get("year1")) or year,
        parts.get("month1") or parts["month2"],
        parts.get("day1") or parts["day2"],
    )
    if first is None or last is None or first > last:
        return None
    return Dates(first, last if last != first else None, match[0], match.start(), match.end())


def _year(printed: str | None) -> int:
    year = int(printed or 0)
    return year - BUDDHIST if year >= 2500 else year


def _day(year: int, month: str, day: str) -> datetime.date | None:
    number = (
        int(month)
        if month.isdigit()
        else next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[:3].lower()))
    )
    try:
        return datetime.date(year, number, int(day))
    except ValueError:
        return None


def without_dates(text: str, dates: Dates) -> str:
    """What else stands on a line with a date: "Hanoi, Viet Nam" of "Hanoi, Viet Nam, 28 September 2020"."""
    return without_marks(f"{text[: dates.start]} | {text[dates.end :]}".replace("|", ""))


def without_marks(text: str) -> str:
    """Without weekdays, "on", and the marks that part a date from the rest of its line."""
    return WEEKDAY.sub("", text).strip(" ,;:–—-()|/.").strip()

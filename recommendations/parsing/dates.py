"""Dates as forum documents print them."""

import datetime
import re
import unicodedata
from dataclasses import dataclass, replace

from recommendations.parsing import tongues
from recommendations.parsing.vocabulary import MONTHS

ENGLISH = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
OTHERS = "|".join(map(re.escape, sorted(tongues.MONTHS, key=len, reverse=True)))
MONTH = (
    rf"(?:(?:{tongues.BEFORE_MONTH})\s*)?(?P<month%d>{OTHERS}|{ENGLISH}|tháng\s*\d{{1,2}})(?:{tongues.AFTER_MONTH})?\.?"
)
DAY = rf"(?:(?:{tongues.BEFORE_DAY})\s*)?(?P<day%d>\d{{1,2}})(?:\s?(?:st|nd|rd|th|{tongues.AFTER_DAY}))?"
YEAR = rf"(?:(?:{tongues.BEFORE_YEAR})\s*)?(?P<year%d>(?:19|20|24|25|26)\d\d)(?!\d)(?:\s*(?:{tongues.AFTER_YEAR}))?"
MORE_DAYS = r"(?:\s*,\s*\d{1,2}(?:\s?(?:st|nd|rd|th))?)*"
TO = rf"\s*(?:[-‐‑–—−]|(?:to|until|and|{tongues.BETWEEN_DAYS})\b|&|,|ถึง|และ|ຫາ|ແລະ|ដល់|និង)\s*"
GAP = r",?[\s/]*"
FORMS = tuple(
    re.compile(rf"(?<![\d/.-]){form}", re.I)
    for form in (
        rf"{DAY % 1}\s*(?:of\s+)?{MONTH % 1}(?:{GAP}{YEAR % 1})?{TO}{DAY % 2}\s*(?:of\s+)?{MONTH % 2}{GAP}{YEAR % 2}",  # 30 October – 2 November 2018
        rf"{DAY % 1}{MORE_DAYS}{TO}{DAY % 2}\s*(?:of\s+)?{MONTH % 2}{GAP}{YEAR % 2}",  # 26-27 October 2015; 10, 11 and 12 November 2020
        rf"{DAY % 2}\s*(?:of\s+)?{MONTH % 2}{GAP}{YEAR % 2}",  # 23 October 2020; ngày 23 tháng 10 năm 2020; ๒๓ ตุลาคม พ.ศ. ๒๕๖๓
        rf"{MONTH % 2}\s+{DAY % 1}{MORE_DAYS}{TO}{DAY % 2}{GAP}{YEAR % 2}",  # October 26-27, 2015
        rf"{MONTH % 2}\s+{DAY % 2}{GAP}{YEAR % 2}",  # October 23, 2020
        rf"{YEAR % 2}\s*[၊,]?\s*{MONTH % 2}\s*{DAY % 1}{TO}{DAY % 2}",  # ၂၀၂၀ ခုနှစ် အောက်တိုဘာလ ၂၆-၂၇ ရက်
        rf"{YEAR % 2}\s*[၊,]?\s*{MONTH % 2}\s*{DAY % 2}(?!\d)",
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
    plain = plain_digits(text)
    found = [_printed(dates, text) for form in FORMS for match in form.finditer(plain) if (dates := _read(match))]
    return min(found, key=lambda dates: (dates.start, -dates.end), default=None)


def plain_digits(text: str) -> str:
    """The same text with the digits of every script as 0-9: "๒๕๖๙" is "2569"."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def _printed(dates: Dates, text: str) -> Dates:
    return replace(dates, printed=text[dates.start : dates.end])


def find_part(text: str) -> str | None:
    """A month or a year without a day: "October 2020" in a text, "2019" alone on its line."""
    match = PART.search(plain_digits(text))
    return text[match.start() : match.end()].strip() if match else None


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
    return year - BUDDHIST if year >= 2400 else year


def _month(printed: str) -> int:
    """The number of "10", "tháng 10", "October", "Okt", "ตุลาคม"; 0 for none."""
    name = " ".join(printed.casefold().split())
    if name in tongues.MONTHS:
        return tongues.MONTHS[name]
    if counted := re.search(r"\d+", name):
        return int(counted[0])
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name[:3])), 0)


def _day(year: int, month: str, day: str) -> datetime.date | None:
    number = _month(month)
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

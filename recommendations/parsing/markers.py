"""What stands before an item: its number, letter or bullet."""

import re
from dataclasses import dataclass

from recommendations.parsing.source import Line
from recommendations.parsing.vocabulary import COUNTING, MONTHS

BULLETS = "-–—−‐‑•●○◦▪▫■□◆◇►▶▸‣⁃➢➤✓✔·∙❖§*+\uf0a7\uf0b7\uf0d8\uf0fc\uf076"
NUMBER = re.compile(
    r"(?P<label>\(?(?P<value>\d{1,3})(?:[.)/။។]|\.\)|[-–](?=\s?[A-Z“])))(?:\s+|$|(?=[A-Z“\"]))(?P<rest>.*)", re.S
)
BARE_NUMBER = re.compile(r"(?P<label>(?P<value>\d{1,2}))(?:\t\s*|\s{2,}|:\s+|\s+[-–—]\s+)(?P<rest>[A-Z“].*)", re.S)
NUMBERED_WORD = re.compile(
    r"(?P<label>(?:(?:recommendation|rec\.?|item|point)(?:\s*no\.?)?|no\.?|r)\s*#?(?P<value>\d{1,3}|(?<=\s)(?:[ivx]{1,5}|%s)(?=\s*[:.–—]|$)))"
    r"(?:\s*[:.)–—-]\s*|$)(?P<rest>[\"“A-Z].*|$)" % "|".join(COUNTING),
    re.I | re.S,
)
HIGH = re.compile(r"\(?(?P<value>\d{4,6})(?:[.)/]|\.\))?")
DECIMAL = re.compile(
    r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?)\s+(?P<rest>[\"“A-Z].*)|(?P<deep>\d{1,2}(?:\.\d{1,2}){2,3}[.)]?)\s+(?P<small>\w.*)",
    re.S,
)
LETTERED_DECIMAL = re.compile(
    r"(?P<label>(?P<outer>[A-H]|[IVX]{1,4})(?:\.(?P<value>\d{1,2})[.)]?|(?P<glued>\d{1,2})[.)]))\s+(?P<rest>[\"“A-Z].*)",
    re.S,
)
LETTER = re.compile(r"(?P<label>\(?(?P<value>[A-Za-z]|[ivxlIVXL]{2,6})[.)])(?:\s+|$)(?P<rest>.*)", re.S)
BULLET = re.compile(
    r"(?P<label>[%s]|o(?=\s+\w))(?:\s+|$|(?<=[•●▪■➢➤✓\uf0b7])(?=\w))(?P<rest>.*)" % re.escape(BULLETS), re.S
)
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})", re.I)
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
BARE = "number"  # the style of a number that stands without point or bracket
MONTHS_BEGIN = {month[:3] for month in MONTHS}


@dataclass(frozen=True)
class Marker:
    """``style`` tells lists apart ("number.", "letter()", "bullet-"); ``value`` is None for a bullet."""

    style: str
    label: str | None
    value: int | None
    rest: str
    level: int | None = None

    @property
    def is_bullet(self) -> bool:
        return self.value is None


def read_marker(line: Line, last_letter: int | None = None) -> Marker | None:
    """The marker at a line's start, or the one that its format keeps apart. ``last_letter``: after (h), (i) is a letter."""
    if line.label is None:
        return _read(line.text, last_letter)
    level = line.level or 0
    found = read_label(line.label, last_letter) or Marker("bullet", None, None, "")
    return Marker(f"{found.style}@{level}", found.label, found.value, line.text, level)


def read_label(label: str, last_letter: int | None = None) -> Marker | None:
    """A label that stands apart from its text; it may be bare ("3", "a"). None for words ("Sub-theme 1:", "Article 2")."""
    found = _high(label) or _read(f"{label} X", last_letter)
    if found is None and len(label) <= 5 and label.isalnum() and (bare := _read(f"{label}. X", last_letter)):
        return Marker(bare.style.rstrip("."), label, bare.value, bare.rest)
    return found if found and found.rest == "X" else None


def _high(label: str) -> Marker | None:
    """A number of four digits and more, which in a text would be a year: "1024."."""
    match = HIGH.fullmatch(label)
    return Marker("number" + re.sub(r"\d", "", label), label, int(match["value"]), "X") if match else None


def _read(text: str, last_letter: int | None) -> Marker | None:
    for recognise in (_decimal, _number, _numbered_word, _lettered_decimal, _bare_number):
        found = recognise(text)
        if found:
            return found
    return _bullet(text) or _letter(text, last_letter)


def _number(text: str) -> Marker | None:
    """A number with its point or bracket: "14. Institute", "(3) Ensure", "2) Adopt", "7.Encourage". Not "19 cases", "2020. The"."""
    match = NUMBER.match(text)
    if not match or (match["label"].startswith("(") and not match["label"].endswith(")")):
        return None
    return Marker("number" + re.sub(r"\d", "", match["label"]), match["label"], int(match["value"]), match["rest"])


def _numbered_word(text: str) -> Marker | None:
    """A number behind its word: "Recommendation 4: Ensure", "R4. Adopt". Not "Recommendation 4 was discussed"."""
    match = NUMBERED_WORD.match(text)
    return Marker("word", match["label"], counted(match["value"]), match["rest"]) if match else None


def _bare_number(text: str) -> Marker | None:
    """A number set apart by a tab, wide space, colon or dash: "1\tProvide", "2 – Weigh". Not "9  November", "26 – 27"; it must run on."""
    match = BARE_NUMBER.match(text)
    if not match or match["rest"][:3].lower() in MONTHS_BEGIN:
        return None
    return Marker(BARE, match["label"], int(match["value"]), match["rest"])


def _lettered_decimal(text: str) -> Marker | None:
    """A number behind the letter or Roman number of its section: "I.1 Fund", "B.2. Open", "A3) Ratify". Not "C189, which", "A.M. is"."""
    match = LETTERED_DECIMAL.match(text)
    value = match and (match["value"] or match["glued"])
    return Marker(f"decimal-{match['outer']}", match["label"], int(value), match["rest"]) if match and value else None


def _decimal(text: str) -> Marker | None:
    """A number of parts: "2.1 Ensure access", "1.2.1 a break", counted by its last part. Not "1.5 million workers"."""
    match = DECIMAL.match(text)
    if not match:
        return None
    label = match["label"] or match["deep"]
    parts = [int(part) for part in re.findall(r"\d+", label)]
    return Marker(f"decimal{len(parts)}", label, parts[-1], match["rest"] or match["small"])


def _bullet(text: str) -> Marker | None:
    """A bullet of any form with a space behind it: "- Extend", "• Ensure", "o Provide". Not "-10 per cent", "*note"."""
    match = BULLET.match(text)
    return Marker("bullet" + match["label"], None, None, match["rest"]) if match else None


def _letter(text: str, last_letter: int | None) -> Marker | None:
    """A letter or a Roman number: "(a) Promote", "b) Use", "IV. Rights". Not "A year", "i.e. workers"."""
    match = LETTER.match(text)
    if not match or (match["label"].startswith("(") and not match["label"].endswith(")")):
        return None
    value, case = match["value"], "upper" if match["value"].isupper() else "lower"
    shape = match["label"].replace(value, "")
    as_letter = ord(value.lower()) - ord("a") + 1 if len(value) == 1 else None
    as_roman = roman(value)
    if as_letter and (as_roman is None or value.lower() not in "ivx" or last_letter == as_letter - 1):
        return Marker(f"letter-{case}{shape}", match["label"], as_letter, match["rest"])
    return Marker(f"roman-{case}{shape}", match["label"], as_roman, match["rest"]) if as_roman else None


def counted(printed: str) -> int:
    """The value of "4", "IV" or "four"."""
    small = printed.lower()
    if small.isdecimal():
        return int(small)
    return COUNTING.index(small) + 1 if small in COUNTING else roman(small) or 0


def roman(text: str) -> int | None:
    """The value of a Roman number up to 39, None for other letters: "IV" is 4, "IL" is none."""
    if not text or not ROMAN.fullmatch(text):
        return None
    values = [ROMAN_VALUES[letter] for letter in text.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))

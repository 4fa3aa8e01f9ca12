"""How a list's number is written, and which sign a list's bullet is."""

from collections.abc import Callable

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST = 780  # letters thirty times over; above it any number is written in digits
ONES = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen "
    "Eighteen Nineteen"
).split()
TENS = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split()
ORDINALS = {"One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth", "Nine": "Ninth", "Twelve": "Twelfth"}  # fmt: skip
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"

# Signs of the fonts Symbol and Wingdings, as everybody else writes them.
SIGNS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0a8": "◻", "\uf06f": "□", "\uf071": "□",
    "\uf0e0": "→", "\uf0e8": "➔", "\uf02d": "-", "\uf06c": "●", "\uf06e": "■", "\uf09f": "•", "\uf0a1": "○", "\uf0b3": "≥",
    "\uf0a3": "≤", "\uf0b0": "°", "\uf0b1": "±", "\uf0ae": "→", "\uf0fe": "☑", "\uf0d0": "–",
}  # fmt: skip
BULLETS = "-–—•●○◦▪▫■□◆◇►▶➢✓✔·❖§*+o"


def roman(value: int) -> str:
    out = ""
    for worth, letters in ROMAN:
        count, value = divmod(value, worth)
        out += letters * count
    return out


def letters(value: int) -> str:
    """a … z, aa, bb … zz, aaa: the same letter again, as Word counts."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def thai_letters(value: int) -> str:
    return THAI_LETTERS[(value - 1) % len(THAI_LETTERS)] * ((value - 1) // len(THAI_LETTERS) + 1)


def ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def cardinal_word(value: int) -> str:
    if value < len(ONES):
        return ONES[value]
    if value > 99:
        return str(value)
    ten, one = divmod(value, 10)
    return TENS[ten - 2] + (f"-{ONES[one].lower()}" if one else "")


def ordinal_word(value: int) -> str:
    head, dash, last = cardinal_word(value).rpartition("-")
    found = ORDINALS.get(last.capitalize()) or (f"{last[:-1]}ie" if last.endswith("y") else last) + "th"
    return head + dash + (found.lower() if dash else found)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "ordinal": ordinal,
    "cardinalText": cardinal_word,
    "ordinalText": ordinal_word,
    "thaiNumbers": lambda value: str(value).translate(THAI),
    "thaiLetters": thai_letters,
    "numberInDash": lambda value: f"- {value} -",
    "none": lambda _value: "",
    "bullet": lambda _value: "",
}


def written(value: int, form: str) -> str:
    """A list's number in its format; digits for a format that is not known here, nothing for a letter below 1."""
    if form not in FORMATS or (value > MOST and form not in {"none", "bullet"}):
        return str(value)
    if value < 1 and form not in {"decimal", "decimalZero", "none", "bullet", "thaiNumbers"}:
        return str(value) if form in {"ordinal", "numberInDash", "cardinalText"} else ""
    return FORMATS[form](value)


def bullet(sign: str) -> str:
    """The sign of a bullet list; a picture or an unknown sign is a plain bullet."""
    known = SIGNS.get(sign, sign)
    return known if len(known) == 1 and known in BULLETS else "•"

"""How text is taken in and compared: one rule for forms, files, sheets and the API.

Stored text is NFC and otherwise as it was typed. NFKC breaks Thai and Lao vowels (U+0E33, U+0EB3), so it
serves comparing and searching only. Zero-width characters stay where they are, since Khmer and Thai
part words with them, but a text of nothing else counts as empty.
"""

import re
import unicodedata

# U+00AD soft hyphen, U+034F joiner, U+115F-1160 and U+3164 Hangul fillers, U+180E, U+200B-200F, U+202A-202E,
# U+2060-206F, U+FE00-FE0F variation selectors, U+FEFF: nothing of these is seen.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]"
)
SPACES = re.compile(r"\s+")
# Never typed on purpose. PostgreSQL refuses U+0000, no encoding holds half a pair (U+D800-DFFF), and a Word or
# Excel file with any of these does not open (XML 1.0, production 2).
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue; whoever shows it translates it (no Django on this floor)."""
    return message


def nfc(text: str) -> str:
    """The form in which every text is stored."""
    return unicodedata.normalize("NFC", text)


def is_blank(text: str) -> bool:
    """True where a person would see nothing: empty, spaces, or zero-width characters only."""
    return not INVISIBLE.sub("", text).strip()


def clean(text: str) -> str:
    """A typed value as stored: NFC, lines ended by LF, outer spaces gone, empty where nothing can be seen."""
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "" if is_blank(text) else nfc(text).strip()


def fold_spaces(text: str) -> str:
    """Every run of white space as one space, none at the ends; no other character is touched."""
    return SPACES.sub(" ", text).strip()


def searchable(text: str) -> str:
    """What is compared and searched, never shown: no case, no compatibility forms, nothing invisible."""
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", text).casefold())
    return fold_spaces(unicodedata.normalize("NFKC", folded.casefold()))


def shortened(text: str, most: int) -> str:
    """The beginning of a text, of `most` characters at most: cut between words where its script parts them."""
    if len(text) <= most:
        return text
    end = most - 2  # for the mark
    while unicodedata.category(text[end]).startswith("M"):
        end -= 1  # a vowel or a tone stays with its letter
    word = text.rfind(" ", 0, end + 1)
    return f"{text[: word if word > most // 2 else end].rstrip(' ,;:(')}\u00a0…"

"""Letters as a page draws them, and as a text holds them."""

import re

from recommendations.text import nfc

# Joined letters are drawn as one sign; nothing else that looks alike is folded (NFKC would break Thai and Lao vowels).
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
)
SOFT = dict.fromkeys("\u00ad\ufeff", "")
FOLDED = str.maketrans({**LIGATURES, **SPACES, **SOFT})
UNREADABLE = re.compile(
    "[\ufffd\x00-\x1f\x7f-\x9f\ue000-\uefff\uf200-\uf8ff]"
)  # U+F000-F1FF: signs of Symbol and Wingdings
LETTER = re.compile(r"[^\W\d_]")


def folded(text: str) -> str:
    """NFC, ligatures as letters, every kind of space as one, soft hyphens gone."""
    return nfc(text.translate(FOLDED))


def is_readable(text: str) -> bool:
    """Whether a text layer says something: letters there are, and signs that no font names are few."""
    lost = len(UNREADABLE.findall(text))
    return len(LETTER.findall(text)) > 2 * lost

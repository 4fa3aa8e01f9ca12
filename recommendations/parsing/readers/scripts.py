"""Scripts whose text layers are known to differ from what the page shows."""

import re

from recommendations.parsing.doubts import Doubt, doubt

# Letters are stored in the order they are drawn, or several letters as one sign.
INEXACT = {
    "Khmer": re.compile("[\u1780-\u17ff]"),
    "Burmese": re.compile("[\u1000-\u109f]"),
    "Lao": re.compile("[\u0e80-\u0eff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
}


def doubted_scripts(text: str) -> list[Doubt]:
    return [doubt("script-from-pdf", script=name) for name, letters in INEXACT.items() if letters.search(text)]

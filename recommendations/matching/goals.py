"""Which Sustainable Development Goals a text names itself; which others it serves nobody has said."""

import re

LAST = 17
# "SDG 8", "SDGs 8.7 and 10.7", "Sustainable Development Goal 8, 10 and 16".
NAMED = re.compile(
    r"\b(?:SDGs?|Sustainable\s+Development\s+Goals?)\s*((?:\d{1,2}(?:\.[\da-d]{1,2})?(?:\s*(?:,|and|&)\s*)?)+)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(\d{1,2})(?:\.([\da-d]{1,2}))?", re.IGNORECASE)


def named_goals(text: str) -> tuple[str, ...]:
    """The numbers of goals and targets in the order of their first naming: ("8", "10.7")."""
    found = [each for passage in NAMED.findall(text) for each in NUMBER.finditer(passage)]
    return tuple(dict.fromkeys(each[0] for each in found if 1 <= int(each[1]) <= LAST))

"""The heads of tables: which column holds the text, which its number, who is responsible, and by when."""

import re
from collections.abc import Sequence

NUMBER, THEME, TEXT, RESPONSIBLE, TIMELINE = "number", "theme", "text", "responsible", "timeline"

# In the order of asking. "Recommendation" goes before "Key action" where a table has both.
NAMES = (
    (NUMBER, r"(?:no|nr|num|number|item(?: no)?|s/?n|s\.? ?no|sl\.? ?no|ref(?:erence)?(?: no)?|№|#|rec(?:ommendation)?\.? ?(?:no|number|#)|stt|id)\.?"),
    (THEME, r"(?:the )?(?:sub[ -]?themes?|themes?|topics?|thematic areas?|pillars?|clusters?|priority areas?|(?:sub[ -]?)?topics?)"),
    (TEXT, r"(?:(?:the|key|main|draft|final|proposed|agreed|adopted|national|policy|afml|specific|description of|list of) ?)*recommendations?"),
    (TEXT, r"(?:(?:the|key|main|draft|proposed|agreed|recommended|priority|policy|concrete|required|specific) ?)*(?:actions?|measures?)(?: points?| items?| areas?| to be taken)?"),
    (TEXT, r"(?:key|main|proposed|priority) activit(?:y|ies)"),
    (RESPONSIBLE, r"(?:who|by whom|in charge|person in charge|pic|actors?|focal points?|lead|leads|(?:(?:main|lead|leading|key|relevant|concerned|implementing|responsible|coordinating|executing|supporting) ?)*(?:agenc(?:y|ies)(?: responsible)?|institutions?|organi[sz]ations?|ministr(?:y|ies)|part(?:y|ies)|partners?|stakeholders?|entit(?:y|ies)|bod(?:y|ies)|persons?|units?|departments?|actors?)|responsib(?:le|ility|ilities)(?: (?:of|for|to).*)?)"),
    (TIMELINE, r"(?:when|by when|(?:proposed |implementation |expected )?(?:time ?-?(?:line|frame|table)s?|timing|time|period|schedule|duration|deadlines?)|(?:target|due|completion|end) ?(?:dates?|years?|time)|time(?:line)? (?:for|of) .*|dates?|years?)"),
)  # fmt: skip
PATTERNS = tuple((role, re.compile(pattern, re.I)) for role, pattern in NAMES)
PARTS = re.compile(r"[/(\n]|\s[-–—|]\s")  # "Recommendation / ข้อเสนอแนะ", "Timeline (year)"
LONGEST = 60


def role_of(text: str) -> tuple[str, int] | None:
    """What a heading says that its column holds, and how early it stands in the table; None for other words."""
    parts = [text, *PARTS.split(text)] if 0 < len(text) <= LONGEST else []
    for part in parts:
        bare = " ".join(part.split()).strip(" :.)*")
        for rank, (role, pattern) in enumerate(PATTERNS):
            if bare and pattern.fullmatch(bare):
                return role, rank
    return None


def roles_of(headings: Sequence[str]) -> dict[int, str] | None:
    """The role of each column by its place among the headings; None where the row heads no recommendations."""
    said = {at: found for at, text in enumerate(headings) if (found := role_of(text))}
    texts = sorted((rank, at) for at, (role, rank) in said.items() if role == TEXT)
    filled = [text for text in headings if text]
    if not texts or len(filled) < 2 or max(map(len, filled)) > LONGEST:
        return None
    roles: dict[int, str] = {texts[0][1]: TEXT}
    for at, (role, _rank) in said.items():
        if role not in roles.values():
            roles[at] = role
    return roles

"""How much room a short paper takes, before it is laid out: rather too much than too little."""

import re
from collections.abc import Iterable

from recommendations.reports.short import Block, Heading, Points, Sources, Text, words

# Letters on a line of A4 in the widest font that Word falls back to.
LETTERS = 95
# In lines: the title with what stands below it, a heading, the room below each paragraph. Evidence stands in smaller
# letters.
OPENING, HEADING, BELOW, SMALLER = 4, 2.2, 0.2, 0.9
BURMESE = re.compile("[\u1000-\u109f\uaa60-\uaa7f]")
TALL = 1.8  # its lines are nearly twice as high


def lines(blocks: Iterable[Block]) -> float:
    """Of a paper without tables."""
    return OPENING + sum(map(_block, blocks))


def _block(block: Block) -> float:
    if isinstance(block, Heading):
        return HEADING
    if isinstance(block, Text):
        return _height(words(block.runs))
    if isinstance(block, Points):
        return sum(_height(words(item)) for item in block.items)
    if isinstance(block, Sources):
        return SMALLER * sum(_height(f"{each.title}. {each.about} {each.where}") for each in block.items)
    return 0


def _height(text: str) -> float:
    return BELOW + (1 + len(text) // LETTERS) * (TALL if BURMESE.search(text) else 1)

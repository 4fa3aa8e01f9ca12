"""Whether a line opens a paragraph, or goes on with the one before it."""

import re
from collections.abc import Callable

from recommendations.parsing import furniture
from recommendations.parsing.dates import find_dates
from recommendations.parsing.headings import is_heading, surely_heads
from recommendations.parsing.source import Line
from recommendations.parsing.tongues import NUMBERED
from recommendations.parsing.vocabulary import COUNTRY
from recommendations.parsing.walk import BREAKS_OFF, Walk
from recommendations.parsing.wrapping import has_ended

NAMES_FORUM = re.compile(r"(?:migrant (?:and )?labou?r|labour migration|afml)\)?$", re.I)
NAMES_MEETING = re.compile(r"(?:workshop|meeting|consultation|conference)$", re.I)
OPENS_FORUM = re.compile(r"\d{1,2}(?:st|nd|rd|th) (?:asean|afml)\b", re.I)
GOES_ON = re.compile(rf"(?:{NUMBERED})|(?:AND|OR|OF|FOR|IN|ON|TO|WITH|BY|THE)\b(?=[^a-z]*$)")  # "… AFML" / "ครั้งที่ ๑๙"
BODY_LINE = re.compile(
    rf"(?:the )?(?:ministry|department) of [\w ,&]+|(?:the )?(?:kingdom of |republic of )?{COUNTRY.pattern}", re.I
)
OTHER_SIZE = 0.12
MOST_DATED = 9  # words of a line that is a date with its place
CUT = 40  # characters: a shorter line was not cut by the page


class Here:
    """A line without a marker, and the line before it."""

    def __init__(self, walk: Walk, line: Line, before: Line) -> None:
        self.walk, self.line, self.before = walk, line, before
        self.ended = has_ended(before.text)
        self.full = walk.full(before, line)
        self.small = line.text[:1].islower()


def opens(walk: Walk, line: Line) -> bool:
    """The first rule that knows decides."""
    if walk.before is None:
        return True
    here = Here(walk, line, walk.before)
    return bool(next(answer for rule in RULES if (answer := rule(here)) is not None))


def beside_a_rule(here: Here) -> bool | None:
    """ "* * *" stands alone."""
    return True if furniture.is_ending(here.before.text) or furniture.is_ending(here.line.text) else None


def label_alone(here: Here) -> bool | None:
    """A label alone on its line, its text on the next: "1." / "Extend …"."""
    return False if here.walk.in_item and not any(here.walk.parts) else None


def after_a_gap(here: Here) -> bool | None:
    return not runs_over(here) if here.walk.gap else None


def heading(here: Here) -> bool | None:
    """A heading, where the line before has ended or has room; "Sub-theme 1: …" anywhere."""
    heads = is_heading(here.line.text) or furniture.opens_something(here.line.text)
    return True if surely_heads(here.line.text) or (heads and (here.ended or not here.full)) else None


def below_head_line(here: Here) -> bool | None:
    """A date with its place, a ministry or a country on a line of its own; nothing of the next line belongs to it."""
    walk = here.walk
    if walk.in_item or here.small or len(walk.parts) > 1 or BREAKS_OFF.search(walk.parts[-1]):
        return None
    return True if BODY_LINE.fullmatch(walk.title) or is_date_line(walk) else None


def is_date_line(walk: Walk) -> bool:
    if len(walk.title.split()) > MOST_DATED or walk.is_sentence or walk.quote_is_open:
        return False
    names = NAMES_MEETING.search(walk.title) or OPENS_FORUM.search(walk.title)
    return not names and find_dates(walk.title) is not None


def below_capitals(here: Here) -> bool | None:
    """A heading in capitals ends where capitals end: "SESSION 2: SKILLS" / "The second session proposed:"."""
    ends = here.line.text[:1].isupper() and any(letter.islower() for letter in here.line.text)
    return True if ends and here.before.text.isupper() and is_heading(here.walk.title) else None


def lettered_otherwise(here: Here) -> bool | None:
    """Letters of another size open a paragraph; so do bold ones that head something, and plain ones after such."""
    one, other = here.before.size, here.line.size
    if one and other and abs(one - other) > OTHER_SIZE * one:
        return True
    if here.line.bold == here.before.bold:
        return None
    return True if is_heading(here.line.text if here.line.bold else here.walk.title) else None


def set_otherwise(here: Here) -> bool | None:
    """After a paragraph's second line, one that begins further left or right opens another (known from its place)."""
    known = here.before.place and here.line.place and here.before.page == here.line.page
    moved = abs(here.line.indent - here.before.indent) > 1
    return True if known and here.ended and len(here.walk.parts) > 1 and moved else None


def own_paragraph(here: Here) -> bool | None:
    """The format's lines are its paragraphs, or bold letters begin or end where there is room."""
    typed = not (here.walk.wrapped or here.line.broken)
    return True if typed or (here.before.bold != here.line.bold and not here.full) else None


def surely_goes_on(here: Here) -> bool | None:
    return False if here.small or GOES_ON.match(here.line.text) else None


def below_full_line(here: Here) -> bool | None:
    """A full line runs on; but a title that names the forum to its end is whole, and a date in the head opens."""
    if not here.full:
        return None
    walk = here.walk
    dated = not walk.in_item and find_dates(here.line.text[:40]) is not None
    return is_whole_title(here) or (dated and not walk.is_sentence)


def below_short_line(here: Here) -> bool:
    return here.ended or not (here.walk.in_item or here.walk.quote_is_open or here.walk.is_sentence)


def runs_over(here: Here) -> bool:
    """A sentence that runs on over blank lines: a small letter follows, or an item was cut by a page."""
    other = is_heading(here.line.text) or furniture.opens_something(here.line.text)
    if here.ended or not here.walk.wrapped or other:
        return False
    turned = here.walk.gap >= furniture.PAGE_GAP or here.before.page != here.line.page
    return here.small or (turned and here.walk.in_item and len(here.before.text) > CUT)


def is_whole_title(here: Here) -> bool:
    """A title that names the forum to its end, "… on Migrant Labour (AFML)", or a meeting, and the forum follows."""
    walk = here.walk
    if walk.in_item or walk.is_sentence:
        return False
    named = NAMES_MEETING.search(walk.parts[-1]) and OPENS_FORUM.match(here.line.text)
    return bool(named or NAMES_FORUM.search(walk.parts[-1]))


RULES: tuple[Callable[[Here], bool | None], ...] = (
    beside_a_rule,
    label_alone,
    after_a_gap,
    heading,
    below_head_line,
    below_capitals,
    lettered_otherwise,
    set_otherwise,
    own_paragraph,
    surely_goes_on,
    below_full_line,
    below_short_line,
)

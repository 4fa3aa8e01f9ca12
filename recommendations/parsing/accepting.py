"""Whether a number, letter or dash at a line's start is a marker, or a word of a wrapped line ("… COVID-" / "19. The …")."""

from collections.abc import Callable

from recommendations.parsing.furniture import is_ending
from recommendations.parsing.headings import is_heading
from recommendations.parsing.markers import BARE, Marker, read_marker
from recommendations.parsing.source import Line
from recommendations.parsing.walk import Walk
from recommendations.parsing.wrapping import has_ended

DASHES = "-–—−‐‑*+·o"  # bullets that a sentence may hold too
FURTHEST = 10  # numbers that may be missing before a number is no longer believed


class Here:
    """A line with what reads like a marker, and the line before it."""

    def __init__(self, walk: Walk, marker: Marker, index: int) -> None:
        self.walk, self.marker, self.index = walk, marker, index
        self.line = walk.lines[index]
        self.small = marker.rest[:1].islower()
        self.expected = walk.last.get(marker.style, 0) + 1

    @property
    def before(self) -> Line:
        return self.walk.before or self.line

    @property
    def ended(self) -> bool:
        return has_ended(self.before.text)

    @property
    def full(self) -> bool:
        return self.walk.full(self.before, self.line)


def accepts(walk: Walk, marker: Marker, index: int) -> bool:
    """The first rule that knows decides; what none knows is a number out of turn."""
    here = Here(walk, marker, index)
    return bool(next(answer for rule in RULES if (answer := rule(here)) is not None))


def kept_apart(here: Here) -> bool | None:
    """The format itself keeps it apart from the text."""
    return True if here.line.label is not None else None


def sign_under_the_text(here: Here) -> bool | None:
    """ "* * *" and "- End -" are no bullets."""
    return False if is_ending(here.line.text) else None


def first_line(here: Here) -> bool | None:
    return True if here.walk.before is None else None


def without_point(here: Here) -> bool | None:
    """ "1\tProvide": only where it counts on. Not "40  Workers"."""
    if here.marker.style != BARE:
        return None
    apart = here.ended or bool(here.walk.gap) or not here.full or is_under_heading(here)
    return apart and here.marker.value in (1, here.expected)


def broken_word(here: Here) -> bool | None:
    """ "… due to COVID-" / "19. The virus"."""
    text = here.before.text
    return False if text[-1:] in "-‐–" and len(text) > 1 and not here.walk.gap else None


def sure_bullet(here: Here) -> bool | None:
    """ "•", "▪", "✓": no sentence holds them."""
    return True if here.marker.is_bullet and here.marker.style.strip("@0123456789")[6:] not in DASHES else None


def only_dash(here: Here) -> bool | None:
    """The one dash of a document, where a full line breaks: "… their families" / "– above all women – are heard"."""
    alone = here.marker.is_bullet and here.walk.bullets[here.marker.style] == 1
    return False if alone and here.full and not here.ended and not here.walk.gap else None


def set_apart(here: Here) -> bool | None:
    """After a blank line, under a heading, or beside another bullet of its form."""
    beside = here.marker.is_bullet and has_neighbour(here)
    return True if here.walk.gap or is_under_heading(here) or beside else None


def dash(here: Here) -> bool | None:
    return (here.ended or not here.full or not here.small) if here.marker.is_bullet else None


def first_of_none(here: Here) -> bool | None:
    """ "… use form" / "(a) of the Ministry", where no (b) follows. Not "… by" / "(a) paying" / "(b) opening"."""
    second_follows = here.walk.next_values.get(here.index, {}).get(here.marker.style) == 2
    return False if here.marker.value == 1 and here.small and not here.ended and not second_follows else None


def next_in_turn(here: Here) -> bool | None:
    """Counts on; a full line before it leaves a doubt where the same number comes again with more right."""
    if here.marker.value != here.expected:
        return None
    comes_again = here.walk.strong.get(here.index) == (here.marker.style, here.marker.value)
    return here.ended or not here.full or (here.expected > 1 and not comes_again)


def far_off(here: Here) -> bool | None:
    """ "Convention No." / "189. It asks": no list jumps so far."""
    return False if (here.marker.value or 0) > here.expected - 1 + FURTHEST else None


def out_of_turn(here: Here) -> bool:
    return here.ended or (not here.full and (here.marker.value == 1 or not here.small))


def has_neighbour(here: Here) -> bool:
    """Bullets on lines next to each other are a list, whatever their texts look like."""
    above = here.walk.pieces[-1]
    if above.marker and above.marker.style == here.marker.style and above.line_to == here.line.number - 1:
        return len(here.walk.parts) == 1
    rest = here.walk.lines[here.index + 1 : here.index + 2]
    below = read_marker(rest[0]) if rest else None
    return below is not None and below.style == here.marker.style


def is_under_heading(here: Here) -> bool:
    if is_heading(here.before.text):
        return True
    walk = here.walk
    if here.marker.value == 1 and not walk.last and not walk.in_item and not walk.is_sentence:
        return here.marker.rest[:1].isupper()
    return here.marker.value in (1, here.expected) and is_heading(walk.title)


RULES: tuple[Callable[[Here], bool | None], ...] = (
    kept_apart,
    sign_under_the_text,
    first_line,
    without_point,
    broken_word,
    sure_bullet,
    only_dash,
    set_apart,
    dash,
    first_of_none,
    next_in_turn,
    far_off,
    out_of_turn,
)

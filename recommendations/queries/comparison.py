"""Two rounds side by side: what moved forward, moved back, was newly answered or has gone silent.

Pure: from two pictures (queries.picture), sealed or live. Proposed and adopted texts are never added up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DONE, Standing
from recommendations.queries.picture_value import Country, Picture, RoundFacts, Row, Text


class Movement(TextChoices):
    """What became of one row from the earlier round to the later; each row is one of these."""

    FORWARD = "forward", _("Moved forward")
    BACK = "back", _("Moved back")
    ANSWERED = "answered", _("Newly answered")
    SILENT = "silent", _("Gone silent")
    SAME = "same", _("The same")
    PURSUED = "pursued", _("To or from “not pursued”")
    WAITING = "waiting", _("Answer not yet due")
    NEITHER = "neither", _("No answer either time")
    FIRST = "first", _("Asked for the first time")
    NOT_AGAIN = "not-again", _("Not asked again")


@dataclass(frozen=True)
class Move:
    """One recommendation asked of one country, in the earlier round (`before`), in the later, or in both."""

    movement: Movement
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The later one where there is one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A move is of a row.")
        return found

    @property
    def text(self) -> Text:
        return self.row.text

    @property
    def country(self) -> Country:
        return self.row.country


@dataclass(frozen=True)
class Comparison:
    before: RoundFacts
    after: RoundFacts
    moves: tuple[Move, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Those of which anything was asked, adopted texts first."""
        there = {move.row.standing for move in self.moves}
        return tuple(each for each in (Standing.ADOPTED, Standing.PROPOSED) if each in there)

    @property
    def countries(self) -> tuple[Country, ...]:
        """By name: never ranked."""
        found = {move.country.code: move.country for move in self.moves}
        return tuple(sorted(found.values(), key=lambda country: country.name))

    def of(self, *, standing: str = "", country: str = "", movement: str = "") -> tuple[Move, ...]:
        return tuple(
            move
            for move in self.moves
            if (not standing or move.row.standing == standing)
            and (not country or move.country.code == country)
            and (not movement or move.movement == movement)
        )


def compare(before: Picture, after: Picture) -> Comparison:
    """The rows of both, in the order of the later round, then what only the earlier one asked."""
    moves = (*_later(before, after), *_not_again(before, after))
    return Comparison(before.round, after.round, tuple(moves))


def counted(moves: Iterable[Move]) -> Counter[Movement]:
    """How many there are of each; only ever of one standing."""
    return Counter(move.movement for move in moves)


def _later(before: Picture, after: Picture) -> Iterator[Move]:
    waits = after.round.closed_on is None and after.taken_on <= after.round.due_on
    for row in after.rows:
        earlier = before.by_place.get(row.place)
        yield Move(_movement(earlier, row, waits=waits), earlier, row)


def _not_again(before: Picture, after: Picture) -> Iterator[Move]:
    return (Move(Movement.NOT_AGAIN, row, None) for row in before.rows if row.place not in after.by_place)


def _movement(before: Row | None, after: Row, *, waits: bool) -> Movement:
    """`waits`: the later round still runs, so that whoever has not answered is not silent yet."""
    if before is None:
        return Movement.FIRST
    if not before.status:
        return Movement.ANSWERED if after.status else Movement.WAITING if waits else Movement.NEITHER
    if after.status and before.status != after.status:
        return _step(before.status, after.status)
    # The same answer given again is an answer; one that stands from the earlier round is silence.
    if not after.status or (before.in_round and not after.in_round):
        return Movement.WAITING if waits else Movement.SILENT
    return Movement.SAME


def _step(before: str, after: str) -> Movement:
    ladder = {status.value: step for status, step in DONE.items()}
    if before not in ladder or after not in ladder:
        return Movement.PURSUED
    if ladder[before] == ladder[after]:
        return Movement.SAME
    return Movement.FORWARD if ladder[after] > ladder[before] else Movement.BACK

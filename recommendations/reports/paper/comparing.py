"""What moved since the round before, in the paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from recommendations.choices import PaperSection, Standing
from recommendations.queries.comparison import Comparison, Move, Movement, compare, counted
from recommendations.reports import sentences
from recommendations.reports.paper import leads, wording
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.value import Block, Grid, Heading, Point, Text
from recommendations.reports.short import Line, Run

# The movements that the paper tells row by row; the others are counted.
TOLD = (Movement.FORWARD, Movement.BACK, Movement.ANSWERED, Movement.SILENT, Movement.PURSUED)


def compared(material: Material, numbers: Iterator[int]) -> Iterator[Block]:
    """A table of the movements for each standing, then each row that moved; nothing where there was no round before."""
    written = material.written(PaperSection.COMPARISON)
    if material.before is None and not written:
        return
    yield Heading(1, _("Comparison with the last round"))
    yield from wording.own(written)
    if material.before is not None:
        yield from _moved(material, compare(material.before, material.picture), numbers)


def _moved(material: Material, found: Comparison, numbers: Iterator[int]) -> Iterator[Block]:
    told = {"before": found.before.name, "day": sentences.day(found.before.closed_on or found.before.due_on)}
    yield Text(_("Compared with the round “%(before)s”, closed on %(day)s.") % told)
    for standing in found.standings:
        yield _grid(material, found, standing, next(numbers))
    for movement in TOLD:
        if moves := found.of(movement=movement):
            yield Heading(2, str(movement.label))
            for move in sorted(moves, key=lambda move: move.country.name):
                behind = wording.bracketed((leads.answer(material, move.row),))
                yield Point(_step(move), behind, bold=f"{move.country.name}: ")


def _grid(material: Material, found: Comparison, standing: Standing, number: int) -> Grid:
    captions = {
        Standing.ADOPTED: _("Adopted recommendations: what moved since the last round, by country"),
        Standing.PROPOSED: _("Proposed recommendations: what moved since the last round, by country"),
    }
    countries = [each for each in found.countries if found.of(standing=standing, country=each.code)]
    counts = [counted(found.of(standing=standing, country=each.code)) for each in countries]
    there = [movement for movement in Movement if any(count[movement] for count in counts)]

    def move(number: int, movement: Movement, code: str) -> Run:
        picks = {"with": found.before.key, "standing": standing.value, "country": code, "movement": movement.value}
        return leads.moves(material, number, **picks)

    rows: list[tuple[str | Line, ...]] = [
        (country.name, *((move(count[movement], movement, country.code),) for movement in there))
        for country, count in zip(countries, counts, strict=True)
    ]
    columns = (_("Country"), *(str(movement.label) for movement in there))
    return Grid(number, captions[standing], columns, tuple(rows))


def _step(move: Move) -> str:
    """From what to what, in words: not every font has an arrow."""
    before = wording.status(move.before) if move.before else ""
    after = wording.status(move.after) if move.after else ""
    told = {"before": before, "after": after}
    return _("from “%(before)s” to “%(after)s”") % told if before and before != after else after

"""Which follow-up each line of a filled Excel file is meant for; what is not this person's to write is refused."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from recommendations.errors import Refused
from recommendations.models import FollowUp
from recommendations.queries.sheet_difference import Place, Problem
from recommendations.sheets import AnswerMark, Line, read_mark
from recommendations.sheets.shape import ANSWERS
from recommendations.text import gettext_noop

FOREIGN = gettext_noop("This row belongs to nothing that you may write here.")
NO_MARK = gettext_noop("The hidden first cell of this row is missing or damaged. Copy your text into a fresh file.")
APART = gettext_noop(
    "The hidden first cell of this row belongs to another recommendation: perhaps some columns were sorted without the "
    "others. Copy your text into a fresh file."
)
NO_REFERENCE = gettext_noop("Choose the reference of a recommendation that your country is asked about.")

Lines = list[tuple[Place, Line]]


def lines_of(content: Mapping[str, Any]) -> Lines:
    """The lines of stored files, each with its place."""
    agencies = content.get("agencies") or [0] * len(content["files"])
    return [
        (
            Place(content["files"][at], table, row, reference, agencies[at]),
            Line(table, row, mark, reference, tuple(map(tuple, cells))),
        )
        for at, table, row, mark, reference, cells in content["lines"]
    ]


@dataclass
class Finder:
    """Sorts lines by the follow-up they are meant for; what is not this person's to write is refused."""

    asked: QuerySet[FollowUp]
    lines: dict[int, Lines] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)

    def find(self, lines: Lines) -> "Finder":
        own = dict(self.asked.order_by().values_list("pk", "recommendation__reference"))
        by_reference = {reference: pk for pk, reference in own.items()}
        for place, line in lines:
            pk, error = _target(line, own, by_reference)
            if error:
                self.problems.append(Problem(place, "", line.cells[0][1], Refused(error)))
            else:
                self.lines[pk].append((replace(place, reference=own[pk]), line))
        return self


def _target(line: Line, own: Mapping[int, str], by_reference: Mapping[str, int]) -> tuple[int, str]:
    """The follow-up's id, or why there is none."""
    mark = read_mark(line.mark)
    if mark is None and (line.mark or line.table == ANSWERS):
        return 0, NO_MARK
    if mark is None:
        pk = by_reference.get(line.reference.upper(), 0)
        return pk, "" if pk else NO_REFERENCE
    if (line.table == ANSWERS) != isinstance(mark, AnswerMark):
        return 0, NO_MARK
    if mark.follow_up not in own:
        return 0, FOREIGN
    return mark.follow_up, "" if own[mark.follow_up] == line.reference else APART

"""What a workbook is made from, and what is found in one that came back."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

# What a person types to empty a cell: a blank one means "as it is".
CLEAR = "[clear]"
ANSWERS, ACTIVITIES, EVIDENCE = "answers", "activities", "evidence"
# In the first cell of each table, hidden: the name of the form, its edition, whose it is (“LA”, or “LA:17” for an
# agency’s), which table.
SIGNATURE = "aflm-answers 1"

Value = str | datetime.date | None


class Kind(Enum):
    """What a column holds, and whether its cells are read back."""

    MARK = "mark"  # hidden: which row this is, and what it said when the file was made
    SHOWN = "shown"  # to be read only
    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """`name` is never shown: by it the reader finds the column. `choices` names a list of the form."""

    name: str
    heading: str
    width: int
    kind: Kind = Kind.TEXT
    choices: str = ""
    prompt: str = ""


@dataclass(frozen=True)
class Table:
    """One sheet. `room`: how many lines the drop-downs reach down to, for lines that people add; `across`: how many
    pages of paper it takes from left to right."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    held: int = 2  # columns that stay in sight
    room: int = 0
    across: int = 1


@dataclass(frozen=True)
class Form:
    """A whole workbook. `owner` is the code of the party that is asked; `agency`: the id of the one that fills it in
    for the party, 0 for the party's own writers."""

    owner: str
    title: str
    guide_title: str
    guide: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    lists: Mapping[str, Sequence[str]]
    not_in_list: str
    not_read: str
    agency: int = 0


@dataclass(frozen=True)
class Line:
    """What somebody filled in one row: the cells that are neither blank nor as they were when the file was made."""

    table: str
    row: int
    mark: str = ""
    reference: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Filled:
    """A workbook that came back. `agency`: as in its `Form`; `untouched`: rows in which nothing was filled."""

    owner: str
    lines: tuple[Line, ...] = field(default=())
    untouched: int = 0
    agency: int = 0

"""The answer as it shall be saved, once a person has confirmed what a filled Excel file would change."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from recommendations.choices import NotPursuedReason, Status
from recommendations.queries.sheet_cells import NewActivity, NewEvidence
from recommendations.queries.sheet_difference import Edit, RowChanges
from recommendations.queries.sheets import Row
from recommendations.sheets.marks import PLAIN


@dataclass
class Final:
    """An answer as it shall be saved. `activities`: each with its id, 0 for a new one; `informants`: the agencies that
    gave information, each with the day of its letter."""

    plain: dict[str, str]
    lead: int
    contributing: tuple[int, ...]
    activities: list[tuple[int, NewActivity]]
    attached: list[int]
    links: list[NewEvidence]
    informants: dict[int, datetime.date | None]


Letters = Mapping[int, datetime.date | None]


def final(changes: RowChanges, chosen: Mapping[str, str], letters: Letters) -> Final | None:
    """The answer with all changes, and of each dispute the edit that was chosen (by its key; else as it is).

    `letters`: the agencies that are told where something of theirs is taken, and the days of their letters.
    None where nothing is left to change.
    """
    edits = [each.edit for each in changes.changes]
    for dispute in changes.disputes:
        edits += [edit for edit in dispute.choices if edit.key == chosen.get(dispute.key)]
    return _done(changes.row, edits, letters) if edits else None


def _done(row: Row, edits: list[Edit], letters: Letters) -> Final:
    made = Final(dict(row.plain), row.lead, row.contributing, [], list(row.attached), [], dict(row.informants))
    said = {edit.what: edit.value for edit in edits}
    made.plain |= {name: said[name] for name in PLAIN if name in said}
    made.lead = said.get("lead", made.lead)
    made.contributing = tuple(each for each in said.get("contributing", made.contributing) if each != made.lead)
    for each in row.activities:
        typed = said.get(f"activity-{each.id}", NewActivity.of(each))
        made.activities += [(each.id, typed)] if typed else []
    made.activities += [(0, value) for what, value in said.items() if what.startswith("activity+")]
    made.attached = [each for each in made.attached if f"evidence-{each}" not in said]
    made.links = [value for what, value in said.items() if what.startswith("evidence+")]
    for agency in sorted({agency for edit in edits for agency in edit.agencies if agency in letters}):
        made.informants[agency] = letters[agency] or made.informants.get(agency)
    if made.plain["status"] != Status.NOT_PURSUED:
        made.plain["not_pursued_reason"] = made.plain["replaced_by"] = ""
    elif made.plain["not_pursued_reason"] != NotPursuedReason.REPLACED:
        made.plain["replaced_by"] = ""
    return made

"""The answer as it shall be saved, once a person has confirmed what a filled Excel file would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from recommendations.choices import NotPursuedReason, Status
from recommendations.queries.sheet_cells import NewActivity, NewEvidence, Typed
from recommendations.queries.sheet_difference import Edit, RowChanges
from recommendations.queries.sheets import Row
from recommendations.sheets.marks import PLAIN


@dataclass
class Final:
    """An answer as it shall be saved. `activities`: (id or 0, text, from, until)."""

    plain: dict[str, str]
    lead: int
    contributing: tuple[int, ...]
    activities: list[tuple[int, Typed]]
    attached: list[int]
    links: list[NewEvidence]


def final(changes: RowChanges, chosen: Mapping[str, str]) -> Final | None:
    """The answer with all changes, and of each dispute the edit that was chosen (by its number; else as it is).

    None where nothing is left to change.
    """
    edits = [each.edit for each in changes.changes]
    for dispute in changes.disputes:
        pick = chosen.get(dispute.key, "")
        if pick.isdecimal() and int(pick) < len(dispute.edits):
            edits.append(dispute.edits[int(pick)])
    return _done(changes.row, edits) if edits else None


def _done(row: Row, edits: list[Edit]) -> Final:
    made = Final(dict(row.plain), row.lead, row.contributing, [], list(row.attached), [])
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
    if made.plain["status"] != Status.NOT_PURSUED:
        made.plain["not_pursued_reason"] = made.plain["replaced_by"] = ""
    elif made.plain["not_pursued_reason"] != NotPursuedReason.REPLACED:
        made.plain["replaced_by"] = ""
    return made

"""What a filled Excel file would change: cell by cell, against what is saved now. Nothing is written here.

A cell counts where it differs from what the file said when it was made. Where what is saved has moved on since,
or two files say two things, a person chooses.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from recommendations.choices import NotPursuedReason, Status
from recommendations.errors import Refused
from recommendations.models import Party, User
from recommendations.queries import sheets
from recommendations.queries.sheet_cells import LONGEST, Cells, NewActivity, NewEvidence
from recommendations.queries.sheet_difference import (
    Change,
    Difference,
    Dispute,
    Edit,
    Place,
    Problem,
    RowChanges,
    joined,
)
from recommendations.queries.sheet_lines import Finder, Lines, lines_of
from recommendations.queries.sheet_sides import Side, writing
from recommendations.queries.sheet_words import activity_digest, label
from recommendations.queries.sheets import Row, StoredActivity
from recommendations.sheets import ActivityMark, AnswerMark, EvidenceMark, Line, read_mark
from recommendations.sheets.marks import PLAIN
from recommendations.sheets.reading import is_clear
from recommendations.sheets.shape import ACTIVITIES, ANSWERS
from recommendations.text import gettext_noop

# What two agencies may both have something to say of.
LONG = ("challenges", "next_steps")
GONE = gettext_noop("This activity was taken off the answer on the site.")
TWICE = gettext_noop("The same activity stands in two rows with different words.")
NO_REASON = gettext_noop("A reason goes only with the status “Not pursued”.")
NOT_REPLACED = gettext_noop("A reference goes only with the reason “Replaced by another recommendation”.")


def compare(
    content: Mapping[str, Any],
    *,
    party: Party,
    user: User,
    side: Side | None = None,
    on_row: Callable[[], None] = lambda: None,
) -> Difference:
    """What the file's lines would change in what `user` may write for `party`, as a writer where no `side` is given.

    `on_row` is called at each row: a long file takes seconds.
    """
    side = side or writing(party, user)
    lines = lines_of(content)
    found = Finder(side.asked).find(lines)
    cells = Cells(party, user, lines)
    comparing = Comparing(cells)
    rows: list[RowChanges] = []
    same = 0
    for row in sheets.rows_of(list(found.lines), user, noted=False, source=side.source):
        on_row()
        changes = comparing.row(row, found.lines[row.follow_up])
        if changes.changes or changes.disputes:
            rows.append(changes)
        elif not comparing.had_problem:
            same += 1
    problems = [*found.problems, *comparing.problems]
    problems.sort(key=lambda each: (each.place.file, each.place.table, each.place.row))
    return Difference(tuple(rows), tuple(problems), same, content["untouched"])


class Comparing:
    """Compares lines with rows, and keeps what is refused."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.agencies = cells.agencies.shown
        self.problems: list[Problem] = []
        self.had_problem = False
        self.activities: dict[int, NewActivity] = {}

    def row(self, row: Row, lines: Lines) -> RowChanges:
        """What these lines change in one answer."""
        self.had_problem, before = False, len(self.problems)
        found = self._changes(row, lines)
        if row.closed is None or not (found.changes or found.disputes):
            return found
        del self.problems[before:]
        for place, line in lines:
            self.refuse(place, "", line.cells[0][1], row.closed)
        return RowChanges(row, (), ())

    def _changes(self, row: Row, lines: Lines) -> RowChanges:
        changes, disputes = [], []
        for saved, edits, moved in self._edits(row, lines):
            told = joined(edits)
            if len(told) == 1 and not moved:
                changes.append(Change(saved, told[0]))
            elif told:
                rival = saved if moved else ""
                disputes.append(Dispute(f"c{row.follow_up}-{told[0].what}", saved, told, self._all(told, rival)))
        return RowChanges(row, tuple(self._fitting(row, changes, disputes)), tuple(disputes))

    def refuse(self, place: Place, column: str, typed: str, error: Refused) -> None:
        self.had_problem = True
        self.problems.append(Problem(place, column, typed, error))

    def _edits(self, row: Row, lines: Lines) -> Iterable[tuple[str, list[Edit], bool]]:
        """For each thing that somebody changed: what is saved, what it shall be, and whether it was changed since."""
        answers = [(place, mark, dict(line.cells)) for place, line in lines if (mark := _answer_mark(line))]
        for name in (*PLAIN, "lead"):
            edits, moved = self._one_field(row, name, answers)
            if edits:
                saved = self._shown(name, row.lead if name == "lead" else row.plain[name])
                yield saved, edits, moved
        if edit := self._contributing(row, answers):
            yield self._shown("contributing", row.contributing), [edit], False
        yield from self._activities(row, lines)
        yield from self._evidence(row, lines)

    # --- Cells of the first sheet ---

    def _one_field(
        self, row: Row, name: str, answers: list[tuple[Place, AnswerMark, dict[str, str]]]
    ) -> tuple[list[Edit], bool]:
        saved = row.lead if name == "lead" else row.plain[name]
        edits, moved = [], True
        for place, mark, cells in answers:
            if name not in cells:
                continue
            value = self._value(place, name, cells[name], row)
            if value is None or value == saved or (name == "lead" and value == mark.lead):
                continue
            if name in LONG and place.agency and f":\n{value}\n\n" in f"{saved}\n\n":
                continue  # it stands there already, under the name of an agency
            edits.append(Edit(name, value, self._shown(name, value), place))
            moved &= saved != mark.lead if name == "lead" else not mark.said(name, self._shown(name, saved))
        return edits, moved

    def _value(self, place: Place, name: str, typed: str, row: Row) -> Any:
        """What a cell means; None where that is refused."""
        try:
            return self.cells.value(name, typed, row.named)
        except Refused as error:
            self.refuse(place, name, typed, error)
            return None

    def _contributing(self, row: Row, answers: list[tuple[Place, AnswerMark, dict[str, str]]]) -> Edit | None:
        """The agencies that were added and taken away, in all files: they do not contradict each other."""
        removed, added, places = set(), [], list[Place]()
        for place, mark, cells in answers:
            for name, typed in cells.items():
                number = name.removeprefix("contributing_")
                if number == name or not number.isdecimal() or not 0 < int(number) < 100:
                    continue
                value = self._value(place, "lead", typed, row)
                before = mark.contributing[int(number) - 1] if int(number) <= len(mark.contributing) else 0
                if value is None or value == before:
                    continue
                removed.add(before)
                added += [value] if value else []
                places.append(place)
        kept = [each for each in row.contributing if each not in removed or each in added]
        final = (*kept, *(each for each in dict.fromkeys(added) if each not in kept))
        if not places or set(final) == set(row.contributing):
            return None
        return Edit("contributing", final, self._shown("contributing", final), places[0], tuple(places[1:]))

    def _shown(self, name: str, value: Any) -> str:
        if name == "lead":
            return self.agencies.get(value, "")
        if name == "contributing":
            return "; ".join(self.agencies.get(each, "") for each in value)
        return label(name, value) if name in ("status", "not_pursued_reason") else value

    def _fitting(self, row: Row, changes: list[Change], disputes: list[Dispute]) -> Iterable[Change]:
        """A reason without “not pursued” is refused, not kept in silence."""
        will = row.plain | {each.edit.what: each.edit.value for each in changes}
        open_ended = {each.edits[0].what for each in disputes}
        for change in changes:
            what, value = change.edit.what, change.edit.value
            refusal = ""
            if what == "not_pursued_reason" and will["status"] != Status.NOT_PURSUED and "status" not in open_ended:
                refusal = NO_REASON
            if what == "replaced_by" and will["not_pursued_reason"] != NotPursuedReason.REPLACED:
                refusal = NOT_REPLACED
            if value and refusal:
                self.refuse(change.edit.place, what, change.edit.shown, Refused(refusal))
            else:
                yield change

    def _all(self, edits: Sequence[Edit], rival: str) -> Edit | None:
        """Long texts about one thing, one after the other, each under the name of the agency whose file it stands in;
        first of all `rival`, what was saved since the files were made."""
        told = [each for each in edits if each.what in LONG and each.value]
        texts = [rival] * bool(rival) + [self._headed(each) for each in told]
        words = "\n\n".join(texts)
        if not told or len(texts) < 2 or len(words) > LONGEST:
            return None
        (first, *_), (_place, *others) = told, [place for each in told for place in each.places]
        return replace(first, value=words, shown=words, others=tuple(others))

    def _headed(self, edit: Edit) -> str:
        names = dict.fromkeys(self.agencies[place.agency] for place in edit.places if place.agency)
        return f"{'; '.join(names)}:\n{edit.value}" if names else str(edit.value)

    # --- Lines of the other two ---

    def _activities(self, row: Row, lines: Lines) -> Iterable[tuple[str, list[Edit], bool]]:
        saved = {each.id: each for each in row.activities}
        known: dict[int, list[tuple[Edit, bool]]] = defaultdict(list)
        new: dict[Any, list[Edit]] = {}
        for place, line in lines:
            if line.table != ACTIVITIES:
                continue
            mark, cells = read_mark(line.mark), dict(line.cells)
            if isinstance(mark, ActivityMark):
                if told := self._known_activity(row, place, mark, cells, saved):
                    known[mark.activity].append(told)
            elif (typed := self._activity(place, cells, None)) and not any(typed.says(each) for each in row.activities):
                _another(new, typed, "activity", typed, place)
        for pk, edits in known.items():
            yield str(NewActivity.of(saved[pk])), [edit for edit, _ in edits], any(moved for _, moved in edits)
        for added in new.values():
            yield "", added, False

    def _known_activity(
        self, row: Row, place: Place, mark: ActivityMark, cells: dict[str, str], saved: dict[int, StoredActivity]
    ) -> tuple[Edit, bool] | None:
        there = saved.get(mark.activity)
        clear = is_clear(cells.get("activity", ""))
        if there is None:
            if not clear:
                self.refuse(place, "activity", cells.get("activity", ""), Refused(GONE))
            return None
        moved = activity_digest(row.reference, there.text, there.starts_on, there.ends_on) != mark.said
        if clear:
            return Edit(f"activity-{there.id}", None, "", place), moved
        typed = self._activity(place, cells, there)
        if typed is None or typed.says(there):
            return None
        if self.activities.setdefault(there.id, typed) != typed and not _same_row(place, row):
            self.refuse(place, "activity", typed.text, Refused(TWICE))
            return None
        return Edit(f"activity-{there.id}", typed, str(typed), place), moved

    def _activity(self, place: Place, cells: dict[str, str], there: StoredActivity | None) -> NewActivity | None:
        try:
            return self.cells.activity(cells, there)
        except Refused as error:
            self.refuse(place, error.field or "activity", cells.get(error.field or "activity", ""), error)
            return None

    def _evidence(self, row: Row, lines: Lines) -> Iterable[tuple[str, list[Edit], bool]]:
        shown = {each.id: each for each in row.evidence}
        links = {each.link for each in row.evidence if each.link}
        new: dict[Any, list[Edit]] = {}
        for place, line in lines:
            mark = read_mark(line.mark)
            if isinstance(mark, EvidenceMark) and mark.evidence in shown:
                piece = shown[mark.evidence]
                yield piece.title, [Edit(f"evidence-{piece.id}", None, "", place)], False
            elif line.table not in (ANSWERS, ACTIVITIES) and mark is None:
                typed = self._piece(place, dict(line.cells))
                if typed and typed.link not in links:
                    _another(new, typed.link, "evidence", typed, place)
        for added in new.values():
            yield "", added, False

    def _piece(self, place: Place, cells: dict[str, str]) -> NewEvidence | None:
        try:
            return self.cells.evidence(cells)
        except Refused as error:
            self.refuse(place, error.field or "title", cells.get(error.field or "title", ""), error)
            return None


def _another(new: dict[Any, list[Edit]], key: Any, what: str, typed: NewActivity | NewEvidence, place: Place) -> None:
    """Put by what is to be added: by several files perhaps, which then say the same or are a choice."""
    edits = new.setdefault(key, [])
    edits.append(Edit(f"{what}+{len(new) - 1}", typed, str(typed), place))


def _answer_mark(line: Line) -> AnswerMark | None:
    mark = read_mark(line.mark)
    return mark if isinstance(mark, AnswerMark) else None


def _same_row(place: Place, row: Row) -> bool:
    return place.reference == row.reference

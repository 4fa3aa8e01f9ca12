"""The columns of the Excel file of answers, its drop-downs, and what its first page explains."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.choices import UpdateState
from recommendations.models import Organization, Party, Round
from recommendations.queries.sheet_words import CHOICES, activity_digest, label, labels
from recommendations.queries.sheets import Row, StoredActivity
from recommendations.sheets import CLEAR, ActivityMark, AnswerMark, Column, EvidenceMark, Form, Kind, Table, digest
from recommendations.sheets.marks import CELLS, CONTRIBUTING
from recommendations.sheets.shape import ACTIVITIES, ANSWERS, EVIDENCE, Value

ROOM = 1_000
SHOWN = Kind.SHOWN
# The cells that are read back, as they stand in a row.
IN_ORDER = (*CELLS[:3], *CELLS[5:], *CELLS[3:5])


def form(
    party: Party,
    rows: Iterable[Row],
    agencies: dict[int, str],
    references: Iterable[str],
    *,
    asked_in: Round | None = None,
    agency: Organization | None = None,
) -> Form:
    """The workbook of these follow-ups. `rows` are taken one by one; `asked_in`: the round whose answers a reviewer
    brings in; `agency`: the one that fills it in for the country."""
    activities: list[tuple[Value, ...]] = []
    evidence: list[tuple[Value, ...]] = []
    answers = _answers(rows, agencies, activities, evidence)
    return Form(
        owner=party.code,
        agency=agency.pk if agency else 0,
        title=_title(party, asked_in, agency),
        guide_title=_("How to fill in"),
        guide=guide(asked_in, agency),
        tables=(
            Table(ANSWERS, title_of(ANSWERS), answer_columns(), answers, across=2),
            Table(ACTIVITIES, title_of(ACTIVITIES), activity_columns(), activities, room=ROOM),
            Table(EVIDENCE, title_of(EVIDENCE), evidence_columns(), evidence, room=ROOM),
        ),
        lists={
            **{name: labels(name) for name in CHOICES},
            "agencies": list(agencies.values()),
            "references": list(references),
        },
        not_in_list=_("Choose one from the list. The country’s list of agencies is kept on the site."),
        not_read=_("This column is only to be read. Write in the white columns."),
    )


def _title(party: Party, asked_in: Round | None, agency: Organization | None) -> str:
    if agency:
        said = {"country": party.name, "agency": agency.name}
        return _("%(country)s: answers to recommendations, to be filled in by %(agency)s") % said
    if asked_in is None:
        return _("%(country)s: answers to recommendations") % {"country": party.name}
    return _("%(country)s: answers to recommendations, %(round)s") % {"country": party.name, "round": asked_in.name}


def answer_columns() -> tuple[Column, ...]:
    agency = {"width": 18, "kind": Kind.CHOICE, "choices": "agencies"}
    others = [
        Column(f"contributing_{at}", _("Contributing agency %(number)d") % {"number": at}, **agency)
        for at in range(1, CONTRIBUTING + 1)
    ]
    return (
        Column("mark", "", 4, Kind.MARK),
        Column("reference", _("Reference"), 19, SHOWN),
        Column("text", _("Recommendation"), 46, SHOWN),
        Column("theme", _("Theme"), 16, SHOWN),
        Column("state", _("Where the answer is"), 13, SHOWN),
        Column("last", _("Last accepted answer"), 15, SHOWN),
        Column("note", _("What should change"), 20, SHOWN),
        Column("status", _("Status"), 17, Kind.CHOICE, "status"),
        Column("not_pursued_reason", _("If not pursued: why"), 17, Kind.CHOICE, "not_pursued_reason"),
        Column("replaced_by", _("If replaced: by which reference"), 18),
        Column("lead", _("Lead agency"), **agency),
        *others,
        Column("challenges", _("Challenges"), 40, prompt=_("What made it difficult?")),
        Column("next_steps", _("Next steps"), 40, prompt=_("What will be done, by whom, and by when?")),
    )


def activity_columns() -> tuple[Column, ...]:
    day = _("For example 30/09/2026.")
    return (
        Column("mark", "", 4, Kind.MARK),
        Column("reference", _("Reference"), 19, Kind.CHOICE, "references"),
        Column("activity", _("What was done, is being done, or is planned"), 80),
        Column("starts_on", _("From"), 14, Kind.DAY, prompt=day),
        Column("ends_on", _("Until"), 14, Kind.DAY, prompt=day),
    )


def evidence_columns() -> tuple[Column, ...]:
    return (
        Column("mark", "", 4, Kind.MARK),
        Column("reference", _("Reference"), 19, Kind.CHOICE, "references"),
        Column("title", _("Title"), 45),
        Column("link", _("Link"), 45, prompt=_("The whole address, for example https://www.example.org/report.pdf.")),
        Column("kind", _("Kind"), 24, Kind.CHOICE, "kind"),
        Column("dated_on", _("Its own date"), 14, Kind.DAY, prompt=_("For example 30/09/2026.")),
        Column("publisher", _("Publisher"), 24),
        Column("visibility", _("Who may see it"), 30, Kind.CHOICE, "visibility"),
    )


def guide(asked_in: Round | None = None, agency: Organization | None = None) -> tuple[tuple[str, str], ...]:
    """What to do and what a cell means, in plain words."""
    back = _("On the site open “My tasks”, then “Upload filled Excel”. You see every change before anything is saved.")
    if asked_in:
        back = _(
            "Send the file back with your letter or e-mail. A reviewer brings it in on the page of the round, "
            "and sees every change before anything is saved."
        )
    if agency:
        back = _("Send the file back to whoever sent it to you, with a letter or an e-mail that says who you are.")
    return (
        (
            _("1. Fill in"),
            _(
                "On the sheet “Answers” write in the white columns, below the dark headings. The grey columns are only "
                "to be read."
            ),
        ),
        (
            _("2. Add what was done"),
            _(
                "On the sheet “What was done” each line is one activity: choose the reference, write what was done, "
                "and from when until when. Add lines below those that are there."
            ),
        ),
        (
            _("3. Add evidence"),
            _("On the sheet “Evidence (links)” each line is one link. Files are added on the site."),
        ),
        (
            _("4. Bring it back"),
            back,
        ),
        (
            _("An empty cell"),
            _("changes nothing. What is on the site stays as it is."),
        ),
        (
            CLEAR,
            _(
                "in a cell empties it. On the other two sheets it takes a line off the answer: write it in the column "
                "“What was done …”, or in the title of the evidence."
            ),
        ),
        (
            _("A missing row"),
            _(
                "changes nothing. You may sort, filter, and send a copy to each agency: the files that come back can "
                "be uploaded together."
            ),
        ),
        (
            _("Several lines in a cell"),
            _("Press Alt and Enter together (in LibreOffice: Ctrl and Enter)."),
        ),
        (
            _("Sorting"),
            _("Sort with the arrows in the headings: they keep each row together."),
        ),
        (_("Formulas"), _("count as the values they show.")),
        (_("The same file again"), _("changes nothing.")),
    )


# --- Rows ----------------------------------------------------------------------------------------------------


def _answers(
    rows: Iterable[Row],
    agencies: dict[int, str],
    activities: list[tuple[Value, ...]],
    evidence: list[tuple[Value, ...]],
) -> Iterator[tuple[Value, ...]]:
    """A row of the first sheet for each; what stands on the other two is put by meanwhile."""
    for row in rows:
        activities += activity_rows(row)
        evidence += evidence_rows(row)
        yield answer_row(row, agencies)


def answer_row(row: Row, agencies: dict[int, str]) -> tuple[Value, ...]:
    cells = answer_cells(row, agencies)
    shown = (row.reference, row.text, row.theme, state(row), last(row), row.note)
    read_back = (cells[name] for name in IN_ORDER)
    return (str(answer_mark(row, agencies)), *shown, *read_back)


def answer_cells(row: Row, agencies: dict[int, str]) -> dict[str, str]:
    """What each cell that is read back says, by its column."""
    plain = {name: label(name, value) if name in CHOICES else value for name, value in row.plain.items()}
    others = [agencies.get(each, "") for each in row.contributing[:CONTRIBUTING]] + [""] * CONTRIBUTING
    slots = {f"contributing_{at}": others[at - 1] for at in range(1, CONTRIBUTING + 1)}
    return {**plain, "lead": agencies.get(row.lead, ""), **slots}


def answer_mark(row: Row, agencies: dict[int, str]) -> AnswerMark:
    cells = answer_cells(row, agencies)
    digests = tuple(digest(cells[name]) for name in CELLS)
    return AnswerMark(row.follow_up, row.update, row.version, row.lead, row.contributing[:CONTRIBUTING], digests)


def activity_rows(row: Row) -> list[tuple[Value, ...]]:
    return [
        (
            _activity_mark(row, each), row.reference, each.text, each.starts_on, each.ends_on,
        )
        for each in row.activities
    ]  # fmt: skip


def _activity_mark(row: Row, each: StoredActivity) -> str:
    said = activity_digest(row.reference, each.text, each.starts_on, each.ends_on)
    return str(ActivityMark(row.follow_up, each.id, said))


def evidence_rows(row: Row) -> list[tuple[Value, ...]]:
    return [
        (
            str(EvidenceMark(row.follow_up, each.id)), row.reference, each.title, each.link or each.file_name,
            label("kind", each.kind), each.dated_on, each.publisher, label("visibility", each.visibility),
        )
        for each in row.evidence
    ]  # fmt: skip


def state(row: Row) -> str:
    return str(UpdateState(row.state).label) if row.state else _("Not begun")


def last(row: Row) -> str:
    if not row.accepted or not row.answered_at:
        return ""
    return f"{label('status', row.accepted)}, {date_format(timezone.localdate(row.answered_at))}"


def headings() -> dict[str, str]:
    """What each column that is read back is called."""
    columns = (*evidence_columns(), *activity_columns(), *answer_columns())
    return {each.name: each.heading for each in columns}


def title_of(name: str) -> str:
    titles = {ANSWERS: _("Answers"), ACTIVITIES: _("What was done"), EVIDENCE: _("Evidence (links)")}
    return titles.get(name, name)

"""Invented rows and the workbook made from them, without a database."""

from recommendations.sheets import AnswerMark, Column, Form, Kind, Table, digest
from recommendations.sheets.marks import CELLS, PLAIN
from recommendations.sheets.shape import ACTIVITIES, ANSWERS, EVIDENCE

NAMES = ("mark", "reference", "text", *PLAIN[:3], "lead", "contributing_1", *PLAIN[3:])
KINDS = {"mark": Kind.MARK, "text": Kind.SHOWN, "status": Kind.CHOICE, "lead": Kind.CHOICE}
CHOICES = {"status": "status", "lead": "agencies"}


def columns(names):
    return tuple(Column(name, name.title(), 20, KINDS.get(name, Kind.TEXT), CHOICES.get(name, "")) for name in names)


def mark(number, plain=None, lead=0, contributing=()):
    said = tuple(digest((plain or {}).get(name, "")) for name in CELLS)
    return AnswerMark(number, 0, 0, lead, contributing, said)


def form(rows, *, activities=(), evidence=(), owner="LA"):
    """`rows`: a dict each, by the names of the columns."""
    return Form(
        owner=owner,
        title="Answers",
        guide_title="Guide",
        guide=(("One", "Write."),),
        tables=(
            Table(ANSWERS, "Answers", columns(NAMES), [[row.get(name, "") for name in NAMES] for row in rows]),
            Table(ACTIVITIES, "Activities", columns(("mark", "reference", "activity")), activities, room=10),
            Table(EVIDENCE, "Evidence", columns(("mark", "reference", "title", "link")), evidence, room=10),
        ),
        lists={"status": ["Planned", "In progress"], "agencies": ["Ministry", "Union"]},
        not_in_list="Choose one.",
        not_read="Only to be read.",
    )

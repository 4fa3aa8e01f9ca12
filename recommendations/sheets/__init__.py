"""Answers as an Excel file that is filled on the way: rows to workbook, workbook to rows. Pure Python.

What the columns are called, and what a value means, is not known here: `tables.sheets` says the one, and
`queries.sheet_changes` finds the other.
"""

from recommendations.sheets.marks import ActivityMark, AnswerMark, EvidenceMark, digest, read_mark
from recommendations.sheets.reading import read
from recommendations.sheets.shape import CLEAR, Column, Filled, Form, Kind, Line, Table
from recommendations.sheets.writing import write

__all__ = [
    "CLEAR", "ActivityMark", "AnswerMark", "Column", "EvidenceMark", "Filled", "Form", "Kind", "Line", "Table",
    "digest", "read", "read_mark", "write",
]  # fmt: skip

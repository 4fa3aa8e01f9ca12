"""The hidden first cell of a row: which row it is, and what each of its cells said when the file was made.

What was said stands as a short digest, so that a cell that nobody touched is told from one that was changed,
also where the answer has moved on since. A mark proves nothing: who fills in the file may write it too.
"""

import hashlib
import re
from dataclasses import dataclass

from recommendations import text

PLAIN = ("status", "not_pursued_reason", "replaced_by", "challenges", "next_steps")
# How many contributing agencies have a cell; more than these stay as they are.
CONTRIBUTING = 4
# The cells that are read back.
CELLS = (*PLAIN, "lead", *(f"contributing_{at}" for at in range(1, CONTRIBUTING + 1)))
_NUMBER = r"(\d{1,15})"
_ANSWER = re.compile(
    rf"1\|{_NUMBER}\|{_NUMBER}\|{_NUMBER}\|{_NUMBER}\|([\d,]{{0,400}})\|([0-9a-f ]{{10,200}})", re.ASCII
)
_ACTIVITY = re.compile(rf"2\|{_NUMBER}\|{_NUMBER}\|([0-9a-f]{{10}})", re.ASCII)
_EVIDENCE = re.compile(rf"3\|{_NUMBER}\|{_NUMBER}", re.ASCII)


def digest(*values: str) -> str:
    """Ten letters that stand for these texts; the same for what differs in line ends or outer spaces only."""
    told = "\x1f".join(text.clean(value) for value in values)
    return hashlib.sha256(told.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class AnswerMark:
    """A follow-up, its newest update (0: none) and the version of the open one (0: none), and what they said."""

    follow_up: int
    update: int
    version: int
    lead: int
    contributing: tuple[int, ...]
    digests: tuple[str, ...]  # of CELLS, in that order

    def __str__(self) -> str:
        numbers = f"{self.follow_up}|{self.update}|{self.version}|{self.lead}"
        return f"1|{numbers}|{','.join(map(str, self.contributing))}|{' '.join(self.digests)}"

    def said(self, name: str, value: str) -> bool:
        """Whether the cell `name` said `value` when the file was made."""
        return self.digests[CELLS.index(name)] == digest(value)


@dataclass(frozen=True)
class ActivityMark:
    follow_up: int
    activity: int
    said: str  # digest of its text and days

    def __str__(self) -> str:
        return f"2|{self.follow_up}|{self.activity}|{self.said}"


@dataclass(frozen=True)
class EvidenceMark:
    follow_up: int
    evidence: int

    def __str__(self) -> str:
        return f"3|{self.follow_up}|{self.evidence}"


Mark = AnswerMark | ActivityMark | EvidenceMark


def read_mark(typed: str) -> Mark | None:
    """The mark that `typed` spells, None where it is damaged."""
    if found := _ANSWER.fullmatch(typed):
        *numbers, others, digests = found.groups()
        contributing = tuple(int(each) for each in others.split(",") if each and len(each) < 16)
        parts = tuple(digests.split(" "))
        whole = len(parts) == len(CELLS) and all(len(each) == 10 for each in parts)
        follow_up, update, version, lead = map(int, numbers)
        return AnswerMark(follow_up, update, version, lead, contributing, parts) if whole else None
    if found := _ACTIVITY.fullmatch(typed):
        return ActivityMark(int(found[1]), int(found[2]), found[3])
    if found := _EVIDENCE.fullmatch(typed):
        return EvidenceMark(int(found[1]), int(found[2]))
    return None

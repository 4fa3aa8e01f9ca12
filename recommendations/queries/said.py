"""What one version said and what the next says instead, word by word."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import (
    EvidenceKind,
    Language,
    NotPursuedReason,
    Part,
    ReviewField,
    Status,
    Visibility,
)
from recommendations.matching.words import GONE, NEW, SAME, Piece, changes, likeness
from recommendations.models import UpdateVersion
from recommendations.models.reply import by_letter
from recommendations.models.review import SEE_NOTES

DAY = "j F Y"
# Of what stayed the same this much is shown on either side of a change, in letters.
AROUND = 60
# Two activities with so much in common are one that was reworded.
ALIKE = 0.5


@dataclass(frozen=True)
class Said:
    """The content of one version as a person reads it."""

    status: str = ""
    challenges: str = ""
    next_steps: str = ""
    activities: tuple[str, ...] = field(default=())
    agencies: tuple[str, ...] = field(default=())
    informants: tuple[str, ...] = field(default=())
    evidence: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Change:
    """One heading and what changed below it (templates/components/word_changes.html)."""

    heading: Promise
    pieces: tuple[Piece, ...]


HEADINGS = {
    "status": _("Status"),
    "activities": _("Activities"),
    "agencies": _("Agencies"),
    "informants": _("Information from"),
    "challenges": _("Challenges"),
    "next_steps": _("Next steps"),
    "evidence": _("Evidence"),
}
WHOLE, LISTS = ("status",), ("activities", "agencies", "informants", "evidence")


def changed(before: Said, after: Said) -> tuple[Change, ...]:
    """What of `before` is said otherwise in `after`, heading by heading."""
    found = ((heading, tuple(_pieces(name, before, after))) for name, heading in HEADINGS.items())
    return tuple(Change(heading, pieces) for heading, pieces in found if pieces)


def _pieces(name: str, before: Said, after: Said) -> Iterable[Piece]:
    old, new = getattr(before, name), getattr(after, name)
    if old == new:
        return ()
    if name in LISTS:
        return in_lists(old, new, reworded=name == "activities")
    return replaced(old, new) if name in WHOLE else shortened(changes(old, new))


def replaced(old: str, new: str) -> tuple[Piece, ...]:
    """The one as a whole in place of the other."""
    return tuple(
        Piece(kind, text) for kind, text in ((GONE, old), (SAME, " " if old and new else ""), (NEW, new)) if text
    )


def in_lists(old: Iterable[str], new: Iterable[str], *, reworded: bool = False) -> tuple[Piece, ...]:
    """The entries that are in one list alone, a line each; with `reworded`, those alike word by word."""
    olds, news = set(old), set(new)
    gone, added = [each for each in old if each not in news], [each for each in new if each not in olds]
    lines: list[tuple[Piece, ...]] = []
    for entry in gone:
        match = _closest(entry, added) if reworded else None
        if match is not None:
            added.remove(match)
        lines.append((Piece(GONE, entry),) if match is None else shortened(changes(entry, match)))
    lines += [(Piece(NEW, entry),) for entry in added]
    return tuple(
        piece for number, line in enumerate(lines) for piece in ((Piece(SAME, "\n"),) if number else ()) + line
    )


def _closest(entry: str, among: list[str]) -> str | None:
    """The one that has most words in common with the entry, where that is enough."""
    scores = [likeness(entry, each) for each in among]
    best = max(scores, default=0)
    return among[scores.index(best)] if best > ALIKE else None


def shortened(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """With a long run of the same words cut to what stands beside the changes."""
    last = len(pieces) - 1
    return tuple(
        Piece(SAME, _cut(piece.text, at_start=at == 0, at_end=at == last)) if piece.kind == SAME else piece
        for at, piece in enumerate(pieces)
    )


def _cut(text: str, *, at_start: bool, at_end: bool) -> str:
    if len(text) <= AROUND * 2 + 20:
        return text
    head = "" if at_start else text[:AROUND].rpartition(" ")[0] or text[:AROUND]
    tail = "" if at_end else text[-AROUND:].partition(" ")[2] or text[-AROUND:]
    return f"{head} … {tail}"


# --- From a stored version, and from what the audit trail kept of a draft -------------------------------------


def of_version(version: UpdateVersion, evidence: Iterable[str]) -> Said:
    """A version read with its agencies and activities; `evidence`: the titles that the reader may know."""
    return Said(
        status=_status(version.status, version.not_pursued_reason, version.replaced_by),
        challenges=version.challenges,
        next_steps=version.next_steps,
        activities=tuple(_dated(row.text, row.starts_on, row.ends_on) for row in version.activities.all()),
        agencies=tuple(_agency(row.part, row.name) for row in version.agencies.all()),
        informants=tuple(row.said for row in version.informed_by),
        evidence=tuple(evidence),
    )


def of_summary(kept: dict[str, Any]) -> Said:
    """What `actions.versions.summary` told the audit trail."""
    return Said(
        status=_status(kept.get("status", ""), kept.get("not_pursued_reason", ""), kept.get("replaced_by", "")),
        challenges=kept.get("challenges", ""),
        next_steps=kept.get("next_steps", ""),
        activities=tuple(_dated(text, _day(start), _day(end)) for text, start, end in kept.get("activities", ())),
        agencies=tuple(_agency(*each.split(": ", 1)) for each in kept.get("agencies", ())),
        informants=tuple(by_letter(name, _day(day)) for name, day in kept.get("informants", ())),
        evidence=tuple(kept.get("evidence", ())),
    )


def _status(status: str, reason: str, replaced_by: str) -> str:
    told = [str(Status(status).label)] if status else []
    told += [str(NotPursuedReason(reason).label)] if reason else []
    return ": ".join([*told, *([replaced_by] if replaced_by else [])])


def _agency(part: str, name: str) -> str:
    return f"{name} ({Part(part).label})"


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _dated(text: str, start: datetime.date | None, end: datetime.date | None) -> str:
    days = " – ".join(date_format(day, DAY) if day else "" for day in (start, end)).strip(" ")
    return f"{text} ({days})" if start or end else text


# --- What a reviewer or an approver asks for ------------------------------------------------------------------


@dataclass(frozen=True)
class Note:
    """What somebody asks to be changed: on the whole, and on single fields (a ReviewField and a text each)."""

    whole: str = ""
    on_fields: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.whole or self.on_fields)

    def __str__(self) -> str:
        on_fields = (f"{label}: {text}" for label, text in self.labelled)
        return "\n\n".join(each for each in (self.whole, *on_fields) if each)

    @property
    def labelled(self) -> list[tuple[str, str]]:
        return [(str(ReviewField(name).label), text) for name, text in self.on_fields]

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """The fields it speaks of, each with its label and what is said of it."""
        return [(name, str(ReviewField(name).label), text) for name, text in self.on_fields]

    def on(self, name: str) -> str:
        """What is asked of one field (a ReviewField)."""
        return dict(self.on_fields).get(name, "")


NO_NOTE = Note()


def note_of(after: dict[str, Any]) -> Note:
    """What an event asks for."""
    whole = after.get("note", "") or after.get("reason", "")
    return Note("" if whole == SEE_NOTES else whole, tuple(after.get("notes", {}).items()))


# --- From an event that is not about a version ---------------------------------------------------------------


def told(action: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> tuple[Change, ...]:
    """What an event of this action changed, as far as the trail tells it."""
    reader = READERS.get(action)
    return reader(before or {}, after or {}) if reader else ()


def _target_date(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    old, new = (_day(each.get("target_date")) for each in (before, after))
    days = (date_format(day, DAY) if day else "" for day in (old, new))
    return _one(_("Target date"), replaced(*days))


def _agencies(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    old, new = (tuple(_agency(*each.split(": ", 1)) for each in told.get("agencies", ())) for told in (before, after))
    return _one(_("Agencies"), in_lists(old, new))


def _version(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    old, new = (_("Version %(number)s") % {"number": each.get("number", "")} for each in (before, after))
    return _one(_("Evidence"), replaced(str(old), str(new)))


def _facts(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    found = (
        (FACTS[name], replaced(_fact(name, before[name]), _fact(name, after[name]))) for name in FACTS if name in before
    )
    return tuple(Change(heading, pieces) for heading, pieces in found)


def _fact(name: str, value: str | None) -> str:
    if name == "dated_on":
        day = _day(value)
        return date_format(day, DAY) if day else ""
    return str(WORDS[name](value).label) if name in WORDS and value else value or ""


def _one(heading: Promise, pieces: tuple[Piece, ...]) -> tuple[Change, ...]:
    return (Change(heading, pieces),) if pieces else ()


FACTS = {
    "title": _("Title"),
    "kind": _("Kind"),
    "dated_on": _("Its own date"),
    "publisher": _("Publisher"),
    "language": _("Its language"),
    "visibility": _("Who may see it"),
}
WORDS = {"kind": EvidenceKind, "language": Language, "visibility": Visibility}
READERS = {
    "follow_up.set_target_date": _target_date,
    "follow_up.assign": _agencies,
    "follow_up.pass_on": _agencies,
    "evidence.add_version": _version,
    "evidence.change": _facts,
}

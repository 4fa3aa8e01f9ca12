"""What was asked of an answer that was sent back, and what its country changed since, for whoever reads its drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.models import AuditEvent, Update
from recommendations.queries.history import SAVES
from recommendations.queries.said import Change, Said, changed, note_of, of_summary

ASKED = {
    "update.refuse_approval": _("The approver asked for a change"),
    "review.send_back": _("The reviewers asked for a change"),
}
# After these what was asked before has been met.
MET = ("update.approve", "update.record_approval")


@dataclass(frozen=True)
class Since:
    """Who asked for a change, when and for what; `changes`: what is said otherwise since, nothing where all stayed."""

    heading: Promise
    at: datetime
    note: str
    changes: tuple[Change, ...]


def was_sent_back(path: str = "pk") -> Exists:
    """Of an update (`path`: the way to it): whether it ever came back, so that it is worth to ask for more."""
    named = Cast(OuterRef(path), AuditEvent._meta.get_field("target"))
    return Exists(_events().filter(target=named, action__in=ASKED))


def since_sent_back(updates: Iterable[Update]) -> dict[int, Since]:
    """Of each update that came again after it was sent back, by its id. As the trail told each save: drafts are not
    kept for ever."""
    ids = [str(update.pk) for update in updates]
    found = _events().filter(target__in=ids, action__in=(*ASKED, *MET, *SAVES)) if ids else ()
    told = {each: list(of) for each, of in groupby(found, key=lambda event: event.target)}
    since = {target: _since(events) for target, events in told.items()}
    return {int(target): each for target, each in since.items() if each}


def _since(events: list[AuditEvent]) -> Since | None:
    """Of the events of one update, in the order in which they happened."""
    step = next((event for event in reversed(events) if event.action not in SAVES), None)
    if step is None or step.action in MET:
        return None
    saves = [event for event in events if event.action in SAVES]
    before = [event for event in saves if event.sequence < step.sequence]
    first, last = (of_summary(each[-1].after or {}) if each else Said() for each in (before, saves))
    note = str(note_of(step.after or {}))
    return Since(ASKED[step.action], step.at, note, changed(first, last))


def _events() -> QuerySet[AuditEvent]:
    """The trail names its objects in letters."""
    return AuditEvent.objects.filter(target_type=Update._meta.model_name).order_by("target", "sequence")

"""What happened to a follow-up, as a timeline, for the eyes of one person."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.models import AuditEvent, Evidence, FollowUp, Reopening, Update, User, VersionEvidence
from recommendations.permissions import can, readable_updates
from recommendations.queries.said import NO_NOTE, Change, Note, Said, changed, note_of, of_summary, told
from recommendations.roles import Permission as P

# What was sent, by its update (in letters, as the trail has it) and its number.
Sent = dict[tuple[str, int], Said]
# An event's sequence → what was said before it, and what after.
Spoken = dict[int, tuple[Said, Said]]


@dataclass(frozen=True)
class Happening:
    """One event in words; `who` and `note` are "" where the person may not know them."""

    action: str
    what: Promise
    who: str
    at: datetime
    note: str
    changes: tuple[Change, ...] = ()
    asks: Note = NO_NOTE


@dataclass(frozen=True)
class Telling:
    """How an action is told: its sentence, who may hear of it, and who may read its note and its author."""

    sentence: Promise
    heard_by: P
    details_for: P


TELLINGS = {
    "follow_up.ask": Telling(_("Asked"), P.READ_ACCEPTED, P.READ_ACCEPTED),
    "follow_up.answer_under": Telling(_("Answered under another recommendation"), P.READ_DRAFTS, P.READ_DRAFTS),
    "follow_up.answer_alone": Telling(_("Answered on its own again"), P.READ_DRAFTS, P.READ_DRAFTS),
    "follow_up.assign": Telling(_("Agencies changed"), P.READ_DRAFTS, P.READ_DRAFTS),
    "follow_up.pass_on": Telling(_("An agency ended: its successor took over"), P.READ_ACCEPTED, P.READ_DRAFTS),
    "follow_up.set_target_date": Telling(_("Target date changed"), P.READ_ACCEPTED, P.READ_SUBMITTED),
    "follow_up.confirm_wording": Telling(
        _("Confirmed: the answer stands after the change of the text"), P.READ_ACCEPTED, P.READ_DRAFTS
    ),
    "update.save": Telling(_("Draft saved"), P.READ_DRAFTS, P.READ_DRAFTS),
    "update.discard": Telling(_("Draft discarded"), P.READ_DRAFTS, P.READ_DRAFTS),
    "update.ask_approval": Telling(_("Sent for approval"), P.READ_DRAFTS, P.READ_DRAFTS),
    "update.approve": Telling(_("Approved"), P.READ_DRAFTS, P.READ_DRAFTS),
    "update.record_approval": Telling(_("Approved on paper"), P.READ_DRAFTS, P.READ_DRAFTS),
    "update.refuse_approval": Telling(_("Sent back by the approver"), P.READ_DRAFTS, P.READ_DRAFTS),
    "update.submit": Telling(_("Submitted"), P.READ_SUBMITTED, P.READ_SUBMITTED),
    "update.enter_reply": Telling(
        _("Entered by the ILO from what the country wrote"), P.READ_SUBMITTED, P.READ_SUBMITTED
    ),
    "update.withdraw": Telling(_("Withdrawn"), P.READ_SUBMITTED, P.READ_SUBMITTED),
    "review.send_back": Telling(_("Sent back by the reviewers"), P.READ_SUBMITTED, P.READ_SUBMITTED),
    "review.reopen": Telling(_("Asked for again by the reviewers"), P.READ_SUBMITTED, P.READ_SUBMITTED),
    "evidence.add_version": Telling(_("New version of evidence"), P.READ_DRAFTS, P.READ_DRAFTS),
    "evidence.change": Telling(_("Facts of evidence changed"), P.READ_DRAFTS, P.READ_DRAFTS),
    "evidence.withdraw": Telling(_("Evidence withdrawn"), P.READ_DRAFTS, P.READ_DRAFTS),
    "review.accept": Telling(_("Accepted by the reviewers"), P.READ_ACCEPTED, P.READ_ASSESSMENTS),
}


@dataclass(frozen=True)
class Wish:
    """What should change in an update that was sent back, and who asks for it."""

    heading: Promise
    note: Note
    at: datetime


# The events that bring an update a step on, or back.
STEPS = ("update.", "review.")
WISHES = {
    "update.refuse_approval": _("The approver asks for a change"),
    "review.send_back": _("The reviewers ask for a change"),
    "review.reopen": _("The reviewers ask for another answer"),
}


def wish(past: tuple[Happening, ...]) -> Wish | None:
    """What the country was asked to change, until its update is sent on again. Saving is not sending, and what happens
    beside the update (evidence, agencies, a target date) meets no wish."""
    steps = (event for event in past if event.action.startswith(STEPS) and event.action != "update.save")
    last = next(steps, None)
    return _wish(last) if last else None


def wish_met(past: tuple[Happening, ...]) -> Wish | None:
    """What the reviewers asked for before the update came to them again."""
    decided = next((event for event in past if event.action.startswith("review.")), None)
    return _wish(decided) if decided else None


def asked_again(follow_up: FollowUp) -> Wish | None:
    """Why a reviewer asks for another answer, until one is sent that is not for a round of the past."""
    waiting = Reopening.objects.waiting().filter(update__follow_up=follow_up).order_by("-pk").first()
    return Wish(WISHES["review.reopen"], Note(waiting.reason), waiting.reopened_at) if waiting else None


def was_asked_again(past: tuple[Happening, ...]) -> bool:
    """Whether a reviewer ever asked for another answer, as far as the person may hear of it."""
    return any(event.action == "review.reopen" for event in past)


def _wish(event: Happening) -> Wish | None:
    heading = WISHES.get(event.action)
    return Wish(heading, event.asks, event.at) if heading and event.asks else None


def history(follow_up: FollowUp, user: User, sent: Sent | None = None) -> tuple[Happening, ...]:
    """The events of `follow_up` and its updates that `user` may hear of, latest first, with what each changed.

    `sent`: what was sent, where it was read already; asked for only of those who read no drafts.
    """
    holds = {permission: can(user, permission, follow_up) for permission in _permissions()}
    heard = [action for action, telling in TELLINGS.items() if holds[telling.heard_by]]
    found = AuditEvent.objects.filter(_of(follow_up, user, holds), action__in=heard).select_related("by")
    events = list(found)
    said = _said(events, sent or {}, holds)
    runs = [list(run) for _key, run in groupby(events, key=lambda event: _alike(event, holds))]
    return tuple(each for run in runs for each in _run(run, said, holds))


def _permissions() -> set[P]:
    return {each for telling in TELLINGS.values() for each in (telling.heard_by, telling.details_for)}


def _of(follow_up: FollowUp, user: User, holds: dict[P, bool]) -> Q:
    # The trail names its objects in letters, since they are of many kinds.
    updates = readable_updates(user).filter(follow_up=follow_up).annotate(named=Cast("pk", CharField()))
    of_updates = Q(target_type=Update._meta.model_name, target__in=updates.order_by().values("named"))
    found = of_updates | Q(target_type=FollowUp._meta.model_name, target=str(follow_up.pk))
    if holds[P.READ_DRAFTS]:
        pieces = VersionEvidence.objects.filter(version__update__follow_up=follow_up)
        named = pieces.annotate(named=Cast("evidence_id", CharField())).order_by().values("named")
        found |= Q(target_type=Evidence._meta.model_name, target__in=named)
    return found


def _told(event: AuditEvent, holds: dict[P, bool]) -> Happening:
    telling = TELLINGS[event.action]
    details = holds[telling.details_for]
    asks = note_of(event.after or {}) if details else NO_NOTE
    return Happening(
        action=event.action,
        what=telling.sentence,
        who=str(event.by) if details and event.by else "",
        at=event.at,
        note=str(asks),
        asks=asks,
    )


# --- What each changed ----------------------------------------------------------------------------------------

# Who reads drafts sees what each save changed; others, what each version that they read did.
SAVES = ("update.save", "update.enter_reply")
SENDINGS = ("update.submit", "update.enter_reply")
ACCEPTANCES = ("review.accept",)


def _alike(event: AuditEvent, holds: dict[P, bool]) -> tuple[object, ...]:
    """Saves of a draft by the same person are told as one; everything else stands alone."""
    return (event.action, _told(event, holds).who, 0 if event.action == "update.save" else event.sequence)


def _run(run: list[AuditEvent], said: Spoken, holds: dict[P, bool]) -> Iterator[Happening]:
    """Events alike in a row, latest first: each tells what all of them changed, so that they can be folded."""
    spoken = [said[event.sequence] for event in run if event.sequence in said]
    changes = changed(spoken[-1][0], spoken[0][1]) if spoken else told(run[0].action, run[0].before, run[0].after)
    yield from (replace(_told(event, holds), changes=changes) for event in run)


def _said(events: list[AuditEvent], sent: Sent, holds: dict[P, bool]) -> Spoken:
    if holds[P.READ_DRAFTS]:
        spoken = [(event, of_summary(event.after or {})) for event in events if event.action in SAVES]
    else:
        actions = SENDINGS if holds[P.READ_SUBMITTED] else ACCEPTANCES
        keys = [
            (event, (event.target, (event.after or {}).get("version"))) for event in events if event.action in actions
        ]
        spoken = [(event, sent[key]) for event, key in keys if key in sent]
    found, before = {}, Said()
    for event, after in reversed(spoken):
        found[event.sequence] = (before, after)
        before = after
    return found

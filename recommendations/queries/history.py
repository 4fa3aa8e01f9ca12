"""What happened to a follow-up, as a timeline, for the eyes of one person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.models import AuditEvent, FollowUp, Update, User
from recommendations.permissions import can, readable_updates
from recommendations.roles import Permission as P


@dataclass(frozen=True)
class Happening:
    """One event in words; `who` and `note` are "" where the person may not know them."""

    action: str
    what: Promise
    who: str
    at: datetime
    note: str


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
    "review.accept": Telling(_("Accepted by the reviewers"), P.READ_ACCEPTED, P.READ_ASSESSMENTS),
}


@dataclass(frozen=True)
class Wish:
    """What should change in an update that was sent back, and who asks for it."""

    heading: Promise
    note: str
    at: datetime


WISHES = {
    "update.refuse_approval": _("The approver asks for a change"),
    "review.send_back": _("The reviewers ask for a change"),
}


def wish(past: tuple[Happening, ...]) -> Wish | None:
    """What the country was asked to change, until its update is sent on again; saving is not sending."""
    last = next((event for event in past if event.action != "update.save"), None)
    return _wish(last) if last else None


def wish_met(past: tuple[Happening, ...]) -> Wish | None:
    """What the reviewers asked for before the update came to them again."""
    decided = next((event for event in past if event.action.startswith("review.")), None)
    return _wish(decided) if decided else None


def _wish(event: Happening) -> Wish | None:
    heading = WISHES.get(event.action)
    return Wish(heading, event.note, event.at) if heading and event.note else None


def history(follow_up: FollowUp, user: User) -> tuple[Happening, ...]:
    """The events of `follow_up` and its updates that `user` may hear of, latest first."""
    holds = {permission: can(user, permission, follow_up) for permission in _permissions()}
    heard = [action for action, telling in TELLINGS.items() if holds[telling.heard_by]]
    events = AuditEvent.objects.filter(_of(follow_up, user), action__in=heard).select_related("by")
    return tuple(_told(event, holds) for event in events)


def _permissions() -> set[P]:
    return {each for telling in TELLINGS.values() for each in (telling.heard_by, telling.details_for)}


def _of(follow_up: FollowUp, user: User) -> Q:
    # The trail names its objects in letters, since they are of many kinds.
    updates = readable_updates(user).filter(follow_up=follow_up).annotate(named=Cast("pk", CharField()))
    of_updates = Q(target_type=Update._meta.model_name, target__in=updates.order_by().values("named"))
    return of_updates | Q(target_type=FollowUp._meta.model_name, target=str(follow_up.pk))


def _told(event: AuditEvent, holds: dict[P, bool]) -> Happening:
    telling = TELLINGS[event.action]
    details = holds[telling.details_for]
    return Happening(
        action=event.action,
        what=telling.sentence,
        who=str(event.by) if details and event.by else "",
        at=event.at,
        note=(event.after or {}).get("note", "") if details else "",
    )

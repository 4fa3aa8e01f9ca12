"""A reviewer's decisions on submitted updates."""

from django.db import transaction
from django.utils import timezone

from recommendations import workflow
from recommendations.actions import answers, audit, results
from recommendations.actions.updates import check_version, lock_update
from recommendations.actions.versions import latest
from recommendations.choices import Assessment, Decision, UpdateState
from recommendations.errors import Refused
from recommendations.models import Review, Update, User
from recommendations.permissions import check_move
from recommendations.text import clean, gettext_noop
from recommendations.workflow import Move


@transaction.atomic
def accept(*, update: Update, seen_version: int, assessment: str, by: User, note: str = "") -> Review:
    """Make the update the party's answer, with the ILO's assessment.

    Errors: NotAllowed (role, or own work), TooLate, Conflict, Refused.
    """
    update = _ready(update, workflow.ACCEPT, seen_version=seen_version, by=by)
    if assessment not in Assessment.values:
        raise Refused(gettext_noop("Choose an assessment to accept the update."), field="assessment")
    Update.objects.filter(follow_up=update.follow_up, state=UpdateState.ACCEPTED).update(state=UpdateState.SUPERSEDED)
    review = _decide(update, workflow.ACCEPT, by=by, decision=Decision.ACCEPT, assessment=assessment, note=note)
    answers.settle(update.follow_up)
    results.tell(review)
    audit.record(
        "review.accept", update, by=by, party=update.follow_up.party,
        before={"state": UpdateState.SUBMITTED},
        after={"state": update.state, "version": update.version, "assessment": assessment, "note": note},
    )  # fmt: skip
    return review


@transaction.atomic
def send_back(*, update: Update, seen_version: int, note: str, by: User) -> Review:
    """Return the update to its party with a note on what should change.

    Errors: NotAllowed (role, or own work), TooLate, Conflict, Refused.
    """
    update = _ready(update, workflow.SEND_BACK, seen_version=seen_version, by=by)
    if not clean(note):
        raise Refused(gettext_noop("Write what should change before you send it back."), field="note")
    review = _decide(update, workflow.SEND_BACK, by=by, decision=Decision.SEND_BACK, note=note)
    results.tell(review)
    audit.record(
        "review.send_back", update, by=by, party=update.follow_up.party,
        before={"state": UpdateState.SUBMITTED},
        after={"state": update.state, "version": update.version, "note": note},
    )  # fmt: skip
    return review


def _ready(update: Update, move: Move, *, seen_version: int, by: User) -> Update:
    update = lock_update(update)
    check_move(by, update, move)
    check_version(update, seen_version, by=by)
    return update


def _decide(update: Update, move: Move, *, by: User, **decision: str) -> Review:
    now = timezone.now()
    update.state, update.decided_at = move.target, now
    if move.target == UpdateState.RETURNED:
        # What was approved has been refused: the party's approver looks at the next version again.
        update.approved_at = update.approved_by = None
    update.save()
    return Review.objects.create(
        update=update, version=latest(update), decided_by=by, decided_at=now, sent_at=now, **decision
    )

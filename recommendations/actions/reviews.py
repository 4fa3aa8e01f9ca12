"""A reviewer's decisions on submitted updates: pending, and told to nobody, until `sendings.send`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recommendations import workflow
from recommendations.actions import audit, sendings
from recommendations.actions.many import Outcome, Seen, each_update
from recommendations.actions.updates import check_version, lock_update
from recommendations.actions.versions import latest
from recommendations.choices import Assessment, Decision, ReviewField
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import Review, ReviewNote, Update, UpdateVersion, User
from recommendations.models import Seen as Viewed
from recommendations.models.review import SEE_NOTES
from recommendations.permissions import OWN_WORK, check_move, had_a_hand
from recommendations.queries.review import mark_of
from recommendations.queries.review_queue import to_review
from recommendations.text import clean, gettext_noop

MOVES = {Decision.ACCEPT.value: workflow.ACCEPT, Decision.SEND_BACK.value: workflow.SEND_BACK}


@dataclass(frozen=True)
class Verdict:
    """What a reviewer decided. `notes`: what they say about single fields (ReviewField → text)."""

    decision: str
    assessment: str = ""
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def decide(*, update: Update, seen_version: int, verdict: Verdict, by: User, seen_decision: str = "") -> Review:
    """Keep a decision on the submitted version, or change the one that waits there, to be sent later.

    `seen_decision`: the mark (`queries.review.mark_of`) of the decision that the page showed, "" for none. Whatever
    was decided on an earlier version of the update and never sent gives way to it.
    Errors: NotAllowed (role, or own work), TooLate, Conflict, Refused.
    """
    update = lock_update(update)
    check_move(by, update, _move(verdict))
    check_version(update, seen_version, by=by)
    verdict = _checked(verdict)
    version = latest(update)
    waiting = {each.version_id: each for each in Review.objects.pending().filter(update=update)}
    review = waiting.pop(version.pk, None)
    if mark_of(review) != seen_decision:
        raise Conflict(gettext_noop("Somebody decided on this answer after you opened it."))
    Review.objects.filter(pk__in=[each.pk for each in waiting.values()]).delete()
    before = _told(review) if review else None
    review = _keep(review or Review(update=update, version=version), verdict, by)
    Viewed.objects.get_or_create(version=version, user=by)
    audit.record("review.decide", review, by=by, party=update.follow_up.party, before=before, after=_told(review))
    return review


@transaction.atomic
def take_back(*, review: Review, by: User) -> None:
    """Undo a decision that was not sent: the update waits as before. Errors: NotAllowed (role, or somebody else's
    decision on one's own work), TooLate.
    """
    sendings.check_reviews(by, review.update.follow_up.party)
    lock_update(review.update)
    found = Review.objects.pending().filter(pk=review.pk).first()
    if found is None:
        raise TooLate(gettext_noop("This decision was sent or taken back meanwhile."))
    if found.decided_by != by and had_a_hand(by, review.update):
        raise NotAllowed(OWN_WORK)
    before, key = _told(found), found.pk
    found.delete()
    found.pk = key  # for the trail
    audit.record("review.take_back", found, by=by, party=review.update.follow_up.party, before=before)


@transaction.atomic
def accept_many(*, rows: Iterable[Seen], assessment: str, by: User, note: str = "") -> Outcome:
    """Decide to accept each row, all with one assessment; what may not be is left and told.

    Only what the country confirmed as unchanged, and what `by` looked at in this very version.
    Errors: Refused (no assessment).
    """
    verdict = _checked(Verdict(Decision.ACCEPT, assessment, note))

    def act(update: Update, seen: int) -> Update:
        viewed = Viewed.objects.filter(version__update=update, version__number=seen, user=by)
        if not update.is_unchanged and not viewed.exists():
            raise Refused(gettext_noop("You have not looked at this answer. Open it first."))
        decide(update=update, seen_version=seen, verdict=verdict, by=by)
        return update

    return each_update(rows, act, by=by)


def mark_seen(*, rows: Iterable[Seen], by: User) -> int:
    """Note that `by` looked at these submitted versions: how many there are. What moved on is left out.

    A mark of their own, like "read" in a mailbox: the trail does not hold it.
    """
    wanted = {(row.update_id, row.version) for row in rows}
    submitted = to_review(by).filter(pk__in=[update for update, _version in wanted])
    versions = UpdateVersion.objects.filter(update__in=submitted.values("pk"), number=F("update__version"))
    found = [pk for pk, *row in versions.values_list("pk", "update", "number") if tuple(row) in wanted]
    Viewed.objects.bulk_create((Viewed(version_id=pk, user=by) for pk in found), ignore_conflicts=True)
    return len(found)


# --- A decision that is sent at once -------------------------------------------------------------------------


@transaction.atomic
def accept(*, update: Update, seen_version: int, assessment: str, by: User, note: str = "") -> Review:
    """Decide to accept, and send this one decision by itself. Errors: as `decide`."""
    verdict = Verdict(Decision.ACCEPT, assessment, note)
    sendings.lock_answers([update.follow_up_id])
    return _at_once(decide(update=update, seen_version=seen_version, verdict=verdict, by=by), by)


@transaction.atomic
def send_back(*, update: Update, seen_version: int, note: str, by: User) -> Review:
    """Decide to send back, and send this one decision by itself. Errors: as `decide`."""
    verdict = Verdict(Decision.SEND_BACK, note=note)
    sendings.lock_answers([update.follow_up_id])
    return _at_once(decide(update=update, seen_version=seen_version, verdict=verdict, by=by), by)


def _at_once(review: Review, by: User) -> Review:
    sendings.send(party=review.update.follow_up.party, by=by, rows=[review.pk])
    review.refresh_from_db()
    return review


# --- Parts ---------------------------------------------------------------------------------------------------


def _move(verdict: Verdict) -> workflow.Move:
    if verdict.decision not in MOVES:
        raise Refused(gettext_noop("Choose what you decide."), field="decision")
    return MOVES[verdict.decision]


def _checked(verdict: Verdict) -> Verdict:
    """The verdict as it is kept. Errors: Refused."""
    notes = {name: clean(text) for name, text in verdict.notes.items() if clean(text)}
    if set(notes) - set(ReviewField.values):
        raise Refused(gettext_noop("This form did not arrive whole. Open the page again."))
    note = clean(verdict.note)
    if verdict.decision == Decision.ACCEPT:
        if verdict.assessment not in Assessment.values:
            raise Refused(gettext_noop("Choose an assessment to accept the update."), field="assessment")
        return Verdict(verdict.decision, verdict.assessment, note, notes)
    if not note and not notes:
        raise Refused(gettext_noop("Write what should change before you send it back."), field="note")
    return Verdict(verdict.decision, "", note or SEE_NOTES, notes)


def _keep(review: Review, verdict: Verdict, by: User) -> Review:
    review.decision, review.assessment, review.note = verdict.decision, verdict.assessment, verdict.note
    review.decided_at, review.decided_by = timezone.now(), by
    review.save()
    review.notes.all().delete()
    ReviewNote.objects.bulk_create(
        ReviewNote(review=review, field=name, text=text) for name, text in verdict.notes.items()
    )
    return review


def _told(review: Review) -> dict[str, object]:
    return {
        "update": review.update_id, "version": review.version.number, "decision": review.decision,
        "assessment": review.assessment, "note": review.note,
        "notes": {each.field: each.text for each in review.notes.all()},
    }  # fmt: skip

"""Decisions take effect when they are sent: together, in one transaction, with one mail to each person concerned."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from recommendations.actions import answers, audit, results
from recommendations.actions.locking import lock_follow_ups
from recommendations.actions.many import Refusal
from recommendations.choices import Decision, UpdateState
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import FollowUp, Party, Review, Sending, Update, User
from recommendations.permissions import can, check_move
from recommendations.queries.past import stands_behind
from recommendations.queries.sendings import LONGEST_NOTE
from recommendations.roles import Permission
from recommendations.text import clean, gettext_noop
from recommendations.workflow import ACCEPT, SEND_BACK

MOVES = {Decision.ACCEPT.value: ACCEPT, Decision.SEND_BACK.value: SEND_BACK}
MOVED_ON = gettext_noop("The answer was changed after you decided, so this decision was not sent. Look at it again.")


@dataclass(frozen=True)
class Sent:
    """What one sending did: the sending (None where nothing could go), and what stays pending, with the reason."""

    sending: Sending | None
    accepted: int = 0
    returned: int = 0
    left: tuple[Refusal, ...] = ()


@transaction.atomic
def send(*, party: Party, by: User, note: str = "", rows: Collection[int] | None = None) -> Sent:
    """Send the decisions of `by` on this party's answers: all that wait, or those of `rows` (ids of reviews).

    Everybody sends their own: a colleague's wait until the colleague sends them, or until somebody decides anew.
    Each version is checked once more; what moved on stays pending and is told.
    Errors: NotAllowed, TooLate (nothing waits), Refused (note too long).
    """
    check_reviews(by, party)
    note = clean(note)
    if len(note) > LONGEST_NOTE:
        raise Refused(gettext_noop("Shorten the covering note to %(limit)s characters."), field="note",
                      limit=LONGEST_NOTE)  # fmt: skip
    reviews = _locked(waiting(by, party, rows))
    if not reviews:
        raise TooLate(gettext_noop("None of these decisions waits to be sent any more."))
    left = {review: error for review in reviews if (error := _refusal(review, by))}
    ready = [review for review in reviews if review not in left]
    told = tuple(Refusal(review.update.follow_up.recommendation.reference, error) for review, error in left.items())
    if not ready:
        return Sent(None, left=told)
    sending = Sending.objects.create(party=party, note=note, sent_at=timezone.now(), sent_by=by)
    for review in ready:
        _apply(review, sending)
    results.tell(sending, ready)
    return _recorded(sending, ready, told)


def waiting(user: User, party: Party, rows: Collection[int] | None = None) -> QuerySet[Review]:
    """The decisions of `user` on this party's answers that are not sent."""
    found = Review.objects.pending().filter(decided_by=user, update__follow_up__party=party)
    return found if rows is None else found.filter(pk__in=rows)


def check_reviews(user: User, party: Party) -> None:
    if not can(user, Permission.REVIEW_UPDATE, party):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))


def _locked(found: QuerySet[Review]) -> list[Review]:
    """These reviews as they are now, with their follow-ups locked, and those that show their answers.

    All are locked before the first change and in one order, and the trail's lock is taken last of all.
    """
    sources = list(found.order_by().values_list("update__follow_up", flat=True))
    lock_answers(sources)
    reviews = found.select_related("version", "decided_by").prefetch_related("notes").order_by("pk")
    updates = (
        Update.objects.with_source().select_related("reply").in_bulk(list(reviews.values_list("update", flat=True)))
    )
    people = {each.submitted_by_id: each.submitted_by for each in updates.values()}
    now = list(reviews.filter(update__follow_up__in=sources))
    for review in now:
        review.update = updates[review.update_id]
        review.update.submitted_by = people[review.update.submitted_by_id]  # their roles are read once, not a row
    return now


def lock_answers(sources: Collection[int]) -> None:
    """These follow-ups and those that show their answers; before the trail's lock, which comes last."""
    lock_follow_ups(FollowUp.objects.filter(Q(pk__in=sources) | Q(answered_under__in=sources)).only("pk"))


def _refusal(review: Review, by: User) -> Refused | None:
    try:
        if review.version.number != review.update.version:
            raise Conflict(MOVED_ON)
        check_move(by, review.update, MOVES[review.decision])
    except Refused as error:
        return error
    return None


def _apply(review: Review, sending: Sending) -> None:
    update, move = review.update, MOVES[review.decision]
    state = UpdateState.SUPERSEDED if move == ACCEPT and stands_behind(update) else move.target
    if state == UpdateState.ACCEPTED:
        accepted = Update.objects.filter(follow_up=update.follow_up, state=UpdateState.ACCEPTED)
        accepted.update(state=UpdateState.SUPERSEDED)
    elif move == SEND_BACK:
        # What was approved has been refused: the party's approver looks at the next version again.
        update.approved_at = update.approved_by = None
    update.state, update.decided_at = state, sending.sent_at
    update.save()
    review.sent_at, review.sending = sending.sent_at, sending
    review.save(update_fields=["sent_at", "sending"])
    if move == ACCEPT:
        answers.settle(update.follow_up)


def _recorded(sending: Sending, ready: Iterable[Review], left: tuple[Refusal, ...]) -> Sent:
    counts = dict.fromkeys(MOVES, 0)
    for review in ready:
        counts[review.decision] += 1
        _record(review, sending)
    sent = Sent(sending, counts[Decision.ACCEPT], counts[Decision.SEND_BACK], left)
    after = {"accepted": sent.accepted, "returned": sent.returned, "note": sending.note}
    audit.record("sending.send", sending, by=sending.sent_by, party=sending.party, after=after)
    return sent


def _record(review: Review, sending: Sending) -> None:
    update, notes = review.update, {each.field: each.text for each in review.notes.all()}
    after = {"state": update.state, "version": update.version, "note": review.note}
    after |= {"assessment": review.assessment} if review.assessment else {}
    after |= {"notes": notes} if notes else {}
    audit.record(
        f"review.{MOVES[review.decision].name}", update, by=sending.sent_by, party=sending.party,
        before={"state": UpdateState.SUBMITTED}, after=after,
    )  # fmt: skip

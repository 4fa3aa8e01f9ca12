"""Answers that belong to a round that is over: they are kept there, and do not take the place of a later answer."""

from recommendations.choices import UpdateState
from recommendations.models import Update


def stands_behind(update: Update) -> bool:
    """Whether the answer that counts now is later than `update`, which a reviewer brought in for a round of the past.

    Answers follow each other by their rounds; one outside any round by the day it came.
    """
    asked_in = update.round
    if asked_in is None or not update.was_entered_afterwards:
        return False
    standing = Update.objects.filter(follow_up=update.follow_up, state=UpdateState.ACCEPTED).select_related("round")
    answer = standing.first()
    if answer is None or answer.round_id == asked_in.pk:
        return False
    if answer.round is None:
        return bool(answer.submitted_at and asked_in.closed_at and answer.submitted_at > asked_in.closed_at)
    return bool(answer.round.opens_on > asked_in.opens_on)

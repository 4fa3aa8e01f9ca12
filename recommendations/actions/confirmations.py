"""A country says that its answer stands though the text was reworded since."""

from django.db import transaction

from recommendations.actions import audit
from recommendations.actions.updates import lock
from recommendations.errors import Conflict, NotAllowed, TooLate
from recommendations.models import FollowUp, User
from recommendations.permissions import can, check_in_force
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@transaction.atomic
def confirm_wording(*, follow_up: FollowUp, seen_wording: int, by: User) -> FollowUp:
    """The accepted answer is the answer to the text as it reads now. `seen_wording`: the one that the person read.

    Errors: NotAllowed, TooLate (withdrawn, or nothing to confirm any more), Conflict (reworded once more).
    """
    found = lock(follow_up)
    for permission in (Permission.DRAFT_UPDATE, Permission.SUBMIT_UPDATE):
        if not can(by, permission, found):
            raise NotAllowed(gettext_noop("Your role does not allow you to confirm this answer."))
    check_in_force(found)
    wording, before = found.recommendation.wording, found.answered_wording
    if seen_wording != wording:
        raise Conflict(gettext_noop("The text was changed once more since you opened the page. Read it again."))
    if not found.is_before_change:
        raise TooLate(gettext_noop("There is nothing to confirm here any more."))
    found.answered_wording = wording
    found.save(update_fields=["answered_wording"])
    audit.record(
        "follow_up.confirm_wording", found, by=by, party=found.party,
        before={"wording": before}, after={"wording": wording},
    )  # fmt: skip
    return found

"""A reviewer asks for another answer where one was accepted. It stays the answer until a new one is accepted."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from recommendations.actions import audit, outbox, updates
from recommendations.choices import MailKind, UpdateState
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import FollowUp, Reopening, Update, User
from recommendations.permissions import OWN_WORK, can, check_in_force, had_a_hand
from recommendations.queries.recipients import coordinators, holders
from recommendations.roles import Permission
from recommendations.text import clean, gettext_noop


@transaction.atomic
def reopen(*, follow_up: FollowUp, reason: str, by: User, seen_answer: int | None = None) -> Reopening:
    """Ask the party to answer again. `seen_answer`: the id of the version that was its answer on the page (None: not
    asked). Errors: NotAllowed (role, or own work), TooLate, Conflict, Refused.
    """
    follow_up = updates.lock(follow_up)
    update = _answer(follow_up, by)
    if seen_answer is not None and seen_answer != follow_up.current_version_id:
        raise Conflict(updates.CHANGED)
    if not clean(reason):
        raise Refused(gettext_noop("Say why the country is asked again."), field="reason")
    made = Reopening.objects.create(update=update, reason=clean(reason), reopened_at=timezone.now(), reopened_by=by)
    _tell(made, follow_up)
    audit.record("review.reopen", update, by=by, party=follow_up.party, after={"reason": made.reason})
    return made


def _answer(follow_up: FollowUp, by: User) -> Update:
    """The accepted update that is asked for anew."""
    if not can(by, Permission.REVIEW_UPDATE, follow_up):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))
    check_in_force(follow_up)
    if follow_up.answered_under:
        raise Refused(
            gettext_noop("This recommendation is answered under %(reference)s. Ask again there."),
            reference=follow_up.answered_under.recommendation.reference,
        )
    accepted = Update.objects.with_source().filter(follow_up=follow_up, state=UpdateState.ACCEPTED).first()
    if accepted is None:
        raise TooLate(gettext_noop("Nothing was accepted here, so there is nothing to reopen."))
    if had_a_hand(by, accepted):
        raise NotAllowed(OWN_WORK)
    sent = Update.objects.filter(follow_up=follow_up, state__in=[UpdateState.SUBMITTED, UpdateState.RETURNED])
    if sent.exists():
        raise TooLate(gettext_noop("A newer answer is under review already. Decide on that one."))
    if Reopening.objects.waiting().filter(update=accepted).exists():
        raise TooLate(gettext_noop("The country was asked again already."))
    return accepted


def _tell(made: Reopening, follow_up: FollowUp) -> None:
    """Its coordinators, and whoever answers for the update now. The reason is read on the site."""
    reference = follow_up.recommendation.reference
    sentence = format_lazy(
        _(
            "The reviewers ask your country to answer {reference} again. Until then the accepted answer stands. "
            "Sign in to read why:"
        ),
        reference=reference,
    )
    asked = {*coordinators(follow_up.party), *holders(made.update, sent=True)}
    for user in sorted(asked, key=lambda user: user.pk):
        outbox.post(
            recipient=user,
            event=f"reopened:{made.pk}",
            kind=MailKind.RESULT,
            subject=format_lazy(_("Please answer again: {reference}"), reference=reference),
            body=format_lazy("{}\n\n{}", sentence, outbox.link(reverse("task_list"))),
        )

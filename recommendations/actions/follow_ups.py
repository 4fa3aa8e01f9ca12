"""Answering one follow-up under another of the same party."""

from django.db import transaction

from recommendations.actions import answers, audit, updates
from recommendations.actions.updates import lock, open_update
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import FollowUp, User
from recommendations.permissions import can, check_in_force
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@transaction.atomic
def answer_under(*, follow_up: FollowUp, under: FollowUp, by: User, form_key: str = "") -> FollowUp:
    """Say that `follow_up` is answered under `under`: it shows that answer from now on. Undone by `answer_alone`.

    Where that answer lies with the approver, or was approved, it is called back: nobody agreed that it serves here.
    Both are of one party, and it goes one level deep. The trail keeps which form said so (`subject.set_by_form`).
    Errors: NotAllowed, TooLate, Refused.
    """
    if FollowUp.objects.filter(pk=follow_up.pk, answered_under=under).exists():
        # Asked before the locks: accepting an answer locks its rows the other way round.
        raise Refused(gettext_noop("It is answered there already."), field="under")
    # Always locked in one order, so that two people tying the same rows do not wait for each other for ever.
    locked = {row.pk: row for row in map(lock, sorted({follow_up, under}, key=lambda row: row.pk))}
    follow_up, under = locked[follow_up.pk], locked[under.pk]
    _check(follow_up, under, by)
    before = _reference(follow_up.answered_under)
    follow_up.answered_under = under
    follow_up.answered_wording = follow_up.recommendation.wording
    follow_up.save(update_fields=["answered_under", "answered_wording"])
    answers.settle(follow_up)
    audit.record(
        "follow_up.answer_under", follow_up, by=by, party=follow_up.party,
        before={"answered_under": before}, after={"answered_under": _reference(under)} | _form(form_key),
    )  # fmt: skip
    updates.call_back(follow_up=under, by=by)
    return follow_up


@transaction.atomic
def answer_alone(*, follow_up: FollowUp, by: User, form_key: str = "") -> FollowUp:
    """Untie a follow-up: it shows its own answer again, or none. Errors: NotAllowed, TooLate."""
    follow_up = lock(follow_up)
    _check_may_write(follow_up, by)
    if follow_up.answered_under is None:
        raise TooLate(gettext_noop("This follow-up is answered on its own already."))
    before = _reference(follow_up.answered_under)
    follow_up.answered_under = None
    follow_up.answered_wording = 1  # of its own answer again: `settle` raises it
    follow_up.save(update_fields=["answered_under", "answered_wording"])
    answers.settle(follow_up)
    audit.record(
        "follow_up.answer_alone", follow_up, by=by, party=follow_up.party,
        before={"answered_under": before}, after={"answered_under": None} | _form(form_key),
    )  # fmt: skip
    return follow_up


def _check_may_write(follow_up: FollowUp, by: User) -> None:
    if not can(by, Permission.DRAFT_UPDATE, follow_up):
        raise NotAllowed(gettext_noop("Your role does not allow you to write this answer."))
    check_in_force(follow_up)


def _check(follow_up: FollowUp, under: FollowUp, by: User) -> None:
    _check_may_write(follow_up, by)
    _check_may_write(under, by)
    refusals = (
        (follow_up.pk == under.pk, gettext_noop("A follow-up cannot be answered under itself.")),
        (follow_up.party_id != under.party_id, gettext_noop("Choose a follow-up of the same country.")),
        (
            under.answered_under_id is not None,
            gettext_noop("%(under)s is itself answered under another follow-up. Choose that one."),
        ),
        (
            follow_up.answers_also.exists(),
            gettext_noop("Other follow-ups are answered under %(reference)s. Untie them first."),
        ),
        (
            open_update(follow_up) is not None,
            gettext_noop("%(reference)s has an answer of its own under way. Finish or discard it first."),
        ),
    )
    for wrong, message in refusals:
        if wrong:
            raise Refused(message, field="under", reference=_reference(follow_up), under=_reference(under))


def _form(form_key: str) -> dict[str, str]:
    return {"form": form_key} if form_key else {}


def _reference(follow_up: FollowUp | None) -> str | None:
    return follow_up.recommendation.reference if follow_up else None

"""What passes between a country's writers and its approver, told by mail: one mail a person for what comes together.

Like the reviewers' results, a mail is held for some minutes and what happens next is written into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations import workflow
from recommendations.actions import outbox
from recommendations.choices import MailKind, UpdateState
from recommendations.models import AuditEvent, Update
from recommendations.queries.approvals import waiting_updates
from recommendations.queries.recipients import approvers, holders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recommendations.models import OutboxMail, Party, User
    from recommendations.workflow import Move

WAITS, CAME_BACK = "approval", "sent-back"


def tell(update: Update, move: Move, *, by: User) -> None:
    """Tell whom the move concerns, in its own transaction: `update` has just been moved by `by`."""
    if move == workflow.ASK_APPROVAL:
        _tell_waiting(update, by)
    elif UpdateState.FOR_APPROVAL in move.sources:
        _look_again(update.follow_up.party)
    if move == workflow.REFUSE_APPROVAL:
        _tell_came_back(update, by)


# --- To the approver --------------------------------------------------------------------------------------------


def _tell_waiting(update: Update, by: User) -> None:
    party = update.follow_up.party
    waiting = _references(waiting_updates(party))
    for user in approvers(party).exclude(pk=by.pk):
        mail = outbox.held(f"{WAITS}:{party.code}:", recipient=user).first()
        _write(mail, user, f"{WAITS}:{party.code}:{_step(update)}", *_waiting_letter(user, party, waiting))


def _look_again(party: Party) -> None:
    """What was decided before its mail went out is not told any more."""
    mails = list(outbox.held(f"{WAITS}:{party.code}:"))
    waiting = _references(waiting_updates(party)) if mails else []
    for mail in mails:
        if waiting and mail.recipient:
            subject, body = _waiting_letter(mail.recipient, party, waiting)
            outbox.rewrite(mail, recipient=mail.recipient, subject=subject, body=body)
        else:
            mail.delete()


def _waiting_letter(user: User, party: Party, waiting: list[str]) -> tuple[str, str]:
    with translation.override(user.language):
        said = {"country": party.name, "n": len(waiting)}
        subject = ngettext(
            "For your approval: %(n)s answer of %(country)s", "For your approval: %(n)s answers of %(country)s",
            len(waiting),
        ) % said  # fmt: skip
        heading = _("These answers wait for approval. Open them, then approve them or send them back:")
        address = f"{_('All on one page:')}\n{outbox.link(reverse('approval_list'))}"
        return subject, f"{outbox.listed(heading, waiting)}\n\n{address}"


# --- To whoever wrote it ----------------------------------------------------------------------------------------


def _tell_came_back(update: Update, by: User) -> None:
    party = update.follow_up.party
    for user in holders(update) - {by}:
        mail = outbox.held(f"{CAME_BACK}:{party.code}:", recipient=user).first()
        back = _references(_came_back(party, user, update, mail))
        _write(mail, user, f"{CAME_BACK}:{party.code}:{_step(update)}", *_back_letter(user, party, back))


def _came_back(party: Party, user: User, update: Update, mail: OutboxMail | None) -> list[Update]:
    """This update and those of which the held mail tells, as far as they still lie with `user`."""
    if mail is None:
        return [update]
    events = AuditEvent.objects.filter(
        action="update.refuse_approval", party=party, at__gte=mail.created_at - outbox.HELD
    )  # fmt: skip
    wanted = {update.pk, *map(int, events.values_list("target", flat=True))}
    found = Update.objects.with_source().select_related("created_by").filter(pk__in=wanted, state=UpdateState.DRAFT)
    return [each for each in found.order_by("follow_up__recommendation__reference") if user in holders(each)]


def _back_letter(user: User, party: Party, back: list[str]) -> tuple[str, str]:
    with translation.override(user.language):
        subject = ngettext(
            "Sent back: %(n)s answer of %(country)s", "Sent back: %(n)s answers of %(country)s", len(back)
        ) % {"country": party.name, "n": len(back)}  # fmt: skip
        heading = _("The approver asks for a change. Sign in to read the note:")
        address = f"{_('Your tasks:')}\n{outbox.link(reverse('task_list'))}"
        return subject, f"{outbox.listed(heading, back)}\n\n{address}"


# --- Both -------------------------------------------------------------------------------------------------------


def _write(mail: OutboxMail | None, user: User, event: str, subject: str, body: str) -> None:
    if mail:
        outbox.rewrite(mail, recipient=user, subject=subject, body=body)
    else:
        outbox.post(recipient=user, event=event, kind=MailKind.APPROVAL, subject=subject, body=body, held=outbox.HELD)


def _references(updates: Iterable[Update]) -> list[str]:
    """What was answered stays out of the mail: it may be read by others."""
    return [each.follow_up.recommendation.reference for each in updates]


def _step(update: Update) -> str:
    """This step of this update and no other: the same version may be asked for again."""
    steps = AuditEvent.objects.filter(target_type=Update._meta.model_name, target=str(update.pk)).count()
    return f"{update.pk}.{steps}"

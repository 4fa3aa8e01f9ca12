"""What passes between a country's writers and its approver, told by mail: one mail a person for what comes together.

A mail is held for some minutes, and what happens next is written into it.
"""

from __future__ import annotations

import contextlib
import contextvars
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField
from django.db.models.functions import Cast
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
    from collections.abc import Iterable, Iterator

    from recommendations.models import OutboxMail, Party, User
    from recommendations.models.update import UpdateQuerySet
    from recommendations.workflow import Move

WAITS, CAME_BACK = "approval", "sent-back"


@dataclass(frozen=True)
class Moved:
    update: Update
    move: Move
    by: User


_moved: contextvars.ContextVar[list[Moved] | None] = contextvars.ContextVar("moved", default=None)


def tell(update: Update, move: Move, *, by: User) -> None:
    """Tell whom the move concerns, in its own transaction: `update` has just been moved by `by`."""
    with together() as moved:
        moved.append(Moved(update, move, by))


@contextlib.contextmanager
def together() -> Iterator[list[Moved]]:
    """What moves within is told at the end, once to each person. Within another such block, at the end of that."""
    outer = _moved.get()
    if outer is not None:
        yield outer
        return
    mine: list[Moved] = []
    token = _moved.set(mine)
    try:
        yield mine
    finally:
        _moved.reset(token)
    for party, found in _by_party(mine).items():
        _tell(party, found)


def _by_party(moved: list[Moved]) -> dict[Party, list[Moved]]:
    found: dict[Party, list[Moved]] = {}
    for each in moved:
        found.setdefault(each.update.follow_up.party, []).append(each)
    return found


def _tell(party: Party, moved: list[Moved]) -> None:
    asked = [each for each in moved if each.move == workflow.ASK_APPROVAL]
    back = [each for each in moved if each.move == workflow.REFUSE_APPROVAL]
    if asked:
        _tell_waiting(party, asked)
    elif any(UpdateState.FOR_APPROVAL in each.move.sources for each in moved):
        _look_again(party)
    if back:
        _tell_came_back(party, back)


# --- To the approver --------------------------------------------------------------------------------------------


def _tell_waiting(party: Party, asked: list[Moved]) -> None:
    for user in approvers(party).exclude(pk=asked[0].by.pk):
        mail = outbox.held(f"{WAITS}:{party.code}:", recipient=user).first()
        # Read once the mail is locked: all of which it tells can be seen by now.
        waiting = _references(waiting_updates(party))
        _write(mail, user, f"{WAITS}:{party.code}:{_step(asked[0].update)}", *_waiting_letter(user, party, waiting))


def _look_again(party: Party) -> None:
    """What was decided before its mail went out is not told any more."""
    mails = list(outbox.held(f"{WAITS}:{party.code}:"))
    waiting = _references(waiting_updates(party)) if mails else []
    for mail in mails:
        if waiting and mail.recipient:
            subject, body = _waiting_letter(mail.recipient, party, waiting)
            _rewrite(mail, mail.recipient, subject, body)
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


def _tell_came_back(party: Party, back: list[Moved]) -> None:
    updates = _with_people(Update.objects.filter(pk__in=[each.update.pk for each in back]))
    mine: dict[User, list[Update]] = {}
    for update in updates:
        for user in holders(update) - {back[0].by}:
            mine.setdefault(user, []).append(update)
    for user, found in mine.items():
        mail = outbox.held(f"{CAME_BACK}:{party.code}:", recipient=user).first()
        told = _came_back(party, user, found, mail) if mail else found
        _write(mail, user, f"{CAME_BACK}:{party.code}:{_step(found[0])}", *_back_letter(user, party, _references(told)))


def _came_back(party: Party, user: User, updates: list[Update], mail: OutboxMail) -> list[Update]:
    """These updates and those of which the held mail tells, as far as they still lie with `user`."""
    drafts = Update.objects.filter(follow_up__party=party, state=UpdateState.DRAFT)
    # The trail names its objects in letters, since they are of many kinds.
    named = drafts.annotate(named=Cast("pk", CharField())).order_by().values("named")
    events = AuditEvent.objects.filter(
        target_type=Update._meta.model_name, target__in=named, action="update.refuse_approval",
        at__gte=mail.created_at - outbox.HELD,
    )  # fmt: skip
    wanted = {*(each.pk for each in updates), *map(int, events.values_list("target", flat=True))}
    return [each for each in _with_people(drafts.filter(pk__in=wanted)) if user in holders(each)]


def _with_people(updates: UpdateQuerySet[Update]) -> Iterable[Update]:
    """In the order of their references; one object a person, who then remembers what they hold."""
    return updates.with_source().prefetch_related("created_by").order_by("follow_up__recommendation__reference")


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
        _rewrite(mail, user, subject, body)
    else:
        outbox.post(recipient=user, event=event, kind=MailKind.APPROVAL, subject=subject, body=body, held=outbox.HELD)


def _rewrite(mail: OutboxMail, user: User, subject: str, body: str) -> None:
    outbox.rewrite(mail, recipient=user, subject=subject, body=body, kind=MailKind.APPROVAL)


def _references(updates: Iterable[Update]) -> list[str]:
    """What was answered stays out of the mail: it may be read by others."""
    return [each.follow_up.recommendation.reference for each in updates]


def _step(update: Update) -> str:
    """This step of this update and no other: the same version may be asked for again."""
    steps = AuditEvent.objects.filter(target_type=Update._meta.model_name, target=str(update.pk)).count()
    return f"{update.pk}.{steps}"

"""Sends what waits in the outbox, in order. Actions write it (`actions.outbox.post`); cron calls this.

A mail is marked after it was sent, so a kill in between sends it again under the same Message-ID, by which
the receiver knows it. One that the server refuses is tried again, ever more seldom, and given up after some days
(`models.outbox.TRIES`). No transaction holds SQLite's one write lock while a mail server is slow.
"""

import contextlib
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.utils import timezone

from recommendations import text
from recommendations.mail.letters import as_html, folded
from recommendations.models import OutboxMail
from recommendations.models.outbox import TRIES

ERROR_LENGTH = 250
# The server answered, about this one mail, or its address cannot be written; after anything else the next mail would
# fail alike.
ABOUT_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, ValueError)
FAILURES = (OSError, smtplib.SMTPException, ValueError)


@dataclass(frozen=True)
class Sent:
    """What one run did: how many mails went out, what was said of those that did not, and how many it gave up."""

    count: int
    failures: tuple[str, ...]
    given_up: int = 0
    busy: bool = False


def send_waiting() -> Sent:
    """Send the mails that are due, oldest first. Stops where the mail server cannot be reached."""
    with _alone() as alone:
        return _send_all() if alone else Sent(0, (), busy=True)


def _send_all() -> Sent:
    count, failures, given_up, server = 0, [], 0, get_connection()
    for key in list(OutboxMail.objects.due(timezone.now()).values_list("pk", flat=True)):
        with _claimed(key) as mail:
            if mail is None:
                continue
            error = _send(mail, server)
            _mark(mail, error)
        count += not error
        if error:
            failures.append(f"{mail.to}: {mail.last_error}")
            given_up += mail.attempts == len(TRIES)
        if error and not isinstance(error, ABOUT_ONE_MAIL):
            break
    return Sent(count, tuple(failures), given_up)


def _send(mail: OutboxMail, server) -> Exception | None:
    message = EmailMultiAlternatives(
        mail.subject,
        folded(mail.body),
        to=[mail.to],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        connection=server,
    )
    language = mail.recipient.language if mail.recipient else settings.LANGUAGE_CODE
    message.attach_alternative(as_html(mail.subject, mail.body, language), "text/html")
    try:
        message.send()
    except FAILURES as error:
        return error
    return None


def _mark(mail: OutboxMail, error: Exception | None) -> None:
    mail.attempts += error is None or isinstance(error, ABOUT_ONE_MAIL)
    mail.last_error = text.clean(f"{type(error).__name__}: {error}")[:ERROR_LENGTH] if error else ""
    mail.sent_at = None if error else timezone.now()
    mail.save(update_fields=["attempts", "last_error", "sent_at"])


@contextlib.contextmanager
def _claimed(key: int) -> Iterator[OutboxMail | None]:
    """The mail, if it still waits and no other sender has it. PostgreSQL locks its row meanwhile."""
    waiting = OutboxMail.objects.due(timezone.now()).filter(pk=key)
    if connection.vendor != "postgresql":
        yield waiting.first()
        return
    with transaction.atomic():
        yield waiting.select_for_update(skip_locked=True).first()


@contextlib.contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else is sending. SQLite has no row locks, but all its senders are on this machine."""
    if connection.vendor == "postgresql":
        yield True
        return
    with Path(f"{connection.settings_dict['NAME']}.sending").open("w") as file:
        yield locks.lock(file, locks.LOCK_EX | locks.LOCK_NB)

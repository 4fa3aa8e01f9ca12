"""Mail is written in the transaction of what it tells of; `manage.py send_mail` sends it afterwards."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recommendations import text
from recommendations.choices import MailKind
from recommendations.models import OutboxMail, User

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

SUBJECT_LENGTH = 250
# How long a mail waits for what happens next, to tell of it as well; and how long before its time it is left alone,
# for a sender reads it, then sends it.
HELD = datetime.timedelta(minutes=10)
MARGIN = datetime.timedelta(minutes=1)
# More references are counted, not named: a mail stays small.
NAMED = 100


@transaction.atomic
def post(
    *,
    recipient: User,
    event: str,
    subject: StrOrPromise,
    body: StrOrPromise,
    kind: str = "",
    held: datetime.timedelta = datetime.timedelta(),
) -> OutboxMail | None:
    """Put one mail to `recipient` into the outbox: the mail, or the one already there for this event.

    `event` names what happened, once and for all ("review:17"): the same event mails a person once. `subject`
    and `body` may be lazy translations: they are said in the recipient's language. The body holds one `link`
    at most; greeting and foot come by themselves. `kind` (MailKind) is what the recipient may have switched off, and
    the foot says where.
    It is not sent before the time for which it is `held`.
    Nobody who cannot sign in or does not want this kind gets mail: None.
    """
    if not recipient.is_active or kind in recipient.mail_off:
        return None
    with translation.override(recipient.language):
        letter = {
            "subject": text.fold_spaces(str(subject))[:SUBJECT_LENGTH],
            "body": _letter(recipient, str(body), kind),
        }
    mail, made = OutboxMail.objects.get_or_create(
        key=f"{event}:{recipient.pk}",
        defaults={"recipient": recipient, "to": recipient.email, "message_id": _message_id(), **letter},
    )
    if made and held:
        # Tries are counted from its writing, so that its writing lies ahead.
        OutboxMail.objects.filter(pk=mail.pk).update(created_at=timezone.now() + held)
    return mail


def held(event: str, *, recipient: User | None = None) -> QuerySet[OutboxMail]:
    """The mails of an event that begins so which are still held, locked.

    One that another transaction has in its hands is not waited for: a second mail is better than two who wait for
    each other, one for a mail and one for the audit trail.
    """
    found = OutboxMail.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    mine = found.filter(recipient=recipient) if recipient else found
    return mine.filter(
        key__startswith=event, sent_at__isnull=True, attempts=0, created_at__gt=timezone.now() + MARGIN
    ).order_by("-pk")


def rewrite(mail: OutboxMail, *, recipient: User, subject: str, body: str, kind: str = "") -> None:
    """Say something else in a mail that is still held; the caller has locked it."""
    with translation.override(recipient.language):
        mail.subject, mail.body = text.fold_spaces(subject)[:SUBJECT_LENGTH], _letter(recipient, body, kind)
    mail.save(update_fields=["subject", "body"])


def listed(heading: str, references: list[str], named: int | None = None) -> str:
    """A heading over references, a line each; those beyond `named` (`NAMED`) are counted."""
    named = NAMED if named is None else named
    lines = [f"- {each}" for each in references[:named]]
    if (more := len(references) - named) > 0:
        lines.append(_("- and %(n)s more") % {"n": more})
    return "\n".join([heading, *lines])


def link(path: str) -> str:
    """The whole address of a page of this site ("/tasks/"), for a mail."""
    return f"{settings.SITE_URL}{path}"


def _letter(recipient: User, body: str, kind: str) -> str:
    """The way to switch a kind off is told in words: the one link leads to the work."""
    greeting = _("Dear %(name)s,") % {"name": recipient.name} if recipient.name else _("Dear colleague,")
    foot = [_("This message was written by the AFML tracker. Please do not answer it.")]
    if kind:
        way = _("To get no more mails like this: sign in, choose your name at the top, and untick “%(kind)s”.")
        foot.append(way % {"kind": MailKind(kind).label})
    return "\n\n".join([greeting, body.strip(), "\n".join(foot)]) + "\n"


def _message_id() -> str:
    return f"<{uuid.uuid4()}@{urlsplit(settings.SITE_URL).hostname}>"

"""A country's answer that came by letter or e-mail: one reviewer enters it, another decides on it.

It is an update like any other, submitted at once; whoever entered it has had a hand in it.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from recommendations import text
from recommendations.actions import audit, files, outbox, updates, versions
from recommendations.actions.typed import Answer
from recommendations.choices import MailKind, ReplySource, UpdateState
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import FollowUp, Reply, Update, User
from recommendations.parsing import media
from recommendations.permissions import can, check_in_force
from recommendations.queries.recipients import coordinators
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class Letter:
    """How the answer came: from whom, its date, and the letter itself, where there is one."""

    source: str
    sender: str
    dated_on: datetime.date
    content: bytes | None = None
    file_name: str = ""


@files.unless_it_fails()
@transaction.atomic
def enter(*, follow_up: FollowUp, letter: Letter, answer: Answer, by: User, seen_answer: int | None = None) -> Reply:
    """Enter what the party wrote as a submitted update. `seen_answer`: the id of the version that was its answer
    when the page was opened, 0 for none (None: not asked).

    Errors: NotAllowed, TooLate, Conflict, Refused.
    """
    follow_up = updates.lock(follow_up)
    update = _to_enter(follow_up, by)
    if seen_answer is not None and seen_answer != (follow_up.current_version_id or 0):
        raise Conflict(updates.CHANGED)
    media_type = _check(letter)
    update = _submitted(update, by)
    version = versions.write(update, answer, by=by)
    updates.check_complete(update)
    versions.freeze(update, by=by)
    reply = _keep(update, letter, media_type, by)
    _tell(reply)
    after = {**versions.summary(version), "source": reply.source, "sender": reply.sender, "dated_on": reply.dated_on,
             "sha256": reply.sha256}  # fmt: skip
    audit.record("update.enter_reply", update, by=by, party=follow_up.party, after=after)
    return reply


def _to_enter(follow_up: FollowUp, by: User) -> Update:
    """The update that takes it: a new one, or the one that the reviewers sent back."""
    if not can(by, Permission.REVIEW_UPDATE, follow_up):
        raise NotAllowed(gettext_noop("Only reviewers enter what a country wrote."))
    check_in_force(follow_up)
    if follow_up.answered_under:
        raise Refused(
            gettext_noop("This recommendation is answered under %(reference)s. Enter the answer there."),
            reference=follow_up.answered_under.recommendation.reference,
        )
    update = updates.open_update(follow_up)
    if update is None:
        return Update(follow_up=follow_up, created_by=by, round=updates.round_of(follow_up))
    if (
        update.state != UpdateState.RETURNED
        or update.versions.filter(number=update.version, frozen_at__isnull=True).exists()
    ):
        # Nothing that the country writes is overwritten.
        raise TooLate(gettext_noop("The country has an answer of its own under way here. Ask it to send that one."))
    return update


def _submitted(update: Update, by: User) -> Update:
    update.state, update.version = UpdateState.SUBMITTED, update.version + 1
    update.submitted_at, update.submitted_by = timezone.now(), by
    update.approved_at = update.approved_by = None
    update.save()
    return update


def _check(letter: Letter) -> str:
    """The media type of the letter, "" where there is none. Errors: Refused."""
    if letter.source not in ReplySource.values:
        raise Refused(gettext_noop("Choose how the answer came."), field="source")
    if not text.clean(letter.sender):
        raise Refused(gettext_noop("Say who wrote or told it."), field="sender")
    if letter.dated_on > timezone.localdate():
        raise Refused(gettext_noop("The date lies in the future."), field="dated_on")
    if letter.content is None:
        if letter.source == ReplySource.LETTER:
            raise Refused(gettext_noop("Attach the letter: another reviewer reads it beside what you enter."),
                          field="file")  # fmt: skip
        return ""
    media.check_size(len(letter.content), settings.EVIDENCE_MAX_BYTES)
    return media.media_type(letter.content)


def _keep(update: Update, letter: Letter, media_type: str, by: User) -> Reply:
    """One letter an update: a second one takes the first one's place, which the trail still names."""
    reply = Reply.objects.filter(update=update).first() or Reply(update=update)
    reply.source, reply.sender, reply.dated_on = letter.source, letter.sender, letter.dated_on
    reply.entered_by = by
    reply.file, reply.file_name, reply.media_type, reply.sha256 = "", "", media_type, ""
    if letter.content is not None:
        reply.file.save(letter.file_name, ContentFile(letter.content), save=False)
        files.stored(reply.file)
        reply.file_name = text.clean(letter.file_name)[-200:]
        reply.sha256 = hashlib.sha256(letter.content).hexdigest()
    reply.save()
    return reply


def _tell(reply: Reply) -> None:
    """The country's coordinators hear that something was entered in its name."""
    follow_up = reply.update.follow_up
    day = date_format(reply.dated_on, "j F Y")
    sentence = format_lazy(
        _(
            "The ILO entered what your country wrote on {day} as its answer to {reference}. "
            "Another reviewer looks at it."
        ),
        day=day,
        reference=follow_up.recommendation.reference,
    )
    for user in coordinators(follow_up.party):
        outbox.post(
            recipient=user,
            event=f"reply:{reply.pk}:{reply.update.version}",
            kind=MailKind.RECEIPT,
            subject=format_lazy(_("Entered for you: {reference}"), reference=follow_up.recommendation.reference),
            body=format_lazy("{}\n\n{}", sentence, outbox.link(reverse("task_list"))),
        )

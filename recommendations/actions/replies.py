"""A country's answer that came by letter or e-mail: one reviewer enters it, another decides on it.

It is an update like any other, submitted at once; whoever entered it has had a hand in it.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

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
from recommendations.models import FollowUp, Reply, Round, Update, User, VersionActivity
from recommendations.parsing import media
from recommendations.permissions import can, check_in_force
from recommendations.queries.recipients import coordinators
from recommendations.queries.replies import sent_back
from recommendations.roles import Permission
from recommendations.text import gettext_noop

NOT_A_REVIEWER = gettext_noop("Only reviewers enter what a country wrote.")
UNDER_WAY = gettext_noop("The country has an answer of its own under way here. Ask it to send that one.")
PAST_WAITS = gettext_noop(
    "The country has a newer answer of its own under way here, and one recommendation takes one at a time. When that "
    "is decided or discarded, upload the same file again: it enters what is left."
)


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
    update = to_enter(follow_up, updates.round_of(follow_up), by)
    if seen_answer is not None and seen_answer != (follow_up.current_version_id or 0):
        raise Conflict(updates.CHANGED)
    kept, answer = _parted(sent_back(update), answer)
    reply = written(submitted(update, by), answer, store(letter), kept=kept, by=by)
    _tell(reply)
    return reply


def _parted(before: Iterable[VersionActivity], answer: Answer) -> tuple[list[VersionActivity], Answer]:
    """The activities that stand in the answer as they were sent, and the answer with the others alone, which are new
    ones: the country's own are its working text, which a reviewer does not change."""
    there = {(each.text, each.starts_on, each.ends_on): each for each in before}
    kept, new = {}, []
    for typed in answer.activities:
        words = (text.clean(typed.text), typed.starts_on, typed.ends_on)
        if words in there:
            kept[words] = there[words]
        else:
            new.append(typed)
    return list(kept.values()), replace(answer, activities=tuple(new))


def to_enter(follow_up: FollowUp, asked_in: Round | None, by: User) -> Update:
    """The update that takes what came, of the round `asked_in`: a new one, or the one that the reviewers sent back.

    For an action that holds the follow-up's lock. Errors: NotAllowed, TooLate, Refused.
    """
    if not can(by, Permission.REVIEW_UPDATE, follow_up):
        raise NotAllowed(NOT_A_REVIEWER)
    check_in_force(follow_up)
    if follow_up.answered_under:
        raise Refused(
            gettext_noop("This recommendation is answered under %(reference)s. Enter the answer there."),
            reference=follow_up.answered_under.recommendation.reference,
        )
    update = updates.open_update(follow_up)
    if update is None:
        return Update(follow_up=follow_up, created_by=by, round=asked_in)
    if (
        update.state != UpdateState.RETURNED
        or update.versions.filter(number=update.version, frozen_at__isnull=True).exists()
    ):
        # Nothing that the country writes is overwritten, and there is one answer on its way at a time.
        raise TooLate(PAST_WAITS if asked_in and asked_in.closed_at else UNDER_WAY)
    return update


def submitted(update: Update, by: User) -> Update:
    """The update with its next version announced, for `written`."""
    update.state, update.version = UpdateState.SUBMITTED, update.version + 1
    update.submitted_at, update.submitted_by = timezone.now(), by
    update.approved_at = update.approved_by = None
    update.is_unchanged = False
    update.save()
    return update


def written(
    update: Update,
    answer: Answer,
    letter: Mapping[str, Any],
    *,
    kept: Iterable[VersionActivity] = (),
    by: User,
    form_key: str = "",
) -> Reply:
    """The version that `submitted` announced, frozen, with its letter (as `store` gave it). `kept`: activities of an
    earlier version that it takes over word by word. Raises Refused where it is not complete."""
    version = versions.write(update, answer, by=by, form_key=form_key)
    versions.take_over(version, kept)
    updates.check_complete(update)
    versions.freeze(update, by=by)
    reply = _keep(update, letter, by)
    told = {name: letter[name] for name in ("source", "sender", "dated_on", "sha256")}
    after = versions.summary(version) | told
    audit.record("update.enter_reply", update, by=by, party=update.follow_up.party, after=after)
    return reply


def store(letter: Letter) -> dict[str, Any]:
    """The letter, checked, its file in the store, as plain values. Call within `files.unless_it_fails`.

    Errors: Refused.
    """
    media_type = _check(letter)
    told = {"source": letter.source, "sender": text.clean(letter.sender), "dated_on": letter.dated_on.isoformat(),
            "file": "", "file_name": "", "media_type": media_type, "sha256": ""}  # fmt: skip
    if letter.content is None:
        return told
    held = Reply()
    held.file.save(letter.file_name, ContentFile(letter.content), save=False)
    files.stored(held.file)
    sha256 = hashlib.sha256(letter.content).hexdigest()
    return told | {"file": held.file.name, "file_name": text.clean(letter.file_name)[-200:], "sha256": sha256}


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


def _keep(update: Update, letter: Mapping[str, Any], by: User) -> Reply:
    """One letter an update: a second one takes the first one's place, which the trail still names."""
    reply = Reply.objects.filter(update=update).first() or Reply(update=update)
    for name in ("source", "sender", "file", "file_name", "media_type", "sha256"):
        setattr(reply, name, letter[name])
    reply.dated_on = datetime.date.fromisoformat(letter["dated_on"])
    reply.entered_by = by
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

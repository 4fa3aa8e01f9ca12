"""What the reviewers decided, told in one mail a country and sending.

A reviewer decides one answer after the other. The mail is held for some minutes, and each further decision for the
same country and person is written into it, as long as no sender can have taken it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.actions import outbox
from recommendations.choices import Decision, MailKind
from recommendations.models import OutboxMail, Party, Review, User
from recommendations.queries.recipients import coordinators

HELD = datetime.timedelta(minutes=10)
# Before its time comes a held mail is left alone: a sender reads it, then sends it.
MARGIN = datetime.timedelta(minutes=1)
# More references are counted, not named: a mail stays small.
NAMED = 100


def tell(review: Review) -> None:
    """Tell whoever submitted, or for a reply that a reviewer entered its country's coordinators as well."""
    for user in _recipients(review):
        _tell(review, user)


def _recipients(review: Review) -> set[User]:
    update = review.update
    found = {update.submitted_by} if update.submitted_by else set()
    return found | (set(coordinators(update.follow_up.party)) if update.entered else set())


def _tell(review: Review, user: User) -> None:
    party = review.update.follow_up.party
    held = _held(user, party)
    first = int(held.key.split(":")[2]) if held else review.pk
    subject, body = _letter(user, party, list(_decided(user, party, first)))
    if held:
        outbox.rewrite(held, recipient=user, subject=subject, body=body)
    else:
        event = f"result:{party.code}:{first}"
        outbox.post(recipient=user, event=event, kind=MailKind.RESULT, subject=subject, body=body, held=HELD)


def _held(user: User, party: Party) -> OutboxMail | None:
    """The mail for this person and country that waits for further decisions, locked."""
    mails = OutboxMail.objects.select_for_update().filter(
        recipient=user, key__startswith=f"result:{party.code}:", sent_at__isnull=True, attempts=0,
        created_at__gt=timezone.now() + MARGIN,
    )  # fmt: skip
    return mails.order_by("-pk").first()


def _decided(user: User, party: Party, first: int) -> Iterator[Review]:
    rows = Review.objects.filter(pk__gte=first, update__follow_up__party=party).order_by("pk")
    rows = rows.select_related("update__submitted_by", "update__reply", "update__follow_up__recommendation",
                               "update__follow_up__party")  # fmt: skip
    return (row for row in rows if user in _recipients(row))


def _letter(user: User, party: Party, decided: list[Review]) -> tuple[str, str]:
    """What was answered stays out of the mail: it may be read by others."""
    accepted = [row for row in decided if row.decision == Decision.ACCEPT]
    returned = [row for row in decided if row.decision == Decision.SEND_BACK]
    with translation.override(user.language):
        said = {"country": party.name, "n": len(decided)}
        subject = ngettext(
            "Reviewed: %(n)s answer of %(country)s", "Reviewed: %(n)s answers of %(country)s", len(decided)
        ) % said  # fmt: skip
        parts = [
            *_part(_("The reviewers ask for a change. Sign in to read their note:"), returned),
            *_part(_("The reviewers accepted:"), accepted),
            f"{_('Your tasks:')}\n{outbox.link(reverse('task_list'))}",
        ]
    return subject, "\n\n".join(parts)


def _part(heading: str, rows: list[Review]) -> Iterable[str]:
    if not rows:
        return
    lines = [f"- {row.update.follow_up.recommendation.reference}" for row in rows[:NAMED]]
    if more := len(rows) - NAMED:
        lines += [_("- and %(n)s more") % {"n": more}] if more > 0 else []
    yield "\n".join([heading, *lines])

"""What the reviewers sent: one mail a sending to each person whose answers it decides, with its covering note."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.actions import outbox
from recommendations.choices import Decision, MailKind
from recommendations.models import Review, Sending, User
from recommendations.queries.recipients import coordinators, holders

# More references are counted, not named: a mail stays small.
NAMED = 35


def tell(sending: Sending, reviews: Iterable[Review]) -> None:
    """Tell whoever answers for it now, or for a reply that a reviewer entered its country's coordinators as well."""
    told: dict[User, list[Review]] = {}
    for review in reviews:
        for user in _recipients(review):
            told.setdefault(user, []).append(review)
    for user, decided in told.items():
        subject, body = _letter(user, sending, decided)
        event = f"result:{sending.pk}"
        outbox.post(recipient=user, event=event, kind=MailKind.RESULT, subject=subject, body=body)


def _recipients(review: Review) -> set[User]:
    update = review.update
    return holders(update, sent=True) | (set(coordinators(update.follow_up.party)) if update.entered else set())


def _letter(user: User, sending: Sending, decided: list[Review]) -> tuple[str, str]:
    """What was answered stays out of the mail: it may be read by others."""
    accepted = [row for row in decided if row.decision == Decision.ACCEPT]
    returned = [row for row in decided if row.decision == Decision.SEND_BACK]
    with translation.override(user.language):
        said = {"country": sending.party.name, "n": len(decided)}
        subject = ngettext(
            "Reviewed: %(n)s answer of %(country)s", "Reviewed: %(n)s answers of %(country)s", len(decided)
        ) % said  # fmt: skip
        parts = [
            *([sending.note] if sending.note else []),
            *_part(_("The reviewers ask for a change. Sign in to read their note:"), returned),
            *_part(_("The reviewers accepted:"), accepted),
            f"{_('Your tasks:')}\n{outbox.link(reverse('task_list'))}",
        ]
    return subject, "\n\n".join(parts)


def _part(heading: str, rows: list[Review]) -> Iterable[str]:
    if not rows:
        return
    lines = [f"- {row.update.follow_up.recommendation.reference}" for row in rows[:NAMED]]
    more = len(rows) - NAMED
    lines += [_("- and %(n)s more") % {"n": more}] if more > 0 else []
    yield "\n".join([heading, *lines])

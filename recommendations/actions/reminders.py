"""The mails that come with a day, not with a deed: a round opened, its reminders, the week's digest.

Each letter has a key for its recipient and event, so that whatever runs how often, a person gets it once. Days are
those of the country's own clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.actions import audit, outbox
from recommendations.choices import MailKind
from recommendations.models import OutboxMail, Party, Round, User
from recommendations.permissions import can, zone_of_country
from recommendations.queries.frame import waiting
from recommendations.queries.recipients import everybody, writers
from recommendations.queries.reminders import DIGEST_DAYS, Owed, Week, asked, due_reminders, opened, owed_by, week
from recommendations.roles import Permission


@dataclass(frozen=True)
class Letter:
    """A mail as it would be posted."""

    recipient: User
    event: str
    kind: MailKind
    subject: str
    body: str

    @property
    def is_new(self) -> bool:
        """Whether the recipient wants it and has not got it yet."""
        if self.kind in self.recipient.mail_off:
            return False
        return not OutboxMail.objects.filter(key=f"{self.event}:{self.recipient.pk}").exists()

    def post(self) -> None:
        outbox.post(
            recipient=self.recipient, event=self.event, kind=self.kind, subject=self.subject, body=self.body
        )  # fmt: skip


def due(now: datetime.datetime) -> Iterator[Letter]:
    """All letters that are due at `now` and have not been posted; nothing is written."""
    for found, party in opened(now):
        yield from (letter for letter in _opening(found, party) if letter.is_new)
    for found, party, name in due_reminders(now):
        for user in writers(party):
            facts = owed_by(found, party, name, user)
            if facts.to_send or facts.to_approve:
                letter = _reminder(facts)
                if letter.is_new:
                    yield letter
    yield from _digests(now)


def send_due(now: datetime.datetime) -> list[Letter]:
    """Post what is due; gives back what was posted. A letter is a transaction of its own: a kill loses no other."""
    posted = []
    for letter in due(now):
        with transaction.atomic():
            letter.post()
            audit.record("mail.remind", letter.recipient, by=None, after={"event": letter.event})
        posted.append(letter)
    return posted


def round_opened(found: Round) -> int:
    """Tell those who write for the parties of a round that has opened, each once; how many letters.

    Called within the action that opens or widens it. A round that opens later is told of by `send_due` on its day.
    """
    now, count = timezone.now(), 0
    for party in found.parties.order_by("name"):
        if found.opens_on <= timezone.localdate(now, party.zone) <= found.due_on:
            for letter in _opening(found, party):
                count += letter.is_new
                letter.post()
    return count


def _opening(found: Round, party: Party) -> Iterator[Letter]:
    count = asked(found, party)
    for user in writers(party) if count else ():
        with translation.override(user.language):
            subject = _("%(round)s: answers due by %(day)s") % {"round": found.name, "day": _day(found.due_on)}
            sentence = ngettext(
                "The round “%(round)s” is open. %(country)s is asked about %(n)s recommendation.",
                "The round “%(round)s” is open. %(country)s is asked about %(n)s recommendations.",
                count,
            ) % {"round": found.name, "country": party.name, "n": count}
            body = "\n\n".join([sentence, _by_when(found, party), _link(user)])
        yield Letter(user, f"round-opened:{found.pk}:{party.code}", MailKind.ROUND_OPENED, subject, body)


def _reminder(facts: Owed) -> Letter:
    with translation.override(facts.user.language):
        late = facts.occasion == "day-after"
        said = {"round": facts.round.name, "country": facts.party.name, "day": _day(facts.round.due_on)}
        subject = (_("Overdue: %(round)s, %(country)s") if late else _("Due by %(day)s: %(round)s")) % said
        parts = [*_owed(facts), _by_when(facts.round, facts.party, late=late)]
        body = "\n\n".join([*parts, _link(facts.user)])
    event = f"reminder:{facts.round.pk}:{facts.party.code}:{facts.round.due_on:%Y%m%d}:{facts.occasion}"
    return Letter(facts.user, event, MailKind.REMINDER, subject, body)


def _owed(facts: Owed) -> Iterator[str]:
    said = {"round": facts.round.name, "country": facts.party.name}
    if facts.to_send:
        yield ngettext(
            "%(n)s answer of %(country)s to the round “%(round)s” has not been sent.",
            "%(n)s answers of %(country)s to the round “%(round)s” have not been sent.",
            facts.to_send,
        ) % {**said, "n": facts.to_send}
    if facts.to_approve:
        yield ngettext(
            "%(n)s answer waits for your approval.", "%(n)s answers wait for your approval.", facts.to_approve
        ) % {"n": facts.to_approve}


def _by_when(found: Round, party: Party, *, late: bool = False) -> str:
    city = party.time_zone.rpartition("/")[2].replace("_", " ")
    sentence = _("Answers are due by the end of %(day)s (%(city)s time).")
    if late:
        sentence = _(
            "Answers were due by the end of %(day)s (%(city)s time). Late answers are taken, and marked as late."
        )
    return sentence % {"day": _day(found.due_on), "city": city}


# --- The week ---------------------------------------------------------------------------------------------------


def _digests(now: datetime.datetime) -> Iterator[Letter]:
    weeks: dict[datetime.date, Week] = {}
    for user in everybody():
        today = timezone.localdate(now, _zone(user))
        if today.weekday() not in DIGEST_DAYS:
            continue
        monday = today - datetime.timedelta(days=today.weekday())
        # One week for all, though their Mondays begin hours apart: the figures are the same in every mail.
        ends = datetime.datetime.combine(monday, datetime.time(), datetime.UTC)
        facts = weeks[monday] = weeks.get(monday) or week(ends)
        letter = _digest(user, facts, monday)
        if letter and letter.is_new:
            yield letter


def _zone(user: User) -> datetime.tzinfo:
    """The person's own zone, or that of their country."""
    name = user.time_zone or zone_of_country(user)
    return ZoneInfo(name) if name else timezone.get_default_timezone()


def _digest(user: User, facts: Week, monday: datetime.date) -> Letter | None:
    with translation.override(user.language):
        parts = list(_happened(user, facts))
        if not parts:
            return None
        subject = _("AFML tracker: news of the week before %(day)s") % {"day": _day(monday)}
        body = "\n\n".join([*parts, _link(user)])
    return Letter(user, f"digest:{monday:%G-W%V}", MailKind.DIGEST, subject, body)


def _happened(user: User, facts: Week) -> Iterator[str]:
    if facts.accepted:
        heading = _("Answers accepted in the last week:")
        yield "\n".join([heading, *(f"- {country}: {count}" for country, count in facts.accepted)])
    if facts.statements:
        yield ngettext(
            "Organizations published %(n)s statement.", "Organizations published %(n)s statements.", facts.statements
        ) % {"n": facts.statements}
    mine = waiting(user)
    if mine.tasks:
        yield ngettext("%(n)s answer waits for you.", "%(n)s answers wait for you.", mine.tasks) % {"n": mine.tasks}
    if mine.reviews:
        yield ngettext(
            "%(n)s answer waits for a review.", "%(n)s answers wait for a review.", mine.reviews
        ) % {"n": mine.reviews}  # fmt: skip


def _link(user: User) -> str:
    """The one link: to the task list, or for those who have none, to what they have."""
    if any(can(user, permission) for permission in (Permission.DRAFT_UPDATE, Permission.APPROVE_UPDATE)):
        return f"{_('Your tasks:')}\n{outbox.link(reverse('task_list'))}"
    if can(user, Permission.REVIEW_UPDATE):
        return f"{_('To review:')}\n{outbox.link(reverse('review_queue'))}"
    return f"{_('The site:')}\n{outbox.link(reverse('home'))}"


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")

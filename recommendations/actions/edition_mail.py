"""Telling the countries what a corrected edition changed: never by itself, once for each person."""

from collections.abc import Iterator

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.actions import asking, audit, outbox
from recommendations.actions.undoing import lock_document
from recommendations.errors import Refused, TooLate
from recommendations.models import Edition, User
from recommendations.queries.edition_news import TOLD, Applied, News, applied, news
from recommendations.text import gettext_noop

# Of each of the four lists: a mail stays small.
NAMED = 50


@transaction.atomic
def tell(*, edition: Edition, by: User) -> int:
    """Mail those who write for the countries concerned; gives back how many people.

    Errors: NotAllowed, TooLate, Refused.
    """
    asking.check_may_publish(by)
    document = lock_document(edition.document)
    told = applied(edition)
    if told is None:
        raise Refused(gettext_noop("This edition changed nothing that countries could be told of."))
    if told.told_at:
        raise TooLate(gettext_noop("The countries have been told of this edition already."))
    concerned = news(told)
    people = {user for country in concerned for user in country.recipients}
    if not people:
        raise Refused(gettext_noop("Nobody writes for the countries concerned, so there is nobody to tell."))
    for country in concerned:
        for user in country.recipients:
            _post(told, country, user)
    after = {
        "edition": edition.number,
        "people": len(people),
        "countries": [country.party.code for country in concerned if country.recipients],
    }
    audit.record(TOLD, document, by=by, party=document.party, after=after)
    return len(people)


def _post(told: Applied, country: News, user: User) -> None:
    with translation.override(user.language):
        subject = _("Changed: recommendations of %(code)s") % {"code": told.edition.document.code}
        body = letter(told, country)
    event = f"edition:{told.edition.pk}:{country.party.code}"
    outbox.post(recipient=user, event=event, subject=subject, body=body)


def letter(told: Applied, country: News) -> str:
    """What one country is told, in plain text."""
    document, day = told.edition.document, date_format(timezone.localdate(told.event.at), "j F Y")
    begins = _("A corrected edition of “%(meeting)s” (%(code)s) was brought in on %(day)s.") % {
        "meeting": document.meeting, "code": document.code, "day": day,
    }  # fmt: skip
    concerns = _("This concerns %(country)s:") % {"country": country.party.name}
    closes = _("No answer was lost. Your tasks:")
    parts = [begins, concerns, *_parts(country), f"{closes}\n{outbox.link(reverse('task_list'))}"]
    return "\n\n".join(parts)


def _parts(country: News) -> Iterator[str]:
    told = (
        (_("The text was changed after you answered. Please confirm that your answer stands:"), country.confirm),
        (_("The text was changed:"), country.reworded),
        (_("New, and asked of you:"), country.new),
        (_("Withdrawn, to be read only:"), country.withdrawn),
    )
    for heading, references in told:
        if references:
            yield outbox.listed(heading, references, NAMED)

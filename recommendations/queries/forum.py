"""One forum's page: its facts, the documents of its meetings, and its figures by standing."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.models import FollowUp, Forum
from recommendations.queries import counts, shares
from recommendations.queries.documents import DocumentRow, document_rows, documents_of
from recommendations.queries.lines import Line
from recommendations.queries.shares import Standpoint

MOST = 100


@dataclass(frozen=True)
class ForumPage:
    """`previous` and `next`: the forums beside it."""

    forum: Forum
    sentences: list[Line]
    parts: list[Standpoint]
    documents: list[DocumentRow]
    previous: Forum | None
    next: Forum | None


def forum_page(number: int, day: datetime.date) -> ForumPage | None:
    """The page of the `number`-th forum, or None where there is none."""
    near = {each.number: each for each in _near(number)}
    if number not in near:
        return None
    found = FollowUp.objects.in_force().filter(recommendation__document__forum__number=number)
    cells = counts.cells(found, by=("country", "country_name", "standing"), day=day)
    place = (("forum", str(number)),)
    return ForumPage(
        forum=near[number],
        sentences=shares.sentences(cells, place),
        parts=shares.standpoints("", cells, place),
        documents=document_rows(documents_of(number), start=0, stop=MOST, day=day),
        previous=near.get(number - 1),
        next=near.get(number + 1),
    )


def _near(number: int):
    return Forum.objects.filter(number__in=(number - 1, number, number + 1)).select_related("host")


def facts(forum: Forum) -> list[dict[str, str]]:
    """What is known of it (components/summary_list.html); what nobody has read of it stays out."""
    rows = (
        (_("Theme"), forum.theme),
        (_("Host"), forum.host.name if forum.host else ""),
        (_("Place"), forum.place),
        (_("Held"), _held(forum)),
        (_("Online"), _("Yes") if forum.online else ""),
    )
    return [{"label": label, "value": value, "url": "", "action": ""} for label, value in rows if value]


def _held(forum: Forum) -> str:
    if forum.starts_on is None:
        return forum.dates_printed or str(forum.year)
    if forum.ends_on is None or forum.ends_on == forum.starts_on:
        return date_format(forum.starts_on, "j F Y")
    first, last = date_format(forum.starts_on, "j F Y"), date_format(forum.ends_on, "j F Y")
    return _("%(first)s to %(last)s") % {"first": first, "last": last}

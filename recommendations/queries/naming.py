"""How documents are called where their printed name would be too long."""

import datetime
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import DocumentKind, ReplySource
from recommendations.models.forum import ordinal

MEETINGS = {
    DocumentKind.FORUM: gettext_lazy("the forum’s own"),
    DocumentKind.NATIONAL: gettext_lazy("%(country)s workshop"),
    DocumentKind.REGIONAL_WORKERS: gettext_lazy("regional workers’ meeting"),
    DocumentKind.REGIONAL_EMPLOYERS: gettext_lazy("regional employers’ meeting"),
    DocumentKind.REGIONAL_CSO: gettext_lazy("regional civil-society meeting"),
}

SAID_BY = {
    DocumentKind.FORUM: gettext_lazy("Adopted by the %(forum)s, %(when)s"),
    DocumentKind.NATIONAL: gettext_lazy(
        "Said by %(country)s’s tripartite workshop, %(when)s, for the %(forum)s; proposed"
    ),
    DocumentKind.REGIONAL_WORKERS: gettext_lazy(
        "Said by the regional workers’ meeting, %(when)s, for the %(forum)s; proposed"
    ),
    DocumentKind.REGIONAL_EMPLOYERS: gettext_lazy(
        "Said by the regional employers’ meeting, %(when)s, for the %(forum)s; proposed"
    ),
    DocumentKind.REGIONAL_CSO: gettext_lazy(
        "Said by the regional civil-society meeting, %(when)s, for the %(forum)s; proposed"
    ),
}


class Numbered(Protocol):
    @property
    def number(self) -> int: ...


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Meeting(Protocol):
    """A document, stored (models.Document) or in a picture (queries.picture_value.Document)."""

    @property
    def kind(self) -> str: ...
    @property
    def forum(self) -> Numbered: ...
    @property
    def party(self) -> Named | None: ...
    @property
    def year(self) -> int: ...
    @property
    def held_on(self) -> datetime.date | None: ...
    @property
    def held_until(self) -> datetime.date | None: ...


def forum_name(number: int) -> str:
    return _("%(ordinal)s AFML") % {"ordinal": ordinal(number)}


def short_name(kind: str, number: int, country: str) -> str:
    """ "15th AFML · Lao PDR workshop"."""
    return f"{forum_name(number)} · {MEETINGS[DocumentKind(kind)] % {'country': country}}"


def document_name(document: Meeting) -> str:
    return short_name(document.kind, document.forum.number, _country(document))


def said_by(document: Meeting) -> str:
    """The source of a quotation: who said it, when, for which forum, and whether it was adopted."""
    parts = {
        "country": _country(document),
        "when": when(document),
        "forum": forum_name(document.forum.number),
    }
    return str(SAID_BY[DocumentKind(document.kind)] % parts)


def when(document: Meeting) -> str:
    """The meeting’s day or days, or the year where nothing more is known."""
    if document.held_on is None:
        return str(document.year)
    if document.held_until is None or document.held_until == document.held_on:
        return date_format(document.held_on, "j F Y")
    return _("%(first)s to %(last)s") % {
        "first": _first_day(document.held_on, document.held_until),
        "last": date_format(document.held_until, "j F Y"),
    }


def _first_day(first: datetime.date, last: datetime.date) -> str:
    """What of the first day is not said again by the last."""
    if first.year != last.year:
        return date_format(first, "j F Y")
    return date_format(first, "j F" if first.month != last.month else "j")


def _country(document: Meeting) -> str:
    return document.party.name if document.party else ""


# What marks an answer that a reviewer entered, by how it came.
ENTERED = {
    ReplySource.LETTER: gettext_lazy("entered by the ILO from a letter of %(day)s"),
    ReplySource.EMAIL: gettext_lazy("entered by the ILO from an e-mail of %(day)s"),
    ReplySource.MEETING: gettext_lazy("entered by the ILO after a meeting of %(day)s"),
}


def entered(source: str, day: datetime.date) -> str:
    """ "entered by the ILO from a letter of 1 August 2026" """
    return str(ENTERED[ReplySource(source)] % {"day": date_format(day, "j F Y")})

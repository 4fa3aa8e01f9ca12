"""The overview: what was asked and answered, in a sentence and by country, and what came in lately."""

import datetime
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.choices import UNDER_WAY, DocumentKind, Standing
from recommendations.models import Document, FollowUp
from recommendations.queries import counts, memory
from recommendations.queries.counts import Cell

CAPTIONS = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by country"),
    Standing.ADOPTED: gettext_lazy("Recommendations adopted by the forum, by country"),
}
LATELY = 5
IN_FORCE = Q(recommendations__withdrawn_at__isnull=True)


@dataclass(frozen=True)
class CountryRow:
    """What one country was asked of one standing."""

    code: str
    name: str
    asked: int
    answered: int
    under: int
    figures: list[tuple[str, str, int]]
    last: datetime.datetime | None


@dataclass(frozen=True)
class CountryTable:
    standing: Standing
    caption: Promise
    rows: list[CountryRow]
    figures: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Overview:
    """`sentences`: one for each standing, which are never added up."""

    sentences: list[str]
    tables: list[CountryTable]
    lately: list[FollowUp]


def overview(*, party: int | None, day: datetime.date) -> Overview:
    """The overview for a person of one party (its id), or for the region (None)."""
    cells = counts.cells(FollowUp.objects.in_force(), by=("party", "country", "country_name", "standing"), day=day)
    own = [cell for cell in cells if party in (None, cell["party"])]
    return Overview(
        sentences=_sentences(own, party),
        tables=[table for standing in CAPTIONS if (table := _table(standing, cells)).rows],
        lately=lately(),
    )


def lately() -> list[FollowUp]:
    """The latest accepted answers, each once: what was answered under another is left out."""
    found = FollowUp.objects.in_force().answered().filter(answered_under__isnull=True)
    latest = memory.keys(found.order_by("-answered_at", "-pk").values("pk")[:LATELY])
    return list(FollowUp.objects.filter(pk__in=latest).with_source().order_by("-answered_at", "-pk"))


def _table(standing: Standing, cells: list[Cell]) -> CountryTable:
    here = counts.having(cells, "standing", standing)
    names = {cell["country"]: cell["country_name"] for cell in here}
    rows = [
        _row(code, name, counts.having(here, "country", code))
        for code, name in sorted(names.items(), key=lambda item: item[1])
    ]
    return CountryTable(standing, CAPTIONS[standing], rows, counts.figures(here))


def _row(code: str, name: str, cells: list[Cell]) -> CountryRow:
    return CountryRow(
        code,
        name,
        counts.asked(cells),
        counts.answered(cells),
        counts.under_another(cells),
        counts.figures(cells),
        counts.last_answer(cells),
    )


def _sentences(cells: list[Cell], party: int | None) -> list[str]:
    documents = Document.objects.in_force().order_by().values("kind", "party")
    counted = documents.annotate(meetings=Count("pk", distinct=True), texts=Count("recommendations", filter=IN_FORCE))
    printed = memory.of_query(counted, lambda: list(counted))
    told = []
    for standing in CAPTIONS:
        here = counts.having(cells, "standing", standing)
        if here:
            told.append("; ".join([_said(standing, here, printed, party), *_answered(here)]) + ".")
    return told


def _said(standing: Standing, cells: list[Cell], printed: list[dict], party: int | None) -> str:
    """ "41 proposed recommendations of two Lao PDR workshops; 62 asked"."""
    rows = [row for row in printed if (row["kind"] == DocumentKind.FORUM) == (standing == Standing.ADOPTED)]
    if party and standing == Standing.PROPOSED:
        rows = [row for row in rows if row["party"] == party]
    texts, meetings = sum(row["texts"] for row in rows), sum(row["meetings"] for row in rows)
    asked = _("%(number)s asked") % {"number": counts.asked(cells)}
    if not texts:
        return _about(standing, asked)
    who = _meetings(standing, meetings, cells[0]["country_name"] if party else "")
    return f"{_texts(standing, texts) % {'number': texts, 'meetings': who}}; {asked}"


def _about(standing: Standing, asked: str) -> str:
    if standing == Standing.ADOPTED:
        return _("Of the recommendations adopted by the forum: %(asked)s") % {"asked": asked}
    return _("Of the recommendations proposed by other meetings: %(asked)s") % {"asked": asked}


def _texts(standing: Standing, texts: int) -> str:
    if standing == Standing.ADOPTED:
        return ngettext(
            "%(number)s adopted recommendation of %(meetings)s",
            "%(number)s adopted recommendations of %(meetings)s",
            texts,
        )
    return ngettext(
        "%(number)s proposed recommendation of %(meetings)s",
        "%(number)s proposed recommendations of %(meetings)s",
        texts,
    )


def _meetings(standing: Standing, meetings: int, country: str) -> str:
    parts = {"number": apnumber(meetings), "country": country}
    if standing == Standing.ADOPTED:
        return ngettext("%(number)s forum", "%(number)s forums", meetings) % parts
    if country:
        return ngettext("%(number)s %(country)s workshop", "%(number)s %(country)s workshops", meetings) % parts
    return ngettext("%(number)s meeting", "%(number)s meetings", meetings) % parts


def _answered(cells: list[Cell]) -> list[str]:
    answered, under = counts.answered(cells), counts.under_another(cells)
    way = counts.of_status(cells, UNDER_WAY)
    told = [_("%(number)s answered") % {"number": answered}]
    if under:
        told[0] += " " + _("(%(number)s of them under another)") % {"number": under}
    if answered:
        told.append(
            ngettext("%(number)s reports work under way", "%(number)s report work under way", way) % {"number": way}
        )
    return told

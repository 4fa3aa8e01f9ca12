"""The overview: what was asked and answered, in a sentence and by country, and what came in lately."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.choices import UNDER_WAY, Answering, DocumentKind, Standing
from recommendations.models import Document, FollowUp
from recommendations.queries import counts, memory, shares
from recommendations.queries.counts import Cell
from recommendations.queries.lines import Filters, Line, figure, fill, joined, listed, plain
from recommendations.queries.shares import Chart, Figure

CAPTIONS = {
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by country"),
    Standing.ADOPTED: gettext_lazy("Recommendations adopted by the forum, by country"),
}
LATELY = 5
IN_FORCE = Q(recommendations__withdrawn_at__isnull=True)


@dataclass(frozen=True)
class Overview:
    """`sentences` and `charts`: one for each standing, which are never added up; beside a chart all its figures."""

    sentences: list[Line]
    charts: list[tuple[Chart, list[Figure]]]
    lately: list[FollowUp]


def overview(*, party: int | None, day: datetime.date) -> Overview:
    """The overview for a person of one party (its id), or for the region (None)."""
    cells = counts.cells(FollowUp.objects.in_force(), by=("party", "country", "country_name", "standing"), day=day)
    own = [cell for cell in cells if party in (None, cell["party"])]
    return Overview(
        sentences=_sentences(own, party),
        charts=[
            _chart(standing, here) for standing in CAPTIONS if (here := counts.having(cells, "standing", standing))
        ],
        lately=lately(),
    )


def lately() -> list[FollowUp]:
    """The latest accepted answers, each once: what was answered under another is left out."""
    found = FollowUp.objects.in_force().answered().filter(answered_under__isnull=True)
    latest = memory.keys(found.order_by("-answered_at", "-pk").values("pk")[:LATELY])
    return list(FollowUp.objects.filter(pk__in=latest).with_source().order_by("-answered_at", "-pk"))


def _chart(standing: Standing, cells: list[Cell]) -> tuple[Chart, list[Figure]]:
    base = (("standing", standing.value),)
    chart = Chart(standing, CAPTIONS[standing], _("Country"), shares.by_country(cells, base))
    return chart, [Figure(*each, base) for each in counts.figures(cells)]


def _sentences(cells: list[Cell], party: int | None) -> list[Line]:
    documents = Document.objects.in_force().order_by().values("kind", "party", "code")
    counted = documents.annotate(texts=Count("recommendations", filter=IN_FORCE))
    printed = memory.of_query(counted, lambda: list(counted))
    told = []
    for standing in CAPTIONS:
        here = counts.having(cells, "standing", standing)
        if here:
            place: Filters = (("standing", standing.value),)
            place += (("country", here[0]["country"]),) if party else ()
            asked = fill(_("%(number)s asked"), number=listed(counts.asked(here), place))
            parts = [_said(standing, here, printed, party, asked), *_answered(here, place)]
            told.append((*joined(parts, "; "), *plain(".")))
    return told


def _said(standing: Standing, cells: list[Cell], printed: list[dict], party: int | None, asked: Line) -> Line:
    """ "41 proposed recommendations of two Lao PDR workshops; 62 asked"."""
    rows = [row for row in printed if (row["kind"] == DocumentKind.FORUM) == (standing == Standing.ADOPTED)]
    of_country = bool(party and standing == Standing.PROPOSED)
    if of_country:
        rows = [row for row in rows if row["party"] == party]
    texts = sum(row["texts"] for row in rows)
    if not texts:
        return _about(standing, asked)
    who = _meetings(standing, len(rows), cells[0]["country_name"] if party else "")
    place = [("document", row["code"]) for row in rows] if of_country else [("standing", standing.value)]
    number = figure(texts, urlencode(place), reverse("recommendation_texts"))
    return joined([fill(_texts(standing, texts), number=number, meetings=who), asked], "; ")


def _about(standing: Standing, asked: Line) -> Line:
    if standing == Standing.ADOPTED:
        return fill(_("Of the recommendations adopted by the forum: %(asked)s"), asked=asked)
    return fill(_("Of the recommendations proposed by other meetings: %(asked)s"), asked=asked)


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


def _answered(cells: list[Cell], place: Filters) -> list[Line]:
    under, way = counts.under_another(cells), counts.of_status(cells, UNDER_WAY)
    answered = listed(counts.answered(cells), (*place, ("answer", Answering.ANSWERED.value)))
    told = [fill(_("%(number)s answered"), number=answered)]
    if under:
        number = listed(under, (*place, ("under", "yes")))
        told[0] = joined([told[0], fill(_("(%(number)s of them under another)"), number=number)])
    if counts.answered(cells):
        form = ngettext("%(number)s reports work under way", "%(number)s report work under way", way)
        told.append(fill(form, number=listed(way, (*place, *(("status", each.value) for each in UNDER_WAY)))))
    return told

"""What one side asked for itself: the recommendations of its own meetings, each with its fate and every answer.

A document says of what kind its meeting was, and that tells whose asks they are.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.choices import DocumentKind, LinkKind, OrganizationKind, Standing
from recommendations.models import FollowUp, NotTakenUp, Organization, Recommendation, Statement, User
from recommendations.queries import counts, shares
from recommendations.queries.follow_ups import PLACE, by_country
from recommendations.queries.links import Became, Fate, fates, standing_links
from recommendations.queries.shares import Chart, Share
from recommendations.queries.statements import readable_statements


@dataclass(frozen=True)
class Body:
    """One side: the name in addresses, whose meetings are its own, who speaks for it, and what its page is called."""

    slug: str
    meetings: DocumentKind
    organizations: OrganizationKind
    short: Promise
    title: Promise


BODIES = {
    each.slug: each
    for each in (
        Body(
            "workers",
            DocumentKind.REGIONAL_WORKERS,
            OrganizationKind.WORKERS,
            gettext_lazy("Workers"),
            gettext_lazy("What workers’ organizations asked for"),
        ),
        Body(
            "employers",
            DocumentKind.REGIONAL_EMPLOYERS,
            OrganizationKind.EMPLOYERS,
            gettext_lazy("Employers"),
            gettext_lazy("What employers’ organizations asked for"),
        ),
        Body(
            "civil-society",
            DocumentKind.REGIONAL_CSO,
            OrganizationKind.CIVIL_SOCIETY,
            gettext_lazy("Civil society"),
            gettext_lazy("What civil-society organizations asked for"),
        ),
    )
}
OF_MEETINGS: dict[str, Body] = {each.meetings: each for each in BODIES.values()}
OF_ORGANIZATIONS: dict[str, Body] = {each.organizations: each for each in BODIES.values()}


@dataclass(frozen=True)
class Ask:
    """One recommendation with its fate, each country's accepted answer, and the side's own standing statements."""

    recommendation: Recommendation
    fate: Fate
    answers: list[Any]
    statements: list[Statement]


@dataclass(frozen=True)
class BodyPage:
    body: Body
    sentence: str
    fates: list[tuple[Became, int]]
    whole: Share | None
    chart: Chart
    texts: QuerySet[Recommendation]
    total: int


def body_page(body: Body, day: datetime.date) -> BodyPage:
    """Its asks are proposals: the forum's own texts are nobody's."""
    texts = Recommendation.objects.in_force().filter(document__kind=body.meetings)
    found = FollowUp.objects.in_force().filter(recommendation__document__kind=body.meetings)
    cells = counts.cells(found, by=("country", "country_name", "standing", "document"), day=day)
    documents = sorted({cell["document"] for cell in cells})
    base = tuple(("document", code) for code in documents)
    became = _fates(texts)
    total = sum(became.values())
    countries = shares.by_country(cells, base)
    return BodyPage(
        body=body,
        sentence=_sentence(total, cells),
        fates=[(each, became[each]) for each in Became if became[each]],
        whole=shares.share(str(body.title), cells, base) if cells else None,
        chart=Chart(Standing.PROPOSED, shares.BY_COUNTRY[Standing.PROPOSED], _("Country"), countries),
        texts=texts,
        total=total,
    )


def asks(page: BodyPage, *, start: int, stop: int, user: User, day: datetime.date) -> list[Ask]:
    """Rows `start` to `stop` in the order of the documents."""
    statements = readable_statements(user).filter(organization__kind=page.body.organizations)
    spoken = Prefetch("statements", statements.select_related("organization", "party"), "own_statements")
    answers = by_country(day).select_related("party", "answered_under__recommendation", "current_version")
    in_order = page.texts.order_by(*(path.removeprefix("recommendation__") for path in PLACE), "pk")
    rows = list(
        in_order.with_source().prefetch_related(Prefetch("follow_ups", answers, "asked_of"), spoken)[start:stop]
    )
    became = fates(rows)
    return [Ask(row, became[row.pk], row.asked_of, row.own_statements) for row in rows]


def _fates(texts: QuerySet[Recommendation]) -> dict[Became, int]:
    """How many were taken up, how many a person found not taken up, and how many nobody has compared."""
    taken = Q(pk__in=standing_links().filter(kind=LinkKind.TAKES_UP).order_by().values("earlier"))
    missed = Q(pk__in=NotTakenUp.objects.order_by().values("recommendation")) & ~taken
    sums = texts.aggregate(every=Count("pk"), taken=Count("pk", filter=taken), missed=Count("pk", filter=missed))
    rest = sums["every"] - sums["taken"] - sums["missed"]
    return {Became.TAKEN_UP: sums["taken"], Became.NOT_TAKEN_UP: sums["missed"], Became.NOT_COMPARED: rest}


def speakers(body: Body) -> QuerySet[Organization]:
    """The organizations that may speak for it on this site."""
    return Organization.objects.filter(kind=body.organizations).order_by("party__name", "name")


def _sentence(total: int, cells: list[counts.Cell]) -> str:
    told = ngettext(
        "%(total)d proposed recommendation; %(asked)d asked of countries; %(answered)d answered.",
        "%(total)d proposed recommendations; %(asked)d asked of countries; %(answered)d answered.",
        total,
    )
    return told % {"total": total, "asked": counts.asked(cells), "answered": counts.answered(cells)}

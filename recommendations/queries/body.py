"""What one side asked for itself: the recommendations of its own meetings, each with its fate and every answer.

A document says of what kind its meeting was, and that tells whose asks they are.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.choices import Answering, DocumentKind, LinkKind, OrganizationKind, Standing
from recommendations.models import FollowUp, NotTakenUp, Recommendation, Statement, User
from recommendations.queries import counts, shares
from recommendations.queries.follow_ups import PLACE, by_country
from recommendations.queries.lines import Filters, Line, Run, fill, listed
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
    """`texts` are all its asks, or those that became `fate`; there are `total` of them. The figures are of all."""

    body: Body
    sentence: Line
    fates: list[Line]
    whole: Share | None
    chart: Chart
    texts: QuerySet[Recommendation]
    total: int
    fate: Became | None = None


def body_page(body: Body, day: datetime.date, fate: Became | None = None) -> BodyPage:
    """Its asks are proposals: the forum's own texts are nobody's."""
    texts = Recommendation.objects.in_force().filter(document__kind=body.meetings)
    found = FollowUp.objects.in_force().filter(recommendation__document__kind=body.meetings)
    cells = counts.cells(found, by=("country", "country_name", "standing", "document"), day=day)
    documents = sorted({cell["document"] for cell in cells})
    base = tuple(("document", code) for code in documents)
    became = _fates(texts)
    countries = shares.by_country(cells, base)
    return BodyPage(
        body=body,
        sentence=_sentence(body, sum(became.values()), cells, base),
        fates=[_fate(body, each, became[each]) for each in Became if became[each]],
        whole=shares.share(str(body.title), cells, base) if cells else None,
        chart=Chart(Standing.PROPOSED, shares.BY_COUNTRY[Standing.PROPOSED], _("Country"), countries),
        texts=texts.filter(_conditions()[fate]) if fate else texts,
        total=became[fate] if fate else sum(became.values()),
        fate=fate,
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
    of_each = {each.name: Count("pk", filter=condition) for each, condition in _conditions().items()}
    sums = texts.aggregate(**of_each)
    return {each: sums[each.name] for each in Became}


def _conditions() -> dict[Became, Q]:
    taken = Q(pk__in=standing_links().filter(kind=LinkKind.TAKES_UP).order_by().values("earlier"))
    missed = Q(pk__in=NotTakenUp.objects.order_by().values("recommendation"))
    return {
        Became.TAKEN_UP: taken, Became.NOT_TAKEN_UP: missed & ~taken, Became.NOT_COMPARED: ~missed & ~taken,
    }  # fmt: skip


def _fate(body: Body, became: Became, number: int) -> Line:
    """ "Not taken up: 3", the number leading to these asks."""
    url = f"{reverse('body', args=[body.slug])}?fate={became.value}#asks"
    return (Run(f"{became.label}: "), Run(str(number), url=url))


def _sentence(body: Body, total: int, cells: list[counts.Cell], place: Filters) -> Line:
    told = ngettext(
        "%(total)s proposed recommendation; answered: %(answered)s of %(asked)s asked of countries.",
        "%(total)s proposed recommendations; answered: %(answered)s of %(asked)s asked of countries.",
        total,
    )
    asks = Run(str(total), url=f"{reverse('body', args=[body.slug])}#asks" if total else "")
    answered = listed(counts.answered(cells), (*place, ("answer", Answering.ANSWERED.value)))
    return fill(told, total=asks, asked=listed(counts.asked(cells), place), answered=answered)

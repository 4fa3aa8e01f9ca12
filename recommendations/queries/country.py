"""One country's page: where it stands, what changed lately, what is overdue, and from what nothing was heard."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recommendations.choices import Answering, DocumentKind, Part, Standing, UpdateState
from recommendations.models import Document, FollowUp, Party, Responsibility, Theme, UpdateVersion
from recommendations.queries import alike, counts, memory, naming, shares
from recommendations.queries.counts import Cell
from recommendations.queries.lateness import SETTLED, answer_overdue, target_passed
from recommendations.queries.lines import Filters, Line
from recommendations.queries.matrix import NOT_PLACED
from recommendations.queries.shares import Chart, Share

LATELY = datetime.timedelta(days=90)
SHOWN = 10
MOST_DOCUMENTS = 20
ADOPTED = Q(follow_up__recommendation__document__kind=DocumentKind.FORUM)
BY = ("standing", "document", "forum", "main_theme")


@dataclass(frozen=True)
class Standpoint:
    """What the country was asked of one standing."""

    standing: Standing
    heading: str | Promise
    whole: Share
    charts: list[Chart]


@dataclass(frozen=True)
class Counted:
    """How many of one standing, and the query of their list."""

    standing: Standing
    number: int
    query: str


@dataclass(frozen=True)
class Silence:
    """From what nothing was heard: of one document, since the day it was asked."""

    label: str
    number: int
    since: datetime.date
    query: str


@dataclass(frozen=True)
class Agency:
    """An agency with how much it answers for; `open` of it is not settled, `overdue` past the target date."""

    standing: Standing
    name: str
    slug: str
    asked: int
    leads: int
    open: int
    overdue: int


@dataclass(frozen=True)
class CountryPage:
    party: Party
    sentences: list[Line]
    parts: list[Standpoint]
    since: datetime.date
    changed: list[FollowUp]
    changes: list[Counted]
    overdue: list[FollowUp]
    overdues: list[Counted]
    passed: list[Counted]
    silences: list[Silence]
    more_silences: bool
    agencies: list[Agency]


def country_page(party: Party, day: datetime.date) -> CountryPage:
    """What everybody with a role reads of a country: accepted answers, and what is missing."""
    found = FollowUp.objects.in_force().filter(party=party)
    cells = counts.cells(found, by=BY, day=day)
    documents = {each.code: each for each in _documents(cells)}
    since = day - LATELY
    fresh = found.filter(answered_at__gte=_start(since), answered_under__isnull=True)
    late = found.filter(answer_overdue(day))
    base = ("country", party.code)
    conditions = (
        (Q(answered_at__gte=_start(since)), (base, ("answered_since", since.isoformat()))),
        (answer_overdue(day), (base, ("due", "overdue"))),
        (target_passed(day), (base, ("target", "passed"))),
    )
    changes, overdues, passed = memory.recall(
        ("country", party.pk, day, _start(since)), lambda: _counted(found, *conditions)
    )
    silences = _silences(party, cells, documents)
    return CountryPage(
        party=party,
        sentences=shares.sentences(cells, (base,)),
        parts=_parts(party, cells, documents),
        since=since,
        changed=list(with_status_before(fresh).with_source().order_by("-answered_at", "-pk")[:SHOWN]),
        changes=changes,
        overdue=list(late.with_source().order_by("asked_on", "pk")[:SHOWN]) if overdues else [],
        overdues=overdues,
        passed=passed,
        silences=silences[:SHOWN],
        more_silences=len(silences) > SHOWN,
        agencies=agencies(party, day),
    )


def with_status_before(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Annotates `status_before`: what the accepted answer before the present one said; None for a first answer."""
    before = UpdateVersion.objects.filter(
        update__follow_up=OuterRef("pk"), update__state=UpdateState.SUPERSEDED, number=F("update__version")
    )
    return found.annotate(status_before=Subquery(before.order_by("-update").values("status")[:1]))


def _start(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), timezone.get_current_timezone())


def _counted(found: QuerySet[FollowUp], *conditions: tuple[Q, Filters]) -> list[list[Counted]]:
    """For each condition how many rows of each standing fulfil it; one query."""
    wanted = [(at, standing) for at in range(len(conditions)) for standing in shares.STANDINGS]
    sums = found.aggregate(**{
        f"n{at}_{standing.value}": Count("pk", filter=conditions[at][0] & alike.of_standing(standing))
        for at, standing in wanted
    })  # fmt: skip
    made: list[list[Counted]] = [[] for _each in conditions]
    for at, standing in wanted:
        if number := sums[f"n{at}_{standing.value}"]:
            query = urlencode((*conditions[at][1], ("standing", standing.value)))
            made[at].append(Counted(standing, number, query))
    return made


def _documents(cells: list[Cell]) -> QuerySet[Document]:
    found = Document.objects.filter(code__in={cell["document"] for cell in cells}).select_related("forum", "party")
    return found.order_by("forum__number", "code")


def _parts(party: Party, cells: list[Cell], documents: dict[str, Document]) -> list[Standpoint]:
    themes = list(Theme.objects.order_by("position", "name"))
    made = []
    for standing in shares.STANDINGS:
        if here := counts.having(cells, "standing", standing):
            base = (("country", party.code), ("standing", standing.value))
            charts = [
                Chart(standing, shares.BY_THEME[standing], _("Main theme"), by_theme(here, themes, base)),
                _by_source(standing, here, documents, base),
            ]
            several = [chart for chart in charts if len(chart.rows) > 1]  # one row would repeat the whole
            whole = shares.share(party.name, here, base)
            made.append(Standpoint(standing, shares.HEADINGS[standing], whole, several))
    return made


def by_theme(cells: list[Cell], themes: list[Theme], base: Filters) -> list[Share]:
    """A share for each confirmed main theme, and one for what nobody has placed yet."""
    named = [(each.pk, each.name, each.slug) for each in themes]
    parted, rows = counts.parted(cells, "main_theme"), []
    for key, label, slug in (*named, (None, _("Not yet placed"), NOT_PLACED)):
        if here := parted.get((key,)):
            url = "" if slug == NOT_PLACED else reverse("theme", args=[slug])
            rows.append(shares.share(label, here, (*base, ("main", slug)), url))
    return rows


def _by_source(standing: Standing, cells: list[Cell], documents: dict[str, Document], base: Filters) -> Chart:
    """By document; by forum where these are too many to look through."""
    here = {code: documents[code] for code in documents if code in {cell["document"] for cell in cells}}
    if len(here) > MOST_DOCUMENTS:
        return Chart(standing, shares.BY_FORUM[standing], _("Forum"), by_forum(cells, base))
    return Chart(standing, shares.BY_DOCUMENT[standing], _("Document"), by_document(cells, here, base))


def by_document(cells: list[Cell], documents: dict[str, Document], base: Filters) -> list[Share]:
    parted = counts.parted(cells, "document")
    return [
        shares.share(naming.document_name(document), here, (*base, ("document", code)), document.get_absolute_url())
        for code, document in documents.items()
        if (here := parted.get((code,)))
    ]


def by_forum(cells: list[Cell], base: Filters) -> list[Share]:
    parted = sorted(counts.parted(cells, "forum").items(), key=lambda each: int(each[0][0]))
    return [
        shares.share(naming.forum_name(int(number)), here, (*base, ("forum", number)), reverse("forum", args=[number]))
        for (number,), here in parted
    ]


def _silences(party: Party, cells: list[Cell], documents: dict[str, Document]) -> list[Silence]:
    """By document, the longest silence first."""
    silent = counts.parted(counts.having(cells, "answer", Answering.NO_INFORMATION), "document")
    made = []
    for code, document in documents.items():
        if here := silent.get((code,)):
            filters = (("country", party.code), ("document", code), ("answer", Answering.NO_INFORMATION.value))
            since = min(cell["since"] for cell in here)
            made.append(Silence(naming.document_name(document), counts.asked(here), since, urlencode(filters)))
    return sorted(made, key=lambda each: each.since)


def agencies(party: Party, day: datetime.date) -> list[Agency]:
    """Who answers for what in a country, by name and standing; agencies that were never named are left out."""
    settled = Q(follow_up__status__in=SETTLED)
    rows = (
        Responsibility.objects.filter(follow_up__party=party, follow_up__recommendation__withdrawn_at__isnull=True)
        .order_by()
        .values(
            "organization__name", "organization__acronym", "organization__slug",
            adopted=Case(When(ADOPTED, then=1), default=0, output_field=IntegerField()),
        )
        .annotate(
            asked=Count("pk"),
            leads=Count("pk", filter=Q(part=Part.LEAD)),
            open=Count("pk", filter=~settled),
            overdue=Count("pk", filter=~settled & Q(follow_up__target_date__lt=day)),
        )
        .order_by("organization__name", "adopted")
    )  # fmt: skip
    return memory.of_query(rows, lambda: [_agency(row) for row in rows])


def _agency(row: dict) -> Agency:
    name, acronym = row["organization__name"], row["organization__acronym"]
    return Agency(
        standing=Standing.ADOPTED if row["adopted"] else Standing.PROPOSED,
        name=f"{name} ({acronym})" if acronym else name,
        slug=row["organization__slug"],
        asked=row["asked"],
        leads=row["leads"],
        open=row["open"],
        overdue=row["overdue"],
    )

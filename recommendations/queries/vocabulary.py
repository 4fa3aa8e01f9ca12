"""What may be chosen in the filters: countries, forums, documents and the rest, in one query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recommendations.models import (
    Document,
    FollowUp,
    Forum,
    Organization,
    Party,
    Responsibility,
    Round,
    SubTheme,
    Theme,
)
from recommendations.queries import memory
from recommendations.queries.naming import forum_name, short_name


@dataclass(frozen=True)
class Offer:
    """One choice: its value in an address, its words, and the country, forum and document it belongs to."""

    value: str
    label: str
    country: str = ""
    forum: str = ""
    document: str = ""


COLUMNS = ("what", "value", "name", "detail", "country", "country_name", "number")


def vocabulary() -> dict[str, tuple[Offer, ...]]:
    """Every choice under the name of its filter, in its order."""
    return memory.recall(("vocabulary", get_language()), _vocabulary)


def _vocabulary() -> dict[str, tuple[Offer, ...]]:
    first, *others = (_row(queryset, what, **columns) for what, queryset, columns in _members())
    found: dict[str, list] = {what: [] for what in MAKERS}
    for row in first.union(*others, all=True):
        found[row[0]].append(dict(zip(COLUMNS, row, strict=True)))
    return {what: _offers(rows, *MAKERS[what]) for what, rows in found.items()}


def _offers(rows: list[dict], key: Callable, make: Callable) -> tuple[Offer, ...]:
    return tuple(make(row) for row in sorted(rows, key=key))


def _members() -> list[tuple[str, QuerySet, dict]]:
    asked = Exists(FollowUp.objects.filter(party=OuterRef("pk")))
    responsible = Exists(Responsibility.objects.filter(organization=OuterRef("pk")))
    printed = Exists(Document.objects.filter(forum=OuterRef("pk")))
    party = {"country": "party__code", "country_name": "party__name"}
    sub_theme = Concat("document__code", Value(".S"), Cast("position", CharField()), output_field=CharField())
    return [
        ("country", Party.objects.filter(asked), {"value": "code", "name": "name"}),
        ("forum", Forum.objects.filter(printed), {"value": Cast("number", CharField()), "number": "number"}),
        (
            "document",
            Document.objects.all(),
            {"value": "code", "detail": "kind", "number": "forum__number", **party},
        ),
        (
            "subtheme",
            SubTheme.objects.exclude(title=""),
            {
                "value": sub_theme,
                "name": "title",
                "detail": "document__code",
                "number": "position",
                "country": "document__party__code",
            },
        ),
        ("theme", Theme.objects.all(), {"value": "slug", "name": "name", "number": "position"}),
        ("in_round", Round.objects.all(), {"value": Cast("pk", CharField()), "name": "name"}),
        ("agency", Organization.objects.filter(responsible), {"value": "slug", "name": "name", **party}),
    ]


def _row(queryset: QuerySet, what: str, *, number: str | None = None, **columns) -> QuerySet:
    """The columns of the union: text in all of them but the last."""

    def text(expression) -> Cast:
        return Cast(Coalesce(expression, Value(""), output_field=CharField()), CharField())

    texts = {f"row_{name}": text(columns.get(name, Value(""))) for name in COLUMNS[1:-1]}
    what_it_is = {"row_what": Cast(Value(what), CharField())}
    place = {"row_number": Cast(F(number) if number else Value(0), IntegerField())}
    return (
        queryset.order_by().annotate(**what_it_is, **texts, **place).values_list(*(f"row_{name}" for name in COLUMNS))
    )


def _document(row: dict) -> Offer:
    label = short_name(row["detail"], row["number"], row["country_name"])
    return Offer(row["value"], label, country=row["country"], forum=str(row["number"]), document=row["value"])


def _agency(row: dict) -> Offer:
    label = _("%(agency)s (%(country)s)") % {"agency": row["name"], "country": row["country_name"]}
    return Offer(row["value"], label, country=row["country"])


# For each filter: how its choices are sorted, and how each is made of a row.
MAKERS: dict[str, tuple[Callable[[dict], object], Callable[[dict], Offer]]] = {
    "country": (lambda row: row["name"], lambda row: Offer(row["value"], row["name"], country=row["value"])),
    "forum": (
        lambda row: row["number"],
        lambda row: Offer(row["value"], forum_name(row["number"]), forum=row["value"]),
    ),
    "document": (lambda row: (row["number"], row["value"]), _document),
    "subtheme": (
        lambda row: (row["detail"], row["number"]),
        lambda row: Offer(row["value"], row["name"], country=row["country"], document=row["detail"]),
    ),
    "in_round": (lambda row: row["name"], lambda row: Offer(row["value"], row["name"])),
    "theme": (lambda row: (row["number"], row["name"]), lambda row: Offer(row["value"], row["name"])),
    "agency": (lambda row: (row["country_name"], row["name"]), _agency),
}

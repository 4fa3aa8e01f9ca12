"""Which choices the form shows beside a list, and how many rows each would give."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.filters.follow_ups import FollowUpFilters
from recommendations.queries.counts import Cell
from recommendations.queries.vocabulary import Offer

# The filters that are dimensions of the counted cells.
COUNTED = ("country", "forum", "document", "standing", "status", "answer")
# More choices than this are not listed: choose something wider first.
MOST = 60

# What only links from figures choose: no second list of all countries and themes beside the first.
FROM_FIGURES = (
    "together", "asked", "confirmed", "main", "also", "suggested", "suggested_main", "reason", "under", "published",
    "in_round",
)  # fmt: skip

GROUPS = (
    (gettext_lazy("Who was asked"), ("country", "together", "asked")),
    (
        gettext_lazy("What was answered"),
        (
            "answer",
            "status",
            "reason",
            "under",
            "wording",
            "assessment",
            "published",
            "in_round",
            "evidence",
            "since",
            "until",
        ),
    ),
    (gettext_lazy("When"), ("answered_since", "due", "target")),
    (gettext_lazy("Where it was said"), ("forum", "document", "subtheme", "standing", "force")),
    (
        gettext_lazy("What it is about"),
        ("theme", "confirmed", "main", "also", "suggested", "suggested_main", "addressed"),
    ),
    (gettext_lazy("Responsible agency"), ("agency",)),
)

TOO_MANY = {
    "agency": gettext_lazy("Choose a country to see its agencies."),
    "document": gettext_lazy("Choose a forum or a country to see its documents."),
    "subtheme": gettext_lazy("Choose a document to see its sub-themes."),
}


@dataclass(frozen=True)
class Group:
    """Some filters under one fold; `open` where one of them is in use."""

    label: str
    fields: tuple[BoundField, ...]
    open: bool


def counted(cells: Iterable[Cell], picks: dict) -> dict[str, Counter]:
    """For each counted filter, how many rows each of its values gives with the others as they are.

    Proposed and adopted texts are never added up: where both would be, only documents and standings, which
    cannot mix them, are counted.
    """
    rows = list(cells)
    found: dict[str, Counter] = {}
    for name in COUNTED:
        fitting = [cell for cell in rows if _fits(cell, picks, but=name)]
        if name in ("document", "standing") or len({cell["standing"] for cell in fitting}) == 1:
            found[name] = Counter()
            for cell in fitting:
                found[name][cell[name]] += cell["count"]
    return found


def fitting(cells: Iterable[Cell], picks: dict) -> list[Cell]:
    """The cells that the list itself shows."""
    return [cell for cell in cells if _fits(cell, picks)]


def groups(filters: FollowUpFilters, counts: dict[str, Counter]) -> list[Group]:
    """The form in its folds, each field with the choices that make sense beside what is chosen."""
    for name, field in filters.form.fields.items():
        if hasattr(field, "choices"):
            _offer(filters, name, counts.get(name))
    return [_group(filters, str(label), names) for label, names in GROUPS]


def _fits(cell: Cell, picks: dict, but: str = "") -> bool:
    return all(cell[name] in picks[name] for name in COUNTED if name != but and name in picks)


def _offer(filters: FollowUpFilters, name: str, counts: Counter | None) -> None:
    field = filters.form.fields[name]
    picked = filters.picks.get(name, [])
    choices = list(field.choices)
    if name in FROM_FIGURES:
        choices = [choice for choice in choices if choice[0] in picked]
    if name in TOO_MANY:
        near = {offer.value for offer in filters.offers[name] if _belongs(offer, name, filters.picks)}
        shown = near if len(near) <= MOST else set()
        field.help_text = "" if shown or not choices else TOO_MANY[name]
        filters.form[name].help_text = field.help_text  # checking the form has made its bound fields already
        choices = [choice for choice in choices if choice[0] in shown or choice[0] in picked]
    field.choices = [(value, _with_count(label, counts, value)) for value, label in choices]


def _belongs(offer: Offer, name: str, picks: dict) -> bool:
    """Whether the choice lies within the chosen countries, forums and documents."""
    if name == "subtheme":
        return offer.document in picks.get("document", [])
    return all(
        not getattr(offer, wider) or getattr(offer, wider) in picks[wider]
        for wider in ("country", "forum")
        if wider in picks
    )


def _with_count(label: str, counts: Counter | None, value: str) -> str:
    if counts is None:
        return str(label)
    return _("%(choice)s (%(count)s)") % {"choice": label, "count": counts[value]}


def _group(filters: FollowUpFilters, label: str, names: tuple[str, ...]) -> Group:
    fields = tuple(filters.form[name] for name in names if _has_content(filters, name))
    in_use = any(name in filters.picks or filters.form.errors.get(name) for name in names)
    return Group(label, fields, open=bool(in_use))


def _has_content(filters: FollowUpFilters, name: str) -> bool:
    field = filters.form.fields[name]
    return not hasattr(field, "choices") or bool(field.choices) or bool(field.help_text)

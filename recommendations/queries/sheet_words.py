"""What the drop-downs of the Excel file of answers show, and what it stands for."""

from functools import cache

from django.utils.translation import get_language

from recommendations.choices import EvidenceKind, NotPursuedReason, Status, Visibility
from recommendations.models import Organization, OrganizationName, Party
from recommendations.sheets import digest
from recommendations.text import searchable

# Column → the choices of its drop-down.
CHOICES = {
    "status": Status,
    "not_pursued_reason": NotPursuedReason,
    "kind": EvidenceKind,
    "visibility": Visibility,
}


def label(name: str, code: str) -> str:
    """What the drop-down `name` shows for a stored value."""
    return _labels(name, get_language() or "").get(code, "")


def labels(name: str) -> list[str]:
    return list(_labels(name, get_language() or "").values())


@cache
def _labels(name: str, language: str) -> dict[str, str]:
    return {code: str(words) for code, words in CHOICES[name].choices}


def meaning(name: str, words: str) -> str | None:
    """The stored value for which `words` stand; None for what is in no list."""
    return _meanings(name, get_language() or "").get(searchable(words))


@cache
def _meanings(name: str, language: str) -> dict[str, str]:
    shown = {searchable(words): code for code, words in _labels(name, language).items()}
    return {code: code for code in CHOICES[name].values} | shown


def agencies(party: Party) -> dict[int, str]:
    """The party's organizations by id, each under the name that a drop-down shows."""
    return {each.pk: str(each) for each in Organization.objects.filter(party=party).order_by("name", "pk")}


def agency_names(party: Party) -> dict[str, int]:
    """Every name of each of the party's organizations, former ones too; the present name goes first."""
    former = OrganizationName.objects.filter(organization__party=party).values_list("name", "organization")
    names = {searchable(name): pk for name, pk in former}
    for each in Organization.objects.filter(party=party):
        names |= {searchable(name): each.pk for name in (each.acronym, each.name, str(each)) if name}
    return names


def activity_digest(reference: str, text: str, starts_on: object, ends_on: object) -> str:
    """What the mark of an activity says of it; days as 2026-09-30, "" or None for none."""
    return digest(reference, text, str(starts_on or ""), str(ends_on or ""))

"""What the drop-downs of the Excel file of answers show, and what it stands for."""

from functools import cache, cached_property

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


class Agencies:
    """The party's organizations: the names that a drop-down shows, by id, and every name that each is known by."""

    def __init__(self, party: Party) -> None:
        self.party = party
        found = list(Organization.objects.filter(party=party).order_by("name", "pk"))
        self.shown = {each.pk: str(each) for each in found}
        self.known = {
            searchable(name): each.pk for each in found for name in (each.acronym, each.name, str(each)) if name
        }

    def find(self, name: str) -> int | None:
        """The id of the one that goes, or once went, by this name."""
        pk = self.known.get(searchable(name))
        return pk or self.former.get(searchable(name))

    @cached_property
    def former(self) -> dict[str, int]:
        rows = OrganizationName.objects.filter(organization__party=self.party)
        return {searchable(name): pk for name, pk in rows.values_list("name", "organization")}


def agencies(party: Party) -> dict[int, str]:
    """The party's organizations by id, each under the name that a drop-down shows."""
    return Agencies(party).shown


def activity_digest(reference: str, text: str, starts_on: object, ends_on: object) -> str:
    """What the mark of an activity says of it; days as 2026-09-30, "" or None for none."""
    return digest(reference, text, str(starts_on or ""), str(ends_on or ""))

"""What the drop-downs of the Excel file of answers show, and what it stands for."""

from collections.abc import Collection
from functools import cache, cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from recommendations.choices import EvidenceKind, NotPursuedReason, Status, Visibility
from recommendations.errors import Refused
from recommendations.models import Organization, OrganizationName, Party
from recommendations.sheets import digest
from recommendations.text import gettext_noop, searchable

HAS_ENDED = gettext_noop("%(name)s ended on %(day)s. Name the agency that does its work now.")
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
    """The party's organizations: what each is called, by id, and every name that it is known by."""

    def __init__(self, party: Party) -> None:
        self.party = party
        found = list(Organization.objects.filter(party=party).order_by("name", "pk"))
        self.shown = {each.pk: str(each) for each in found}
        today = timezone.localdate(timezone=party.zone)
        self.ended = {each.pk: each for each in found if each.has_ended(today)}
        self.has_unchecked = any(each.to_check for each in found)
        self.known = {
            searchable(name): each.pk for each in found for name in (each.acronym, each.name, str(each)) if name
        }

    def offered(self, named: Collection[int]) -> dict[int, str]:
        """What a drop-down shows: those in office on the country's own day, and those that answers name already."""
        return {pk: name for pk, name in self.shown.items() if pk not in self.ended or pk in named}

    def find(self, name: str, named: Collection[int] = ()) -> int | None:
        """The id of the one that goes, or once went, by this name, as the form of an answer takes it: one that has
        ended stays where the answer has `named` it already; else it is who took over. Raises Refused where nobody did.
        """
        pk = self.known.get(searchable(name)) or self.former.get(searchable(name))
        if pk is None or pk not in self.ended or pk in named:
            return pk
        heir = self._heir(pk)
        if heir in self.ended:
            ended = self.ended[heir]
            raise Refused(HAS_ENDED, name=ended.name, day=date_format(ended.ended_on, "j F Y"))
        return heir

    def _heir(self, pk: int) -> int:
        while pk in self.ended and (following := self.ended[pk].successor_id):
            pk = following
        return pk

    @cached_property
    def former(self) -> dict[str, int]:
        rows = OrganizationName.objects.filter(organization__party=self.party)
        return {searchable(name): pk for name, pk in rows.values_list("name", "organization")}


def agencies(party: Party) -> dict[int, str]:
    """What the party's organizations are called, by id."""
    return Agencies(party).shown


def activity_digest(reference: str, text: str, starts_on: object, ends_on: object) -> str:
    """What the mark of an activity says of it; days as 2026-09-30, "" or None for none."""
    return digest(reference, text, str(starts_on or ""), str(ends_on or ""))

"""The statements on one recommendation, for the eyes of one person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from recommendations.models import FollowUp, Organization, Party, Recommendation, Statement, User
from recommendations.permissions import can, speaks_for
from recommendations.roles import Permission


@dataclass(frozen=True)
class Shown:
    """A statement with what this person may do about it; `earlier` are those it took the place of."""

    statement: Statement
    is_own: bool
    manages: bool
    earlier: tuple[Statement, ...]

    @property
    def hidden(self) -> bool:
        return self.statement.hidden_at is not None


@dataclass(frozen=True)
class Voices:
    """What organizations say, and whether this person may add to it."""

    shown: tuple[Shown, ...]
    may_publish: bool


def voices(recommendation: Recommendation, user: User, party: Party | None = None) -> Voices:
    """The statements on `recommendation`; of a `party`'s page those for it and for the region.

    What the secretariat hid is left to itself and to the organization's own people. What was withdrawn is the trace
    of a statement that stands; its words are for the organization itself and the secretariat.
    """
    mine, manages = speaks_for(user), can(user, Permission.MANAGE_SITE)
    found = Statement.objects.filter(recommendation=recommendation)
    if party:
        found = found.filter(Q(party=party) | Q(party__isnull=True))
    rows = list(found.select_related("organization", "party", "published_by"))
    standing = [each for each in rows if not each.withdrawn_at]
    seen = [each for each in standing if manages or not each.hidden_at or each.organization_id in mine]
    shown = tuple(
        Shown(each, each.organization_id in mine, manages, tuple(_earlier(each, rows)))
        for each in sorted(seen, key=lambda each: (each.party.name if each.party else "", each.organization_name))
    )
    return Voices(shown, may_publish=bool(mine) and recommendation.withdrawn_at is None)


def _earlier(statement: Statement, rows: list[Statement]) -> list[Statement]:
    """What the same organization said in the same place before; what had been hidden is no trace to show."""
    same = (statement.organization_id, statement.party_id)
    return [
        each
        for each in rows
        if each.withdrawn_at and not each.hidden_at and (each.organization_id, each.party_id) == same
        and each.published_at <= statement.published_at
    ]  # fmt: skip


def readable_statements(user: User):
    """The standing statements that `user` may know of."""
    standing = Statement.objects.filter(withdrawn_at__isnull=True)
    if can(user, Permission.MANAGE_SITE):
        return standing
    return standing.filter(Q(hidden_at__isnull=True) | Q(organization__in=speaks_for(user)))


def own_organizations(user: User):
    """The organizations that `user` speaks for."""
    return Organization.objects.filter(pk__in=speaks_for(user))


def places(recommendation: Recommendation, user: User):
    """The countries a statement may be about: those that were asked, and the organizations' own."""
    asked = FollowUp.objects.filter(recommendation=recommendation).values("party")
    own = own_organizations(user).values("party")
    return Party.objects.filter(Q(pk__in=asked) | Q(pk__in=own))

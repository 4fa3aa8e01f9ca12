"""What an edition that was applied did, as the trail tells it, and which country is concerned by what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.models import AuditEvent, Document, Edition, FollowUp, Membership, Party, User
from recommendations.roles import Role

APPLIED, TOLD = "document.edition", "document.edition_told"
# Who is told: those who write for the whole country.
RECIPIENTS = (Role.REPORTER, Role.COORDINATOR)

HEADINGS = {
    "reworded": _("Reworded"),
    "split": _("Split: the first piece keeps the reference, the other is new"),
    "merged": _("Merged: withdrawn, and part of the other"),
    "moved": _("Moved"),
    "renumbered": _("Renumbered"),
    "new": _("New"),
    "again": _("In force again"),
    "withdrawn": _("Not in the new edition: withdrawn"),
}


@dataclass(frozen=True)
class Told:
    """What happened to some texts. `references`: each alone, or with the one it went into or came from."""

    heading: Promise
    references: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Applied:
    """One edition as it was applied. `told_at`: when the countries were told of it, None if they were not."""

    edition: Edition
    event: AuditEvent
    told: tuple[Told, ...]
    told_at: datetime | None

    @property
    def before(self) -> dict[str, Any]:
        """What it changed, as it was: "facts", "sub_themes" by key, "texts" by reference (actions.editions.state)."""
        return self.event.before or {}

    @property
    def after(self) -> dict[str, Any]:
        """The same as it became, and by HEADINGS what happened to which text."""
        return self.event.after or {}


def applied(edition: Edition) -> Applied | None:
    """None for an edition that was not applied to an earlier one."""
    events = {event.action: event for event in _events(edition)}
    if APPLIED not in events:
        return None
    after = events[APPLIED].after
    told = tuple(Told(heading, _references(after[key])) for key, heading in HEADINGS.items() if after[key])
    return Applied(edition, events[APPLIED], told, events[TOLD].at if TOLD in events else None)


def _events(edition: Edition) -> Iterable[AuditEvent]:
    return AuditEvent.objects.filter(
        target_type=Document._meta.model_name,
        target=str(edition.document_id),
        action__in=(APPLIED, TOLD),
        after__edition=edition.number,
    ).order_by("sequence")


def _references(rows: list) -> tuple[tuple[str, ...], ...]:
    return tuple((row,) if isinstance(row, str) else tuple(row) for row in rows)


# --- Whom it concerns ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class News:
    """What one country should know: references to confirm, reworded before it answered, new, withdrawn."""

    party: Party
    recipients: tuple[User, ...]
    confirm: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    @property
    def texts(self) -> int:
        return len(self.confirm) + len(self.reworded) + len(self.new) + len(self.withdrawn)


def news(told: Applied) -> list[News]:
    """For each country that is asked about a text which changed, by name. What only moved concerns nobody."""
    kinds = _kinds(told.after)
    rows = FollowUp.objects.filter(recommendation__reference__in=kinds).select_related("party", "recommendation")
    found: dict[int, News] = {}
    people = _people()
    for row in rows.order_by("party__name", "recommendation__position"):
        country = found.setdefault(row.party_id, News(row.party, people.get(row.party_id, ())))
        reference = row.recommendation.reference
        kind = kinds[reference]
        if kind == "confirm" and not row.is_before_change:
            kind = "reworded"
        getattr(country, kind).append(reference)
    return list(found.values())


def _kinds(after: dict) -> dict[str, str]:
    """reference → what its countries should know."""
    found = dict.fromkeys(after["reworded"], "reworded") | dict.fromkeys(after["confirm"], "confirm")
    found |= dict.fromkeys([*after["new"], *after["again"], *(new for _old, new in after["split"])], "new")
    return found | dict.fromkeys([*after["withdrawn"], *(old for old, _new in after["merged"])], "withdrawn")


def _people() -> dict[int, tuple[User, ...]]:
    """Party → those who write for it as a whole and can sign in."""
    held = Membership.objects.on(timezone.localdate()).filter(
        role__in=RECIPIENTS, party__isnull=False, organization__isnull=True, user__is_active=True
    )
    found: dict[int, dict[int, User]] = {}
    for row in held.select_related("user").order_by("user__email"):
        found.setdefault(row.party_id, {})[row.user_id] = row.user
    return {party: tuple(users.values()) for party, users in found.items()}

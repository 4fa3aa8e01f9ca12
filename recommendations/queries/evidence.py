"""A party's evidence: the library, one piece with its versions, where it is used, how much room is left."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from recommendations import text
from recommendations.models import (
    AuditEvent,
    Evidence,
    EvidenceVersion,
    FollowUp,
    Party,
    User,
    VersionEvidence,
)
from recommendations.permissions import (
    can,
    changeable_evidence,
    own_evidence,
    readable_evidence,
    shown_uses,
    traced_evidence,
)
from recommendations.roles import Permission

FACTS = ("title", "kind", "dated_on", "publisher", "language", "visibility")


# --- Room --------------------------------------------------------------------------------------------------


def bytes_used(party: Party) -> int:
    """What the party's evidence takes, every version of it and what was withdrawn counted."""
    found = EvidenceVersion.objects.filter(evidence__party=party).aggregate(used=Sum("size"))
    return found["used"] or 0


@dataclass(frozen=True)
class Room:
    """How much of a party's room is used; both in bytes."""

    used: int
    limit: int


def room(user: User, party: Party) -> Room | None:
    """None for who writes for one organization there: of what the others gave they know nothing, its size neither."""
    if not can(user, Permission.READ_DRAFTS, party):
        return None
    return Room(bytes_used(party), settings.EVIDENCE_QUOTA_BYTES)


# --- The library -------------------------------------------------------------------------------------------


def library(user: User, words: str = "") -> QuerySet[Evidence]:
    """The evidence of the parties for which `user` reads drafts, the latest first; `words` narrows it.

    Each with `uses_here` (follow-ups that rest on it, as far as they may know) and what its newest version is.
    """
    uses = shown_uses(user).filter(evidence=OuterRef("pk")).order_by().values("evidence")
    newest = EvidenceVersion.objects.filter(evidence=OuterRef("pk")).order_by("-number")
    return (
        narrowed(own_evidence(user), words)
        .select_related("party")
        .annotate(
            uses_here=Coalesce(
                Subquery(uses.annotate(n=Count("version__update__follow_up", distinct=True)).values("n")), 0
            ),
            number=Subquery(newest.values("number")[:1]),
            file_name=Subquery(newest.values("file_name")[:1]),
            link=Subquery(newest.values("link")[:1]),
            size=Subquery(newest.values("size")[:1]),
        )
        .order_by("-created_at", "-pk")
    )


def narrowed(pieces: QuerySet[Evidence], words: str) -> QuerySet[Evidence]:
    """Those whose title, publisher or file names hold each of the words. Compared here: SQLite folds ASCII alone."""
    wanted = text.searchable(words).split()
    if not wanted:
        return pieces
    rows = pieces.order_by().values_list("pk", "title", "publisher", "versions__file_name")
    said: dict[int, str] = {}
    for pk, *names in rows:
        said[pk] = f"{said.get(pk, '')} {text.searchable(' '.join(filter(None, names)))}"
    return pieces.filter(pk__in=[pk for pk, names in said.items() if all(word in names for word in wanted)])


def earlier(user: User, party: Party, words: str = "") -> QuerySet[Evidence]:
    """The party's pieces that `user` may open and use again, the latest given first."""
    return narrowed(readable_evidence(user).filter(party=party), words).order_by("-created_at", "-pk")


# --- One piece ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Use:
    """A follow-up that rests on the piece, and on which of its versions, newest first."""

    follow_up: FollowUp
    state: str
    number: int


@dataclass(frozen=True)
class Piece:
    """The page of one piece. `withdrawal` is the audit event of it, for the party's own people."""

    evidence: Evidence
    versions: tuple[EvidenceVersion, ...]
    uses: tuple[Use, ...]
    may_change: bool
    in_library: bool
    reason: str

    @cached_property
    def newest(self) -> EvidenceVersion:
        return self.versions[0]


def piece_of(user: User, pk: int) -> Piece | None:
    """The piece as `user` may know it, None where there is nothing for them.

    Who is not of the party sees the versions that what they read rests on, and no other.
    """
    found = traced_evidence(user).select_related("party", "created_by", "withdrawn_by").filter(pk=pk).first()
    if found is None:
        return None
    of_own = own_evidence(user).filter(pk=pk).exists()
    uses = _uses(found, user)
    versions = found.versions.select_related("created_by").order_by("-number")
    if not of_own:
        versions = versions.filter(pk__in={use.evidence_version_id for use in uses})
    return Piece(
        evidence=found,
        versions=tuple(versions),
        uses=_latest(uses),
        may_change=changeable_evidence(user).filter(pk=pk).exists(),
        in_library=of_own and can(user, Permission.READ_DRAFTS),
        reason=_reason(found) if found.withdrawn_at else "",
    )


def _uses(evidence: Evidence, user: User) -> list[VersionEvidence]:
    related = ("version__update__follow_up__party", "version__update__follow_up__recommendation", "evidence_version")
    found = shown_uses(user).filter(evidence=evidence).select_related(*related)
    return list(found.order_by("version__update__follow_up", "-version__update", "-version__number"))


def _latest(uses: list[VersionEvidence]) -> tuple[Use, ...]:
    """One line for each follow-up and update: what its latest version rests on."""
    found: dict[int, Use] = {}
    for use in uses:
        update = use.version.update
        found.setdefault(update.pk, Use(update.follow_up, update.state, use.evidence_version.number))
    return tuple(found.values())


def _reason(evidence: Evidence) -> str:
    events = AuditEvent.objects.filter(target_type=Evidence._meta.model_name, target=str(evidence.pk))
    event = events.filter(action="evidence.withdraw").first()
    return (event.after or {}).get("reason", "") if event else ""


def fingerprint(evidence: Evidence) -> str:
    """The facts of a piece, to tell whether they changed."""
    facts: list[Any] = [getattr(evidence, name) for name in FACTS]
    return hashlib.sha256(json.dumps(facts, cls=DjangoJSONEncoder).encode()).hexdigest()

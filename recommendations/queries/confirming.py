"""Answers that were given before their text was reworded: whose turn it is to confirm them, and what changed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from recommendations.matching.words import Piece, changes
from recommendations.models import FollowUp, FormerWording, User
from recommendations.permissions import can, follow_ups_where
from recommendations.roles import Permission as P

NEEDED = (P.DRAFT_UPDATE, P.SUBMIT_UPDATE)


def to_confirm(user: User) -> QuerySet[FollowUp]:
    """The answers that `user` may confirm or answer anew."""
    found = FollowUp.objects.in_force().answered_before_change()
    for permission in NEEDED:
        found = found.filter(follow_ups_where(user, permission))
    return found


def may_confirm(user: User, follow_up: FollowUp) -> bool:
    in_force = follow_up.recommendation.withdrawn_at is None
    return in_force and follow_up.is_before_change and all(can(user, each, follow_up) for each in NEEDED)


@dataclass(frozen=True)
class Change:
    """How the text read when it was answered, and since when it reads otherwise."""

    before: str
    at: datetime
    pieces: tuple[Piece, ...]


def change(follow_up: FollowUp) -> Change | None:
    """What changed since `follow_up` (with `changed_at`) was answered; None where there is nothing to confirm."""
    if not follow_up.is_before_change:
        return None
    former = FormerWording.objects.get(recommendation=follow_up.recommendation_id, number=follow_up.answered_wording)
    return Change(former.text, follow_up.changed_at, changes(former.text, follow_up.recommendation.text))

"""What the frame of every page tells about a person: their places, and how much waits for them."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Q
from django.utils import timezone

from recommendations.choices import UpdateState as S
from recommendations.models import FollowUp, Membership, Update, User
from recommendations.permissions import can, follow_ups_where
from recommendations.roles import Permission as P

# Whose turn it is in which state of an update.
TURNS = {
    P.DRAFT_UPDATE: (S.DRAFT, S.RETURNED),
    P.APPROVE_UPDATE: (S.FOR_APPROVAL,),
    P.SUBMIT_UPDATE: (S.APPROVED,),
    P.REVIEW_UPDATE: (S.SUBMITTED,),
}
NOTHING = Q(pk__in=[])


def places(user: User) -> list[str]:
    """ "Lao PDR · Reporter" for each role that the person holds today."""
    held = Membership.objects.on(timezone.localdate()).filter(user=user).select_related("party", "organization")
    return list(dict.fromkeys(f"{each.place} · {each.get_role_display()}" for each in held))


@dataclass(frozen=True)
class Waiting:
    """How many open updates are this person's turn before they are sent, and how many they may decide on."""

    tasks: int = 0
    reviews: int = 0


def waiting(user: User) -> Waiting:
    turns = {
        permission: Q(state__in=states, follow_up__in=_where(user, permission))
        for permission, states in TURNS.items()
        if can(user, permission)
    }
    if not turns:
        return Waiting()
    review = turns.pop(P.REVIEW_UPDATE, NOTHING)
    tasks = reduce(or_, turns.values(), NOTHING)
    found = Update.objects.filter(review | tasks)
    return Waiting(**found.aggregate(tasks=Count("pk", filter=tasks), reviews=Count("pk", filter=review)))


def has_examples() -> bool:
    return Update.objects.filter(is_example=True).exists()


def _where(user: User, permission: P):
    return FollowUp.objects.filter(follow_ups_where(user, permission))

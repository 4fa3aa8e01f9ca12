"""What the frame of every page tells about a person: their places, and how much waits for them."""

from django.db.models import Q
from django.utils import timezone

from recommendations.choices import UpdateState as S
from recommendations.models import FollowUp, Membership, Update, User
from recommendations.permissions import follow_ups_where
from recommendations.roles import Permission as P

# Whose turn it is in which state of an update.
TURNS = {
    P.DRAFT_UPDATE: (S.DRAFT, S.RETURNED),
    P.APPROVE_UPDATE: (S.FOR_APPROVAL,),
    P.SUBMIT_UPDATE: (S.APPROVED,),
}


def places(user: User) -> list[str]:
    """ "Lao PDR · Reporter" for each role that the person holds today."""
    held = (
        Membership.objects.on(timezone.localdate()).filter(user=user).select_related("party", "organization")
    )
    return list(dict.fromkeys(f"{each.place} · {each.get_role_display()}" for each in held))


def count_tasks(user: User) -> int:
    """The open updates on which it is this person's turn, before they are sent."""
    turns = Q(pk__in=[])
    for permission, states in TURNS.items():
        turns |= Q(state__in=states, follow_up__in=_where(user, permission))
    return Update.objects.filter(turns).count()


def count_reviews(user: User) -> int:
    """The submitted updates that this person may decide on."""
    return Update.objects.filter(state=S.SUBMITTED, follow_up__in=_where(user, P.REVIEW_UPDATE)).count()


def has_examples() -> bool:
    return Update.objects.filter(is_example=True).exists()


def _where(user: User, permission: P):
    return FollowUp.objects.filter(follow_ups_where(user, permission))

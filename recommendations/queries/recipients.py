"""Who gets which mail."""

from django.db.models import QuerySet
from django.utils import timezone

from recommendations.models import Membership, Party, User
from recommendations.roles import GRANTS, Permission, Role


def coordinators(party: Party) -> QuerySet[User]:
    """The coordinators of a party today."""
    return _holding(Membership.objects.filter(party=party, role=Role.COORDINATOR))


def writers(party: Party) -> QuerySet[User]:
    """Those who write or approve for a party today, those of one organization included."""
    needed = {Permission.DRAFT_UPDATE, Permission.APPROVE_UPDATE}
    roles = [role for role, grant in GRANTS.items() if needed & grant.there]
    return _holding(Membership.objects.filter(party=party, role__in=roles))


def everybody() -> QuerySet[User]:
    """Everybody who holds a role today."""
    return _holding(Membership.objects.all())


def _holding(memberships: QuerySet[Membership]) -> QuerySet[User]:
    today = memberships.on(timezone.localdate())
    return User.objects.filter(is_active=True, pk__in=today.order_by().values("user")).order_by("pk")

"""Who gets which mail."""

from django.db.models import QuerySet
from django.utils import timezone

from recommendations.models import AuditEvent, Membership, Party, Update, User
from recommendations.permissions import can
from recommendations.roles import GRANTS, Permission, Role


def coordinators(party: Party) -> QuerySet[User]:
    """The coordinators of a party today."""
    return _holding(Membership.objects.filter(party=party, role=Role.COORDINATOR))


def approvers(party: Party) -> QuerySet[User]:
    """Those who approve for a party today; where it has none, its coordinators, who record what is signed on paper."""
    found = _holding(Membership.objects.filter(party=party, role=Role.APPROVER))
    return found if found.exists() else coordinators(party)


def holders(update: Update, *, sent: bool = False) -> set[User]:
    """Who answers for an update now: whoever began it, or to whom it was handed over; its coordinators where that
    person has gone.

    `sent`: whoever submitted it, as long as it was not handed over since and they still read it.
    """
    sender = update.submitted_by if sent else None
    if sender and can(sender, Permission.READ_SUBMITTED, update.follow_up) and not _passed_on(update, sender):
        return {sender}
    if can(update.created_by, Permission.DRAFT_UPDATE, update.follow_up):
        return {update.created_by}
    return set(coordinators(update.follow_up.party))


def _passed_on(update: Update, leaver: User) -> bool:
    """Whether `leaver` handed it over: then it is called begun by somebody else."""
    if update.created_by_id == leaver.pk:
        return False
    events = AuditEvent.objects.filter(
        target_type=User._meta.model_name, target=str(leaver.pk), action="person.hand_over",
        party=update.follow_up.party_id,
    )  # fmt: skip
    return any(update.pk in after["updates"] for after in events.values_list("after", flat=True))


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

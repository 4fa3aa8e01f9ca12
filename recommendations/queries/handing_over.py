"""Who may hand over to whom in a country, and what."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from recommendations.models import Membership, Party, Update, User


def open_answers(party: Party, user: User) -> QuerySet[Update]:
    """The answers of `party` still on their way that `user` began."""
    return Update.objects.open().filter(follow_up__party=party, created_by=user)


def held_in(party: Party, user: User) -> list[Membership]:
    """The roles that `user` holds in `party` today."""
    rows = Membership.objects.on(timezone.localdate()).filter(user=user, party=party)
    return list(rows.select_related("party", "organization"))


def successors(party: Party) -> QuerySet[User]:
    """The people of a country who may sign in today."""
    held = Membership.objects.on(timezone.localdate()).filter(user=OuterRef("pk"), party=party)
    return User.objects.filter(Exists(held.exclude(role="reviewer")), is_active=True).order_by("name", "email")


def leavers(party: Party) -> QuerySet[User]:
    """Its people, and whoever has left answers behind, with `open_answers`: how many."""
    held = Membership.objects.on(timezone.localdate()).filter(user=OuterRef("pk"), party=party)
    begun = Update.objects.open().filter(follow_up__party=party, created_by=OuterRef("pk"))
    count = begun.order_by().values("created_by").annotate(n=Count("pk")).values("n")
    return (
        User.objects.filter(Q(Exists(held.exclude(role="reviewer"))) | Q(Exists(begun)))
        .annotate(open_answers=Coalesce(Subquery(count), Value(0)))
        .order_by("name", "email")
    )

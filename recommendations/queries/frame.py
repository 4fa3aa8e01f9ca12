"""What the frame of every page tells about a person: their places, and how much waits for them."""

import datetime
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from django.db import connection
from django.db.models import Count, Exists, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from recommendations.choices import UpdateState as S
from recommendations.models import FollowUp, Update, User
from recommendations.permissions import Holding, can, follow_ups_where, holdings
from recommendations.queries import memory
from recommendations.queries.confirming import NEEDED, to_confirm
from recommendations.queries.tasks import to_begin
from recommendations.roles import Permission as P

# Whose turn it is in which state of an update.
TURNS = {
    P.DRAFT_UPDATE: (S.DRAFT, S.RETURNED),
    P.APPROVE_UPDATE: (S.FOR_APPROVAL,),
    P.SUBMIT_UPDATE: (S.APPROVED,),
    P.REVIEW_UPDATE: (S.SUBMITTED,),
}
NOTHING = Q(pk__in=[])
EXAMPLES = Update.objects.filter(is_example=True)


def places(user: User) -> list[str]:
    """ "Lao PDR · Reporter" for each role that the person holds today."""
    return list(dict.fromkeys(f"{held.place} · {held.role.label}" for held in holdings(user)))


@dataclass(frozen=True)
class Waiting:
    """How many tasks wait for this person (answers not begun, open updates that are their turn before they are sent,
    answers to be confirmed), and how many updates they may decide on; and whether the site holds examples."""

    tasks: int = 0
    reviews: int = 0
    examples: bool = False


def waiting(user: User) -> Waiting:
    """All that the frame asks about updates: of many follow-ups only after something happened there."""
    return memory.of_person(user, ("waiting",), lambda: _waiting(user))


def _waiting(user: User) -> Waiting:
    """In one query."""
    with connection.cursor() as cursor:
        cursor.execute(*_asking(user.pk, holdings(user), timezone.localdate()))
        tasks, reviews, examples = cursor.fetchone()
    return Waiting(tasks, reviews, bool(examples))


@lru_cache(maxsize=500)
def _asking(key: int, held: tuple[Holding, ...], day: datetime.date) -> tuple[str, tuple]:
    """The query with its values: the roles held on this day say it all. To put it together takes longer than to ask.

    The person is told by their key: `request.user` would be kept with the whole request, and the file that it brought.
    """
    user = User(pk=key)
    user.held = held
    turns = {
        permission: Q(state__in=states, follow_up__in=_where(user, permission))
        for permission, states in TURNS.items()
        if can(user, permission)
    }
    review = turns.pop(P.REVIEW_UPDATE, NOTHING)
    asked = User.objects.filter(pk=user.pk).values_list(
        _count(Update.objects.filter(reduce(or_, turns.values(), NOTHING))) + _to_begin(user) + _to_confirm(user),
        _count(Update.objects.filter(review)),
        Exists(EXAMPLES),
    )
    return asked.query.sql_with_params()


def _count(rows: QuerySet) -> Coalesce:
    found = rows.order_by().values(one=Value(1)).annotate(n=Count("pk"))
    return Coalesce(Subquery(found.values("n")), 0)


def _to_begin(user: User):
    return _count(to_begin(user)) if can(user, P.DRAFT_UPDATE) else Value(0)


def _to_confirm(user: User):
    """Those with an update on its way, or asked again in a round, count there already."""
    if not all(can(user, each) for each in NEEDED):
        return Value(0)
    found = to_confirm(user).with_asked_in(timezone.localdate()).without_open_update()
    return _count(found.filter(Q(asked_in__isnull=True) | Q(answered_under__isnull=False)))


def has_examples() -> bool:
    return EXAMPLES.exists()


def _where(user: User, permission: P):
    return FollowUp.objects.in_force().filter(follow_ups_where(user, permission))

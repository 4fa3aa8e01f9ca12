"""What was counted over many follow-ups, kept in the process's memory for as long as nothing has changed.

Every action ends with an event in the audit trail, so an answer that was counted under the trail's last event is right
until the next one, in this process and beside any number of others: nothing has to be told to them, nothing grows old.
An answer is found again by all that it was counted from, the reader's reach among it, so it never reaches anybody who
would not have been counted the same.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from recommendations.models import AuditEvent, FollowUp, User
from recommendations.permissions import PartySet, holdings

T = TypeVar("T")

# With fewer follow-ups than this a count takes no longer than to look here.
MANY = 20_000
# How many rows of answers are kept at most, about 500 bytes each; what was not asked for longest goes first.
MOST = 100_000
# As how many rows anything else counts: a report's figures, or a number.
ALONE = 1_000
# Steps that leave every accepted answer, text and name as it was: by far the most frequent ones.
QUIET = ("update.save", "update.discard", "evidence.add", "mail.remind", "saved_view.save", "saved_view.delete")
# What happens to these happens to every country that was asked, though the event names the workshop's own.
OF_ALL = ("document", "documentimport", "recommendation")

_kept: OrderedDict[Hashable, tuple[str, int, Any]] = OrderedDict()
_lock = Lock()


def of_query(found: QuerySet, make: Callable[[], list[T]]) -> list[T]:
    """What `make` does with the rows of `found`, a query over accepted answers; whoever takes it leaves it as it is."""
    head, question = _head(), _question(found)
    return _recall(("rows", question), make, head) if head and question else make()


def keys(found: QuerySet) -> QuerySet | list[int]:
    """For the condition `pk__in`: the ids that `found`, a query for ids, gives; or where they are not kept, itself."""
    head, question = _head(), _question(found)
    if not head or not question:
        return found
    return _recall(("keys", question), lambda: list(found.values_list("pk", flat=True)), head)


def recall(key: Hashable, make: Callable[[], T], *, on_its_way: PartySet | None = None) -> T:
    """What `make` counts of accepted answers; `key` says all that this depends on beyond what is stored.

    `on_its_way`: it counts what is on its way too, and nothing but what these parties were asked.
    """
    head = _head(on_its_way)
    return _recall(key, make, head) if head else make()


def of_person(user: User, key: tuple, make: Callable[[], T]) -> T:
    """What `make` counts of all that a person's roles reach, on its way or accepted."""
    held = holdings(user)
    places = frozenset(each.party_id for each in held if each.party_id)
    reach = PartySet(everywhere=any(each.party_id is None for each in held), ids=places)
    roles = tuple((each.role, each.party_id, each.organization_id) for each in held)
    return recall((*key, user.pk, roles, timezone.localdate()), make, on_its_way=reach)


def always(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` counts of what never changes, as a seal; `key` says of which."""
    return make() if _may_be_taken_back() else _recall(key, make, "always")


def _recall(key: Hashable, make: Callable[[], T], head: str) -> T:
    with _lock:
        known = _kept.get(key)
        if known and known[0] == head:
            _kept.move_to_end(key)
            return known[2]
    made = make()
    _keep(key, head, made)
    return made


def forget() -> None:
    """For tests: an empty memory."""
    with _lock:
        _kept.clear()


def _keep(key: Hashable, head: str, made: Any) -> None:
    size = len(made) if isinstance(made, list) else ALONE
    with _lock:
        _kept.pop(key, None)
        if size <= MOST // 4:
            _kept[key] = (head, size, made)
        while sum(each[1] for each in _kept.values()) > MOST:
            _kept.popitem(last=False)


def _question(found: QuerySet) -> tuple[str, str] | None:
    """The query as the database reads it; None where nothing can fit, so that nobody asks it."""
    try:
        sql, values = found.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, repr(values)


def _head(on_its_way: PartySet | None = None) -> str | None:
    """The hash of the last event that may have changed an answer; None where there is not much to count, and within a
    transaction, since what it has written may yet be taken back."""
    if _may_be_taken_back():
        return None
    with connection.cursor() as cursor:
        cursor.execute(*_asking(on_its_way))
        found = cursor.fetchone()
    return found[0] if found and found[2] and found[2] - found[1] >= MANY else None


def _may_be_taken_back() -> bool:
    return connection.in_atomic_block


@lru_cache(maxsize=500)
def _asking(on_its_way: PartySet | None) -> tuple[str, tuple]:
    """The query for it with its values: asked several times a page, so it is put together once."""
    events = AuditEvent.objects.order_by("-sequence")
    if on_its_way is None:
        events = events.exclude(action__in=QUIET)
    elif not on_its_way.everywhere:
        # Said so that no index by country is used: the event is among the last few.
        events = events.alias(place=Coalesce("party", Value(0)))
        events = events.filter(Q(place__in=(0, *sorted(on_its_way.ids))) | Q(target_type__in=OF_ALL))
    keys = FollowUp.objects.values("pk")
    first, last = (Subquery(keys.order_by(order)[:1]) for order in ("pk", "-pk"))
    return events.values_list("hash", first, last)[:1].query.sql_with_params()

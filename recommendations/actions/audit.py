"""The audit trail: one event for each write with a meaning, written last in its transaction."""

import contextlib
import contextvars
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from recommendations.models import AuditEvent, Party, User

_request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

# Any constant number: it names our lock among the database's advisory locks.
_LOCK = 7_303_014


@contextlib.contextmanager
def within_request(request_id: str) -> Iterator[str]:
    """Events written inside carry `request_id`."""
    token = _request_id.set(request_id)
    try:
        yield request_id
    finally:
        _request_id.reset(token)


@dataclass(frozen=True)
class Told:
    """One event to be: `action` is noun.verb ("update.submit"); `before` and `after` are plain values (dates too)."""

    action: str
    target: models.Model
    party: Party | None = None
    before: Any = None
    after: Any = None


def record(
    action: str,
    target: models.Model,
    *,
    by: User | None,
    party: Party | None = None,
    before: Any = None,
    after: Any = None,
) -> AuditEvent:
    """Add one event. Call it last in an action: it holds the trail's lock until the transaction ends."""
    (event,) = record_many([Told(action, target, party, before, after)], by=by)
    return event


def record_many(told: Iterable[Told], *, by: User | None) -> list[AuditEvent]:
    """Add these events, one after the other, as `record` would one by one."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit event is written in its action's transaction.")
    hold()
    last = AuditEvent.objects.only("sequence", "hash").order_by("-sequence").first()
    events: list[AuditEvent] = []
    for each in told:
        last = _event(each, last, by)
        events.append(last)
    return AuditEvent.objects.bulk_create(events)


def _event(told: Told, last: AuditEvent | None, by: User | None) -> AuditEvent:
    event = AuditEvent(
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        by=by,
        request_id=_request_id.get(),
        action=told.action,
        target_type=told.target._meta.model_name or "",
        target=str(told.target.pk),
        party=told.party,
        before=_plain(told.before),
        after=_plain(told.after),
        previous_hash=last.hash if last else "",
    )
    event.hash = digest(event)
    return event


def digest(event: AuditEvent) -> str:
    """The SHA-256 (hex) of an event's content and of the hash before it."""
    content = [
        event.previous_hash, event.sequence, event.at.isoformat(), event.by_id, event.request_id, event.action,
        event.target_type, event.target, event.party_id, event.before, event.after,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def hold() -> None:
    """One writer of the trail at a time, and so no other action that ends before this one's transaction does.

    SQLite's immediate transactions have that lock already. On PostgreSQL all actions lock in one order, so that none
    waits for ever (docs/decisions/locks.md): rows by their keys, then the trail, and only under it what
    shuts out those who refer to a row (deleting it, or changing what is unique in it), and activities.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

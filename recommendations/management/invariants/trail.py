"""The audit trail and what guards it."""

from collections.abc import Iterator

from recommendations.actions.audit import digest
from recommendations.models import AuditEvent, triggers


def chain_holds() -> Iterator[str]:
    sequence, previous = 0, ""
    for event in AuditEvent.objects.order_by("sequence").iterator():
        if event.sequence != sequence + 1:
            yield f"audit event {event.sequence}: it follows on {sequence}"
        if event.previous_hash != previous:
            yield f"audit event {event.sequence}: it does not hang on the event before it"
        if event.hash != digest(event):
            yield f"audit event {event.sequence}: it was changed after it was written"
        sequence, previous = event.sequence, event.hash


def triggers_are_there() -> Iterator[str]:
    for name in sorted(set(triggers.names()) - set(triggers.present())):
        yield f"{name}: the trigger is missing; manage.py migrate makes it again"

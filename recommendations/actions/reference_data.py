"""Reference data: what the secretariat keeps by hand, in the admin. Each row written is one audit event."""

from django.db import models, transaction

from recommendations.actions import audit
from recommendations.actions.locking import locked
from recommendations.errors import NotAllowed
from recommendations.models import User
from recommendations.permissions import can
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@transaction.atomic
def save_row(*, row: models.Model, by: User) -> models.Model:
    """Save a row; the trail keeps what it changed. A row that is as it was writes nothing. Error: NotAllowed."""
    _check(by)
    manager = type(row)._default_manager
    before = locked(manager).filter(pk=row.pk).first() if row.pk else None
    was, is_now = facts(before) if before else None, facts(row)
    if was == is_now:
        return row
    audit.hold()  # names and codes are unique: whoever acts refers to countries and people
    row.save()
    changed = [name for name in is_now if was is None or was[name] != is_now[name]]
    audit.record(
        f"{row._meta.model_name}.save",
        row,
        by=by,
        party=getattr(row, "party", None),
        before=was and {name: was[name] for name in changed},
        after={name: facts(row)[name] for name in changed},
    )
    return row


@transaction.atomic
def delete_row(*, row: models.Model, by: User) -> None:
    """Delete a row that nothing hangs on. Errors: NotAllowed, ProtectedError."""
    _check(by)
    was, key = facts(row), row.pk
    list(locked(type(row)._default_manager).filter(pk=key))
    audit.hold()
    row.delete()
    row.pk = key
    audit.record(f"{row._meta.model_name}.delete", row, by=by, party=getattr(row, "party", None), before=was)


def facts(row: models.Model) -> dict[str, object]:
    """The row's own columns as plain values, without its key."""
    return {
        field.attname: field.to_python(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


def _check(by: User) -> None:
    if not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))

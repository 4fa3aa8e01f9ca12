"""What the tests of `verify` share: its word, rows as the actions leave them, and a database without its guards."""

import contextlib
import datetime
import io

from django.core.management import CommandError, call_command
from django.db import connection

from recommendations.choices import Status
from recommendations.models import FollowUp, UpdateVersion, triggers
from tests import factories as f
from tests.cast import lao

THEN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def verify():
    out = io.StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError as error:
        closing = str(error)
    else:
        assert out.getvalue().startswith("Everything holds")
        return out.getvalue()
    assert closing == f"Breaches: {len(out.getvalue().splitlines())}."
    return out.getvalue()


def document():
    return f.DocumentFactory(forum__number=14, code="AFML14-LA", party=lao())


def answered(status=Status.IN_PROGRESS):
    """A follow-up with an accepted answer, as the actions leave it."""
    own = f.FollowUpFactory(recommendation__document=document())
    update = f.UpdateFactory(
        follow_up=own, state="accepted", version=1, submitted_at=THEN, submitted_by=f.UserFactory()
    )
    version = f.UpdateVersionFactory(update=update, status=status)
    f.VersionAgencyFactory(version=version, organization__party=own.party)
    f.VersionActivityFactory(version=version, activity__party=own.party)
    UpdateVersion.objects.filter(pk=version.pk).update(frozen_at=THEN)
    f.ReviewFactory(version=version, assessment="confirmed")
    FollowUp.objects.filter(pk=own.pk).update(
        status=status, assessment="confirmed", answered_at=THEN, current_version=version
    )
    return own


@contextlib.contextmanager
def unguarded(*statements):
    """The database without one of its own guards, for the rest of the test (its transaction is undone)."""
    triggers.drop()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or a table with rows of this test is not altered
        for statement in statements:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def drop_check(table, name):
    """SQLite takes no single check away; `unguarded` puts all of them to sleep."""
    if connection.vendor == "postgresql":
        return f"ALTER TABLE recommendations_{table} DROP CONSTRAINT {name}"
    return "SELECT 1"

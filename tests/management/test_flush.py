"""The own `flush`: empties a test database with its append-only rows, and never a real one."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import flush
from django.db import connection

from recommendations.models import AuditEvent, UpdateVersion, triggers
from tests.desk import Desk, dump

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_test_database_is_emptied_and_its_triggers_stand_again():
    Desk().to("submitted")
    call_command("flush", interactive=False, verbosity=0)
    assert (AuditEvent.objects.count(), UpdateVersion.objects.count()) == (0, 0)
    assert triggers.present() == triggers.names()


def test_the_triggers_stand_again_where_emptying_fails(monkeypatch):
    def fail(self, **options):
        raise RuntimeError

    monkeypatch.setattr(flush.Command, "handle", fail)
    with pytest.raises(RuntimeError):
        call_command("flush", interactive=False)
    assert triggers.present() == triggers.names()


@pytest.mark.parametrize("name", ["/srv/aflm/var/aflm.sqlite3", "aflm", "/srv/test/aflm.sqlite3", "latest"])
def test_a_real_database_is_never_flushed(monkeypatch, name):
    Desk().to("submitted")
    before = dump()
    with monkeypatch.context() as patched:
        patched.setitem(connection.settings_dict, "NAME", name)
        with pytest.raises(CommandError) as told:
            call_command("flush", interactive=False)
    assert str(told.value) == ("This database holds an audit trail and is never flushed. Delete the database instead.")
    assert dump() == before
    assert triggers.present() == triggers.names()

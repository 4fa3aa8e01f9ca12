"""Rows are locked by one function, which shuts out nobody who only refers to them (docs/decisions/locks.md)."""

from pathlib import Path

from django.conf import settings

# The one function; and a mail in the outbox, which nothing refers to and nobody waits for.
KNOWN = {"actions/locking.py", "actions/outbox.py", "mail/sending.py"}


def test_rows_are_locked_by_one_function():
    rooms = Path(settings.BASE_DIR) / "recommendations"
    calling = {path for path in rooms.rglob("*.py") if "select_for_update(" in path.read_text("utf-8")}
    assert {path.relative_to(rooms).as_posix() for path in calling} == KNOWN

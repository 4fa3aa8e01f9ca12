"""What may only be added: database triggers that refuse to change or delete it, on both engines.

Table → the condition under which a row is closed. Made by migration 0002, again after every migration, and
asserted by `manage.py verify`.
"""

from django.db import connections

CLOSED = {
    "recommendations_auditevent": "TRUE",
    "recommendations_updateversion": "OLD.frozen_at IS NOT NULL",
    "recommendations_seal": "TRUE",
    "recommendations_sealedrow": "TRUE",
}

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END
"""

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END
$$ LANGUAGE plpgsql
"""

_POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} FOR EACH ROW WHEN ({condition})
EXECUTE FUNCTION refuse_change()
"""


def names() -> list[str]:
    """The names of all triggers that must be there."""
    return sorted(f"{table}_no_{verb}" for table in CLOSED for verb in ("update", "delete"))


def make(using: str = "default") -> None:
    """Make the triggers that are missing, on the tables that are there."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    template = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table in CLOSED.keys() & set(tables):
            for verb in ("update", "delete"):
                cursor.execute(template.format(table=table, verb=verb, condition=CLOSED[table]))


def drop(using: str = "default") -> None:
    """Take the triggers away: only for a migration's way back and for test databases."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in CLOSED:
            for verb in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}")


def present(using: str = "default") -> list[str]:
    """The names of the triggers that are there now."""
    connection = connections[using]
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        return sorted(name for (name,) in cursor.fetchall() if name in names())


def make_again(sender, using: str, **kwargs) -> None:
    """After migrating: make the triggers where their tables are there."""
    tables = connections[using].introspection.table_names()
    if set(CLOSED) <= set(tables):
        make(using)

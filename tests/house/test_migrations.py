import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def own_migrations():
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return {name: each for (app, name), each in loader.disk_migrations.items() if app == "recommendations"}


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail("A migration is missing:\n" + capsys.readouterr().out, pytrace=False)


@pytest.mark.django_db
def test_each_migration_has_a_name_that_people_gave_it():
    assert [name for name in own_migrations() if re.fullmatch(r"\d+_(auto_.*|.*_and_more)", name)] == []


@pytest.mark.django_db
def test_each_migration_can_be_taken_back():
    steps = [(name, step) for name, each in own_migrations().items() for step in each.operations]
    assert [f"{name}: {step.describe()}" for name, step in steps if not step.reversible] == []

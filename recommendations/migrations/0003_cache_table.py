"""The table of the database cache, where the limits of sign-in are counted for all processes."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", "django_cache", database=schema_editor.connection.alias)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS django_cache")


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0002_append_only")]
    operations = [migrations.RunPython(make, drop)]

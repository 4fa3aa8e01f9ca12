"""Triggers that refuse to change or delete audit events and frozen versions."""

from django.db import migrations

from recommendations.models import triggers


def make(apps, schema_editor):
    triggers.make(schema_editor.connection.alias)


def drop(apps, schema_editor):
    triggers.drop(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0001_data_model")]
    operations = [migrations.RunPython(make, drop)]

"""Django's flush, kept away from real data: audit events and sent answers are never deleted."""

from pathlib import Path

from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from recommendations.models import triggers


class Command(flush.Command):
    def handle(self, **options) -> None:
        alias = options["database"]
        if not Path(str(connections[alias].settings_dict["NAME"])).name.startswith("test"):
            raise CommandError("This database holds an audit trail and is never flushed. Delete the database instead.")
        triggers.drop(alias)
        try:
            super().handle(**options)
        finally:
            triggers.make(alias)

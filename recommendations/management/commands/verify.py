"""Proves the stored data sound, or says where it is not."""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from recommendations.management.invariants import INVARIANTS


class Command(BaseCommand):
    help = "Check every invariant of the stored data. Reads only; exit 1 and a line for each breach."

    def handle(self, **options) -> None:
        breaches = 0
        for invariant in INVARIANTS:
            for line in invariant.breaches():
                breaches += 1
                self.stdout.write(f"{invariant.name}: {line}")
        if breaches:
            raise CommandError(f"Breaches: {breaches}.")
        rows = sum(model._default_manager.count() for model in apps.get_app_config("recommendations").get_models())
        self.stdout.write(f"Everything holds: {len(INVARIANTS)} checks over {rows} rows.")

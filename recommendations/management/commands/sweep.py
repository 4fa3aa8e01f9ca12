"""Takes away what has served its time; cron runs it each night."""

from django.core.management.base import BaseCommand

from recommendations.actions.sweeping import SWEEPS


class Command(BaseCommand):
    help = (
        "Take away kept texts, old versions of drafts, filled Excel files, made files and pictures that are out of use."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say how many there are of each, and take none away")

    def handle(self, *, dry_run: bool, **options) -> None:
        for sweep in SWEEPS:
            self.stdout.write(f"{sweep.name}: {sweep.find() if dry_run else sweep.clear()}")
        if dry_run:
            self.stdout.write("Nothing was taken away.")

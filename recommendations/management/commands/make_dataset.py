"""Invented data for measuring, in a database that holds nothing else."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from recommendations.management.dataset import making
from recommendations.management.demo.filling import is_fresh
from recommendations.management.demo.people import PASSWORD
from recommendations.models import Document, FollowUp, Recommendation, Update


class Command(BaseCommand):
    help = "Fill a fresh database with invented data for measuring. The same seed makes the same data."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--recommendations", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=42)

    def handle(self, *, recommendations: int, seed: int, **options) -> None:
        if recommendations < 1:
            raise CommandError("Give at least one recommendation.")
        if not is_fresh():
            raise CommandError("This database holds other data: name an empty one in DATABASE_URL.")
        call_command("migrate", verbosity=0)
        if Document.objects.exists():
            raise CommandError("This database holds other data: name an empty one in DATABASE_URL.")
        making.make(recommendations, seed)
        counts = (model.objects.count() for model in (Recommendation, FollowUp, Update))
        self.stdout.write("Made {} recommendations, {} follow-ups, {} updates.".format(*counts))
        self.stdout.write(f"Sign in as secretariat@example.org or reporter.la@example.org with {PASSWORD}.")

"""Compares stored texts, however many: what the site does for one document at a time."""

from django.core.management.base import BaseCommand, CommandError

from recommendations.actions import links
from recommendations.models import Document
from recommendations.queries import linking


class Command(BaseCommand):
    help = "Suggest which recommendations ask for the same as others, for all documents or those that are named."

    def add_arguments(self, parser) -> None:
        parser.add_argument("documents", nargs="*", metavar="CODE", help="for example AFML13-LA")

    def handle(self, *, documents: list[str], **options) -> None:
        known = list(Document.objects.in_force().order_by("forum__number", "code").values_list("code", flat=True))
        if missing := [code for code in documents if code not in known]:
            raise CommandError(f"There is no document {', '.join(missing)} in force.")
        for code in documents or known:
            number = links.suggest_again(among=linking.texts_in(code), by=None)
            self.stdout.write(f"{code}: {number} pairs are suggested.")

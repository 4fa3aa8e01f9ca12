"""Writes the mails that are due today; cron runs it every hour, and `send_mail` after it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from recommendations.actions import reminders


class Command(BaseCommand):
    help = "Post what is due: rounds that opened, reminders before and after their day, the digest of the week."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show every mail that is due, and post none")

    def handle(self, **options) -> None:
        now = timezone.now()
        if options["dry_run"]:
            letters = list(reminders.due(now))
            for letter in letters:
                self.show(letter)
            self.stdout.write(f"Mails that are due: {len(letters)}. None was posted.")
            return
        posted = reminders.send_due(now)
        self.stdout.write(f"Mails posted: {len(posted)}. They go out with the next send_mail.")

    def show(self, letter: reminders.Letter) -> None:
        self.stdout.write(f"{letter.kind.value} · {letter.recipient.email} · {letter.subject}")
        for line in letter.body.split("\n"):
            self.stdout.write(f"    {line}".rstrip())

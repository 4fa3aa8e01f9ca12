"""Sends the waiting mails; cron runs it every few minutes."""

from django.core.management.base import BaseCommand, CommandError

from recommendations.mail.sending import send_waiting


class Command(BaseCommand):
    help = "Send the mails that wait in the outbox."

    def handle(self, **options) -> None:
        sent = send_waiting()
        if sent.busy:
            self.stdout.write("Another send_mail is at work.")
            return
        self.stdout.write(f"Mails sent: {sent.count}.")
        for failure in sent.failures:
            self.stderr.write(failure)
        if sent.given_up:
            self.stderr.write(
                f"Mails given up, for they were refused too often: {sent.given_up}. The admin lists them."
            )
        if again := len(sent.failures) - sent.given_up:
            raise CommandError(f"Mails that could not be sent now and will be tried again: {again}.")

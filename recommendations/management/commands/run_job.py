"""Does one job in a process of its own; the site starts it, people need not."""

import sys
from uuid import UUID

from django.core.management.base import BaseCommand

from recommendations.actions import jobs, reading, sheet_saving
from recommendations.choices import JobKind
from recommendations.errors import Refused
from recommendations.management import report_files

DOES = {JobKind.READ: reading.run, JobKind.SHEET: sheet_saving.run, JobKind.REPORT: report_files.run}


class Command(BaseCommand):
    help = "Do the waiting job KEY. The site starts this by itself."

    def add_arguments(self, parser) -> None:
        parser.add_argument("key", metavar="KEY", type=UUID)

    def handle(self, *, key: UUID, **options) -> None:
        try:
            job = jobs.claim(key)
            DOES[JobKind(job.kind)](job)
        except Refused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)

"""manage.py progress_report: the progress report as a file."""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from recommendations.forms.report_scope import ScopeForm
from recommendations.queries.progress import sight_of_members, sight_of_the_ilo
from recommendations.reports.formats import FORMATS, formats_of, printed

FILTERS = {
    "country": "the code of a country or body, for example LA",
    "forum": "the number of a forum, for example 13",
    "theme": "the short name of a theme",
    "since": "tell activities from this day on, for example 2020-01-31",
    "until": "tell activities up to this day",
    "round": "the number of a round",
    "seal": "the number of one of its seals, where it was opened again",
}


class Command(BaseCommand):
    help = "Writes the progress report of a country, a forum, a theme or the region into a file."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, sentence in FILTERS.items():
            parser.add_argument(f"--{name}", default="", help=sentence)
        parser.add_argument("--format", choices=list(FORMATS), default="docx", help="default: %(default)s")
        parser.add_argument("--output", required=True, metavar="FILE")
        parser.add_argument(
            "--internal",
            action="store_true",
            help="for the ILO: with assessments and evidence that are not for everybody",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        form = ScopeForm({name: options[name] for name in FILTERS})
        if not form.is_valid():
            raise CommandError(form.refusal)
        sight = sight_of_the_ilo() if options["internal"] else sight_of_members()
        chosen = formats_of(form.scope).get(options["format"])
        if chosen is None:
            raise CommandError("This site has no report template of the day on which the round was closed.")
        report = printed(form.scope, sight=sight, today=timezone.localdate())
        write_whole(Path(options["output"]), chosen.layout(report))
        self.stdout.write(f"{report.title}: {options['output']}")


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` there at once or not at all: a half-written report is never taken for a whole one."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
            beside.write(content)
        Path(beside.name).chmod(0o644)
        Path(beside.name).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError, NameError, UnboundLocalError):
            Path(beside.name).unlink()
        raise CommandError(f"The report cannot be written to {path}: {error.strerror}.") from error

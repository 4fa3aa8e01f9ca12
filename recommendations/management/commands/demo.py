"""From nothing to a running site with the five documents, invented people and example answers."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from recommendations.management.demo import filling, serving
from recommendations.management.demo.people import PASSWORD, PEOPLE


class Command(BaseCommand):
    help = "Fill a fresh database with the demo and serve it at 127.0.0.1. A second run keeps what is there."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only fill the database")

    def handle(self, *, port: int, no_serve: bool, **options) -> None:
        try:
            self.run(port, no_serve=no_serve)
        except KeyboardInterrupt:
            self.say("Stopped. The same command begins again.")

    def run(self, port: int, *, no_serve: bool) -> None:
        fresh = filling.is_fresh()
        self.refuse(fresh, None if no_serve else port)
        call_command("migrate", verbosity=0)
        if fresh:
            self.say("Filling the database with the demo …")
            filling.fill()
        else:
            self.say("The demo’s data is here already and is kept.")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.say_who()
        if not no_serve:
            serving.serve(port, ready=lambda: self.say(f"The demo is at {serving.address(port)} (Ctrl-C ends it)."))
            self.say("The demo has ended. What you wrote is kept; the same command goes on with it.")

    def refuse(self, fresh: bool, port: int | None) -> None:
        """Say in one sentence what is in the way, before anything is done."""
        refusals = (
            (not settings.IS_LOCAL, "The demo is for this machine only, for its passwords are known to all."),
            (
                port and serving.is_taken(port),
                f"Port {port} is taken by another program: stop it, or choose another port with --port.",
            ),
            (
                not fresh and not filling.is_filled(),
                "This database holds other data, which the demo leaves alone: name another in DATABASE_URL.",
            ),
        )
        for in_the_way, sentence in refusals:
            if in_the_way:
                raise CommandError(sentence)

    def say_who(self) -> None:
        self.say(f"\nSign in with one of these addresses and the password {PASSWORD}\n")
        for player in PEOPLE:
            place = player.organization or player.party or "the region"
            self.say(f"  {player.email:28} {PASSWORD}  {player.role.label}, {place}")
        self.say("")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

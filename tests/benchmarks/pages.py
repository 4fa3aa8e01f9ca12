"""How long pages take and what they weigh: `python -m tests.benchmarks.pages [part of an address …]`.

On the site's own database (DATABASE_URL), which is for measuring: fill a fresh one first with
`manage.py make_dataset --recommendations 10000 --seed 42`. The first run adds to it what the dataset has not: a round
that is sealed, one that is open, and confirmed main themes.

For each page and role: twenty requests by the wall clock (the median) and by the processor's time of this process and,
on PostgreSQL of this machine, of its server's (the mean), which other work on the machine lengthens less; the queries
of one request, and the HTML in KB, plain and compressed. The server counts all that it does with
PGOPTIONS="-c max_parallel_workers_per_gather=0".
"""

import datetime
import gzip
import os
import statistics
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

REQUESTS = int(os.environ.get("REQUESTS", "20"))
# A page that takes longer than this is asked for less often.
SLOW = 0.4
MS_LIST, MS_DASHBOARD, KB, QUERIES = 15, 12, 14, 12


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(wanted: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aflm_tracker.settings")
    os.environ.setdefault("SECRET_KEY", "x" * 60)
    os.environ["DEBUG"] = "1"
    import django
    from django.conf import settings

    django.setup()
    settings.DEBUG = False  # a debugging Django keeps every query
    settings.DATABASES["default"]["CONN_MAX_AGE"] = None
    prepare()
    say(f"{'who':12} {'page':42} {'wall ms':>8} {'cpu ms':>8} {'first':>8} {'queries':>7} {'KB':>7} {'gz':>6}")
    for who, email, addresses in cast():
        client = signed_in(email)
        for name, address in addresses:
            if not wanted or any(part in f"{who} {name}" for part in wanted):
                told(who, name, lambda client=client, address=address: client.get(address), client)
        if who == "reporter" and (not wanted or "save" in wanted):
            saves(who, client)


def signed_in(email: str):
    from django.test import Client

    from recommendations.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def told(who: str, name: str, ask: Callable, client) -> None:
    """One line: the first request by itself, then the medians of the others."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began = time.perf_counter()
    response = ask()
    first = time.perf_counter() - began
    if response.status_code != 200:
        say(f"{who:12} {name:42} status {response.status_code}")
        return
    walls, processors = [], []
    for _each in range(REQUESTS if first < SLOW else 3):
        wall, processor = time.perf_counter(), processed()
        response = ask()
        walls.append(time.perf_counter() - wall)
        processors.append(processed() - processor)
    with CaptureQueriesContext(connection) as queries:
        ask()
    wall, processor = statistics.median(walls) * 1000, statistics.mean(processors) * 1000
    plain, packed = len(response.content) / 1024, len(gzip.compress(response.content)) / 1024
    line = f"{who:12} {name:42} {wall:8.1f} {processor:8.1f} {first * 1000:8.0f} {len(queries):7}"
    say(f"{line} {plain:7.1f} {packed:6.1f}")


def processed() -> float:
    """Seconds of the processor: this process's, and those of its PostgreSQL server process on this machine."""
    from django.db import connection

    here = time.process_time()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/stat") if connection.vendor == "postgresql" else None
    if server is None or not server.exists():
        return here
    user, system = server.read_text().rpartition(")")[2].split()[11:13]
    return here + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


# --- Which pages, for whom ------------------------------------------------------------------------------------


def cast() -> list[tuple[str, str, list[tuple[str, str]]]]:
    from django.urls import reverse

    from recommendations.models import Document, FollowUp, Organization, Recommendation, Round, Theme

    texts = reverse("recommendation_list")
    text = Recommendation.objects.filter(document__kind="forum").order_by("pk").first()
    found = FollowUp.objects.filter(party__code="LA")
    answered = found.exclude(status="").order_by("pk").first()
    sent = FollowUp.objects.filter(updates__state="submitted").order_by("pk").first()
    closed, running = (Round.objects.filter(closed_at__isnull=each).first() for each in (False, True))
    agency = Organization.objects.filter(responsibilities__isnull=False, party__code="LA").first()
    document, theme = Document.objects.order_by("pk").first(), Theme.objects.order_by("pk").first()
    pages = [
        ("home", reverse("home")),
        ("list", texts),
        ("list, one country", f"{texts}?country=LA"),
        ("list, a status", f"{texts}?status=implemented"),
        ("list, a word", f"{texts}?q=migrant"),
        ("list, by status", f"{texts}?sort=-status"),
        ("list, page 900", f"{texts}?page=900"),
        ("by text", reverse("recommendation_texts")),
        ("recommendation", reverse("recommendation", args=[text.reference])),
        ("follow-up", reverse("follow_up", args=answered.address)),
        ("documents", reverse("document_list")),
        ("document", reverse("document", args=[document.code])),
        ("picture", reverse("picture")),
        ("picture, suggested", f"{reverse('picture')}?suggested=on"),
        ("picture, alike", f"{reverse('picture')}?alike=on"),
        ("picture by text", reverse("picture_recommendations")),
        ("country", reverse("country", args=["LA"])),
        ("body", reverse("body", args=["workers"])),
        ("theme", reverse("theme", args=[theme.slug])),
        ("forum", reverse("forum", args=[13])),
        ("agency", reverse("agency", args=[agency.slug])),
        ("reports", reverse("report_list")),
        ("report, region", reverse("progress_report")),
        ("report, one country", f"{reverse('progress_report')}?country=LA"),
        ("report, sealed round", f"{reverse('progress_report')}?round={closed.pk}"),
        ("report, sealed, one country", f"{reverse('progress_report')}?round={closed.pk}&country=LA"),
        ("rounds", reverse("round_list")),
        ("round, open", reverse("round", args=[running.pk])),
        ("round, sealed", reverse("round", args=[closed.pk])),
    ]
    writing = [
        ("tasks", reverse("task_list")),
        ("form", reverse("update_edit", args=_unanswered().address)),
        ("evidence", reverse("evidence_list")),
    ]
    reviewing = [
        ("review queue", reverse("review_queue")),
        ("review", reverse("review", args=sent.address)),
        ("links", reverse("link_list")),
    ]
    return [
        ("reporter", "reporter.la@example.org", [*pages, *writing]),
        ("reviewer", "reviewer@example.org", [*pages, *reviewing]),
        ("secretariat", "secretariat@example.org", [*pages, ("placings", reverse("placing_list"))]),
    ]


def _unanswered():
    from recommendations.models import FollowUp

    return FollowUp.objects.filter(party__code="LA", status="", updates__isnull=True).order_by("pk").first()


# --- Saving ---------------------------------------------------------------------------------------------------


class Fields(HTMLParser):
    """The names and values of a page's fields, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag, attrs) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("name") and told.get("type") in (None, "text", "hidden", "date"):
            self.found.setdefault(told["name"], told.get("value") or "")


def saves(who: str, client) -> None:
    """The same draft saved again and again, each time from a form that was just opened; only the save is measured."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    address = reverse("update_edit", args=_unanswered().address)
    walls, processors = [], []
    for number in range(REQUESTS + 1):
        fields = Fields()
        fields.feed(client.get(address).content.decode())
        typed = {**fields.found, "status": "planned", "challenges": f"Said in turn {number}.", "then": "draft"}
        with CaptureQueriesContext(connection) as queries:
            wall, processor = time.perf_counter(), processed()
            response = client.post(address, typed)
            walls.append(time.perf_counter() - wall)
            processors.append(processed() - processor)
        if response.status_code != 302:
            say(f"{who:12} save: status {response.status_code}")
            return
    wall, processor = statistics.median(walls[1:]) * 1000, statistics.mean(processors[1:]) * 1000
    say(f"{who:12} {'save':42} {wall:8.1f} {processor:8.1f} {walls[0] * 1000:8.0f} {len(queries):7}")


# --- What the dataset has not ---------------------------------------------------------------------------------


def prepare() -> None:
    from django.db import connection
    from django.db.models import F
    from django.utils import timezone

    from recommendations.actions import rounds
    from recommendations.models import Document, Party, RecommendationTheme, Round, User

    if Round.objects.exists():
        return
    say("A sealed round, an open one and confirmed themes are added first.")
    mains = RecommendationTheme.objects.filter(is_main=True).annotate(third=F("recommendation") % 3)
    mains.filter(third__gt=0).update(placing="confirmed")
    day, reviewer = timezone.localdate(), User.objects.get(email="reviewer@example.org")
    asked = Party.objects.filter(follow_ups__isnull=False).distinct()
    every = {"documents": Document.objects.all(), "parties": asked, "opens_on": day, "by": reviewer}
    rounds.close_round(target=rounds.open_round(name="Sealed", due_on=day, **every), by=reviewer)
    every["documents"] = Document.objects.filter(forum__number__gte=12)
    rounds.open_round(name="Open", due_on=day + datetime.timedelta(days=60), **every)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1:])

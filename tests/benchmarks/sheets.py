"""Answers in Excel for 10,000 follow-ups of one country, all changed: made, read, compared, saved, and sent if wanted.

    python -m tests.benchmarks.sheets [rows] [--send]

Budget: 30 seconds and 150 MB for all of it; memory is what a step adds to the process that was there before it. It is
measured on SQLite, or where DATABASE_URL names an empty database. The saving is the job's own work: it compares again.
"""

import io
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter, process_time, sleep

SECONDS, MEGABYTES = 30, 150


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    send = "--send" in sys.argv
    count, *folder = [each for each in sys.argv[1:] if each != "--send"] or [10_000]
    if folder:
        return measured(folder[0], send=send)
    with tempfile.TemporaryDirectory() as folder:
        ready(folder)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        invent(int(count))
        # In a fresh process: what was held while the rows were invented would hide what the steps take.
        command = [sys.executable, "-m", "tests.benchmarks.sheets", str(count), folder]
        return subprocess.run([*command, *(["--send"] if send else [])], check=False).returncode


def ready(folder: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aflm_tracker.settings")
    os.environ.setdefault("SECRET_KEY", "x" * 60)
    os.environ["DEBUG"] = "1"
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/sheets.sqlite3")
    import django
    from django.conf import settings

    django.setup()
    settings.DEBUG = False  # a debugging Django keeps every query


def invent(count: int) -> None:
    """A country with so many follow-ups, every fourth with a draft."""
    from django.utils import timezone

    from recommendations import models
    from recommendations.choices import Part
    from tests.cast import lao, person
    from tests.factories import DocumentFactory, OrganizationFactory, SubThemeFactory

    party, document = lao(), DocumentFactory(code="AFML15-LA")
    sub_theme = SubThemeFactory(document=document)
    user, agency = person("reporter", party), OrganizationFactory(party=party, name="Ministry of Labour")
    words = "Extend the protection of migrant workers and regulate recruitment agencies, with regular inspections. " * 3
    texts = models.Recommendation.objects.bulk_create(
        [
            models.Recommendation(
                document=document,
                sub_theme=sub_theme,
                reference=f"AFML15-LA-S0-{at:05}",
                position=at,
                text=f"{words} Number {at}.",
            )
            for at in range(count)
        ],
        batch_size=1000,
    )
    asked = models.FollowUp.objects.bulk_create(
        [models.FollowUp(recommendation=each, party=party, asked_on=timezone.localdate()) for each in texts],
        batch_size=1000,
    )
    begun = models.Update.objects.bulk_create(
        [models.Update(follow_up=each, version=1, created_by=user) for each in asked[::4]], batch_size=1000
    )
    versions = models.UpdateVersion.objects.bulk_create(
        [
            models.UpdateVersion(
                update=each,
                number=1,
                status="in-progress",
                challenges=words[:200],
                next_steps=words[:200],
                saved_by=user,
            )
            for each in begun
        ],
        batch_size=1000,
    )
    models.VersionAgency.objects.bulk_create(
        [
            models.VersionAgency(version=each, organization=agency, part=Part.LEAD, name=agency.name)
            for each in versions
        ],
        batch_size=1000,
    )
    done = models.Activity.objects.bulk_create(
        [models.Activity(party=party, text=f"Inspected {at} agencies.") for at in range(len(versions))], batch_size=1000
    )
    models.VersionActivity.objects.bulk_create(
        [
            models.VersionActivity(version=version, activity=each, text=each.text)
            for version, each in zip(versions, done, strict=True)
        ],
        batch_size=1000,
    )


def measured(folder: str, *, send: bool) -> int:
    ready(folder)
    from recommendations.actions import jobs, sheet_saving, sheets
    from recommendations.models import FilledSheet, Party, User
    from recommendations.queries import sheets as queries
    from recommendations.queries.sheet_changes import compare
    from recommendations.queries.sheet_words import agencies
    from recommendations.sheets import write
    from recommendations.tables import sheets as table

    party, user = Party.objects.get(code="LA"), User.objects.get(name="Reporter")
    found = queries.to_fill_in(user, party)

    def make():
        references = sorted(found.order_by().values_list("recommendation__reference", flat=True))
        return write(table.form(party, queries.rows(found, user), agencies(party), references))

    write(table.form(party, queries.rows(found.filter(pk=0), user), {}, []))
    data, *one = step("make the workbook", make)
    typed = filled_in(data)
    say(f"    {len(data) / 1e6:.1f} MB; filled in {len(typed) / 1e6:.1f} MB")
    (owner, content, sha256), *two = step(
        "read it, all rows filled in", lambda: sheets.take([sheets.Given("a", io.BytesIO(typed))])
    )
    say(f"    its own process held {peak(typed):.0f} MB at most")
    sheet = sheets.receive(owner=owner, content=content, sha256=sha256, by=user)
    difference, *three = step("compare it", lambda: compare(content, party=party, user=user))
    wanted = sheet_saving.Wanted.of(difference, {}, send=send).told
    jobs.start_process = lambda job: None  # done in this process
    job = sheets.claim_for_job(sheet=sheet, difference=difference, seen=difference.fingerprint, wanted=wanted, by=user)
    count, left = len(difference.rows), len(difference.problems)
    _told, *four = step("save it" + ", and send" * send, lambda: sheet_saving.run(jobs.claim(job.key)))
    told = FilledSheet.objects.get().result
    say(f"    {count} answers changed, {left} left out; saved {told['saved']}, sent {told['sent']}")
    say(f"    {four[0] / count * 1000:.1f} ms an answer")
    steps = (one, two, three, four)
    whole = sum(seconds for seconds, _memory in steps)
    say(f"in all: {whole:.1f} s")
    return 0 if whole <= SECONDS and all(memory <= MEGABYTES for _seconds, memory in steps) else 1


def step(name, act):
    """What `act` gives, its seconds, and the megabytes by which the process grew at most."""
    before, top, done = resident(), [0.0], threading.Event()

    def watch():
        while not done.is_set():
            top[0] = max(top[0], resident())
            sleep(0.01)

    thread = threading.Thread(target=watch)
    thread.start()
    begun, work = perf_counter(), process_time()
    result = act()
    seconds, work = perf_counter() - begun, process_time() - work
    done.set()
    thread.join()
    memory = max(0.0, top[0] - before)
    say(f"{name}: {seconds:.1f} s ({work:.1f} s of its own work), {memory:.0f} MB")
    return result, seconds, memory


def resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak(data: bytes) -> float:
    """The most memory that the reading child held, in megabytes."""
    import dataclasses
    import json

    from recommendations.reading.filled import COMMAND, LIMITS

    wanted = json.dumps({"limits": dataclasses.asdict(LIMITS), "parent": os.getpid()}).encode()
    done = subprocess.run(COMMAND, input=wanted + b"\n" + data, capture_output=True, check=True)
    return json.loads(done.stdout)["peak"] / 1e6


def filled_in(data: bytes) -> bytes:
    """Every row with a status, a lead agency, and two texts."""
    from recommendations.sheets import read
    from recommendations.tables.sheets import answer_columns
    from tests.sheets.fill import fill

    letters = {each.name: chr(ord("A") + at) for at, each in enumerate(answer_columns())}
    rows = range(3, 3 + read(data).untouched)
    text = "The inspectors lack languages, and the agencies lack offices. " * 5
    cells = {}
    for row in rows:
        cells |= {f"{letters['status']}{row}": "Planned", f"{letters['lead']}{row}": "Ministry of Labour"}
        cells |= {f"{letters['challenges']}{row}": f"{row} {text}", f"{letters['next_steps']}{row}": f"{text} {row}"}
    return fill(data, answers=cells)


if __name__ == "__main__":
    sys.exit(main())

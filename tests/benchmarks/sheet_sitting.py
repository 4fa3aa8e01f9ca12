"""One country's 10,000 answers in Excel from end to end: downloaded, filled, uploaded, looked at, confirmed, saved.

    manage.py make_dataset --recommendations 10000     (DATABASE_URL: a database for it alone)
    python -m tests.benchmarks.sheet_sitting [--send]

Budget: 30 seconds and 150 MB for reading and comparing (the upload, the page of differences, the confirmation); the
saving by its job is told apart. Memory is what a step adds to this process, and what its child processes held at most.
"""

import io
import os
import re
import resource
import secrets
import sys
from pathlib import Path
from time import perf_counter, process_time, sleep

SECONDS, MEGABYTES = 30, 150
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "aflm_tracker.settings",
    "DEBUG": "false",
    "ALLOWED_HOSTS": "testserver",
    "SITE_URL": "https://testserver",
    "EMAIL_URL": "smtp://localhost:25",
}


def main() -> int:
    os.environ |= {"SECRET_KEY": secrets.token_urlsafe(50)} | SETTINGS | {
        name: os.environ[name] for name in ("MEDIA_ROOT", "SECRET_KEY") if name in os.environ
    }  # fmt: skip
    import django

    django.setup()
    import logging

    logging.disable(logging.WARNING)
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    from recommendations.models import Job, Organization, User
    from tests.benchmarks.sheets import peak, say, step

    setup_test_environment(debug=False)  # it keeps what templates are given
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client()
    user = User.objects.get(email="reporter.la@example.org")
    client.force_login(user)
    agency = str(Organization.objects.filter(party__code="LA").order_by("name").first() or "")

    def get(address):
        return client.get(address, secure=True)

    get(reverse("sheet_upload"))  # what is loaded once does not count
    data, *_spent = step("download", lambda: get(reverse("sheet_download") + "?country=LA").content)
    typed = filled_in(data, agency)
    say(f"    {len(data) / 1e6:.1f} MB; filled in {len(typed) / 1e6:.1f} MB")
    spent = []

    def timed(name, act):
        begun, children = process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
        found, seconds, memory = step(name, act)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
        own = process_time() - begun
        say(f"    {own:.1f} s of its own work, {child:.1f} s of a child’s")
        spent.append((seconds, memory, own + child))
        return found

    key = get(reverse("sheet_upload")).context["form"].initial["form_key"]
    body = {"form_key": key, "filled": [named(io.BytesIO(typed), "answers.xlsx")]}
    where = timed("upload", lambda: client.post(reverse("sheet_upload"), body, secure=True)).url
    say(f"    the child that reads held {peak(typed):.0f} MB at most")
    page = timed("page of differences", lambda: get(where))
    told = {name: page.context[name] for name in ("changed", "to_choose", "refused")}
    say(f"    {told}, {len(page.content) / 1024:.0f} KB")
    then = "send" if "--send" in sys.argv else ""
    confirmed = page.context["form"].initial | {"then": then}
    timed("confirm", lambda: client.post(where, confirmed, secure=True))
    say(f"saving: {saved(Job.objects.first())}")
    say(", ".join(re.findall(r"<h1>(.*?)</h1>", get(where).content.decode())))
    whole, work, most = (sum(each[0] for each in spent), sum(each[2] for each in spent), max(each[1] for each in spent))
    say(f"read and compared: {whole:.1f} s, {work:.1f} s of work, {most:.0f} MB")
    return 0 if whole <= SECONDS and most <= MEGABYTES else 1


def named(file, name):
    file.name = name
    return file


def saved(job) -> str:
    """Wait for the job's end; its seconds, and the most that its process held."""
    begun, most, work = perf_counter(), 0.0, 0.0
    while True:
        job.refresh_from_db()
        for folder in Path("/proc").glob("[0-9]*"):
            most, work = max(most, held(folder, str(job.key))), max(work, worked(folder, str(job.key)))
        if job.is_over:
            return f"{job.state}, {perf_counter() - begun:.0f} s, {work:.0f} s of work, {most:.0f} MB at most"
        sleep(0.5)


def is_it(folder, key) -> bool:
    try:
        return key.encode() in (folder / "cmdline").read_bytes()
    except OSError:
        return False


def held(folder, key) -> float:
    if not is_it(folder, key):
        return 0.0
    try:
        found = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def worked(folder, key) -> float:
    if not is_it(folder, key):
        return 0.0
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def filled_in(data: bytes, agency: str) -> bytes:
    """Every row with a status, a lead agency, and two texts that are its own."""
    from recommendations.sheets import read
    from recommendations.tables.sheets import answer_columns
    from tests.sheets.fill import fill

    letters = {each.name: chr(ord("A") + at) for at, each in enumerate(answer_columns())}
    text = "The inspectors lack languages, and the agencies lack offices. " * 5
    cells = {}
    for row in range(3, 3 + read(data).untouched):
        cells |= {f"{letters['status']}{row}": "Planned", f"{letters['lead']}{row}": agency or None}
        cells |= {f"{letters['challenges']}{row}": f"{row} {text}", f"{letters['next_steps']}{row}": f"{text} {row}"}
    return fill(data, answers=cells)


if __name__ == "__main__":
    sys.exit(main())

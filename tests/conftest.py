"""What every test stands on. The house rules are in tests/watch.py, the browser's part in tests/browser/."""

import gc
import os
import shutil
import subprocess
import tempfile
import zlib
from pathlib import Path

import hypothesis
import pytest

from tests.watch import Missing, watched

FULL = bool(os.environ.get("FULL"))
SHARED = bool(os.environ.get("SHARED"))  # a run on SQLite and one on PostgreSQL belong together
ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

hypothesis.settings.register_profile(
    "house",
    max_examples=1000 if FULL else 30,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("house")


# What a test asks for that may open a database; to every other one pytest-django refuses it. (Not "django_db_setup":
# on PostgreSQL every test has that from `_nobody_holds_the_database`.)
OPENS = {"db", "transactional_db", "live_server", "engine"}


# What reads: in the gate each of these tests runs on one of the two; what writes (actions, models, faults) on both.
SHARED_ROOMS = {
    "admin", "commands", "filters", "fixtures", "mail", "management", "queries", "reading", "reports", "sheets",
    "templatetags", "views",
}  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what can open a database: the rest is the same on both, and `bootstrap.py test` runs it once."""
    for item in items:
        if item.get_closest_marker("django_db") or OPENS.intersection(item.fixturenames):
            item.add_marker("database")
        if item.path.parent.name in SHARED_ROOMS:
            item.add_marker("shared")
    if SHARED:
        elsewhere = {
            item for item in items if item.get_closest_marker("shared") and for_postgresql(item) != ON_POSTGRESQL
        }
        config.hook.pytest_deselected(items=[*elsewhere])
        items[:] = [item for item in items if item not in elsewhere]


def for_postgresql(item):
    """Nine tests in sixteen, the same ones each time: pages in a browser and what needs no database are SQLite's."""
    number = zlib.crc32(item.name.encode()) % 16
    return number % 2 == 0 or number == 1


def pytest_collection_finish():
    """What was imported stays, so the collector need not look at it again and again: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def scale():
    """scale(small, full): the number for everyday, and the one that `bootstrap.py test --full` takes."""
    return lambda small, full: full if FULL else small


@pytest.fixture
def engine():
    """ "sqlite" or "postgresql": which database this run is on."""
    from django.db import connection

    return connection.vendor


# --- Database and files ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite as on a site: in a file (parallel writers lock differently in memory), one for each worker.

    Only the disk is not waited for: tests need not survive a power cut.
    """
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    folder = tempfile.mkdtemp(prefix="aflm-sqlite-")
    connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "test.sqlite3")
    options = connection.settings_dict["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=ON_POSTGRESQL)
def _nobody_holds_the_database(django_db_setup, django_db_blocker):
    """A process that a test has killed leaves its session open for a moment, and PostgreSQL keeps a database in use."""
    yield
    from django.db import connection

    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(others, [connection.settings_dict["NAME"]])


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests(django_test_environment):
    from django.test import override_settings

    given = {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        # Static files are looked for when they are asked for, not all of them for each client.
        "WHITENOISE_AUTOREFRESH": True,
    }
    with override_settings(**given):
        yield


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


# --- House rules that hold in every test -------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _each_context_once():
    """`response.context` holds each context as it was first: copied again for every part of a page it takes longer than
    many a page."""
    from django.test import client

    copied = client.store_rendered_templates

    def first(store, signal, sender, template, context, **more):
        seen = store.setdefault("seen", {})
        if id(context) not in seen:
            seen[id(context)] = context  # held, so that no other takes its place
            copied(store, signal, sender, template, context, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(client, "store_rendered_templates", first)
        yield


@pytest.fixture(scope="session", autouse=True)
def _undefined_variables_fail(django_test_environment):
    from django.template import engines

    for each in engines.all():
        each.engine.string_if_invalid = Missing()


@pytest.fixture(autouse=True)
def _watch_gets(request, monkeypatch):
    """A GET through the test client writes no domain row and asks nothing row by row."""
    from django.test import Client

    allowed = {name: reason_of(request.node, name) for name in ("get_writes", "repeated_queries")}
    monkeypatch.setattr(Client, "request", watched(Client.request, **allowed))


def reason_of(node, name):
    marker = node.get_closest_marker(name)
    if marker and not marker.kwargs.get("reason"):
        raise pytest.UsageError(f"{node.nodeid}: @pytest.mark.{name} must say why: reason=…")
    return marker and marker.kwargs["reason"]


# --- Who is there ------------------------------------------------------------------------------------


@pytest.fixture
def desk():
    """The writing side of Lao PDR, which asks for no approver; a module that needs another has its own."""
    from tests.desk import Desk

    return Desk()


@pytest.fixture
def september():
    """It is the first of September 2026, in the afternoon of South-East Asia."""
    import time_machine

    with time_machine.travel("2026-09-01 08:00Z", tick=False):
        yield


# --- Programs beside us ------------------------------------------------------------------------------


def program(*names, sentence):
    """The program's path; where it is missing the test is skipped, and fails under CI=true."""
    for name in names:
        if path := shutil.which(name):
            return path
    if CI:
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def chromium():
    return program(
        "chromium",
        "/usr/bin/chromium",
        "chromium-browser",
        "google-chrome",
        sentence="Chromium is missing, so the browser tests do not run (Debian: apt install chromium).",
    )


@pytest.fixture
def own_processes(settings, monkeypatch):
    """Jobs that the site starts find this test's database and files (it needs `django_db(transaction=True)`)."""
    from tests.faults.test_kill import same_database

    for name, value in {**same_database(), "MEDIA_ROOT": settings.MEDIA_ROOT}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def tesseract():
    return program(
        "tesseract",
        sentence="Tesseract is missing, so scans are not read by machine "
        "(Debian: apt install tesseract-ocr tesseract-ocr-tha).",
    )


@pytest.fixture(scope="session")
def open_in_office(tmp_path_factory):
    """open_in_office(content, "report.docx", to="pdf"): the bytes as LibreOffice reads and writes them."""
    soffice = program(
        "soffice",
        "libreoffice",
        sentence="LibreOffice is missing, so Word and Excel files are not opened in it "
        "(Debian: apt install libreoffice-writer-nogui libreoffice-calc-nogui).",
    )
    folder = tmp_path_factory.mktemp("office")

    def convert_all(files, to="pdf"):
        for name, content in files.items():
            (folder / name).write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), *files]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        made = {name: folder / "out" / f"{Path(name).stem}.{to.partition(':')[0]}" for name in files}
        missing = [name for name, result in made.items() if not result.exists()]
        assert not missing, f"LibreOffice could not open {', '.join(missing)}."
        return {name: result.read_bytes() for name, result in made.items()}

    def convert(content, name, to="pdf"):
        return convert_all({name: content}, to)[name]

    convert.all = convert_all
    return convert

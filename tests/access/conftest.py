"""The world is built once for all tests beside this file, and every cell is taken back to it."""

import contextlib
import logging
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.access.people import COLUMNS

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """In whatever order they are, the tests of this folder follow one another, and those that fill the world
    themselves are its last: so each worker builds it once."""
    items.sort(key=lambda item: (HERE not in item.path.parents, item.path.stem == "test_silence"))


@pytest.fixture(scope="package")
def media():
    folder = tempfile.mkdtemp(prefix="aflm-access-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_files(settings, media):
    """In place of the fixture of tests/conftest.py: the files last as long as the world."""
    settings.MEDIA_ROOT = media


@pytest.fixture(autouse=True)
def _no_log(caplog):
    """Thousands of refusals are asked for; the line that each of them writes to the log costs time."""
    with caplog.at_level(logging.ERROR, "django.request"):
        yield


@pytest.fixture(autouse=True)
def _no_contexts(monkeypatch):
    """Nobody here asks for `response.context`, of which the test client keeps a copy for each part of a page."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)


class Clients:
    """`clients["rep"]`: a browser in which the reporter has just signed in, with nothing else in it."""

    def __init__(self, people):
        from django.test import Client

        self.kept = {name: Client() for name in COLUMNS}
        for client in self.kept.values():
            client.handler = self.kept["rep"].handler  # making one costs more than a page
        for name, user in people.items():
            self.kept[name].force_login(user)
        self.cookies = {name: dict(client.cookies) for name, client in self.kept.items()}

    def __getitem__(self, name):
        client = self.kept[name]
        client.cookies.clear()
        client.cookies.update(self.cookies[name])
        return client


class Kept:
    """The world that the tests of a worker share: quiet, or with everything on its way, as they ask for it."""

    def __init__(self, quiet):
        self.world, self.on_its_way = quiet, contextlib.ExitStack()
        self.is_full = False

    def full(self):
        if not self.is_full:
            self.on_its_way.enter_context(filled(self.world))
            self.is_full = True
        return self.world

    def quiet(self):
        self.on_its_way.close()
        self.is_full = False
        return self.world


@pytest.fixture(scope="package")
def kept(django_db_setup, django_db_blocker, media):
    """World and clients (one for each column), gone at the end.

    Its tests are marked `django_db` all the same: pytest-django makes a test database only for those.
    """
    from django.db import transaction
    from django.test import override_settings

    from recommendations.models import User
    from tests.access import world

    with django_db_blocker.unblock(), transaction.atomic():
        assert not User.objects.exists(), "This is not a test database."
        with override_settings(MEDIA_ROOT=media):
            made = world.quiet()
        made.clients = Clients(made.people)
        kept = Kept(made)
        yield kept
        kept.quiet()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def quiet_world(kept, django_db_blocker):
    """The world with nothing on its way."""
    with django_db_blocker.unblock():
        return kept.quiet()


@pytest.fixture(scope="module")
def full_world(kept, django_db_blocker, media):
    """The same with everything on its way that can be."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        return kept.full()


@contextlib.contextmanager
def filled(world):
    """The quiet world with everything on its way; quiet again afterwards."""
    from django.db import transaction

    from tests.access.world import fill

    keys, readers = dict(world.keys), dict(world.readers)
    with transaction.atomic():
        fill(world)
        count_rows()
        yield world
        transaction.set_rollback(True)
    world.keys, world.readers = keys, readers
    world.__dict__.pop("rows", None)


def count_rows():
    """What PostgreSQL does by itself on a site: without it, it plans for empty tables and takes minutes.

    Of our tables alone: its own catalogues are shared by all databases, and a worker that has counted them keeps
    the others waiting until its world is taken back.
    """
    from django.apps import apps
    from django.db import connection

    if connection.vendor == "postgresql":
        tables = [model._meta.db_table for model in apps.get_app_config("recommendations").get_models()]
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


@pytest.fixture
def undone():
    """`with undone():` takes back all that happens inside."""
    from django.db import transaction

    @contextlib.contextmanager
    def back():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return back

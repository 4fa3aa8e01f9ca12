"""Chromium for the tests in this folder, on a running site at `page.goto("/…")`.

Every page is watched: a request that leaves this machine, a script error and a refusal by the
Content-Security-Policy fail the test, whatever it is about.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.width import fits

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OWN = ("http://127.0.0.1:", "data:", "blob:", "about:")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium):
    # Playwright keeps an event loop in this thread; Django would then refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return {"executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(live_server):
    return {"base_url": live_server.url, "locale": "en-GB", "timezone_id": "UTC"}


@pytest.fixture
def faults():
    """What the windows of this test complained of."""
    return []


@pytest.fixture
def new_page(new_context, faults):
    """new_page(width, height, **what a context takes): a window of its own, signed in as nobody."""

    def make(width=1280, height=900, **more):
        context = new_context(viewport={"width": width, "height": height}, **more)
        context.set_default_timeout(10_000)
        context.on("request", lambda request: faults.extend(leaving(request.url)))
        context.on("console", lambda message: faults.extend(complaint(message)))
        context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
        return context.new_page()

    yield make
    assert not faults, "\n".join(faults)


def leaving(url):
    return [] if url.startswith(OWN) else [f"a request to {url}"]


def complaint(message):
    # An answer of 404 or 409 is a page's business, and told here too.
    expected = message.type != "error" or message.text.startswith("Failed to load resource")
    return [] if expected else [f"console: {message.text}"]


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def phone(new_page):
    return new_page(320, 640, has_touch=True, is_mobile=True)


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, user): from here on the page's window belongs to that person."""
    from django.conf import settings
    from django.test import Client

    def enter(page, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return enter


@pytest.fixture
def axe_check(faults):
    """axe_check(page, but=rules left out): WCAG 2.2 A and AA, large targets, nothing wider than the window."""

    def check(page, but=()):
        rules = {"target-size": {"enabled": True}} | {rule: {"enabled": False} for rule in but}
        options = {"runOnly": {"type": "tag", "values": WCAG}, "rules": rules}
        before = len(faults)
        found = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response["violations"]
        del faults[before:]  # axe itself tries an inline style
        assert not found, f"{page.url}\n" + "\n".join(map(told, found))
        fits(page)

    return check


def told(violation):
    places = (f"    {' '.join(map(str, node['target']))}: {node['html'][:200]}" for node in violation["nodes"])
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])

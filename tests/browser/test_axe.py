"""Every page in every state, at the width of a phone, a tablet and a desk; by keyboard, and on paper."""

import zlib
from dataclasses import replace

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.browser import gestures
from tests.browser.keyboard import check_keyboard
from tests.browser.pages import NOT_PAGES, STATUS, Row, rows
from tests.browser.scene import SCENES, just_signed_in
from tests.browser.width import fits
from tests.conftest import FULL
from tests.factories import MembershipFactory, UserFactory
from tests.html import check_page

# No page is wider than its window at ALL widths. In the gate axe looks at one of the EVERYDAY ones, by the row's name
# (a route's states see both); with `bootstrap.py test --full` at ALL.
EVERYDAY, ALL = (320, 1280), (320, 768, 1280)
# Django’s tables of related rows name their fields in the heads of columns only.
NOT_OURS = ("label", "select-name")
AT_ONCE = 6
pytestmark = [pytest.mark.urls("tests.browser.urls"), pytest.mark.filterwarnings("ignore::UserWarning")]


@pytest.fixture
def scene(together, live_server):
    with transaction.atomic():
        return enriched(SCENES[together[0].scene](frozenset().union(*(row.states for row in together))))


def enriched(made):
    """The scene with two more people: one who never signed in, one with a second factor."""
    made.people["invited"] = UserFactory(email="invited@example.org")
    made.people["invited"].set_unusable_password()
    made.people["invited"].save()
    made.people["careful"] = UserFactory(email="careful@example.org", name=made.words.person)
    for name in ("invited", "careful"):
        MembershipFactory(user=made.people[name], party=made.own)
    EmailAddress.objects.create(user=made.people["careful"], email="second@example.org")
    TOTP.activate(made.people["careful"], generate_totp_secret())
    RecoveryCodes.activate(made.people["careful"])
    return made


@pytest.fixture
def window_of(scene, new_page, live_server):
    """window_of(row): a window of the row’s person, in which every page that comes is kept as `window.documents`."""

    def make(row):
        page = new_page(1280, 900)
        page.documents = []
        page.on("response", lambda response: is_page(response) and page.documents.append(response))
        if row.who != "-":
            user = scene.people[row.who]
            client = Client()
            client.force_login(user)
            just_signed_in(client.session, user)
            cookie = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return make


def chosen() -> list[Row]:
    """In the gate a page that is looked at both filled and with long texts is looked at in one of the two, and of a
    route's several addresses for one person half, but always one."""
    if FULL:
        return rows()
    places: dict[tuple[str, str, bool], list[Row]] = {}
    for row in _in_one_scene():
        places.setdefault((row.route, row.who, bool(row.gesture)), []).append(row)
    return [row for own in places.values() for row in own[: (len(own) + 1) // 2]]


def _in_one_scene() -> list[Row]:
    either = {False: "filled", True: "long"}
    there = {row.name for row in rows()}
    return [row for row in rows() if row.scene == "empty" or row.scene == either[_takes_long(row, there)]]


def _takes_long(row: Row, there: set[str]) -> bool:
    alone = replace(row, scene="filled")
    other = replace(row, scene="long")
    if {alone.name, other.name} <= there:
        return zlib.crc32(alone.name.encode()) % 2 == 0
    return other.name in there


def batches() -> list[tuple[Row, ...]]:
    """Pages that are only looked at share their scene, some at a time: to build it takes longer than to look.

    Those that need the same stand together; a scene shows what any of its pages needs.
    """
    found: dict[object, list[Row]] = {}
    for row in sorted(chosen(), key=lambda row: sorted(row.states)):
        found.setdefault((row.scene, row.name if row.gesture else ""), []).append(row)
    return [tuple(own[at : at + AT_ONCE]) for own in found.values() for at in range(0, len(own), AT_ONCE)]


@pytest.mark.parametrize("together", batches(), ids=lambda rows: rows[0].name)
def test_pages(together, scene, window_of, axe_check, scale, subtests):
    for row in together:
        with subtests.test(row.name):
            window = window_of(row)
            look(row, scene, window, axe_check, scale)
            window.context.close()


def look(row, scene, window, axe_check, scale):
    window.goto(row.path.format(**places(scene)))
    if row.gesture:
        getattr(gestures, row.gesture)(window, scene)
        window.wait_for_load_state()
    last = window.documents[-1]
    assert last.status == row.status
    if row.is_own:
        check_page(last.text())
    looked_at = scale((EVERYDAY[zlib.crc32(row.name.encode()) % 2],), ALL)
    for width in ALL:
        window.set_viewport_size({"width": width, "height": 900})
        fits(window)
        if width in looked_at:
            axe_check(window, but=() if row.is_own else NOT_OURS)
    if row.scene == "filled" and not row.gesture:
        check_keyboard(window, skip_link=row.has_skip_link)
    check_paper(window)


def is_page(response) -> bool:
    request = response.request
    return request.is_navigation_request() and response.status not in (301, 302)


def places(scene) -> dict[str, str]:
    """What stands in braces in the table."""
    user = scene.people["reporter"]
    found = {state: scene.address(state) for state in scene.follow_ups}
    if "accepted" in found:
        texts = {state: each.recommendation for state, each in scene.follow_ups.items()}
        found["text"], found["printed"] = texts["accepted"].reference, str(texts["accepted"].pk)
        found |= {state: texts[state].reference for state in scene.words.scripts}
    address = EmailAddress.objects.get(email="second@example.org")
    found["confirmation"] = EmailConfirmationHMAC(address).key
    found["reset"] = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return found | scene.imports | {"person": str(user.pk)}


def check_paper(page) -> None:
    """Printed, a page has no frame."""
    page.emulate_media(media="print")
    frame = page.locator(".app-top, .app-nav, .govuk-breadcrumbs, .govuk-skip-link, .app-paging, #header")
    seen = [each for each in frame.all() if each.is_visible()]
    page.emulate_media(media="screen")
    assert not seen, f"{page.url} prints its frame"


def route_names(resolver, above="") -> set[str]:
    found = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            found.add(f"{above}{each.name}")
        elif each.app_name != "admin":
            found |= route_names(each, f"{above}{each.namespace}:" if each.namespace else above)
    return found


@pytest.mark.urls("aflm_tracker.urls")
def test_every_route_has_a_row():
    there = route_names(get_resolver())
    looked_at = {row.route for row in rows()}
    assert there - looked_at - NOT_PAGES.keys() == set(), "routes without a row in tests/browser/pages.py"
    others = {name for name in looked_at if not name.startswith("admin:")} - STATUS.keys()
    assert (others | NOT_PAGES.keys()) - there == set(), "rows without a route"

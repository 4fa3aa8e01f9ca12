"""The ways around a page: an absent address beside a closed one, files, their folder, forged forms, old roles."""

import datetime
import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import tokens
from recommendations.models import EvidenceVersion, FollowUp, Membership, Round, User
from tests.access import sending
from tests.access.people import COLUMNS
from tests.access.reading import Changes, body, dump, told
from tests.access.test_grid import ABSENT, addresses, every_row, posted, rows
from tests.access.world import mark

pytestmark = pytest.mark.django_db

PAGES = ("update_edit", "answered_under", "evidence_add", "review")
# What addresses choose by.
NAMES = (
    "country", "theme", "document", "forum", "agency", "organization", "edition_of", "q", "query", "page", "round",
    "state", "sort", "rows", "themes", "done", "open", "since", "seal",
)  # fmt: skip


# --- 404: nothing there and nothing for you are one answer -----------------------------------------------------


@pytest.mark.parametrize("who", ["x-rep", "x-app", "pa-", "rev-", "r-vie", "sec"])
def test_closed_and_absent_look_the_same(full_world, who):
    client = full_world.clients[who]
    for route in PAGES:
        absent = told(client.get(reverse(route, args=ABSENT)))
        assert absent.startswith("404")
        for state in ("nothing", "draft", "submitted", "returned", "accepted", "tied"):
            closed = told(client.get(reverse(route, args=full_world.follow_ups[state].address)))
            assert closed == absent, f"{route} of {state}"
    absent = told(client.get(reverse("evidence_file", args=[uuid.UUID(int=7)])))
    for key in ("draft.public", "submitted.shared", "accepted.private", "accepted.taken-back", "accepted.link"):
        assert told(client.get(reverse("evidence_file", args=[full_world.keys[key]]))) == absent, key


@pytest.mark.parametrize("who", ["rev", "rev+"])
def test_a_reviewer_cannot_tell_a_draft_from_nothing(full_world, who):
    client = full_world.clients[who]
    answers = {
        state: [client.get(reverse(route, args=full_world.follow_ups[state].address)).status_code for route in PAGES]
        for state in ("nothing", "draft", "for approval", "approved", "withdrawn")
    }
    assert set(map(tuple, answers.values())) == {(403, 403, 403, 302)}


@pytest.mark.parametrize("state", ["nothing", "draft", "for approval", "submitted", "returned"])
def test_a_refused_move_says_the_same_whatever_is_there(full_world, undone, state):
    """The country's own viewer may know of what was submitted, a stranger to the country of nothing."""
    for who, code in (("vie", 403), ("rev", 403), ("x-rep", 404), ("sec", 404)):
        with undone():
            address = reverse("update_move", args=[*full_world.follow_ups[state].address, "submit"])
            empty = reverse("update_move", args=[*full_world.follow_ups["spare"].address, "submit"])
            data = posted(full_world, "update_move", f"submit of {state}", who)
            here, there = (full_world.clients[who].post(url, data) for url in (address, empty))
            assert here.status_code == code
            assert told(here) == told(there)


# --- Files -----------------------------------------------------------------------------------------------------


def test_a_file_is_given_as_an_attachment_and_never_run(full_world):
    response = full_world.clients["x-rep"].get(reverse("evidence_file", args=[full_world.keys["accepted.shared"]]))
    assert body(response) == f"{mark('accepted', 'shared')};1\n".encode()
    assert response["Content-Disposition"] == f'attachment; filename="{mark("accepted", "shared")}.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"].startswith("text/csv")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_files_lie_under_random_names(full_world):
    names = EvidenceVersion.objects.exclude(file="").values_list("file", "key", "file_name")
    assert len(names) > 30
    for stored, key, name in names:
        assert re.fullmatch(r"evidence/[0-9a-f]{32}", stored)
        assert key.hex not in stored
        assert Path(name).stem not in stored


def test_the_folder_of_files_has_no_address(full_world):
    stored = EvidenceVersion.objects.exclude(file="").first().file.name
    name = Path(stored).name
    assert (Path(settings.MEDIA_ROOT) / stored).exists()
    for address in (
        f"/{stored}", f"/media/{stored}", f"/static/{stored}", f"/evidence/{name}/", f"/evidence/{uuid.UUID(name)}/",
        "/media/", "/static/evidence/", "/previews/", "/static/../media/", "/var/", "/evidence/../evidence/",
    ):  # fmt: skip
        for who in ("rep", "sec", "out"):
            response = full_world.clients[who].get(address)
            assert response.status_code in (404, 302), f"{who} {address}"
            assert response.status_code == 404 or response.url.startswith(reverse("account_login")), address


@pytest.mark.parametrize("who", [who for who in COLUMNS if who != "out"])
def test_no_page_of_a_person_is_kept_by_a_shared_cache(full_world, who):
    for address in (reverse("home"), reverse("recommendation_download", args=["csv"]), "/absent/"):
        response = full_world.clients[who].get(address)
        body(response)
        assert response["Cache-Control"] == "private, no-store", address


# --- Forms ------------------------------------------------------------------------------------------------------


def writes(world):
    """(address, body) of a post of every kind that would go through, and who would do it."""
    found = world.follow_ups
    for who, route, state in (
        ("rep", "update_edit", "draft"), ("rep", "evidence_add", "draft"), ("rep", "answered_under", "nothing"),
        ("rep", "update_move", "ask_approval of draft"), ("rev", "review", "accept of submitted"),
    ):  # fmt: skip
        move, _, where = state.rpartition(" of ")
        extra = [move] if route == "update_move" else []
        yield who, reverse(route, args=[*found[where].address, *extra]), posted(world, route, state, who)
    yield "rep", reverse("profile"), posted(world, "profile", "-", "rep")


def test_a_post_from_another_site_is_refused(full_world, undone):
    before = dump()
    for who, address, data in writes(full_world):
        with undone():
            client = Client(enforce_csrf_checks=True)
            client.force_login(full_world.people[who])
            rows = dump()
            with Changes(rows) as changes:
                assert client.post(address, data).status_code == 403, address
            # What its person typed may be kept for them (its key is theirs); nothing else.
            assert set(changes.tables) <= {sending.KEPT}, address
            assert full_world.clients[who].post(address, data).status_code == 302, f"{address} could not go through"
    assert dump() == before


@pytest.mark.repeated_queries(reason="tests of each page watch that; here every form of the site is sent")
def test_a_form_of_somebody_else_is_refused(full_world, undone):
    """A key is signed for its owner; in the hands of another it is no key, as is one whose page was open too long."""
    before, foreign, answers = every_row(full_world), tokens.new_key(full_world.people["str"]), {}
    for route, state, cells in rows("POST"):
        who = next((name for name, cell in cells.items() if cell == "done"), None)
        if who and route not in {*answers, "kept_text", "profile"}:  # these two may be done twice, and ask for no key
            data = posted(full_world, route, state, who) | {"form_key": foreign}
            with undone(), Changes(before) as changes:
                answers[route] = full_world.clients[who].post(addresses(full_world, route, state)[0], data).status_code
            assert changes.tables == [], route
    assert {route: code for route, code in answers.items() if code not in (200, 302, 409)} == {}
    assert len(answers) > 60


def test_what_belongs_to_another_country_cannot_be_posted(full_world, undone):
    """The ids of another country's agencies, activities and evidence, put into one's own form."""
    strange = full_world.people["x-rep"]
    with undone():
        mine = full_world.follow_ups["elsewhere"]
        address = reverse("update_edit", args=mine.address)
        own = FollowUp.objects.get(pk=full_world.follow_ups["accepted"].pk).current_version
        typed = {
            "form_key": tokens.new_key(strange), "opened_update": 0, "opened_version": 0, "status": "planned",
            "activities-TOTAL_FORMS": 1, "activities-INITIAL_FORMS": 0, "activities-0-text": "Taken.",
        }  # fmt: skip
        for stolen in (
            {"lead": own.agencies.first().organization_id},
            {"contributing": [own.agencies.first().organization_id]},
            {"activities-0-activity": own.activities.get().activity_id},
        ):
            with Changes(dump()) as changes:
                response = full_world.clients["x-rep"].post(address, typed | stolen)
            assert (response.status_code, changes.tables) == (200, []), stolen
        again = {"form_key": tokens.new_key(strange), "evidence": own.evidence.first().evidence_id, "again": "1"}
        with Changes(dump()) as changes:
            response = full_world.clients["x-rep"].post(reverse("evidence_add", args=mine.address), again)
        assert (response.status_code, changes.tables) == (200, [])
        under = {"form_key": tokens.new_key(strange), "under": full_world.follow_ups["accepted"].pk}
        with Changes(dump()) as changes:
            response = full_world.clients["x-rep"].post(reverse("answered_under", args=mine.address), under)
        assert (response.status_code, changes.tables) == (200, [])
        # It could have been: the same form without what was stolen.
        assert full_world.clients["x-rep"].post(address, typed).status_code == 302


def test_a_sign_that_no_database_holds_may_stand_behind_any_address(full_world):
    """PostgreSQL answers U+0000 with an error, which nobody may bring about."""
    place = full_world.follow_ups["nothing"].recommendation.reference
    for who, address in (
        ("pa+", reverse("statement_new", args=[place])), ("sec", reverse("import_new")), ("rep", reverse("task_list")),
        ("coo", reverse("responsibility_list")), ("rev", reverse("review_queue")), ("sec", reverse("link_list")),
        ("rev", reverse("round_rows", args=[Round.objects.get(name="Round told").pk])), ("rev", reverse("brief")),
        ("rep", reverse("saved_view_new")), ("rep", reverse("picture")), ("rep", reverse("one_page")),
    ):  # fmt: skip
        named = "&".join(f"{name}=%00" for name in NAMES)
        assert full_world.clients[who].get(f"{address}?{named}").status_code < 500, address


# --- Roles that do not hold today --------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["ended", "not yet", "inactive"])
def test_a_role_that_does_not_hold_today_opens_nothing(full_world, undone, change):
    person, day = full_world.people["rep"], timezone.localdate()
    address = full_world.follow_ups["draft"].get_absolute_url()
    with undone():
        held = Membership.objects.filter(user=person)
        if change == "ended":
            held.update(ends_on=day - datetime.timedelta(days=1))
        if change == "not yet":
            held.update(starts_on=day + datetime.timedelta(days=1))
        if change == "inactive":
            User.objects.filter(pk=person.pk).update(is_active=False)
        assert full_world.clients["rep"].get(address).status_code == (302 if change == "inactive" else 403)
        assert "Zq." not in told(full_world.clients["rep"].get(reverse("home"), follow=True))
    assert mark("draft", "challenges") in told(full_world.clients["rep"].get(address))


def test_who_left_for_another_country_opens_nothing_that_they_gave(full_world, undone):
    given = EvidenceVersion.objects.get(key=full_world.keys["draft.private"])
    pages = [reverse("evidence_file", args=[given.key]), reverse("evidence", args=[given.evidence_id])]
    client = full_world.clients["rep"]
    assert [told(client.get(page))[:3] for page in pages] == ["200", "200"]
    with undone():
        Membership.objects.filter(user=full_world.people["rep"]).update(party=full_world.other)
        assert [told(client.get(page))[:3] for page in pages] == ["404", "404"]

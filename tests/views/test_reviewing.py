"""The reviewers' queue as its pages show it: filters, the walk through it, viewed marks, what it costs."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.models import Review, Seen, Update, User
from tests.desk import dump
from tests.factories import RecommendationThemeFactory, ThemeFactory
from tests.html import check_page
from tests.reviewing import decide
from tests.views.posting import as_it_stands, form_with
from tests.views.queue_pages import listed, page_of, press, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reviewing")]


# --- Filters -------------------------------------------------------------------------------------------------


def test_each_filter_leaves_what_fits(client, desk):
    new, old, same, first, again = rows(desk, 5, answered=(0, 1, 2, 4))
    Update.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - datetime.timedelta(days=40))
    Update.objects.filter(pk=same.pk).update(is_unchanged=True)
    theme = ThemeFactory(slug="fees")
    RecommendationThemeFactory(recommendation=new.follow_up.recommendation, theme=theme, is_main=True)
    desk.move("send_back", again)
    desk.move("submit", desk.save(follow_up=again.follow_up, challenges="More."))
    Seen.objects.create(version=first.versions.get(), user=desk["reviewer"])
    decide(new, desk["reviewer"])
    User.objects.filter(pk=desk["reviewer"].pk).update(previous_login=timezone.now() - datetime.timedelta(days=20))
    known = (new, old, same, first, again)
    for query, expected in (
        ("", known),
        ("?country=LA", known), ("?country=KH", ()), ("?country=%00", known), ("?state=nonsense", known),
        ("?forum=15", known), ("?forum=14", ()), ("?forum=x", known),
        ("?theme=fees", (new,)),
        ("?state=new", (old, same, again)), ("?state=looked", (first,)), ("?state=decided", (new,)),
        ("?state=looked&state=decided", (new, first)),
        ("?kind=unchanged", (same,)), ("?kind=first", (first,)), ("?kind=again", (again,)),
        ("?kind=changed", (new, old, again)),
        ("?assessment=needs-evidence", (new, old, same, again)), ("?assessment=confirmed", ()),
        ("?age=older", (old,)), ("?age=week", (new, same, first, again)), ("?age=month", ()),
        ("?since=last-visit", (new, same, first, again)),
        ("?age=older&kind=unchanged", ()),
    ):  # fmt: skip
        assert listed(client, query, known) == list(expected), query


def test_the_page_counts_by_country_and_says_how_far_one_has_come(client, desk):
    one, two, three = rows(desk, 3)
    Update.objects.filter(pk=one.pk).update(submitted_at=timezone.now() - datetime.timedelta(days=40))
    Seen.objects.create(version=two.versions.get(), user=desk["reviewer"])
    decide(three, desk["reviewer"], "send-back")
    html = client.get("/review/").content.decode()
    assert "2 of 3 looked at, 1 decided and not sent." in html
    assert '<a href="?country=LA">3</a>' in html
    assert '<a href="?country=LA&amp;age=week">2</a>' in html
    assert '<a href="?country=LA&amp;age=older">1</a>' in html
    assert "Send decisions to Lao PDR: 0 accepted, 1 returned" in html


def test_it_is_sorted_by_waiting_time_either_way(client, desk):
    one, two, three = rows(desk, 3)
    for query, order in (("", (one, two, three)), ("?sort=latest", (three, two, one))):
        html = client.get(f"/review/{query}").content.decode().partition("<tbody>")[2]
        assert sorted((one, two, three), key=lambda update: html.index(page_of(update))) == list(order)


def test_new_is_what_came_since_the_sign_in_before(client, desk):
    (update,) = rows(desk, 1)
    user = desk["reviewer"]
    for _ in range(2):
        browser = Client()
        browser.post("/accounts/login/", {"login": user.email, "password": "a long password"})
    user.refresh_from_db()
    assert user.previous_login is not None
    assert user.previous_login < user.last_login
    assert listed(client, "?since=last-visit", (update,)) == []


# --- The walk ------------------------------------------------------------------------------------------------


def test_save_and_next_walks_the_filtered_queue_in_order(client, desk):
    one, two, three, four = rows(desk, 4, answered=(1,))
    decide(three, desk["reviewer"])
    query = "?kind=first&country=LA"
    answer = press(client, page_of(one, query), decision="confirmed-in-part", then="next")
    assert (answer.status_code, answer.url) == (302, page_of(four, query))
    answer = press(client, page_of(four, query), decision="send-back", note_evidence="The decree.", then="next")
    assert answer.url == f"/review/{query}"
    found = Review.objects.pending().exclude(update=three).order_by("pk").values_list("decision", "assessment", "note")
    assert list(found) == [
        ("accept", "confirmed-in-part", ""), ("send-back", "", "See the notes on the single fields."),
    ]  # fmt: skip
    assert press(client, page_of(four, "?sort=latest"), then="next").url == page_of(two, "?sort=latest")


def test_a_page_that_was_only_opened_is_not_looked_at(client, desk):
    one, two = rows(desk, 2)
    client.get(page_of(one))
    assert not Seen.objects.exists()
    assert press(client, page_of(one), then="looked").url == page_of(two)
    assert Seen.objects.get().version.update == one
    body = as_it_stands(form_with(client.get("/review/").content.decode(), "rows")) | {"then": "seen"}
    assert client.post("/review/seen/", body | {"rows": [f"{two.pk}.1"]}).url == "/review/"
    assert Seen.objects.count() == 2
    assert not Review.objects.exists()


def test_what_somebody_else_decided_is_told_and_not_overwritten(client, desk):
    (update,) = rows(desk, 1)
    body = as_it_stands(form_with(client.get(page_of(update)).content.decode(), "decision"))
    decide(update, desk["reviewer"], "send-back", note="Theirs.")
    answer = client.post(page_of(update), body | {"decision": "confirmed", "note": "Mine."})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody decided on this answer after you opened it." in html
    assert "Theirs." in html
    assert "Mine." in html
    assert Review.objects.get().note == "Theirs."


def test_a_version_that_moved_on_shows_the_new_one_and_keeps_the_note(client, desk):
    (update,) = rows(desk, 1)
    decide(update, desk["reviewer"], "send-back", note="Which law?", notes={"challenges": "Say more."})
    desk.move("withdraw", update)
    desk.move("submit", desk.save(follow_up=update.follow_up, challenges="The new words."))
    html = client.get(page_of(update)).content.decode()
    check_page(html)
    assert "Decided on an earlier version, and not sent" in html
    assert "The new words." in html
    form = as_it_stands(form_with(html, "decision"))
    assert (form["note"], form["note_challenges"], "decision" in form) == (["Which law?"], ["Say more."], False)
    assert client.post(page_of(update), form | {"then": "looked"}).status_code == 302  # nothing was written anew
    desk.move("withdraw", update)
    desk.move("submit", desk.save(follow_up=update.follow_up, challenges="Newer words."))
    answer = client.post(page_of(update), form | {"decision": "confirmed", "note": "And when?"})
    html = answer.content.decode()
    assert (answer.status_code, "Newer words." in html) == (409, True)
    assert "The new version is shown here, and your notes are kept." in html
    now = as_it_stands(form_with(html, "decision"))
    assert (now["note"], now["note_challenges"], "decision" in now) == (["And when?"], ["Say more."], False)


def test_a_decision_is_taken_back(client, desk):
    (update,) = rows(desk, 1)
    decide(update, desk["reviewer"])
    body = as_it_stands(form_with(client.get(page_of(update)).content.decode(), "take_back")) | {"take_back": "1"}
    assert client.post(page_of(update), body).url == page_of(update)
    assert not Review.objects.exists()


# --- What it costs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/review/?country=LA&state=decided", "/review/accept/", "/review/send/LA/"])
def test_each_page_costs_the_same_for_one_row_and_ten(client, desk, address):
    def cost():
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    def one_more():
        update = desk.to("submitted", follow_up=desk.another())
        if "accept" in address:
            Update.objects.filter(pk=update.pk).update(is_unchanged=True)
        else:
            decide(update, desk["reviewer"], "send-back", notes={"challenges": "Why?"})

    one_more()
    one = cost()
    for _ in range(9):
        one_more()
    assert one == cost() <= 12


def test_a_decided_answer_costs_twelve_queries_at_most(client, desk):
    desk.to("accepted")
    update = desk.to("submitted")
    decide(update, desk["reviewer"], "send-back", notes={"challenges": "Why?"})
    address = page_of(update, "?country=LA&kind=changed&state=decided")
    client.get(address)
    before = dump()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    assert len(seen) <= 12
    assert dump() == before

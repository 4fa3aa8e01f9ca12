"""The reviewers' queue as its pages show it: filters, the walk through it, viewed marks, sending, and who sees what."""

import datetime

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.actions.tokens import new_key
from recommendations.choices import ReviewField
from recommendations.models import FollowUp, OutboxMail, Review, Seen, Sending, Update, User
from recommendations.queries import review_queue
from recommendations.queries.review import mark_of
from recommendations.queries.sheets import rows as sheet_rows
from tests.access.reading import told
from tests.actions.test_reviews import OWN_WORK
from tests.desk import Desk, dump
from tests.factories import MembershipFactory, RecommendationThemeFactory, ThemeFactory
from tests.html import check_page
from tests.reviewing import decide, send
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def client(desk):
    client = Client()
    client.force_login(desk["reviewer"])
    return client


def rows(desk, count, *, answered=()):
    """Submitted updates, the first waiting longest: an hour apart. `answered`: those that had an answer before."""
    follow_ups = [desk.another() for _ in range(count)]
    for number in answered:
        desk.move("accept", desk.to("submitted", follow_up=follow_ups[number]), assessment="needs-evidence")
    found = [desk.to("submitted", follow_up=each, challenges="Money.") for each in follow_ups]
    for number, update in enumerate(found):
        at = timezone.now() - datetime.timedelta(hours=count - number)
        Update.objects.filter(pk=update.pk).update(submitted_at=at)
    return found


def reference(update):
    return update.follow_up.recommendation.reference


def listed(client, query="", known=()):
    html = client.get(f"/review/{query}").content.decode()
    check_page(html)
    return [update for update in known if f"/review/{reference(update)}/" in html.partition("<tbody>")[2]]


def page_of(update, query=""):
    return f"/review/{reference(update)}/LA/{query}"


def press(client, address, **typed):
    """Fill in the form of the decision and send it; where it leads."""
    body = as_it_stands(form_with(client.get(address).content.decode(), "decision"))
    return client.post(address, body | typed)


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


# --- Many, and sending ---------------------------------------------------------------------------------------


def test_sixty_unchanged_are_accepted_at_once_and_sent_with_one_mail(client, desk):
    """In small: three of them, and one that changed."""
    same = rows(desk, 3)
    Update.objects.filter(pk__in=[each.pk for each in same]).update(is_unchanged=True)
    (other,) = rows(desk, 1)
    html = client.get("/review/accept/?only=unchanged").content.decode()
    check_page(html)
    assert reference(other) not in html
    body = as_it_stands(form_with(html, "assessment"))
    assert len(body["rows"]) == 3
    assert client.post("/review/accept/?only=unchanged", body | {"assessment": "confirmed"}).url == "/review/"
    assert Review.objects.pending().filter(assessment="confirmed").count() == 3
    decide(other, desk["reviewer"], "send-back")
    html = client.get("/review/send/LA/").content.decode()
    check_page(html)
    assert html.count("Send decisions to Lao PDR: 3 accepted, 1 returned") == 1
    answer = client.post(
        "/review/send/LA/", as_it_stands(form_with(html, "note")) | {"note": "Thank you."}, follow=True
    )
    assert "Sent to Lao PDR: 3 accepted, 1 returned." in answer.content.decode()
    assert (Sending.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_many_names_what_it_leaves_out(client, desk):
    one, two, three = rows(desk, 3)
    Seen.objects.create(version=one.versions.get(), user=desk["reviewer"])
    decide(three, desk["reviewer"])
    html = client.get(f"/review/accept/?rows={one.pk}.1&rows={two.pk}.1&rows={three.pk}.1&rows=x").content.decode()
    assert "You have not looked at it yet." in html
    assert "It is decided already, and not sent." in html
    assert as_it_stands(form_with(html, "assessment"))["rows"] == [f"{one.pk}.1"]


def test_a_page_of_many_says_whether_more_wait_and_names_one_s_own(client, desk, monkeypatch):
    Update.objects.filter(pk__in=[each.pk for each in rows(desk, 2)]).update(is_unchanged=True)
    told = "More wait than are shown here."
    for most, more in ((2, False), (1, True)):
        monkeypatch.setattr(review_queue, "MOST", most)
        assert (told in client.get("/review/accept/?only=unchanged").content.decode()) == more
    MembershipFactory(user=desk["reporter"], role="reviewer", party=None)
    client.force_login(desk["reporter"])
    html = client.get("/review/accept/?only=unchanged").content.decode()
    assert "You had a hand in it. Another reviewer must decide." in html
    assert "None of these can be accepted together." in html


def test_nobody_decides_on_their_own_work_at_any_door(client, desk):
    """A reporter who is a reviewer too: the page, many at once, somebody else's decision, the sending, the admin."""
    update = desk.to("submitted")
    MembershipFactory(user=desk["reporter"], role="reviewer", party=None)
    MembershipFactory(user=desk["reporter"], role="secretariat", party=None)
    form = as_it_stands(form_with(client.get(page_of(update)).content.decode(), "decision")) | {"decision": "confirmed"}
    mine = Client()
    mine.force_login(desk["reporter"])
    key = {"form_key": new_key(desk["reporter"])}
    html = mine.get(page_of(update)).content.decode()
    assert OWN_WORK in html
    assert 'name="decision"' not in html
    assert mine.post(page_of(update), form | key).status_code == 403
    body = key | {"rows": [f"{update.pk}.1"]}
    assert mine.post("/review/seen/", body | {"then": "seen"}).status_code == 302
    answer = mine.post("/review/accept/", body | {"assessment": "confirmed"}, follow=True)
    assert OWN_WORK in answer.content.decode()
    assert not Review.objects.exists()
    theirs = decide(update, desk["reviewer"], "send-back")
    assert 'name="take_back"' not in mine.get(page_of(update)).content.decode()
    for address in (page_of(update), "/review/send/LA/"):
        assert mine.post(address, key | {"take_back": "1", "review": theirs.pk}).status_code == 403
    assert mine.post("/review/send/LA/", key | {"rows": [mark_of(theirs)]}).status_code == 200
    for address in (
        f"/admin/recommendations/review/{theirs.pk}/change/",
        f"/admin/recommendations/update/{update.pk}/change/",
    ):
        mine.post(address, {"decision": "accept", "state": "accepted", "_save": "1"})
    theirs.refresh_from_db()
    assert (theirs.decision, theirs.sent_at, Update.objects.get(pk=update.pk).state) == ("send-back", None, "submitted")


def test_what_moved_on_before_the_sending_is_told(client, desk):
    one, two = rows(desk, 2)
    decide(one, desk["reviewer"])
    decide(two, desk["reviewer"])
    body = as_it_stands(form_with(client.get("/review/send/LA/").content.decode(), "note"))
    desk.move("withdraw", one)
    answer = client.post("/review/send/LA/", body)
    assert answer.status_code == 200
    assert "changed after you opened the page" in answer.content.decode()
    assert not Sending.objects.exists()
    body = as_it_stands(form_with(client.get("/review/send/LA/").content.decode(), "note"))
    decide(two, desk["reviewer"], "needs-evidence")  # in another window: the page promised something else
    assert "changed after you opened the page" in client.post("/review/send/LA/", body).content.decode()
    assert not Sending.objects.exists()
    html = client.get("/review/send/LA/").content.decode()
    assert "Moved on since you decided" in html
    assert client.post("/review/send/LA/", as_it_stands(form_with(html, "note"))).status_code == 302
    assert Update.objects.get(pk=two.pk).state == "accepted"


# --- Who notices ---------------------------------------------------------------------------------------------

PEOPLE = ("reporter", "approver", "coordinator", "partner", "viewer", "secretariat", "foreigner")


def read(desk, client, role, update):
    client.force_login(desk[role])
    here = update.follow_up.get_absolute_url()
    review = (f"/review/{reference(update)}/LA/", "/review/", "/review/send/LA/")
    writing = ("/tasks/", f"{here}update/", "/evidence/")
    places = ("/", "/recommendations/?country=LA", "/reports/progress/", here, *writing, *review)
    return {place: told(client.get(place)) for place in places}


@pytest.mark.repeated_queries(reason="many pages are read, each for itself")
@pytest.mark.parametrize("role", PEOPLE)
def test_nobody_but_the_reviewers_notices_a_decision_before_it_is_sent(desk, role):
    desk.to("accepted")
    update = desk.to("submitted")
    client = Client()
    before = read(desk, client, role, update)
    decide(update, desk["reviewer"], "send-back", note="A secret note.", notes={"challenges": "Another secret."})
    assert read(desk, client, role, update) == before
    assert "secret" in read(desk, client, "reviewer", update)["/review/send/LA/"]


def test_once_sent_the_country_reads_the_notes_on_single_fields_too(desk):
    update = desk.to("submitted")
    decide(update, desk["reviewer"], "send-back", note="Two things.", notes={"challenges": "Which law?"})
    send(desk.party, desk["reviewer"])
    client = Client()
    client.force_login(desk["reporter"])
    here = update.follow_up.get_absolute_url()
    tasks, page, form = (client.get(place).content.decode() for place in ("/tasks/", here, f"{here}update/"))
    for html in (tasks, page, form):
        check_page(html)
        assert "Two things." in html
    assert "<strong>Challenges:</strong> Which law?" in tasks
    for html in (page, form):
        assert '<a href="#asks_challenges">Challenges</a>' in html
        assert html.count("Which law?") == (2 if html == page else 1)  # in the history too


EVERY = {each.value: f"About the {each.value}." for each in ReviewField}


def test_each_note_on_a_field_stands_beside_it_and_is_announced_with_it(desk):
    decide(desk.to("submitted"), desk["reviewer"], "send-back", note="", notes=EVERY)
    send(desk.party, desk["reviewer"])
    client = Client()
    client.force_login(desk["reporter"])
    html = client.get(f"{desk.follow_up.get_absolute_url()}update/").content.decode()
    check_page(html)  # each aria-describedby leads somewhere
    assert "See the notes" not in html
    tree = lxml.html.document_fromstring(html)
    for name, control in (
        ("status", '//fieldset[.//input[@name="status"]]'), ("agencies", '//select[@name="lead"]'),
        ("activities", '//fieldset[.//textarea[@name="activities-0-text"]]'),
        ("challenges", '//textarea[@name="challenges"]'), ("next-steps", '//textarea[@name="next_steps"]'),
        ("evidence", '//button[@value="evidence"]'),
    ):  # fmt: skip
        described = tree.xpath(control)[0].get("aria-describedby").split()
        assert f"asks_{name}" in described
        assert EVERY[name] in tree.get_element_by_id(f"asks_{name}").text_content()
    sheet = next(sheet_rows(FollowUp.objects.filter(pk=desk.follow_up.pk), desk["reporter"]))
    assert all(text in sheet.note for text in EVERY.values())


def test_what_was_asked_stands_beside_the_fields_of_what_comes_back(client, desk):
    update = desk.to("submitted")
    decide(update, desk["reviewer"], "send-back", notes={"next-steps": "By when?"})
    send(desk.party, desk["reviewer"])
    desk.move("submit", desk.save(challenges="More."))
    html = client.get(page_of(update)).content.decode()
    check_page(html)
    assert 'id="asks_next-steps"' in html.partition('id="now"')[2]


def test_the_country_withdraws_as_before_and_learns_nothing(desk):
    update = desk.to("submitted")
    decide(update, desk["reviewer"], "send-back", note="A secret note.")
    assert desk.move("withdraw", update).state == "draft"
    client = Client()
    client.force_login(desk["reporter"])
    for place in ("/tasks/", update.follow_up.get_absolute_url(), f"{update.follow_up.get_absolute_url()}update/"):
        assert "secret note" not in client.get(place).content.decode()


def test_a_secretariat_that_also_writes_for_the_country_meets_no_pending_decision_in_the_admin(desk):
    update = desk.to("submitted")
    review = decide(update, desk["reviewer"], "send-back", note="A secret note.")
    user = desk["coordinator"]
    MembershipFactory(user=user, role="secretariat", party=None)
    client = Client()
    client.force_login(user)
    places = ["/admin/recommendations/review/", f"/admin/recommendations/review/{review.pk}/change/",
              "/admin/recommendations/auditevent/?q=review"]  # fmt: skip
    for place in places:
        html = client.get(place, follow=True).content.decode()
        assert "review.decide" not in html
        assert "secret" not in html
    send(desk.party, desk["reviewer"])
    assert "secret" in client.get(places[1]).content.decode()


def test_that_many_rows_are_gone_is_said_once(client, desk):
    """A page of them was two megabytes of one sentence."""
    gone = [f"{number}.1" for number in range(900, 1000)]
    sent = {"form_key": new_key(desk["reviewer"]), "rows": gone, "assessment": "confirmed"}
    page = client.post("/review/accept/", sent, follow=True).content.decode()
    assert page.count("This draft was discarded.") == 1


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

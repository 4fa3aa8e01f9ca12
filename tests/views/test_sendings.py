"""Decisions on many answers, sending them, and who notices what before and after."""

import lxml.html
import pytest
from django.test import Client

from recommendations.actions.tokens import new_key
from recommendations.choices import ReviewField
from recommendations.models import FollowUp, OutboxMail, Review, Seen, Sending, Update
from recommendations.queries import review_queue
from recommendations.queries.review import mark_of
from recommendations.queries.sheets import rows as sheet_rows
from tests.access.reading import told
from tests.actions.test_reviews import OWN_WORK
from tests.factories import MembershipFactory
from tests.html import check_page
from tests.reviewing import decide, send
from tests.views.posting import as_it_stands, form_with
from tests.views.queue_pages import page_of, reference, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reviewing")]


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


def test_that_many_rows_are_gone_is_said_once(client, desk):
    """A page of them was two megabytes of one sentence."""
    gone = [f"{number}.1" for number in range(900, 1000)]
    sent = {"form_key": new_key(desk["reviewer"]), "rows": gone, "assessment": "confirmed"}
    page = client.post("/review/accept/", sent, follow=True).content.decode()
    assert page.count("This draft was discarded.") == 1


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
        assert html.count("Which law?") == 2  # beside the field; and in the history, or in the list of what to change


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

"""Text that came when its session had ended: for its own person, for a day, and never done by itself."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from recommendations.actions import kept
from recommendations.models import AuditEvent, KeptText, Review, Update
from tests.html import check_page, text_of
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(desk):
    return f"{desk.follow_up.get_absolute_url()}update/"


@pytest.fixture
def body(client, desk, edit):
    """What the form holds that the reporter has open, with a text in it."""
    client.force_login(desk["reporter"])
    filled = as_it_stands(form_with(client.get(edit).content.decode(), "status"))
    return filled | {"challenges": "Two hours of typing.", "activities-0-text": "Trained 14 inspectors."}


@pytest.fixture
def lost(client, edit, body):
    """The session ended, and then the form was sent."""
    client.logout()
    answer = client.post(edit, body)
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/kept/")
    sentence = "You were signed out. What you typed is kept for you: sign in, and you can save it."
    assert sentence in client.get(answer.url).content.decode()
    assert sentence not in client.get("/accounts/login/?next=/tasks/").content.decode()
    return KeptText.objects.get()


def test_nothing_is_done_with_it(lost, desk):
    assert lost.user == desk["reporter"]
    assert not Update.objects.exists()
    assert not AuditEvent.objects.exists()


def test_after_signing_in_it_stands_in_its_form_and_is_saved_by_a_press(client, desk, lost, edit):
    client.force_login(desk["reporter"])
    listed = client.get("/kept/")
    check_page(listed.content)
    assert f'href="/kept/{lost.pk}/"' in listed.content.decode()
    assert client.get(f"/kept/{lost.pk}/").url == f"{edit}?kept={lost.pk}"
    page = client.get(f"{edit}?kept={lost.pk}")
    check_page(page.content)
    assert not Update.objects.exists()
    again = as_it_stands(form_with(page.content.decode(), "status"))
    assert again["challenges"] == ["Two hours of typing."]
    assert again["activities-0-text"] == ["Trained 14 inspectors."]
    assert client.post(edit, again).status_code == 302
    version = Update.objects.get().versions.get()
    assert (version.challenges, version.activities.get().text) == ("Two hours of typing.", "Trained 14 inspectors.")
    assert not KeptText.objects.exists()


def test_somebody_elses_save_in_between_is_a_conflict_as_ever(client, desk, lost, edit):
    desk.save("coordinator", challenges="Theirs.")
    client.force_login(desk["reporter"])
    page = client.get(f"{edit}?kept={lost.pk}").content.decode()
    assert client.post(edit, as_it_stands(form_with(page, "status"))).status_code == 409
    assert Update.objects.get().versions.get().challenges == "Theirs."


def test_where_its_address_says_nothing_it_goes_by_what_was_typed(client, desk, lost):
    KeptText.objects.update(path=f"/meetings/{uuid.uuid4()}/1/", body={"remark": ["Two <b>hours</b>."], "item": ["1"]})
    client.force_login(desk["reporter"])
    assert ">Two &lt;b&gt;hours&lt;/b&gt;.</a>" in client.get("/kept/").content.decode()
    shown = check_page(client.get(f"/kept/{lost.pk}/").content)
    assert [text_of(each) for each in shown.iter() if each.tag in ("dt", "dd")] == [
        "Remark of the room",
        "Two <b>hours</b>.",
    ]


@pytest.mark.parametrize("role", ["coordinator", "reviewer", "secretariat", "foreigner"])
def test_nobody_else_meets_it(client, desk, lost, edit, role):
    client.force_login(desk[role])
    assert "Nothing is kept for you" in client.get("/kept/").content.decode()
    assert client.get(f"/kept/{lost.pk}/").status_code == 404
    assert client.post(f"/kept/{lost.pk}/").status_code == 404
    assert b"Two hours" not in client.get(f"{edit}?kept={lost.pk}").content
    assert KeptText.objects.exists()


def test_it_is_offered_for_a_day(client, desk, lost, edit):
    KeptText.objects.update(kept_at=timezone.now() - datetime.timedelta(hours=24, seconds=1))
    client.force_login(desk["reporter"])
    assert "Nothing is kept for you" in client.get("/kept/").content.decode()
    assert client.get(f"/kept/{lost.pk}/").status_code == 404
    assert client.get(f"{edit}?kept={lost.pk}").status_code == 404
    assert kept.purge() == 1


def test_it_can_be_thrown_away(client, desk, lost):
    client.force_login(desk["reporter"])
    assert client.post(f"/kept/{lost.pk}/").url == "/kept/"
    assert not KeptText.objects.exists()


def test_the_same_form_sent_twice_is_kept_once_as_it_came_last(client, edit, body):
    client.logout()
    client.post(edit, body)
    client.post(edit, body | {"challenges": "Later."})
    assert KeptText.objects.get().body["challenges"] == ["Later."]


@pytest.mark.parametrize("key", ["", "forged", "WzEsImEiXQ:1:x"])
def test_a_form_that_is_nobodys_is_not_kept(client, edit, body, key):
    client.logout()
    assert client.post(edit, body | {"form_key": key}).url == f"/accounts/login/?next={edit}"
    assert not KeptText.objects.exists()


def test_a_person_who_may_no_longer_sign_in_has_nothing_kept(client, desk, edit, body):
    client.logout()
    desk["reporter"].is_active = False
    desk["reporter"].save()
    client.post(edit, body)
    assert not KeptText.objects.exists()


def test_a_csrf_refusal_loses_no_text(desk, edit, body):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(desk["reporter"])
    answer = browser.post(edit, body)
    assert answer.status_code == 403
    check_page(answer.content)
    assert 'href="/kept/"' in answer.content.decode()
    assert KeptText.objects.get().user == desk["reporter"]
    assert "csrfmiddlewaretoken" not in KeptText.objects.get().body
    assert not Update.objects.exists()


def test_a_csrf_refusal_of_a_form_without_a_key_says_to_go_back(desk):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(desk["reporter"])
    answer = browser.post("/profile/", {"name": "X"})
    assert answer.status_code == 403
    assert "Go back with your browser" in answer.content.decode()


def test_twenty_are_kept_of_one_person(desk, body):
    for number in range(25):
        kept.keep(
            path=f"/somewhere/{number}/",
            body={name: [str(value)] if isinstance(value, str) else value for name, value in body.items()},
        )
    assert KeptText.objects.count() == 20
    assert not KeptText.objects.filter(path="/somewhere/0/").exists()


def test_another_form_is_shown_as_it_was_typed_with_a_button(client, desk):
    """A form that cannot be filled in again by itself: here a reviewer's decision."""
    desk.to("submitted")
    client.force_login(desk["reviewer"])
    review = f"/review/{desk.follow_up.recommendation.reference}/LA/"
    body = as_it_stands(form_with(client.get(review).content.decode(), "decision"))
    client.logout()
    client.post(review, body | {"decision": "send-back", "note": "Say where\nand when."})
    client.force_login(desk["reviewer"])
    page = client.get(f"/kept/{KeptText.objects.get().pk}/")
    tree = check_page(page.content)
    told = [text_of(each) for each in tree.iter() if each.tag in ("dt", "dd")]
    assert told == ["Your decision", "Send back", "Note to the country", "Say whereand when."]
    assert Update.objects.get().state == "submitted"
    sent = as_it_stands(form_with(page.content.decode(), "note"))
    assert client.post(review, sent).status_code == 302
    assert Review.objects.get().note == "Say where\nand when."

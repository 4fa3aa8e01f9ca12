"""Meeting mode: from the list to the projector, the room's remark, the minutes."""

import pytest
from django.conf import settings
from django.urls import reverse

from recommendations.actions import tokens
from recommendations.choices import Assessment, Visibility
from recommendations.models import FollowUp, Meeting, MeetingItem
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.html import check_page
from tests.reports import leading
from tests.reports.test_brief import day, rows_of
from tests.reports.test_secrecy import everything
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client):
    user = person("reviewer")
    client.force_login(user)
    return user


def take(client, user, rows, query=""):
    data = {
        "form_key": tokens.new_key(user), "name": "Technical meeting", "held_on": "01/10/2026",
        "rows": [row.pk for row in rows],
    }  # fmt: skip
    return client.post(reverse("meeting_new") + query, data)


def say(client, user, meeting, remark, seen=0, **more):
    item = more.pop("item", None) or meeting.items.get(position=1).pk
    data = {"form_key": tokens.new_key(user), "item": item, "seen_version": seen, "remark": remark, **more}
    return client.post(reverse("meeting_item", args=[meeting.key, 1]), data)


def test_from_the_filtered_list_to_a_meeting(client, reviewer):
    rows, others = rows_of(lao(), 2), rows_of(cambodia())
    page = client.get(reverse("recommendation_list") + "?country=LA").content.decode()
    assert 'href="/meetings/new/?country=LA"' in page
    page = client.get("/meetings/new/?country=LA").content.decode()
    check_page(page)
    assert page.count(" checked>") == 2
    assert others[0].recommendation.reference not in page
    response = take(client, reviewer, rows, "?country=LA")
    meeting = Meeting.objects.get()
    assert response.url == meeting.get_absolute_url()
    assert [item.follow_up for item in meeting.items.all()] == rows


def test_the_list_offers_no_meeting_to_those_who_hold_none(client):
    client.force_login(person("reporter", lao()))
    rows_of(lao())
    assert "/meetings/new/" not in client.get(reverse("recommendation_list")).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Fill in this field."),
        ({"held_on": "soon"}, "Write the date as day/month/year"),
        ({"rows": []}, "Tick at least one recommendation."),
        ({"rows": ["x", "99999999999999999999999"]}, "Choose from the list."),
    ],
)
def test_what_is_missing_is_said_beside_the_field(client, reviewer, changes, sentence):
    (row,) = rows_of(lao())
    data = {"form_key": tokens.new_key(reviewer), "name": "A", "held_on": "01/10/2026", "rows": [row.pk]} | changes
    response = client.post(reverse("meeting_new"), data)
    check_page(response.content)
    assert sentence in response.content.decode()
    assert not Meeting.objects.exists()


def test_the_projector_shows_what_everybody_here_may_read(client, reviewer):
    (row,) = rows_of(lao())
    accepted_answer(
        row, activities=[("Opened a desk", day(2023), None)], assessment=Assessment.NEEDS_EVIDENCE,
        evidence=["A decree", ("A secret letter", Visibility.PARTY_AND_REVIEWERS)],
    )  # fmt: skip
    take(client, reviewer, [row])
    page = client.get(reverse("meeting_item", args=[Meeting.objects.get().key, 1])).content.decode()
    check_page(page)
    for there in ("Opened a desk", "A decree", row.recommendation.text):
        assert there in page
    for absent in ("A secret letter", "Needs more evidence"):
        assert absent not in page


def test_next_and_previous_lead_through_the_items(client, reviewer):
    take(client, reviewer, rows_of(lao(), 3))
    meeting = Meeting.objects.get()
    ways = []
    for number in (1, 2, 3):
        page = client.get(reverse("meeting_item", args=[meeting.key, number])).content.decode()
        ways.append(('rel="prev"' in page, 'rel="next"' in page))
    assert ways == [(False, True), (True, True), (True, False)]
    for number in (0, 4, 10**30):
        assert client.get(f"/meetings/{meeting.key}/{number}/").status_code == 404


def test_a_remark_is_kept_and_the_way_goes_on(client, reviewer):
    take(client, reviewer, rows_of(lao(), 2))
    meeting = Meeting.objects.get()
    assert say(client, reviewer, meeting, "We agree.", then="next").url == f"/meetings/{meeting.key}/2/"
    assert meeting.items.get(position=1).remark == "We agree."
    page = client.get(meeting.get_absolute_url()).content.decode()
    check_page(page)
    assert "We agree." in page


def test_what_two_people_write_at_once_is_shown_to_the_second(client, reviewer):
    take(client, reviewer, rows_of(lao()))
    meeting = Meeting.objects.get()
    say(client, reviewer, meeting, "The first remark.")
    response = say(client, reviewer, meeting, "The second remark.")
    page = response.content.decode()
    check_page(page)
    assert response.status_code == 409
    assert "The first remark." in page
    assert "The second remark." in page
    assert 'name="seen_version" value="1"' in page
    assert MeetingItem.objects.get().remark == "The first remark."


def test_the_same_post_again_is_one_remark(client, reviewer):
    take(client, reviewer, rows_of(lao()))
    meeting = Meeting.objects.get()
    data = {"form_key": tokens.new_key(reviewer), "item": meeting.items.get().pk, "seen_version": 0, "remark": "Once."}
    url = reverse("meeting_item", args=[meeting.key, 1])
    assert client.post(url, data).url == client.post(url, data).url
    assert MeetingItem.objects.get().version == 1


def test_the_minutes_are_a_table(client, reviewer):
    rows = rows_of(lao(), 2)
    accepted_answer(rows[0])
    take(client, reviewer, rows)
    meeting = Meeting.objects.get()
    say(client, reviewer, meeting, "We agree.")
    minutes = client.get(reverse("meeting_minutes", args=[meeting.key])).content
    text = everything(minutes)
    for words in ("Technical meeting", "We agree.", "Claimed by the country: In progress", "No information received"):
        assert words in text
    assert " recommendations were on the list; the room remarked on " in text
    page = meeting.get_absolute_url()
    figures = {(words, address) for words, address in leading.of_word(minutes) if words.isdigit()}
    assert figures == {(n, f"{settings.SITE_URL}{page}{of}") for n, of in (("2", ""), ("1", "?said=yes"))}
    assert [len(client.get(f"{page}{of}").context["rows"]) for of in ("", "?said=yes")] == [2, 1]


def test_a_country_s_own_meeting_is_closed_to_another_s_coordinator(client):
    own = person("coordinator", lao())
    client.force_login(own)
    take(client, own, rows_of(lao()))
    meeting = Meeting.objects.get()
    client.force_login(person("coordinator", cambodia()))
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert "Technical meeting" not in client.get(reverse("meeting_list")).content.decode()


def test_they_ask_no_more_for_many_than_for_one(client, reviewer, django_assert_max_num_queries):
    rows = rows_of(lao(), 5)
    for row in rows:
        accepted_answer(row, activities=[("Done", day(2023), None)], evidence=["A decree"])
    take(client, reviewer, rows)
    key = Meeting.objects.get().key
    pages = ("", "2/", "change/", "add/?country=LA", "delete/")
    for url in (*(f"/meetings/{key}/{page}" for page in pages), "/meetings/", "/meetings/new/"):
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


# --- Changing what is there ------------------------------------------------------------------------------------


def change(client, meeting, **typed):
    url = reverse("meeting_change", args=[meeting.key])
    html = client.get(url).content.decode()
    check_page(html)
    return client.post(url, as_it_stands(form_with(html, "name")) | typed)


def order(meeting):
    return list(meeting.items.order_by("position").values_list("follow_up", flat=True))


def test_it_is_put_in_another_order_by_its_numbers(client, reviewer):
    rows = [row.pk for row in rows_of(lao(), 4)]
    take(client, reviewer, FollowUp.objects.filter(pk__in=rows))
    meeting = Meeting.objects.get()
    one, two, three, four = meeting.items.order_by("position").values_list("pk", flat=True)
    assert change(client, meeting, name="Renamed", **{f"place_{one}": "3"}).url == meeting.get_absolute_url()
    assert order(meeting) == [rows[1], rows[2], rows[0], rows[3]]
    change(client, meeting, **{f"place_{four}": "1", f"off_{two}": "on"})
    assert order(meeting) == [rows[3], rows[2], rows[0]]
    meeting.refresh_from_db()
    assert meeting.name == "Renamed"
    refused = change(client, meeting, **{f"place_{three}": "soon"}).content.decode()
    check_page(refused)
    assert "Write a whole number for the new place of number 2." in refused
    assert 'value="soon"' in refused


def test_a_remark_goes_only_when_that_is_ticked(client, reviewer):
    take(client, reviewer, rows_of(lao(), 2))
    meeting = Meeting.objects.get()
    say(client, reviewer, meeting, "We agree.")
    refused = change(client, meeting, **{f"off_{meeting.items.get(position=1).pk}": "on"})
    html = refused.content.decode()
    check_page(html)
    assert "What the room said of number 1 would go too. Tick this if it may." in html
    assert meeting.items.count() == 2
    url = reverse("meeting_change", args=[meeting.key])
    client.post(url, as_it_stands(form_with(html, "name")) | {"with_remarks": "on"})
    assert meeting.items.get().position == 1


def test_a_change_that_somebody_else_made_is_shown_and_what_was_typed_stays(client, reviewer):
    take(client, reviewer, rows_of(lao(), 2))
    meeting = Meeting.objects.get()
    url = reverse("meeting_change", args=[meeting.key])
    typed = as_it_stands(form_with(client.get(url).content.decode(), "name")) | {"name": "Mine"}
    say(client, reviewer, meeting, "We agree.")
    response = client.post(url, typed)
    html = response.content.decode()
    check_page(html)
    assert response.status_code == 409
    assert "Somebody changed this meeting or recorded a remark" in html
    assert client.post(url, as_it_stands(form_with(html, "name"))).status_code == 302
    assert Meeting.objects.get().name == "Mine"


def test_a_remark_follows_its_recommendation_to_another_number(client, reviewer):
    take(client, reviewer, rows_of(lao(), 2))
    meeting = Meeting.objects.get()
    first, second = meeting.items.order_by("position")
    change(client, meeting, **{f"place_{first.pk}": "2"})
    assert say(client, reviewer, meeting, "On the first.", item=first.pk).url == f"/meetings/{meeting.key}/2/"
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.remark, second.remark) == ("On the first.", "")


def test_a_remark_on_what_was_taken_off_is_shown_to_be_copied(client, reviewer):
    take(client, reviewer, rows_of(lao(), 2))
    meeting = Meeting.objects.get()
    first = meeting.items.get(position=1)
    change(client, meeting, **{f"off_{first.pk}": "on"})
    response = say(client, reviewer, meeting, "A long remark.", item=first.pk)
    check_page(response.content)
    assert response.status_code == 409
    assert "A long remark." in response.content.decode()
    assert meeting.items.get().remark == ""


def test_further_ones_are_added_from_the_filtered_list(client, reviewer):
    rows, (other,) = rows_of(lao(), 2), rows_of(cambodia())
    take(client, reviewer, rows[:1])
    meeting = Meeting.objects.get()
    url = reverse("meeting_add", args=[meeting.key])
    assert f'href="{url}?country=LA"' in client.get("/meetings/new/?country=LA").content.decode()
    html = client.get(f"{url}?country=LA").content.decode()
    check_page(html)
    assert html.count(" checked>") == 1
    assert other.recommendation.reference not in html
    client.post(url, as_it_stands(form_with(html, "rows")))
    assert order(meeting) == [row.pk for row in rows]
    assert "Nothing here can be added" in client.get(f"{url}?country=LA").content.decode()


def test_its_maker_deletes_it_after_a_look_at_what_goes(client, reviewer):
    take(client, reviewer, rows_of(lao()))
    meeting = Meeting.objects.get()
    say(client, reviewer, meeting, "We agree.")
    url = reverse("meeting_delete", args=[meeting.key])
    html = client.get(url).content.decode()
    check_page(html)
    assert "So does 1 remark of the room." in html
    typed = as_it_stands(form_with(html, "seen"))
    assert client.post(url, typed).url == client.post(url, typed).url == reverse("meeting_list")
    assert not Meeting.objects.exists()

"""The reporter's home: what waits, by when, grouped; and many rows at once, by the page."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from recommendations.actions import follow_ups, rounds
from recommendations.models import FollowUp, Update
from tests.desk import Desk
from tests.factories import FollowUpFactory, RecommendationThemeFactory, ResponsibilityFactory, ThemeFactory
from tests.html import check_page, text_of
from tests.views.posting import as_it_stands, form_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("september")]

TODAY = datetime.date(2026, 9, 1)


def client_of(desk, role):
    client = Client()
    client.force_login(desk[role])
    return client


def page(desk, url="/tasks/", role="reporter"):
    response = client_of(desk, role).get(url)
    assert response.status_code == 200
    return check_page(response.content)


def heading(desk, **given):
    return text_of(page(desk, **given).find(".//h1"))


def groups(desk, **given):
    """{heading of a group: its references}."""
    found, name = {}, ""
    for each in page(desk, **given).find(".//main").iter():
        if each.tag == "h2":
            name = text_of(each)
        elif each.tag == "a" and "govuk-task-list__link" in (each.get("class") or ""):
            found.setdefault(name, []).append(text_of(each))
    return found


def opened(desk, due="2026-09-30", name="Round 1"):
    document = desk.follow_up.recommendation.document
    return rounds.open_round(
        name=name, documents=[document], parties=[desk.party], opens_on=TODAY,
        due_on=datetime.date.fromisoformat(due), by=desk["reviewer"],
    )  # fmt: skip


def reference(row):
    return row.recommendation.reference


# --- The heading ---------------------------------------------------------------------------------------------


def test_the_heading_says_how_many_by_when_on_the_countrys_own_clock(desk):
    desk.another()
    assert heading(desk) == "2 answers wait for you"
    opened(desk)
    assert heading(desk) == "2 answers due by 30 September 2026, 23:59 Vientiane time"
    desk.to("submitted")
    assert heading(desk) == "1 answer due by 30 September 2026, 23:59 Vientiane time"


def test_what_is_due_and_what_waits_are_told_apart():
    desk = Desk(approval=True)
    opened(desk)
    for row in (desk.follow_up, desk.another()):
        desk.to("for-approval", follow_up=row)
    desk.another()
    asked_alone = FollowUpFactory(party=desk.party, recommendation__document__party=desk.party)
    due = "3 answers due by 30 September 2026, 23:59 Vientiane time"
    told = "In all, 2 answers wait for you. For 1 of them no day is set. 2 of those due lie with the approver."
    assert heading(desk) == due
    assert told in text_of(page(desk).find(".//main"))
    assert f"{due}. {told} See them all" in text_of(page(desk, url="/").find(".//main"))

    desk.to("for-approval", follow_up=asked_alone)
    assert heading(desk, role="approver") == "3 answers wait for your approval"
    told = "2 of them are due by 30 September 2026, 23:59 Vientiane time."
    assert told in text_of(page(desk, role="approver").find(".//main"))
    home = text_of(page(desk, url="/", role="approver").find(".//main"))
    assert f"3 answers wait for your approval. {told}" in home
    assert f"3 answers wait. {told}" in text_of(page(desk, url="/approvals/", role="approver").find(".//main"))


def test_the_day_passes_on_the_countrys_own_clock(desk):
    opened(desk)
    with time_machine.travel("2026-09-30 16:59Z", tick=False):
        assert list(groups(desk)) == ["To do 1"]
    with time_machine.travel("2026-09-30 17:00Z", tick=False):
        assert list(groups(desk)) == ["Overdue 1"]
        assert heading(desk) == "1 answer was due by 30 September 2026, 23:59 Vientiane time"


def test_what_is_not_begun_counts_in_the_navigation(desk):
    desk.another()
    tree = page(desk, url="/")
    assert "My tasks 2" in text_of(tree.find(".//nav"))
    assert "My tasks 0" in text_of(page(desk, url="/", role="approver").find(".//nav"))


def test_continue_leads_to_the_next_one(desk):
    other = desk.another()
    desk.to("returned", follow_up=other)
    response = client_of(desk, "reporter").get("/tasks/?next=1")
    assert response.url == reverse("update_edit", args=other.address)
    desk.move("submit", Update.objects.get(follow_up=other))
    response = client_of(desk, "reporter").get("/tasks/?next=1")
    assert response.url == reverse("update_edit", args=desk.follow_up.address)
    desk.to("submitted")
    assert client_of(desk, "reporter").get("/tasks/?next=1").status_code == 200


def test_an_empty_list_says_what_comes_next_and_when(desk):
    desk.to("accepted")
    found = opened(desk)
    found.opens_on = datetime.date(2026, 9, 10)
    found.save()
    assert heading(desk) == "Nothing waits for you"
    assert "The next round, Round 1, opens on 10 September 2026." in text_of(page(desk).find(".//main"))


# --- The groups ----------------------------------------------------------------------------------------------


def test_each_row_stands_in_the_group_of_its_turn(desk):
    rows = {state: desk.another() for state in ("returned", "draft", "submitted", "accepted")}
    for state, row in rows.items():
        desk.to(state, follow_up=row)
    tied = desk.another()
    follow_ups.answer_under(follow_up=tied, under=desk.follow_up, by=desk["reporter"])
    assert groups(desk) == {
        "Returned to you 1": [reference(rows["returned"])],
        "To do 1": [reference(desk.follow_up)],
        "Draft 1": [reference(rows["draft"])],
        "Sent 1": [reference(rows["submitted"])],
        "Answered under another 1": [reference(tied)],
        "Accepted 1": [reference(rows["accepted"])],
    }
    assert "To change: Say when." in text_of(page(desk).find(".//main"))


def test_what_the_approver_sent_back_is_returned_with_the_note():
    desk = Desk(approval=True)
    desk.move("refuse_approval", desk.to("for-approval"))
    assert list(groups(desk)) == ["Returned to you 1"]
    assert "To change: Say where." in text_of(page(desk).find(".//main"))


def test_the_approver_sees_what_is_to_be_approved():
    desk = Desk(approval=True)
    desk.another()
    desk.to("for-approval")
    assert groups(desk, role="approver") == {"For you to approve 1": [reference(desk.follow_up)]}
    desk.to("accepted", follow_up=desk.another())
    tree = page(desk, role="approver")
    assert not tree.findall(".//input[@type='checkbox']"), "there are no steps for what is ticked"
    (button,) = [each for each in tree.iter("a") if each.get("class") == "govuk-button"]
    assert (text_of(button), button.get("href")) == ("Read and approve them", "/approvals/")
    desk.move("approve", Update.objects.get(follow_up=desk.follow_up))
    assert "All that was asked is answered" not in text_of(page(desk, role="approver").find(".//main"))


def test_an_accepted_answer_is_asked_again_in_a_round_with_its_date(desk):
    desk.to("accepted")
    assert list(groups(desk)) == ["Accepted 1"]
    opened(desk)
    assert list(groups(desk)) == ["To do 1"]
    assert "Last answer: In progress 1 September 2026" in text_of(page(desk).find(".//main"))


def test_withdrawn_ones_and_those_of_others_are_not_there(desk):
    gone, kept = desk.another(), desk.follow_up
    gone.recommendation.withdrawn_at = datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC)
    gone.recommendation.withdrawn_reason = "Printed twice."
    gone.recommendation.save()
    assert groups(desk) == {"To do 1": [reference(kept)]}
    assert groups(desk, role="foreigner") == {}


def test_rows_stand_under_their_main_theme_and_are_narrowed_to_one_agency(desk):
    other = desk.another()
    for position, row in ((2, desk.follow_up), (1, other)):
        theme = ThemeFactory(name=f"Theme {position}", position=position)
        RecommendationThemeFactory(recommendation=row.recommendation, theme=theme)
    assert groups(desk) == {"To do 2": [reference(other), reference(desk.follow_up)]}
    assert [text_of(each) for each in page(desk).find(".//main").iter("h3")] == ["Theme 1", "Theme 2"]
    agency = ResponsibilityFactory(follow_up=other).organization
    narrowed = f"/tasks/?organization={agency.slug}"
    assert groups(desk, url=narrowed) == {"To do 1": [reference(other)]}
    assert f"Only what is asked of {agency.name} is counted here." in text_of(page(desk, url=narrowed).find(".//main"))
    desk.to("submitted", follow_up=other)
    assert "All that was asked is answered" not in text_of(page(desk, url=narrowed).find(".//main"))
    assert groups(desk, url="/tasks/?organization=nobody") == {}


# --- Many rows at once ---------------------------------------------------------------------------------------


def chosen(desk, url, **changes):
    """Opens the page of a step and sends it as it stands, with `changes`."""
    client = client_of(desk, "reporter")
    response = client.get(url)
    assert response.status_code == 200
    form = as_it_stands(form_with(response.content.decode(), "form_key"))
    return client.post(url.partition("?")[0], {**form, **changes})


def rows_of(*found):
    return "&".join(f"rows={each.pk}" for each in found)


def test_one_reason_for_many_is_submitted_with_one_receipt(desk):
    other = desk.another()
    response = chosen(desk, f"/tasks/reasons/?{rows_of(desk.follow_up, other)}&reason=does-not-apply", then="send")
    assert response.url.startswith("/receipts/")
    told = Update.objects.values_list("state", "versions__not_pursued_reason")
    assert list(told) == [("submitted", "does-not-apply")] * 2


@pytest.mark.parametrize("step", ["unchanged/", "together/", "together/?apart=1"])
def test_a_step_for_nothing_ticked_says_how_to_tick(desk, step):
    assert "You ticked nothing. Go back, tick" in text_of(page(desk, url=f"/tasks/{step}").find(".//main"))


def test_all_that_nobody_has_begun_stand_on_one_page_a_reason_for_each(desk):
    other, begun, kept = desk.another(), desk.another(), desk.another()
    desk.save(follow_up=begun)
    reasons = {f"reason-{desk.follow_up.pk}.0": "for-others", f"reason-{other.pk}.0": "time-passed"}
    tree = page(desk, url="/tasks/reasons/?reason=for-others")  # pressed with nothing ticked: nobody chose it for all
    named = {each.get("name"): each.get("value") for each in tree.iter("input") if each.get("checked") is not None}
    assert named == dict.fromkeys([*reasons, f"reason-{kept.pk}.0"], "")
    response = chosen(desk, "/tasks/reasons/", then="draft", **reasons)
    assert response.url == "/tasks/"
    told = Update.objects.exclude(follow_up=begun).values_list("follow_up", "versions__not_pursued_reason")
    assert dict(told) == {desk.follow_up.pk: "for-others", other.pk: "time-passed"}
    assert not Update.objects.filter(follow_up=kept).exists()


@pytest.mark.parametrize(("value", "sentence"), [
    ("", "Choose a reason for at least one recommendation."),
    ("decided-against", "Choose one of the answers in the list."),
])  # fmt: skip
def test_without_a_reason_nothing_is_saved(desk, value, sentence):
    response = chosen(desk, "/tasks/reasons/", then="draft", **{f"reason-{desk.follow_up.pk}.0": value})
    assert response.status_code == 200
    tree = check_page(response.content)
    assert sentence in text_of(tree.find(".//main"))
    assert text_of(tree.find(".//title")).startswith("Error: ")
    assert not Update.objects.exists()


def test_a_step_says_that_it_takes_a_part_of_them(desk, monkeypatch):
    desk.another()
    sentence = "One step takes 200 recommendations at most."
    assert sentence not in text_of(page(desk, url="/tasks/reasons/").find(".//main"))
    monkeypatch.setattr("recommendations.queries.bulk.MOST", 1)
    assert sentence in text_of(page(desk, url="/tasks/reasons/").find(".//main"))


def test_where_approval_is_required_they_go_to_the_approver():
    desk = Desk(approval=True)
    response = chosen(desk, f"/tasks/reasons/?{rows_of(desk.follow_up)}&reason=for-others", then="send")
    assert response.url == "/tasks/"
    assert Update.objects.get().state == "for-approval"


def test_a_whole_theme_is_ticked_at_once(desk):
    theme = ThemeFactory(slug="health")
    rows = [desk.follow_up, desk.another()]
    for row in rows:
        RecommendationThemeFactory(recommendation=row.recommendation, theme=theme)
    desk.another()
    chosen(desk, "/tasks/reasons/?themes=to-do:health&reason=for-others", then="draft")
    assert {each.follow_up for each in Update.objects.all()} == set(rows)


def test_nothing_has_changed_takes_those_with_an_accepted_answer(desk):
    other = desk.another()
    desk.to("accepted")
    opened(desk)
    url = f"/tasks/unchanged/?{rows_of(desk.follow_up, other)}"
    left_out = text_of(page(desk, url=url).find(".//main/ul"))
    assert left_out == f"{reference(other)} No answer of it was accepted yet."
    chosen(desk, url, then="send")
    sent = Update.objects.open().get()
    assert (sent.follow_up, sent.is_unchanged, sent.state) == (desk.follow_up, True, "submitted")


def test_the_same_post_twice_is_one_change(desk):
    client = client_of(desk, "reporter")
    url = f"/tasks/reasons/?{rows_of(desk.follow_up)}&reason=for-others"
    form = as_it_stands(form_with(client.get(url).content.decode(), "form_key")) | {"then": "draft"}
    first, again = (client.post("/tasks/reasons/", form) for _ in range(2))
    assert first.url == again.url == "/tasks/"
    assert Update.objects.count() == 1


def test_what_was_changed_meanwhile_stops_the_whole_step(desk):
    other = desk.another()
    client = client_of(desk, "reporter")
    url = f"/tasks/reasons/?{rows_of(desk.follow_up, other)}&reason=for-others"
    form = as_it_stands(form_with(client.get(url).content.decode(), "form_key")) | {"then": "draft"}
    desk.save(follow_up=other)
    response = client.post("/tasks/reasons/", form)
    assert response.status_code == 409
    assert "Something in this list was changed after you opened the page." in response.content.decode()
    assert Update.objects.count() == 1


def test_one_who_ties_what_somebody_else_tied_meanwhile_is_told(desk):
    one, two = desk.another(), desk.another()
    client, url = client_of(desk, "reporter"), f"/tasks/together/?{rows_of(desk.follow_up, one)}"
    form = as_it_stands(form_with(client.get(url).content.decode(), "form_key"))
    follow_ups.answer_under(follow_up=one, under=two, by=desk["coordinator"])
    assert client.post("/tasks/together/", form).status_code == 409
    assert set(FollowUp.objects.exclude(answered_under=None).values_list("answered_under", flat=True)) == {two.pk}


def test_answered_together_similar_ones_are_offered_and_it_is_undone(desk):
    one, like, unlike = desk.another(), desk.another(), desk.another()
    for row, text in (
        (desk.follow_up, "Ensure access to justice for migrant workers."), (one, "Set up one-stop service centres."),
        (like, "Ensure access to justice for all migrant workers."), (unlike, "Collect data on remittances."),
    ):  # fmt: skip
        row.recommendation.text = text
        row.recommendation.save()
    url = f"/tasks/together/?{rows_of(desk.follow_up, one)}"
    form = form_with(client_of(desk, "reporter").get(url).content.decode(), "under")
    offered = [each.get("value") for each in form.iter("input") if each.get("name") == "more"]
    assert offered == [f"{like.pk}.0"]
    response = chosen(desk, url, more=offered, under=str(one.pk))
    assert response.url == reverse("update_edit", args=one.address)
    tied = FollowUp.objects.filter(answered_under=one)
    assert set(tied) == {desk.follow_up, like}
    response = chosen(desk, f"/tasks/together/?apart=1&{rows_of(desk.follow_up, like)}", then="apart")
    assert response.url == "/tasks/"
    assert not tied.all().exists()

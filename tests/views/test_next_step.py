"""What a page puts before a person to do next, and what it keeps in sight while they do it."""

import pytest

from tests.desk import Desk
from tests.html import check_page, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk(approval=True)


def elements(client, user, address, css):
    """The elements of one class on a page, as one person sees it."""
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return [each for each in check_page(response.content).iter() if css in (each.get("class") or "").split()]


def words(client, user, address, css):
    return [text_of(each) for each in elements(client, user, address, css)]


def filled(client, user, address):
    """The words on the filled buttons."""
    buttons = elements(client, user, address, "govuk-button")
    return [text_of(each) for each in buttons if "govuk-button--secondary" not in each.get("class")]


def review_of(follow_up):
    return f"/review/{follow_up.recommendation.reference}/{follow_up.party.code}/"


def test_what_the_approver_asks_for_is_in_sight_until_it_is_sent_again(client, desk):
    own = desk.follow_up.get_absolute_url()
    update = desk.move("refuse_approval", desk.to("for-approval"))
    asked = ["The approver asks for a changeSay where."]
    assert words(client, desk["reporter"], own, "govuk-inset-text") == asked
    assert words(client, desk["reporter"], f"{own}update/", "govuk-inset-text") == asked
    desk.save(challenges="In Vientiane.")
    assert words(client, desk["reporter"], own, "govuk-inset-text") == asked
    assert filled(client, desk["reporter"], own) == ["Change the update"]
    desk.move("ask_approval", update)
    assert words(client, desk["reporter"], own, "govuk-inset-text") == []
    assert filled(client, desk["approver"], own) == ["Approve"]


def test_what_the_reviewers_asked_for_stands_above_what_came_again(client, desk):
    update = desk.to("returned")
    own, review = desk.follow_up.get_absolute_url(), review_of(desk.follow_up)
    assert words(client, desk["reporter"], own, "govuk-inset-text") == ["The reviewers ask for a changeSay when."]
    assert filled(client, desk["reporter"], own) == ["Change the update"]
    for step in ("ask_approval", "approve", "submit"):
        update = desk.move(step, update)
    (before,) = words(client, desk["reviewer"], review, "govuk-inset-text")
    assert before.startswith("Asked for before, ")
    assert before.endswith("Say when.")
    desk.move("accept", update)
    desk.to("submitted", challenges="Something new.")
    assert words(client, desk["reviewer"], review, "govuk-inset-text") == []


def test_one_answer_for_two_is_written_where_it_is_given(client, desk):
    twin, other = desk.another(), desk.another()
    twin.recommendation.text = desk.follow_up.recommendation.text
    twin.recommendation.save()
    address = f"{twin.get_absolute_url()}answered-under/"
    (choices,) = elements(client, desk["reporter"], address, "govuk-select")
    groups = {group.get("label"): [each.get("value") for each in group] for group in choices.iter("optgroup")}
    assert groups == {"The same text": [str(desk.follow_up.pk)], "Other texts": [str(other.pk)]}
    key = client.get(address).context["form"]["form_key"].value()
    answer = client.post(address, {"form_key": key, "under": desk.follow_up.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == desk.follow_up.get_absolute_url()
    desk.to("submitted")
    serves = f"This answer serves here too: {twin.recommendation.reference}"
    own, review = desk.follow_up.get_absolute_url(), review_of(desk.follow_up)
    assert serves in words(client, desk["reporter"], own, "app-quiet")
    assert serves in words(client, desk["reviewer"], review, "app-quiet")
    assert serves not in words(client, desk["foreigner"], own, "app-quiet")


def test_without_a_twin_the_choices_stand_in_one_list(client, desk):
    desk.another()
    (choices,) = elements(
        client, desk["reporter"], f"{desk.follow_up.get_absolute_url()}answered-under/", "govuk-select"
    )
    assert list(choices.iter("optgroup")) == []
    assert len(list(choices.iter("option"))) == 2


@pytest.mark.parametrize(("role", "sentence"), [
    ("reporter", "No evidence given"), ("approver", "No evidence given"), ("partner", "No evidence given"),
    ("reviewer", "No evidence given"), ("viewer", "No evidence given"), ("foreigner", "None that you may see"),
])  # fmt: skip
def test_no_evidence_is_said_plainly_to_those_who_would_see_it(client, desk, role, sentence):
    desk.to("accepted")
    found = words(client, desk[role], desk.follow_up.get_absolute_url(), "app-quiet")
    assert [each for each in found if each in ("No evidence given", "None that you may see")] == [sentence]


def test_a_task_not_begun_opens_its_form_which_leads_to_the_other_way_of_answering(client, desk):
    own = desk.follow_up.get_absolute_url()
    links = elements(client, desk["reporter"], "/tasks/", "govuk-task-list__link")
    assert [each.get("href") for each in links] == [f"{own}update/"]
    assert f'href="{own}answered-under/"' in client.get(f"{own}update/").content.decode()
    desk.to("draft")
    links = elements(client, desk["reporter"], "/tasks/", "govuk-task-list__link")
    assert [each.get("href") for each in links] == [f"{own}update/"]
    assert f'href="{own}answered-under/"' not in client.get(f"{own}update/").content.decode()


def test_an_approver_is_offered_nothing_to_begin(client, desk):
    client.force_login(desk["approver"])
    html = client.get("/tasks/").content.decode()
    assert "To do" not in html
    assert "Nothing waits for you</h1>" in html
    assert "What a reporter sends for approval appears here." in html


def test_the_limits_of_a_file_belong_to_its_field(client, desk):
    desk.to("draft")
    hints = elements(client, desk["reporter"], f"{desk.follow_up.get_absolute_url()}evidence/", "govuk-hint")
    found = {each.get("id"): text_of(each) for each in hints}
    assert found["id_file_helptext"] == (
        "PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV; at most 10 MB. Your country’s files take 0 bytes of 2.0 GB."
    )

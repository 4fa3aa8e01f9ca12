"""The draft saves itself while it is typed, and never stands in the way of the form it comes from."""

import datetime

import pytest
from django.urls import reverse

from recommendations.models import Activity, AuditEvent, Organization, Update
from tests.desk import Desk
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client, desk):
    """(the form's address, autosave's address, what the form holds)"""
    client.force_login(desk["reporter"])
    edit, auto = (reverse(name, args=desk.follow_up.address) for name in ("update_edit", "update_autosave"))
    return edit, auto, as_it_stands(form_with(client.get(edit).content.decode(), "status"))


def test_it_saves_and_says_so_in_few_bytes(client, desk, opened):
    edit, auto, body = opened
    assert 'data-saved="Saved at {time}"' in client.get(edit).content.decode()
    answer = client.post(auto, body | {"challenges": "Few"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert Update.objects.get().versions.get().challenges == "Few"


def test_its_own_form_saves_after_it_without_a_conflict(client, desk, opened):
    edit, auto, body = opened
    for text in ("F", "Few", "Few inspectors"):
        assert client.post(auto, body | {"challenges": text}).status_code == 204
    answer = client.post(edit, body | {"challenges": "Few inspectors.", "then": "back"})
    assert (answer.status_code, answer.url) == (302, "/tasks/")
    assert Update.objects.get().version == 4


def test_one_activity_stays_one_however_often_it_is_saved(client, desk, opened):
    edit, auto, body = opened
    for text in ("T", "Trained", "Trained inspectors"):
        client.post(auto, body | {"activities-0-text": text})
    client.post(edit, body | {"activities-0-text": "Trained inspectors."})
    assert [each.text for each in Activity.objects.all()] == ["Trained inspectors."]
    # Back, and sent again with another word: still the same one.
    client.post(edit, body | {"activities-0-text": "Trained 14 inspectors."})
    assert [each.text for each in Activity.objects.all()] == ["Trained 14 inspectors."]


def test_an_activity_that_was_there_before_is_not_taken_for_a_new_one(client, desk):
    from recommendations.actions.typed import ActivityText

    update = desk.save(activities=(ActivityText("Before."),))
    before = update.versions.get().activities.get().activity_id
    client.force_login(desk["reporter"])
    edit, auto = (reverse(name, args=desk.follow_up.address) for name in ("update_edit", "update_autosave"))
    body = as_it_stands(form_with(client.get(edit).content.decode(), "status"))
    new = {"activities-1-text": "New."}
    client.post(auto, body | new)
    client.post(edit, body | new | {"activities-0-remove": "on", "activities-1-text": "New one."})
    texts = {each.pk: each.text for each in Activity.objects.all()}
    assert texts.pop(before) == "Before."
    assert list(texts.values()) == ["New one."]


def test_the_same_text_twice_is_one_version(client, desk, opened):
    _, auto, body = opened
    for _ in range(3):
        assert client.post(auto, body | {"challenges": "Few"}).status_code == 204
    assert Update.objects.get().version == 1
    assert AuditEvent.objects.count() == 1


def test_what_is_empty_may_be_left_out(client, desk, opened):
    """The script leaves it out, for fewer bytes; the answer is the same."""
    _, auto, body = opened
    body |= {"challenges": "Few", "activities-0-text": "Trained."}
    assert client.post(auto, body).status_code == 204
    assert client.post(auto, {name: each for name, each in body.items() if each not in ("", [""])}).status_code == 204
    assert Update.objects.get().version == 1


def test_somebody_elses_save_is_told_and_not_overwritten(client, desk, opened):
    _, auto, body = opened
    desk.save("coordinator", challenges="Theirs.")
    answer = client.post(auto, body | {"challenges": "Mine."})
    assert answer.status_code == 409
    assert "somebody else saved this answer" in answer.json()["said"]
    assert Update.objects.get().versions.get().challenges == "Theirs."


@pytest.mark.parametrize("state", ["for-approval", "approved"])
def test_an_answer_that_was_sent_for_approval_is_not_called_back_by_itself(client, state):
    desk = Desk(approval=True)
    desk.to(state)
    client.force_login(desk["reporter"])
    edit, auto = (reverse(name, args=desk.follow_up.address) for name in ("update_edit", "update_autosave"))
    html = client.get(edit).content.decode()
    assert "data-autosave" not in html
    answer = client.post(auto, as_it_stands(form_with(html, "status")) | {"challenges": "New."})
    assert answer.status_code == 409
    assert Update.objects.get().state == state


def test_a_mistake_is_told_and_nothing_is_saved(client, desk, opened):
    _, auto, body = opened
    answer = client.post(auto, body | {"activities-0-text": "A", "activities-0-starts_on": "yesterday"})
    assert (answer.status_code, Update.objects.count()) == (422, 0)


def test_signed_out_it_is_sent_to_sign_in_and_the_text_waits_in_its_form(client, desk, opened):
    _edit, auto, body = opened
    client.logout()
    answer = client.post(auto, body | {"challenges": "Typed."})
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/kept/")
    client.force_login(desk["reporter"])
    html = client.get("/kept/").content.decode()
    assert desk.follow_up.recommendation.reference in html


# --- What the form offers besides ----------------------------------------------------------------------------


def test_save_and_next_goes_through_what_is_to_be_written_and_ends_at_the_check_page(client, desk):
    client.force_login(desk["reporter"])
    second, third = desk.another(), desk.another()
    rows = sorted(
        [desk.follow_up, second, third], key=lambda row: (row.recommendation.document.code, row.recommendation.position)
    )
    at = reverse("update_edit", args=rows[0].address)
    seen = [at]
    for _ in rows:
        body = as_it_stands(form_with(client.get(at).content.decode(), "status"))
        at = client.post(at, body | {"status": "planned", "then": "next"}).url
        seen.append(at)
    assert seen == [reverse("update_edit", args=row.address) for row in rows] + ["/tasks/check/"]


def test_save_and_next_from_the_middle_comes_round_to_what_nobody_has_begun(client, desk):
    client.force_login(desk["reporter"])
    last = desk.another()
    at = reverse("update_edit", args=last.address)
    body = as_it_stands(form_with(client.get(at).content.decode(), "status"))
    assert client.post(at, body | {"then": "next"}).url == reverse("update_edit", args=desk.follow_up.address)


def test_an_earlier_activity_is_used_again_as_the_same_one(client, desk):
    from recommendations.actions.typed import ActivityText

    other = desk.another()
    desk.save(follow_up=other, activities=(ActivityText("Opened a help desk."),))
    activity = Activity.objects.get()
    client.force_login(desk["reporter"])
    edit = reverse("update_edit", args=desk.follow_up.address)
    html = client.get(edit).content.decode()
    assert "Opened a help desk." in html
    client.post(edit, as_it_stands(form_with(html, "status")) | {"again": [activity.pk]})
    used = Update.objects.get(follow_up=desk.follow_up).versions.get().activities.get()
    assert (used.activity, used.text) == (activity, "Opened a help desk.")
    assert Activity.objects.count() == 1


def test_another_countrys_activity_is_neither_offered_nor_taken(client, desk):
    from tests.factories import ActivityFactory

    foreign = ActivityFactory(party=desk["foreigner"].memberships.get().party, text="Foreign secret.")
    client.force_login(desk["reporter"])
    edit = reverse("update_edit", args=desk.follow_up.address)
    html = client.get(edit).content.decode()
    assert "Foreign secret." not in html
    answer = client.post(edit, as_it_stands(form_with(html, "status")) | {"again": [foreign.pk]})
    assert answer.status_code == 200
    assert not Update.objects.exists()


def test_a_partner_takes_activities_of_its_own_follow_ups_alone(client, desk):
    from recommendations.actions.typed import ActivityText

    desk.save(follow_up=desk.another(), activities=(ActivityText("Elsewhere."),))
    client.force_login(desk["partner"])
    edit = reverse("update_edit", args=desk.follow_up.address)
    html = client.get(edit).content.decode()
    assert "Elsewhere." not in html
    answer = client.post(edit, as_it_stands(form_with(html, "status")) | {"again": [Activity.objects.get().pk]})
    assert answer.status_code == 200
    assert not Update.objects.filter(follow_up=desk.follow_up).exists()


def test_an_agency_that_is_not_in_the_list_is_added_to_be_checked(client, desk, opened):
    edit, _, body = opened
    client.post(edit, body | {"other_agency": "Department  of Skills", "other_leads": "on"})
    made = Organization.objects.get(name="Department of Skills")
    assert (made.party, made.to_check) == (desk.party, True)
    assert Update.objects.get().versions.get().lead.organization == made
    assert list(AuditEvent.objects.values_list("action", flat=True)).count("organization.name") == 1


def test_an_agency_known_by_any_of_its_names_is_not_added_again(client, desk, opened):
    from tests.factories import OrganizationFactory, OrganizationNameFactory

    known = OrganizationFactory(party=desk.party, name="Ministry of Labour", acronym="MOL")
    OrganizationNameFactory(organization=known, name="Labour Office")
    count = Organization.objects.count()
    for name in ("ministry of labour", "mol", "LABOUR OFFICE"):
        client.post(opened[0], opened[2] | {"other_agency": name})
        assert [each.organization for each in Update.objects.get().versions.last().contributing] == [known]
    assert Organization.objects.count() == count


def test_a_piece_of_evidence_opens_from_the_form(client, desk):
    from tests.factories import EvidenceFactory, EvidenceVersionFactory

    piece = EvidenceVersionFactory(evidence=EvidenceFactory(party=desk.party, title="A decree")).evidence
    desk.save(evidence=(piece,))
    client.force_login(desk["reporter"])
    html = client.get(reverse("update_edit", args=desk.follow_up.address)).content.decode()
    assert f'href="{piece.get_absolute_url()}" target="_blank"' in html


def test_the_script_is_small():
    from tests.watch import ROOT

    assert (ROOT / "recommendations/static/aflm/autosave.js").stat().st_size <= 4096


def test_an_agency_that_has_ended_is_offered_only_where_it_stands_already(client, desk):
    from tests.factories import OrganizationFactory

    ended = {"party": desk.party, "ended_on": datetime.date(2025, 3, 1)}
    old, gone = OrganizationFactory(name="Old Ministry", **ended), OrganizationFactory(name="Gone Office", **ended)
    desk.save(lead=old)
    client.force_login(desk["reporter"])
    edit = reverse("update_edit", args=desk.follow_up.address)
    html = client.get(edit).content.decode()
    assert "Old Ministry, ended 1 March 2025" in html
    assert "Gone Office" not in html
    body = as_it_stands(form_with(html, "status"))
    refused = client.post(edit, body | {"lead": [gone.pk]}).content.decode()
    assert "Choose one from your country’s list." in refused
    refused = client.post(edit, body | {"other_agency": "gone office"}).content.decode()
    assert "Gone Office ended on 1 March 2025. Name the agency that does its work now." in refused
    assert client.post(edit, body | {"challenges": "Few."}).status_code == 302
    assert Update.objects.get().versions.last().lead.organization == old

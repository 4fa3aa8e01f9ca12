"""The main job as its users do it, page by page: record, approve, submit, send back, correct, accept."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import FollowUp, Update
from tests.cast import cambodia, lao, person
from tests.factories import FollowUpFactory, OrganizationFactory, RecommendationFactory
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


def hidden(html, name):
    """The value of the first hidden field of this name."""
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


@pytest.fixture
def world():
    country = lao()
    country.approval_required = True
    country.save()
    recommendation = RecommendationFactory(document__party=country, document__code="AFML15-LA")
    found = FollowUpFactory(recommendation=recommendation, party=country)
    people = {role: person(role, country) for role in ("reporter", "approver")}
    people["reviewer"] = person("reviewer")
    people["other"] = person("reporter", cambodia())
    return found, people, [OrganizationFactory(party=country) for _ in range(2)]


def as_(client, user):
    client.force_login(user)
    return client


def fill(client, url, **typed):
    """Open the form and post it with what was typed, as a browser would."""
    html = client.get(url).content.decode()
    data = {
        "form_key": hidden(html, "form_key"),
        "opened_version": hidden(html, "opened_version"),
        "activities-TOTAL_FORMS": "1",
        "activities-INITIAL_FORMS": "0",
        "activities-0-text": "",
        "activities-0-starts_on": "",
        "activities-0-ends_on": "",
    }
    return client.post(url, data | typed)


def press(client, page, name, **typed):
    html = client.get(page).content.decode()
    keys = {field: hidden(html, field) for field in ("form_key", "seen_version")}
    return client.post(f"{page}move/{name}/", keys | typed)


def test_an_answer_travels_from_draft_to_accepted(client, world):
    found, people, (lead, other) = world
    page = found.get_absolute_url()
    as_(client, people["reporter"])
    answer = fill(
        client, f"{page}update/", status="in-progress", lead=lead.pk, contributing=[other.pk],
        then="evidence",
        **{"activities-0-text": "Trained inspectors.", "activities-0-starts_on": "2023-03-01"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert answer.url == f"{page}evidence/"
    key = hidden(client.get(f"{page}evidence/").content.decode(), "form_key")
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 the report %%EOF")
    proof = {"form_key": key, "title": "The report", "kind": "report", "visibility": "everybody"}
    assert client.post(f"{page}evidence/", proof | {"file": file}).status_code == 302
    assert press(client, page, "ask_approval").status_code == 302

    as_(client, people["approver"])
    assert press(client, page, "approve").status_code == 302
    as_(client, people["reporter"])
    assert press(client, page, "submit").status_code == 302

    as_(client, people["other"])
    html = client.get(page).content.decode()
    assert "Trained inspectors." not in html
    assert client.get(f"{page}update/").status_code == 404

    as_(client, people["reviewer"])
    review = f"/review/{found.recommendation.reference}/LA/"
    html = client.get(review).content.decode()
    assert "Trained inspectors." in html
    keys = {name: hidden(html, name) for name in ("form_key", "seen_version")}
    assert client.post(review, keys | {"decision": "send-back", "note": "Say where."}).status_code == 302
    assert "Say where." not in as_(client, people["reporter"]).get(page).content.decode()
    send_decisions(as_(client, people["reviewer"]))

    as_(client, people["reporter"])
    assert "Say where." in client.get(page).content.decode()
    version = Update.objects.get().versions.last()
    fill(
        client, f"{page}update/", status="partly-implemented",
        evidence=[version.evidence.get().evidence_id],
        **{"activities-0-text": "Trained inspectors in Vientiane.", "activities-INITIAL_FORMS": "1",
           "activities-0-activity": version.activities.get().activity_id},
    )  # fmt: skip
    press(client, page, "ask_approval")
    press(as_(client, people["approver"]), page, "approve")
    press(as_(client, people["reporter"]), page, "submit")

    as_(client, people["reviewer"])
    html = client.get(review).content.decode()
    keys = {name: hidden(html, name) for name in ("form_key", "seen_version")}
    client.post(review, keys | {"decision": "confirmed"})
    send_decisions(client)
    found.refresh_from_db()
    assert (found.status, found.assessment) == ("partly-implemented", "confirmed")

    as_(client, people["other"])
    html = client.get(page).content.decode()
    assert "Trained inspectors in Vientiane." in html
    assert "The report" in html
    assert "Confirmed" not in html


def send_decisions(client):
    sent = as_it_stands(form_with(client.get("/review/send/LA/").content.decode(), "note"))
    assert client.post("/review/send/LA/", sent).status_code == 302


def test_the_same_post_twice_is_one_change(client, world):
    found, people, _ = world
    url = f"{found.get_absolute_url()}update/"
    as_(client, people["reporter"])
    html = client.get(url).content.decode()
    data = {
        "form_key": hidden(html, "form_key"), "opened_version": "0", "status": "planned",
        "activities-TOTAL_FORMS": "0", "activities-INITIAL_FORMS": "0",
    }  # fmt: skip
    first, second = client.post(url, data), client.post(url, data)
    assert (first.url, second.url) == (found.get_absolute_url(), found.get_absolute_url())
    assert Update.objects.get().version == 1


def test_a_save_from_an_old_version_shows_three_columns(client, world):
    found, people, _ = world
    url = f"{found.get_absolute_url()}update/"
    as_(client, people["reporter"])
    fill(client, url, status="planned", challenges="First wording.")
    html = client.get(url).content.decode()
    fill(client, url, status="planned", challenges="Second wording.")
    data = {
        "form_key": hidden(html, "form_key"), "opened_version": "1", "status": "planned",
        "challenges": "Third wording.", "activities-TOTAL_FORMS": "0", "activities-INITIAL_FORMS": "0",
    }  # fmt: skip
    answer = client.post(url, data)
    assert answer.status_code == 409
    for wording in ("First wording.", "Second wording.", "Third wording."):
        assert wording in answer.content.decode()
    assert Update.objects.get().versions.last().challenges == "Second wording."


def test_answered_under_shows_the_answer_of_the_other(client, world):
    found, people, _ = world
    twin = FollowUpFactory(recommendation__document=found.recommendation.document, party=found.party)
    page = twin.get_absolute_url()
    as_(client, people["reporter"])
    key = hidden(client.get(f"{page}answered-under/").content.decode(), "form_key")
    answer = client.post(f"{page}answered-under/", {"form_key": key, "under": found.pk})
    assert answer.status_code == 302
    assert FollowUp.objects.get(pk=twin.pk).answered_under == found


def test_evidence_taken_off_meanwhile_is_a_conflict_and_no_wrong_choice(client, world):
    found, people, _ = world
    page = found.get_absolute_url()
    as_(client, people["reporter"])
    fill(client, f"{page}update/", status="planned")
    key = hidden(client.get(f"{page}evidence/").content.decode(), "form_key")
    proof = {"form_key": key, "title": "A law", "kind": "law", "visibility": "everybody"}
    client.post(f"{page}evidence/", proof | {"link": "https://example.org/law"})
    evidence = Update.objects.get().versions.last().evidence.get().evidence_id
    html = client.get(f"{page}update/").content.decode()
    fill(client, f"{page}update/", status="planned")
    late = {name: hidden(html, name) for name in ("form_key", "opened_version", "opened_update")}
    rows = {"activities-TOTAL_FORMS": "0", "activities-INITIAL_FORMS": "0"}
    answer = client.post(f"{page}update/", late | rows | {"status": "in-progress", "evidence": [evidence]})
    assert answer.status_code == 409
    assert "A law" in answer.content.decode()

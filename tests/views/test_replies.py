"""The page on which a reviewer enters a letter, and where it shows that it was entered."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.actions import organizations, reviews, tokens
from recommendations.actions.typed import ActivityText
from recommendations.models import Reply, Update
from recommendations.queries.sheets import offered
from recommendations.roles import Role
from tests.desk import Desk
from tests.factories import EvidenceVersionFactory, MembershipFactory, OrganizationFactory, UserFactory
from tests.html import check_page, text_of

pytestmark = pytest.mark.django_db
MARK = "Entered by the ILO from a letter of 1 August 2026"


@pytest.fixture
def desk():
    return Desk()


def address(desk):
    return reverse("reply_new", args=desk.follow_up.address)


def post(client, desk, **typed):
    client.force_login(desk["reviewer"])
    given = {
        "form_key": tokens.new_key(desk["reviewer"]), "opened_update": 0, "opened_version": 0, "seen_answer": 0,
        "source": "letter", "sender": "Director-General", "dated_on": "01/08/2026",
        "file": SimpleUploadedFile("letter.pdf", b"%PDF-1.7 a letter %%EOF"), "status": "implemented",
        "activities-TOTAL_FORMS": 1, "activities-INITIAL_FORMS": 0, "activities-0-text": "Passed Decree 245.",
    } | typed  # fmt: skip
    return client.post(address(desk), {name: value for name, value in given.items() if value is not None})


def test_a_reviewer_enters_a_letter_and_it_is_marked_everywhere(client, desk):
    client.force_login(desk["reviewer"])
    assert address(desk) in client.get(desk.follow_up.get_absolute_url()).content.decode()
    check_page(client.get(address(desk)).content)
    assert post(client, desk).url == desk.follow_up.get_absolute_url()
    reply, update = Reply.objects.get(), Update.objects.get()
    letter = reverse("reply_file", args=[reply.key])

    second = MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=None).user
    client.force_login(second)
    for page in (desk.follow_up.get_absolute_url(), reverse("review", args=desk.follow_up.address), "/review/"):
        html = client.get(page).content
        assert MARK in text_of(check_page(html)), page
        assert letter in html.decode(), page
    assert b"".join(client.get(letter).streaming_content) == b"%PDF-1.7 a letter %%EOF"
    reviews.accept(update=update, seen_version=1, assessment="confirmed", by=second)

    client.force_login(desk["foreigner"])
    pages = {
        desk.follow_up.get_absolute_url(): "reports, last on 1 August 2026",
        desk.follow_up.recommendation.get_absolute_url(): "reports; last answer 1 August 2026",
    }
    for page, dated in pages.items():
        html = client.get(page).content
        text = text_of(check_page(html))
        assert (MARK in text, dated in text) == (True, True), page
        assert "Director-General" not in text, page
        assert letter not in html.decode(), page
    assert client.get(letter).status_code == 404


def test_an_agency_of_which_a_draft_alone_speaks_is_not_offered(client, desk):
    ended = OrganizationFactory(party=desk.party, name="Ministry of Census", ended_on=datetime.date(2024, 1, 2))
    typed = organizations.named(follow_up=desk.follow_up, name="Office of Returns", by=desk["reporter"])
    desk.save(contributing=(ended, typed))
    client.force_login(desk["reviewer"])
    page = client.get(address(desk)).content.decode()
    assert [name for name in ("Ministry of Census", "Office of Returns") if name in page] == []
    inside, outside = (set(offered(desk.party, [], desk[role])) for role in ("reporter", "reviewer"))
    assert inside - outside == {typed.pk}


def test_a_lost_letter_costs_no_word(client, desk):
    page = post(client, desk, file=None)
    text = text_of(check_page(page.content))
    assert "Attach the letter" in text
    assert "Passed Decree 245." in text
    assert not Update.objects.exists()


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("source", "", "Choose how the answer came."),
    ("sender", " ", "Fill in this field."),
    ("dated_on", "soon", "Write the date as day/month/year"),
    ("status", "", "Choose a status"),
    ("seen_answer", "99", "changed after you opened it"),
])  # fmt: skip
def test_what_cannot_be_taken_is_said(client, desk, field, value, sentence):
    page = post(client, desk, **{field: value})
    assert sentence in text_of(check_page(page.content))
    assert not Update.objects.exists()


def test_the_same_post_twice_is_one_reply(client, desk):
    key = tokens.new_key(desk["reviewer"])
    codes = [post(client, desk, form_key=key).status_code for _ in range(2)]
    assert (codes, Reply.objects.count()) == ([302, 302], 1)


def test_what_waits_for_a_decision_comes_first(client, desk):
    desk.to("submitted")
    client.force_login(desk["reviewer"])
    assert client.get(address(desk)).status_code == 302
    assert post(client, desk).status_code == 409


def test_the_form_begins_with_the_answer_that_was_sent_back_as_it_was_sent(client, desk):
    agency = OrganizationFactory(party=desk.party)
    proof = EvidenceVersionFactory(evidence__party=desk.party).evidence
    desk.to("accepted", challenges="Much paper.")
    did = (ActivityText("Trained forty officers.\nIn two towns.", datetime.date(2026, 3, 1)),)
    desk.to("returned", challenges="Few inspectors.", lead=agency, evidence=(proof,), activities=did)
    client.force_login(desk["reviewer"])
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address(desk))
    page = text_of(check_page(response.content).find(".//main"))
    assert [words in page for words in ("Much paper.", "Below stands the answer that was sent back.")] == [True, True]
    assert len(queries) <= 12

    filled = {each.html_name: each.value() for each in response.context["form"]}
    filled |= {each.html_name: each.value() for each in response.context["rows"][0] if each.value()}
    filled["activities-0-text"] = filled["activities-0-text"].replace("\n", "\r\n")
    new = {"activities-TOTAL_FORMS": 2, "activities-INITIAL_FORMS": 1, "activities-1-text": "Opened an office."}
    seen = desk.follow_up.updates.get(state="accepted").versions.get().pk
    posted = post(client, desk, **filled | new | {"challenges": "None left.", "seen_answer": seen})
    assert posted.status_code == 302
    before, after = Update.objects.get(state="submitted").versions.order_by("number")
    was, kept, made = *before.activities.all(), *after.activities.all()
    assert (kept.activity, kept.text, kept.starts_on) == (was.activity, was.text, was.starts_on)
    assert (made.text, after.challenges, after.lead.organization) == ("Opened an office.", "None left.", agency)
    assert [each.evidence for each in after.evidence.all()] == [proof]


def test_what_the_country_writes_since_it_was_sent_back_is_not_in_the_form(client, desk):
    desk.to("returned", challenges="Few inspectors.")
    desk.save(challenges="Half-written.")
    client.force_login(desk["reviewer"])
    page = client.get(address(desk)).content.decode()
    assert [words in page for words in ("Few inspectors.", "Half-written.")] == [True, False]


def test_the_page_says_nothing_of_a_draft(client, desk):
    client.force_login(desk["reviewer"])
    before = text_of(check_page(client.get(address(desk)).content))
    desk.to("draft")
    assert text_of(check_page(client.get(address(desk)).content)) == before
    assert address(desk) in client.get(desk.follow_up.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("role", "code"), [
    ("reporter", 403), ("coordinator", 403), ("partner", 403), ("viewer", 403),
    ("foreigner", 404), ("secretariat", 404),
])  # fmt: skip
def test_others_have_no_such_page(client, desk, role, code):
    client.force_login(desk[role])
    assert client.get(address(desk)).status_code == code
    assert client.post(address(desk)).status_code == code

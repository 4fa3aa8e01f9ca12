"""The pages of a round's paper."""

import datetime
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import paper, rounds
from recommendations.choices import PaperSection, Visibility
from recommendations.models import Evidence, GoodPractice, PaperText, Seal, WordBase, triggers
from tests.answers import accepted_answer
from tests.cast import lao, person
from tests.docx_files import word_file
from tests.factories import FollowUpFactory, RoundFactory
from tests.html import check_page

pytestmark = pytest.mark.django_db
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def people():
    return {"reviewer": person("reviewer")}


@pytest.fixture
def row():
    found = FollowUpFactory(party=lao())
    accepted_answer(found, evidence=[("For us", Visibility.PARTY_AND_REVIEWERS), ("For all", Visibility.PUBLIC)])
    return found


@pytest.fixture
def found(row):
    today = timezone.localdate()
    made = RoundFactory(name="Round of 2026", opens_on=today, due_on=today + datetime.timedelta(days=5))
    made.documents.add(row.recommendation.document)
    made.parties.add(lao())
    return made


@pytest.fixture
def reviewer(client, people):
    client.force_login(people["reviewer"])
    return client


def key(response):
    return response.context["form"]["form_key"].value()


def words(response) -> str:
    document = docx.Document(io.BytesIO(response.content))
    return " ".join(paragraph.text for paragraph in document.paragraphs)


def test_the_paper_is_one_click_from_its_round(reviewer, found):
    detail = check_page(reviewer.get(found.get_absolute_url()).content)
    assert reverse("paper", args=[found.pk]) in [link.get("href") for link in detail.iter("a")]
    response = reviewer.get(reverse("paper", args=[found.pk]))
    assert "The round is still open. The paper is a draft, and each page says so." in response.content.decode()


@pytest.mark.parametrize(("fmt", "media_type"), [
    ("docx", WORD), ("pdf", "application/pdf"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
])  # fmt: skip
def test_it_is_taken_as_a_file(reviewer, found, fmt, media_type):
    response = reviewer.get(reverse("paper_download", args=[found.pk, fmt]))
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert response["Content-Disposition"] == f'attachment; filename="afml-paper-round-{found.pk}.{fmt}"'


def test_the_public_edition_is_what_one_gets_unless_one_asks(reviewer, found):
    address = reverse("paper_download", args=[found.pk, "docx"])
    assert "For us" not in words(reviewer.get(address))
    assert "For us" in words(reviewer.get(address, {"edition": "inside"}))
    assert reviewer.get(address, {"edition": "secret"}).status_code == 404


def test_a_closed_round_is_told_from_its_seal_and_names_nothing_closed_since(reviewer, found, row, people):
    rounds.close_round(target=found, by=people["reviewer"])
    address = reverse("paper_download", args=[found.pk, "docx"])
    before = words(reviewer.get(address, {"edition": "inside"}))
    assert "Draft" not in before
    accepted = row.current_version
    accepted.update.state = "superseded"
    accepted.update.save()
    accepted_answer(row, "implemented")
    assert words(reviewer.get(address, {"edition": "inside"})) == before
    Evidence.objects.filter(title="For all").update(visibility=Visibility.PARTY_AND_REVIEWERS)
    assert "For all" not in words(reviewer.get(address))


def test_a_text_is_written_and_comes_into_the_paper(reviewer, found):
    address = reverse("paper_text", args=[found.pk, "summary"])
    page = reviewer.get(address)
    sent = {"form_key": key(page), "seen_version": 0, "text": "Much has moved."}
    for _ in range(2):  # the same post twice is one change
        assert reviewer.post(address, sent).status_code == 302
    assert PaperText.objects.get().version == 1
    assert "Much has moved." in words(reviewer.get(reverse("paper_download", args=[found.pk, "docx"])))


def test_both_texts_are_shown_where_somebody_saved_since(reviewer, found, people):
    address = reverse("paper_text", args=[found.pk, "summary"])
    page = reviewer.get(address)
    # Of a text that is not there no version was seen.
    assert reviewer.post(address, {"form_key": key(page), "seen_version": 7, "text": "Mine."}).status_code == 409
    paper.write(target=found, section=PaperSection.SUMMARY, text="Theirs.", seen_version=0, by=people["reviewer"])
    response = reviewer.post(address, {"form_key": key(page), "seen_version": 0, "text": "Mine."})
    assert response.status_code == 409
    html = response.content.decode()
    assert "Theirs." in html
    assert "Mine." in html
    again = {"form_key": key(response), "seen_version": response.context["form"]["seen_version"].value()}
    assert reviewer.post(address, again | {"text": "Both."}).status_code == 302
    assert PaperText.objects.get().text == "Both."


def test_what_the_last_round_s_paper_said_can_be_used_again(reviewer, found, row, people):
    last = RoundFactory(name="Last", opens_on=datetime.date(2024, 1, 1), due_on=datetime.date(2024, 6, 1))
    last.documents.add(row.recommendation.document)
    last.parties.add(lao())
    paper.write(target=last, section=PaperSection.SUMMARY, text="Then.", seen_version=0, by=people["reviewer"])
    rounds.close_round(target=last, by=people["reviewer"])
    address = reverse("paper_text", args=[found.pk, "summary"])
    assert reviewer.get(address).context["form"]["text"].value() == ""
    assert reviewer.get(address + "?again").context["form"]["text"].value() == "Then."


@pytest.mark.parametrize("place", ["nonsense", "chapter", "summary/health", "chapter/nonsense"])
def test_there_is_no_other_text(reviewer, found, place):
    assert reviewer.get(f"/rounds/{found.pk}/paper/texts/{place}/").status_code == 404


def test_a_text_that_is_too_long_is_refused_beside_its_field(reviewer, found):
    address = reverse("paper_text", args=[found.pk, "summary"])
    sent = {"form_key": key(reviewer.get(address)), "seen_version": 0, "text": "x" * 10_001}
    response = reviewer.post(address, sent)
    assert response.context["form"].errors["text"] == ["This text has 10001 characters. Shorten it to 10000."]


def test_good_practice_is_set_and_taken_out(reviewer, found, row):
    address = reverse("good_practice", args=[found.pk, *row.address])
    assert address in reviewer.get(row.get_absolute_url()).content.decode()
    sent = {"form_key": key(reviewer.get(address)), "title": "A desk", "text": "On market days."}
    assert reviewer.post(address, sent).status_code == 302
    drop = reverse("good_practice_drop", args=[found.pk, GoodPractice.objects.get().pk])
    page = reviewer.get(drop)
    assert reviewer.post(drop, {"form_key": key(page)}).status_code == 302
    assert not GoodPractice.objects.exists()


def test_a_word_file_is_put_in_place_and_given_up(reviewer, found, media):
    address = reverse("word_base")
    upload = SimpleUploadedFile("ours.docx", word_file(header="Our logo."))
    assert reviewer.post(address, {"form_key": key(reviewer.get(address)), "file": upload}).status_code == 302
    response = reviewer.get(reverse("paper_download", args=[found.pk, "docx"]))
    head = docx.Document(io.BytesIO(response.content)).sections[0].header.paragraphs[0].text
    assert head.startswith("Our logo.")
    assert reviewer.post(address, {"form_key": key(reviewer.get(address)), "drop": "1"}).status_code == 302
    assert not WordBase.objects.filter(retired_at=None).exists()


@pytest.mark.parametrize("content", [b"%PDF-1.7", None])
def test_no_word_file_is_one_sentence_beside_the_field(reviewer, media, content):
    address = reverse("word_base")
    sent = {"form_key": key(reviewer.get(address))}
    if content:
        sent["file"] = SimpleUploadedFile("ours.docx", content)
    response = reviewer.post(address, sent)
    assert len(response.context["form"].errors["file"]) == 1
    assert not WordBase.objects.exists()


def test_a_sealed_round_is_printed_by_the_templates_of_its_day_alone(reviewer, found, people):
    rounds.close_round(target=found, by=people["reviewer"])
    address = reverse("paper_download", args=[found.pk, "docx"])
    assert reviewer.get(address).status_code == 200
    triggers.drop()
    try:
        Seal.objects.update(template=99)
    finally:
        triggers.make()
    assert reviewer.get(address).status_code == 404
    assert reviewer.get(reverse("progress_report_download", args=["csv"]), {"round": found.pk}).status_code == 404
    report = reviewer.get(reverse("progress_report"), {"round": found.pk}).content.decode()
    assert "/reports/progress.csv" not in report
    assert "No template of that day" in reviewer.get(reverse("paper", args=[found.pk])).content.decode()

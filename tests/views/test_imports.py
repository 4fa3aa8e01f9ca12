"""Bringing in a document, page by page and without script, as the secretariat does it; its texts: test_extracts.py."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from recommendations.choices import DocumentKind, ImportState, JobState, JobStep
from recommendations.models import DocumentImport, Extract, Job
from tests.access.imports import png
from tests.cast import lao, person
from tests.factories import DocumentFactory, DocumentImportFactory, ExtractFactory, JobFactory
from tests.html import check_page
from tests.views.import_pages import brought_in, confirm, get, key_in, send, text_url
from tests.views.posting import as_it_stands, form_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_process")]


@pytest.fixture
def found():
    return brought_in()


# --- It comes in -----------------------------------------------------------------------------------------------


def test_the_secretariat_finds_the_way_from_the_documents(client, secretariat):
    assert 'href="/imports/new/"' in get(client, reverse("document_list"))
    html = get(client, reverse("import_list"))
    assert "Nothing has been brought in yet" in html


def test_others_are_not_shown_the_way(client):
    client.force_login(person("reviewer"))
    assert "/imports/" not in get(client, reverse("document_list"))


def test_a_file_begins_a_job(client, secretariat):
    file = SimpleUploadedFile("workshop.txt", b"1. Establish help desks.")
    response = send(client, reverse("import_new"), "file", file=file, language="lo", revisions="original")
    made = DocumentImport.objects.get()
    job = made.jobs.get()
    assert (response.status_code, response.url) == (302, f"/jobs/{job.key}/")
    assert (made.file_name, made.language, made.revisions, made.received_by) == (
        "workshop.txt", "lo", "original", secretariat,
    )  # fmt: skip


def test_the_same_post_twice_is_one_import(client, secretariat):
    url = reverse("import_new")
    body = as_it_stands(form_with(get(client, url), "text")) | {"text": "1. Establish help desks."}
    first, second = client.post(url, body), client.post(url, body)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert DocumentImport.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose a file, or paste the text below."),
        ({"text": "x", "file": b"y"}, "Give the file or the text, not both."),
        ({"file": b""}, "The file is empty."),
    ],
)
def test_a_refusal_is_a_sentence_and_nothing_is_kept(client, secretariat, typed, sentence):
    if "file" in typed:
        typed["file"] = SimpleUploadedFile("a.txt", typed["file"])
    response = send(client, reverse("import_new"), "text", **typed)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert DocumentImport.objects.count() == 0


def test_the_same_file_again_leads_to_the_first(client, secretariat):
    send(client, reverse("import_new"), "text", text="1. Establish help desks.")
    response = send(client, reverse("import_new"), "text", text="1. Establish help desks.")
    assert response.status_code == 200
    assert f'href="/imports/{DocumentImport.objects.get().pk}/"' in response.content.decode()


def test_a_corrected_edition_comes_in_from_its_documents_page(client, secretariat):
    published = DocumentFactory(code="AFML15-LA")
    assert 'href="/imports/new/?edition_of=AFML15-LA"' in get(client, published.get_absolute_url())
    url = "/imports/new/?edition_of=AFML15-LA"
    assert published.meeting in get(client, url)
    assert send(client, url, "text", text="1. Establish help desks.").status_code == 302
    assert DocumentImport.objects.get().edition_of == published
    assert client.get("/imports/new/?edition_of=AFML15-XX").status_code == 404


# --- Its job ---------------------------------------------------------------------------------------------------


def test_a_running_job_tells_where_it_stands_and_renews_itself(client, secretariat):
    now = timezone.now()
    job = JobFactory(state=JobState.RUNNING, step=JobStep.FINDING, percent=40, started_at=now, alive_at=now)
    response = client.get(job.get_absolute_url())
    assert response["Refresh"] == "2"
    html = get(client, job.get_absolute_url())
    assert "Finding the recommendations" in html
    assert 'value="40"' in html
    cancelled = client.post(reverse("job_cancel", args=[job.key]), {"form_key": key_in(html)})
    assert cancelled.status_code == 302
    assert "It is being cancelled." in get(client, job.get_absolute_url())


def test_a_job_that_is_done_leads_on(client, secretariat, found):
    job = JobFactory(document_import=found, state=JobState.DONE, ended_at=timezone.now())
    assert client.get(job.get_absolute_url()).url == found.get_absolute_url()
    assert client.get(found.get_absolute_url()).url == reverse("import_facts", args=[found.pk])


def test_a_lost_job_is_started_again(client, secretariat):
    job = JobFactory(state=JobState.RUNNING, alive_at=timezone.now() - timezone.timedelta(minutes=5))
    response = client.get(job.get_absolute_url())
    assert "Refresh" not in response
    assert "The reading stopped" in response.content.decode()
    again = client.post(job.get_absolute_url(), {"form_key": key_in(response.content.decode())})
    assert Job.objects.count() == 2
    assert again.url == Job.objects.order_by("pk").last().get_absolute_url()


def test_a_refused_file_says_why_and_what_next(client, secretariat):
    made = DocumentImportFactory(state=ImportState.REFUSED, ended_at=timezone.now())
    message = ["The file is protected by a password.", {}]
    job = JobFactory(document_import=made, state=JobState.FAILED, message=message, ended_at=timezone.now())
    html = get(client, job.get_absolute_url())
    assert message[0] in html
    assert "copy its text and paste it" in html
    assert "Start again" not in html


# --- Is this the document? -------------------------------------------------------------------------------------


def test_confirmed_facts_lead_to_the_first_text(client, secretariat, found):
    response = confirm(client, found, online="yes", place="Vientiane")
    assert response.url == f"{text_url(found, 1)}#item"
    found.refresh_from_db()
    assert (found.kind, found.meeting, found.online, found.place) == (
        DocumentKind.REGIONAL_WORKERS, "A meeting", True, "Vientiane",
    )  # fmt: skip


def test_a_country_that_does_not_fit_is_said_beside_it(client, secretariat, found):
    response = confirm(client, found, kind="national")
    assert "Choose the country whose workshop this was." in response.content.decode()
    check_page(response.content.decode())


def test_the_same_meetings_document_asks_whether_this_corrects_it(client, secretariat, found):
    country = lao()
    published = DocumentFactory(forum=found.forum, party=country, code="AFML15-LA")
    asked = confirm(client, found, kind="national", party=str(country.pk))
    html = asked.content.decode()
    assert "Say whether this corrects the published document or is another one." in html
    check_page(html)
    body = as_it_stands(form_with(html, "meeting")) | {"relation": str(published.pk)}
    assert client.post(reverse("import_facts", args=[found.pk]), body).status_code == 302
    found.refresh_from_db()
    assert found.edition_of == published


def test_facts_confirmed_by_somebody_else_are_shown_before_they_are_replaced(client, secretariat, found):
    url = reverse("import_facts", args=[found.pk])
    opened = as_it_stands(form_with(get(client, url), "meeting"))
    confirm(client, found, meeting="Theirs")
    given = {"forum": str(found.forum_id), "kind": "regional-workers", "meeting": "Mine"}
    response = client.post(url, opened | given)
    assert response.status_code == 409
    assert "Mine" in response.content.decode()
    found.refresh_from_db()
    assert found.meeting == "Theirs"
    again = as_it_stands(form_with(response.content.decode(), "meeting"))
    assert client.post(url, again).status_code == 302


# --- Pictures, ends, cost --------------------------------------------------------------------------------------


def test_a_page_is_a_picture_that_is_never_run(client, secretariat, found):
    response = client.get(reverse("import_page_picture", args=[found.pk, 1]))
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response.streaming_content) == png(100, 200)


def test_a_discarded_import_is_gone(client, secretariat, found):
    url = reverse("import_discard", args=[found.pk])
    response = client.post(url, {"form_key": key_in(get(client, url))})
    assert response.url == reverse("import_list")
    assert Extract.objects.count() == 0
    assert "Nothing of it is published." in get(client, found.get_absolute_url())


@pytest.mark.parametrize("page", ["import_review", "extract", "import_facts", "import_check", "import_add"])
def test_a_page_costs_the_same_for_three_texts_and_for_forty(client, secretariat, found, page, queries_of):
    url = text_url(found, 2) if page == "extract" else reverse(page, args=[found.pk])
    few = queries_of(lambda: client.get(url))
    heading = found.sub_themes.get()
    for at in range(4, 44):
        ExtractFactory(
            document_import=found, sub_theme=heading, position=at, doubts=[["short", {}]], line_from=7, line_to=7
        )
    assert queries_of(lambda: client.get(url)) == few <= 12


def test_the_list_costs_the_same_for_one_import_and_for_three(client, secretariat, found, queries_of):
    one = queries_of(lambda: client.get(reverse("import_list")))
    for _ in range(2):
        JobFactory(document_import=ExtractFactory().document_import)
    assert queries_of(lambda: client.get(reverse("import_list"))) == one <= 12


@pytest.fixture
def queries_of():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(act):
        with CaptureQueriesContext(connection) as captured:
            assert act().status_code == 200
        return len(captured)

    return count

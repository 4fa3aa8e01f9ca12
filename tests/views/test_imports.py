"""Bringing in a document, page by page and without script, as the secretariat does it."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import jobs
from recommendations.choices import DocumentKind, ImportState, JobState, JobStep
from recommendations.models import DocumentImport, Extract, Job
from tests.access.imports import png
from tests.cast import lao, person
from tests.factories import (
    DocumentFactory,
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    ForumFactory,
    JobFactory,
    RecommendationFactory,
    SourcePageFactory,
    ThemeFactory,
)
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db

LINES = [
    "Recommendations of the workshop", "Rights", "1. Establish help desks at airports.", "2. Train officials at",
    "borders. Report to ASEAN.", "A line that nobody used before the last text.", "3. Report to ASEAN.", "Thank you.",
]  # fmt: skip


@pytest.fixture
def secretariat(client):
    user = person("secretariat")
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _no_process(monkeypatch):
    """Reading is another test's; here its job is begun and stays waiting."""
    monkeypatch.setattr(jobs, "start_process", lambda job: None)


@pytest.fixture
def found():
    """Three texts under one heading, on one page, with its picture."""
    made = DocumentImportFactory(file_name="workshop.pdf", forum=ForumFactory(number=15))
    heading = ExtractedSubThemeFactory(document_import=made, position=1, number=1, title="Rights")
    texts = (("Establish help desks at airports.", 3, 3), ("Train officials at borders. Report to ASEAN.", 4, 5))
    for at, (text, first, last) in enumerate((*texts, ("Report to ASEAN.", 7, 7)), 1):
        ExtractFactory(
            document_import=made, sub_theme=heading, position=at, text=text, label=f"{at}.", number=at, page=1,
            line_from=first, line_to=last,
        )  # fmt: skip
    lines = [
        {"number": at, "text": text, "place": [0.1, at / 10, 0.9, at / 10 + 0.05]} for at, text in enumerate(LINES, 1)
    ]
    page = SourcePageFactory(document_import=made, number=1, lines=lines)
    page.picture.save("1.png", ContentFile(png(100, 200)))
    return made


def get(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, response.content.decode()
    html = response.content.decode()
    check_page(html)
    return html


def send(client, url, has, **typed):
    """Post the form of the page at `url` that holds a control `has`, as it stands but for `typed`."""
    body = as_it_stands(form_with(get(client, url), has))
    return client.post(url, body | typed)


def text_url(found, position):
    return reverse("extract", args=[found.pk, position])


def states(found):
    return list(Extract.objects.filter(document_import=found).order_by("position").values_list("state", flat=True))


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


def key_in(html):
    return re.search(r'name="form_key" value="([^"]*)"', html)[1]


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


def confirm(client, found, **typed):
    given = {"forum": str(found.forum_id), "kind": "regional-workers", "meeting": "A meeting", "held_on": "22/09/2022"}
    return send(client, reverse("import_facts", args=[found.pk]), "meeting", **(given | typed))


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


# --- The texts -------------------------------------------------------------------------------------------------


def test_a_text_stands_beside_its_marked_passage(client, secretariat, found):
    html = get(client, text_url(found, 2))
    assert "0 of 3 looked at" in html
    marked = re.findall(r"<mark>(.*?)</mark>", html)
    assert set(marked) == {LINES[3], LINES[4]}
    assert len(re.findall(r'<rect class="app-source__mark" x="10" y="(\d+)"', html)) == 4  # two lines, crop and whole
    assert f'href="/imports/{found.pk}/pages/1.png"' in html


def test_the_next_text_opens_by_itself(client, secretariat, found):
    assert send(client, text_url(found, 1), "do", do="accept").url == f"{text_url(found, 2)}#item"
    assert send(client, text_url(found, 3), "do", do="leave-out").url == f"{text_url(found, 2)}#item"
    last = send(client, text_url(found, 2), "do", do="accept", text="Train officials.")
    assert last.url == reverse("import_check", args=[found.pk])
    assert states(found) == ["accepted", "accepted", "rejected"]
    assert "Save and accept" in get(client, text_url(found, 2))
    assert "3 of 3 texts looked at" in get(client, reverse("import_review", args=[found.pk]))


def test_the_same_decision_twice_is_one(client, secretariat, found):
    body = as_it_stands(form_with(get(client, text_url(found, 1)), "do")) | {"do": "accept"}
    first, second = client.post(text_url(found, 1), body), client.post(text_url(found, 1), body)
    assert (second.status_code, second.url) == (302, first.url)
    assert Extract.objects.get(document_import=found, position=1).version == 2


def test_what_was_typed_stays_when_somebody_else_decided(client, secretariat, found):
    opened = as_it_stands(form_with(get(client, text_url(found, 1)), "do"))
    send(client, text_url(found, 1), "do", do="leave-out")
    response = client.post(text_url(found, 1), opened | {"do": "accept", "text": "Mine, typed long."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Mine, typed long." in html
    assert "Saved since" in html
    check_page(html)
    assert states(found)[0] == "rejected"
    again = as_it_stands(form_with(html, "do")) | {"do": "accept"}
    assert client.post(text_url(found, 1), again).status_code == 302
    assert Extract.objects.get(document_import=found, position=1).text == "Mine, typed long."


def test_a_decision_reaches_its_text_though_its_place_has_moved(client, secretariat, found):
    opened = as_it_stands(form_with(get(client, text_url(found, 3)), "do")) | {"do": "accept"}
    send(client, text_url(found, 2), "do", do="split", begins="Report to ASEAN.")
    client.post(text_url(found, 3), opened)
    assert states(found) == ["proposed", "proposed", "proposed", "accepted"]


def test_splitting_and_merging_lead_back_to_the_text(client, secretariat, found):
    split = send(client, text_url(found, 2), "do", do="split", begins="Report to ASEAN.")
    assert split.url == text_url(found, 2)
    assert Extract.objects.get(document_import=found, position=3).text == "Report to ASEAN."
    merged = send(client, text_url(found, 3), "do", do="merge")
    assert merged.url == text_url(found, 2)
    html = get(client, text_url(found, 3))
    assert "This text is part of the one before." in html
    back = send(client, text_url(found, 3), "do", do="reopen")
    assert back.status_code == 302
    assert states(found) == ["proposed"] * 4


def test_a_missed_text_is_taken_from_the_lines_that_nobody_used(client, secretariat, found):
    there = send(client, text_url(found, 2), "do", do="add", text="Kept, not decided.")
    assert there.url == f"/imports/{found.pk}/add/?after=2"
    assert LINES[5] in get(client, there.url)
    start = f"/imports/{found.pk}/add/?line=6&after=2"
    added = send(client, start, "do", do="add", label="2bis")
    assert added.status_code == 302
    third = Extract.objects.get(document_import=found, position=3)
    assert (third.text, third.label, third.line_from, third.state) == (LINES[5], "2bis", 6, "accepted")
    assert Extract.objects.get(document_import=found, position=2).text == "Kept, not decided."


@pytest.mark.parametrize("last", ["5", "2147483647"])
def test_lines_that_cannot_be_are_refused(client, secretariat, found, last):
    url = f"/imports/{found.pk}/add/?line=6"
    assert send(client, url, "do", do="add", line_to=last).status_code == 200
    assert Extract.objects.filter(document_import=found).count() == 3


def test_a_scan_is_typed_beside_its_pages(client, secretariat):
    scan = DocumentImportFactory(is_scan=True, facts_confirmed_at=timezone.now(), facts_confirmed_by=secretariat)
    ExtractedSubThemeFactory(document_import=scan, position=0, number=None, title="")
    page = SourcePageFactory(document_import=scan, number=2, lines=[])
    page.picture.save("2.png", ContentFile(png(10, 20)))
    assert "Type the texts beside the pages" in get(client, reverse("import_review", args=[scan.pk]))
    added = send(client, f"/imports/{scan.pk}/add/?page=2", "do", do="another", text="Typed.", label="1.")
    assert added.url == f"/imports/{scan.pk}/add/?after=1&page=2"
    assert f"/imports/{scan.pk}/pages/2.png" in get(client, added.url)


def test_all_without_doubts_at_once(client, secretariat, found):
    Extract.objects.filter(document_import=found, position=2).update(doubts=[["short", {}]])
    url = reverse("import_review", args=[found.pk])
    html = get(client, url)
    assert "Accept all 2 without doubts" in html
    client.post(url, {"form_key": key_in(html)})
    assert states(found) == ["accepted", "proposed", "accepted"]
    assert LINES[3][3:10] in get(client, url + "?show=doubts")
    assert "1 doubt" in get(client, url + "?show=open")


def test_suggestions_and_table_cells_are_shown(client, secretariat, found):
    theme = ThemeFactory(slug="justice", name="Access to justice")
    placings = [
        {"axis": "theme", "value": theme.slug, "is_main": True, "placing": "suggested", "words": "help desks"},
        {"axis": "addressee", "value": "asean", "is_main": False, "placing": "suggested", "words": "ASEAN"},
    ]
    Extract.objects.filter(document_import=found, position=1).update(
        placings=placings, responsible="Ministry of Labour", timeline="2021–2022", changed=True, machine_read=True
    )
    html = get(client, text_url(found, 1))
    for words in ("Access to justice", "help desks", "Ministry of Labour", "2021–2022", "It holds a tracked change."):
        assert words in html


def test_headings_are_edited_where_they_stand(client, secretariat, found):
    url = reverse("import_sub_theme", args=[found.pk, 1])
    assert send(client, url, "title", title="Rights of all", introduction="… should:").status_code == 302
    assert "Rights of all" in get(client, reverse("import_review", args=[found.pk]))
    new = f"/imports/{found.pk}/sub-themes/new/?from=3"
    assert send(client, new, "title", title="Another").status_code == 302
    assert Extract.objects.get(document_import=found, position=3).sub_theme.title == "Another"


# --- Is it whole? ----------------------------------------------------------------------------------------------


def test_errors_block_and_warnings_want_a_reason(client, secretariat, found):
    RecommendationFactory(text="Establish help desks at airports.", reference="AFML13-LA-S1-01")
    url = reverse("import_check", args=[found.pk])
    html = get(client, url)
    for words in ("Nobody has confirmed", "3 texts have not been looked at.", "AFML13-LA-S1-01", LINES[5]):
        assert words in html
    confirm(client, found)
    for position in (1, 2, 3):
        send(client, text_url(found, position), "do", do="accept")
    form = as_it_stands(form_with(get(client, url), "form_key"))
    ticks = re.findall(r'name="(tick-[^"]*)"', get(client, url))
    refused = client.post(url, form | dict.fromkeys(ticks, "on"))
    assert "Write why this is right, in a few words." in refused.content.decode()
    reasons = {name.replace("tick", "reason"): "Printed so." for name in ticks}
    done = client.post(url, form | dict.fromkeys(ticks, "on") | reasons)
    assert (done.status_code, done.url) == (302, reverse("import_publish", args=[found.pk]))
    Extract.objects.filter(document_import=found, position=2).update(text="Establish help desks at airports.")
    assert "Look at this before it is published" in get(client, url)


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

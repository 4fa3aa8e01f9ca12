"""Long reports: asked for by a post, made by a process of their own, read by whoever asked."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import jobs, report_files
from recommendations.choices import JobState
from recommendations.errors import TooLate
from recommendations.models import Document, Job, Membership
from tests.access.reading import told
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.factories import RoundFactory
from tests.html import check_page
from tests.reports.test_brief import rows_of

pytestmark = pytest.mark.django_db
ADDRESS = "/reports/progress.csv?country=LA"
IN_REPORTS = '<a href="/reports/" aria-current="page">'


@pytest.fixture
def viewer(client, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    for row in rows_of(lao(), 3):
        accepted_answer(row, assessment="confirmed")
    monkeypatch.setattr(report_files, "MOST_AT_ONCE", 2)
    user = person("viewer", cambodia())
    client.force_login(user)
    return user


def ask(client) -> Job:
    page = client.get(ADDRESS)
    check_page(page.content)
    assert "It has 3 rows. Making CSV of them takes a minute or more." in page.content.decode()
    assert IN_REPORTS in page.content.decode()
    sent = {name: page.context["form"][name].value() for name in ("form_key", "fmt", "query")}
    addresses = {client.post(reverse("report_make"), sent)["Location"] for _ in range(2)}
    job = Job.objects.get()  # the same post twice is one job
    assert addresses == {job.get_absolute_url()}
    return job


def test_a_long_report_is_made_beside_and_is_the_report(client, viewer, monkeypatch):
    job = ask(client)
    waiting = client.get(job.get_absolute_url())
    check_page(waiting.content)
    assert "It waits for its turn." in waiting.content.decode()
    assert IN_REPORTS in waiting.content.decode()
    assert client.get(reverse("job_file", args=[job.key])).status_code == 404
    call_command("run_job", str(job.key))
    check_page((page := client.get(job.get_absolute_url())).content)
    assert "afml-progress-la.csv" in page.content.decode()
    made = b"".join(client.get(reverse("job_file", args=[job.key])).streaming_content)
    monkeypatch.setattr(report_files, "MOST_AT_ONCE", 3)
    assert made == client.get(ADDRESS).content
    assert b"Confirmed" not in made  # not published, and the viewer is of another country


def test_nobody_else_reads_it_nor_who_asked_once_their_roles_are_others(client, viewer):
    job = ask(client)
    call_command("run_job", str(job.key))
    for other, status in ((person("reviewer"), 403), (person("secretariat"), 404)):
        client.force_login(other)
        assert {
            client.get(url).status_code for url in (job.get_absolute_url(), reverse("job_file", args=[job.key]))
        } == {status}
    Membership.objects.filter(user=viewer).update(party=lao())
    client.force_login(viewer)
    assert client.get(reverse("job_file", args=[job.key])).status_code == 404
    assert "your roles have changed since" in client.get(job.get_absolute_url()).content.decode()


def test_what_is_no_report_any_more_is_told(client, viewer):
    job = ask(client)
    Job.objects.update(wanted={**job.wanted, "query": "country=QQ"})
    call_command("run_job", str(job.key))
    assert Job.objects.get().state == JobState.FAILED
    page = client.get(job.get_absolute_url()).content.decode()
    assert "This report cannot be made any more" in page


def test_a_lost_one_is_started_again_once_whoever_else_asks(client, viewer):
    job, then = ask(client), timezone.now() - datetime.timedelta(minutes=1)
    Job.objects.update(created_at=then)
    report_files.ask(fmt="csv", query="country=LA", by=person("reviewer"))
    again = jobs.start_again(job=Job.objects.get(pk=job.pk), by=viewer)
    assert again.wanted == job.wanted
    with pytest.raises(TooLate):
        jobs.start_again(job=Job.objects.get(pk=job.pk), by=viewer)


def test_one_at_a_time_is_made_for_a_person(client, viewer):
    job = ask(client)
    assert ask(client) == job  # from the page anew: the one that is at it
    page = client.get("/reports/progress.csv")
    sent = {name: page.context["form"][name].value() for name in ("form_key", "fmt", "query")}
    told = client.post(reverse("report_make"), sent, follow=True).content.decode()
    assert "Another report is being made for you." in told
    call_command("run_job", str(job.key))
    assert client.post(reverse("report_make"), sent).status_code == 302
    assert Job.objects.count() == 2


def test_a_long_paper_of_a_round_is_made_beside_for_who_works_on_it(client, viewer):
    found = RoundFactory()
    found.documents.set(Document.objects.all())
    found.parties.add(lao())
    client.force_login(person("reviewer"))
    page = client.get(reverse("paper_download", args=[found.pk, "xlsx"]), {"edition": "inside"})
    sent = {name: page.context["form"][name].value() for name in ("form_key", "fmt", "query")}
    client.post(reverse("report_make"), sent)
    job = Job.objects.get()
    call_command("run_job", str(job.key))
    made = told(client.get(reverse("job_file", args=[job.key])))
    assert f'filename="afml-paper-round-{found.pk}.xlsx"' in made
    assert "Inside edition" in made
    client.force_login(viewer)
    sent["form_key"] = client.get(ADDRESS).context["form"]["form_key"].value()
    assert client.post(reverse("report_make"), sent).status_code == 404
    assert Job.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"fmt": "docx"}, {"fmt": "exe"}, {"query": "country=QQ"}, {"form_key": ""}])
def test_what_is_no_such_report_is_refused(client, viewer, wrong):
    sent = {name: client.get(ADDRESS).context["form"][name].value() for name in ("form_key", "fmt", "query")}
    assert client.post(reverse("report_make"), sent | wrong).status_code in (400, 404)
    assert not Job.objects.exists()

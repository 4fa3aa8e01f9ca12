"""Answers in Excel: the download, the upload, the page of differences, and what became of them."""

import io
import threading
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from recommendations.actions import jobs, sheet_saving
from recommendations.models import FilledSheet, Job, Update
from recommendations.queries import sheets as queries
from recommendations.reading import places
from recommendations.sheets import read, write
from recommendations.tables import sheets as table
from recommendations.tables.sheets import answer_columns
from tests.actions.test_jobs import silent
from tests.cast import cambodia
from tests.desk import Desk, dump
from tests.factories import MembershipFactory, OrganizationFactory, ResponsibilityFactory
from tests.html import check_page, text_of
from tests.sheets.fill import fill

pytestmark = pytest.mark.django_db
LETTERS = {each.name: chr(ord("A") + at) for at, each in enumerate(answer_columns())}


@pytest.fixture
def desk(client):
    desk = Desk()
    client.force_login(desk["reporter"])
    return desk


def filled(client, **cells):
    data = client.get(reverse("sheet_download")).content
    return fill(data, answers={f"{LETTERS[name]}3": said for name, said in cells.items()})


def upload(client, *files):
    page = client.get(reverse("sheet_upload"))
    body = {
        "form_key": page.context["form"].initial["form_key"],
        "filled": [SimpleUploadedFile(f"{at}.xlsx", data) for at, data in enumerate(files)],
    }
    return client.post(reverse("sheet_upload"), body)


def confirm(client, where, **more):
    page = client.get(where)
    return client.post(where, page.context["form"].initial | {"then": ""} | more)


def test_from_the_download_to_the_saved_draft(client, desk):
    where = upload(client, filled(client, status="In progress", challenges="Money.")).url
    assert not Update.objects.exists()
    page = client.get(where)
    check_page(page.content.decode())
    assert "Money." in page.content.decode()
    done = confirm(client, where)
    assert (done.status_code, done.url) == (302, where)
    told = client.get(where)
    check_page(told.content.decode())
    assert "1 answer was saved" in told.content.decode()
    assert Update.objects.get().versions.get().challenges == "Money."


def test_the_same_confirmation_twice_is_one_change(client, desk):
    where = upload(client, filled(client, status="In progress")).url
    body = client.get(where).context["form"].initial | {"then": ""}
    assert [client.post(where, body).status_code for _time in range(2)] == [302, 302]
    before = dump()
    client.post(where, body)
    assert dump() == before
    assert Update.objects.get().version == 1


def test_nothing_is_written_where_somebody_saved_in_between(client, desk):
    where = upload(client, filled(client, status="In progress")).url
    body = client.get(where).context["form"].initial | {"then": ""}
    desk.save(challenges="Money.")
    before = dump()
    page = client.post(where, body)
    assert (page.status_code, dump() == before) == (409, True)
    check_page(page.content.decode())


def test_a_choice_is_made_on_the_page(client, desk):
    desk.save(challenges="Money.")
    data = filled(client, challenges="Time.")
    desk.save(challenges="People.")
    where = upload(client, data).url
    page = client.get(where)
    check_page(page.content.decode())
    (dispute,) = page.context["disputes"]
    stale = page.context["form"].initial | {"then": "", "seen": "0" * 64, dispute.key: dispute.edits[0].key}
    again = client.post(where, stale)
    assert (again.status_code, again.context["disputes"][0].chosen) == (409, dispute.edits[0].key)
    confirm(client, where, **{dispute.key: dispute.edits[0].key})
    assert Update.objects.get().versions.get(number=3).challenges == "Time."


def test_files_of_two_agencies_are_put_together(client, desk):
    agency = OrganizationFactory(party=desk.party, slug="moh", name="Ministry of Health", acronym="")
    ResponsibilityFactory(follow_up=desk.follow_up, organization=agency, part="contributing")
    made = client.get(reverse("sheet_download") + "?agency=moh").content
    one = fill(made, answers={f"{LETTERS['challenges']}3": "Money."})
    two = filled(client, next_steps="A law.", challenges="Time.")
    page = client.get(upload(client, one, two).url)
    check_page(page.content.decode())
    assert [[each.name for each in row.changes] for row in page.context["rows"]] == [["Next steps"]]
    (dispute,) = page.context["disputes"]
    told = [(each.who, each.where) for each in dispute.edits]
    assert told == [
        ("Ministry of Health", "0.xlsx, sheet “Answers”, row 3"), ("", "1.xlsx, sheet “Answers”, row 3"),
    ]  # fmt: skip
    confirm(client, page.wsgi_request.path, **{dispute.key: dispute.all[0]})
    assert Update.objects.get().versions.get().challenges == "Ministry of Health:\nMoney.\n\nTime."


def test_an_agencys_file_tells_whose_information_it_is(client, desk):
    agency = OrganizationFactory(party=desk.party, slug="moh", name="Ministry of Health", acronym="")
    ResponsibilityFactory(follow_up=desk.follow_up, organization=agency, part="contributing")
    desk.another()
    made = client.get(reverse("sheet_download") + "?agency=moh")
    assert "answers-moh-" in made.headers["Content-Disposition"]
    assert (read(made.content).agency, read(made.content).untouched) == (agency.pk, 1)
    where = upload(client, fill(made.content, answers={f"{LETTERS['status']}3": "Planned"})).url
    page = client.get(where)
    assert "Information from Ministry of Health" in text_of(check_page(page.content.decode()).find(".//main"))
    told, day = f"agency-told_{agency.pk}", f"agency-day_{agency.pk}"
    again = confirm(client, where, **{told: "on", day: "the first"})
    check_page(again.content.decode())
    assert "Write the date as day/month/year, for example 30/09/2026." in again.content.decode()
    assert not Update.objects.exists()
    confirm(client, where, **{told: "on", day: "01/08/2026"})
    (informant,) = Update.objects.get().versions.get().informants.all()
    assert informant.said == "Ministry of Health, letter of 1 August 2026"


def test_a_file_of_another_countrys_agency_tells_of_none(client, desk):
    foreign = OrganizationFactory(party=cambodia())
    form = table.form(desk.party, queries.rows(queries.own(desk["reporter"], desk.party), desk["reporter"]), {}, [])
    data = write(replace(form, agency=foreign.pk))
    page = client.get(upload(client, fill(data, answers={f"{LETTERS['status']}3": "Planned"})).url)
    assert page.context["informing"].agencies == ()
    assert client.get(reverse("sheet_download") + f"?agency={foreign.slug}").status_code == 404


def test_a_file_is_thrown_away_once(client, desk):
    where = upload(client, filled(client, status="Planned")).url
    body = client.get(where).context["form"].initial | {"then": "throw-away"}
    assert [client.post(where, body).url for _time in range(2)] == [reverse("sheet_upload")] * 2
    assert "The file was thrown away. No answer was changed." in client.get(reverse("sheet_upload")).content.decode()
    assert not FilledSheet.objects.exists()
    saved = upload(client, filled(client, status="Planned")).url
    confirm(client, saved)
    client.post(saved, body)
    assert FilledSheet.objects.get().result["saved"] == 1


def test_saving_and_sending_gives_a_receipt(client, desk):
    where = upload(client, filled(client, status="In progress")).url
    confirm(client, where, then="send")
    page = client.get(where).content.decode()
    assert "1 was submitted to the reviewers." in page
    assert reverse("receipt", args=[FilledSheet.objects.get().result["receipt"]]) in page


@pytest.mark.parametrize(("data", "sentence"), [
    (b"", "The file is empty. Choose another file."),
    (b"%PDF-1.7", "This is not an Excel file. Save it as an Excel workbook (.xlsx) and upload that."),
])  # fmt: skip
def test_a_file_that_cannot_be_taken_is_told_beside_its_field(client, desk, data, sentence):
    page = upload(client, data)
    check_page(page.content.decode())
    assert sentence in page.content.decode()
    assert not FilledSheet.objects.exists()


def test_a_post_without_a_file_is_told(client, desk):
    page = upload(client)
    assert "Choose the Excel file that you filled in." in page.content.decode()


def test_a_filled_file_is_its_uploaders_alone(client, desk):
    where = upload(client, filled(client, status="In progress")).url
    for role in ("coordinator", "approver", "reviewer", "foreigner"):
        client.force_login(desk[role])
        assert client.get(where).status_code == 404


def test_the_download_keeps_the_lists_filters(client, desk):
    other = desk.another()
    agency = OrganizationFactory(party=desk.party, slug="mol")
    ResponsibilityFactory(follow_up=other, organization=agency)
    desk.save(follow_up=other)
    for query, count in (("", 2), ("?organization=mol", 1), ("?group=draft", 1), ("?group=to-do", 1), ("?group=x", 2)):
        assert read(client.get(reverse("sheet_download") + query).content).untouched == count
    assert client.get(reverse("sheet_download") + "?country=KH").status_code == 404


def test_who_writes_for_two_countries_chooses_one(client, desk):
    MembershipFactory(user=desk["reporter"], role="reporter", party=cambodia())
    assert client.get(reverse("sheet_download")).url == reverse("sheet_upload")
    page = client.get(reverse("sheet_upload")).content.decode()
    assert "Cambodia: " in page
    assert read(client.get(reverse("sheet_download") + "?country=LA").content).owner == "LA"


def test_the_word_file_holds_what_is_asked_and_saved(client, desk):
    desk.save(challenges="Money.")
    document = Document(io.BytesIO(client.get(reverse("task_word")).content))
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert ["Challenges", "Money."] in cells
    assert "☒ In progress".replace(" ", "\u00a0") in cells[1][1]


def test_the_same_number_of_queries_for_one_row_and_for_three(client, desk):
    desk.save(challenges="Money.")

    def asked(route):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(route)).status_code == 200
        return len(queries)

    before = [asked("sheet_download"), asked("task_word")]
    for _time in range(2):
        desk.save(follow_up=desk.another(), challenges="Money.")
    assert [asked("sheet_download"), asked("task_word")] == before
    assert max(before) <= 14


def test_the_page_of_differences_asks_as_much_for_three_rows_as_for_one(client, desk):
    def asked(*follow_ups):
        data = client.get(reverse("sheet_download")).content
        cells = {f"{LETTERS['status']}{row}": "Planned" for row in range(3, 3 + len(follow_ups))}
        where = upload(client, fill(data, answers=cells)).url
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(where).context["rows"]) == len(follow_ups)
        return len(queries)

    follow_ups = [desk.follow_up, desk.another(), desk.another()]
    assert asked(desk.follow_up) == asked(*follow_ups) <= 12


# --- What takes long -----------------------------------------------------------------------------------------


@pytest.fixture
def job(client, desk, monkeypatch):
    """A file with two rows, where one is all that is saved at once."""
    monkeypatch.setattr(sheet_saving, "MOST_AT_ONCE", 1)
    desk.another()
    cells = {f"{LETTERS['status']}{row}": "Planned" for row in (3, 4)}
    where = upload(client, fill(client.get(reverse("sheet_download")).content, answers=cells)).url
    body = client.get(where).context["form"].initial | {"then": "send"}
    assert [client.post(where, body).url for _time in range(2)] == [where] * 2
    return Job.objects.get()


def unread(self, *args, **kwargs):
    raise AssertionError("The lines of the file are read.")


def test_a_long_file_is_saved_by_a_process_of_its_own(client, job, monkeypatch):
    where = job.filled_sheet.get_absolute_url()
    with monkeypatch.context() as while_it_runs:
        while_it_runs.setattr(FilledSheet, "refresh_from_db", unread)
        assert client.get(where).status_code == 200
    page = client.get(where)
    check_page(page.content.decode())
    assert page.headers["Refresh"] == "2"
    assert "Saving your Excel file" in page.content.decode()
    assert client.get(job.get_absolute_url()).url == where
    assert not Update.objects.exists()
    sheet_saving.run(jobs.claim(job.key))
    assert "2 were submitted to the reviewers." in client.get(where).content.decode()
    assert set(Update.objects.values_list("state", flat=True)) == {"submitted"}


def test_a_saving_that_was_lost_is_started_again(client, job):
    silent(job)
    page = client.get(job.filled_sheet.get_absolute_url())
    check_page(page.content.decode())
    assert "The saving stopped" in page.content.decode()
    assert "Refresh" not in page.headers
    where = client.post(job.get_absolute_url(), {"form_key": page.context["form_key"]}).url
    new = Job.objects.first()
    assert (where, new.pk > job.pk) == (new.get_absolute_url(), True)
    assert client.get(where).url == job.filled_sheet.get_absolute_url()
    sheet_saving.run(jobs.claim(new.key))
    assert Update.objects.count() == 2


def test_a_saving_is_stopped_and_what_is_left_is_shown_again(client, job):
    page = client.get(job.filled_sheet.get_absolute_url())
    client.post(reverse("job_cancel", args=[job.key]), {"form_key": page.context["form_key"]})
    page = client.get(job.filled_sheet.get_absolute_url())
    check_page(page.content.decode())
    assert "did not come to its end" in page.content.decode()
    assert len(page.context["rows"]) == 2


@pytest.mark.parametrize(("role", "code"), [("coordinator", 403), ("reviewer", 403), ("secretariat", 404)])
def test_a_saving_is_its_owners_alone(client, desk, job, role, code):
    client.force_login(desk[role])
    for address in (job.get_absolute_url(), reverse("job_cancel", args=[job.key])):
        assert client.post(address).status_code == code


def test_a_file_that_comes_while_too_many_are_read_is_told_to_come_again(client, desk, monkeypatch):
    content = filled(client, status="In progress")
    monkeypatch.setattr(places, "_free", threading.BoundedSemaphore(1))
    monkeypatch.setattr(places, "WAIT", 0)
    with places.place():
        assert upload(client, content).context["form"].errors["filled"] == [places.BUSY]
    assert upload(client, content).status_code == 302

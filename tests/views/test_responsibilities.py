"""The coordinator's table, an agency's list with its files, handing over, and the date on the follow-up's page."""

import datetime
import io
import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from python_calamine import CalamineWorkbook

from recommendations.actions import responsibilities, tokens
from recommendations.actions.responsibilities import Change
from recommendations.models import FollowUp
from recommendations.queries.responsibilities import mark, with_agencies
from tests.answers import accepted_answer
from tests.desk import Desk
from tests.factories import OrganizationFactory, ResponsibilityFactory
from tests.html import check_page
from tests.views.posting import Reply, as_it_stands, form_with
from tests.views.wrong import INCOMPLETE

pytestmark = pytest.mark.django_db

PAST = datetime.date(2024, 1, 31)


@pytest.fixture
def desk():
    return Desk(approval=True)


@pytest.fixture
def ministry(desk):
    return OrganizationFactory(party=desk.party, slug="molsw", name="Ministry of Labour")


def marks(*rows):
    return [mark(row) for row in with_agencies(FollowUp.objects.filter(pk__in=[each.pk for each in rows]))]


def post(client, desk, who, url, **given):
    client.force_login(desk[who])
    return client.post(url, {"form_key": tokens.new_key(desk[who]), **given})


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        check_page(client.get(url).content.decode())
    return len(seen)


def test_many_rows_are_set_at_once(client, desk, ministry):
    rows = [desk.another(), desk.another()]
    response = post(
        client, desk, "coordinator", "/responsibilities/", rows=marks(*rows), lead=ministry.pk, target_date="30/09/2027"
    )
    assert (response.status_code, told(response)) == (302, ["2 rows changed."])
    assert {FollowUp.objects.get(pk=row.pk).target_date for row in rows} == {datetime.date(2027, 9, 30)}


def test_an_agency_that_has_ended_is_taken_away_and_given_to_nothing(client, desk, ministry):
    ResponsibilityFactory(follow_up=desk.follow_up, organization=ministry, part="contributing")
    ministry.ended_on = PAST
    ministry.save()
    client.force_login(desk["coordinator"])
    assert "Ministry of Labour, ended 31 January 2024" in client.get("/responsibilities/").content.decode()
    given = {"rows": marks(desk.follow_up)}
    response = post(client, desk, "coordinator", "/responsibilities/", lead=ministry.pk, **given)
    assert "Choose one from your country’s list." in response.content.decode()
    response = post(client, desk, "coordinator", "/responsibilities/", remove=ministry.pk, **given)
    assert told(response) == ["1 row changed."]
    assert not desk.follow_up.responsibilities.filter(organization=ministry).exists()


def test_without_a_reason_nothing_is_postponed_and_nothing_typed_is_lost(client, desk):
    row = desk.another()
    FollowUp.objects.filter(pk=row.pk).update(target_date=PAST)
    given = {"rows": marks(row, desk.follow_up), "target_date": "30/09/2027"}
    response = post(client, desk, "coordinator", "/responsibilities/", **given)
    reply = Reply(response.status_code, response.content.decode())
    assert reply.summary() == ["Reason, where a date is postponed: 1 of these dates is postponed. Say why."]
    again = as_it_stands(form_with(reply.html, "target_date"))
    assert (again["rows"], again["target_date"]) == (given["rows"], ["30/09/2027"])
    assert FollowUp.objects.filter(target_date=PAST).get() == row
    response = client.post("/responsibilities/", again | {"reason": "No budget."})
    assert told(response) == ["2 rows changed."]


@pytest.mark.parametrize(("given", "sentence"), [
    ({}, "Tick the rows that you mean, or tick all."),
    ({"rows": "own"}, "Say what to set: an agency, or a date."),
    ({"rows": ["1.x"], "no_lead": "on"}, INCOMPLETE),
])  # fmt: skip
def test_what_is_missing_is_told(client, desk, given, sentence):
    given = {**given, "rows": marks(desk.follow_up) if given.get("rows") == "own" else given.get("rows", [])}
    response = post(client, desk, "coordinator", "/responsibilities/", **given)
    reply = Reply(response.status_code, response.content.decode())
    reply.check()
    assert reply.summary() == [sentence]


def test_the_table_and_an_agencys_list_cost_the_same_for_one_row_and_twenty(client, desk, ministry):
    ResponsibilityFactory(follow_up=desk.follow_up, organization=ministry, part="contributing")
    client.force_login(desk["coordinator"])
    few = [cost(client, url) for url in ("/responsibilities/", "/agencies/molsw/")]
    for _ in range(19):
        ResponsibilityFactory(follow_up=desk.another(), organization=ministry)
    many = [cost(client, url) for url in ("/responsibilities/", "/agencies/molsw/")]
    assert few == many
    assert max(many) <= 12


def test_the_table_is_narrowed_to_an_agency_or_to_what_has_no_lead(client, desk, ministry):
    row = desk.another()
    ResponsibilityFactory(follow_up=row, organization=ministry)
    client.force_login(desk["coordinator"])
    named = client.get("/responsibilities/?agency=molsw").content.decode()
    assert '<option value="molsw" selected>Ministry of Labour' in named
    none = client.get("/responsibilities/?agency=none").content.decode()
    reference = f">{row.recommendation.reference}<"
    assert (reference in named, reference in none) == (True, False)
    assert 'href="/agencies/molsw/"' in named


def test_an_agencys_list_says_what_is_open_and_overdue_on_the_page_and_in_its_files(client, desk, ministry):
    late, done = desk.another(), desk.another()
    for row in (late, done):
        ResponsibilityFactory(follow_up=row, organization=ministry)
        FollowUp.objects.filter(pk=row.pk).update(target_date=PAST)
    accepted_answer(done, "implemented")
    sentence = "2 proposed recommendations are asked of it; as lead agency: 2; still open: 1; past the target date: 1."
    client.force_login(desk["viewer"])
    page = client.get("/agencies/molsw/").content.decode()
    check_page(page)
    assert sentence in re.sub("</?a[^>]*>", "", page)
    assert page.count("Data of") == 1  # on the clock of the country, on paper too
    response = client.get("/agencies/molsw.xlsx")
    file = io.BytesIO(b"".join(response.streaming_content))
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()[1:]
    assert [(row[0], row[-1]) for row in rows] == [
        (late.recommendation.reference, "Overdue"), (done.recommendation.reference, ""),
    ]  # fmt: skip
    paper = Document(io.BytesIO(client.get("/agencies/molsw.docx").content))
    assert sentence in [paragraph.text for paragraph in paper.paragraphs]
    assert [row.cells[-1].text for row in paper.tables[0].rows] == ["Still to do", "Overdue", ""]


def test_how_often_a_date_was_postponed_is_on_the_follow_ups_page_for_all_and_why_for_the_country(client, desk):
    for month in (1, 2, 3):
        responsibilities.assign(
            marks=marks(desk.follow_up), by=desk["coordinator"],
            change=Change(target_date=datetime.date(2027, month, 1), reason="The law is before parliament."),
        )  # fmt: skip
    url = desk.follow_up.get_absolute_url()
    for who, knows_why in (("reporter", True), ("reviewer", True), ("foreigner", False)):
        client.force_login(desk[who])
        page = client.get(url).content.decode()
        check_page(page)
        assert "postponed 2 times" in page
        assert ("The law is before parliament." in page) is knows_why


def test_work_is_handed_over(client, desk):
    desk.to("draft")
    client.force_login(desk["coordinator"])
    page = client.get("/responsibilities/hand-over/").content.decode()
    check_page(page)
    assert "Reporter, open answers: 1" in page
    response = post(
        client, desk, "coordinator", "/responsibilities/hand-over/",
        leaver=desk["reporter"].pk, successor=desk["viewer"].pk, end_roles="on",
    )  # fmt: skip
    assert told(response) == ["Viewer takes over 1 open answer from Reporter."]


def test_nothing_is_handed_over_to_nobody(client, desk):
    response = post(client, desk, "coordinator", "/responsibilities/hand-over/")
    reply = Reply(response.status_code, response.content.decode())
    reply.check()
    assert reply.beside("leaver") == "Choose who leaves."

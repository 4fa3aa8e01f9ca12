"""The approver's page and the page of a paper, as people use them."""

import datetime
import io

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from recommendations.actions import follow_ups, tokens
from recommendations.actions.typed import ActivityText
from recommendations.models import PaperApproval, SignatureSheet, Update
from tests.cast import today_in
from tests.desk import Desk
from tests.html import check_page, text_of
from tests.views.posting import Reply
from tests.views.wrong import INCOMPLETE

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 signed %%EOF"


@pytest.fixture
def desk():
    return Desk(approval=True)


def waiting(desk, number, **answer):
    return [desk.to("for-approval", follow_up=desk.another(), **answer) for _ in range(number)]


def post(client, desk, who, url, **given):
    client.force_login(desk[who])
    return client.post(url, {"form_key": tokens.new_key(desk[who]), **given})


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def marks(*updates):
    return [f"{update.pk}.{update.version}" for update in updates]


def test_the_page_holds_each_answer_in_full_and_costs_the_same_for_one_row_and_thirty(client, desk):
    (update,) = waiting(desk, 1, challenges="Too few inspectors.", next_steps="Recruit ten more.")
    came_again(desk, update, challenges="Too few inspectors.", next_steps="Recruit twelve more.")
    client.force_login(desk["approver"])
    client.get("/approvals/")
    with CaptureQueriesContext(connection) as one:
        html = client.get("/approvals/").content.decode()
    check_page(html)
    assert "Too few inspectors." in html
    assert "Recruit twelve more." in html
    waiting(desk, 29)
    with CaptureQueriesContext(connection) as thirty:
        check_page(client.get("/approvals/").content.decode())
    assert len(one) == len(thirty) == 11


def came_again(desk, update, **answer):
    desk.move("refuse_approval", update)
    return desk.move("ask_approval", desk.save(follow_up=update.follow_up, **answer))


def asked(client, address):
    tree = check_page(client.get(address).content)
    return [each for each in tree.iter() if each.get("class") == "govuk-inset-text"]


def test_the_approver_reads_what_was_asked_and_what_changed_since(client, desk):
    (update,) = waiting(desk, 1, next_steps="Recruit ten more.")
    came_again(desk, update, next_steps="Recruit twelve more.")
    client.force_login(desk["approver"])
    for address in ("/approvals/", update.follow_up.get_absolute_url()):
        (told,) = asked(client, address)
        assert "The approver asked for a change" in text_of(told)
        assert "Say where." in text_of(told)
        assert [text_of(each) for each in told.iter() if each.tag in ("del", "ins")] == [
            "taken out: ten",
            "put in: twelve",
        ]
    desk.save(follow_up=update.follow_up, next_steps="Recruit ten more.")
    desk.move("approve", desk.move("ask_approval", update))
    desk.move("ask_approval", desk.save(follow_up=update.follow_up, next_steps="Recruit nine."))
    assert not asked(client, "/approvals/")


def test_all_on_the_page_are_approved_by_one_tick(client, desk):
    rows = waiting(desk, 3)
    response = post(client, desk, "approver", "/approvals/", all="on", shown=marks(*rows), do="approve")
    assert (response.status_code, told(response)) == (302, ["3 answers approved."])
    assert set(Update.objects.values_list("state", flat=True)) == {"approved"}


def test_a_stale_row_is_named_and_the_others_are_approved(client, desk):
    first, stale = waiting(desk, 2)
    shown = marks(first, stale)
    desk.save(follow_up=stale.follow_up, challenges="Later.")
    desk.move("ask_approval", stale)
    response = post(client, desk, "approver", "/approvals/", rows=shown, do="approve")
    reference = stale.follow_up.recommendation.reference
    assert told(response) == [
        "1 answer approved.", f"{reference}: This answer was changed after you opened it.",
    ]  # fmt: skip
    first.refresh_from_db()
    stale.refresh_from_db()
    assert (first.state, stale.state) == ("approved", "for-approval")


def test_the_same_post_twice_approves_once(client, desk):
    from recommendations.models import AuditEvent

    rows = waiting(desk, 2)
    client.force_login(desk["approver"])
    body = {"form_key": tokens.new_key(desk["approver"]), "rows": marks(*rows), "do": "approve"}
    first, second = client.post("/approvals/", body), client.post("/approvals/", body)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert AuditEvent.objects.filter(action="update.approve").count() == 2


@pytest.mark.parametrize(("given", "sentence"), [
    ({"do": "approve"}, "Tick the answers that you mean, or tick all."),
    ({"do": "approve", "rows": ["x"]}, INCOMPLETE),
])  # fmt: skip
def test_a_post_without_rows_is_told_so_and_the_page_comes_again(client, desk, given, sentence):
    waiting(desk, 1)
    response = post(client, desk, "approver", "/approvals/", **given)
    reply = Reply(response.status_code, response.content.decode())
    reply.check()
    assert (reply.status, reply.summary()) == (200, [sentence])


def test_sending_back_without_a_note_keeps_the_ticks(client, desk):
    _first, second = waiting(desk, 2)
    response = post(client, desk, "approver", "/approvals/", rows=marks(second), do="send-back")
    reply = Reply(response.status_code, response.content.decode())
    assert reply.summary() == ["Note to the reporter: Write what should change before you send it back."]
    ticked = [each.get("value") for each in reply.tree.iter("input") if each.get("checked") is not None]
    assert ticked == marks(second)
    assert Update.objects.filter(state="for-approval").count() == 2


# --- Papers --------------------------------------------------------------------------------------------------


def make_paper(client, desk, *rows):
    response = post(client, desk, "coordinator", "/approvals/", rows=marks(*rows), do="paper")
    sheet = SignatureSheet.objects.get()
    assert (response.status_code, response.url) == (302, f"/approvals/{sheet.code}/")
    return sheet


def words(client, sheet):
    content = client.get(f"/approvals/{sheet.code}/paper.docx").content
    document = Document(io.BytesIO(content))
    foot = "".join(text.text or "" for text in document.sections[0].footer._element.iter() if text.tag.endswith("}t"))
    return [paragraph.text for paragraph in document.paragraphs], foot


def test_a_paper_is_made_signed_and_recorded(client, desk):
    began = (ActivityText("Trained inspectors.", datetime.date(2026, 1, 5), None),)
    rows = waiting(desk, 2, challenges="ບໍ່ມີ", activities=began)
    sheet = make_paper(client, desk, *rows)
    text, foot = words(client, sheet)
    assert sheet.code in foot
    assert f"1. {rows[0].follow_up.recommendation.reference}" in text
    assert f"2. {rows[1].follow_up.recommendation.reference}" in text
    assert "Challenges: ບໍ່ມີ" in text
    assert "What was done: From 5 January 2026: Trained inspectors." in text
    pdf = client.get(f"/approvals/{sheet.code}/paper.pdf").content
    assert pdf.startswith(b"%PDF-")
    scan = SimpleUploadedFile("signed.pdf", PDF, "application/pdf")
    response = post(
        client, desk, "coordinator", f"/approvals/{sheet.code}/", name="The Minister", title="Minister",
        signed_on=today_in(desk.party).strftime("%d/%m/%Y"), letter_number="114", scan=scan,
    )  # fmt: skip
    assert (response.status_code, told(response)) == (302, ["2 answers approved."])
    page = client.get(f"/approvals/{sheet.code}/").content.decode()
    check_page(page)
    assert "The Minister, Minister" in page
    paper = PaperApproval.objects.get()
    assert f"/approvals/scans/{paper.key}/" in page
    file = client.get(f"/approvals/scans/{paper.key}/")
    assert b"".join(file.streaming_content) == PDF
    for close in file._resource_closers:  # not `file.close()`, which closes the database too
        close()
    assert file["Content-Disposition"] == 'attachment; filename="signed.pdf"'


def test_the_paper_says_what_was_printed_though_the_answer_was_changed(client, desk):
    rows = waiting(desk, 1, challenges="As printed.")
    tied = desk.another()
    follow_ups.answer_under(follow_up=tied, under=rows[0].follow_up, by=desk["reporter"])
    rows = [desk.move("ask_approval", rows[0])]
    sheet = make_paper(client, desk, *rows)
    follow_ups.answer_alone(follow_up=tied, by=desk["reporter"])
    desk.save(follow_up=rows[0].follow_up, challenges="As changed.")
    text, _foot = words(client, sheet)
    assert f"Also the answer to: {tied.recommendation.reference}: {tied.recommendation.text}" in text
    assert "Challenges: As printed." in text
    page = client.get(f"/approvals/{sheet.code}/").content.decode()
    check_page(page)
    assert "Changed since it was printed" in page
    assert "Record the approval" not in page


def test_a_signature_without_a_name_is_told_beside_the_field(client, desk):
    sheet = make_paper(client, desk, *waiting(desk, 1))
    response = post(client, desk, "coordinator", f"/approvals/{sheet.code}/", letter_number="1", signed_on="40/1/2026")
    reply = Reply(response.status_code, response.content.decode())
    reply.check()
    assert reply.beside("name") == "Fill in this field."
    assert reply.beside("signed_on") == "Write the date as day/month/year, for example 30/09/2026."


def test_a_scan_of_another_kind_is_refused_and_nothing_typed_is_lost(client, desk):
    sheet = make_paper(client, desk, *waiting(desk, 1))
    scan = SimpleUploadedFile("signed.pdf", b"MZ\x00\x01", "application/pdf")
    response = post(
        client, desk, "coordinator", f"/approvals/{sheet.code}/", name="The Minister",
        signed_on=today_in(desk.party).strftime("%d/%m/%Y"), scan=scan,
    )  # fmt: skip
    reply = Reply(response.status_code, response.content.decode())
    assert reply.beside("scan").startswith("This kind of file is not taken.")
    assert 'value="The Minister"' in reply.html
    assert not PaperApproval.objects.exists()


def test_a_paper_costs_the_same_for_one_row_and_thirty(client, desk):
    rows = waiting(desk, 1)
    one = make_paper(client, desk, *rows)
    with CaptureQueriesContext(connection) as few:
        client.get(f"/approvals/{one.code}/")
    rows += waiting(desk, 29)
    post(client, desk, "coordinator", "/approvals/", rows=marks(*rows), do="paper")
    many = SignatureSheet.objects.exclude(pk=one.pk).get()
    client.get(f"/approvals/{many.code}/")
    with CaptureQueriesContext(connection) as all_thirty:
        check_page(client.get(f"/approvals/{many.code}/").content.decode())
    assert len(all_thirty) <= len(few) <= 12


def test_the_page_says_what_comes_next_where_nothing_waits(client, desk):
    client.force_login(desk["approver"])
    html = client.get("/approvals/").content.decode()
    check_page(html)
    assert "What a reporter sends for approval appears here." in html

"""The check page and the receipt, as those who write and those who ask later see them."""

import io

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.actions import follow_ups
from recommendations.models import OutboxMail, Receipt, Update
from tests.answers import accepted_answer
from tests.factories import EvidenceFactory
from tests.html import check_page, text_of
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db
URL = "/tasks/check/"


def page(client, user, address=URL):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    check_page(response.content)
    return response.content.decode()


def send(client, user, **changes):
    """Press the first button of the check page."""
    body = as_it_stands(form_with(page(client, user), "rows"))
    return client.post(URL, body | changes)


def folds(html):
    return {
        text_of(each.find("summary")): [text_of(link) for link in each.iter("a")]
        for each in check_page(html).iter("details")
    }


def test_all_that_is_ready_goes_in_one_press_and_the_receipt_says_so(client, desk):
    found = [desk.save(follow_up=desk.another(), challenges=f"{n}") for n in range(3)]
    answer = send(client, desk["reporter"])
    receipt = Receipt.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/receipts/{receipt.reference}/")
    html = page(client, desk["reporter"], answer.url)
    assert receipt.reference in html
    assert "Lao PDR sent 3 answers to the reviewers." in " ".join(html.split())
    listed = text_of(check_page(page(client, desk["coordinator"])).find(".//main"))
    assert f"Receipts of what was sent before {receipt.reference}" in listed
    assert listed.endswith("3 answers")
    for stranger in ("foreigner", "partner"):
        assert receipt.reference not in page(client, desk[stranger])
    sent = timezone.localtime(receipt.sent_at, desk.party.zone)
    assert f"{sent:%H:%M}</time> (Asia/Vientiane, UTC+7)" in html
    assert "Reviewer" in html
    for update in found:
        assert update.follow_up.recommendation.reference in html


def test_what_is_unticked_waits(client, desk):
    one, other = desk.save(follow_up=desk.another()), desk.save(follow_up=desk.another())
    send(client, desk["reporter"], rows=[f"{one.pk}.1"])
    assert Update.objects.get(pk=one.pk).state == "submitted"
    assert Update.objects.get(pk=other.pk).state == "draft"


def test_the_same_press_twice_is_one_sending(client, desk):
    desk.save()
    body = as_it_stands(form_with(page(client, desk["reporter"]), "rows"))
    first, second = client.post(URL, body), client.post(URL, body)
    assert first.url == second.url
    assert Receipt.objects.count() == 1


def test_nothing_ticked_is_told_beside_what_is_there(client, desk):
    desk.save()
    answer = send(client, desk["reporter"], rows=[])
    assert answer.status_code == 200
    assert "Tick at least one answer." in answer.content.decode()


@pytest.mark.parametrize("rows", [["1:1"], ["x"], ["99999999999999.1"], ["1.1", "'"]])
def test_rows_that_no_page_shows_are_refused_in_words(client, desk, rows):
    desk.save()
    assert "did not arrive whole" in send(client, desk["reporter"], rows=rows).content.decode()


def test_warnings_are_grouped_and_stop_nothing(client, desk):
    back, same, bare = desk.another(), desk.another(), desk.another()
    accepted_answer(back, "implemented", challenges="Before.")
    accepted_answer(same, "in-progress", challenges="Few inspectors.")
    desk.save(follow_up=back, status="planned", challenges="Now.")
    desk.save(follow_up=same, status="in-progress", challenges="Few inspectors.")
    desk.save(follow_up=bare, status="implemented")
    found = folds(page(client, desk["reporter"]))
    assert found == {
        "Implemented, without evidence 1": [bare.recommendation.reference],
        "The status went backwards 1": [back.recommendation.reference],
        "The same text as last time 1": [same.recommendation.reference],
    }
    send(client, desk["reporter"])
    assert set(Update.objects.exclude(state="accepted").values_list("state", flat=True)) == {"submitted"}


def test_evidence_and_a_step_forward_warn_of_nothing(client, desk):
    forward = desk.another()
    accepted_answer(forward, "planned", challenges="Before.")
    desk.save(follow_up=forward, status="implemented", challenges="Done.", evidence=(_piece(desk),))
    assert folds(page(client, desk["reporter"])) == {}


def _piece(desk):
    from tests.factories import EvidenceVersionFactory

    return EvidenceVersionFactory(evidence=EvidenceFactory(party=desk.party)).evidence


def test_what_was_sent_back_and_not_changed_is_not_ticked(client, desk):
    desk.to("returned")
    html = page(client, desk["reporter"])
    assert "Sent back, and not changed since 1" in folds(html)
    assert as_it_stands(form_with(html, "rows")).get("rows") is None
    desk.save(challenges="Changed.")
    assert as_it_stands(form_with(page(client, desk["reporter"]), "rows"))["rows"]


def test_drafts_without_a_status_are_shown_apart(client, desk):
    desk.save(status="")
    html = page(client, desk["reporter"])
    assert "Not complete yet" in html
    assert 'name="rows"' not in html


def test_with_approval_drafts_go_to_the_approver_and_approved_rows_to_the_reviewers(client, desk):
    desk.party.approval_required = True
    desk.party.save()
    draft, approved = desk.another(), desk.another()
    desk.save(follow_up=draft)
    desk.to("approved", follow_up=approved)
    html = page(client, desk["reporter"])
    assert "Ready for the reviewers" in html
    assert "Drafts to send for approval" in html
    assert send(client, desk["reporter"]).url.startswith("/receipts/LA-")
    assert send(client, desk["reporter"]).url == "/tasks/"
    assert Update.objects.get(follow_up=draft).state == "for-approval"
    assert Update.objects.get(follow_up=approved).state == "submitted"


def test_the_task_list_counts_what_stands_ticked_there(client, desk):
    desk.save(follow_up=desk.another())
    desk.save(follow_up=desk.another(), status="")
    desk.save(follow_up=desk.another(), status="not-pursued", not_pursued_reason="replaced")
    back = [desk.to("returned", follow_up=desk.another()).follow_up for _ in range(2)]
    desk.save(follow_up=back[0], challenges="Few inspectors.")
    assert page(client, desk["reporter"]).count(" checked") == 2
    assert "Check and send 2 answers" in page(client, desk["reporter"], "/tasks/")


def test_a_partner_is_not_offered_to_submit(client, desk):
    desk.save("partner")
    assert "Nothing is ready to be sent" in page(client, desk["partner"])


@pytest.mark.parametrize("role", ["approver", "viewer", "reviewer", "secretariat", "stranger"])
def test_who_writes_nothing_has_no_such_page(client, desk, role):
    client.force_login(desk[role])
    assert client.get(URL).status_code == 403


def test_another_country_meets_nothing_of_it(client, desk):
    update = desk.save(follow_up=desk.another(), challenges="Secret.")
    assert update.follow_up.recommendation.reference not in page(client, desk["foreigner"])


def test_the_page_asks_the_same_for_one_row_and_for_thirty(client, desk):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, desk["reporter"])
        return len(queries)

    first = desk.another()
    accepted_answer(first, "planned", activities=("A guide.",))
    desk.save(follow_up=first, evidence=(_piece(desk),))
    page(client, desk["reporter"])
    one = cost()
    for _ in range(30):
        more = desk.another()
        accepted_answer(more, "planned", activities=("A guide.",))
        desk.save(follow_up=more)
    assert cost() == one
    client.force_login(desk["reporter"])
    with CaptureQueriesContext(connection) as queries:
        client.get(URL)
    assert len(queries) <= 12


# --- Receipts ------------------------------------------------------------------------------------------------


@pytest.fixture
def receipt(client, desk):
    desk.save()
    send(client, desk["reporter"])
    return Receipt.objects.get()


@pytest.mark.parametrize(("role", "status"), [
    ("reporter", 200), ("approver", 200), ("coordinator", 200), ("viewer", 200), ("reviewer", 200),
    ("foreigner", 404), ("partner", 404), ("secretariat", 404), ("stranger", 403),
])  # fmt: skip
@pytest.mark.parametrize("ending", ["/", ".docx"])
def test_who_reads_a_receipt(client, desk, receipt, role, status, ending):
    client.force_login(desk[role])
    assert client.get(f"/receipts/{receipt.reference}{ending}").status_code == status


def test_what_was_taken_back_is_told_to_those_who_read_drafts_alone(client, desk, receipt):
    address = receipt.get_absolute_url()
    assert "In progress" in page(client, desk["reviewer"], address)
    desk.move("withdraw", Update.objects.get())
    html = page(client, desk["reviewer"], address)
    assert "In progress" not in html
    assert "Taken back" in html
    assert "In progress" in page(client, desk["reporter"], address)


def test_for_how_many_recommendations_it_stands_is_told_and_stays_so(client, desk):
    other, *tied = (desk.another() for _ in range(3))
    update = desk.save()
    desk.save(follow_up=other)
    for row in tied:
        follow_ups.answer_under(follow_up=row, under=desk.follow_up, by=desk["reporter"])
    assert "2 answers for 4 recommendations: some serve for others too." in page(client, desk["reporter"])
    address = send(client, desk["reporter"]).url
    follow_ups.answer_alone(follow_up=tied[0], by=desk["reporter"])
    names = [(each.recommendation.reference, each.recommendation.headline) for each in tied]
    main = check_page(page(client, desk["viewer"], address)).find(".//main")
    assert "Lao PDR sent 2 answers for 4 recommendations to the reviewers." in text_of(main)
    assert [text_of(each) for each in main.find(".//table").iter("li")] == list(map(" ".join, names))
    assert "2 answers for 4 recommendations." in OutboxMail.objects.get().body
    paper = docx.Document(io.BytesIO(client.get(f"{address[:-1]}.docx").content))
    assert "Sent to the reviewers: 2 answers for 4 recommendations" in [each.text for each in paper.paragraphs]
    cells = [row.cells[2].text for row in paper.tables[0].rows]
    assert "\n".join(["Also the answer to:", *map(" ".join, names)]) in cells[1]
    desk.move("withdraw", update)
    assert names[0][0] not in page(client, desk["reviewer"], address)


def test_the_word_file_says_what_the_page_says(client, desk, receipt):
    client.force_login(desk["reporter"])
    answer = client.get(f"/receipts/{receipt.reference}.docx")
    assert answer["Content-Disposition"] == f'attachment; filename="{receipt.reference}.docx"'
    paper = docx.Document(io.BytesIO(answer.content))
    words = "\n".join(each.text for each in paper.paragraphs)
    assert receipt.reference in words
    assert "(Asia/Vientiane, UTC+7)" in words
    cells = [cell.text for cell in paper.tables[0].rows[1].cells]
    recommendation = desk.follow_up.recommendation
    assert cells == ["1", recommendation.reference, recommendation.headline, "In progress"]

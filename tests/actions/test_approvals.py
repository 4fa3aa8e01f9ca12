"""The party's approval: many drafts at once, and signatures on paper."""

import datetime

import pytest

from recommendations.actions import approvals, follow_ups, updates
from recommendations.actions.approvals import Signature
from recommendations.actions.many import Seen
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, PaperApproval, SignatureSheet, Update
from tests.cast import lao, today_in
from tests.desk import Desk, dump

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a scan %%EOF"


@pytest.fixture
def desk():
    return Desk(approval=True)


def waiting(desk, number=3):
    return [desk.to("for-approval", follow_up=desk.another()) for _ in range(number)]


def seen(*rows):
    return [Seen(update.pk, update.version) for update in rows]


def states(*rows):
    return [Update.objects.get(pk=update.pk).state for update in rows]


def told(outcome):
    return {refusal.reference: str(refusal.error) for refusal in outcome.refused}


def reference(update):
    return update.follow_up.recommendation.reference


def events(action):
    return AuditEvent.objects.filter(action=action).count()


def signature(**given):
    return Signature(
        **{"name": "The Director-General", "signed_on": today_in(lao()), "letter_number": "114/2026"} | given
    )


# --- On the page ---------------------------------------------------------------------------------------------


def test_many_are_approved_at_once_with_one_event_a_row(desk):
    rows = waiting(desk)
    outcome = approvals.approve(rows=seen(*rows), by=desk["approver"])
    assert set(outcome.done) == set(rows)
    assert outcome.refused == ()
    assert states(*rows) == ["approved"] * 3
    assert events("update.approve") == 3
    assert {Update.objects.get(pk=row.pk).approved_by for row in rows} == {desk["approver"]}


def test_a_row_that_was_changed_meanwhile_is_refused_in_words_and_the_others_are_done(desk):
    first, stale, last = waiting(desk)
    shown = seen(first, stale, last)
    desk.save(follow_up=stale.follow_up, challenges="Written after the page was opened.")
    desk.move("ask_approval", stale)
    outcome = approvals.approve(rows=shown, by=desk["approver"])
    assert told(outcome) == {reference(stale): "This answer was changed after you opened it."}
    assert states(first, stale, last) == ["approved", "for-approval", "approved"]


def test_a_row_that_was_discarded_meanwhile_is_told_as_gone(desk):
    (kept,) = waiting(desk, 1)
    outcome = approvals.approve(rows=[*seen(kept), Seen(kept.pk + 1000, 1)], by=desk["approver"])
    assert told(outcome) == {"": "This draft was discarded."}
    assert states(kept) == ["approved"]


def test_many_are_sent_back_with_one_note(desk):
    rows = waiting(desk, 2)
    outcome = approvals.send_back(rows=seen(*rows), note="Say when.", by=desk["approver"])
    assert len(outcome.done) == 2
    assert states(*rows) == ["draft"] * 2
    notes = AuditEvent.objects.filter(action="update.refuse_approval").values_list("after__note", flat=True)
    assert list(notes) == ["Say when."] * 2


def test_sending_back_needs_a_note(desk):
    rows = waiting(desk, 1)
    with pytest.raises(Refused, match="Write what should change"):
        approvals.send_back(rows=seen(*rows), note=" \u200b", by=desk["approver"])
    assert states(*rows) == ["for-approval"]


@pytest.mark.parametrize("role", ["reporter", "coordinator", "viewer", "reviewer", "secretariat", "foreigner"])
def test_nobody_but_the_approver_approves(desk, role):
    rows = waiting(desk, 1)
    before = dump()
    outcome = approvals.approve(rows=seen(*rows), by=desk[role])
    assert outcome.done == ()
    assert dump() == before


def test_another_country_does_not_learn_of_the_row(desk):
    rows = waiting(desk, 1)
    outcome = approvals.approve(rows=seen(*rows), by=desk["foreigner"])
    assert told(outcome) == {"": "This draft was discarded."}


# --- On paper ------------------------------------------------------------------------------------------------


def sheet_of(desk, *rows, by="coordinator"):
    return approvals.make_sheet(party=desk.party, rows=seen(*rows), by=desk[by])


def test_a_paper_numbers_what_waits_in_the_documents_order(desk):
    rows = waiting(desk)
    draft = desk.to("draft", follow_up=desk.another())
    sheet = sheet_of(desk, *reversed(rows), draft)
    assert [(row.number, row.version.update) for row in sheet.rows.all()] == list(enumerate(rows, start=1))
    assert sheet.code.startswith("LA-")
    assert len(sheet.code) == len("LA-4K7Q-2MZD")


def test_the_same_versions_are_the_same_paper_and_others_another(desk):
    rows = waiting(desk)
    first = sheet_of(desk, *rows)
    assert sheet_of(desk, *rows) == first
    assert sheet_of(desk, *rows[:2]).code != first.code
    assert events("signature_sheet.make") == SignatureSheet.objects.count() == 2


def test_no_paper_where_nothing_waits(desk):
    draft = desk.to("draft")
    with pytest.raises(TooLate, match="None of these answers waits"):
        sheet_of(desk, draft)


@pytest.mark.parametrize("role", ["reporter", "viewer", "partner", "reviewer", "secretariat", "foreigner"])
def test_who_may_not_make_a_paper(desk, role):
    rows = waiting(desk, 1)
    before = dump()
    with pytest.raises(NotAllowed):
        sheet_of(desk, *rows, by=role)
    assert dump() == before


def test_a_signature_approves_exactly_what_was_printed_and_not_changed_since(desk):
    kept, changed, gone_on = waiting(desk)
    sheet = sheet_of(desk, kept, changed, gone_on)
    desk.save(follow_up=changed.follow_up, challenges="Written after it was printed.")
    desk.move("ask_approval", changed)
    desk.move("approve", gone_on)
    paper, outcome = approvals.record(sheet=sheet, signature=signature(title="DG"), by=desk["coordinator"])
    assert outcome.done == (kept,)
    assert told(outcome) == {
        reference(changed): "It was changed since it was printed.",
        reference(gone_on): "It is “Approved” by now.",
    }
    assert states(kept, changed, gone_on) == ["approved", "for-approval", "approved"]
    assert (paper.name, paper.title, paper.letter_number, paper.recorded_by) == (
        "The Director-General", "DG", "114/2026", desk["coordinator"],
    )  # fmt: skip
    event = AuditEvent.objects.get(action="paper_approval.record")
    assert (event.after["approved"], event.after["left"]) == ([kept.pk], [reference(changed), reference(gone_on)])
    assert events("update.record_approval") == 1


@pytest.mark.parametrize("edit", ["a word", "another recommendation"])
def test_an_edit_after_the_signature_clears_that_rows_approval_and_it_cannot_be_sent(desk, edit):
    first, second = waiting(desk, 2)
    approvals.record(sheet=sheet_of(desk, first, second), signature=signature(), by=desk["coordinator"])
    if edit == "a word":
        desk.save(follow_up=first.follow_up, challenges="One more thing.")
    else:
        follow_ups.answer_under(follow_up=desk.another(), under=first.follow_up, by=desk["reporter"])
    first.refresh_from_db()
    assert (first.state, first.approved_at, first.approved_by) == ("draft", None, None)
    with pytest.raises(TooLate):
        updates.submit(update=first, seen_version=first.version, by=desk["reporter"])
    second.refresh_from_db()
    updates.submit(update=second, seen_version=second.version, by=desk["reporter"])
    assert states(first, second) == ["draft", "submitted"]


def test_a_scan_is_kept_with_its_digest(desk):
    rows = waiting(desk, 1)
    paper, _ = approvals.record(
        sheet=sheet_of(desk, *rows), signature=signature(content=PDF, file_name="signed.png"), by=desk["coordinator"]
    )
    with paper.scan.open() as file:
        assert (paper.media_type, paper.scan_name, file.read()) == ("application/pdf", "signed.png", PDF)
    assert len(paper.sha256) == 64


@pytest.mark.parametrize(("given", "field", "sentence"), [
    ({"name": " "}, "name", "Give the name of the person who signed."),
    ({"signed_on": datetime.date(2020, 1, 1)}, "signed_on", "The paper was made later than this day. Check the date."),
    ({"signed_on": datetime.date(2099, 1, 1)}, "signed_on", "This day has not come yet."),
    ({"letter_number": ""}, "letter_number", "Give the letter number, or add the scan."),
    (
        {"content": b"MZ\x00"}, "scan",
        "This kind of file is not taken. Upload a PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV file.",
    ),
    ({"content": b"a;b\n1;2\n"}, "scan", "Upload the scan as a PDF, PNG or JPEG file."),
    ({"content": b""}, "scan", "The file is empty. Choose another file."),
])  # fmt: skip
def test_what_is_not_taken_as_a_signature(desk, given, field, sentence):
    sheet = sheet_of(desk, *waiting(desk, 1))
    before = dump()
    with pytest.raises(Refused) as error:
        approvals.record(sheet=sheet, signature=signature(**given), by=desk["coordinator"])
    assert (str(error.value), error.value.field) == (sentence, field)
    assert dump() == before


def test_nothing_is_recorded_where_nothing_can_be_approved_any_more_and_no_file_stays(desk, settings):
    rows = waiting(desk, 1)
    sheet = sheet_of(desk, *rows)
    desk.move("refuse_approval", rows[0])
    with pytest.raises(TooLate, match="Nothing on this paper"):
        approvals.record(sheet=sheet, signature=signature(content=PDF, file_name="a.pdf"), by=desk["coordinator"])
    assert not PaperApproval.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "approver", "viewer", "partner", "reviewer", "secretariat", "foreigner"])
def test_nobody_but_the_coordinator_records_a_signature(desk, role):
    sheet = sheet_of(desk, *waiting(desk, 1))
    before = dump()
    with pytest.raises(NotAllowed):
        approvals.record(sheet=sheet, signature=signature(), by=desk[role])
    assert dump() == before


def test_whoever_recorded_a_signature_had_a_hand_in_the_answer(desk):
    from recommendations.permissions import had_a_hand

    rows = waiting(desk, 1)
    approvals.record(sheet=sheet_of(desk, *rows), signature=signature(), by=desk["coordinator"])
    assert had_a_hand(desk["coordinator"], rows[0])

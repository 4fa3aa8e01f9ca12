"""Taking in a filled file and doing what it says: row by row, once, and never over somebody else's work."""

import io

import pytest

from recommendations.actions import sheet_saving, sheets
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import AuditEvent, Evidence, FilledSheet, Receipt, Update
from recommendations.queries.sheet_changes import compare
from recommendations.queries.sheets import own, rows
from recommendations.sheets import write
from recommendations.tables.sheets import answer_mark, form
from tests.cast import cambodia
from tests.desk import Desk, dump

pytestmark = pytest.mark.django_db


def line(desk, follow_up=None, table="answers", **cells):
    user, follow_up = desk["reporter"], follow_up or desk.follow_up
    (row,) = rows(own(user, desk.party).filter(pk=follow_up.pk), user)
    mark = str(answer_mark(row, {})) if table == "answers" else ""
    return [0, table, 3, mark, row.reference, list(cells.items())]


def received(desk, *lines, by="reporter"):
    content = {"files": ["a.xlsx"], "untouched": 0, "lines": list(lines)}
    return sheets.receive(owner=desk.party.code, content=content, sha256="0" * 64, by=desk[by])


def applied(desk, sheet, *, send=False, by="reporter", **chosen):
    difference = compare(sheet.content, party=desk.party, user=desk[by])
    sheets.claim(sheet=sheet, difference=difference, seen=difference.fingerprint, by=desk[by])
    return sheet_saving.apply(sheet=sheet, difference=difference, chosen=chosen, send=send, by=desk[by])


def test_rows_are_saved_as_drafts_with_all_that_they_say(desk):
    sheet = received(
        desk,
        line(desk, status="In progress", challenges="Money."),
        line(desk, table="activities", activity="A law.", starts_on="02/01/2024"),
        line(desk, table="evidence", title="The law", link="https://example.org/law", kind="Law or regulation"),
    )
    assert applied(desk, sheet) == {"saved": 1, "refused": [], "sent": 0, "receipt": "", "not_sent": []}
    update = Update.objects.get()
    version = update.versions.get(number=update.version)
    assert (update.state, version.status, version.challenges) == ("draft", "in-progress", "Money.")
    assert [str(each) for each in version.activities.all()] == ["A law."]
    assert [each.title for each in version.evidence.all()] == ["The law"]
    assert (Evidence.objects.get().kind, Evidence.objects.get().created_by) == ("law", desk["reporter"])
    assert AuditEvent.objects.first().action == "sheet.apply"


def test_the_same_file_again_changes_nothing(desk):
    lines = (
        line(desk, status="In progress", challenges="Money."),
        line(desk, table="activities", activity="A law.", starts_on="02/01/2024"),
        line(desk, table="evidence", title="The law", link="https://example.org/law"),
    )
    applied(desk, received(desk, *lines))
    found = compare(received(desk, *lines).content, party=desk.party, user=desk["reporter"])
    assert (found.rows, found.problems, found.same) == ((), (), 1)


def test_what_the_file_does_not_say_stays(desk):
    desk.save(challenges="Money.", next_steps="A law.")
    applied(desk, received(desk, line(desk, next_steps="A decree.")))
    version = Update.objects.get().versions.get(number=2)
    assert (version.status, version.challenges, version.next_steps) == ("in-progress", "Money.", "A decree.")


def test_an_accepted_answer_is_carried_on(desk):
    desk.to("accepted", challenges="Money.")
    applied(desk, received(desk, line(desk, status="Implemented")))
    update = Update.objects.get(state="draft")
    assert [(each.status, each.challenges) for each in update.versions.all()] == [("implemented", "Money.")]


def test_a_file_that_was_looked_at_before_somebody_saved_is_a_conflict(desk):
    sheet = received(desk, line(desk, status="Planned"))
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    desk.save(challenges="Money.")
    now = compare(sheet.content, party=desk.party, user=desk["reporter"])
    before = dump()
    with pytest.raises(Conflict):
        sheets.claim(sheet=sheet, difference=now, seen=difference.fingerprint, by=desk["reporter"])
    assert dump() == before


def test_who_saved_between_the_claim_and_the_row_keeps_it(desk):
    other = desk.another()
    sheet = received(desk, line(desk, status="Planned"), line(desk, other, status="Planned"))
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    desk.save(challenges="Money.")
    told = sheet_saving.apply(sheet=sheet, difference=difference, chosen={}, send=False, by=desk["reporter"])
    reference = desk.follow_up.recommendation.reference
    assert (told["saved"], [row[0] for row in told["refused"]]) == (1, [reference])
    assert Update.objects.get(follow_up=desk.follow_up).versions.get().challenges == "Money."


def test_a_file_is_saved_once(desk):
    sheet = received(desk, line(desk, status="Planned"))
    applied(desk, sheet)
    with pytest.raises(TooLate):
        applied(desk, sheet)


def test_a_saving_that_died_may_be_begun_again(desk):
    sheet = received(desk, line(desk, status="Planned"))
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    claim = {"sheet": sheet, "difference": difference, "seen": difference.fingerprint, "by": desk["reporter"]}
    sheets.claim(**claim)
    with pytest.raises(TooLate):
        sheets.claim(**claim)
    held = FilledSheet.objects.get()
    FilledSheet.objects.update(applied_at=held.applied_at - sheets.DEAD)
    sheets.claim(**claim)


def test_complete_rows_are_submitted_with_one_receipt_and_the_others_stay(desk):
    other = desk.another()
    sheet = received(desk, line(desk, status="In progress"), line(desk, other, challenges="Money."))
    told = applied(desk, sheet, send=True)
    assert (told["saved"], told["sent"], told["receipt"]) == (2, 1, Receipt.objects.get().reference)
    reference = other.recommendation.reference
    assert told["not_sent"] == [[reference, "Choose a status before you send the update.", {}]]
    assert sorted(Update.objects.values_list("state", flat=True)) == ["draft", "submitted"]


def test_where_approval_is_required_rows_go_to_the_approver():
    desk = Desk(approval=True)
    told = applied(desk, received(desk, line(desk, status="In progress")), send=True)
    assert (told["sent"], told["receipt"], Update.objects.get().state) == (1, "", "for-approval")


def test_an_answer_that_was_approved_is_a_draft_again():
    desk = Desk(approval=True)
    desk.to("approved")
    applied(desk, received(desk, line(desk, challenges="Money.")))
    update = Update.objects.get()
    assert (update.state, update.approved_by) == ("draft", None)


@pytest.mark.parametrize("role", ["approver", "viewer", "reviewer", "secretariat", "stranger", "foreigner"])
def test_whoever_does_not_write_here_brings_no_file_in(desk, role):
    before = dump()
    with pytest.raises(Refused):
        received(desk, line(desk, status="Planned"), by=role)
    assert dump() == before


def test_a_partner_changes_only_what_their_organization_leads(desk):
    other = desk.another()
    sheet = received(desk, line(desk, status="Planned"), line(desk, other, status="Planned"), by="partner")
    difference = compare(sheet.content, party=desk.party, user=desk["partner"])
    assert [each.row.follow_up for each in difference.rows] == [desk.follow_up.pk]
    assert len(difference.problems) == 1


def given(desk, name="a.xlsx", party=None):
    return sheets.Given(name, io.BytesIO(write(form(party or desk.party, [], {}, []))))


def test_files_are_taken_together_and_those_of_two_countries_refused(desk):
    owner, content, _sha256 = sheets.take([given(desk), given(desk, "b.xlsx")])
    assert (owner, content["files"]) == ("LA", ["a.xlsx", "b.xlsx"])
    with pytest.raises(Refused, match="two countries"):
        sheets.take([given(desk), given(desk, party=cambodia())])


EMPTY = sheets.Given("a.xlsx", io.BytesIO())


@pytest.mark.parametrize(("files", "sentence"), [
    ([], "Choose the Excel file that you filled in."),
    ([EMPTY] * 21, "Upload at most 20 files at a time."),
    ([EMPTY], "The file is empty. Choose another file."),
    ([EMPTY, sheets.Given("b.xlsx", io.BytesIO())], "a.xlsx: The file is empty. Choose another file."),
])  # fmt: skip
def test_what_cannot_be_taken_is_told(files, sentence):
    with pytest.raises(Refused) as told:
        sheets.take(files)
    assert (str(told.value), told.value.field) == (sentence, "filled")

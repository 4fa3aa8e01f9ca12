"""`verify` sees receipts, papers, letters, statements and target dates that do not fit. Broken below the actions."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from recommendations.actions import approvals, replies, responsibilities, statements, submitting
from recommendations.actions.many import Seen
from recommendations.actions.typed import Answer
from recommendations.choices import OrganizationKind
from recommendations.management.invariants import sending
from recommendations.models import (
    FollowUp,
    PaperApproval,
    Receipt,
    Reply,
    SignatureRow,
    Statement,
    TargetDateChange,
)
from recommendations.queries.responsibilities import mark, with_agencies
from tests import factories as f
from tests.actions.test_replies import LETTER
from tests.cast import cambodia, today_in
from tests.desk import Desk

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 1, 31)


def theirs():
    """A version of another country's."""
    return f.UpdateVersionFactory(update__follow_up__party=cambodia(), update__version=1)


# --- Receipts -------------------------------------------------------------------------------------------------------


@pytest.fixture
def receipt(desk):
    update = desk.to("draft")
    found, _outcome = submitting.submit(rows=[Seen(update.pk, update.version)], by=desk["reporter"])
    assert list(sending.receipts_are_whole()) == []
    return found


def test_a_receipt_for_what_is_not_frozen_or_another_country_s(receipt):
    draft = theirs()
    receipt.versions.add(draft)
    assert list(sending.receipts_are_whole()) == [
        f"receipt {receipt.reference}: version {draft.pk} is another country's",
        f"receipt {receipt.reference}: version {draft.pk} is not frozen",
    ]


def test_a_receipt_for_nothing(receipt):
    receipt.versions.clear()
    assert list(sending.receipts_are_whole()) == [f"receipt {receipt.reference}: it names nothing"]
    assert Receipt.objects.get() == receipt


# --- Papers for signature -------------------------------------------------------------------------------------------


@pytest.fixture
def paper():
    desk = Desk(approval=True)
    update = desk.to("for-approval")
    sheet = approvals.make_sheet(party=desk.party, rows=[Seen(update.pk, update.version)], by=desk["coordinator"])
    signature = approvals.Signature(
        name="The chief", signed_on=today_in(desk.party), content=b"%PDF-1.7 scan %%EOF", file_name="scan.pdf"
    )
    approvals.record(sheet=sheet, signature=signature, by=desk["coordinator"])
    assert [*sending.papers_stay_at_home(), *sending.scans_are_whole()] == []
    return sheet


def test_a_paper_with_another_country_s_answer(paper):
    SignatureRow.objects.update(version=theirs())
    assert list(sending.papers_stay_at_home()) == [f"paper {paper.code}: row 1 is another country's"]


def test_a_paper_without_answers(paper):
    SignatureRow.objects.all().delete()
    assert list(sending.papers_stay_at_home()) == [f"paper {paper.code}: it has no row"]


def test_a_scan_that_was_changed_or_is_missing(paper):
    check_file(str(PaperApproval.objects.get().scan), sending.scans_are_whole, f"paper {paper.code}: its scan")


def check_file(name, breaches, what):
    default_storage.delete(name)
    assert list(breaches()) == [f"{what} is missing"]
    default_storage.save(name, ContentFile(b"%PDF-1.7 another"))
    assert list(breaches()) == [f"{what} was changed"]


# --- Letters --------------------------------------------------------------------------------------------------------


@pytest.fixture
def reply(desk):
    found = replies.enter(follow_up=desk.follow_up, letter=LETTER, answer=Answer(status="planned"), by=desk["reviewer"])
    assert list(sending.replies_are_whole()) == []
    return found


def test_a_reply_of_somebody_who_sent_nothing(reply):
    Reply.objects.update(entered_by=f.UserFactory())
    assert list(sending.replies_are_whole()) == [f"reply {reply.pk}: whoever entered it sent no version of its update"]


def test_a_reply_stays_whole_when_the_country_answers_after_it(desk, reply):
    second = f.MembershipFactory(user=f.UserFactory(), role="reviewer", party=None).user
    desk.people["second"] = second
    desk.move("send_back", reply.update, by="second")
    desk.save(challenges="What we mean.")
    desk.move("submit", reply.update)
    assert list(sending.replies_are_whole()) == []


def test_a_letter_that_was_changed_or_is_missing(reply):
    assert reply.file
    check_file(str(reply.file), sending.replies_are_whole, f"reply {reply.pk}: its letter")


# --- Statements -----------------------------------------------------------------------------------------------------


@pytest.fixture
def statement(desk):
    view = statements.View(text="The desk is open two days a week.", party=desk.party)
    organization = desk["partner"].memberships.get().organization
    found = statements.publish(
        recommendation=desk.follow_up.recommendation, organization=organization, view=view, by=desk["partner"]
    )
    assert list(sending.statements_fit()) == []
    return found


def test_a_statement_under_another_name(statement):
    name = statement.organization_name
    Statement.objects.update(organization_name="Another union")
    assert list(sending.statements_fit()) == [
        f"statement {statement.pk}: it was published by “{name}” and says “Another union”"
    ]


def test_a_statement_of_a_country_that_was_not_asked(statement):
    Statement.objects.update(party=cambodia())
    assert list(sending.statements_fit()) == [
        f"statement {statement.pk}: it speaks of a country that is neither its own nor was asked"
    ]
    f.FollowUpFactory(recommendation=statement.recommendation, party=cambodia())
    assert list(sending.statements_fit()) == []


def test_a_statement_of_a_ministry(statement):
    type(statement.organization).objects.update(kind=OrganizationKind.MINISTRY)
    assert list(sending.statements_fit()) == [f"statement {statement.pk}: its organization publishes none"]


# --- Target dates ---------------------------------------------------------------------------------------------------


@pytest.fixture
def dated(desk):
    for day, reason in ((DAY, ""), (DAY.replace(year=2028), "The law is late.")):
        row = with_agencies(FollowUp.objects.with_source()).get(pk=desk.follow_up.pk)
        change = responsibilities.Change(target_date=day, reason=reason)
        responsibilities.assign(marks=[mark(row)], change=change, by=desk["coordinator"])
    assert TargetDateChange.objects.count() == 2
    assert list(sending.target_dates_follow_their_changes()) == []
    return desk.follow_up.recommendation.reference


def test_a_target_date_that_no_change_set(dated):
    FollowUp.objects.update(target_date=DAY)
    assert list(sending.target_dates_follow_their_changes()) == [
        f"{dated} LA: its target date is 2027-01-31, the last change set 2028-01-31"
    ]


def test_a_change_that_begins_elsewhere(dated):
    TargetDateChange.objects.filter(before=DAY).update(before=datetime.date(2027, 6, 30))
    assert list(sending.target_dates_follow_their_changes()) == [
        f"{dated} LA: a change says that the target date was 2027-06-30, it was 2027-01-31"
    ]

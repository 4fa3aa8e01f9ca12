"""Writing an answer: what a save keeps, who may, what a stale page does, and what remains when it fails."""

import datetime

import pytest
from django.db import DataError
from django.utils import timezone

from recommendations.actions import updates
from recommendations.actions.typed import ActivityText, Answer
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import Activity, AuditEvent, OutboxMail, Responsibility, Update, UpdateVersion
from tests.cast import cambodia, person
from tests.desk import MOVES, Desk, dump
from tests.factories import (
    ActivityFactory,
    AuditEventFactory,
    EvidenceFactory,
    EvidenceVersionFactory,
    MembershipFactory,
    OrganizationFactory,
    ResponsibilityFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2023, 3, 1)


@pytest.fixture
def desk():
    return Desk(approval=True)


def save(desk, answer=None, *, opened=0, by="reporter", follow_up=None, **more):
    return updates.save(
        follow_up=follow_up or desk.follow_up,
        answer=answer or Answer(status="planned"),
        opened_version=opened,
        by=desk[by],
        **more,
    )


def refused(kind, act, *args, **given):
    """The sentence of the refusal; nothing at all was written."""
    before = dump()
    with pytest.raises(kind) as told:
        act(*args, **given)
    assert dump() == before
    return str(told.value)


# --- Saving ------------------------------------------------------------------------------------------------


def test_a_save_keeps_everything_that_was_typed(desk):
    lead, other = (OrganizationFactory(party=desk.party) for _ in range(2))
    proof = EvidenceVersionFactory(evidence__party=desk.party)
    answer = Answer(
        status="not-pursued", not_pursued_reason="replaced", replaced_by="AFML15-LA-S2-11",
        challenges="None.\r\nReally.", next_steps=" See there. ", lead=lead, contributing=(other,),
        activities=(ActivityText("Trained 20 inspectors.", DAY, None), ActivityText("Printed a guide.")),
        evidence=(proof.evidence,),
    )  # fmt: skip
    update = save(desk, answer)
    version = update.versions.get()
    assert (update.state, update.version, update.created_by) == ("draft", 1, desk["reporter"])
    assert (version.number, version.status, version.not_pursued_reason, version.replaced_by) == (
        1, "not-pursued", "replaced", "AFML15-LA-S2-11",
    )  # fmt: skip
    assert (version.challenges, version.next_steps) == ("None.\nReally.", "See there.")
    assert [(each.organization, each.part) for each in version.agencies.all()] == [
        (lead, "lead"), (other, "contributing"),
    ]  # fmt: skip
    assert [(row.position, row.text, row.starts_on, row.ends_on) for row in version.activities.all()] == [
        (0, "Trained 20 inspectors.", DAY, None), (1, "Printed a guide.", None, None),
    ]  # fmt: skip
    assert [row.evidence_version for row in version.evidence.all()] == [proof]


def test_a_draft_may_be_empty(desk):
    assert save(desk, Answer()).versions.get().status == ""


def test_each_save_is_a_version_of_its_own(desk):
    save(desk, Answer(challenges="One."))
    update = save(desk, Answer(challenges="Two."), opened=1)
    assert list(update.versions.values_list("number", "challenges")) == [(1, "One."), (2, "Two.")]


def test_saving_the_same_again_writes_nothing(desk):
    answer = Answer(status="planned", activities=(ActivityText("A guide."),))
    update = save(desk, answer)
    row = Activity.objects.get()
    before = dump()
    again = Answer(status="planned", activities=(ActivityText(" A guide.\r\n", activity=row),))
    assert save(desk, again, opened=1) == update
    assert dump() == before


def test_the_audit_event_comes_last_with_before_and_after(desk):
    save(desk, Answer(status="planned", activities=(ActivityText("A guide.", DAY),)))
    update = save(desk, Answer(status="in-progress"), opened=1)
    event = AuditEvent.objects.first()
    assert (event.action, event.by, event.party, event.target) == (
        "update.save", desk["reporter"], desk.party, str(update.pk),
    )  # fmt: skip
    assert event.before == {
        "version": 1, "status": "planned", "agencies": [], "informants": [],
        "activities": [["A guide.", "2023-03-01", None]], "evidence": [],
    }  # fmt: skip
    assert event.after == {
        "version": 2, "status": "in-progress", "agencies": [], "informants": [], "activities": [], "evidence": [],
    }  # fmt: skip


def test_saving_mails_nobody(desk):
    save(desk)
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("by", ["approver", "viewer", "reviewer", "secretariat", "stranger", "foreigner"])
def test_another_role_writes_nothing(desk, by):
    desk.save()
    sentence = refused(NotAllowed, save, desk, opened=1, by=by)
    assert sentence == "Your role does not allow you to write this answer."


@pytest.mark.parametrize(("state", "then"), [
    ("draft", "draft"), ("for-approval", "draft"), ("approved", "draft"), ("returned", "returned"),
])  # fmt: skip
def test_a_save_leads_back_to_a_draft_and_clears_the_approval(desk, state, then):
    update = desk.to(state)
    update = save(desk, Answer(status="implemented"), opened=update.version)
    assert (update.state, update.approved_at, update.approved_by) == (then, None, None)


def test_an_unchanged_save_keeps_the_approval(desk):
    update = desk.to("approved")
    save(desk, Answer(status="in-progress"), opened=1)
    update.refresh_from_db()
    assert (update.state, update.approved_by) == ("approved", desk["approver"])


def test_a_submitted_answer_cannot_be_written(desk):
    desk.to("submitted")
    sentence = refused(TooLate, save, desk, opened=1)
    assert sentence == "This update is “Submitted” and cannot be changed now."


@pytest.mark.parametrize("opened", [0, 1, 3, 2**31])
def test_a_save_from_another_version_is_a_conflict(desk, opened):
    desk.save(challenges="One.")
    desk.save(challenges="Two.")
    assert refused(Conflict, save, desk, opened=opened) == "This answer was changed after you opened it."


def test_versions_of_this_very_form_are_no_conflict(desk):
    save(desk, Answer(challenges="One."), form_key="mine", opened_update=0)
    update = save(desk, Answer(challenges="Two."), form_key="mine", opened_update=0)
    assert update.version == 2


def test_versions_of_the_form_of_another_person_are_a_conflict(desk):
    save(desk, Answer(challenges="One."), form_key="same")
    refused(Conflict, save, desk, by="coordinator", form_key="same")


def test_the_form_of_one_draft_does_not_overwrite_the_next_one(desk):
    old = save(desk, Answer(challenges="Mine."))
    desk.move("discard", old)
    new = desk.save("coordinator", challenges="Another draft.")
    assert new.version == 1
    refused(Conflict, save, desk, Answer(challenges="Mine again."), opened=1, opened_update=old.pk)


def test_a_page_opened_before_another_answer_was_accepted_is_a_conflict(desk):
    first = desk.to("accepted")
    refused(Conflict, save, desk, opened=0, opened_update=0)
    assert save(desk, opened=0, opened_update=first.pk).version == 1


def test_nothing_of_another_country_goes_into_an_answer(desk):
    theirs = cambodia()
    answers = [
        Answer(lead=OrganizationFactory(party=theirs)),
        Answer(contributing=(OrganizationFactory(party=theirs),)),
        Answer(evidence=(EvidenceFactory(party=theirs),)),
        Answer(activities=(ActivityText("Ours now.", activity=ActivityFactory(party=theirs)),)),
    ]
    for answer in answers:
        sentence = refused(Refused, save, desk, answer)
        assert sentence == "Something in this answer belongs to another country. Open the page again."


def test_an_update_belongs_to_the_round_that_asks_now(desk):
    today = timezone.localdate()
    for name, opens, due in (("later", 5, 9), ("now", -5, 9)):
        round_ = RoundFactory(
            name=name, opens_on=today + datetime.timedelta(opens), due_on=today + datetime.timedelta(due)
        )
        round_.parties.add(desk.party)
        round_.documents.add(desk.follow_up.recommendation.document)
    assert save(desk).round.name == "now"


# --- Who writes for one organization -------------------------------------------------------------------------


def bound_reporter(desk):
    organization = OrganizationFactory(party=desk.party)
    user = person("stranger", desk.party)
    MembershipFactory(user=user, role="reporter", party=desk.party, organization=organization)
    return user, organization


@pytest.mark.parametrize("part", ["lead", "contributing"])
def test_a_reporter_of_an_organization_writes_where_it_is_responsible(desk, part):
    user, organization = bound_reporter(desk)
    desk.people["bound"] = user
    refused(NotAllowed, save, desk, by="bound")
    Responsibility.objects.all().delete()
    ResponsibilityFactory(follow_up=desk.follow_up, organization=organization, part=part)
    assert save(desk, by="bound").created_by == user
    refused(NotAllowed, save, desk, by="bound", follow_up=desk.another())


def test_a_partner_writes_only_where_the_organization_leads(desk):
    partner = desk["partner"]
    assert save(desk, by="partner").created_by == partner
    Responsibility.objects.filter(follow_up=desk.follow_up).update(part="contributing")
    refused(NotAllowed, save, desk, opened=1, by="partner")


def test_who_writes_for_an_organization_does_not_rewrite_the_activities_of_others(desk):
    save(desk, Answer(activities=(ActivityText("A guide."),)), follow_up=desk.another())
    theirs = Activity.objects.get()
    answer = Answer(activities=(ActivityText("Nothing at all.", activity=theirs),))
    sentence = refused(Refused, save, desk, answer, by="partner")
    assert sentence == "Something in this answer is not yours to change. Open the page again."


def test_who_writes_for_an_organization_changes_what_the_follow_up_has(desk):
    save(desk, Answer(activities=(ActivityText("A guide."),)))
    mine = Activity.objects.get()
    answer = Answer(activities=(ActivityText("A better guide.", activity=mine),))
    save(desk, answer, opened=1, by="partner")
    mine.refresh_from_db()
    assert mine.text == "A better guide."


def test_who_writes_for_an_organization_does_not_take_in_evidence_they_may_not_open(desk):
    proof = EvidenceVersionFactory(evidence__party=desk.party)
    refused(Refused, save, desk, Answer(evidence=(proof.evidence,)), by="partner")


# --- Moves: who may and when stands in tests/test_workflow.py ------------------------------------------------


def test_each_move_is_one_audit_event_with_before_and_after(desk):
    update = desk.to("submitted")
    desk.move("withdraw", update)
    events = AuditEvent.objects.filter(target=str(update.pk)).order_by("sequence")
    assert [(event.action, event.before, event.after) for event in events[1:]] == [
        ("update.ask_approval", {"state": "draft"}, {"state": "for-approval", "version": 1}),
        ("update.approve", {"state": "for-approval"}, {"state": "approved", "version": 1}),
        ("update.submit", {"state": "approved"}, {"state": "submitted", "version": 1}),
        ("update.withdraw", {"state": "submitted"}, {"state": "draft", "version": 1}),
    ]
    assert {event.by.name for event in events} == {"Reporter", "Approver"}


def test_the_approvers_note_stands_in_the_trail(desk):
    desk.move("refuse_approval", desk.to("for-approval"), note="  Say where. ")
    assert AuditEvent.objects.first().after == {"state": "draft", "version": 1, "note": "Say where."}


@pytest.mark.parametrize("note", ["", " \n", "\u200b\u200b"])
def test_sending_back_to_the_reporter_needs_a_note(desk, note):
    update = desk.to("for-approval")
    sentence = refused(Refused, desk.move, "refuse_approval", update, note=note)
    assert sentence == "Write what should change before you send it back."


@pytest.mark.parametrize(("name", "state"), [
    ("ask_approval", "draft"), ("approve", "for-approval"), ("refuse_approval", "for-approval"),
    ("submit", "approved"), ("withdraw", "submitted"), ("discard", "draft"),
])  # fmt: skip
def test_a_move_on_a_version_that_was_not_seen_is_a_conflict(desk, name, state):
    update = desk.to(state)
    for seen in (0, 2):
        refused(Conflict, desk.move, name, update, seen_version=seen)


@pytest.mark.parametrize(("name", "state"), [
    ("ask_approval", "draft"), ("approve", "for-approval"), ("refuse_approval", "for-approval"),
    ("submit", "approved"), ("withdraw", "submitted"), ("accept", "submitted"), ("send_back", "submitted"),
    ("discard", "draft"),
])  # fmt: skip
def test_a_move_that_fails_at_its_audit_event_leaves_nothing(desk, name, state):
    update = desk.to(state)
    the_trail_is_full()
    refused((OverflowError, DataError), desk.move, name, update)


def test_a_save_that_fails_at_its_audit_event_leaves_nothing(desk):
    desk.save()
    the_trail_is_full()
    refused((OverflowError, DataError), save, desk, Answer(activities=(ActivityText("A guide."),)), opened=1)


def the_trail_is_full():
    """The next event's sequence fits no column: a real failure at the last step."""
    AuditEventFactory(sequence=2**63 - 1)


INCOMPLETE = [
    (Answer(), "Choose a status before you send the update.", "status"),
    (Answer(status="not-pursued"), "Say why the recommendation is not pursued.", "not_pursued_reason"),
    (
        Answer(status="not-pursued", not_pursued_reason="replaced"),
        "Give the reference of the recommendation that replaces it.",
        "replaced_by",
    ),
]


@pytest.mark.parametrize(("answer", "sentence", "field"), INCOMPLETE)
@pytest.mark.parametrize("name", ["ask_approval", "submit"])
def test_an_incomplete_answer_is_not_sent(desk, name, answer, sentence, field):
    desk.party.approval_required = name == "ask_approval"
    desk.party.save()
    update = save(desk, answer)
    before = dump()
    with pytest.raises(Refused) as told:
        desk.move(name, update)
    assert (str(told.value), told.value.field) == (sentence, field)
    assert dump() == before


def test_submitting_freezes_the_version(desk):
    update = desk.to("submitted")
    version = update.versions.get()
    assert (update.submitted_by, version.frozen_at is not None) == (desk["reporter"], True)


def test_what_was_withdrawn_is_sent_again_as_a_new_frozen_version(desk):
    desk.party.approval_required = False
    desk.party.save()
    update = desk.to("submitted", activities=(ActivityText("A guide.", DAY),))
    withdrawn = desk.move("withdraw", update)
    assert (withdrawn.submitted_at, withdrawn.submitted_by, withdrawn.approved_by) == (None, None, None)
    again = desk.move("submit", update)
    one, two = again.versions.all()
    assert (again.version, one.number, two.number) == (2, 1, 2)
    assert one.frozen_at < two.frozen_at
    assert [row.text for row in two.activities.all()] == ["A guide."]


def test_what_was_returned_and_is_sent_unchanged_is_a_new_frozen_version(desk):
    update = desk.to("returned")
    desk.move("ask_approval", update)
    desk.move("approve", update)
    again = desk.move("submit", update)
    assert [bool(version.frozen_at) for version in again.versions.all()] == [True, True]


def test_discarding_takes_the_draft_and_its_versions_away(desk):
    update = desk.save(activities=(ActivityText("A guide."),))
    desk.move("discard", update)
    assert not Update.objects.exists()
    assert not UpdateVersion.objects.exists()
    event = AuditEvent.objects.first()
    assert (event.action, event.before["status"], event.after) == ("update.discard", "in-progress", None)


@pytest.mark.parametrize("state", ["for-approval", "approved", "returned", "submitted", "accepted"])
def test_only_a_draft_is_discarded(desk, state):
    refused(TooLate, desk.move, "discard", desk.to(state))


def test_a_draft_that_was_sent_once_is_not_discarded(desk):
    update = desk.move("withdraw", desk.to("submitted"))
    sentence = refused(TooLate, desk.move, "discard", update)
    assert sentence == "Only a draft that was never submitted can be discarded."


@pytest.mark.parametrize("name", [name for name in MOVES if name not in ("accept", "send_back")])
def test_a_move_on_a_draft_that_was_discarded_is_too_late(desk, name):
    update = desk.save()
    act, role, needed = MOVES[name]
    updates.discard(update=Update.objects.get(), seen_version=1, by=desk["reporter"])
    sentence = refused(TooLate, act, update=update, seen_version=1, by=desk[role], **needed)
    assert sentence == "This draft was discarded."

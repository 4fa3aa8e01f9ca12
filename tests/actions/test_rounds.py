"""Rounds: who opens, changes and closes them, and that nothing is asked in two open ones."""

import datetime

import pytest
import time_machine

from recommendations.actions import rounds
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.management.invariants.answers import rounds_do_not_overlap
from recommendations.management.invariants.seals import closed_rounds_are_sealed
from recommendations.models import AuditEvent, FollowUp, OutboxMail, Round
from recommendations.queries.rounds import mark, round_page
from recommendations.roles import Role
from tests.cast import cambodia, lao
from tests.factories import DocumentFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("september")]

TODAY = datetime.date(2026, 9, 1)
DUE = datetime.date(2026, 9, 30)


def opened(desk, by="reviewer", **given):
    document = desk.follow_up.recommendation.document
    start = {"name": "Round 1", "documents": [document], "parties": [desk.party], "opens_on": TODAY, "due_on": DUE}
    return rounds.open_round(**{**start, **given}, by=desk[by])


def refusal(call, kind=Refused):
    with pytest.raises(kind) as error:
        call()
    return str(error.value)


def test_a_reviewer_opens_a_round(desk):
    found = opened(desk)
    assert (found.name, found.opens_on, found.due_on, found.opened_by) == ("Round 1", TODAY, DUE, desk["reviewer"])
    assert list(found.parties.all()) == [desk.party]
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.after["documents"], event.after["parties"]) == ("round.open", ["AFML15-LA"], ["LA"])


def past(desk, by="reviewer", **given):
    document = desk.follow_up.recommendation.document
    start = {"name": "Round of 2025", "documents": [document], "parties": [desk.party]}
    days = {"opens_on": datetime.date(2025, 2, 1), "due_on": datetime.date(2025, 4, 30)}
    return rounds.record_past(**{**start, **days, **given}, by=desk[by])


def test_a_round_of_the_past_is_recorded_closed_beside_one_that_is_open_and_nobody_is_told(desk):
    opened(desk)
    mails = OutboxMail.objects.count()
    FollowUp.objects.update(asked_on=datetime.date(2025, 4, 30))
    found = past(desk)
    closed_at = datetime.datetime(2025, 4, 30, 23, 59, 59, tzinfo=datetime.UTC)
    assert (found.closed_at, found.closed_by, found.seals.count()) == (closed_at, desk["reviewer"], 0)
    assert OutboxMail.objects.count() == mails
    assert AuditEvent.objects.order_by("sequence").last().action == "round.close"
    assert list(closed_rounds_are_sealed()) == []


@pytest.mark.parametrize(("given", "sentence"), [
    ({"due_on": TODAY}, "This day has not passed yet: it is no round of the past."),
    ({"opens_on": DUE}, "Answers are due after the round opens."),
    ({}, "None of this was asked by then."),
])  # fmt: skip
def test_what_is_no_round_of_the_past_is_refused(desk, given, sentence):
    FollowUp.objects.update(asked_on=datetime.date(2025, 5, 1))
    assert refusal(lambda: past(desk, **given)) == sentence


@pytest.mark.parametrize(
    "role", ["reporter", "approver", "coordinator", "partner", "secretariat", "viewer", "stranger"]
)
def test_others_do_not(desk, role):
    for act in (opened, past):
        assert refusal(lambda act=act: act(desk, by=role), NotAllowed) == "Only reviewers open rounds."
    assert not Round.objects.exists()


def test_a_reviewer_of_one_country_opens_rounds_for_that_country_only(desk):
    user = UserFactory()
    MembershipFactory(user=user, role=Role.REVIEWER, party=desk.party)
    desk.people["own reviewer"] = user
    assert opened(desk, by="own reviewer").pk
    parties = [desk.party, cambodia()]
    told = refusal(lambda: opened(desk, by="own reviewer", name="Other", parties=parties), NotAllowed)
    assert told == "Your role does not reach Cambodia."


def test_an_overlap_is_refused_in_plain_words(desk):
    opened(desk)
    another = desk.another(cambodia())
    documents = [desk.follow_up.recommendation.document, another.recommendation.document]
    told = refusal(lambda: opened(desk, name="Round 2", documents=documents, parties=[lao(), cambodia()]))
    assert told == (
        "The round “Round 1” is open and asks Lao PDR about AFML15-LA already. "
        "Leave out these documents or countries, or close that round first."
    )
    assert Round.objects.count() == 1
    assert list(rounds_do_not_overlap()) == []


def test_after_it_is_closed_another_may_ask_the_same(desk):
    rounds.close_round(target=opened(desk), by=desk["reviewer"])
    assert opened(desk, name="Round 2").pk


@pytest.mark.parametrize(("given", "field"), [
    ({"name": "\u200b"}, "name"), ({"due_on": TODAY - datetime.timedelta(days=1)}, "due_on"),
    ({"opens_on": DUE + datetime.timedelta(days=1)}, "due_on"), ({"parties": []}, "documents"),
])  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(desk, given, field):
    with pytest.raises(Refused) as error:
        opened(desk, **given)
    assert error.value.field == field


def test_two_rounds_do_not_have_one_name(desk):
    opened(desk)
    other = desk.another(cambodia())
    told = refusal(
        lambda: opened(desk, name=" ROUND 1", documents=[other.recommendation.document], parties=[cambodia()])
    )
    assert told == "Another round has this name already."


def test_it_is_extended_and_a_country_joins_late(desk):
    found = opened(desk)
    other = desk.another(cambodia())
    later = DUE + datetime.timedelta(days=14)
    rounds.change_round(
        target=found, name="Round 1", due_on=later, parties=[cambodia()],
        documents=[other.recommendation.document], seen=mark(found), by=desk["reviewer"],
    )  # fmt: skip
    found.refresh_from_db()
    assert found.due_on == later
    assert sorted(found.parties.values_list("code", flat=True)) == ["KH", "LA"]
    assert found.documents.count() == 2


def test_who_joins_is_in_no_other_open_round(desk):
    found = opened(desk)
    other = desk.another(cambodia())
    opened(desk, name="Round 2", documents=[other.recommendation.document], parties=[cambodia()])
    told = refusal(lambda: rounds.change_round(
        target=found, name="Round 1", due_on=DUE, parties=[cambodia()],
        documents=[other.recommendation.document], seen=mark(found), by=desk["reviewer"],
    ))  # fmt: skip
    assert "“Round 2” is open and asks Cambodia" in told


def test_a_change_made_meanwhile_is_not_overwritten(desk):
    found = opened(desk)
    seen = mark(found)
    given = {"target": found, "name": "Round 1", "seen": seen, "by": desk["reviewer"]}
    rounds.change_round(**given, due_on=DUE + datetime.timedelta(days=1))
    refusal(lambda: rounds.change_round(**given, due_on=DUE + datetime.timedelta(days=9)), Conflict)


def test_a_closed_round_is_neither_changed_nor_closed(desk):
    found = rounds.close_round(target=opened(desk), by=desk["reviewer"])
    assert found.closed_by == desk["reviewer"]
    assert refusal(lambda: rounds.close_round(target=found, by=desk["reviewer"]), TooLate) == "This round is closed."
    change = {"target": found, "name": "X", "due_on": DUE, "seen": mark(found), "by": desk["reviewer"]}
    refusal(lambda: rounds.change_round(**change), TooLate)


# --- What came in -------------------------------------------------------------------------------------------


def test_an_answer_belongs_to_the_round_that_is_open_when_it_is_sent(desk):
    draft = desk.save()
    assert draft.round is None
    found = opened(desk)
    assert desk.move("submit", draft).round == found
    rounds.close_round(target=found, by=desk["reviewer"])
    later = desk.to("submitted", follow_up=desk.another())
    assert later.round is None


def test_late_answers_are_taken_and_counted_by_the_countrys_own_clock(desk):
    found = opened(desk)
    other = desk.another()
    with time_machine.travel("2026-09-30 16:59Z", tick=False):  # 23:59 in Vientiane
        desk.to("accepted")
    with time_machine.travel("2026-09-30 17:00Z", tick=False):
        desk.to("accepted", follow_up=other)
        (row,) = round_page(found, desk["reporter"]).rows
    assert (row.asked, row.accepted, row.late, row.is_over) == (2, 2, 1, True)


def test_what_waits_for_review_is_counted_for_those_who_may_know(desk):
    found = opened(desk)
    desk.to("submitted")
    assert round_page(found, desk["reviewer"]).rows[0].sent == 1
    assert round_page(found, desk["reporter"]).rows[0].sent == 1
    assert round_page(found, desk["foreigner"]).rows[0].sent is None


def test_a_follow_up_answered_in_the_round_is_asked_no_more(desk):
    desk.to("accepted")
    asked = FollowUp.objects.to_answer(TODAY)
    assert list(asked) == []
    opened(desk)
    assert list(asked.all()) == [desk.follow_up]
    desk.to("accepted", challenges="New.")
    assert list(FollowUp.objects.to_answer(TODAY)) == []


def test_documents_that_nobody_was_asked_about_make_no_round(desk):
    told = refusal(lambda: opened(desk, documents=[DocumentFactory(party=desk.party)]))
    assert told == "None of these countries is asked about any of these documents."


def test_a_country_that_is_asked_nothing_is_in_no_round(desk):
    sentence = "Nothing in these documents is asked of Cambodia. Leave them out, or have them asked first."
    assert refusal(lambda: opened(desk, parties=[desk.party, cambodia()])) == sentence
    found = opened(desk)
    given = {"target": found, "name": "Round 1", "due_on": DUE, "seen": mark(found), "by": desk["reviewer"]}
    assert refusal(lambda: rounds.change_round(**given, parties=[cambodia()])) == sentence
    FollowUp.objects.filter(pk=desk.follow_up.pk).update(party=cambodia())
    rounds.change_round(**given, parties=[cambodia()])  # who is in it stays in it

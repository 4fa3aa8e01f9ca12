"""What a country answered by letter: entered by one reviewer, decided by another, marked as such."""

import datetime

import pytest

from recommendations.actions import replies, reviews, updates
from recommendations.actions.replies import Letter
from recommendations.actions.typed import ActivityText, Answer
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, FollowUp, OutboxMail, Reply, Update
from recommendations.permissions import readable_replies
from recommendations.roles import Role
from tests.desk import Desk
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LETTER = Letter("letter", "Director-General, MoLSW", datetime.date(2026, 8, 1), b"%PDF-1.7 letter %%EOF", "letter.pdf")


@pytest.fixture(params=[False, True], ids=["no-approval", "approval"])
def desk(request):
    return Desk(approval=request.param)


@pytest.fixture
def second():
    """Another reviewer of the region."""
    return MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=None).user


def enter(desk, letter=LETTER, *, by="reviewer", **answer):
    given = {"status": "implemented", "activities": (ActivityText("Passed Decree 245."),)} | answer
    return replies.enter(follow_up=desk.follow_up, letter=letter, answer=Answer(**given), by=desk[by])


def test_a_reply_becomes_a_submitted_update(desk):
    reply = enter(desk)
    update = Update.objects.get()
    assert (update.state, update.version, update.created_by, update.submitted_by) == (
        "submitted", 1, desk["reviewer"], desk["reviewer"],
    )  # fmt: skip
    version = update.versions.get()
    assert version.frozen_at
    assert (version.status, version.entered) == ("implemented", reply)
    assert (reply.sender, reply.file_name, reply.media_type) == (
        "Director-General, MoLSW", "letter.pdf", "application/pdf",
    )  # fmt: skip
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.after["sender"]) == ("update.enter_reply", "Director-General, MoLSW")
    assert FollowUp.objects.get(pk=desk.follow_up.pk).status == ""


def test_who_entered_it_never_decides_and_another_reviewer_does(desk, second):
    update = enter(desk).update
    for act in (
        lambda: reviews.accept(update=update, seen_version=1, assessment="confirmed", by=desk["reviewer"]),
        lambda: reviews.send_back(update=update, seen_version=1, note="Say when.", by=desk["reviewer"]),
    ):
        with pytest.raises(NotAllowed, match="had a hand"):
            act()
    reviews.accept(update=update, seen_version=1, assessment="confirmed", by=second)
    found = FollowUp.objects.get(pk=desk.follow_up.pk)
    assert (found.status, found.current_version.entered.sender) == ("implemented", "Director-General, MoLSW")


@pytest.mark.parametrize(
    "role", ["reporter", "coordinator", "approver", "partner", "viewer", "secretariat", "foreigner"]
)
def test_nobody_but_a_reviewer_enters_a_reply(desk, role):
    with pytest.raises(NotAllowed):
        enter(desk, by=role)
    assert not Update.objects.exists()


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_what_the_country_writes_itself_is_not_overwritten(desk, state):
    update = desk.to(state, challenges="Our own words.")
    with pytest.raises(TooLate):
        enter(desk)
    assert update.versions.get().challenges == "Our own words."
    assert not Reply.objects.exists()


def test_a_returned_update_may_be_answered_by_letter(desk, second):
    update = desk.to("returned", status="planned")
    reply = enter(desk)
    update.refresh_from_db()
    assert (reply.update, update.state, update.version) == (update, "submitted", 2)
    with pytest.raises(NotAllowed):
        reviews.accept(update=update, seen_version=2, assessment="confirmed", by=desk["reviewer"])
    reviews.accept(update=update, seen_version=2, assessment="confirmed", by=second)


def test_what_the_country_has_begun_on_a_returned_update_is_not_overwritten(desk):
    desk.to("returned")
    desk.save(challenges="Half-written.")
    with pytest.raises(TooLate):
        enter(desk)


def test_what_the_country_writes_after_it_is_its_own_words_again(desk, second):
    update = enter(desk).update
    reviews.send_back(update=update, seen_version=1, note="Say when.", by=second)
    desk.save(challenges="Our own words.")
    update.refresh_from_db()
    assert update.versions.get(number=1).entered
    assert update.versions.get(number=2).entered is None


@pytest.mark.parametrize(("letter", "field"), [
    (Letter("letter", "MoLSW", datetime.date(2026, 8, 1)), "file"),
    (Letter("pigeon", "MoLSW", datetime.date(2026, 8, 1)), "source"),
    (Letter("meeting", "\u200b", datetime.date(2026, 8, 1)), "sender"),
    (Letter("meeting", "MoLSW", datetime.date(2090, 8, 1)), "dated_on"),
    (Letter("e-mail", "MoLSW", datetime.date(2026, 8, 1), b"<html>", "x.pdf"), "file"),
])  # fmt: skip
def test_what_is_no_letter_is_refused(desk, letter, field):
    with pytest.raises(Refused) as refused:
        enter(desk, letter)
    assert refused.value.field == field
    assert not Update.objects.exists()


def test_a_status_must_be_chosen(desk):
    with pytest.raises(Refused):
        enter(desk, status="")
    assert not Update.objects.exists()


def test_an_answer_accepted_meanwhile_is_a_conflict(desk):
    desk.to("accepted")
    with pytest.raises(Conflict):
        replies.enter(
            follow_up=desk.follow_up, letter=LETTER, answer=Answer(status="planned"), by=desk["reviewer"], seen_answer=0
        )


def test_the_letter_is_kept_to_the_country_and_the_reviewers(desk, second):
    reply = enter(desk)
    own = {"reporter", "approver", "coordinator", "partner", "viewer", "reviewer"}
    readers = {role for role in desk.people if readable_replies(desk[role]).exists()}
    assert readers == own
    reviews.accept(update=reply.update, seen_version=1, assessment="confirmed", by=second)
    assert {role for role in desk.people if readable_replies(desk[role]).exists()} == own


def test_the_coordinators_are_told(desk):
    enter(desk)
    mail = OutboxMail.objects.get(recipient=desk["coordinator"])
    assert "entered what your country wrote on 1 August 2026" in mail.body
    assert "245" not in mail.body


def test_the_country_may_take_it_back_as_its_own_draft(desk):
    update = enter(desk).update
    updates.withdraw(update=update, seen_version=1, by=desk["reporter"])
    update.refresh_from_db()
    assert update.state == "draft"
    assert not readable_replies(desk["reviewer"]).exists()

"""Reminders: on the country's own clock, once for each person and event, and not to those who have sent."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from recommendations.actions import reminders, rounds
from recommendations.choices import MailKind
from recommendations.models import OutboxMail, Round
from tests.desk import Desk
from tests.factories import RoundFactory, StatementFactory

pytestmark = pytest.mark.django_db
UTC = datetime.UTC
DUE = datetime.date(2026, 9, 30)
LATER = datetime.date(2100, 1, 1)


@pytest.fixture
def desk():
    desk = Desk(approval=True)
    desk.party.time_zone = "Asia/Vientiane"
    desk.party.save()
    return desk


@pytest.fixture
def asked(desk):
    """A round that asks Lao PDR, open since July, answers due on 30 September 2026."""
    found = RoundFactory(name="Round 2026", opens_on=datetime.date(2026, 7, 1), due_on=DUE)
    found.documents.add(desk.follow_up.recommendation.document)
    found.parties.add(desk.party)
    return found


def at(day, hour=12, zone="Asia/Vientiane"):
    return datetime.datetime(2026, 9, day, hour, tzinfo=ZoneInfo(zone))


def sent(now, *kinds):
    """The people who get a mail of these kinds (all but digests) at `now`, by event."""
    wanted = kinds or (MailKind.REMINDER,)
    return sorted(letter.recipient.email for letter in reminders.send_due(now) if letter.kind in wanted)


WRITERS = ["coordinator.la@example.org", "partner.la@example.org", "reporter.la@example.org"]


@pytest.mark.parametrize(("now", "subject"), [
    (at(15), None),
    (at(16), "Due by 30 September 2026: Round 2026"),
    (at(18), "Due by 30 September 2026: Round 2026"),
    (at(19), None),
    (at(26), None),
    (at(27), "Due by 30 September 2026: Round 2026"),
    (at(30, 23), None),
    (datetime.datetime(2026, 10, 1, 0, 30, tzinfo=ZoneInfo("Asia/Vientiane")), "Overdue: Round 2026, Lao PDR"),
    (datetime.datetime(2026, 10, 4, 0, 30, tzinfo=ZoneInfo("Asia/Vientiane")), None),
    # The same instant, told by another clock: it is 1 October in Vientiane already.
    (datetime.datetime(2026, 9, 30, 17, 30, tzinfo=UTC), "Overdue: Round 2026, Lao PDR"),
    (datetime.datetime(2026, 9, 30, 16, 30, tzinfo=UTC), None),
])  # fmt: skip
def test_reminders_come_on_their_days_by_the_countrys_clock(asked, now, subject):
    found = [letter for letter in reminders.due(now) if letter.kind == MailKind.REMINDER]
    assert sorted(letter.recipient.email for letter in found) == (WRITERS if subject else [])
    assert {letter.subject for letter in found} == ({subject} if subject else set())


def test_a_reminder_comes_once_however_often_it_runs(asked):
    assert sent(at(16)) == WRITERS
    assert [sent(at(day)) for day in (16, 17, 18)] == [[], [], []]
    assert sent(at(27)) == WRITERS


def test_a_round_whose_day_moved_reminds_anew(asked):
    sent(at(16))
    Round.objects.update(due_on=datetime.date(2026, 10, 2))
    assert sent(at(18)) == WRITERS


def test_it_says_how_much_and_by_when_and_leads_to_the_tasks(desk, asked, settings):
    settings.SITE_URL = "https://afml.example"
    desk.another()
    sent(at(27))
    body = OutboxMail.objects.get(recipient=desk["reporter"], key__startswith="reminder:").body
    assert "2 answers of Lao PDR to the round “Round 2026” have not been sent." in body
    assert "due by the end of 30 September 2026 (Vientiane time)." in body
    assert body.count("https://") == 1
    assert "https://afml.example/tasks/" in body
    partner = OutboxMail.objects.get(recipient=desk["partner"], key__startswith="reminder:").body
    assert "1 answer of Lao PDR" in partner


@pytest.mark.parametrize(("state", "who"), [
    ("draft", WRITERS),
    ("for-approval", sorted([*WRITERS, "approver.la@example.org"])),
    ("approved", WRITERS),
    ("submitted", []),
    ("returned", WRITERS),
    ("accepted", []),
])  # fmt: skip
def test_reminders_stop_when_the_answers_are_sent(desk, asked, state, who):
    desk.to(state)
    assert sent(datetime.datetime(2026, 10, 1, 12, tzinfo=UTC)) == who


def test_an_answer_from_before_the_round_is_still_owed(desk, asked):
    desk.to("accepted")
    Round.objects.update(opens_on=LATER - datetime.timedelta(90), due_on=LATER)
    type(desk.to("accepted")).objects.update(round=None)
    noon = datetime.datetime(2099, 12, 29, 12, tzinfo=ZoneInfo("Asia/Vientiane"))
    assert sent(noon) == WRITERS


@pytest.mark.parametrize("change", [{"closed": True}, {"off": True}, {"withdrawn": True}])
def test_nobody_is_reminded_of_what_is_not_asked_or_not_wanted(desk, asked, change):
    if "closed" in change:
        rounds.close_round(target=asked, by=desk["reviewer"])
    if "off" in change:
        for user in desk.people.values():
            user.mail_off = [MailKind.REMINDER]
            user.save()
    if "withdrawn" in change:
        text = desk.follow_up.recommendation
        text.withdrawn_at, text.withdrawn_reason = at(1), "Replaced."
        text.save()
    assert sent(at(27)) == []


# --- A round opened ------------------------------------------------------------------------------------------


def open_round(desk, opens_on):
    return rounds.open_round(
        name="Round 2100", documents=[desk.follow_up.recommendation.document], parties=[desk.party],
        opens_on=opens_on, due_on=LATER, by=desk["reviewer"],
    )  # fmt: skip


def test_opening_a_round_tells_those_who_write_and_approve_once(desk):
    open_round(desk, datetime.date(2026, 1, 1))
    mails = OutboxMail.objects.filter(key__startswith="round-opened:")
    everybody = sorted([*WRITERS, "approver.la@example.org"])
    assert sorted(mails.values_list("to", flat=True)) == everybody
    body = mails.first().body
    assert "The round “Round 2100” is open. Lao PDR is asked about 1 recommendation." in body
    assert sent(datetime.datetime(2099, 9, 1, tzinfo=UTC), MailKind.ROUND_OPENED) == []


def test_a_round_that_opens_later_is_told_of_on_its_day(desk):
    open_round(desk, datetime.date(2099, 9, 1))
    assert not OutboxMail.objects.exists()
    before = datetime.datetime(2099, 8, 31, 16, 30, tzinfo=UTC)
    assert sent(before, MailKind.ROUND_OPENED) == []
    assert len(sent(before + datetime.timedelta(hours=1), MailKind.ROUND_OPENED)) == 4


# --- The week ------------------------------------------------------------------------------------------------

MONDAY = datetime.datetime(2026, 9, 28, 8, tzinfo=ZoneInfo("Asia/Vientiane"))


def digests(now):
    return {letter.recipient.email: letter.body for letter in reminders.due(now) if letter.kind == MailKind.DIGEST}


def test_nothing_happened_and_nothing_waits_is_no_mail(desk):
    desk.to("accepted")  # on another day than those of that week
    assert digests(MONDAY) == {}


def test_the_week_is_told_on_monday_to_everybody_with_a_role(desk):
    review = desk.to("accepted").reviews.get()
    review.sent_at = MONDAY - datetime.timedelta(days=2)
    review.save()
    StatementFactory(published_at=MONDAY - datetime.timedelta(days=1))
    desk.to("draft", follow_up=desk.another())
    found = digests(MONDAY)
    assert "stranger.region@example.org" not in found
    assert "- Lao PDR: 1\n\nOrganizations published 1 statement." in found["coordinator.kh@example.org"]
    assert "1 answer waits for you." in found["reporter.la@example.org"]
    assert "waits" not in found["viewer.la@example.org"]
    assert digests(MONDAY + datetime.timedelta(days=3)) == {}


def test_the_digest_comes_once_a_week(desk):
    desk.to("draft")
    reminders.send_due(MONDAY)
    assert digests(MONDAY + datetime.timedelta(days=1)) == {}
    assert digests(MONDAY + datetime.timedelta(days=7))


def test_the_digest_tells_nothing_of_another_countrys_work(desk):
    desk.to("submitted", challenges="Zq.secret.q")
    assert "coordinator.kh@example.org" not in digests(MONDAY)
    assert "1 answer waits for a review." in digests(MONDAY)["reviewer.region@example.org"]

"""`manage.py send_reminders`: shows all that is due, or posts it once."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from recommendations.models import OutboxMail
from tests.desk import Desk, dump
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    desk = Desk()
    today = timezone.localdate(timezone=desk.party.zone)
    found = RoundFactory(
        opens_on=today - datetime.timedelta(90), due_on=today + datetime.timedelta(3), name="Round 2026"
    )
    found.documents.add(desk.follow_up.recommendation.document)
    found.parties.add(desk.party)
    for user in desk.people.values():
        user.mail_off = ["digest"]
        user.save()
    return desk


def test_a_dry_run_shows_every_mail_and_writes_nothing(asked, capsys):
    before = dump()
    call_command("send_reminders", dry_run=True)
    shown = capsys.readouterr().out
    assert "round-opened · reporter.la@example.org · Round 2026: answers due by" in shown
    assert "reminder · reporter.la@example.org · Due by" in shown
    assert "    1 answer of Lao PDR to the round “Round 2026” has not been sent." in shown
    assert "Mails that are due: 7. None was posted." in shown
    assert dump() == before


def test_it_posts_once(asked, capsys):
    for _ in range(2):
        call_command("send_reminders")
    assert capsys.readouterr().out.startswith("Mails posted: 7.")
    assert OutboxMail.objects.count() == 7
    call_command("send_reminders", dry_run=True)
    assert "Mails that are due: 0." in capsys.readouterr().out

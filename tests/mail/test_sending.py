from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from recommendations.mail.sending import send_waiting
from recommendations.models import OutboxMail
from recommendations.models.outbox import TRIES
from tests.factories import OutboxMailFactory
from tests.mail.conftest import free_port, header


@pytest.mark.django_db
def test_waiting_mails_go_out_in_order_and_once(post):
    first, second = (
        OutboxMailFactory(subject="First", body="Grüße\n"),
        OutboxMailFactory(subject="Second ខ្មែរ"),
    )

    assert send_waiting().count == 2
    assert send_waiting().count == 0

    assert post.message_ids == [first.message_id, second.message_id]
    assert post.mails[0].rcpt_tos == ["person@example.org"]
    assert header(post.mails[0], "Auto-Submitted") == "auto-generated"
    sent = OutboxMail.objects.get(pk=first.pk)
    assert sent.sent_at
    assert (sent.attempts, sent.last_error) == (1, "")


@pytest.mark.django_db
def test_a_refused_mail_is_counted_and_does_not_hold_up_the_next(post):
    refused, good = OutboxMailFactory(to="refused@example.org"), OutboxMailFactory(subject="Good")

    for attempts in (1, 2):
        OutboxMail.objects.update(created_at=timezone.now() - TRIES[attempts - 1])
        sent = send_waiting()
        assert sent.failures[0].startswith("refused@example.org: SMTPRecipientsRefused")
        refused.refresh_from_db()
        assert (refused.sent_at, refused.attempts) == (None, attempts)
        assert "No such person" in refused.last_error

    good.refresh_from_db()
    assert (good.attempts, post.subjects) == (1, ["Good"])


@pytest.mark.django_db
def test_an_address_that_cannot_be_written_holds_up_no_other(post):
    bad, good = OutboxMailFactory(to=f"a@{'ລ' * 60}.example"), OutboxMailFactory(subject="Good")
    assert send_waiting().failures[0].startswith(f"{bad.to}: Unicode")
    bad.refresh_from_db()
    assert (bad.attempts, post.message_ids) == (1, [good.message_id])


@pytest.mark.django_db
def test_a_server_that_is_away_is_said_and_everything_waits(post, settings):
    settings.EMAIL_PORT = free_port()
    mails = OutboxMailFactory.create_batch(2)

    sent = send_waiting()

    assert (sent.count, len(sent.failures)) == (0, 1)
    assert list(OutboxMail.objects.order_by("pk").values_list("attempts", "sent_at")) == [
        (0, None),
        (0, None),
    ]
    assert "Error" in OutboxMail.objects.earliest("pk").last_error
    settings.EMAIL_PORT = post.port
    assert send_waiting().count == len(mails)


@pytest.mark.django_db
def test_a_refused_mail_is_tried_ever_more_seldom_and_given_up_after_days(post):
    refused = OutboxMailFactory(to="refused@example.org")
    tried = []
    for quarters in range(4 * 24 * 4):  # four days, every quarter of an hour
        OutboxMail.objects.update(created_at=timezone.now() - timedelta(minutes=15 * quarters))
        if send_waiting().failures:
            tried.append(quarters / 4)

    refused.refresh_from_db()
    assert tried == [0, 0.25, 0.5, 1, 4, 12, 24, 72]
    assert (refused.attempts, refused.state) == (len(TRIES), "given up")
    assert list(OutboxMail.objects.given_up()) == [refused]
    assert not OutboxMail.objects.waiting().exists()


@pytest.mark.django_db
def test_a_server_that_is_away_for_days_costs_no_mail_a_try(post, settings):
    settings.EMAIL_PORT = free_port()
    mail = OutboxMailFactory()
    OutboxMail.objects.update(created_at=timezone.now() - timedelta(days=30))
    for _run in range(2 * len(TRIES)):
        assert send_waiting().failures

    settings.EMAIL_PORT = post.port
    assert send_waiting().count == 1
    mail.refresh_from_db()
    assert (mail.attempts, mail.state) == (1, "sent")


@pytest.mark.django_db
def test_the_command_says_what_it_gave_up(post, capsys):
    OutboxMailFactory(to="refused@example.org", attempts=len(TRIES) - 1)
    OutboxMail.objects.update(created_at=timezone.now() - timedelta(days=5))
    call_command("send_mail")
    assert "Mails given up, for they were refused too often: 1." in capsys.readouterr().err
    call_command("send_mail")
    assert capsys.readouterr().err == ""


@pytest.mark.django_db
def test_the_command_says_what_happened(post, capsys):
    OutboxMailFactory()
    call_command("send_mail")
    assert capsys.readouterr().out == "Mails sent: 1.\n"

    OutboxMailFactory(to="refused@example.org")
    with pytest.raises(CommandError, match="tried again: 1"):
        call_command("send_mail")
    assert "refused@example.org" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_sending_and_marking_repeats_under_the_same_message_id(post, sender):
    mail = OutboxMailFactory()
    victim = sender()
    post.kill = lambda: victim.pid
    assert victim.wait(timeout=60) == -9
    mail.refresh_from_db()
    assert mail.sent_at is None

    post.kill = None
    again = sender()
    assert again.wait(timeout=60) == 0, again.stdout.read()

    assert post.message_ids == [mail.message_id, mail.message_id]
    assert post.subjects == [mail.subject, mail.subject]
    mail.refresh_from_db()
    assert mail.sent_at
    assert (mail.attempts, mail.last_error) == (1, "")


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(post, sender, scale):
    mails = OutboxMailFactory.create_batch(scale(8, 60))
    post.delay = 0.1

    senders = [sender(), sender()]
    assert [each.wait(timeout=120) for each in senders] == [0, 0]

    assert sorted(post.message_ids) == sorted(mail.message_id for mail in mails)
    assert not OutboxMail.objects.waiting().exists()
    assert set(OutboxMail.objects.values_list("attempts", flat=True)) == {1}

import pytest
from django.core.management import CommandError, call_command

from recommendations.mail.sending import send_waiting
from recommendations.models import OutboxMail
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
        sent = send_waiting()
        assert sent.failures[0].startswith("refused@example.org: SMTPRecipientsRefused")
        refused.refresh_from_db()
        assert (refused.sent_at, refused.attempts) == (None, attempts)
        assert "No such person" in refused.last_error

    good.refresh_from_db()
    assert (good.attempts, post.subjects) == (1, ["Good"])


@pytest.mark.django_db
def test_a_server_that_is_away_is_said_and_everything_waits(post, settings):
    settings.EMAIL_PORT = free_port()
    mails = OutboxMailFactory.create_batch(2)

    sent = send_waiting()

    assert (sent.count, len(sent.failures)) == (0, 1)
    assert list(OutboxMail.objects.order_by("pk").values_list("attempts", "sent_at")) == [
        (1, None),
        (0, None),
    ]
    settings.EMAIL_PORT = post.port
    assert send_waiting().count == len(mails)


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
    mail.refresh_from_db()
    assert mail.sent_at


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(post, sender, scale):
    mails = OutboxMailFactory.create_batch(scale(8, 60))
    post.delay = 0.1

    senders = [sender(), sender()]
    assert [each.wait(timeout=120) for each in senders] == [0, 0]

    assert sorted(post.message_ids) == sorted(mail.message_id for mail in mails)
    assert not OutboxMail.objects.waiting().exists()
    assert set(OutboxMail.objects.values_list("attempts", flat=True)) == {1}

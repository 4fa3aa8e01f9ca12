import pytest
from django.utils.translation import gettext_lazy

from recommendations.actions import outbox
from recommendations.models import OutboxMail
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def post(recipient, event, subject="One", body="Text."):
    return outbox.post(recipient=recipient, event=event, subject=subject, body=body)


def test_post_writes_one_letter_with_one_link(settings):
    settings.SITE_URL = "https://afml.example"
    user = UserFactory(name="Khamla", email="khamla@example.org")

    body = f"Please add a date.\n\n{outbox.link('/tasks/')}\n"
    mail = outbox.post(recipient=user, event="review:17", subject=gettext_lazy("Sent back"), body=body)

    assert (mail.to, mail.subject, mail.recipient) == ("khamla@example.org", "Sent back", user)
    assert mail.body == (
        "Dear Khamla,\n\nPlease add a date.\n\nhttps://afml.example/tasks/\n\n"
        "This message was written by the AFML tracker. Please do not answer it.\n"
    )
    assert mail.message_id.endswith("@afml.example>")
    assert mail.sent_at is None


def test_a_mail_of_a_kind_says_where_it_is_switched_off_also_when_it_is_written_anew():
    user = UserFactory(name="Khamla")
    mail = outbox.post(recipient=user, event="round:1", subject="One", body="Text.", kind="reminder")
    way = "To get no more mails like this: sign in, choose your name at the top, and untick “Answers are due”.\n"
    assert mail.body.endswith(f"Please do not answer it.\n{way}")
    outbox.rewrite(mail, recipient=user, subject="Two", body="Other text.", kind="reminder")
    assert mail.body.endswith(
        f"Other text.\n\nThis message was written by the AFML tracker. Please do not answer it.\n{way}"
    )


def test_post_again_for_the_same_event_keeps_the_first():
    user, other = UserFactory(), UserFactory()
    first = post(user, "event:1", "One", "Text.")

    assert post(user, "event:1", "Two", "Other text.") == first
    assert post(other, "event:1", "One", "Text.") != first
    assert post(user, "event:2", "One", "Text.") != first
    assert list(OutboxMail.objects.order_by("id").values_list("subject", flat=True)) == ["One", "One", "One"]


def test_post_folds_a_subject_of_several_lines_and_cuts_a_long_one():
    user = UserFactory()
    assert post(user, "event:1", "A\nBcc: other@example.org", "Text.").subject == "A Bcc: other@example.org"
    assert len(post(user, "event:2", "x" * 300, "Text.").subject) == 250


def test_post_to_a_person_without_a_name_greets_a_colleague():
    assert post(UserFactory(name=""), "event:1", "One", "Text.").body.startswith("Dear colleague,\n\nText.")


def test_post_to_somebody_who_cannot_sign_in_writes_nothing():
    assert post(UserFactory(is_active=False), "event:1", "One", "Text.") is None
    assert not OutboxMail.objects.exists()

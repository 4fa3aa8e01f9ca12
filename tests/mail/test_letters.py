"""What arrives at a real mail server: the plain text first, the same words in light HTML, and little of both."""

import email
import email.policy

import lxml.html
import pytest

from recommendations.actions import outbox
from recommendations.mail.letters import as_html
from recommendations.mail.sending import send_waiting
from tests.factories import OutboxMailFactory, UserFactory


def test_the_html_says_what_the_text_says():
    html = as_html(
        "A <b> subject", "Dear <Khamla>,\n\nTold:\n- one & two\n- three\n\nTasks:\nhttps://a.example/t/?a=1&b=2\n", "lo"
    )
    tree = lxml.html.document_fromstring(html)
    assert tree.get("lang") == "lo"
    assert [each.text for each in tree.iter("li")] == ["one & two", "three"]
    assert [each.get("href") for each in tree.iter("a")] == ["https://a.example/t/?a=1&b=2"]
    assert "<b>" not in html
    assert "Dear <Khamla>," in tree.text_content()


@pytest.mark.django_db
def test_text_comes_first_then_html(post):
    user = UserFactory(name="Khamla", language="en")
    outbox.post(recipient=user, event="e:1", subject="ວຽກ", body=f"ສະບາຍດີ.\n\n{outbox.link('/tasks/')}")
    assert send_waiting().count == 1
    message = email.message_from_bytes(post.mails[0].content, policy=email.policy.default)
    assert (message.get_content_type(), message["Subject"]) == ("multipart/alternative", "ວຽກ")
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "ສະບາຍດີ." in plain.get_content()
    assert html.get_content().count("<a ") == 1


@pytest.mark.django_db
def test_the_longest_mail_stays_under_15_kilobytes(post):
    lines = "\n".join(f"- AFML13-WORKERS-S1-{number:03}" for number in range(101))
    OutboxMailFactory(body=f"Dear colleague,\n\nThe reviewers accepted:\n{lines}\n\nhttps://afml.example/tasks/\n")
    send_waiting()
    assert len(post.mails[0].content) <= 15_000

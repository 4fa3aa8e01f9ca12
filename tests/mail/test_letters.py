"""What arrives at a real mail server: the plain text first, the same words in light HTML, and little of both."""

import email
import email.policy

import lxml.html
import pytest

from recommendations.actions import edition_mail, outbox, results
from recommendations.choices import MailKind
from recommendations.mail.letters import as_html
from recommendations.mail.sending import send_waiting
from recommendations.models import OutboxMail
from recommendations.queries.sendings import LONGEST_NOTE
from tests.factories import UserFactory


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
@pytest.mark.parametrize(("note", "lists", "named", "kind"), [
    # a script without spaces, three bytes a letter
    ("ລາວ" * (LONGEST_NOTE // 3), 2, results.NAMED, MailKind.RESULT),
    ("ພາສາ ລາວ\n" * (LONGEST_NOTE // 9), 2, results.NAMED, MailKind.RESULT),
    ("", 1, outbox.NAMED, MailKind.APPROVAL),
    ("", 4, edition_mail.NAMED, ""),
])  # fmt: skip
def test_the_longest_mails_stay_under_15_kilobytes(post, note, lists, named, kind):
    references = [f"AFML13-WORKERS-S1-{number:03}" for number in range(named + 1)]
    heading = "The text was changed after you answered. Please confirm that your answer stands:"
    body = "\n\n".join([note, *[outbox.listed(heading, references, named)] * lists, outbox.link("/tasks/")])
    outbox.post(recipient=UserFactory(name="Khamla"), event="e:1", subject="Reviewed", body=body, kind=kind)
    assert send_waiting().count == 1
    content = post.mails[0].content
    assert len(content) <= 15_000
    assert max(map(len, content.splitlines())) < 1_000
    plain, html = email.message_from_bytes(content, policy=email.policy.default).iter_parts()
    assert "".join(plain.get_content().split()) == "".join(OutboxMail.objects.get().body.split())
    assert "".join(note.split()) in "".join(lxml.html.document_fromstring(html.get_content()).text_content().split())

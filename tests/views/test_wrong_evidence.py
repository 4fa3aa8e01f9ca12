"""Whatever is wrong in evidence: one plain sentence beside its field, all that was typed stays, nothing is written."""

import pytest

from recommendations.models import Evidence
from tests.actions.test_evidence import PDF, REFUSED
from tests.factories import EvidenceVersionFactory
from tests.views.wrong import (
    ANSWERS,
    DATE,
    FROM_LIST,
    NOT_AN_ID,
    Page,
    desk_of_agencies,
    evidence_form,
    too_long,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def desk():
    return desk_of_agencies()


ADDRESS = "Write the whole address, for example https://www.example.org/report.pdf."
WRONG_IN_EVIDENCE = [
    *[("title", value, "Fill in this field.") for value in ("", "\u200b ", None)],
    ("title", "x" * 251, too_long(250)),
    ("kind", "gossip", ANSWERS),
    ("link", "no address", ADDRESS), ("link", "javascript:alert(1)", ADDRESS), ("link", "https://", ADDRESS),
    ("link", "https://exa mple.org", ADDRESS), ("link", "file:///etc/passwd", ADDRESS),
    ("link", "https://example.org/" + "x" * 500, "This address has 520 characters. Shorten it to 500."),
    ("dated_on", "31/02/2026", DATE), ("dated_on", "0001-01-01", "The year must lie between 1950 and 2100."),
    ("publisher", "x" * 251, too_long(250)),
    ("visibility", "friends", ANSWERS),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG_IN_EVIDENCE)
def test_wrong_in_evidence(client, desk, name, value, sentence):
    page = evidence_form(client, desk)
    reply = page.refuses(name, value, sentence)
    page.stays(reply, *({name} if name in ("kind", "visibility") or (value and "\u200b" in value) else set()))


@pytest.mark.parametrize("name", ["kind", "visibility"])
def test_evidence_without_a_choice(client, desk, name):
    page = evidence_form(client, desk)
    reply = page.post(**{name: None})
    assert reply.status == 200
    assert len(reply.summary()) == 1
    page.stays(reply)


@pytest.mark.parametrize("link", ["", None, "\u200b"])
def test_neither_file_nor_link(client, desk, link):
    page = evidence_form(client, desk, link=link)
    reply = page.post()
    assert (reply.status, reply.beside("file")) == (200, "Choose a file or give a link.")
    page.stays(reply, "link")


def test_both_file_and_link(client, desk):
    page = evidence_form(client, desk)
    sentence = "Give a file or a link, not both. Add the other as a second piece."
    page.stays(page.refuses("link", "https://example.org/law", sentence, file=upload(PDF)))


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_taken(client, desk, name):
    content, sentence = REFUSED[name]
    page = evidence_form(client, desk, link="")
    page.stays(page.refuses("file", upload(content), sentence))


def test_a_file_over_the_limit(client, desk, settings):
    settings.EVIDENCE_MAX_BYTES = 2**20
    page = evidence_form(client, desk, link="")
    sentence = "The file has 3.1 MB. The limit is 1 MB: make it smaller, or give a link."
    page.stays(page.refuses("file", upload(PDF.ljust(3 * 2**20 + 1)), sentence))


def test_a_text_where_a_file_should_be(client, desk):
    page = evidence_form(client, desk, link="")
    reply = page.post(file="report.pdf")
    assert reply.beside("file") == "Choose a file or give a link."


@pytest.mark.parametrize(("given", "kept"), [
    ("../../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Users\\me\\ລາຍງານ.pdf", "ລາຍງານ.pdf"),
    ("report\u202efdp.exe", "reportfdp.exe"), ("a" * 250 + ".pdf", "a" * 196 + ".pdf"),
])  # fmt: skip
def test_the_name_of_a_file_is_kept_without_its_folders(client, desk, given, kept):
    page = evidence_form(client, desk, link="")
    assert client.post(page.url, page.sent | {"file": upload(PDF, given)}).status_code == 302
    version = Evidence.objects.get().versions.get()
    assert version.file_name.endswith(kept[-40:])
    answer = client.get(version.get_absolute_url())
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content) == PDF


def test_a_line_is_one_line(client, desk):
    """What stands in headings, and a round's name in mails, breaks none of them."""
    page = evidence_form(client, desk, title="The law\r\n\r\nhttps://elsewhere.example.org")
    assert client.post(page.url, page.sent).status_code == 302
    assert Evidence.objects.get().title == "The law  https://elsewhere.example.org"


def test_an_earlier_piece_that_is_not_in_the_list(client, desk, theirs):
    EvidenceVersionFactory(evidence__party=desk.party)
    url = f"{desk.follow_up.get_absolute_url()}evidence/"
    for value in (theirs["evidence"], *NOT_AN_ID):
        Page(client, desk["reporter"], url, "evidence", again="yes").refuses("evidence", value, FROM_LIST)
    page = Page(client, desk["reporter"], url, "evidence", again="yes")
    page.refuses("evidence", "", "Choose a piece of evidence.")


def test_evidence_that_came_too_late_is_shown_to_be_copied(client, desk):
    page = evidence_form(client, desk)
    desk.to("submitted")
    reply = page.post()
    reply.check()
    assert reply.status == 409
    assert "https://example.org/law" in reply.html

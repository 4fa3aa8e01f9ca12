"""What no form sends; signing in, the profile, filters and scopes: nothing breaks, nothing is written."""

import io
import zipfile
from importlib import import_module

import lxml.etree
import pytest
from django.forms import ClearableFileInput, FileField, Form
from django.test import Client, RequestFactory

from aflm_tracker.wsgi import application
from recommendations.filters.follow_ups import FollowUpFilters
from recommendations.forms.briefs import BriefForm
from recommendations.forms.picture import PictureForm
from recommendations.forms.report_scope import ScopeForm
from recommendations.views.queue_filters import LABELS
from tests.actions.test_evidence import PDF
from tests.desk import dump
from tests.views.posting import Reply
from tests.views.wrong import HUGE, Page, answer_form, desk_of_agencies, evidence_form, upload

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def desk():
    return desk_of_agencies()


def plain_refusal(answer):
    assert answer.status_code == 400
    assert "Your browser sent something that this site does not take. Nothing was changed." in answer.content.decode()


def test_more_fields_than_any_form_has(client, desk):
    page = answer_form(client, desk)
    before = dump()
    plain_refusal(client.post(page.url, page.sent | {f"x{number}": "" for number in range(6000)}))
    assert dump() == before


def test_more_files_than_any_form_has(client, desk):
    page = evidence_form(client, desk)
    before = dump()
    plain_refusal(client.post(page.url, page.sent | {f"f{number}": upload(PDF) for number in range(101)}))
    assert dump() == before


def kinds_of(form):
    for each in form.__subclasses__():
        yield each
        yield from kinds_of(each)


def test_no_form_has_a_box_that_takes_a_file_away():
    """Django's own widget reads "file-clear" too, which no page of ours shows, and then gives False for a file."""
    import_module("recommendations.urls")  # with it all views and their forms
    ours = [kind for kind in kinds_of(Form) if kind.__module__.startswith("recommendations.")]
    fields = {f"{kind.__name__}.{name}": field for kind in ours for name, field in kind.base_fields.items()}
    files = {name for name, field in fields.items() if isinstance(field, FileField)}
    assert {name for name in files if isinstance(fields[name].widget, ClearableFileInput)} == set()
    assert {"EvidenceForm.file", "PaperForm.scan", "WordBaseForm.file", "UploadForm.filled"} <= files


def test_a_body_larger_than_any_form_has(client, desk, settings):
    page = answer_form(client, desk)
    before = dump()
    plain_refusal(client.post(page.url, page.sent | {"challenges": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}))
    assert dump() == before


def test_a_body_that_nobody_can_read():
    """Django looks for the form's token in it, and would again for the page that says so."""
    client = Client(enforce_csrf_checks=True)
    plain_refusal(client.generic("POST", "/tasks/upload/", b"abc", content_type="multipart/form-data"))
    assert client.generic("POST", "/absent/", b"abc", content_type="multipart/form-data").status_code == 404


@pytest.mark.parametrize("code", ["utf-16", "hex", "punycode"])
def test_a_body_in_another_code_than_browsers_send(code):
    """Django would read the address in it as well, and of some codes fell over before any page of ours."""
    body = io.BytesIO(b"name=x")
    asked = RequestFactory()._base_environ(
        REQUEST_METHOD="POST", PATH_INFO="/accounts/login/", QUERY_STRING="next=/",
        CONTENT_TYPE=f"application/x-www-form-urlencoded; charset={code}", CONTENT_LENGTH="6", **{"wsgi.input": body},
    )  # fmt: skip
    said = []
    page = b"".join(application(asked, lambda status, headers: said.append(status)))
    assert said == ["400 Bad Request"]
    assert b"Your browser sent something that this site does not take." in page


def test_the_longest_honest_answer_is_taken(client, desk):
    """Fifty activities in a script of three bytes a letter, each as long as it may be."""
    rows = {f"activities-{number}-text": "ກ" * 9_000 for number in range(50)}
    page = answer_form(client, desk, **rows)
    body = {**page.sent, "activities-TOTAL_FORMS": "50"}
    from urllib.parse import urlencode

    answer = client.post(page.url, urlencode(body, doseq=True), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"a=%ff%00&=&&=", b"activities-TOTAL_FORMS=1&" * 100])
def test_a_body_that_is_no_form(client, desk, body):
    page = answer_form(client, desk)
    before = dump()
    answer = client.post(page.url, body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, dump() == before) == (200, True)


def test_a_broken_upload(client, desk):
    page = evidence_form(client, desk)
    before = dump()
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = client.post(page.url, b"--y\r\nContent-", content_type=kind)
        assert answer.status_code in (200, 400)
    assert dump() == before


@pytest.mark.parametrize("address", [
    "/follow-ups/{}%00/LA/", "/follow-ups/{}/L%00A/", "/follow-ups/{}/%F0%9F%98%80/", "/follow-ups/%FF/LA/",
    "/follow-ups/" + "x" * 3000 + "/LA/", "/review/%00/LA/", "/recommendations/%00/", "/documents/%00/", "/%00",
])  # fmt: skip
def test_an_address_that_leads_nowhere(client, desk, address):
    client.force_login(desk["reviewer"])
    assert client.get(address.format(desk.follow_up.recommendation.reference)).status_code == 404


REQUIRED = "Fill in this field."
ADDRESS = "Write the whole e-mail address, for example name@example.org."
SIGN = "Type this again: it holds a sign that no keyboard has."


@pytest.mark.parametrize(("name", "value", "sentence"), [
    ("login", "", REQUIRED), ("login", "\u200b", ADDRESS), ("login", "no address", ADDRESS),
    ("login", "x" * 400 + "@example.org", ADDRESS), ("login", "a\x00@example.org", ADDRESS),
    ("login", "x" * 400 + "\x00", ADDRESS), ("password", "", REQUIRED), ("password", "\u200b", None),
    ("password", "x" * 5000, None), ("password", "pass\x00word", SIGN),
])  # fmt: skip
def test_wrong_in_signing_in(client, desk, name, value, sentence):
    typed = {"login": "reporter.la@example.org", "password": "not the password"} | {name: value}
    before = dump()
    answer = client.post("/accounts/login/", typed)
    reply = Reply(answer.status_code, answer.content.decode())
    assert reply.status == 200
    assert dump() == before
    assert len(reply.summary()) == 1
    assert reply.beside(name) == (sentence or "")
    if "\x00" not in value:
        reply.check()


@pytest.mark.parametrize(("name", "value"), [
    ("name", "x" * 151), ("language", "xx"), ("language", ""), ("time_zone", "Mars/Olympus"), ("time_zone", "\x00"),
])  # fmt: skip
def test_wrong_in_the_profile(client, desk, name, value):
    page = Page(client, desk["reporter"], "/profile/", "time_zone")
    reply = page.post(**{name: value})
    assert reply.status == 200
    assert len(reply.summary()) == 1
    assert reply.beside(name)
    page.stays(reply, name if name != "name" else "csrfmiddlewaretoken")


FILTERS = (
    *FollowUpFilters.base_filters, *LABELS, *BriefForm.base_fields, *ScopeForm.base_fields, *PictureForm.base_fields,
    "done", "open", "said", "sort", "size", "page", "show", "group", "organization", "rows", "unheard-of",
)  # fmt: skip
WRONG = ("", "\u200b", "abc", "-1", HUGE, "\x00", "a\x00b", "31/02/2026", "0001-01-01", "%", "'", "x" * 3000, "ກ" * 200)
LISTS = ("/recommendations/", "/recommendations/by-text/", "/recommendations.csv", "/documents/", "/tasks/", "/review/")
PICTURES = ("/picture/", "/picture/recommendations/", "/reports/thematic/", "/reports/brief/", "/reports/one-page/")
REPORTS = ("/reports/", "/reports/progress/", "/reports/progress.csv")


@pytest.mark.parametrize("url", LISTS + PICTURES + REPORTS)
def test_wrong_in_a_filter_or_a_scope(client, desk, url):
    client.force_login(desk["reviewer" if url == "/review/" else "reporter"])
    for value in WRONG:
        answer = client.get(url, dict.fromkeys(FILTERS, value))
        assert answer.status_code in (200, 302, 400, 404), value
        b"".join(answer)  # a file is closed when it has been read


@pytest.mark.parametrize("url", ["/recommendations.xlsx", "/reports/thematic.xlsx", "/reports/thematic.docx"])
def test_what_an_address_chooses_does_not_spoil_a_file(client, desk, url):
    """The words stand in the file, and XML holds neither U+0001 nor U+FFFE: the file would not open, or not be made."""
    client.force_login(desk["reporter"])
    answer = client.get(f"{url}?q=Zq%01Zr%EF%BF%BE")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as parts:
        told = [lxml.etree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith(".xml")]
    assert any("ZqZr" in "".join(part.itertext()) for part in told)

"""A line that breaks in the middle of a file: the draft keeps its words, no half file stays, and it goes again."""

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from recommendations.models import Evidence, EvidenceVersion
from tests.desk import Desk
from tests.views.test_story import hidden

pytestmark = pytest.mark.django_db(transaction=True)

PDF = b"%PDF-1.7 the report".ljust(3_000_000) + b"%%EOF"
EDGE = "aflm-edge"


@pytest.fixture
def desk():
    return Desk()


def parts(fields, content):
    """A form with a file as a browser writes it."""
    head = "".join(
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    file = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="report.pdf"\r\n\r\n'
    return head.encode() + file.encode() + content + f"\r\n--{EDGE}--\r\n".encode()


def send(server, path, client, body, *, up_to):
    """Post the first `up_to` bytes of `body` and cut the line (all of it: wait for the answer's first line)."""
    place = urlsplit(server.url)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {cookies}\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary={EDGE}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((place.hostname, place.port), timeout=30) as line:
        line.sendall(head.encode() + body[:up_to])
        return line.recv(12) if up_to == len(body) else b""


def settled():
    """Time for the server to notice the cut."""
    time.sleep(0.5)


@pytest.mark.parametrize("share", [0.001, 0.5, 0.999])
def test_a_cut_upload_costs_no_word_and_goes_again(desk, live_server, settings, share):
    update = desk.save(challenges="Every word of it.")
    client = Client()
    client.force_login(desk["reporter"])
    path = reverse("evidence_add", args=desk.follow_up.address)
    page = client.get(path, headers={"host": urlsplit(live_server.url).netloc})
    fields = {
        "form_key": hidden(page.content.decode(), "form_key"),
        "title": "The report", "kind": "report", "visibility": "party-and-reviewers",
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }  # fmt: skip
    body = parts(fields, PDF)
    send(live_server, path, client, body, up_to=int(len(body) * share))
    settled()
    assert not Evidence.objects.exists()
    assert [each for each in Path(settings.MEDIA_ROOT).rglob("*") if each.is_file()] == []
    update.refresh_from_db()
    assert (update.version, update.versions.get().challenges) == (1, "Every word of it.")

    assert send(live_server, path, client, body, up_to=len(body)) == b"HTTP/1.1 302"
    assert EvidenceVersion.objects.get().size == len(PDF)
    again = send(live_server, path, client, body, up_to=len(body))
    assert (again, EvidenceVersion.objects.count()) == (b"HTTP/1.1 302", 1)
    update.refresh_from_db()
    assert update.versions.last().challenges == "Every word of it."

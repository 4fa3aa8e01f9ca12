"""What breaks in mid-sitting: the line, the session, the browser's back button, a second person, many at once."""

import socket
import time
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from recommendations.models import (
    Activity,
    AuditEvent,
    FollowUp,
    FormToken,
    KeptText,
    Receipt,
    Update,
    UpdateVersion,
)
from tests.factories import RecommendationThemeFactory, ThemeFactory
from tests.faults.test_races import at_once
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db(transaction=True)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def edit_of(follow_up):
    return reverse("update_edit", args=follow_up.address)


def opened(client, address, name="status"):
    return as_it_stands(form_with(client.get(address).content.decode(), name))


# --- The line is cut -----------------------------------------------------------------------------------------


class Wire:
    """A post as bytes on a socket, to be cut anywhere."""

    def __init__(self, server, client, path, body):
        self.place = urlsplit(server.url)
        self.content = urlencode(body, doseq=True).encode()
        cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
        self.head = (
            f"POST {path} HTTP/1.1\r\nHost: {self.place.netloc}\r\nCookie: {cookies}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(self.content)}\r\n\r\n"
        ).encode()

    def send(self, share: float) -> None:
        """Send this share of head and body, and hang up without waiting for the answer."""
        whole = self.head + self.content
        with socket.create_connection((self.place.hostname, self.place.port), timeout=10) as line:
            line.sendall(whole[: int(len(whole) * share)])

    def ask(self) -> bytes:
        with socket.create_connection((self.place.hostname, self.place.port), timeout=20) as line:
            line.sendall(self.head + self.content)
            return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_post_cut_on_its_way_changes_nothing_and_goes_through_when_sent_again(live_server, desk, share):
    client = browser(desk["reporter"])
    path = edit_of(desk.follow_up)
    html = client.get(path).content.decode()
    body = as_it_stands(form_with(html, "status")) | {"status": "planned", "challenges": "Typed. " * 200}
    wire = Wire(live_server, client, path, body)
    wire.send(share)
    time.sleep(0.3)
    assert not Update.objects.exists()
    assert b"302 Found" in wire.ask().split(b"\r\n", 1)[0]
    assert Update.objects.get().versions.get().challenges == ("Typed. " * 200).strip()
    assert not KeptText.objects.exists()


def test_a_file_cut_on_its_way_is_not_taken_for_a_whole_one(live_server, desk):
    """Half a file would be a file too, with a hash of its own."""
    client = browser(desk["reporter"])
    path = reverse("evidence_add", args=desk.follow_up.address)
    fields = opened(client, path, "title") | {"title": ["A table"], "kind": ["report"], "visibility": ["everybody"]}
    parts = [("", name, value) for name, values in fields.items() for value in values]
    wire = Wire(live_server, client, path, {})
    wire.content = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for _, name, value in parts
    ).encode()
    wire.content += b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    wire.content += b"month;inspections\n" * 5000 + b"\r\n--cut--\r\n"
    wire.head = wire.head.replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=cut").replace(
        b"Content-Length: 0", f"Content-Length: {len(wire.content)}".encode()
    )
    wire.send(0.7)
    time.sleep(0.3)
    assert not Update.objects.exists()
    assert b"302 Found" in wire.ask().split(b"\r\n", 1)[0]
    assert Update.objects.get().versions.last().evidence.get().evidence_version.size == 5000 * 18


def test_a_post_whose_answer_is_lost_is_one_change_when_sent_again(live_server, desk):
    client = browser(desk["reporter"])
    path = edit_of(desk.follow_up)
    body = opened(client, path) | {"status": "planned", "activities-0-text": "A guide."}
    wire = Wire(live_server, client, path, body)
    wire.send(1)
    for _ in range(100):
        if FormToken.objects.exclude(result="").exists():
            break
        time.sleep(0.05)
    for _ in range(3):
        assert b"302 Found" in wire.ask().split(b"\r\n", 1)[0]
    assert (Update.objects.get().version, Activity.objects.count(), FormToken.objects.count()) == (1, 1, 1)


def test_many_sent_over_a_line_that_breaks_are_sent_once(live_server, desk):
    for _ in range(3):
        desk.save(follow_up=desk.another())
    client = browser(desk["reporter"])
    wire = Wire(live_server, client, "/tasks/check/", opened(client, "/tasks/check/", "rows"))
    wire.send(0.8)
    wire.send(1)
    time.sleep(0.3)
    assert b"302 Found" in wire.ask().split(b"\r\n", 1)[0]
    assert Receipt.objects.get().versions.count() == 3


# --- The same post, double and parallel ----------------------------------------------------------------------


def test_the_check_page_pressed_ten_times_at_once_is_one_sending(desk):
    for _ in range(3):
        desk.save(follow_up=desk.another())
    clients = [browser(desk["reporter"]) for _ in range(10)]
    body = opened(clients[0], "/tasks/check/", "rows")
    found = at_once(*[lambda client=client: client.post("/tasks/check/", body) for client in clients])
    assert {(each.value.status_code, each.value.url) for each in found} == {
        (302, Receipt.objects.get().get_absolute_url())
    }
    assert AuditEvent.objects.filter(action="update.submit").count() == 3


def test_ten_autosaves_at_once_are_versions_of_one_draft_and_one_activity(desk):
    clients = [browser(desk["reporter"]) for _ in range(10)]
    body = opened(clients[0], edit_of(desk.follow_up))
    auto = reverse("update_autosave", args=desk.follow_up.address)
    posts = [
        lambda client=client, n=n: client.post(auto, body | {"activities-0-text": f"Trained {n}"})
        for n, client in enumerate(clients)
    ]
    assert {each.value.status_code for each in at_once(*posts)} == {204}
    assert (Update.objects.get().version, Activity.objects.count()) == (10, 1)
    last = clients[0].post(edit_of(desk.follow_up), body | {"activities-0-text": "Trained all."})
    assert last.status_code == 302
    assert Update.objects.get().versions.last().activities.get().text == "Trained all."


def test_a_save_and_a_sending_at_once_never_lose_the_save(desk, scale):
    for _ in range(scale(5, 100)):
        follow_up = desk.another()
        desk.save(follow_up=follow_up)
        writer, sender = browser(desk["reporter"]), browser(desk["coordinator"])
        at = edit_of(follow_up)
        typed = opened(writer, at) | {"challenges": "Typed."}
        body = opened(sender, "/tasks/check/", "rows")
        saved, sent = at_once(
            lambda writer=writer, at=at, typed=typed: writer.post(at, typed),
            lambda sender=sender, body=body: sender.post("/tasks/check/", body),
        )
        update = Update.objects.get(follow_up=follow_up)
        assert (saved.value.status_code, update.state, update.version) in {(302, "draft", 2), (409, "submitted", 1)}
        assert sent.value.status_code == 302
        # The typed text is stored, or shown to be copied.
        assert update.version == 2 or "Typed." in saved.value.content.decode()
        if update.state == "draft":
            desk.move("discard", update)


# --- Back, signed out, two people ----------------------------------------------------------------------------


def test_back_change_and_save_again_is_an_ordinary_save(desk):
    client = browser(desk["reporter"])
    at = edit_of(desk.follow_up)
    body = opened(client, at)
    for text in ("First.", "Second.", "Third."):
        assert client.post(at, body | {"challenges": text, "activities-0-text": text}).status_code == 302
    assert [each.challenges for each in UpdateVersion.objects.order_by("number")] == ["First.", "Second.", "Third."]
    assert [each.text for each in Activity.objects.all()] == ["Third."]


def test_back_after_somebody_else_saved_is_a_conflict_with_both_texts(desk):
    client = browser(desk["reporter"])
    at = edit_of(desk.follow_up)
    body = opened(client, at)
    client.post(at, body | {"challenges": "Mine."})
    desk.save("coordinator", challenges="Theirs.")
    answer = client.post(at, body | {"challenges": "Mine again."})
    assert answer.status_code == 409
    assert {"Theirs.", "Mine again."} <= {
        word for word in ("Theirs.", "Mine again.") if word in answer.content.decode()
    }
    assert UpdateVersion.objects.order_by("number").last().challenges == "Theirs."


def test_back_after_it_was_sent_shows_what_was_typed_and_changes_nothing(desk):
    client = browser(desk["reporter"])
    at = edit_of(desk.follow_up)
    body = opened(client, at)
    client.post(at, body | {"status": "planned"})
    desk.move("submit", Update.objects.get())
    answer = client.post(at, body | {"status": "planned", "challenges": "Too late."})
    assert answer.status_code == 409
    assert "Too late." in answer.content.decode()
    assert Update.objects.get().version == 1


def test_a_session_that_ends_loses_no_text_however_often_it_ends(desk):
    client = browser(desk["reporter"])
    at = edit_of(desk.follow_up)
    body = opened(client, at)
    for number in range(3):
        client.logout()
        client.post(at, body | {"challenges": f"Typed {number}."})
        client.force_login(desk["reporter"])
    kept = KeptText.objects.get()
    again = as_it_stands(form_with(client.get(f"{at}?kept={kept.pk}").content.decode(), "status"))
    assert again["challenges"] == ["Typed 2."]
    assert client.post(at, again).status_code == 302
    assert not KeptText.objects.exists()


def test_ten_people_without_a_session_at_once_lose_nothing(desk):
    client = browser(desk["reporter"])
    at = edit_of(desk.follow_up)
    bodies = [opened(client, at) | {"challenges": f"{n}"} for n in range(10)]
    out = [Client() for _ in range(10)]
    at_once(*[lambda each=each, body=body: each.post(at, body) for each, body in zip(out, bodies, strict=True)])
    assert {each.body["challenges"] if isinstance(each.body["challenges"], str) else each.body["challenges"][0]
            for each in KeptText.objects.all()} == {f"{n}" for n in range(10)}  # fmt: skip


def test_two_windows_that_save_themselves_meet_in_the_three_columns(desk):
    mine, theirs = browser(desk["reporter"]), browser(desk["coordinator"])
    at, auto = edit_of(desk.follow_up), reverse("update_autosave", args=desk.follow_up.address)
    one, other = opened(mine, at), opened(theirs, at)
    assert mine.post(auto, one | {"challenges": "Mine."}).status_code == 204
    assert theirs.post(auto, other | {"challenges": "Theirs."}).status_code == 409
    answer = theirs.post(at, other | {"challenges": "Theirs."})
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert "Theirs." in answer.content.decode()


def test_many_writers_at_once_each_keep_their_own(desk, scale):
    """Each on a follow-up of their own: begin, save itself twice, save."""
    rows = [desk.another() for _ in range(scale(8, 50))]

    def sit(follow_up):
        client = browser(desk["reporter"])
        at, auto = edit_of(follow_up), reverse("update_autosave", args=follow_up.address)
        body = opened(client, at)
        for text in ("T", "Ty"):
            assert client.post(auto, body | {"challenges": text}).status_code == 204
        return client.post(at, body | {"challenges": f"Typed {follow_up.pk}.", "status": "planned"}).status_code

    found = at_once(*[lambda row=row: sit(row) for row in rows])
    assert [each.value for each in found] == [302] * len(rows)
    kept = dict(UpdateVersion.objects.filter(number=3).values_list("update__follow_up", "challenges"))
    assert kept == {row.pk: f"Typed {row.pk}." for row in rows}


def test_people_who_take_one_subject_at_once_tie_each_row_to_one_answer_and_lose_no_word(desk, scale):
    """Each begins with another text of the subject and has all the others ticked."""
    theme = ThemeFactory()
    rows = [desk.another() for _ in range(scale(4, 10))]
    for row in rows:
        RecommendationThemeFactory(recommendation=row.recommendation, theme=theme)
    clients = [browser(desk["reporter"]) for _ in rows]
    bodies = [opened(client, f"{edit_of(row)}?together=1") for client, row in zip(clients, rows, strict=True)]

    def save(client, row, body):
        return client.post(edit_of(row), body | {"status": "planned", "challenges": f"Typed {row.pk}."})

    parts = zip(clients, rows, bodies, strict=True)
    found = [each.value for each in at_once(*[lambda part=part: save(*part) for part in parts])]
    # One came first and has all; each of the others is told, with its words in the form or to be copied.
    (first,) = [row for row, each in zip(rows, found, strict=True) if each.status_code == 302]
    assert set(FollowUp.objects.filter(answered_under=first)) == set(rows) - {first}
    assert [each.challenges for each in UpdateVersion.objects.all()] == [f"Typed {first.pk}."]
    for row, each in zip(rows, found, strict=True):
        assert row == first or f"Typed {row.pk}." in each.content.decode()

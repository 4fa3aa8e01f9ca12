"""The demo: one command from nothing to a site on which each player can sign in."""

import datetime
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from recommendations.management.demo import filling, serving
from recommendations.management.demo.answers import EXAMPLES
from recommendations.management.demo.people import PASSWORD, PEOPLE
from recommendations.models import (
    FollowUp,
    Membership,
    OutboxMail,
    Recommendation,
    Round,
    Update,
    User,
    VersionActivity,
)
from tests.factories import UserFactory
from tests.watch import ROOT

# The story in a browser begins with these as nobody left them.
UNTOUCHED = ("AFML15-LA-S2-11", "AFML13-LA-S1-06", "AFML13-WORKERS-S1-07", "AFML13-LA-S2-14", "AFML13-WORKERS-S1-03")


@pytest.fixture
def filled(db):
    filling.fill()


def test_the_demo_holds_the_documents_and_everybody(filled, rf, capsys):
    assert Recommendation.objects.count() == 105
    assert FollowUp.objects.count() == 153
    assert User.objects.count() == len(PEOPLE) == Membership.objects.count()
    roles = Counter(Membership.objects.values_list("role", flat=True))
    assert roles == {
        "reporter": 4, "approver": 2, "coordinator": 1, "partner": 1, "reviewer": 2, "secretariat": 1, "viewer": 1,
    }  # fmt: skip
    for player in PEOPLE:
        user = authenticate(rf.post("/"), email=player.email, password=PASSWORD)
        assert user == User.objects.get(email=player.email), player.email
    assert not OutboxMail.objects.exists()
    call_command("verify")
    assert capsys.readouterr().out.startswith("Everything holds:")


def test_examples_say_what_they_are_and_leave_alone_what_the_story_begins_with(filled):
    states = Counter(Update.objects.values_list("state", flat=True))
    assert states == {"accepted": 10, "submitted": 2, "returned": 1, "draft": 2}
    assert set(Update.objects.values_list("is_example", flat=True)) == {True}
    assert all(text.startswith("Example:") for text in VersionActivity.objects.values_list("text", flat=True))
    assert set(Update.objects.values_list("follow_up__party__code", flat=True)) == {"LA", "KH", "VN"}
    rows = FollowUp.objects.filter(recommendation__reference__in=UNTOUCHED)
    assert rows.count() == 10
    assert set(rows.values_list("status", "answered_under")) == {("", None)}
    assert not Update.objects.filter(follow_up__in=rows).exists()


def test_a_round_is_open_and_the_task_list_says_by_when(filled, client):
    found = Round.objects.get()
    assert found.name.startswith("Example round")
    assert (found.documents.count(), set(found.parties.values_list("code", flat=True))) == (
        3, {"ASEAN", "KH", "LA", "VN"},
    )  # fmt: skip
    assert found.due_on - found.opens_on == datetime.timedelta(weeks=6)
    rounds = set(Update.objects.values_list("follow_up__recommendation__document__forum__number", "round"))
    assert rounds == {(13, found.pk), (14, None), (15, None)}
    client.force_login(User.objects.get(email="reporter.la@example.org"))
    page = client.get("/tasks/").content.decode()
    assert f"{found.due_on.day} {found.due_on:%B %Y}" in page
    assert found.name in page


@pytest.mark.django_db
def test_a_second_run_keeps_what_is_there(settings, tmp_path, capsys):
    settings.STATIC_ROOT = str(tmp_path)
    call_command("demo", no_serve=True)
    FollowUp.objects.filter(recommendation__reference="AFML15-LA-S2-11").update(target_date="2030-01-01")
    capsys.readouterr()

    call_command("demo", no_serve=True)

    out = capsys.readouterr().out
    assert "is here already and is kept" in out
    assert all(player.email in out for player in PEOPLE)
    assert Update.objects.count() == len(EXAMPLES)
    assert FollowUp.objects.filter(target_date="2030-01-01").count() == 1


@pytest.mark.django_db
def test_other_data_is_left_alone():
    user = UserFactory()
    with pytest.raises(CommandError, match="This database holds other data"):
        call_command("demo", no_serve=True)
    assert list(User.objects.all()) == [user]
    assert not Recommendation.objects.exists()


@pytest.mark.django_db
def test_a_site_in_the_open_is_refused(settings):
    settings.IS_LOCAL = False
    with pytest.raises(CommandError, match="for this machine only"):
        call_command("demo", no_serve=True)


@pytest.mark.django_db
def test_a_taken_port_is_said_before_anything_is_done():
    with socket.socket() as other:
        other.bind((serving.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken by another program"):
            call_command("demo", port=port)
    assert not User.objects.exists()


# --- As a new user starts it: a process of its own, with next to no environment -------------------------------


class Browser:
    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def get(self, path, data=None):
        with self.opener.open(self.address + path, data and urllib.parse.urlencode(data).encode(), timeout=20) as page:
            return page.url.removeprefix(self.address), page.read().decode()

    def sign_in(self, email):
        _, page = self.get("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        form = {
            "login": email,
            "password": PASSWORD,
            "csrfmiddlewaretoken": token,
            "next": "/accounts/password/change/",
        }
        return self.get("/accounts/login/", form)


@pytest.fixture
def demo(tmp_path):
    """demo(): the command started as a person would, on a free port; gives back the process and its port."""
    started = []

    def start():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}",
            "STATIC_ROOT": str(tmp_path / "static"),
            "MEDIA_ROOT": str(tmp_path / "media"),
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, str(ROOT / "manage.py"), "demo", "--port", str(port)]
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(process)
        return process, port

    yield start
    for process in started:
        process.kill()
        process.communicate()


def read_until(process, words):
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("The demo ended early:\n" + "".join(lines))


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="gunicorn needs fork; elsewhere Django's own server runs")
def test_the_command_serves_signs_in_and_ends_with_a_sentence(demo):
    for _ in range(2):
        process, port = demo()
        said = read_until(process, "The demo is at")
        assert PASSWORD in said
        assert f"http://127.0.0.1:{port}/" in said
        browser = Browser(port)
        where, page = browser.sign_in("reporter.la@example.org")
        assert where == "/accounts/password/change/"
        assert "<h1" in page
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
        assert time.monotonic() - start < 15
        assert process.returncode == 0
        assert rest == "The demo has ended. What you wrote is kept; the same command goes on with it.\n"

"""The rules that watch every test, themselves tried: each must catch what it is there for."""

import os
import subprocess
import sys

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path
from zeal import NPlusOneError

from recommendations.models import Organization
from tests.factories import OrganizationFactory
from tests.html import check_page
from tests.watch import ROOT, UndefinedVariable, is_own


def writes(request):
    get_user_model().objects.filter(pk=0).update(is_active=False)
    return HttpResponse("done")


def reads(request):
    request.session["seen"] = True
    return HttpResponse(str(get_user_model().objects.count()))


def repeats(request):
    return HttpResponse(", ".join(each.party.name for each in Organization.objects.all()))


urlpatterns = [path("writes", writes), path("reads", reads), path("repeats", repeats)]
here = pytest.mark.urls(__name__)


@here
@pytest.mark.django_db
def test_get_fails_when_it_writes(client):
    with pytest.raises(AssertionError, match="wrote to the database"):
        client.get("/writes")


@here
@pytest.mark.django_db
def test_post_may_write_and_get_may_keep_its_session(client):
    assert client.post("/writes").status_code == 200
    assert client.get("/reads").status_code == 200
    assert Session.objects.count() == 1


@here
@pytest.mark.django_db
@pytest.mark.get_writes(reason="shows that the exemption works")
def test_get_may_write_when_the_test_says_why(client):
    assert client.get("/writes").status_code == 200


@here
@pytest.mark.django_db
def test_get_fails_when_it_asks_the_same_of_each_row(client):
    OrganizationFactory.create_batch(3)
    with pytest.raises(NPlusOneError, match="party"):
        client.get("/repeats")


@here
@pytest.mark.django_db
@pytest.mark.repeated_queries(reason="shows that the exemption works")
def test_get_may_ask_of_each_row_when_the_test_says_why(client):
    OrganizationFactory.create_batch(3)
    assert client.get("/repeats").status_code == 200


def test_undefined_variable_fails_in_a_template_of_ours():
    template = engines["django"].from_string("<p>{{ nobody.knows }}</p>")
    with pytest.raises(UndefinedVariable, match=r"nobody\.knows"):
        template.render({})


@pytest.mark.parametrize(
    "source",
    ["{% if gone %}a{% endif %}", "{{ gone|default:'' }}", "{% for x in gone %}a{% endfor %}", "{{ there }}"],
)
def test_a_template_may_ask_whether_a_variable_is_there(source):
    assert engines["django"].from_string(source).render({"there": ""}) == ""


def test_the_templates_of_other_packages_are_left_alone():
    import django

    assert not is_own(f"{django.__path__[0]}/contrib/admin/templates/admin/base.html")


PAGE = '<!doctype html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'
GOOD = '<h1>Answers</h1><label for="a">Answer</label><input id="a" name="a"><input type="hidden" name="b">'


def test_a_good_page_passes():
    check_page(PAGE.format(title="Answers", body=GOOD))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>", "0 h1"),
        (f"{GOOD}<h1>Again</h1>", "2 h1"),
        (f'{GOOD}<p id="a">', "'a' 2 times"),
        (f'{GOOD}<select name="c"></select>', "no label for <select"),
        (f'{GOOD}<label for="z">Other</label>', "'z', which is not there"),
        (f"{GOOD}<p><div></p>", "line 1"),
        (f'{GOOD}<p style="color: red">Red</p>', "inline"),
        (f"{GOOD}<script>1</script>", "inline"),
    ],
)
def test_a_page_with_a_fault_fails(body, fault):
    with pytest.raises(AssertionError, match=fault):
        check_page(PAGE.format(title="Answers", body=body))


def test_a_page_without_a_title_fails():
    with pytest.raises(AssertionError, match="no title"):
        check_page(PAGE.format(title=" ", body=GOOD))


def test_the_network_is_closed_but_for_this_machine():
    import socket

    with pytest.warns(UserWarning, match="socket"), pytest.raises(RuntimeError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


PRAGMAS = ("journal_mode", "synchronous")
ASK = """
import django
django.setup()
from django.db import connection
print(*(connection.cursor().execute(f"PRAGMA {name}").fetchone()[0] for name in %r))
"""


@pytest.mark.django_db
def test_sqlite_is_a_file_with_the_options_of_a_site(engine):
    if engine != "sqlite":
        pytest.skip("This one is about SQLite.")
    with connection.cursor() as cursor:
        pragmas = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS]
    assert pragmas == ["wal", 0]  # not waiting for the disk: the one difference
    assert connection.settings_dict["NAME"].endswith(".sqlite3")


def test_on_a_site_sqlite_waits_for_the_disk(tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "aflm_tracker.settings",
    }
    command = [sys.executable, "-c", ASK % (PRAGMAS,)]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    assert told == "wal 2\n"


def test_the_client_is_watched():
    assert Client.request.__wrapped__

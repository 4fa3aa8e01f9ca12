"""The rules that watch every page, themselves tried on pages with one fault each."""

import pytest
from django.http import HttpResponse
from django.urls import path

from recommendations.models import User

PAGE = """<!doctype html><html lang="en"><head><title>T</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">{head}</head>
<body><main><h1>Answers</h1>{body}</main></body></html>"""
WIDE = "<svg width=700 height=9></svg>"
ICON = "<a href=/ aria-label=Open><svg width=8 height=8></svg></a>"
SOUND = PAGE.format(head="", body="<p>All is well.</p>")
FAULTY = {
    "alt": PAGE.format(head="", body="<img src='data:,'>"),
    "wide": PAGE.format(head="", body=WIDE),
    "small": PAGE.format(head="", body=ICON * 3),
    "script": PAGE.format(head="<script>document.title = 'changed'</script>", body=""),
    "elsewhere": PAGE.format(head="", body="<img alt='' src='http://192.0.2.1/a.png'>"),
}


def who(request):
    return HttpResponse(PAGE.format(head="", body=f"<p>{request.user}</p>"))


urlpatterns = [
    path("sound", lambda request: HttpResponse(SOUND)),
    path("who", who),
    path("faulty/<name>", lambda request, name: HttpResponse(FAULTY[name])),
]
pytestmark = pytest.mark.urls(__name__)


def test_a_sound_page_passes(page, phone, axe_check):
    for window in (page, phone):
        window.goto("/sound")
        axe_check(window)


@pytest.mark.parametrize(("name", "fault"), [("alt", "image-alt"), ("wide", "px wide"), ("small", "target-size")])
def test_a_page_with_a_fault_fails_at_320_px(phone, axe_check, name, fault):
    phone.goto(f"/faulty/{name}")
    with pytest.raises(AssertionError, match=fault):
        axe_check(phone)


@pytest.mark.parametrize(("name", "fault"), [("script", "Content Security Policy"), ("elsewhere", "192.0.2.1")])
def test_inline_script_and_other_sites_are_noticed(new_page, faults, name, fault):
    new_page().goto(f"/faulty/{name}")
    assert any(fault in each for each in faults)
    faults.clear()


def test_a_window_can_be_signed_in(page, sign_in):
    user = User.objects.create(email="reporter@example.org", name="A Reporter")
    sign_in(page, user)
    page.goto("/who")
    assert str(user) in page.inner_text("p")

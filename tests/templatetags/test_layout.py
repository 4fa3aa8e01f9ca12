import datetime
from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

from recommendations.templatetags.layout import day, folded, instant, notification, passage
from tests.html import check_fragment


def test_day_when_given():
    assert day(datetime.date(2026, 9, 30)) == '<time datetime="2026-09-30">30 September 2026</time>'


@pytest.mark.parametrize("tag", [day, instant])
def test_time_when_none(tag):
    assert tag(None) == ""


def test_instant_when_the_reader_is_elsewhere():
    from django.utils import timezone

    with timezone.override("Asia/Vientiane"):
        at = datetime.datetime(2026, 9, 30, 18, 2, tzinfo=datetime.UTC)
        shown = instant(at)
        assert day(at) == '<time datetime="2026-10-01">1 October 2026</time>'
    assert shown == '<time datetime="2026-10-01T01:02+07:00">1 October 2026, 01:02</time>'


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("One.", "<p>One.</p>"),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\r\n\r\nTwo.\r\n", "<p>One.</p><p>Two.</p>"),
        ("To:\n- a;\n- b.", "<p>To:</p><ul><li>a;</li><li>b.</li></ul>"),
        ("To:\n- a.\nAfter.", "<p>To:</p><ul><li>a.</li></ul><p>After.</p>"),
        ("One\nTwo", "<p>One<br>Two</p>"),
        ("Co-operation - not a point", "<p>Co-operation - not a point</p>"),
        ("-not a point either", "<p>-not a point either</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("- <i>", "<ul><li>&lt;i&gt;</li></ul>"),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_passage_when(text, inside):
    assert passage(text) == f'<div class="app-passage">{inside}</div>'


def test_passage_when_in_another_language():
    assert passage("ລາວ", "lo") == '<div class="app-passage" lang="lo"><p>ລາວ</p></div>'


@pytest.mark.parametrize(
    ("level", "tone", "role"),
    [
        (constants.SUCCESS, "govuk-notification-banner--success", "alert"),
        (constants.ERROR, "app-banner--error", "alert"),
        (constants.INFO, "", "status"),
    ],
)
def test_notification_when(level, tone, role):
    context = notification(Message(level, "Saved <now>"), 3)
    assert (context["tone"], context["role"]) == (tone, role)
    html = render_to_string("components/notification.html", context)
    check_fragment(html)
    assert "Saved &lt;now&gt;" in html


def test_the_same_by_the_same_person_in_a_row_is_folded():
    def event(what, who, note=""):
        return SimpleNamespace(what=what, who=who, note=note)

    last, middle, first = event("Draft saved", "A"), event("Draft saved", "A"), event("Draft saved", "B")
    sent, again = event("Sent back", "A", "Why?"), event("Sent back", "A", "And when?")
    assert folded((last, middle, first, sent, again)) == [(last, 2), (first, 1), (sent, 1), (again, 1)]
    assert folded(()) == []


def test_the_timeline_says_how_often_and_when_last():
    at = datetime.datetime(2026, 9, 30, 14, 2, tzinfo=datetime.UTC)
    events = [SimpleNamespace(what="Draft saved", who="Khamla", note="", at=at)] * 3
    shown = render_to_string("components/timeline.html", {"events": events})
    check_fragment(shown)
    assert shown.count("<li>") == 1
    assert "Draft saved, 3 times" in shown
    assert "last on <time" in shown

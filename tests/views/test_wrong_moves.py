"""Whatever is wrong in a move, a tie, a review: one plain sentence beside its field, and nothing is written."""

import pytest

from recommendations.actions import tokens
from recommendations.models import Update
from tests.cast import cambodia
from tests.views.posting import as_it_stands, form_with
from tests.views.wrong import (
    ANSWERS,
    FOREIGN_FORM,
    FROM_LIST,
    HUGE,
    INCOMPLETE,
    NOT_AN_ID,
    STALE,
    Page,
    desk_of_agencies,
    move_page,
    review_form,
    too_long,
)

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def desk():
    return desk_of_agencies()


@pytest.fixture
def for_approval(desk):
    desk.party.approval_required = True
    desk.party.save()
    desk.to("for-approval")
    return desk


@pytest.mark.parametrize(("note", "sentence"), [
    ("", "Write what should change before you send it back."),
    ("\u200b", "Write what should change before you send it back."),
    ("x" * 10_001, too_long(10_000)),
])  # fmt: skip
def test_wrong_in_the_approvers_note(client, for_approval, note, sentence):
    page = move_page(client, for_approval, "refuse_approval", "approver")
    page.has = "note"
    page.stays(page.refuses("note", note, sentence), *({"note"} if note == "\u200b" else ()))


@pytest.mark.parametrize("value", [None, "", "abc", "-1", HUGE, "\x00"])
def test_a_move_with_a_version_that_no_page_gave(client, for_approval, value):
    reply = move_page(client, for_approval, "approve", "approver").post(seen_version=value)
    assert (reply.status, reply.summary()) == (200, [INCOMPLETE])


@pytest.mark.parametrize("changes", [{"seen_version": "0"}, {"seen_version": "9"}, {"seen_update": "99"}])
def test_a_stale_move_shows_what_is_there_now_and_goes_on_from_it(client, for_approval, changes):
    page = move_page(client, for_approval, "approve", "approver", note="Good.")
    reply = page.post(**changes)
    reply.check()
    assert (reply.status, reply.summary()) == (409, [STALE])
    again = as_it_stands(form_with(reply.html, "seen_version"))
    assert client.post(page.url, again).status_code == 302
    assert Update.objects.get().state == "approved"


def test_a_move_with_the_form_of_somebody_else(client, for_approval):
    key = tokens.new_key(for_approval["reporter"])
    reply = move_page(client, for_approval, "approve", "approver").post(form_key=key)
    assert (reply.status, reply.summary()) == (200, [FOREIGN_FORM])


def test_a_move_that_came_too_late_keeps_its_note(client, for_approval):
    page = move_page(client, for_approval, "refuse_approval", "approver", note="Say where.")
    update = Update.objects.get()
    for step in ("refuse_approval", "discard"):
        for_approval.move(step, update)
    reply = page.post()
    reply.check()
    assert reply.status == 409
    assert "Say where." in reply.html


def test_a_move_that_is_none(client, for_approval):
    assert move_page(client, for_approval, "applaud", "approver").post().status == 404


def test_wrong_in_answered_under(client, desk, theirs):
    foreign, mine = desk.another(cambodia()), desk.another()
    url = f"{mine.get_absolute_url()}answered-under/"
    for value in (foreign.pk, mine.pk, *NOT_AN_ID):
        Page(client, desk["reporter"], url, "under").refuses("under", value, FROM_LIST)
    page = Page(client, desk["reporter"], url, "under")
    page.refuses("under", "", "Choose the recommendation whose answer serves here too.")


@pytest.mark.parametrize(("name", "value", "sentence", "more"), [
    ("decision", None, "Choose: accept, or send back.", {}),
    ("decision", "perhaps", ANSWERS, {}),
    ("note", "", "Write what should change before you send it back.", {"decision": "send-back"}),
    ("note", "\u200b", "Write what should change before you send it back.", {"decision": "send-back"}),
    ("note", "x" * 10_001, too_long(10_000), {}),
    ("note_challenges", "x" * 10_001, too_long(10_000), {}),
    ("note", "Typed.", "You wrote a note: choose a decision, so that it is kept.", {"then": "looked"}),
])  # fmt: skip
def test_wrong_in_a_review(client, desk, name, value, sentence, more):
    page = review_form(client, desk)
    reply = page.refuses(name, value, sentence, **more)
    page.stays(reply, *({name} if name != "note" or value == "\u200b" else ()))


@pytest.mark.parametrize("changes", [{"seen_version": "0"}, {"seen_version": "9"}, {"seen_update": "99"}])
def test_a_stale_review_shows_what_is_there_now(client, desk, changes):
    page = review_form(client, desk)
    reply = page.post(**changes)
    reply.check()
    again = "The new version is shown here, and your notes are kept. Look at it, then decide."
    assert (reply.status, reply.summary()) == (409, [STALE, again])
    page.stays(reply, "seen_version", "seen_update", "decision")  # which is made anew
    now = as_it_stands(form_with(reply.html, "decision"))
    assert "decision" not in now
    assert client.post(page.url, now | {"decision": page.sent["decision"]}).status_code == 302


def test_a_review_that_came_too_late_keeps_its_note(client, desk):
    page = review_form(client, desk)
    desk.move("withdraw", Update.objects.get())
    reply = page.post()
    reply.check()
    assert reply.status == 409
    assert "Good &lt;work&gt;." in reply.html

"""Whatever is wrong in an answer: one plain sentence beside its field, all that was typed stays, nothing is written."""

import pytest

from recommendations.actions import tokens
from recommendations.models import Update
from tests.factories import ActivityFactory, EvidenceVersionFactory
from tests.views.posting import as_it_stands, form_with
from tests.views.wrong import (
    ANSWERS,
    DATE,
    FOREIGN_FORM,
    FROM_LIST,
    FROM_LISTS,
    HUGE,
    INCOMPLETE,
    NOT_AN_ID,
    answer_form,
    desk_of_agencies,
    move_page,
    too_long,
)

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def desk():
    return desk_of_agencies()


WRONG_IN_ANSWER = [
    ("status", "done", ANSWERS), ("status", "\u200b", ANSWERS), ("status", "planned\x00", ANSWERS),
    ("status", "x" * 10_000, ANSWERS),
    ("challenges", "x" * 10_001, too_long(10_000)), ("next_steps", "ກ" * 10_001, too_long(10_000)),
    *[("lead", value, FROM_LIST) for value in NOT_AN_ID],
    *[("contributing", value, FROM_LISTS) for value in NOT_AN_ID],
    ("activities-0-text", "x" * 10_001, too_long(10_000)),
    ("activities-0-text", "", "Say what was done in this time."),
    ("activities-0-text", "\u200b\ufeff", "Say what was done in this time."),
    ("activities-0-starts_on", "31/02/2026", DATE), ("activities-0-starts_on", "tomorrow", DATE),
    ("activities-0-starts_on", "2026-13-01", DATE), ("activities-0-starts_on", "x" * 500, DATE),
    ("activities-0-starts_on", "0001-01-01", "The year must lie between 1950 and 2100."),
    ("activities-0-ends_on", "9999-12-31", "The year must lie between 1950 and 2100."),
    ("activities-0-ends_on", "2022-12-31", "The activity ends before it begins."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG_IN_ANSWER)
def test_wrong_in_an_answer(client, desk, name, value, sentence):
    page = answer_form(client, desk)
    reply = page.refuses(name, value, sentence)
    unseen = {name} if name in ("status", "lead", "contributing") or "\u200b" in value else set()
    page.stays(reply, *unseen)


@pytest.mark.parametrize(("name", "value", "sentence"), [
    ("not_pursued_reason", "lazy", ANSWERS),
    ("replaced_by", "x" * 61, too_long(60)),
    ("replaced_by", "AFML99-XX-S1-01", "There is no recommendation with this reference. Check it in the list."),
])  # fmt: skip
def test_wrong_in_not_pursued(client, desk, name, value, sentence):
    page = answer_form(client, desk, status="not-pursued", not_pursued_reason="replaced")
    page.stays(page.refuses(name, value, sentence), *({name} if name == "not_pursued_reason" else set()))


@pytest.mark.parametrize("name", ["lead", "contributing"])
def test_an_agency_of_another_country_is_not_in_the_list(client, desk, theirs, name):
    page = answer_form(client, desk)
    sentence = FROM_LIST if name == "lead" else FROM_LISTS
    page.stays(page.refuses(name, theirs["organization"], sentence), name)


def test_evidence_of_another_country_is_not_in_the_list(client, desk, theirs):
    piece = EvidenceVersionFactory(evidence__party=desk.party).evidence
    desk.save(evidence=(piece,))
    for value in (theirs["evidence"], *NOT_AN_ID):
        page = answer_form(client, desk)
        page.stays(page.refuses("evidence", value, FROM_LISTS), "evidence")


def test_an_activity_of_another_country_is_not_taken(client, desk, theirs):
    for value in (theirs["activity"], *NOT_AN_ID):
        page = answer_form(client, desk)
        reply = page.post(**{"activities-0-activity": value})
        assert (reply.status, reply.summary()) == (200, [FROM_LIST])
        page.stays(reply, "activities-0-activity")


@pytest.mark.parametrize("value", [None, "", "abc", "-1", HUGE, "1.5", "\x00"])
@pytest.mark.parametrize("name", ["opened_version", "opened_update"])
def test_a_version_that_no_page_gave(client, desk, name, value):
    if name == "opened_update" and not value:
        return  # a post without it is checked by its version alone
    page = answer_form(client, desk)
    reply = page.post(**{name: value})
    assert (reply.status, reply.summary()) == (200, [INCOMPLETE])
    page.stays(reply, name)


@pytest.mark.parametrize("opened", ["0", "7", "2147483647"])
def test_a_stale_version_shows_three_columns(client, desk, opened):
    desk.save(challenges="Saved since.")
    page = answer_form(client, desk)
    reply = page.post(opened_version=opened)
    reply.check()
    assert reply.status == 409
    assert "Saved since." in reply.html
    page.stays(reply, "opened_version", "opened_update")


def test_from_the_three_columns_one_goes_on(client, desk):
    desk.save(challenges="Saved since.")
    page = answer_form(client, desk)
    reply = page.post(opened_version="0")
    again = as_it_stands(form_with(reply.html, "challenges"))
    assert client.post(page.url, again).status_code == 302
    assert Update.objects.get().versions.last().challenges == "Money ຂ."


BAD_KEYS = ["tampered", "of another person", "other text"]


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_form_of_somebody_else_keeps_its_text_and_can_be_sent_again(client, desk, key):
    page = answer_form(client, desk)
    value = {
        "tampered": page.sent["form_key"][0] + "x",
        "of another person": tokens.new_key(desk["coordinator"]),
        "other text": "hello",
    }[key]
    reply = page.post(form_key=value)
    reply.check()
    assert (reply.status, reply.summary()) == (200, [FOREIGN_FORM])
    page.stays(reply)
    assert client.post(page.url, as_it_stands(form_with(reply.html, "challenges"))).status_code == 302


@pytest.mark.parametrize("value", [None, "", "x" * 301, "\x00"])
def test_a_form_without_its_key(client, desk, value):
    page = answer_form(client, desk)
    reply = page.post(form_key=value)
    assert (reply.status, reply.summary()) == (200, [INCOMPLETE])
    page.stays(reply)


@pytest.mark.parametrize("count", [None, "", "abc", "-1", HUGE, "\x00"])
@pytest.mark.parametrize("name", ["activities-TOTAL_FORMS", "activities-INITIAL_FORMS"])
def test_rows_whose_count_was_lost_are_still_shown(client, desk, name, count):
    page = answer_form(client, desk)
    reply = page.post(**{name: count, "activities-1-text": "A second one."})
    reply.check()
    assert (reply.status, reply.summary()) == (200, [INCOMPLETE])
    page.stays(reply, "activities-TOTAL_FORMS", "activities-INITIAL_FORMS")


@pytest.mark.parametrize("count", [51, 150, 999])
def test_too_many_activities(client, desk, count):
    rows = {f"activities-{number}-text": f"Activity {number}." for number in range(count)}
    page = answer_form(client, desk, **rows)
    reply = page.post(**{"activities-TOTAL_FORMS": str(count)})
    assert (reply.status, reply.summary()) == (
        200, ["One answer takes 50 activities at most. Put some of them together."],
    )  # fmt: skip
    assert reply.html.count("Activity ") >= min(count, 200)


def test_one_activity_twice_in_a_form(client, desk):
    mine = ActivityFactory(party=desk.party)
    page = answer_form(client, desk, **{"activities-0-activity": mine.pk, "activities-1-activity": mine.pk})
    reply = page.post(**{"activities-TOTAL_FORMS": "2", "activities-1-text": "Again."})
    assert (reply.status, reply.summary()) == (
        200, ["One activity stands in this form twice. Open the page again."],
    )  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), [
    ("a\x00b\x07c", "abc"), ("\u200b\u200b", ""), (" \r\n\ufeff ", ""), ("ກ\u200bຂ", "ກ\u200bຂ"),
    ("e\u0301te\u0301", "\u00e9t\u00e9"), ("one\r\ntwo", "one\ntwo"), ("x" * 10_000, "x" * 10_000),
])  # fmt: skip
def test_what_is_cleaned_and_taken(client, desk, typed, kept):
    page = answer_form(client, desk)
    assert client.post(page.url, page.sent | {"challenges": typed}).status_code == 302
    assert Update.objects.get().versions.get().challenges == kept


def test_an_incomplete_answer_that_is_sent_says_what_is_missing(client, desk):
    desk.save(status="")
    page = move_page(client, desk, "submit", "reporter")
    reply = page.post()
    assert reply.summary() == ["Choose a status before you send the update."]
    assert Update.objects.get().state == "draft"


def test_an_answer_that_came_too_late_is_shown_to_be_copied(client, desk):
    page = answer_form(client, desk)
    desk.to("submitted")
    reply = page.post()
    reply.check()
    assert reply.status == 409
    assert "This update is “Submitted” and cannot be changed now." in reply.html
    assert "More &amp; &lt;better&gt;." in reply.html
    assert "Money ຂ." in reply.html

"""Whatever is wrong in a form: one plain sentence beside its field, all that was typed stays, nothing is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.actions import tokens
from recommendations.models import Evidence, Receipt, Update
from tests.actions.test_evidence import PDF, REFUSED
from tests.cast import cambodia
from tests.desk import Desk, dump
from tests.factories import ActivityFactory, EvidenceVersionFactory, OrganizationFactory
from tests.views.posting import Reply, as_it_stands, form_with

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

HUGE = "9" * 40
NOT_AN_ID = ("abc", "-1", HUGE, "\x00", "\u200b")
INCOMPLETE = "This form did not arrive whole. Open the page again; what was saved is still there."
FOREIGN_FORM = "This form is not complete. Open the page again; your saved drafts are still there."
STALE = "This answer was changed after you opened it."
FROM_LIST = "Choose one from your country’s list."
FROM_LISTS = "Choose from your country’s list."
ANSWERS = "Choose one of the answers in the list."
DATE = "Write the date as day/month/year, for example 30/09/2026."
ADDRESS = "Write the whole address, for example https://www.example.org/report.pdf."


def too_long(limit):
    return f"This text has {limit + 1} characters. Shorten it to {limit}."


@pytest.fixture
def desk():
    desk = Desk()
    for _ in range(2):
        OrganizationFactory(party=desk.party)
    return desk


@pytest.fixture
def theirs():
    """What another country owns."""
    party = cambodia()
    return {
        "organization": OrganizationFactory(party=party).pk,
        "activity": ActivityFactory(party=party).pk,
        "evidence": EvidenceVersionFactory(evidence__party=party).evidence_id,
    }


class Page:
    """One form on one page, opened by one person; `sent` is what will be posted."""

    def __init__(self, client, user, url, has, to=None, **typed):
        client.force_login(user)
        self.client, self.url, self.has = client, to or url, has
        self.sent = as_it_stands(form_with(client.get(url).content.decode(), has)) | typed

    def post(self, **changes):
        """Post with these changes (None: left out). Nothing may have been written."""
        self.sent = {name: value for name, value in (self.sent | changes).items() if value is not None}
        before = dump()
        answer = self.client.post(self.url, self.sent)
        assert dump() == before
        return Reply(answer.status_code, answer.content.decode())

    def stays(self, reply, *apart):
        """What was typed stands in the form that came back; `apart`: what need not."""
        apart = {"form_key", "csrfmiddlewaretoken", "file", "then", "again", *apart}
        now = as_it_stands(form_with(reply.html, self.has))
        for name, value in self.sent.items():
            if name not in apart:
                typed = [str(each) for each in (value if isinstance(value, (list, tuple)) else [value])]
                found = [each.replace("\r\n", "\n") for each in now.get(name, [])]
                assert [each for each in typed if each] == [each for each in found if each], name

    def refuses(self, name, value, sentence, **more):
        reply = self.post(**{name: value}, **more)
        assert reply.status == 200
        reply.check()
        assert reply.beside(name) == sentence
        assert [line for line in reply.summary() if line.endswith(sentence)] == reply.summary()
        assert len(reply.summary()) == 1
        return reply


# --- The answer ----------------------------------------------------------------------------------------------


def answer_form(client, desk, **typed):
    agencies = list(desk.party.organizations.values_list("pk", flat=True))
    typed = {
        "status": "in-progress", "challenges": "Money ຂ.", "next_steps": "More & <better>.", "lead": agencies[0],
        "contributing": agencies[1:2], "activities-0-text": "Trained \"20\" inspectors.",
        "activities-0-starts_on": "2023-03-01", "activities-0-ends_on": "2023-04-01",
    } | typed  # fmt: skip
    url = f"{desk.follow_up.get_absolute_url()}update/"
    return Page(client, desk["reporter"], url, "challenges", **typed)


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


# --- Evidence ------------------------------------------------------------------------------------------------


def evidence_form(client, desk, **typed):
    typed = {
        "title": "The report", "kind": "law", "link": "https://example.org/law", "dated_on": "2023-03-01",
        "publisher": "Ministry", "visibility": "everybody",
    } | typed  # fmt: skip
    url = f"{desk.follow_up.get_absolute_url()}evidence/"
    return Page(client, desk["reporter"], url, "publisher", **typed)


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


def upload(content, name="report.pdf"):
    return SimpleUploadedFile(name, content)


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


# --- Moves, ties, reviews ------------------------------------------------------------------------------------


def move_page(client, desk, name, by, **typed):
    here = desk.follow_up.get_absolute_url()
    return Page(client, desk[by], here, "seen_version", to=f"{here}move/{name}/", **typed)


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


def review_form(client, desk, **typed):
    if not Update.objects.exists():
        desk.to("submitted")
    url = f"/review/{desk.follow_up.recommendation.reference}/LA/"
    typed = {"decision": "confirmed", "note": "Good <work>."} | typed
    return Page(client, desk["reviewer"], url, "decision", **typed)


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
    assert (reply.status, reply.summary()) == (409, [STALE])
    page.stays(reply, "seen_version", "seen_update")
    assert client.post(page.url, as_it_stands(form_with(reply.html, "decision"))).status_code == 302


def test_a_review_that_came_too_late_keeps_its_note(client, desk):
    page = review_form(client, desk)
    desk.move("withdraw", Update.objects.get())
    reply = page.post()
    reply.check()
    assert reply.status == 409
    assert "Good &lt;work&gt;." in reply.html


# --- The same post again -------------------------------------------------------------------------------------


def twice(page, **changes):
    """The addresses that the same post leads to, first and again; the second writes nothing."""
    first = page.client.post(page.url, page.sent | changes)
    before = dump()
    again = page.client.post(page.url, page.sent | changes)
    assert dump() == before
    assert (first.status_code, again.status_code) == (302, 302)
    return first.url, again.url


def test_the_same_post_again_leads_to_the_same_place(client, desk):
    here = desk.follow_up.get_absolute_url()
    assert twice(answer_form(client, desk), then="") == (here, here)
    file = {"file": upload(PDF)}
    page = evidence_form(client, desk, link="")
    first = client.post(page.url, page.sent | file)
    again = client.post(page.url, page.sent | {"file": upload(PDF)})
    assert first.url == again.url == f"{here}update/#evidence"
    assert Evidence.objects.count() == 1
    sent = twice(move_page(client, desk, "submit", "reporter"))
    assert sent == (Receipt.objects.get().get_absolute_url(),) * 2
    assert twice(move_page(client, desk, "withdraw", "reporter")) == (here, here)
    desk.move("submit", Update.objects.get())
    assert twice(review_form(client, desk)) == ("/review/", "/review/")
    page = Page(client, desk["reviewer"], "/review/send/LA/", "note", note="Thank you.")
    assert twice(page) == ("/review/", "/review/")
    assert Update.objects.get().state == "accepted"


def test_a_draft_discarded_twice(client, desk):
    desk.save()
    here = desk.follow_up.get_absolute_url()
    assert twice(move_page(client, desk, "discard", "reporter")) == (here, here)


def test_a_tie_made_twice(client, desk):
    mine = desk.another()
    page = Page(client, desk["reporter"], f"{mine.get_absolute_url()}answered-under/", "under", under=desk.follow_up.pk)
    assert twice(page) == (desk.follow_up.get_absolute_url(),) * 2


# --- What no form sends --------------------------------------------------------------------------------------


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


def test_a_body_larger_than_any_form_has(client, desk, settings):
    page = answer_form(client, desk)
    before = dump()
    plain_refusal(client.post(page.url, page.sent | {"challenges": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}))
    assert dump() == before


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


# --- Signing in, the profile, filters and scopes -------------------------------------------------------------

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
    "forum", "document", "standing", "country", "sub_theme", "theme", "addressed_to", "status", "assessment",
    "answered", "agency", "evidence", "since", "until", "words", "sort", "page", "kind", "state", "unheard-of",
)  # fmt: skip
WRONG = ("", "\u200b", "abc", "-1", HUGE, "\x00", "a\x00b", "31/02/2026", "0001-01-01", "%", "'", "x" * 3000, "ກ" * 200)
LISTS = ("/recommendations/", "/recommendations/by-text/", "/recommendations.csv", "/documents/", "/tasks/", "/review/")


REPORTS = ("/reports/", "/reports/progress/", "/reports/progress.csv")


@pytest.mark.parametrize("url", LISTS + REPORTS)
def test_wrong_in_a_filter_or_a_scope(client, desk, url):
    client.force_login(desk["reviewer" if url == "/review/" else "reporter"])
    for value in WRONG:
        answer = client.get(url, dict.fromkeys(FILTERS, value))
        assert answer.status_code in (200, 302, 400, 404), value
        b"".join(answer)  # a file is closed when it has been read

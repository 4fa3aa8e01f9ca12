"""A country's answers to a round, open or past, that a reviewer brings in from Excel."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import reviews, updates
from recommendations.actions.typed import ActivityText
from recommendations.models import (
    Activity,
    Evidence,
    FilledSheet,
    FollowUp,
    OutboxMail,
    Reply,
    Round,
    Seal,
    Update,
    UpdateVersion,
)
from recommendations.roles import Role
from recommendations.sheets import read
from recommendations.tables.sheets import activity_columns, answer_columns, evidence_columns
from tests.cast import cambodia
from tests.desk import Desk, dump
from tests.factories import MembershipFactory, RoundFactory, UserFactory
from tests.html import check_page, text_of
from tests.sheets.fill import column, fill, parts

pytestmark = pytest.mark.django_db
LETTER = b"%PDF-1.7 the letter %%EOF"
MARK = "Entered by the ILO from a letter of 1 August 2026"


@pytest.fixture(params=["open", "past"])
def asked(request):
    return request.param


@pytest.fixture
def desk(client):
    desk = Desk()
    client.force_login(desk["reviewer"])
    return desk


@pytest.fixture
def second():
    return MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=None).user


def opened(desk, name="Round of 2025"):
    day = timezone.localdate() - datetime.timedelta(days=400)
    found = RoundFactory(name=name, opens_on=day, due_on=day + datetime.timedelta(days=60), opened_by=desk["reviewer"])
    found.documents.add(desk.follow_up.recommendation.document)
    found.parties.add(desk.party)
    return found


def closed(desk, name="Round of 2024"):
    found = opened(desk, name)
    found.closed_at, found.closed_by = timezone.now() - datetime.timedelta(days=300), desk["reviewer"]
    found.save()
    return found


@pytest.fixture
def found(desk, asked):
    return opened(desk) if asked == "open" else closed(desk)


def workbook(client, found, *, activities=None, evidence=None, row=3, **cells):
    data = client.get(reverse("reply_sheet_download", args=[found.pk, "LA"])).content
    letters = {name: column(answer_columns(), name) for name in cells}
    typed = {"answers": {f"{letters[name]}{row}": said for name, said in cells.items()}}
    others = (("activities", activity_columns(), activities), ("evidence", evidence_columns(), evidence))
    for sheet, columns, lines in others:
        typed[sheet] = {
            f"{column(columns, name)}{at}": said for at, line in (lines or {}).items() for name, said in line.items()
        }
    return fill(data, **typed)


def body(client, found, data, **more):
    page = client.get(reverse("reply_sheet_new", args=[found.pk]))
    check_page(page.content.decode())
    return {
        "form_key": page.context["form"].initial["form_key"],
        "filled": [SimpleUploadedFile("answers.xlsx", data)],
        "source": "letter", "sender": "Director-General", "dated_on": "01/08/2026",
        "file": SimpleUploadedFile("letter.pdf", LETTER),
    } | more  # fmt: skip


def upload(client, found, data, **more):
    given = {name: value for name, value in body(client, found, data, **more).items() if value is not None}
    return client.post(reverse("reply_sheet_new", args=[found.pk]), given)


def confirm(client, where):
    page = client.get(where)
    check_page(page.content.decode())
    return client.post(where, page.context["form"].initial | {"then": ""})


def enter(client, found, data):
    where = upload(client, found, data).url
    assert confirm(client, where).url == where
    page = client.get(where)
    check_page(page.content.decode())
    return text_of(check_page(page.content))


def test_what_a_country_wrote_is_entered_in_the_round_that_asked(client, desk, found, asked, second):
    seals = list(Seal.objects.values())
    data = workbook(
        client, found, status="Implemented", challenges="Money.",
        activities={3: {"reference": desk.follow_up.recommendation.reference, "activity": "Passed Decree 245."}},
        evidence={3: {"reference": desk.follow_up.recommendation.reference, "title": "The decree",
                      "link": "https://example.org/245"}},
    )  # fmt: skip
    where = upload(client, found, data).url
    assert not Update.objects.exists()
    page = client.get(where).content.decode()
    assert ("marked as entered afterwards" in page) == (asked == "past")
    assert "Save as drafts" not in page
    confirm(client, where)
    assert "1 answer was entered" in client.get(where).content.decode()
    update, reply = Update.objects.get(), Reply.objects.get()
    assert (update.state, update.round, update.submitted_by, update.was_entered_afterwards) == (
        "submitted", found, desk["reviewer"], asked == "past",
    )  # fmt: skip
    version = update.versions.get()
    assert (version.status, version.challenges, bool(version.frozen_at)) == ("implemented", "Money.", True)
    assert [str(each) for each in version.activities.all()] == ["Passed Decree 245."]
    assert [each.title for each in version.evidence.all()] == ["The decree"]
    assert Evidence.objects.get().party == desk.party
    assert (reply.sender, reply.file_name) == ("Director-General", "letter.pdf")
    mail = OutboxMail.objects.get(recipient=desk["coordinator"])
    assert "Answers in all: 1." in mail.body
    assert list(Seal.objects.values()) == seals

    client.force_login(second)
    page = client.get(reverse("review", args=desk.follow_up.address)).content
    assert MARK in text_of(check_page(page))
    assert ("entered after the round “Round of 2024” was closed" in text_of(check_page(page))) == (asked == "past")
    assert b"".join(client.get(reverse("reply_file", args=[reply.key])).streaming_content) == LETTER
    reviews.accept(update=update, seen_version=1, assessment="confirmed", by=second)
    client.force_login(desk["foreigner"])
    page = text_of(check_page(client.get(desk.follow_up.get_absolute_url()).content))
    assert MARK in page
    assert "Director-General" not in page


def test_the_same_file_again_changes_nothing(client, desk, found):
    data = workbook(client, found, status="Implemented", challenges="Money.")
    enter(client, found, data)
    before = Update.objects.count(), UpdateVersion.objects.count()
    page = client.get(upload(client, found, data).url)
    assert "Your Excel file changes nothing" in page.content.decode()
    assert (Update.objects.count(), UpdateVersion.objects.count()) == before


def test_the_same_confirmation_twice_is_one_change(client, desk, found):
    where = upload(client, found, workbook(client, found, status="Planned")).url
    sent = client.get(where).context["form"].initial | {"then": ""}
    assert [client.post(where, sent).status_code for _time in range(2)] == [302, 302]
    before = dump()
    client.post(where, sent)
    assert dump() == before
    assert Update.objects.get().version == 1


def test_a_draft_of_the_country_shows_nowhere_and_is_not_overwritten(client, desk, found):
    data = workbook(client, found, status="Planned")
    where = upload(client, found, data).url
    told = text_of(check_page(client.get(where).content))
    desk.save(status="implemented", challenges="Our own words.")
    assert [line.cells for line in read(workbook(client, found)).lines] == []
    assert text_of(check_page(client.get(where).content)) == told
    confirm(client, where)
    page = text_of(check_page(client.get(where).content))
    assert "0 answers were entered" in page
    assert ("upload the same file again" if found.closed_at else "Ask it to send that one.") in page
    update = Update.objects.get()
    assert update.versions.get().challenges == "Our own words."
    assert not Reply.objects.exists()
    updates.discard(update=update, seen_version=1, by=desk["reporter"])
    confirm(client, upload(client, found, data).url)
    assert Reply.objects.get().update.versions.get().status == "planned"


def test_what_waits_for_a_decision_comes_first(client, desk, found):
    data = workbook(client, found, status="Planned")
    desk.to("submitted")
    page = text_of(check_page(client.get(upload(client, found, data).url).content))
    assert "waits for a decision" in page


def test_an_answer_of_the_past_takes_no_later_ones_place(client, desk, second):
    now = desk.to("accepted", status="implemented", challenges="Today's.")
    found = closed(desk)
    enter(client, found, workbook(client, found, status="Planned"))
    update = Update.objects.get(round=found)
    version = update.versions.get()
    assert (version.status, version.challenges) == ("planned", "")
    reviews.accept(update=update, seen_version=1, assessment="confirmed", by=second)
    update.refresh_from_db()
    now.refresh_from_db()
    row = FollowUp.objects.get(pk=desk.follow_up.pk)
    assert (update.state, now.state, row.status, row.current_version.update) == (
        "superseded", "accepted", "implemented", now,
    )  # fmt: skip
    page = text_of(check_page(client.get(found.get_absolute_url()).content))
    assert "1 of 1 asked" in page


def test_an_answer_of_the_past_is_the_answer_until_a_later_one_is_accepted(client, desk, second):
    first, later = closed(desk, "Round of 2023"), closed(desk)
    later.opens_on += datetime.timedelta(days=90)
    later.due_on += datetime.timedelta(days=90)
    later.save()
    for found, status in ((later, "Implemented"), (first, "Planned")):
        enter(client, found, workbook(client, found, status=status))
        update = Update.objects.get(round=found)
        reviews.accept(update=update, seen_version=1, assessment="confirmed", by=second)
    assert FollowUp.objects.get(pk=desk.follow_up.pk).status == "implemented"
    assert dict(Update.objects.values_list("round__name", "state")) == {
        "Round of 2023": "superseded", "Round of 2024": "accepted",
    }  # fmt: skip


def test_the_answer_of_today_is_what_an_open_round_starts_from_word_by_word(client, desk):
    desk.to("accepted", status="planned", challenges="Money.", activities=(ActivityText("A law."),))
    Activity.objects.update(text="A secret wording of a draft.")
    found = opened(desk)
    data = workbook(client, found, status="Implemented")
    assert b"secret" not in b"".join(parts(data).values())
    enter(client, found, data)
    version = Update.objects.get(state="submitted").versions.get()
    assert (version.status, version.challenges) == ("implemented", "Money.")
    assert [each.text for each in version.activities.all()] == ["A law."]
    assert Activity.objects.get().text == "A secret wording of a draft."


def test_a_returned_answer_of_this_round_is_met_and_one_of_another_is_not(client, desk):
    found, past = opened(desk), closed(desk)
    update = desk.to("returned", status="planned", challenges="Money.")
    assert update.round == found
    data = workbook(client, found, status="Implemented")
    page = text_of(check_page(client.get(upload(client, past, workbook(client, past, status="Planned")).url).content))
    assert "sent back and is not in again" in page
    enter(client, found, data)
    update.refresh_from_db()
    version = update.versions.get(number=2)
    assert (update.state, version.status, version.challenges) == ("submitted", "implemented", "Money.")


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("file", None, "Attach the letter"),
    ("sender", " ", "Fill in this field."),
    ("source", "", "Choose how the answer came."),
    ("dated_on", "soon", "Write the date as day/month/year"),
    ("dated_on", "01/08/2090", "The date lies in the future."),
    ("filled", None, "Choose the Excel file that you filled in."),
    ("filled", [SimpleUploadedFile("a.xlsx", b"%PDF-1.7")], "This is not an Excel file."),
])  # fmt: skip
def test_what_cannot_be_taken_is_told_beside_its_field(client, desk, field, value, sentence):
    found = opened(desk)
    page = upload(client, found, workbook(client, found, status="Planned"), **{field: value})
    assert sentence in text_of(check_page(page.content))
    assert not FilledSheet.objects.exists()


def test_a_file_of_another_country_and_rows_that_were_not_asked_are_refused(client, desk):
    found, other = opened(desk), closed(desk)
    data = workbook(client, found, status="Planned")
    other.documents.clear()
    page = text_of(check_page(client.get(upload(client, other, data).url).content))
    assert "belongs to nothing that you may write here" in page
    other.parties.set([cambodia()])
    page = upload(client, other, data)
    assert "a country that this round does not ask" in text_of(check_page(page.content))


@pytest.mark.parametrize("role", ["reporter", "coordinator", "viewer", "foreigner", "secretariat"])
def test_others_bring_nothing_in(client, desk, role):
    found = opened(desk)
    client.force_login(desk[role])
    new, download = reverse("reply_sheet_new", args=[found.pk]), reverse("reply_sheet_download", args=[found.pk, "LA"])
    assert [client.get(new).status_code, client.post(new).status_code, client.get(download).status_code] == [403] * 3


def test_a_reviewer_of_another_country_does_not_reach_this_one(client, desk):
    found = opened(desk)
    data = workbook(client, found, status="Planned")
    one = MembershipFactory(user=UserFactory(), role=Role.REVIEWER, party=cambodia()).user
    client.force_login(one)
    assert client.get(reverse("reply_sheet_download", args=[found.pk, "LA"])).status_code == 404
    assert "not yours to review" in upload(client, found, data).content.decode()


def test_as_many_queries_for_three_rows_as_for_one(client, desk):
    found = closed(desk)

    def asked_for(count):
        data = workbook(client, found)
        letter = column(answer_columns(), "status")
        cells = {f"{letter}{row}": "Planned" for row in range(3, 3 + count)}
        where = upload(client, found, fill(data, answers=cells)).url
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(where).context["rows"]) == count
        with CaptureQueriesContext(connection) as more:
            client.get(reverse("reply_sheet_new", args=[found.pk]))
            client.get(reverse("reply_sheet_download", args=[found.pk, "LA"]))
        return len(queries), len(more)

    one = asked_for(1)
    desk.another()
    desk.another()
    assert asked_for(3) == one
    assert one[0] <= 12


def test_a_file_that_is_thrown_away_takes_its_letter_along(client, desk, django_capture_on_commit_callbacks):
    found = closed(desk)
    where = upload(client, found, workbook(client, found, status="Planned")).url
    letter = FilledSheet.objects.get().content["letter"]["file"]
    assert default_storage.exists(letter)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(where, client.get(where).context["form"].initial | {"then": "throw-away"})
    assert (answer.url, FilledSheet.objects.exists()) == (reverse("reply_sheet_new", args=[found.pk]), False)
    assert not default_storage.exists(letter)


def test_one_mail_tells_of_the_whole_file(client, desk):
    found = closed(desk)
    desk.another()
    data = workbook(client, found)
    letter = column(answer_columns(), "status")
    enter(client, found, fill(data, answers={f"{letter}{row}": "Planned" for row in (3, 4)}))
    assert FollowUp.objects.filter(updates__round=found).count() == 2
    assert "Answers in all: 2." in OutboxMail.objects.get(recipient=desk["coordinator"]).body
    assert len({reply.file.name for reply in Reply.objects.all()}) == 1


def test_the_round_leads_there(client, desk):
    found = closed(desk)
    assert reverse("reply_sheet_new", args=[found.pk]) in client.get(found.get_absolute_url()).content.decode()
    client.force_login(desk["reporter"])
    assert reverse("reply_sheet_new", args=[found.pk]) not in client.get(found.get_absolute_url()).content.decode()
    assert Round.objects.count() == 1


def test_the_pages_that_show_it_ask_as_much_for_three_as_for_one(client, desk, second):
    """The mark names the round: it comes with the answers, and is not asked for row by row."""

    def asked_for(found):
        client.force_login(second)
        counts = []
        for page in (reverse("review_queue"), reverse("recommendation_list"), found.get_absolute_url()):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        client.force_login(desk["reviewer"])
        return counts

    def entered(found, row):
        enter(client, found, workbook(client, found, row=row, status="Planned"))
        return Update.objects.latest("pk")

    found, before = closed(desk), []
    others = [desk.another() for _ in range(5)]
    assert len(others) == 5
    for row in (3, 5, 7):
        update = entered(found, row)
        reviews.accept(update=update, seen_version=1, assessment="confirmed", by=second)
        entered(found, row + 1)
        before.append(asked_for(found))
    assert before[0] == before[2]

"""`manage.py sweep`: what has served its time goes, and nothing that is pointed at or still wanted."""

import datetime
import io
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from recommendations.actions import outbox, submitting, sweeping
from recommendations.actions.many import Seen
from recommendations.choices import JobKind, JobState
from recommendations.mail.sending import send_waiting
from recommendations.models import (
    FilledSheet,
    FormToken,
    Job,
    KeptText,
    OutboxMail,
    Reply,
    Update,
    UpdateVersion,
)
from recommendations.models.outbox import TRIES
from tests import factories as f
from tests.desk import Desk, dump

pytestmark = pytest.mark.django_db

NAMES = [sweep.name for sweep in sweeping.SWEEPS]


def ago(**span):
    return timezone.now() - datetime.timedelta(**span)


def sweep(*options):
    out = io.StringIO()
    call_command("sweep", *options, stdout=out)
    lines = dict(line.rsplit(": ", 1) for line in out.getvalue().splitlines() if ": " in line)
    assert list(lines) == NAMES
    return {name: int(count) for name, count in lines.items() if count != "0"}


def swept(name, count):
    """A dry run says it and takes nothing; the real one takes it; then nothing is left of it."""
    before = dump()
    assert sweep("--dry-run") == {name: count}
    assert dump() == before
    assert sweep() == {name: count}
    assert sweep() == {}


def test_nothing_to_sweep(db):
    assert sweep() == {}


def test_texts_go_after_a_day():
    old, new = f.KeptTextFactory(), f.KeptTextFactory()
    KeptText.objects.filter(pk=old.pk).update(kept_at=ago(hours=25))
    swept("Texts kept for a day", 1)
    assert list(KeptText.objects.all()) == [new]


def test_marks_of_forms_go_when_the_form_is_no_longer_good():
    old, new = f.FormTokenFactory(), f.FormTokenFactory()
    FormToken.objects.filter(pk=old.pk).update(created_at=ago(days=15))
    swept("Marks of forms that were posted", 1)
    assert list(FormToken.objects.all()) == [new]


# --- Versions of drafts ---------------------------------------------------------------------------------------------


def aged(update, *, days=31):
    UpdateVersion.objects.filter(update=update, frozen_at=None).update(saved_at=ago(days=days))


def numbers(update):
    return list(update.versions.order_by("number").values_list("number", flat=True))


def written(desk, count, follow_up=None):
    for number in range(count):
        update = desk.save(follow_up=follow_up, challenges=f"Text {number}.")
    return Update.objects.get(pk=update.pk)


def test_of_a_draft_its_latest_version_stays_and_what_is_young():
    desk = Desk()
    update = written(desk, 3)
    aged(update, days=29)
    assert sweep() == {}
    aged(update)
    swept("Old versions of drafts", 2)
    assert numbers(update) == [3]
    assert desk.save(challenges="It goes on.").version == 4


def test_what_was_sent_stays_with_what_its_receipt_and_review_say():
    desk = Desk()
    update = written(desk, 2)
    submitting.submit(rows=[Seen(update.pk, 2)], by=desk["reporter"])
    desk.move("send_back", update)
    written(desk, 2)
    aged(update)
    swept("Old versions of drafts", 2)
    assert numbers(update) == [2, 4]


@pytest.mark.parametrize("points", [
    lambda version: f.SignatureRowFactory(version=version),
    lambda version: f.ReceiptFactory().versions.add(version),
    lambda version: f.ReviewFactory(version=version),
])  # fmt: skip
def test_what_is_pointed_at_stays(points):
    update = written(Desk(), 3)
    points(update.versions.get(number=2))
    aged(update)
    swept("Old versions of drafts", 1)
    assert numbers(update) == [2, 3]


def test_thousands_go_some_at_a_time(monkeypatch):
    monkeypatch.setattr(sweeping, "AT_ONCE", 2)
    update = written(Desk(), 6)
    aged(update)
    swept("Old versions of drafts", 5)
    assert numbers(update) == [6]


# --- Files ----------------------------------------------------------------------------------------------------------


def stored(name):
    return default_storage.save(name, ContentFile(b"bytes"))


def test_filled_files_go_with_the_letters_that_no_answer_keeps():
    used, unused, young = (stored(f"replies/{name}") for name in ("used", "unused", "young"))
    applied, _left, busy, new = (
        f.FilledSheetFactory(content={"rows": [], "letter": {"file": name}} if name else {"rows": []})
        for name in (used, unused, "", young)
    )
    f.ReplyFactory(file=used)
    FilledSheet.objects.exclude(pk=new.pk).update(uploaded_at=ago(days=31))
    FilledSheet.objects.filter(pk=applied.pk).update(applied_at=ago(days=31))
    Job.objects.create(kind=JobKind.SHEET, filled_sheet=busy, state=JobState.RUNNING)
    Job.objects.create(kind=JobKind.SHEET, filled_sheet=applied, state=JobState.DONE, ended_at=ago(days=31))
    swept("Filled Excel files", 2)
    assert set(FilledSheet.objects.all()) == {busy, new}
    assert [default_storage.exists(name) for name in (used, unused, young)] == [True, False, True]
    assert Reply.objects.get().file == used


def test_letters_go_that_nothing_names_any_more(monkeypatch):
    entered, waiting, replaced, young = (stored(f"replies/{name}") for name in ("a", "b", "c", "d"))
    f.ReplyFactory(file=entered)
    f.FilledSheetFactory(content={"letter": {"file": waiting}})
    old = {name: ago(days=31) for name in (entered, waiting, replaced)}
    monkeypatch.setattr(default_storage, "get_modified_time", lambda name: old.get(name, timezone.now()))
    swept("Letters of no answer", 1)
    assert [default_storage.exists(name) for name in (entered, waiting, replaced, young)] == [True, True, False, True]


def test_old_mails_lose_their_text_and_are_not_written_again(mailoutbox):
    sent, given_up, new, waiting = (
        f.OutboxMailFactory(sent_at=ago(days=91)), f.OutboxMailFactory(attempts=len(TRIES)),
        f.OutboxMailFactory(sent_at=ago(days=89)), f.OutboxMailFactory(),
    )  # fmt: skip
    told = outbox.post(recipient=f.UserFactory(), event="e:1", subject="A", body="B")
    OutboxMail.objects.exclude(pk=new.pk).update(created_at=ago(days=91))
    OutboxMail.objects.filter(pk=told.pk).update(sent_at=ago(days=91))
    swept("Texts of old mails", 3)
    gone = OutboxMail.objects.filter(subject=sweeping.TAKEN, body=sweeping.TAKEN)
    assert set(gone) == {sent, given_up, told}
    assert outbox.post(recipient=told.recipient, event="e:1", subject="A", body="B") == told
    assert send_waiting().count == 1
    assert [mail.extra_headers["Message-ID"] for mail in mailoutbox] == [waiting.message_id]
    call_command("verify")


def test_a_file_that_was_filled_long_ago_and_applied_lately_stays():
    sheet = f.FilledSheetFactory(applied_at=ago(days=2))
    FilledSheet.objects.update(uploaded_at=ago(days=40))
    assert sweep() == {}
    assert FilledSheet.objects.get() == sheet


def test_made_reports_go_after_a_week_and_their_rows_stay():
    old, new = (
        Job.objects.create(kind=JobKind.REPORT, state=JobState.DONE, ended_at=ago(days=days), file=stored("made/a"))
        for days in (8, 6)
    )
    name = str(old.file)
    swept("Files of reports that were made", 1)
    assert not default_storage.exists(name)
    assert [str(job.file) for job in Job.objects.order_by("pk")] == ["", str(new.file)]
    assert default_storage.exists(str(new.file))


def test_pictures_go_that_are_old_or_of_nothing_that_is_open(monkeypatch):
    standing, withdrawn = f.EvidenceVersionFactory(), f.EvidenceVersionFactory(
        evidence__withdrawn_at=timezone.now(), evidence__withdrawn_by=f.UserFactory()
    )  # fmt: skip
    kept, *gone = [stored(f"previews/{key.hex}.png") for key in (standing.key, withdrawn.key, uuid.uuid4())]
    swept("Pictures of first pages", 2)
    assert [default_storage.exists(name) for name in (kept, *gone)] == [True, False, False]
    monkeypatch.setattr(sweeping, "PICTURES_KEPT", datetime.timedelta(0))
    swept("Pictures of first pages", 1)

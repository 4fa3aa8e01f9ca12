"""A long file is saved by a process of its own: claimed, cancelled, lost, begun again, and never done twice."""

from dataclasses import replace

import pytest
from django.db import transaction

from recommendations.actions import audit, jobs, sheet_saving, sheets, updates
from recommendations.actions.typed import ActivityText, Answer, Informant
from recommendations.choices import JobState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import Activity, AuditEvent, FilledSheet, FollowUp, Job, Receipt, Update, UpdateVersion
from recommendations.queries import sheets as queries
from recommendations.queries.sheet_changes import compare
from recommendations.tables.sheets import activity_rows
from tests.actions.test_jobs import refreshed, silent
from tests.actions.test_sheets import line, received
from tests.desk import Desk
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[False, True], ids=["no-approval", "approval"])
def desk(request):
    return Desk(approval=request.param)


@pytest.fixture
def rows(desk):
    return [desk.follow_up, desk.another(), desk.another()]


def begun(desk, rows, *, send=False, **chosen):
    sheet = received(desk, *(line(desk, row, status="In progress", challenges="Money.") for row in rows))
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    wanted = sheet_saving.Wanted.of(difference, chosen, send=send)
    return sheets.claim_for_job(
        sheet=sheet, difference=difference, seen=difference.fingerprint, wanted=wanted.told, by=desk["reporter"]
    )


def stopped_after(number, monkeypatch):
    """The process dies at the row after so many."""
    save, count = sheet_saving._save, []

    def dies(*args, **kwargs):
        count.append(1)
        if len(count) > number:
            raise SystemExit
        return save(*args, **kwargs)

    monkeypatch.setattr(sheet_saving, "_save", dies)


def test_a_job_saves_what_was_confirmed(desk, rows):
    job = begun(desk, rows)
    sheet_saving.run(jobs.claim(job.key))
    job = refreshed(job)
    assert (job.state, job.percent) == (JobState.DONE, 100)
    assert FilledSheet.objects.get().result == {"saved": 3, "refused": [], "sent": 0, "receipt": "", "not_sent": []}
    assert [(each.state, each.version) for each in Update.objects.all()] == [("draft", 1)] * 3


def test_a_person_has_one_file_saved_at_a_time(desk, rows):
    """Each is a process of its own, of which there would be as many as files."""
    first = begun(desk, rows)
    with pytest.raises(Refused, match="Another file of yours is being saved"):
        begun(desk, rows)
    assert Job.objects.get() == first
    sheet_saving.run(jobs.claim(first.key))
    begun(desk, rows)


def test_a_job_sends_with_one_receipt(desk, rows):
    sheet_saving.run(jobs.claim(begun(desk, rows, send=True).key))
    told = FilledSheet.objects.get().result
    assert (told["saved"], told["sent"], told["not_sent"]) == (3, 3, [])
    state = "for-approval" if desk.party.approval_required else "submitted"
    assert set(Update.objects.values_list("state", flat=True)) == {state}
    assert [each.versions.count() for each in Receipt.objects.all()] == ([] if state == "for-approval" else [3])


@pytest.mark.parametrize("send", [False, True])
def test_a_saving_that_died_goes_on_where_it_stopped(desk, rows, monkeypatch, send):
    job = begun(desk, rows, send=send)
    stopped_after(1, monkeypatch)
    with pytest.raises(SystemExit):
        sheet_saving.run(jobs.claim(job.key))
    assert (refreshed(job).state, Update.objects.count()) == (JobState.FAILED, 1)
    monkeypatch.undo()
    new = jobs.start_again(job=job, by=desk["reporter"])
    sheet_saving.run(jobs.claim(new.key))
    told = FilledSheet.objects.get().result
    assert (told["saved"], told["sent"], told["refused"], told["not_sent"]) == (3, 3 if send else 0, [], [])
    assert UpdateVersion.objects.count() == 3
    assert AuditEvent.objects.filter(action="update.save").count() == 3
    if send and not desk.party.approval_required:
        assert Receipt.objects.get().versions.count() == 3


def test_what_somebody_saved_in_between_is_theirs(desk, rows, monkeypatch):
    job = begun(desk, rows)
    stopped_after(1, monkeypatch)
    with pytest.raises(SystemExit):
        sheet_saving.run(jobs.claim(job.key))
    monkeypatch.undo()
    saved = Update.objects.get()
    left = [row for row in rows if row.pk != saved.follow_up_id]
    desk.save("coordinator", follow_up=saved.follow_up, challenges="After the file.")
    desk.save("coordinator", follow_up=left[0], challenges="Instead of the file.")
    sheet_saving.run(jobs.claim(jobs.start_again(job=job, by=desk["reporter"]).key))
    texts = dict(UpdateVersion.objects.order_by("number").values_list("update__follow_up", "challenges"))
    assert texts == {
        saved.follow_up_id: "After the file.", left[0].pk: "Instead of the file.", left[1].pk: "Money.",
    }  # fmt: skip
    told = FilledSheet.objects.get().result
    assert (told["saved"], told["refused"]) == (2, [])


def test_a_row_that_moved_on_before_the_process_began_is_told(desk, rows):
    job = begun(desk, rows)
    updates.save(follow_up=rows[0], answer=Answer(status="in-progress"), opened_version=0, by=desk["coordinator"])
    sheet_saving.run(jobs.claim(job.key))
    told = FilledSheet.objects.get().result
    reference = rows[0].recommendation.reference
    assert (told["saved"], [row[:2] for row in told["refused"]]) == (2, [[reference, updates.CHANGED]])


def test_an_activity_that_another_answer_changed_while_the_file_was_saved_is_not_written_over(desk, rows, monkeypatch):
    saved = desk.save(follow_up=rows[0], activities=(ActivityText("A law."), ActivityText("A fair.")))
    law, fair = (each.activity for each in saved.versions.get().activities.all())
    desk.save(follow_up=rows[1], activities=(ActivityText("A fair.", activity=fair),))
    typed = line(desk, rows[1], table="activities", activity="A big fair.")
    typed[3] = activity_rows(next(queries.rows(FollowUp.objects.filter(pk=rows[1].pk), desk["reporter"])))[0][0]
    sheet = received(desk, *(line(desk, row, challenges="Money.") for row in rows), typed)
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    Activity.objects.filter(pk=law.pk).update(text="A decree.")
    Activity.objects.filter(pk=fair.pk).update(text="A small fair.")
    told = sheet_saving.apply(sheet=sheet, difference=difference, chosen={}, send=False, by=desk["reporter"])
    assert dict(Activity.objects.values_list("pk", "text")) == {law.pk: "A decree.", fair.pk: "A small fair."}
    reference = rows[1].recommendation.reference
    assert (told["saved"], [row[0] for row in told["refused"]]) == (2, [reference])
    assert [each.text for each in saved.versions.get(number=2).activities.all()] == ["A law.", "A fair."]


def test_a_job_that_is_cancelled_stops_and_the_rest_may_be_confirmed_again(desk, rows, monkeypatch):
    job = begun(desk, rows)
    save = sheet_saving._save

    def asked(*args, **kwargs):
        told = save(*args, **kwargs)
        if not refreshed(job).cancel_asked_at:
            jobs.cancel(job=job, by=desk["reporter"])
        return told

    monkeypatch.setattr(sheet_saving, "_save", asked)
    sheet_saving.run(jobs.claim(job.key))
    monkeypatch.undo()
    assert (refreshed(job).state, Update.objects.count()) == (JobState.CANCELLED, 1)
    sheet = FilledSheet.objects.get()
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    assert (len(difference.rows), difference.same) == (2, 1)
    sheets.claim(sheet=sheet, difference=difference, seen=difference.fingerprint, by=desk["reporter"])
    told = sheet_saving.apply(sheet=sheet, difference=difference, chosen={}, send=False, by=desk["reporter"])
    assert (told["saved"], UpdateVersion.objects.count()) == (3, 3)


def test_nobody_confirms_what_a_process_holds_or_what_stopped(desk, rows):
    job = begun(desk, rows)
    sheet = FilledSheet.objects.get()
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    claim = {"sheet": sheet, "difference": difference, "seen": difference.fingerprint, "by": desk["reporter"]}
    for state in (job, silent(job)):
        assert not state.is_over
        with pytest.raises(TooLate):
            sheets.claim(**claim)


def test_a_process_that_was_thought_lost_saves_nothing_more(desk, rows):
    lost = silent(jobs.claim(begun(desk, rows).key))
    new = jobs.start_again(job=lost, by=desk["reporter"])
    sheet_saving.run(lost)
    assert not Update.objects.exists()
    with pytest.raises(TooLate):
        jobs.start_again(job=lost, by=desk["reporter"])
    sheet_saving.run(jobs.claim(new.key))
    assert Update.objects.count() == 3
    with pytest.raises(TooLate):
        jobs.start_again(job=new, by=desk["reporter"])
    assert Job.objects.count() == 2


def test_who_lost_the_role_meanwhile_saves_nothing(desk, rows):
    job = begun(desk, rows)
    desk["reporter"].memberships.all().delete()
    sheet_saving.run(jobs.claim(job.key))
    assert (refreshed(job).state, refreshed(job).message) == (JobState.FAILED, [sheet_saving.GONE, {}])
    assert not Update.objects.exists()


@pytest.mark.parametrize("do", [jobs.cancel, jobs.start_again])
@pytest.mark.parametrize("role", ["coordinator", "reviewer", "secretariat"])
def test_a_saving_is_its_owners(desk, rows, do, role):
    with pytest.raises(NotAllowed):
        do(job=silent(begun(desk, rows)), by=desk[role])


def told_of(desk, sheet, difference, together, monkeypatch):
    """What a saving wrote that sends, one by one or together, but for ids and times; then it is undone."""
    monkeypatch.setattr(sheet_saving, "IN_STEPS", 1 if together else 1_000_000)
    point = transaction.savepoint()
    before = AuditEvent.objects.count()
    result = sheet_saving.apply(sheet=sheet, difference=difference, chosen={}, send=True, by=desk["reporter"])
    events = AuditEvent.objects.order_by("sequence").values_list("sequence", "action", "before", "after")
    versions = UpdateVersion.objects.order_by("update__follow_up", "number").values_list(
        "update__follow_up", "update__state", "update__version", "update__is_unchanged", "number", "status",
        "challenges", "form_key", "saved_by", "agencies__name", "agencies__part",
        "activities__text", "activities__activity__text", "informants__name",
    )  # fmt: skip
    found = list(versions), list(events[before:])
    tampered = [each.sequence for each in AuditEvent.objects.all() if audit.digest(each) != each.hash]
    transaction.savepoint_rollback(point)
    for event in found[1][-2:]:  # the letters of a receipt are drawn anew
        event[3].pop("reference" if event[1] == "receipt.give" else "receipt", "")
    return result | {"receipt": ""}, *found, tampered


def test_many_together_leave_what_one_by_one_would(desk, monkeypatch):
    law = ActivityText("A law.")
    first = desk.save(follow_up=desk.another(), activities=(law,))
    shared = first.versions.get().activities.get().activity
    agency = OrganizationFactory(party=desk.party)
    second = desk.save(
        follow_up=desk.another(), activities=(replace(law, activity=shared),), lead=agency,
        informants=(Informant(agency),),
    )  # fmt: skip
    returned = desk.to("returned", follow_up=desk.another())
    fresh, incomplete, lost = desk.another(), desk.another(), desk.another()
    rows = (desk.follow_up, first.follow_up, second.follow_up, returned.follow_up, fresh, incomplete, lost)
    changed = line(desk, first.follow_up, table="activities", activity="A decree.")
    changed[3] = activity_rows(next(queries.rows(FollowUp.objects.filter(pk=first.follow_up_id), desk["reporter"])))[0][
        0
    ]
    lines = [
        line(desk, row, challenges="Money.", **({} if row is incomplete else {"status": "Planned"})) for row in rows
    ]
    added = [
        line(desk, row, table="activities", activity=f"A fair for {row.pk}.") for row in (fresh, returned.follow_up)
    ]
    sheet = received(desk, *lines, changed, *added)
    difference = compare(sheet.content, party=desk.party, user=desk["reporter"])
    desk.save("coordinator", follow_up=lost, challenges="Instead of the file.")
    alone = told_of(desk, sheet, difference, False, monkeypatch)
    assert told_of(desk, sheet, difference, True, monkeypatch) == alone
    result, _versions, events, tampered = alone
    assert [row[:2] for row in result["refused"]] == [[lost.recommendation.reference, updates.CHANGED]]
    assert [row[0] for row in result["not_sent"]] == [incomplete.recommendation.reference]
    assert [action for _sequence, action, *_told in events].count("update.save") == result["saved"] == 6
    assert (result["sent"], tampered) == (5, [])

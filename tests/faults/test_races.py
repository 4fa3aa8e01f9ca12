"""Many at once on one answer: nothing is overwritten in silence, nothing is done twice, nobody waits for ever."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

import pytest
from django.db import OperationalError, connection
from django.test import Client

from recommendations.actions import audit, follow_ups, reviews, tokens, updates
from recommendations.actions.typed import Answer
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import AuditEvent, FollowUp, FormToken, OutboxMail, Review, Sending, Update, UpdateVersion
from tests.views.posting import as_it_stands, form_with
from tests.views.test_story import hidden

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Done:
    value: object


def at_once(*acts):
    """What each act gave or which refusal it met; all begin together, each with its own connection."""
    start = threading.Barrier(len(acts))

    def run(act):
        with closing(connection):
            start.wait(20)
            try:
                return Done(act())
            except Refused as error:
                return type(error)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def kinds(results):
    return sorted("done" if isinstance(each, Done) else each.__name__ for each in results)


def check_trail():
    """The sequence has no gap and each event is tied to the one before."""
    events = list(AuditEvent.objects.order_by("sequence"))
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert [event.previous_hash for event in events] == ["", *(event.hash for event in events)][: len(events)]
    assert all(audit.digest(event) == event.hash for event in events)


def saver(desk, opened, text, by="reporter"):
    user = type(desk[by]).objects.get(pk=desk[by].pk)
    answer = Answer(status="planned", challenges=text)
    return lambda: updates.save(follow_up=desk.follow_up, answer=answer, opened_version=opened, by=user).version


# --- The same post -------------------------------------------------------------------------------------------


def test_the_same_post_ten_times_at_once_is_one_change_and_ten_same_answers(desk):
    url = f"{desk.follow_up.get_absolute_url()}update/"
    clients = [Client() for _ in range(10)]
    for client in clients:
        client.force_login(desk["reporter"])
    html = clients[0].get(url).content.decode()
    data = {
        "form_key": hidden(html, "form_key"), "opened_update": "0", "opened_version": "0", "status": "planned",
        "then": "", "activities-TOTAL_FORMS": "1", "activities-INITIAL_FORMS": "0",
        "activities-0-text": "A guide.",
    }  # fmt: skip
    found = at_once(*[lambda client=client: client.post(url, data) for client in clients])
    assert {(each.value.status_code, each.value.get("Location")) for each in found} == {
        (302, desk.follow_up.get_absolute_url())
    }
    update = Update.objects.get()
    assert (update.state, update.version, update.versions.count()) == ("draft", 1, 1)
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["update.save"]
    assert FormToken.objects.count() == 1


def test_the_same_decision_ten_times_at_once_is_one_decision(desk):
    desk.to("submitted")
    url = f"/review/{desk.follow_up.recommendation.reference}/LA/"
    clients = [Client() for _ in range(10)]
    for client in clients:
        client.force_login(desk["reviewer"])
    html = clients[0].get(url).content.decode()
    data = {name: hidden(html, name) for name in ("form_key", "seen_update", "seen_version")}
    found = at_once(*[lambda client=client: client.post(url, data | {"decision": "confirmed"}) for client in clients])
    assert {each.value.status_code for each in found} == {302}
    assert (Review.objects.count(), OutboxMail.objects.count()) == (1, 0)
    html = clients[0].get("/review/send/LA/").content.decode()
    data = as_it_stands(form_with(html, "rows"))
    found = at_once(*[lambda client=client: client.post("/review/send/LA/", data) for client in clients])
    assert {each.value.status_code for each in found} == {302}
    assert (Sending.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_one_key_and_body_acts_once(desk):
    calls = []

    def act():
        calls.append(1)
        return f"/{len(calls)}/"

    again = [lambda: tokens.once(user=desk["reporter"], key="k", body_digest="d", act=act)] * 10
    assert at_once(*again) == [Done("/1/")] * 10


# --- Writers on one follow-up --------------------------------------------------------------------------------


def test_of_two_who_begin_a_draft_one_is_told_of_the_other(desk):
    found = at_once(saver(desk, 0, "Mine."), saver(desk, 0, "Yours.", "coordinator"))
    assert kinds(found) == ["Conflict", "done"]
    assert UpdateVersion.objects.count() == 1


def test_no_save_overwrites_another_in_silence(desk, scale):
    writers, rounds = scale(10, 50), scale(10, 200)
    for _ in range(rounds):
        opened = Update.objects.values_list("version", flat=True).first() or 0
        found = at_once(*[saver(desk, opened, f"{opened} {n}") for n in range(writers)])
        assert kinds(found) == [*["Conflict"] * (writers - 1), "done"]
    # Each save was made from the version before it: the numbers have no gap, and each text says its base.
    texts = UpdateVersion.objects.order_by("number").values_list("number", "challenges")
    assert [(number, int(text.split()[0])) for number, text in texts] == [(n + 1, n) for n in range(rounds)]


def test_writers_who_look_again_all_come_through(desk, scale):
    """Each goes on until its text is in; the last version number counts them all."""
    writers, each_saves = scale(5, 50), scale(4, 20)

    def write(name):
        conflicts = 0
        for number in range(each_saves):
            while True:
                opened = Update.objects.values_list("version", flat=True).first() or 0
                try:
                    saver(desk, opened, f"{name} {number}")()
                    break
                except Conflict:
                    conflicts += 1
                except OperationalError as error:  # SQLite has no queue: a person sees a page, and sends again
                    if "database is locked" not in str(error):
                        raise
        return conflicts

    found = at_once(*[lambda n=n: write(n) for n in range(writers)])
    assert all(isinstance(each, Done) for each in found)
    assert set(UpdateVersion.objects.values_list("challenges", flat=True)) == {
        f"{name} {number}" for name in range(writers) for number in range(each_saves)
    }
    assert Update.objects.get().version == writers * each_saves


# --- Two moves that exclude each other -----------------------------------------------------------------------


def mover(desk, name, update, by=""):
    return lambda: desk.move(name, update, by, seen_version=1)


def fresh(desk, state):
    """A new follow-up of its own, with an update in `state`."""
    desk.follow_up = desk.another()
    return desk.to(state)


PAIRS = [
    ("for-approval", "approve", "save", {"Conflict", "TooLate"}, {("draft", 2)}),
    ("draft", "submit", "save", {"Conflict", "TooLate"}, {("submitted", 1), ("draft", 2)}),
    ("submitted", "accept", "withdraw", {"TooLate"}, {("accepted", 1), ("draft", 1)}),
    ("submitted", "accept", "send_back", {"TooLate"}, {("accepted", 1), ("returned", 1)}),
    ("draft", "submit", "discard", {"TooLate"}, {("submitted", 1), None}),
    ("draft", "discard", "save", {"Conflict", "TooLate"}, {None, ("draft", 2)}),
]


@pytest.mark.parametrize(("state", "one", "other", "refusals", "ends"), PAIRS, ids=[f"{p[1]} {p[2]}" for p in PAIRS])
def test_of_two_at_once(desk, scale, state, one, other, refusals, ends):
    desk.party.approval_required = state == "for-approval"
    desk.party.save()
    for _ in range(scale(5, 100)):
        update = fresh(desk, state)
        acts = [saver(desk, 1, "Changed.") if name == "save" else mover(desk, name, update) for name in (one, other)]
        found = at_once(*acts)
        now = Update.objects.filter(pk=update.pk).first()
        end = now and (now.state, now.version)
        both = [each for each in found if isinstance(each, Done)]
        # Approving first and editing afterwards is no race: the edit clears the approval.
        if (one, other) == ("approve", "save") and len(both) == 2:
            assert end == ("draft", 2)
            assert now.approved_by is None
            continue
        assert len(both) == 1, kinds(found)
        assert {each.__name__ for each in found if not isinstance(each, Done)} <= refusals
        assert end in ends


def test_of_two_reviewers_one_decides(desk, scale):
    for _ in range(scale(5, 100)):
        update = fresh(desk, "submitted")
        decide = {"update": update, "seen_version": 1, "by": desk["reviewer"]}
        found = at_once(
            lambda decide=decide: reviews.accept(assessment="confirmed", **decide),
            lambda decide=decide: reviews.accept(assessment="needs-evidence", **decide),
        )
        assert kinds(found) == ["TooLate", "done"]
        review = Review.objects.get(update=update)
        assert FollowUp.objects.get(pk=update.follow_up_id).assessment == review.assessment


# --- Ties ----------------------------------------------------------------------------------------------------


def tie(desk, one, other):
    return lambda: follow_ups.answer_under(follow_up=one, under=other, by=desk["reporter"])


def untie(desk, one):
    return lambda: follow_ups.answer_alone(follow_up=one, by=desk["reporter"])


def test_tied_both_ways_at_once_it_stays_one_level(desk, scale):
    for _ in range(scale(5, 100)):
        one, other = desk.another(), desk.another()
        assert kinds(at_once(tie(desk, one, other), tie(desk, other, one))) == ["Refused", "done"]
        assert FollowUp.objects.filter(pk__in=[one.pk, other.pk], answered_under__isnull=True).count() == 1


def test_a_chain_tied_at_once_stays_one_level(desk, scale):
    for _ in range(scale(5, 100)):
        rows = [desk.another() for _ in range(3)]
        at_once(*[tie(desk, rows[n], rows[(n + 1) % 3]) for n in range(3)])
        assert not FollowUp.objects.filter(answered_under__answered_under__isnull=False).exists()


def test_a_row_untied_while_its_source_is_accepted_has_its_own_answer(desk, scale):
    for _ in range(scale(5, 100)):
        update = fresh(desk, "submitted")
        tied, loose = desk.another(), desk.another()
        tie(desk, tied, desk.follow_up)()
        at_once(mover(desk, "accept", update), untie(desk, tied), tie(desk, loose, desk.follow_up))
        tied.refresh_from_db()
        loose.refresh_from_db()
        assert (tied.answered_under, tied.status, tied.current_version) == (None, "", None)
        assert (loose.answered_under_id, loose.status) == (desk.follow_up.pk, "in-progress")


def test_tying_while_a_draft_begins_leaves_one_of_the_two(desk, scale):
    for _ in range(scale(5, 100)):
        source, desk.follow_up = desk.another(), desk.another()
        found = at_once(tie(desk, desk.follow_up, source), saver(desk, 0, "Mine."))
        assert kinds(found) == ["Refused", "done"]
        tied = FollowUp.objects.get(pk=desk.follow_up.pk).answered_under_id is not None
        assert tied != Update.objects.filter(follow_up=desk.follow_up).exists()


# --- The trail -----------------------------------------------------------------------------------------------


def test_writers_on_many_follow_ups_share_one_trail_without_a_gap(desk, scale):
    rows = [desk.another() for _ in range(scale(10, 50))]
    user = desk["reporter"]

    def begin(row):
        return updates.save(follow_up=row, answer=Answer(status="planned"), opened_version=0, by=user)

    found = at_once(*[lambda row=row: begin(row) for row in rows])
    assert kinds(found) == ["done"] * len(rows)
    assert AuditEvent.objects.count() == len(rows)
    assert TooLate not in found

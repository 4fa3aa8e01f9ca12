"""What becomes of evidence later: new versions beside the old, other facts, withdrawn with a trace."""

import pytest

from recommendations.actions import evidence, evidence_changes
from recommendations.actions.evidence_files import Proof
from recommendations.choices import Visibility
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Update
from recommendations.permissions import own_evidence, readable_evidence, readable_versions
from recommendations.queries.evidence import FACTS, fingerprint
from tests.actions.test_evidence import PDF, stored_files
from tests.actions.test_updates import refused
from tests.desk import Desk

pytestmark = pytest.mark.django_db

NEWER = b"%PDF-1.7 the corrected report %%EOF"


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def piece(desk):
    return add(desk)


def add(desk, by="reporter", **proof):
    given = {"title": "The report", "content": PDF, "file_name": "report.pdf"} | proof
    return evidence.add(follow_up=desk.follow_up, proof=Proof(**given), by=desk[by])


def renew(desk, piece, by="reporter", content=NEWER, **given):
    proof = Proof(**{"title": "", "content": content, "file_name": "newer.pdf"} | given)
    return evidence_changes.add_version(evidence=piece, proof=proof, by=desk[by])


def change(desk, piece, by="reporter", seen=None, **facts):
    given = {name: getattr(piece, name) for name in FACTS} | facts
    seen = fingerprint(piece) if seen is None else seen
    return evidence_changes.change(evidence=piece, facts=given, seen=seen, by=desk[by])


def withdraw(desk, piece, by="reporter", reason="The wrong file."):
    return evidence_changes.withdraw(evidence=piece, reason=reason, by=desk[by])


def rests_on(update):
    """The number of each version that the update's latest version rests on."""
    version = Update.objects.get(pk=update.pk).versions.last()
    return [use.evidence_version.number for use in version.evidence.all()]


def event():
    found = AuditEvent.objects.first()
    return found.action, found.before, found.after


# --- A new version -------------------------------------------------------------------------------------------


def test_a_new_version_stands_beside_the_old(desk, piece, settings):
    first = piece.versions.get()
    second = renew(desk, piece)
    assert [(each.number, each.sha256) for each in piece.versions.all()] == [(1, first.sha256), (2, second.sha256)]
    assert first.file.read() == PDF
    assert second.file.read() == NEWER
    first.file.close()
    second.file.close()
    draft = desk.follow_up.updates.get()
    assert event() == (
        "evidence.add_version",
        {"number": 1, "sha256": first.sha256, "link": ""},
        {"number": 2, "sha256": second.sha256, "link": "", "drafts": [draft.pk]},
    )


@pytest.mark.parametrize(("state", "number"), [("draft", 2), ("submitted", 1), ("returned", 2), ("accepted", 1)])
def test_drafts_take_it_and_what_was_sent_keeps_its_own(desk, piece, state, number):
    update = desk.to(state, evidence=(piece,))
    frozen = list(update.versions.filter(frozen_at__isnull=False))
    renew(desk, piece)
    assert rests_on(update) == [number]
    assert [use.evidence_version.number for each in frozen for use in each.evidence.all()] == [1] * len(frozen)


@pytest.mark.parametrize("state", ["for-approval", "approved"])
def test_what_lies_with_the_approver_keeps_what_they_read(state):
    desk = Desk(approval=True)
    piece = add(desk)
    update = desk.to(state, evidence=(piece,))
    renew(desk, piece)
    update.refresh_from_db()
    assert (update.state, rests_on(update)) == (state, [1])
    saved = desk.save(evidence=(piece,))
    assert (saved.state, rests_on(saved)) == ("draft", [2])


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "The file is empty. Choose another file."),
    (PDF, "This is what is here already."),
    (None, "Choose a file or give a link."),
])  # fmt: skip
def test_what_is_no_new_version_changes_nothing(desk, piece, settings, content, sentence):
    before = AuditEvent.objects.count()
    assert refused(Refused, renew, desk, piece, content=content) == sentence
    assert (piece.versions.count(), len(stored_files(settings)), AuditEvent.objects.count()) == (1, 1, before)


@pytest.mark.parametrize("act", [renew, change, withdraw])
@pytest.mark.parametrize("by", ["approver", "viewer", "partner", "reviewer", "secretariat", "stranger", "foreigner"])
def test_another_role_changes_nothing(desk, piece, act, by):
    refused(NotAllowed, act, desk, piece, by)
    assert piece.versions.count() == 1


def test_whoever_writes_for_an_organization_changes_what_they_gave(desk):
    mine = add(desk, "partner")
    assert renew(desk, mine, "partner").number == 2
    assert renew(desk, mine, "coordinator", content=b"%PDF-1.7 third %%EOF").number == 3


# --- Room ----------------------------------------------------------------------------------------------------


def test_a_country_has_so_much_room_for_all_versions(desk, piece, settings):
    settings.EVIDENCE_QUOTA_BYTES = len(PDF) + len(NEWER)
    renew(desk, piece)
    sentence = refused(Refused, add, desk, title="One more", content=PDF)
    assert sentence == (
        "There is no room for this file: 0 MB of the 0 MB for your country’s evidence are left. "
        "Make it smaller, give a link, or ask the secretariat for more room."
    )
    assert refused(Refused, add, desk, "partner", title="A union’s") == (
        "There is no room for this file. Make it smaller, give a link, or ask the secretariat for more room."
    )
    add(desk, title="A link", content=None, link="https://example.org/law")
    withdraw(desk, piece)
    refused(Refused, add, desk, title="The bytes of what was withdrawn stay", content=PDF)


# --- Other facts ---------------------------------------------------------------------------------------------


def test_facts_are_changed_and_the_change_is_told(desk, piece):
    change(desk, piece, kind="law", visibility=Visibility.EVERYBODY)
    piece.refresh_from_db()
    assert (piece.kind, piece.visibility) == ("law", "everybody")
    assert event() == (
        "evidence.change",
        {"kind": "other", "visibility": "party-and-reviewers"},
        {"kind": "law", "visibility": "everybody", "drafts": []},
    )


def test_drafts_take_a_new_title_and_what_was_sent_keeps_its_own(desk, piece):
    sent = desk.to("submitted", evidence=(piece,))
    draft = desk.save(follow_up=desk.another(), evidence=(piece,))
    change(desk, piece, title="The law")
    titles = [update.versions.last().evidence.get().title for update in (sent, draft)]
    assert titles == ["The report", "The law"]


def test_visibility_holds_at_once_for_what_was_accepted(desk, piece):
    desk.to("accepted", evidence=(piece,))
    assert piece not in readable_evidence(desk["foreigner"])
    change(desk, piece, visibility=Visibility.EVERYBODY)
    assert piece in readable_evidence(desk["foreigner"])
    piece.refresh_from_db()
    change(desk, piece, visibility=Visibility.PARTY_AND_REVIEWERS)
    assert piece not in readable_evidence(desk["foreigner"])


def test_nothing_is_told_where_nothing_changed(desk, piece):
    before = AuditEvent.objects.count()
    change(desk, piece)
    assert AuditEvent.objects.count() == before


def test_facts_that_somebody_else_changed_are_not_overwritten(desk, piece):
    seen = fingerprint(piece)
    change(desk, piece, publisher="Ministry")
    refused(Conflict, change, desk, piece, "coordinator", seen=seen, publisher="Another")
    piece.refresh_from_db()
    assert piece.publisher == "Ministry"


# --- Withdrawn -----------------------------------------------------------------------------------------------


def test_withdrawn_it_is_opened_by_nobody_and_its_trace_is_the_country_s(desk, piece, settings):
    desk.to("accepted", evidence=(piece,))
    change(desk, piece, visibility=Visibility.PUBLIC)
    piece.refresh_from_db()
    withdraw(desk, piece)
    people = desk.people.items()
    assert [role for role, user in people if piece in readable_evidence(user)] == []
    assert [role for role, user in people if piece in own_evidence(user)] == [
        "reporter", "approver", "coordinator", "partner",
    ]  # fmt: skip
    assert event() == ("evidence.withdraw", {"title": "The report"}, {"reason": "The wrong file.", "drafts": []})
    assert len(stored_files(settings)) == 1


def test_drafts_rest_on_it_no_more_and_what_was_sent_still_says_so(desk, piece):
    sent = desk.to("submitted", evidence=(piece,))
    draft = desk.save(follow_up=desk.another(), challenges="Money.", evidence=(piece,))
    withdraw(desk, piece)
    assert (rests_on(sent), rests_on(draft)) == ([1], [])
    assert draft.versions.last().challenges == "Money."


@pytest.mark.parametrize("state", ["for-approval", "approved"])
def test_an_approval_of_what_rested_on_it_is_gone(state):
    desk = Desk(approval=True)
    piece = add(desk)
    update = desk.to(state, evidence=(piece,))
    withdraw(desk, piece)
    update.refresh_from_db()
    assert (update.state, update.approved_by, rests_on(update)) == ("draft", None, [])


def test_a_reason_is_needed(desk, piece):
    assert refused(Refused, withdraw, desk, piece, reason=" \u200b") == "Say why it is withdrawn."


def test_what_was_withdrawn_while_an_answer_was_typed_does_not_come_back_with_it(desk, piece):
    other = add(desk, title="Another", content=NEWER)
    withdraw(desk, piece)
    update = desk.save(evidence=(piece, other))
    assert [use.evidence for use in update.versions.get(number=update.version).evidence.all()] == [other]


@pytest.mark.parametrize("act", [renew, change, withdraw])
def test_what_is_withdrawn_is_changed_no_more(desk, piece, act):
    withdraw(desk, piece)
    refused(TooLate, act, desk, piece)


# --- Which versions others open --------------------------------------------------------------------------------


def numbers(desk, role, piece):
    return list(piece.versions.filter(readable_versions(desk[role])).values_list("number", flat=True))


def test_others_open_what_the_answer_rests_on_and_no_other_version(desk, piece):
    piece = change(desk, piece, visibility=Visibility.EVERYBODY)
    renew(desk, piece)
    desk.to("accepted", evidence=(piece,))
    renew(desk, piece, content=b"%PDF-1.7 not yet sent %%EOF")
    assert {role: numbers(desk, role, piece) for role in ("reporter", "approver", "reviewer", "foreigner")} == {
        "reporter": [1, 2, 3], "approver": [1, 2, 3], "reviewer": [2], "foreigner": [2],
    }  # fmt: skip

"""What became of a follow-up, change by change: each person reads the versions that are theirs to read."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.actions import evidence_changes, reopening
from recommendations.actions.evidence_files import Proof
from recommendations.actions.responsibilities import Change as TargetDate
from recommendations.actions.responsibilities import assign
from recommendations.actions.typed import ActivityText
from recommendations.matching.words import Piece, changes
from recommendations.models import Evidence, FollowUp, Update
from recommendations.queries.follow_up import follow_up_page
from recommendations.queries.responsibilities import mark, with_agencies
from recommendations.queries.said import Note, Said, changed, in_lists, replaced, shortened
from recommendations.queries.writing import draft_to_write
from recommendations.templatetags.layout import folded
from tests.factories import EvidenceVersionFactory, OrganizationFactory, RoundFactory

pytestmark = pytest.mark.django_db


def past(desk, role):
    desk.follow_up.refresh_from_db()
    return follow_up_page(desk.follow_up, desk[role]).past


def read(desk, role):
    """What `role` reads, earliest first: the event, and below each heading its pieces in one line."""
    told = [event for event, _times in folded(past(desk, role))]
    return [(event.action, lines(event.changes)) for event in reversed(told)]


def lines(found):
    marks = {"gone": "[-%s-]", "new": "{+%s+}", "same": "%s"}
    return {str(each.heading): "".join(marks[piece.kind] % piece.text for piece in each.pieces) for each in found}


def write_twice(desk):
    """Accepted once; then a draft saved twice and accepted."""
    first = ActivityText("Trained ten inspectors.", datetime.date(2023, 3, 1))
    desk.to("accepted", challenges="Few inspectors.", activities=(first,))
    update = desk.save(challenges="Few inspectors speak Khmer.", status="in-progress")
    desk.save(challenges="Few inspectors speak Khmer.", next_steps="Train them.", status="implemented")
    desk.move("submit", update)
    desk.move("accept", update)


DRAFTED = {
    "Status": "[-In progress-] {+Implemented+}",
    "Activities": "[-Trained ten inspectors. (1 March 2023 –)-]",
    "Challenges": "Few inspectors{+ speak Khmer+}.",
    "Next steps": "{+Train them.+}",
}


def test_the_country_reads_what_each_run_of_saves_changed(desk):
    write_twice(desk)
    told = [row for row in read(desk, "reporter") if row[1]]
    assert told == [
        ("update.save", {
            "Status": "{+In progress+}",
            "Activities": "{+Trained ten inspectors. (1 March 2023 –)+}",
            "Challenges": "{+Few inspectors.+}",
        }),
        ("update.save", DRAFTED),
    ]  # fmt: skip


@pytest.mark.parametrize(("role", "action"), [
    ("reviewer", "update.submit"), ("viewer", "update.submit"),
    ("foreigner", "review.accept"), ("secretariat", "review.accept"),
])  # fmt: skip
def test_others_read_what_each_version_that_is_theirs_changed(desk, role, action):
    write_twice(desk)
    found = read(desk, role)
    assert [row for row in found if row[1]][-1] == (action, DRAFTED)
    assert "update.save" not in [name for name, _ in found]


@pytest.mark.parametrize(("state", "sees"), [("draft", False), ("submitted", True), ("returned", True)])
def test_what_is_on_its_way_is_in_nobody_else_s_history(desk, state, sees):
    desk.to("accepted", challenges="Few inspectors.")
    before = read(desk, "foreigner")
    desk.to(state, challenges="Secret until then.")
    assert read(desk, "foreigner") == before
    assert ("Secret until then" in str(read(desk, "reviewer"))) == sees
    assert "Secret until then" in str(read(desk, "reporter"))


def test_what_was_sent_back_and_corrected_is_no_part_of_an_answer_to_others(desk):
    update = desk.to("returned", challenges="The wrong words.")
    desk.save(challenges="The right words.")
    desk.move("submit", update)
    desk.move("accept", update)
    assert "wrong" in str(read(desk, "reviewer"))
    assert "wrong" not in str(read(desk, "foreigner"))
    assert "right" in str(read(desk, "foreigner"))


def test_what_was_asked_stands_until_the_update_goes_on_whatever_happens_beside_it(desk):
    piece = EvidenceVersionFactory(evidence__party=desk.party).evidence
    desk.to("returned", evidence=(piece,))
    proof = Proof(title="", link="https://example.org/new")
    evidence_changes.add_version(evidence=piece, proof=proof, by=desk["reporter"])
    row = with_agencies(FollowUp.objects.filter(pk=desk.follow_up.pk)).get()
    assign(marks=[mark(row)], change=TargetDate(target_date=datetime.date(2030, 1, 1)), by=desk["coordinator"])
    assert past(desk, "reporter")[0].action == "follow_up.set_target_date"
    page, form = follow_up_page(desk.follow_up, desk["reporter"]), draft_to_write(desk.follow_up, desk["reporter"])
    assert page.wish.note == form.wish.note == Note("Say when.")


def test_it_is_asked_again_until_an_answer_of_today_is_there(desk):
    """Withdrawn, it is asked for again; what was entered for a round of the past does not meet it."""

    def asked():
        """Whether the country, its form and the reviewers read why, and whether a reviewer may ask."""
        desk.follow_up.refresh_from_db()
        pages = [follow_up_page(desk.follow_up, desk[role]) for role in ("reporter", "reviewer")]
        wishes = [*(page.asked_again for page in pages), draft_to_write(desk.follow_up, desk["reporter"]).wish]
        return [wish and wish.note.whole for wish in wishes], pages[1].may_reopen

    everybody, nobody = ["The law is new."] * 3, [None] * 3
    desk.to("accepted")
    assert asked() == (nobody, True)
    made = reopening.reopen(follow_up=desk.follow_up, reason="The law is new.", by=desk["reviewer"])
    assert asked() == (everybody, False)
    update = desk.move("submit", desk.save(challenges="Yes."))
    assert asked() == (nobody, False)
    desk.move("withdraw", update)
    assert asked() == (everybody, False)
    over = RoundFactory(closed_at=made.reopened_at, closed_by=desk["reviewer"])
    desk.move("submit", update)
    Update.objects.filter(pk=update.pk).update(round=over, state="superseded")
    assert asked() == (everybody, False)


def test_evidence_is_named_to_those_who_may_open_it(desk):
    piece = EvidenceVersionFactory(evidence__party=desk.party, evidence__title="The closed report").evidence
    desk.to("accepted", evidence=(piece,))
    told = {role: "The closed report" in str(read(desk, role)) for role in ("reporter", "reviewer", "foreigner")}
    assert told == {"reporter": True, "reviewer": True, "foreigner": False}
    Evidence.objects.filter(pk=piece.pk).update(visibility="everybody")
    assert "The closed report" in str(read(desk, "foreigner"))


def test_what_became_of_evidence_is_told_to_the_country(desk):
    piece = EvidenceVersionFactory(evidence__party=desk.party, evidence__title="The report").evidence
    desk.to("accepted", evidence=(piece,))
    proof = Proof(title="", link="https://example.org/new")
    evidence_changes.add_version(evidence=piece, proof=proof, by=desk["reporter"])
    evidence_changes.withdraw(evidence=piece, reason="Names in it.", by=desk["reporter"])
    assert read(desk, "reporter")[-2:] == [
        ("evidence.add_version", {"Evidence": "[-Version 1-] {+Version 2+}"}), ("evidence.withdraw", {}),
    ]  # fmt: skip
    assert past(desk, "approver")[0].note == "Names in it."
    assert "Names in it" not in str(past(desk, "reviewer"))
    assert "The report" not in str(read(desk, "reviewer"))


def test_agencies_are_told_with_their_part(desk):
    ministry = OrganizationFactory(party=desk.party, name="Ministry of Labour")
    desk.save(lead=ministry)
    desk.save(contributing=(ministry,))
    assert read(desk, "reporter")[0][0] == "update.save"
    before, after = Said(agencies=("Ministry (Lead)",)), Said(agencies=("Ministry (Contributing)",))
    assert lines(changed(before, after)) == {"Agencies": "[-Ministry (Lead)-]\n{+Ministry (Contributing)+}"}


@pytest.mark.parametrize("role", ["reporter", "approver", "partner", "viewer", "reviewer", "foreigner"])
def test_the_page_costs_the_same_for_one_answer_and_for_three(desk, role):
    counts = []
    for _round in range(3):
        desk.to("accepted", challenges=f"Round {_round}.")
        desk[role].held = None
        with CaptureQueriesContext(
            connection,
        ) as queries:
            follow_up_page(desk.follow_up, desk[role])
        counts.append(len(queries))
    assert counts[1] == counts[2]
    assert counts[2] <= 12, counts


# --- The words ------------------------------------------------------------------------------------------------


def test_a_reworded_activity_is_marked_word_by_word_and_another_as_a_whole():
    old = ("Trained ten inspectors in Vientiane.", "Printed a guide.")
    new = ("Trained twenty inspectors in Vientiane.", "Opened an office.")
    pieces = in_lists(old, new, reworded=True)
    assert "".join({"gone": "[-%s-]", "new": "{+%s+}", "same": "%s"}[each.kind] % each.text for each in pieces) == (
        "Trained [-ten-]{+twenty+} inspectors in Vientiane.\n[-Printed a guide.-]\n{+Opened an office.+}"
    )


def test_what_stays_the_same_is_cut_to_what_stands_beside_the_change():
    words = " ".join(f"word{number}" for number in range(100))
    first, *_, last = shortened(changes(f"{words} old {words}", f"{words} new {words}"))
    assert (first.text[:3], first.text[-7:], last.text[-3:]) == (" … ", "word99 ", " … ")
    assert max(len(first.text), len(last.text)) < 70


def test_nothing_new_is_no_change():
    assert changed(Said(challenges="Money."), Said(challenges="Money.")) == ()
    assert replaced("", "") == ()
    assert replaced("", "Planned") == (Piece("new", "Planned"),)

"""What a person decides about a found text, and that two who decide at once overwrite nothing."""

import pytest

from recommendations.actions import extract_pieces, extracts
from recommendations.actions.extracts import Typed
from recommendations.choices import ExtractState as S
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Extract
from tests.cast import person
from tests.factories import DocumentImportFactory, ExtractedSubThemeFactory, ExtractFactory, SourcePageFactory

pytestmark = pytest.mark.django_db

ONE, TWO = "Establish help desks at airports.", "Train officials at borders."


@pytest.fixture
def found():
    return DocumentImportFactory()


@pytest.fixture
def heading(found):
    return ExtractedSubThemeFactory(document_import=found)


def make(found, heading, *texts, **more):
    return [
        ExtractFactory(
            document_import=found, sub_theme=heading, position=at, text=text, label=f"{at}.", number=at, **more
        )
        for at, text in enumerate(texts, 1)
    ]


def decide(act, extract, by, *, typed=None, version=None, **more):
    typed = typed or Typed(extract.text, extract.label, extract.sub_theme)
    return act(extract=extract, typed=typed, seen_version=version or extract.version, by=by, **more)


def texts(found):
    return list(
        Extract.objects.filter(document_import=found).order_by("position").values_list("position", "text", "state")
    )


def test_accepting_takes_the_text_as_typed(found, heading, secretariat):
    (one,) = make(found, heading, ONE)
    other = ExtractedSubThemeFactory(document_import=found)
    accepted = decide(extracts.accept, one, secretariat, typed=Typed("Mended.", "(b)", other, "The print says (a)."))
    accepted.refresh_from_db()
    assert (accepted.text, accepted.found_text, accepted.is_fixed) == ("Mended.", ONE, True)
    assert (accepted.label, accepted.number, accepted.sub_theme, accepted.editor_note) == (
        "(b)", 2, other, "The print says (a).",
    )  # fmt: skip
    assert (accepted.state, accepted.version, accepted.decided_by) == (S.ACCEPTED, 2, secretariat)
    event = AuditEvent.objects.get()
    assert (event.action, event.before["text"], event.after["text"]) == ("extract.accept", ONE, "Mended.")


def test_a_text_cannot_be_accepted_empty(found, heading, secretariat):
    (one,) = make(found, heading, ONE)
    with pytest.raises(Refused) as refused:
        decide(extracts.accept, one, secretariat, typed=Typed("", "1.", heading))
    assert refused.value.field == "text"
    assert texts(found) == [(1, ONE, S.PROPOSED)]


@pytest.mark.parametrize("act", [extracts.accept, extracts.leave_out, extracts.keep, extract_pieces.merge])
def test_a_stale_version_changes_nothing(found, heading, secretariat, act):
    _one, two = make(found, heading, ONE, TWO)
    decide(extracts.accept, two, secretariat)
    with pytest.raises(Conflict):
        decide(act, two, secretariat, version=1, typed=Typed("Other", "", heading))
    assert texts(found) == [(1, ONE, S.PROPOSED), (2, TWO, S.ACCEPTED)]


@pytest.mark.parametrize("role", ["reviewer", "stranger"])
def test_only_the_secretariat_decides(found, heading, role):
    (one,) = make(found, heading, ONE)
    with pytest.raises(NotAllowed):
        decide(extracts.accept, one, person(role))
    assert texts(found) == [(1, ONE, S.PROPOSED)]


@pytest.mark.parametrize("state", ["published", "reading", "discarded", "undone"])
def test_nothing_is_decided_outside_the_review(found, heading, secretariat, state):
    (one,) = make(found, heading, ONE)
    found.state = state
    found.save()
    with pytest.raises(TooLate):
        decide(extracts.accept, one, secretariat)
    with pytest.raises(TooLate):
        extracts.accept_plain(document_import=found, by=secretariat)
    assert texts(found) == [(1, ONE, S.PROPOSED)]


def test_left_out_and_taken_back(found, heading, secretariat):
    (one,) = make(found, heading, ONE)
    left = decide(extracts.leave_out, one, secretariat)
    assert left.state == S.REJECTED
    back = extracts.reopen(extract=left, seen_version=left.version, by=secretariat)
    assert (back.state, back.decided_at, back.decided_by, back.text) == (S.PROPOSED, None, None, ONE)


def test_keeping_what_was_typed_decides_nothing(found, heading, secretariat):
    (one,) = make(found, heading, ONE)
    kept = decide(extracts.keep, one, secretariat, typed=Typed("Half a sent", "1.", heading))
    assert (kept.text, kept.state, kept.version) == ("Half a sent", S.PROPOSED, 2)
    again = decide(extracts.keep, kept, secretariat)
    assert (again.version, AuditEvent.objects.count()) == (2, 1)


def test_accepting_all_that_raise_no_doubt(found, heading, secretariat):
    plain, doubtful, changed, machine, left = make(found, heading, ONE, TWO, "Three.", "Four.", "Five.")
    Extract.objects.filter(pk=doubtful.pk).update(doubts=[["short", {}]])
    Extract.objects.filter(pk=changed.pk).update(changed=True)
    Extract.objects.filter(pk=machine.pk).update(machine_read=True)
    decide(extracts.leave_out, left, secretariat)
    assert extracts.accept_plain(document_import=found, by=secretariat) == 1
    assert [state for _at, _text, state in texts(found)] == [S.ACCEPTED, *[S.PROPOSED] * 3, S.REJECTED]
    plain.refresh_from_db()
    assert (plain.version, plain.decided_by) == (2, secretariat)
    assert AuditEvent.objects.order_by("-sequence")[0].after == {"positions": [1]}


# --- Merging ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("Establish help desks", "at airports.", "Establish help desks at airports."),
        ("Establish help desks.", "at airports.", "Establish help desks. at airports."),
        ("Establish help desks.", "Train officials.", "Establish help desks.\n\nTrain officials."),
        ("Establish help desks", "- at airports", "Establish help desks\n- at airports"),
    ],
)
def test_merging_joins_to_the_one_before(found, heading, secretariat, one, other, whole):
    _first, second = make(found, heading, one, other)
    merged = decide(extract_pieces.merge, second, secretariat)
    assert (merged.position, merged.text, merged.state) == (1, whole, S.PROPOSED)
    assert texts(found)[1] == (2, other, S.MERGED)


def test_merging_passes_over_what_is_left_out_or_merged_already(found, heading, secretariat):
    _one, two, three, four = make(found, heading, "Establish", "12", "help", "desks.")
    decide(extracts.leave_out, two, secretariat)
    decide(extract_pieces.merge, three, secretariat)
    whole = decide(extract_pieces.merge, four, secretariat)
    assert (whole.position, whole.text) == (1, "Establish help desks.")


def test_the_first_has_none_to_merge_with(found, heading, secretariat):
    (one,) = make(found, heading, ONE)
    with pytest.raises(Refused):
        decide(extract_pieces.merge, one, secretariat)


def test_a_merged_text_comes_back_out(found, heading, secretariat):
    _one, two = make(found, heading, ONE, TWO)
    decide(extract_pieces.merge, two, secretariat)
    two.refresh_from_db()
    extracts.reopen(extract=two, seen_version=two.version, by=secretariat)
    assert texts(found) == [(1, ONE, S.PROPOSED), (2, TWO, S.PROPOSED)]


def test_a_merged_text_stays_where_the_whole_was_mended(found, heading, secretariat):
    _one, two = make(found, heading, ONE, TWO)
    whole = decide(extract_pieces.merge, two, secretariat)
    decide(extracts.accept, whole, secretariat, typed=Typed("Something else.", "1.", heading))
    two.refresh_from_db()
    with pytest.raises(Refused):
        extracts.reopen(extract=two, seen_version=two.version, by=secretariat)
    with pytest.raises(Refused):
        decide(extracts.accept, two, secretariat)
    assert texts(found) == [(1, "Something else.", S.ACCEPTED), (2, TWO, S.MERGED)]


# --- Splitting, adding -----------------------------------------------------------------------------------------


def test_splitting_at_dashes_makes_room_and_shares_the_lines(found, heading, secretariat):
    one, _two = make(found, heading, f"{ONE} {TWO}", "Last.", page=1, line_from=1, line_to=3)
    lines = ["1. Establish help desks at", "airports.", "2. Train officials at borders.", "3. Last."]
    SourcePageFactory(document_import=found, lines=[{"number": at, "text": text} for at, text in enumerate(lines, 1)])
    parts = decide(extract_pieces.split, one, secretariat, typed=Typed(f"{ONE}\n---\n2. {TWO}", "1.", heading))
    assert texts(found) == [(1, ONE, S.PROPOSED), (2, TWO, S.PROPOSED), (3, "Last.", S.PROPOSED)]
    assert [(each.label, each.number) for each in parts] == [("1.", 1), ("2.", 2)]
    assert [(each.line_from, each.line_to) for each in Extract.objects.order_by("position")[:2]] == [(1, 2), (3, 3)]


def test_splitting_needs_a_place(found, heading, secretariat):
    (one,) = make(found, heading, ONE)
    with pytest.raises(Refused) as refused:
        decide(extract_pieces.split, one, secretariat, typed=Typed(f"---\n{ONE}\n---", "1.", heading))
    assert refused.value.field == "text"
    assert texts(found) == [(1, ONE, S.PROPOSED)]


def test_where_a_second_one_may_begin():
    text = "Establish help desks. Train officials; at borders\n\nReport to ASEAN."
    beginnings = extract_pieces.beginnings(text)
    assert beginnings == ["Train officials; at borders", "at borders", "Report to ASEAN."]
    assert extract_pieces.cut_before(text, beginnings[0]).split("\n---\n")[0] == "Establish help desks."
    assert extract_pieces.cut_before("Go. Go. Go.", "Go.") == "Go. Go. Go."


def test_an_added_text_is_accepted_where_it_belongs(found, heading, secretariat):
    make(found, heading, ONE, TWO)
    added = extract_pieces.add(
        document_import=found, typed=Typed("Missed.", "1bis", heading), after=1, page=2, lines=(7, 8), by=secretariat
    )
    assert texts(found) == [(1, ONE, S.PROPOSED), (2, "Missed.", S.ACCEPTED), (3, TWO, S.PROPOSED)]
    assert (added.page, added.line_from, added.line_to, added.number, added.found_text) == (2, 7, 8, None, "")


def test_a_document_without_any_heading_gets_a_bare_one(found, secretariat):
    added = extract_pieces.add(document_import=found, typed=Typed("Typed by hand."), after=9, by=secretariat)
    assert (added.position, added.sub_theme.position, added.sub_theme.title) == (1, 0, "")


def test_no_text_goes_under_another_documents_heading(found, heading, secretariat):
    (one,) = make(found, heading, ONE)
    foreign = ExtractedSubThemeFactory()
    with pytest.raises(Refused):
        decide(extracts.accept, one, secretariat, typed=Typed(ONE, "1.", foreign))
    with pytest.raises(Refused):
        extract_pieces.add(document_import=found, typed=Typed("x", "", foreign), after=0, by=secretariat)
    assert texts(found) == [(1, ONE, S.PROPOSED)]

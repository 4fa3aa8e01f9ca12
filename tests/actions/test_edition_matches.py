"""A corrected edition before it is applied: what people decide about its texts, and what is refused."""

import pytest

from recommendations.actions import documents, edition_matches, editions, withdrawing
from recommendations.choices import ExtractState
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import DocumentImport, Edition, Extract
from recommendations.queries.editions import comparison
from tests.cast import cambodia, lao, person
from tests.edition_texts import COSTS, DATA, DESKS, FISH, HEALTH, PRINTED, REWORDED, TRAIN
from tests.editions import an_import, apply, corrected, mark, of, published, rows, text_of

pytestmark = pytest.mark.django_db


# --- What a person decides ---------------------------------------------------------------------------------------


def decide(made, words, source, by, **options):
    edition_matches.match(extract=text_of(made, words), source=source, seen=mark(made), by=by, **options)


def test_a_match_is_changed_and_the_rest_stays(secretariat):
    document = published()
    made = corrected(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    decide(made, REWORDED, None, secretariat)
    editions.apply_edition(document_import=made, by=secretariat)
    assert rows(document)[:2] == [("S1-01", "1.", HEALTH, True), ("S1-04", "1.", REWORDED, False)]


def test_an_unlike_text_may_be_the_same_one(secretariat):
    document = published()
    made = corrected(document, (("Impact", [FISH, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    assert [row.kinds for row in comparison(made).rows if not row.is_quiet] == [("gone",), ("new",)]
    decide(made, FISH, of(document, "S1-01"), secretariat)
    editions.apply_edition(document_import=made, by=secretariat)
    assert (of(document, "S1-01").text, of(document, "S1-01").wording) == (FISH, 2)


def test_two_texts_of_one_are_a_split(secretariat):
    document = published()
    made = corrected(document, (("Impact", [HEALTH, FISH, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    decide(made, FISH, of(document, "S1-01"), secretariat)
    found = {row.extract.text: row for row in comparison(made).texts}
    assert (found[HEALTH].kinds, found[HEALTH].keeps) == (("split",), True)
    assert (found[FISH].kinds, found[FISH].keeps) == (("split",), False)


def test_what_seems_to_be_gone_went_into_another(secretariat):
    document = published()
    made = corrected(document, (("Impact", [HEALTH, COSTS]), ("Future", [TRAIN, DATA])))
    edition_matches.join(
        recommendation=of(document, "S1-03"), extract=text_of(made, COSTS), seen=mark(made), by=secretariat
    )
    editions.apply_edition(document_import=made, by=secretariat)
    assert "Part of AFML13-LA-S1-02" in of(document, "S1-03").withdrawn_reason
    assert of(document, "S1-02").wording == 1


def test_the_sense_stayed_so_nobody_is_asked_to_confirm(secretariat):
    document = published()
    made = corrected(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    decide(made, REWORDED, of(document, "S1-01"), secretariat, asks_again=False)
    editions.apply_edition(document_import=made, by=secretariat)
    assert (of(document, "S1-01").wording, of(document, "S1-01").reworded) == (2, 1)


def test_starting_over_forgets_what_was_decided(secretariat):
    document = published()
    made = corrected(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    proposed = mark(made)
    decide(made, REWORDED, None, secretariat)
    edition_matches.start_over(document_import=made, seen=mark(made), by=secretariat)
    assert mark(made) == proposed
    assert not Extract.objects.exclude(change="").exists()


def test_a_decision_on_a_stale_page_is_refused(secretariat):
    document = published()
    made = corrected(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    seen = mark(made)
    decide(made, REWORDED, None, secretariat)
    with pytest.raises(Conflict):
        edition_matches.match(extract=text_of(made, COSTS), source=None, seen=seen, by=secretariat)
    with pytest.raises(Conflict):
        editions.apply_edition(document_import=made, by=secretariat, seen=seen)


def test_a_text_of_another_document_is_refused(secretariat):
    document = published()
    made = corrected(document, PRINTED)
    other = documents.publish_import(
        document_import=an_import((("Seas", [FISH]),), party=cambodia(), meeting="Another"), by=None
    )
    with pytest.raises(Refused):
        decide(made, HEALTH, other.recommendations.get(), secretariat)


# --- What is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reporter", "coordinator", "reviewer", "viewer", "stranger"])
def test_only_the_secretariat_applies_and_decides(role):
    document = published()
    made = corrected(document, PRINTED)
    by = person(role, None if role in ("reviewer", "stranger") else lao())
    with pytest.raises(NotAllowed):
        editions.apply_edition(document_import=made, by=by)
    with pytest.raises(NotAllowed):
        decide(made, HEALTH, None, by)
    assert document.editions.count() == 1


def test_it_is_applied_once(secretariat):
    made = corrected(published(), PRINTED)
    editions.apply_edition(document_import=made, by=secretariat)
    with pytest.raises(TooLate):
        editions.apply_edition(document_import=made, by=secretariat)


def test_refused_where_the_review_is_not_done(secretariat):
    made = corrected(published(), PRINTED)
    made.extracts.filter(position=1).update(state=ExtractState.PROPOSED)
    with pytest.raises(Refused):
        editions.apply_edition(document_import=made, by=secretariat)


def test_refused_for_another_meeting(secretariat):
    made = corrected(published(), PRINTED)
    DocumentImport.objects.filter(pk=made.pk).update(party=cambodia())
    with pytest.raises(Refused):
        editions.apply_edition(document_import=made, by=secretariat)


def test_refused_where_nothing_is_accepted(secretariat):
    made = corrected(published(), PRINTED)
    made.extracts.update(state=ExtractState.REJECTED)
    with pytest.raises(Refused):
        editions.apply_edition(document_import=made, by=secretariat)
    assert Edition.objects.count() == 1


def test_refused_for_a_document_that_is_withdrawn(secretariat):
    document = published()
    made = corrected(document, PRINTED)
    withdrawing.withdraw(document=document, reason="Another meeting’s.", by=secretariat)
    with pytest.raises(TooLate):
        editions.apply_edition(document_import=made, by=secretariat)


def test_what_is_withdrawn_as_a_whole_comes_back_without_what_an_edition_dropped(secretariat):
    document = published()
    apply(document, (("Impact", [HEALTH, COSTS]), ("Future", [TRAIN, DATA])))
    withdrawing.withdraw(document=document, reason="Another meeting’s.", by=secretariat)
    withdrawing.reinstate(document=document, by=secretariat)
    assert [row[0] for row in rows(document) if row[3]] == ["S1-03"]

"""A corrected edition applied: each kind of change, and that nothing anybody wrote is lost."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from recommendations.actions import editions, reviews
from recommendations.choices import ImportState
from recommendations.models import (
    AuditEvent,
    DocumentImport,
    FollowUp,
    FormerWording,
    OutboxMail,
    RecommendationTheme,
    SubTheme,
    Update,
)
from recommendations.queries.editions import comparison, figures
from tests.cast import cambodia, lao, person
from tests.edition_texts import COSTS, DATA, DESKS, FISH, HEALTH, PRINTED, REWORDED, TRAIN
from tests.editions import answer, apply, corrected, of, published, rows
from tests.factories import RoundFactory, ThemeFactory

pytestmark = pytest.mark.django_db


# --- Each kind of change -----------------------------------------------------------------------------------------


def test_the_same_edition_changes_nothing_but_its_number(secretariat):
    document = published()
    before = rows(document)
    edition = apply(document, PRINTED, by=secretariat)
    assert rows(document) == before
    assert (edition.number, edition.received_by, document.editions.count()) == (2, secretariat, 2)
    assert not FormerWording.objects.exists()
    assert FollowUp.objects.count() == 5


def test_reworded(secretariat):
    document = published()
    edition = apply(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])), by=secretariat)
    text = of(document, "S1-01")
    assert (text.text, text.wording, text.reworded) == (REWORDED, 2, 2)
    former = FormerWording.objects.get()
    assert (former.recommendation, former.number, former.text, former.label) == (text, 1, HEALTH, "1.")
    assert (former.edition, former.asks_again, former.replaced_by) == (edition, True, secretariat)
    assert "documented" in text.search_text


def test_only_commas_changed_asks_nobody_to_confirm():
    document = published()
    apply(document, (("Impact", [HEALTH.replace(" and", ", and"), COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    text = of(document, "S1-01")
    assert (text.wording, text.reworded) == (2, 1)
    assert FormerWording.objects.get().asks_again is False


def test_a_new_text_takes_the_next_free_number_and_is_asked_of_the_same(secretariat):
    document = published()
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        apply(document, (("Impact", [FISH, HEALTH, COSTS, DESKS]), ("Future", [TRAIN, DATA])), by=secretariat)
    assert rows(document) == [
        ("S1-04", "1.", FISH, False), ("S1-01", "2.", HEALTH, False), ("S1-02", "3.", COSTS, False),
        ("S1-03", "4.", DESKS, False), ("S2-01", "1.", TRAIN, False), ("S2-02", "2.", DATA, False),
    ]  # fmt: skip
    assert list(of(document, "S1-04").follow_ups.values_list("party__code", "asked_on")) == [
        ("LA", datetime.date(2026, 3, 1))
    ]
    assert of(document, "S1-04").sub_theme.title == "Impact"


def test_a_printed_number_that_no_text_had_is_taken():
    document = published()
    apply(document, (("Impact", [HEALTH, COSTS, DESKS, ("9.", 9, FISH)]), ("Future", [TRAIN, DATA])))
    assert of(document, "S1-09").text == FISH


def test_a_number_that_a_withdrawn_text_had_is_not_given_again():
    document = published()
    apply(document, (("Impact", [HEALTH, COSTS]), ("Future", [TRAIN, DATA])))
    apply(document, (("Impact", [HEALTH, COSTS, FISH]), ("Future", [TRAIN, DATA])))
    assert of(document, "S1-04").text == FISH


def test_what_is_new_is_asked_of_those_who_were_asked_about_most():
    document = published(parties=[lao(), cambodia()])
    of(document, "S2-02").follow_ups.filter(party=cambodia()).delete()
    apply(document, (("Impact", [HEALTH, COSTS, DESKS]), ("Future", [TRAIN, DATA, FISH])))
    assert sorted(of(document, "S2-03").follow_ups.values_list("party__code", flat=True)) == ["KH", "LA"]


def test_nobody_was_asked_so_nobody_is():
    document = published(parties=[])
    apply(document, (("Impact", [HEALTH, COSTS, DESKS]), ("Future", [TRAIN, DATA, FISH])))
    assert not FollowUp.objects.exists()


def test_gone_is_withdrawn_with_its_reason_and_can_still_be_read(secretariat):
    document = published()
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        apply(document, (("Impact", [HEALTH, DESKS]), ("Future", [TRAIN, DATA])), by=secretariat)
    text = of(document, "S1-02")
    assert (text.withdrawn_reason, text.withdrawn_by) == ("Not in the edition of 1 March 2026.", secretariat)
    assert [row[0] for row in rows(document)] == ["S1-01", "S1-02", "S1-03", "S2-01", "S2-02"]
    assert (text.text, text.follow_ups.count()) == (COSTS, 1)


def test_moved_and_renumbered_keep_reference_and_wording():
    document = published()
    apply(document, (("Impact", [COSTS, DESKS]), ("Future", [TRAIN, ("c)", 3, DATA), HEALTH])))
    assert rows(document) == [
        ("S1-02", "1.", COSTS, False), ("S1-03", "2.", DESKS, False), ("S2-01", "1.", TRAIN, False),
        ("S2-02", "c)", DATA, False), ("S1-01", "3.", HEALTH, False),
    ]  # fmt: skip
    text = of(document, "S1-01")
    assert (text.sub_theme.title, text.number, text.wording, text.reworded) == ("Future", 3, 1, 1)
    assert not FormerWording.objects.exists()


def test_split_the_first_piece_keeps_the_reference():
    document = published(parties=[lao(), cambodia()])
    of(document, "S1-01").follow_ups.filter(party=lao()).delete()
    first = "Extend health insurance to every migrant worker."
    second = "Extend it to the families who travel with them."
    apply(document, (("Impact", [first, second, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    assert rows(document)[:3] == [
        ("S1-01", "1.", first, False), ("S1-04", "2.", second, False), ("S1-02", "3.", COSTS, False),
    ]  # fmt: skip
    assert of(document, "S1-01").reworded == 2
    assert [each.party.code for each in of(document, "S1-04").follow_ups.all()] == ["KH"]


def test_merged_the_first_keeps_its_reference_and_the_other_names_it():
    document = published(parties=[lao(), cambodia()])
    of(document, "S1-02").follow_ups.filter(party=cambodia()).delete()
    together = f"{COSTS[:-1]}; {DESKS}"
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        apply(document, (("Impact", [HEALTH, together]), ("Future", [TRAIN, DATA])))
    assert rows(document)[:3] == [
        ("S1-01", "1.", HEALTH, False), ("S1-02", "2.", together, False), ("S1-03", "3.", DESKS, True),
    ]  # fmt: skip
    assert of(document, "S1-03").withdrawn_reason == "Part of AFML13-LA-S1-02 in the edition of 1 March 2026."
    assert of(document, "S1-02").reworded == 2
    assert sorted(of(document, "S1-02").follow_ups.values_list("party__code", flat=True)) == ["KH", "LA"]


def test_what_comes_back_is_in_force_again_under_its_reference():
    document = published()
    apply(document, (("Impact", [HEALTH, COSTS]), ("Future", [TRAIN, DATA])))
    assert of(document, "S1-03").withdrawn_at
    apply(document, PRINTED)
    assert rows(document) == [
        ("S1-01", "1.", HEALTH, False), ("S1-02", "2.", COSTS, False), ("S1-03", "3.", DESKS, False),
        ("S2-01", "1.", TRAIN, False), ("S2-02", "2.", DATA, False),
    ]  # fmt: skip
    assert FollowUp.objects.count() == 5
    assert document.editions.count() == 3


def test_headings_are_renamed_added_and_taken_away():
    document = published()
    apply(document, (("Greater impact", [HEALTH, COSTS, DESKS]), ("Seas", [FISH])))
    assert list(document.sub_themes.order_by("position").values_list("position", "number", "title")) == [
        (1, 1, "Greater impact"), (2, 2, "Seas"), (3, 2, "Future"),
    ]  # fmt: skip
    assert [row[0] for row in rows(document) if row[3]] == ["S2-01", "S2-02"]
    apply(document, (("Greater impact", [HEALTH, COSTS, DESKS, FISH, TRAIN, DATA]),))
    assert list(SubTheme.objects.values_list("title", flat=True)) == ["Greater impact"]
    assert of(document, "S2-03").text == FISH


def test_placings_come_with_what_is_new():
    ThemeFactory(slug="seas")
    document = published()
    made = corrected(document, (("Impact", [HEALTH, COSTS, DESKS, FISH]), ("Future", [TRAIN, DATA])))
    seas = {"axis": "theme", "value": "seas", "is_main": True, "placing": "confirmed", "words": "vessel"}
    made.extracts.update(placings=[seas])
    editions.apply_edition(document_import=made, by=None)
    assert [each.recommendation.reference for each in RecommendationTheme.objects.all()] == ["AFML13-LA-S1-04"]


def test_the_document_takes_over_the_confirmed_facts():
    document = published()
    made = corrected(document, PRINTED)
    day = datetime.date(2021, 2, 1)
    DocumentImport.objects.filter(pk=made.pk).update(meeting="Another title", held_on=day, place="Vientiane")
    editions.apply_edition(document_import=made, by=None)
    document.refresh_from_db()
    assert (document.code, document.meeting, document.held_on, document.year, document.place) == (
        "AFML13-LA", "Another title", day, 2021, "Vientiane",
    )  # fmt: skip


# --- Nothing is lost ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("upto", ["draft", "submitted", "accepted"])
@pytest.mark.parametrize(
    "parts",
    [
        (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])),
        (("Impact", [COSTS, DESKS]), ("Future", [TRAIN, DATA])),
        (("Impact", [COSTS, DESKS]), ("Future", [TRAIN, DATA, HEALTH])),
        (("Impact", [f"{HEALTH} {COSTS}", DESKS]), ("Future", [TRAIN, DATA])),
        (("Impact", [f"{COSTS} {HEALTH}", DESKS]), ("Future", [TRAIN, DATA])),
    ],
    ids=["reworded", "gone", "moved", "merged", "merged the other way"],
)
def test_no_answer_is_lost(upto, parts):
    document = published()
    follow_up = of(document, "S1-01").follow_ups.get()
    answer(follow_up, upto=upto)
    follow_up.refresh_from_db()
    kept = list(Update.objects.values()), FollowUp.objects.filter(pk=follow_up.pk).values().get()
    apply(document, parts)
    assert (list(Update.objects.values()), FollowUp.objects.filter(pk=follow_up.pk).values().get()) == kept


def test_an_answer_knows_the_wording_it_was_given_to():
    document = published()
    follow_up = of(document, "S1-01").follow_ups.get()
    update = answer(follow_up, upto="submitted")
    apply(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    reviews.accept(update=update, seen_version=update.version, assessment="confirmed", by=person("reviewer"))
    follow_up.refresh_from_db()
    assert (follow_up.status, follow_up.answered_wording, follow_up.recommendation.reworded) == ("in-progress", 1, 2)


def test_a_round_is_untouched():
    document = published()
    round_ = RoundFactory(closed_at=timezone.now(), closed_by=person("reviewer"))
    round_.documents.add(document)
    before = list(round_.__class__.objects.values())
    apply(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    assert list(round_.__class__.objects.values()) == before


def test_nothing_is_mailed():
    document = published()
    answer(of(document, "S1-01").follow_ups.get())
    mails = OutboxMail.objects.count()
    apply(document, (("Impact", [REWORDED, COSTS]), ("Future", [TRAIN, DATA, FISH])))
    assert OutboxMail.objects.count() == mails


# --- The trail and the import ------------------------------------------------------------------------------------


def test_the_trail_holds_what_was_before_and_after(secretariat):
    document = published()
    made = corrected(document, (("Impact", [REWORDED, COSTS]), ("Future", [TRAIN, DATA, FISH])))
    editions.apply_edition(document_import=made, by=secretariat)
    event = AuditEvent.objects.get(action="document.edition")
    assert (event.target, event.by) == (str(document.pk), secretariat)
    assert sorted(event.before["texts"]) == ["AFML13-LA-S1-01", "AFML13-LA-S1-03"]
    assert event.before["texts"]["AFML13-LA-S1-01"]["text"] == HEALTH
    assert sorted(event.after["texts"]) == ["AFML13-LA-S1-01", "AFML13-LA-S1-03", "AFML13-LA-S2-03"]
    told = {name: value for name, value in event.after.items() if name not in ("texts", "facts", "sub_themes")}
    assert told == {
        "edition": 2, "import": made.pk, "reworded": ["AFML13-LA-S1-01"], "confirm": ["AFML13-LA-S1-01"],
        "new": ["AFML13-LA-S2-03"], "withdrawn": ["AFML13-LA-S1-03"],
        "moved": [], "renumbered": [], "again": [], "split": [], "merged": [], "asked": {"AFML13-LA-S2-03": ["LA"]},
    }  # fmt: skip


def test_the_import_says_what_became_of_it(secretariat):
    document = published()
    made = corrected(document, (("Impact", [REWORDED, COSTS]), ("Future", [TRAIN, DATA, FISH])))
    edition = editions.apply_edition(document_import=made, by=secretariat)
    made.refresh_from_db()
    assert (made.state, made.document, made.edition, made.ended_by) == (
        ImportState.PUBLISHED, document, edition, secretariat,
    )  # fmt: skip
    assert list(made.extracts.order_by("position").values_list("change", "recommendation__reference")) == [
        ("reworded", "AFML13-LA-S1-01"), ("same", "AFML13-LA-S1-02"), ("same", "AFML13-LA-S2-01"),
        ("same", "AFML13-LA-S2-02"), ("new", None),
    ]  # fmt: skip


def test_the_figures_before_and_after():
    document = published()
    answer(of(document, "S1-01").follow_ups.get())
    made = corrected(document, (("Impact", [REWORDED, COSTS]), ("Future", [TRAIN, DATA, FISH])))
    told = figures(comparison(made))
    assert (told.texts, told.follow_ups, told.answers, told.to_confirm) == ((5, 5), (5, 5), (1, 1), 1)
    assert told.kinds == (("The same", 3), ("Reworded", 1), ("New", 1), ("Gone", 1))

"""Where texts are placed: what rules suggest and what people decide never get in each other's way."""

import dataclasses

import pytest

from recommendations.actions import documents, extract_pieces, extracts, placed, placings
from recommendations.actions.extracts import Typed
from recommendations.actions.placed import Chosen
from recommendations.choices import Placing
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import AuditEvent, Recommendation
from recommendations.parsing import find, read
from recommendations.queries.placings import facts_of, fingerprint
from tests.access.publishing import ready
from tests.cast import EVERYBODY, lao, person
from tests.factories import (
    DocumentFactory,
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    ForumFactory,
    PlacingRuleFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    TargetGroupFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

SUGGESTED, CONFIRMED, REFUSED = (each.value for each in Placing)
HEALTH, JUSTICE, WOMEN = ("theme", "health"), ("theme", "justice"), ("target-group", "women")
TEXT = "Extend health care to women."
PRINTED = """Recommendations of the workers

Sub-theme 1: Services

1. Extend health care to women.
2. Ensure that justice is done in time.
"""


@pytest.fixture
def rules():
    """Two themes, a group and a rule for each."""
    for slug, words in (("health", "health*"), ("justice", "justice")):
        PlacingRuleFactory(theme=ThemeFactory(slug=slug), words=words, weight=2)
    PlacingRuleFactory(theme=None, target_group=TargetGroupFactory(slug="women"), words="women", weight=2)
    PlacingRuleFactory(theme=None, addressee="government-origin", words="*", weight=2)


def fact(key, placing=SUGGESTED, *, is_main=False, words="w"):
    return {"axis": key[0], "value": key[1], "is_main": is_main, "placing": placing, "words": words}


def keys(facts, placing):
    return {(each["axis"], each["value"]) for each in facts if each["placing"] == placing}


def stored(text):
    return facts_of([text]).get(text.pk, [])


def decide(text, chosen, by, seen=None):
    seen = seen or fingerprint(stored(text))
    return placings.decide(recommendation=text, chosen=chosen, seen=seen, by=by)


# --- What a person's ticks mean ------------------------------------------------------------------------------


def test_what_is_ticked_is_confirmed_and_what_is_unticked_refused():
    present = [fact(HEALTH, is_main=True), fact(WOMEN)]
    after = placed.decide(present, Chosen(frozenset({HEALTH, JUSTICE}), main="justice"))
    assert after == [
        fact(JUSTICE, CONFIRMED, is_main=True, words=""),
        fact(HEALTH, CONFIRMED),
        fact(WOMEN, REFUSED),
    ]


def test_without_a_look_at_all_of_it_what_was_left_alone_stays_suggested():
    present = [fact(HEALTH, is_main=True), fact(WOMEN)]
    same = Chosen(frozenset({HEALTH, WOMEN}), main="health", looked=False)
    assert placed.decide(present, same) == present
    more = Chosen(frozenset({HEALTH, JUSTICE}), main="health", looked=False)
    assert placed.decide(present, more) == [
        fact(HEALTH, is_main=True),
        fact(JUSTICE, CONFIRMED, words=""),
        fact(WOMEN, REFUSED),
    ]


def test_another_main_theme_is_a_decision_about_that_theme():
    present = [fact(HEALTH, is_main=True), fact(JUSTICE)]
    after = placed.decide(present, Chosen(frozenset({HEALTH, JUSTICE}), main="justice", looked=False))
    assert after == [fact(JUSTICE, CONFIRMED, is_main=True), fact(HEALTH)]


def test_a_main_theme_that_is_not_ticked_is_taken_as_ticked():
    assert placed.decide([], Chosen(frozenset(), main="health")) == [fact(HEALTH, CONFIRMED, is_main=True, words="")]


def test_a_refused_value_that_is_ticked_again_is_confirmed():
    assert placed.decide([fact(WOMEN, REFUSED)], Chosen(frozenset({WOMEN}), looked=False)) == [fact(WOMEN, CONFIRMED)]


# --- Suggesting again --------------------------------------------------------------------------------------------


def test_new_suggestions_replace_open_ones_and_never_decisions():
    present = [fact(HEALTH, is_main=True), fact(JUSTICE, REFUSED), fact(WOMEN, CONFIRMED)]
    new = [fact(JUSTICE, is_main=True), fact(("theme", "data"), words="data"), fact(WOMEN, words="new")]
    assert placed.again(present, new) == [
        fact(("theme", "data"), words="data"),
        fact(JUSTICE, REFUSED),
        fact(WOMEN, CONFIRMED),
    ]


def test_a_main_theme_is_not_suggested_beside_a_confirmed_theme():
    present = [fact(HEALTH, CONFIRMED), fact(WOMEN)]
    assert placed.again(present, [fact(JUSTICE, is_main=True)]) == [fact(HEALTH, CONFIRMED), fact(JUSTICE)]


def test_what_a_person_read_or_decided_on_is_left_alone():
    read, decided = [fact(HEALTH, words="")], [fact(HEALTH, CONFIRMED), fact(WOMEN, REFUSED)]
    assert placed.again(read, [fact(JUSTICE)]) == read
    assert placed.again(decided, [fact(JUSTICE)]) == decided
    assert placed.again([], [fact(JUSTICE)]) == [fact(JUSTICE)]


# --- Stored texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_only_the_secretariat_places_texts(rules, role):
    text = RecommendationFactory(text=TEXT)
    by = person(role, lao())
    for act in (
        lambda: decide(text, Chosen(frozenset()), by),
        lambda: placings.confirm(recommendations=[text], by=by),
        lambda: placings.refuse_theme(recommendations=[text], theme=ThemeFactory(), by=by),
        lambda: placings.make_main(recommendations=[text], theme=ThemeFactory(), by=by),
        lambda: placings.suggest(recommendations=[text], by=by),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert stored(text) == []


def test_rules_suggest_for_stored_texts_with_their_words(rules, secretariat):
    text, other = RecommendationFactory(text=TEXT), RecommendationFactory(text="Nothing of that.")
    assert placings.suggest(recommendations=[text, other], by=secretariat) == 2
    assert stored(text) == [
        fact(HEALTH, is_main=True, words="health"),
        fact(WOMEN, words="women"),
        fact(("addressee", "government-origin"), words="*"),
    ]
    assert stored(other) == [fact(("addressee", "government-origin"), words="*")]
    assert placings.suggest(recommendations=[text, other], by=secretariat) == 0
    events = AuditEvent.objects.filter(action="recommendation.suggest_placings")
    assert {event.after["recommendations"][0] for event in events} == {text.reference, other.reference}


def test_deciding_writes_every_row_and_one_event(rules, secretariat):
    text = RecommendationFactory(text=TEXT)
    placings.suggest(recommendations=[text], by=secretariat)
    before = stored(text)
    after = decide(text, Chosen(frozenset({HEALTH, JUSTICE}), main="justice"), secretariat)
    assert stored(text) == after
    assert (keys(after, CONFIRMED), keys(after, SUGGESTED)) == ({HEALTH, JUSTICE}, set())
    assert [each["value"] for each in after if each["is_main"]] == ["justice"]
    event = AuditEvent.objects.get(action="recommendation.place")
    assert (event.target, event.before, event.after, event.by) == (str(text.pk), before, after, secretariat)


def test_two_who_place_at_once_overwrite_nothing(rules, secretariat):
    text = RecommendationFactory(text=TEXT)
    seen = fingerprint(stored(text))
    decide(text, Chosen(frozenset({HEALTH})), secretariat, seen)
    with pytest.raises(Conflict):
        decide(text, Chosen(frozenset({JUSTICE})), secretariat, seen)
    assert keys(stored(text), CONFIRMED) == {HEALTH}


def test_many_are_confirmed_refused_and_made_main_at_once(rules, secretariat):
    document = DocumentFactory()
    texts = [RecommendationFactory(document=document, text=TEXT) for _ in range(3)]
    placings.suggest(recommendations=texts, by=secretariat)
    health = ThemeFactory._meta.model.objects.get(slug="health")
    justice = ThemeFactory._meta.model.objects.get(slug="justice")
    assert placings.refuse_theme(recommendations=texts[:1], theme=health, by=secretariat) == 1
    assert placings.make_main(recommendations=texts[1:], theme=justice, by=secretariat) == 2
    assert placings.confirm(recommendations=texts, by=secretariat) == 3
    one, two, three = (stored(text) for text in texts)
    assert (keys(one, REFUSED), [each for each in one if each["is_main"]]) == ({HEALTH}, [])
    assert [each["value"] for each in two if each["is_main"]] == ["justice"]
    assert two == three
    assert keys(two, CONFIRMED) == {HEALTH, JUSTICE, WOMEN, ("addressee", "government-origin")}
    event = AuditEvent.objects.filter(action="recommendation.confirm_placings").get()
    assert (event.target_type, event.target) == ("document", str(document.pk))
    assert set(event.after) == {text.reference for text in texts}


def test_doing_it_to_nothing_is_refused(secretariat):
    with pytest.raises(Refused):
        placings.confirm(recommendations=Recommendation.objects.none(), by=secretariat)


def test_a_main_theme_made_by_hand_elsewhere_is_replaced_and_stays_one(rules, secretariat):
    text = RecommendationFactory(text=TEXT)
    RecommendationThemeFactory(recommendation=text, is_main=True, theme__slug="old")
    health = ThemeFactory._meta.model.objects.get(slug="health")
    placings.make_main(recommendations=[text], theme=health, by=secretariat)
    assert list(text.theme_placings.values_list("theme__slug", "is_main", "placing")) == [
        ("health", True, CONFIRMED),
        ("old", False, SUGGESTED),
    ]


def test_a_document_published_by_the_command_is_placed_as_well(rules):
    ForumFactory(number=13)
    data = PRINTED.encode()
    found = dataclasses.replace(find(read(data)), forum_number=13, kind="regional-workers", meeting="A meeting")
    document = documents.publish(found=found, data=data, by=None)
    assert [keys(stored(text), SUGGESTED) for text in document.recommendations.all()] == [
        {HEALTH, WOMEN, ("addressee", "government-origin")},
        {JUSTICE, ("addressee", "government-origin")},
    ]


def test_what_was_decided_beside_the_source_is_published_as_it_is(rules, secretariat):
    extract = ready(30).extracts.get()
    facts = [fact(HEALTH, CONFIRMED, is_main=True), fact(JUSTICE, REFUSED), fact(WOMEN)]
    type(extract).objects.filter(pk=extract.pk).update(placings=facts)
    document = documents.publish_import(document_import=extract.document_import, by=secretariat)
    assert stored(document.recommendations.get()) == facts


# --- Texts on their way in -----------------------------------------------------------------------------------------


@pytest.fixture
def found():
    return DocumentImportFactory()


def extract_of(found, text, position=1):
    heading = ExtractedSubThemeFactory(document_import=found, position=position)
    return ExtractFactory(document_import=found, sub_theme=heading, position=position, text=text, found_text=text)


def accept(extract, by, **typed):
    typed = Typed(**{"text": extract.text} | typed)
    return extracts.accept(extract=extract, typed=typed, seen_version=extract.version, by=by)


def test_a_text_that_is_mended_is_placed_by_its_new_words(found, rules, secretariat):
    extract = accept(extract_of(found, "Extend health care."), secretariat)
    assert keys(extract.placings, SUGGESTED) == {HEALTH, ("addressee", "government-origin")}
    extract = accept(extract, secretariat, text="Bring justice.")
    assert keys(extract.placings, SUGGESTED) == {JUSTICE, ("addressee", "government-origin")}


def test_what_is_ticked_beside_the_source_is_kept_when_the_text_changes(found, rules, secretariat):
    extract = extract_of(found, TEXT)
    chosen = Chosen(frozenset({HEALTH}), main="health", looked=False)
    extract = accept(extract, secretariat, chosen=chosen)
    extract = accept(extract, secretariat, text="Bring justice to women.")
    assert keys(extract.placings, CONFIRMED) == {HEALTH}
    decided = accept(extract, secretariat, chosen=Chosen(frozenset({JUSTICE}), main="justice"))
    again = accept(decided, secretariat, text=TEXT)
    assert again.placings == decided.placings


def test_split_texts_are_placed_each_by_its_own_words(found, rules, secretariat):
    extract = extract_of(found, TEXT)
    parts = extract_pieces.split(
        extract=extract, typed=Typed("Extend health care.\n---\nBring justice."), seen_version=1, by=secretariat
    )
    own = ("addressee", "government-origin")
    assert [keys(part.placings, SUGGESTED) for part in parts] == [{HEALTH, own}, {JUSTICE, own}]

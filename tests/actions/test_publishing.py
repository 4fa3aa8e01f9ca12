"""Publishing what people made of an import: what is made, who is asked, what is refused."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.actions import undoing
from recommendations.choices import ExtractState, ImportState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Document, FollowUp, Recommendation
from tests.actions.workshop import DAY, an_import, publish, taken
from tests.cast import EVERYBODY, cambodia, lao, person
from tests.factories import DocumentFactory, TargetGroupFactory, ThemeFactory

pytestmark = pytest.mark.django_db


# --- What is made ------------------------------------------------------------------------------------------------


def test_an_import_becomes_a_document_with_what_was_accepted(secretariat):
    made = an_import()
    document = publish(made, by=secretariat)
    assert (document.code, document.meeting, document.published_by) == (
        "AFML13-LA", "Recommendations from Lao PDR Workshop", secretariat,
    )  # fmt: skip
    facts = ("theme", "place", "dates_printed", "online", "language", "held_on", "held_until", "year")
    assert [getattr(document, name) for name in facts] == [
        "A theme", "Vientiane", "23 October 2020", False, "en", DAY, None, 2020,
    ]  # fmt: skip
    assert list(document.sub_themes.values_list("position", "number", "title", "introduction")) == [
        (1, 1, "Impact", "Timely."), (2, 2, "Future", ""),
    ]  # fmt: skip
    columns = ("position", "reference", "label", "number", "page", "line", "text", "editor_note")
    assert list(document.recommendations.values_list(*columns)) == [
        (1, "AFML13-LA-S1-01", "1.", 1, 1, 7, "Extend healthcare.", "“Extent” in print."),
        (2, "AFML13-LA-S1-02", "2.", 2, None, 1, "Reduce costs.", ""),
        (3, "AFML13-LA-S2-01", "", None, None, 1, "Strengthen policies by\n- training", ""),
    ]  # fmt: skip
    assert set(FollowUp.objects.values_list("party__code", "asked_on")) == {("LA", DAY)}
    assert FollowUp.objects.count() == 3
    assert Recommendation.objects.containing("afml13-la-s2-01 policies").count() == 1


def test_the_import_says_what_became_of_it(secretariat):
    made = an_import()
    document = publish(made, by=secretariat)
    made.refresh_from_db()
    assert (made.state, made.document, made.edition) == (ImportState.PUBLISHED, document, document.editions.get())
    assert (made.ended_at, made.ended_by) == (document.published_at, secretariat)


def test_a_text_is_the_source_of_its_edition():
    made = an_import()
    edition = publish(made).editions.get()
    assert (edition.number, edition.source_text, edition.sha256, edition.file_name, edition.file.name) == (
        1, made.source_text, made.sha256, "lao.txt", "",
    )  # fmt: skip


def test_a_file_stays_where_it_is():
    made = an_import(source_text="", file=ContentFile(b"%PDF-1.7", name="x"))
    edition = publish(made).editions.get()
    assert (edition.file.name, edition.source_text) == (made.file.name, "")
    with edition.file.open("rb") as file:
        assert file.read() == b"%PDF-1.7"


def test_the_trail_names_the_import(secretariat):
    made = an_import()
    document = publish(made, by=secretariat)
    event = AuditEvent.objects.get()
    assert (event.action, event.target, event.by) == ("document.publish", str(document.pk), secretariat)
    assert event.after == {
        "code": "AFML13-LA", "sha256": made.sha256, "asked": ["LA"], "asked_on": "2020-10-23", "import": made.pk,
        "recommendations": ["AFML13-LA-S1-01", "AFML13-LA-S1-02", "AFML13-LA-S2-01"],
    }  # fmt: skip


def test_placings_come_with_their_state_and_words():
    made = an_import()
    wages, groups = ThemeFactory(slug="wages"), TargetGroupFactory(slug="women")
    ThemeFactory(slug="skills")
    made.extracts.filter(position=1).update(
        placings=[
            {"axis": "theme", "value": "wages", "is_main": True, "placing": "confirmed", "words": "wage, pay"},
            {"axis": "theme", "value": "skills", "is_main": True, "placing": "suggested", "words": ["skill", "train*"]},
            {"axis": "theme", "value": "gone", "is_main": False, "placing": "suggested", "words": ""},
            {"axis": "target-group", "value": "women", "placing": "refused", "words": "women"},
            {"axis": "addressee", "value": "asean", "placing": "suggested", "words": "ASEAN"},
            {"axis": "addressee", "value": "martians", "placing": "suggested", "words": "Mars"},
        ]
    )
    text = publish(made).recommendations.get(position=1)
    assert list(text.theme_placings.values_list("theme__slug", "is_main", "placing", "words")) == [
        (wages.slug, True, "confirmed", "wage, pay"), ("skills", False, "suggested", "skill, train*"),
    ]  # fmt: skip
    assert list(text.target_group_placings.values_list("target_group", "placing", "words")) == [
        (groups.pk, "refused", "women")
    ]
    assert list(text.addressees.values_list("addressee", "placing", "words")) == [("asean", "suggested", "ASEAN")]


def test_texts_of_a_document_without_headings_stand_in_place_nought():
    made = an_import()
    made.sub_themes.filter(position=1).update(number=None, title="")
    assert list(publish(made).recommendations.values_list("reference", flat=True)) == [
        "AFML13-LA-S0-01", "AFML13-LA-S0-02", "AFML13-LA-S2-01",
    ]  # fmt: skip


def test_publishing_asks_the_database_as_often_for_many_texts_as_for_few():
    def queries(made):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            publish(made)
        return len(captured)

    few = an_import()
    many = an_import(party=cambodia(), meeting="Recommendations from Cambodia Workshop")
    heading = many.sub_themes.get(position=2)
    for number in range(40):
        taken(many, heading, 100 + number, number=number + 1, text=f"Text {number}.")
    assert queries(few) == queries(many)


# --- Who is asked -----------------------------------------------------------------------------------------------


def test_who_was_chosen_for_the_import_is_asked():
    made = an_import(asked_chosen=True)
    made.asked.set([cambodia(), lao()])
    publish(made)
    assert FollowUp.objects.count() == 6


def test_nobody_may_be_chosen():
    publish(an_import(asked_chosen=True))
    assert not FollowUp.objects.exists()


def test_what_the_publish_page_says_goes_before_and_is_kept():
    made = an_import()
    publish(made, parties=[cambodia()])
    assert set(FollowUp.objects.values_list("party__code", flat=True)) == {"KH"}
    assert [each.code for each in made.asked.all()] == ["KH"]


# --- What is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_only_the_secretariat_publishes_and_undoes(role):
    made, user = an_import(), person(role, None if role in ("reviewer", "stranger") else lao())
    with pytest.raises(NotAllowed):
        publish(made, by=user)
    assert not Document.objects.exists()
    publish(made)
    with pytest.raises(NotAllowed):
        undoing.undo_import(document_import=made, by=user)
    assert Document.objects.exists()


def test_a_text_that_nobody_looked_at_stops_it():
    made = an_import()
    made.extracts.filter(position=2).update(state=ExtractState.PROPOSED)
    with pytest.raises(Refused, match="Nobody has decided yet on 1 of the texts"):
        publish(made)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"facts_confirmed_at": None, "facts_confirmed_by": None}, "Say first which document this is"),
        ({"meeting": ""}, "The title of the meeting"),
        ({"forum": None}, "The number of the forum"),
        ({"party": None}, "The country of this national workshop"),
        ({"kind": "forum"}, "Only a national workshop belongs to a country"),
    ],
)
def test_what_is_not_whole_is_refused(changes, sentence):
    with pytest.raises(Refused, match=sentence):
        publish(an_import(**changes))
    assert not Document.objects.exists()


def test_an_edition_is_not_published_as_a_document_of_its_own():
    made = an_import(edition_of=DocumentFactory())
    with pytest.raises(Refused, match="corrected edition"):
        publish(made)


@pytest.mark.parametrize("state", ["reading", "undone", "discarded", "refused"])
def test_only_what_is_in_review_is_published(state):
    with pytest.raises(TooLate, match="cannot be published"):
        publish(an_import(state=state))


def test_an_import_is_published_once():
    made = an_import()
    publish(made)
    with pytest.raises(TooLate, match="published already, as AFML13-LA"):
        publish(made)
    assert Document.objects.count() == 1

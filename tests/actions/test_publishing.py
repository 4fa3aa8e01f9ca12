"""Publishing what people made of an import, and taking it back."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.actions import asking, documents, undoing, updates, withdrawing, wordings
from recommendations.actions.typed import Answer
from recommendations.choices import ExtractState, ImportState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import (
    AuditEvent,
    Document,
    DocumentImport,
    Edition,
    Extract,
    FollowUp,
    Recommendation,
    RecommendationAddressee,
    RecommendationTheme,
    SubTheme,
)
from tests.cast import EVERYBODY, cambodia, lao, person
from tests.factories import (
    DocumentFactory,
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    FollowUpFactory,
    ForumFactory,
    MeetingItemFactory,
    OrganizationFactory,
    RecommendationFactory,
    ResponsibilityFactory,
    RoundFactory,
    StatementFactory,
    TargetGroupFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 10, 23)
MADE = (Document, Edition, SubTheme, Recommendation, FollowUp, RecommendationTheme, RecommendationAddressee)


@pytest.fixture
def secretariat():
    return person("secretariat")


def an_import(**changes) -> DocumentImport:
    """A national workshop of Lao PDR: two sub-themes, three texts to publish, one left out."""
    facts = {
        "forum": ForumFactory(number=13, year=2020), "kind": "national", "party": lao(), "held_on": DAY,
        "meeting": "Recommendations from Lao PDR Workshop", "theme": "A theme", "place": "Vientiane",
        "dates_printed": "23 October 2020", "online": False, "language": "en", "file_name": "lao.txt",
        "facts_confirmed_at": timezone.now(), "facts_confirmed_by": UserFactory(),
    }  # fmt: skip
    made = DocumentImportFactory(**facts | changes)
    first = ExtractedSubThemeFactory(document_import=made, position=1, number=1, title="Impact", introduction="Timely.")
    second = ExtractedSubThemeFactory(document_import=made, position=2, number=2, title="Future")
    ExtractedSubThemeFactory(document_import=made, position=3, number=3, title="Empty")
    taken(made, first, 1, number=1, page=1, line_from=7, text="Extend healthcare.", editor_note="“Extent” in print.")
    taken(made, first, 2, number=2, text="Reduce costs.")
    taken(made, first, 3, state=ExtractState.REJECTED, text="Adopted by all.")
    taken(made, second, 4, number=None, label="", text="Strengthen policies by\n- training")
    return made


def taken(made, sub_theme, position, *, state=ExtractState.ACCEPTED, **values) -> Extract:
    return ExtractFactory(
        document_import=made, sub_theme=sub_theme, position=position, state=state, decided_at=timezone.now(), **values
    )


def publish(made, by=None, **options) -> Document:
    return documents.publish_import(document_import=made, by=by, **options)


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


# --- Undone whole ------------------------------------------------------------------------------------------------


def undo(made, by=None):
    return undoing.undo_import(document_import=DocumentImport.objects.get(pk=made.pk), by=by)


def test_undo_takes_all_of_it_back_and_tells_the_trail(secretariat):
    made = an_import()
    ThemeFactory(slug="wages")
    made.extracts.filter(position=1).update(
        placings=[
            {"axis": "theme", "value": "wages", "is_main": True, "placing": "confirmed", "words": ""},
            {"axis": "addressee", "value": "asean", "placing": "confirmed", "words": ""},
        ]
    )
    publish(made)
    assert all(model.objects.exists() for model in MADE)
    found = undo(made, by=secretariat)
    assert not any(model.objects.exists() for model in MADE)
    assert (found.state, found.document, found.edition, found.ended_by) == (
        ImportState.UNDONE, None, None, secretariat,
    )  # fmt: skip
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.target, event.by, event.party) == ("import.undo", str(made.pk), secretariat, lao())
    assert event.before == {
        "code": "AFML13-LA", "sha256": [made.sha256], "asked": ["LA"], "follow_ups": 3,
        "recommendations": ["AFML13-LA-S1-01", "AFML13-LA-S1-02", "AFML13-LA-S2-01"],
    }  # fmt: skip


def test_what_was_decided_in_the_review_stays_and_it_is_published_again():
    made = an_import()
    publish(made)
    undo(made)
    with pytest.raises(TooLate):
        publish(made)
    undoing.reopen(document_import=made, by=None)
    assert Extract.objects.to_publish().count() == 3
    assert publish(made).code == "AFML13-LA"


def test_the_source_file_outlives_the_undoing():
    made = an_import(source_text="", file=ContentFile(b"%PDF-1.7", name="x"))
    publish(made)
    undo(made)
    assert default_storage.exists(made.file.name)


def test_other_documents_stay_as_they_are():
    other = FollowUpFactory()
    made = an_import()
    publish(made)
    undo(made)
    assert list(FollowUp.objects.all()) == [other]
    assert Edition.objects.count() == 0


def test_undone_twice_is_too_late():
    made = an_import()
    publish(made)
    undo(made)
    with pytest.raises(TooLate, match="nothing to undo"):
        undo(made)


def first():
    return FollowUp.objects.order_by("pk").first()


def draft(made):
    updates.save(follow_up=first(), answer=Answer(), opened_version=0, by=person("reporter", lao()))


def agency(made):
    ResponsibilityFactory(follow_up=first(), organization=OrganizationFactory(party=lao()))


def target(made):
    FollowUp.objects.filter(pk=first().pk).update(target_date=DAY)


def answered_under(made):
    FollowUp.objects.filter(pk=first().pk).update(answered_under=FollowUpFactory(party=lao()))


def answers_another(made):
    FollowUpFactory(party=lao(), answered_under=first())


@pytest.mark.parametrize("begin", [draft, agency, target, answered_under, answers_another])
def test_once_somebody_has_begun_it_is_not_undone(begin):
    made = an_import()
    publish(made)
    begin(made)
    with pytest.raises(TooLate, match=r"work has begun in Lao PDR \(1\)\. Withdraw the document instead"):
        undo(made)
    assert Recommendation.objects.filter(document__code="AFML13-LA").count() == 3
    assert FollowUp.objects.filter(recommendation__document__code="AFML13-LA").count() == 3


def test_a_draft_that_was_discarded_is_no_beginning():
    made = an_import()
    publish(made)
    reporter = person("reporter", lao())
    begun = updates.save(follow_up=first(), answer=Answer(), opened_version=0, by=reporter)
    updates.discard(update=begun, seen_version=1, by=reporter)
    undo(made)
    assert not Document.objects.exists()


def test_what_stands_in_a_round_is_not_undone():
    made = an_import()
    RoundFactory(name="Autumn").documents.add(publish(made))
    with pytest.raises(TooLate, match="it stands in the round “Autumn”"):
        undo(made)


def test_what_others_have_gone_on_with_is_not_undone():
    """A view or a meeting's list refers to its texts: deleting them would be refused by the database, as a fault."""
    made = an_import()
    publish(made)
    statement = StatementFactory(recommendation=first().recommendation)
    with pytest.raises(TooLate, match="an organization has stated its view"):
        undo(made)
    statement.delete()
    item = MeetingItemFactory(follow_up=first())
    with pytest.raises(TooLate, match="it stands on the list of a meeting"):
        undo(made)
    item.delete()
    undo(made)


def test_an_import_with_a_later_edition_is_not_undone():
    made = an_import()
    document = publish(made)
    Edition.objects.create(document=document, number=2, source_text="x", sha256="cd" * 32, received_at=timezone.now())
    with pytest.raises(TooLate, match="a corrected edition came after it"):
        undo(made)


def test_to_write_where_it_was_undone_is_too_late():
    made = an_import()
    publish(made)
    found, reporter = first(), person("reporter", lao())
    undo(made)
    with pytest.raises(TooLate, match="no longer asked"):
        updates.save(follow_up=found, answer=Answer(), opened_version=0, by=reporter)


# --- Withdrawn ----------------------------------------------------------------------------------------------------


def test_a_document_is_withdrawn_with_its_texts_and_a_reason(secretariat):
    document = RecommendationFactory(document__party=lao()).document
    gone = RecommendationFactory(document=document, withdrawn_at=timezone.now(), withdrawn_reason="Dropped.")
    found = withdrawing.withdraw(document=document, reason=" Another meeting’s. ", by=secretariat)
    assert (found.withdrawn_reason, found.withdrawn_by) == ("Another meeting’s.", secretariat)
    texts = document.recommendations.order_by("pk").values_list("withdrawn_reason", "withdrawn_by")
    assert list(texts) == [("Another meeting’s.", secretariat.pk), ("Dropped.", None)]
    event = AuditEvent.objects.get()
    assert (event.action, event.after) == (
        "document.withdraw", {"reason": "Another meeting’s.", "recommendations": 1},
    )  # fmt: skip
    back = withdrawing.reinstate(document=document, by=secretariat)
    assert (back.withdrawn_at, back.withdrawn_reason, back.withdrawn_by) == (None, "", None)
    assert list(document.recommendations.in_force()) == list(document.recommendations.exclude(pk=gone.pk))
    assert AuditEvent.objects.order_by("sequence").last().before["reason"] == "Another meeting’s."


@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_a_withdrawal_needs_a_reason(reason):
    document = DocumentFactory()
    with pytest.raises(Refused) as refused:
        withdrawing.withdraw(document=document, reason=reason, by=None)
    assert refused.value.field == "reason"
    assert not AuditEvent.objects.exists()


def test_each_happens_once():
    document = DocumentFactory()
    with pytest.raises(TooLate, match="in force already"):
        withdrawing.reinstate(document=document, by=None)
    withdrawing.withdraw(document=document, reason="x", by=None)
    with pytest.raises(TooLate, match="withdrawn already"):
        withdrawing.withdraw(document=document, reason="y", by=None)


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_only_the_secretariat_withdraws(role):
    document, user = DocumentFactory(), person(role, None if role in ("reviewer", "stranger") else lao())
    for act in (
        lambda: withdrawing.withdraw(document=document, reason="x", by=user),
        lambda: withdrawing.reinstate(document=document, by=user),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_nobody_is_asked_about_a_withdrawn_text():
    text = RecommendationFactory(withdrawn_at=timezone.now(), withdrawn_reason="x")
    with pytest.raises(Refused, match="was withdrawn"):
        asking.ask(recommendations=[text], party=cambodia(), asked_on=DAY, by=None)


def test_what_was_undone_meanwhile_is_neither_withdrawn_nor_mended(secretariat):
    made = an_import()
    document = publish(made)
    text = document.recommendations.first()
    undo(made)
    with pytest.raises(TooLate, match="no longer here"):
        withdrawing.withdraw(document=document, reason="x", by=None)
    with pytest.raises(TooLate, match="no longer here"):
        wordings.correct(recommendation=text, text="Another.", note="x", seen_wording=1, by=secretariat)

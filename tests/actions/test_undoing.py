"""Taking back what an import published, as long as nobody has gone on from it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from recommendations.actions import undoing, updates
from recommendations.actions.typed import Answer
from recommendations.choices import ImportState
from recommendations.errors import TooLate
from recommendations.models import (
    AuditEvent,
    Document,
    Edition,
    Extract,
    FollowUp,
    Recommendation,
    RecommendationAddressee,
    RecommendationTheme,
    SubTheme,
)
from tests.actions.workshop import DAY, an_import, first, publish, undo
from tests.cast import lao, person
from tests.factories import (
    FollowUpFactory,
    MeetingItemFactory,
    OrganizationFactory,
    ResponsibilityFactory,
    RoundFactory,
    StatementFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

MADE = (Document, Edition, SubTheme, Recommendation, FollowUp, RecommendationTheme, RecommendationAddressee)


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

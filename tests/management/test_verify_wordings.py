"""`verify` sees wordings, withdrawals and imports that do not fit. Rows are broken below the actions."""

import pytest
from django.utils import timezone

from recommendations.management.invariants import wordings
from recommendations.models import Document, DocumentImport, FollowUp, FormerWording, Recommendation
from tests import factories as f

pytestmark = pytest.mark.django_db


def version(**values):
    return f.UpdateVersionFactory(update__version=1, **values)


def test_a_former_wording_that_is_missing():
    former = f.FormerWordingFactory()
    Recommendation.objects.update(wording=2)
    assert list(wordings.former_wordings_are_kept()) == []
    FormerWording.objects.filter(pk=former.pk).update(number=3)
    reference = former.recommendation.reference
    assert list(wordings.former_wordings_are_kept()) == [f"{reference}: at wording 2, 1 former ones are kept"]
    former.delete()
    assert list(wordings.former_wordings_are_kept()) == [f"{reference}: at wording 2, 0 former ones are kept"]


def test_a_version_of_a_wording_that_never_was():
    made = version()
    assert list(wordings.versions_answer_a_wording()) == []
    made.wording = 2
    made.save()
    assert list(wordings.versions_answer_a_wording()) == [
        f"update {made.update_id} version 1: it answers wording 2, which its text never had"
    ]


def test_a_follow_up_that_is_behind_or_ahead_of_what_was_answered():
    made = f.FollowUpFactory()
    assert list(wordings.answered_wordings_fit()) == []
    where = f"{made.recommendation.reference} {made.party.code}"
    FollowUp.objects.update(answered_wording=2)
    assert list(wordings.answered_wordings_fit()) == [f"{where}: it says that wording 2 was answered"]
    Recommendation.objects.update(wording=2)
    assert list(wordings.answered_wordings_fit()) == []
    answer = version(update__follow_up=made, wording=2)
    FollowUp.objects.update(answered_wording=1, current_version=answer, status="planned", answered_at=timezone.now())
    assert list(wordings.answered_wordings_fit()) == [f"{where}: it says that wording 1 was answered"]
    FollowUp.objects.update(answered_wording=2)
    assert list(wordings.answered_wordings_fit()) == []


def test_a_text_in_force_under_a_withdrawn_document():
    text = f.RecommendationFactory()
    assert list(wordings.withdrawn_with_their_document()) == []
    Document.objects.update(withdrawn_at=timezone.now(), withdrawn_reason="x")
    assert list(wordings.withdrawn_with_their_document()) == [
        f"{text.reference}: in force, though its document was withdrawn"
    ]


def test_an_import_that_lost_its_document():
    made = f.DocumentImportFactory(state="published")
    assert list(wordings.imports_lead_to_their_document()) == [
        f"import {made.pk}: it is published, and its document does not fit that"
    ]
    edition = f.EditionFactory()
    DocumentImport.objects.update(document=edition.document, edition=edition)
    assert list(wordings.imports_lead_to_their_document()) == []
    DocumentImport.objects.update(state="undone")
    assert list(wordings.imports_lead_to_their_document()) == [
        f"import {made.pk}: it is undone, and its document does not fit that"
    ]

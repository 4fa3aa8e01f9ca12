"""Undoing an import while somebody begins to answer: exactly one of the two comes through."""

import datetime

import pytest

from recommendations.actions import asking, documents, undoing, updates, withdrawing
from recommendations.actions.typed import Answer
from recommendations.models import Document, DocumentImport, FollowUp, Recommendation, Update
from tests.access.publishing import ready
from tests.cast import cambodia, lao, person
from tests.faults.test_races import at_once, check_trail, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reporter():
    yield person("reporter", lao())
    check_trail()


def published(number) -> FollowUp:
    documents.publish_import(document_import=ready(number), parties=[lao()], by=None)
    return FollowUp.objects.get(recommendation__document__forum__number=number)


def undo(number):
    made = DocumentImport.objects.get(forum__number=number)
    return lambda: undoing.undo_import(document_import=made, by=None)


def begin(found, by):
    user = type(by).objects.get(pk=by.pk)
    return lambda: updates.save(follow_up=found, answer=Answer(), opened_version=0, by=user)


def test_an_update_begun_while_undo_runs_and_undo_exclude_each_other(reporter, scale):
    for number in range(scale(8, 100)):
        found = published(number + 1)
        results = at_once(undo(number + 1), begin(found, reporter))
        assert kinds(results) == ["TooLate", "done"]
        begun = Update.objects.filter(follow_up__recommendation__document__forum__number=number + 1).exists()
        assert Document.objects.filter(forum__number=number + 1).exists() == begun
        assert DocumentImport.objects.get(forum__number=number + 1).state == ("published" if begun else "undone")


def test_undone_twice_at_once_is_undone_once(reporter, scale):
    for number in range(scale(4, 50)):
        published(number + 1)
        assert kinds(at_once(undo(number + 1), undo(number + 1))) == ["TooLate", "done"]
        assert not Recommendation.objects.exists()


def test_published_twice_at_once_is_published_once(reporter, scale):
    for number in range(scale(4, 50)):
        made = ready(number + 1)
        acts = [lambda made=made: documents.publish_import(document_import=made, by=None)] * 2
        assert kinds(at_once(*acts)) == ["TooLate", "done"]
        assert Document.objects.filter(forum__number=number + 1).count() == 1


def test_a_country_asked_while_undo_runs_leaves_no_half(reporter, scale):
    other = cambodia()
    for number in range(scale(4, 50)):
        text = published(number + 1).recommendation

        def ask(text=text):
            return asking.ask(recommendations=[text], party=other, asked_on=datetime.date(2020, 1, 1), by=None)

        results = at_once(undo(number + 1), ask)
        assert results[0] is not None
        assert "done" in kinds(results[:1])
        assert not FollowUp.objects.exists()


def test_an_answer_saved_while_its_document_is_withdrawn_comes_before_or_is_too_late(reporter, scale):
    for number in range(scale(8, 100)):
        found = published(number + 1)
        document = found.recommendation.document
        results = at_once(
            lambda document=document: withdrawing.withdraw(document=document, reason="x", by=None),
            begin(found, reporter),
        )
        assert kinds(results)[-1] == "done"
        found.recommendation.refresh_from_db()
        assert found.recommendation.withdrawn_at is not None

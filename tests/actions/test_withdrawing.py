"""Withdrawing a document, with its reason, and putting it in force again."""

import pytest
from django.utils import timezone

from recommendations.actions import asking, withdrawing, wordings
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent
from tests.actions.workshop import DAY, an_import, publish, undo
from tests.cast import EVERYBODY, cambodia, lao, person
from tests.factories import DocumentFactory, RecommendationFactory

pytestmark = pytest.mark.django_db


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

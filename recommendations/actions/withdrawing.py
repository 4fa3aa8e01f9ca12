"""Withdrawing a published document: it stays to be read, and counts no more."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from recommendations.actions import asking, audit
from recommendations.actions.undoing import lock_document
from recommendations.errors import Refused, TooLate
from recommendations.models import Document, User
from recommendations.text import clean, gettext_noop


@transaction.atomic
def withdraw(*, document: Document, reason: str, by: User | None) -> Document:
    """Withdraw the document and all its recommendations that are in force. Errors: NotAllowed, TooLate, Refused."""
    asking.check_may_publish(by)
    document = lock_document(document)
    if document.withdrawn_at:
        raise TooLate(gettext_noop("This document was withdrawn already."))
    reason = clean(reason)
    if not reason:
        raise Refused(gettext_noop("Say why the document is withdrawn."), field="reason")
    told = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_reason": reason}
    number = document.recommendations.in_force().update(**told)
    _set(document, told)
    after = {"reason": reason, "recommendations": number}
    audit.record("document.withdraw", document, by=by, party=document.party, after=after)
    return document


@transaction.atomic
def reinstate(*, document: Document, by: User | None) -> Document:
    """Put a withdrawn document in force again, with the texts that went with it. Errors: NotAllowed, TooLate.

    What an edition had dropped before stays withdrawn.
    """
    asking.check_may_publish(by)
    document = lock_document(document)
    if document.withdrawn_at is None:
        raise TooLate(gettext_noop("This document is in force already."))
    before = {"reason": document.withdrawn_reason, "withdrawn_at": document.withdrawn_at}
    told = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""}
    number = document.recommendations.filter(withdrawn_at=document.withdrawn_at).update(**told)
    _set(document, told)
    after = {"recommendations": number}
    audit.record("document.reinstate", document, by=by, party=document.party, before=before, after=after)
    return document


def _set(document: Document, told: Mapping[str, object]) -> None:
    for name, value in told.items():
        setattr(document, name, value)
    document.save(update_fields=list(told))

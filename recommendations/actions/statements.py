"""What organizations say of a recommendation themselves. It stands beside the governments' answers and sets no status.

A statement is never changed: its author withdraws it and publishes another, so that what once stood there can be
traced. The secretariat may hide abuse, with a reason that the author reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from recommendations import text
from recommendations.actions import audit
from recommendations.actions.locking import locked
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import Organization, Party, Recommendation, Statement, User
from recommendations.permissions import can, speaks_for
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class View:
    """What is said: in which language, and of which country (None: the region)."""

    text: str
    party: Party | None = None
    language: str = "en"


@transaction.atomic
def publish(*, recommendation: Recommendation, organization: Organization, view: View, by: User) -> Statement:
    """Publish the organization's view. Errors: NotAllowed, TooLate (withdrawn), Refused (empty, one is there)."""
    _check_speaks(organization.pk, by)
    _lock(organization)
    recommendation = _text_as_now(recommendation)
    _check_sayable(recommendation, view)
    statement = _write(recommendation, organization, view, by=by)
    audit.record("statement.publish", statement, by=by, party=statement.party, after=_facts(statement))
    return statement


@transaction.atomic
def change(*, statement: Statement, view: View, by: User) -> Statement:
    """Withdraw a statement and publish another in its place; the new one. Errors as of `publish`."""
    statement = _own(statement, by)
    if statement.hidden_at:
        raise TooLate(gettext_noop("The secretariat has hidden this statement. Withdraw it, or write another."))
    if text.clean(view.text) == statement.text and (view.party, view.language) == _where(statement):
        return statement
    _withdraw(statement, by)
    _check_sayable(statement.recommendation, view)
    new = _write(statement.recommendation, statement.organization, view, by=by)
    audit.record("statement.change", new, by=by, party=new.party, before=_facts(statement), after=_facts(new))
    return new


@transaction.atomic
def withdraw(*, statement: Statement, by: User) -> Statement:
    """Take the own organization's statement back. Errors: NotAllowed, TooLate."""
    statement = _own(statement, by)
    _withdraw(statement, by)
    audit.record("statement.withdraw", statement, by=by, party=statement.party, before=_facts(statement))
    return statement


@transaction.atomic
def hide(*, statement: Statement, reason: str, by: User) -> Statement:
    """The secretariat hides abuse. Errors: NotAllowed, TooLate, Refused (no reason)."""
    statement = _to_hide(statement, by)
    if statement.hidden_at:
        raise TooLate(gettext_noop("This statement is hidden already."))
    if not text.clean(reason):
        raise Refused(gettext_noop("Say why the statement is hidden. Its author reads it."), field="reason")
    statement.hidden_at, statement.hidden_by, statement.hidden_reason = timezone.now(), by, reason
    statement.save()
    after = {**_facts(statement), "reason": statement.hidden_reason}
    audit.record("statement.hide", statement, by=by, party=statement.party, after=after)
    return statement


@transaction.atomic
def show(*, statement: Statement, by: User) -> Statement:
    """The secretariat shows a hidden statement again. Errors: NotAllowed, TooLate, Refused."""
    statement = _to_hide(statement, by)
    if not statement.hidden_at:
        raise TooLate(gettext_noop("This statement is not hidden."))
    _check_alone(statement.recommendation, statement.organization_id, statement.party)
    before = {"reason": statement.hidden_reason}
    statement.hidden_at, statement.hidden_by, statement.hidden_reason = None, None, ""
    statement.save()
    audit.record("statement.show", statement, by=by, party=statement.party, before=before, after=_facts(statement))
    return statement


def _write(recommendation: Recommendation, organization: Organization, view: View, *, by: User) -> Statement:
    _check_alone(recommendation, organization.pk, view.party)
    return Statement.objects.create(
        recommendation=recommendation, organization=organization, organization_name=str(organization),
        party=view.party, text=view.text, language=view.language, published_at=timezone.now(), published_by=by,
    )  # fmt: skip


def _withdraw(statement: Statement, by: User) -> None:
    statement.withdrawn_at, statement.withdrawn_by = timezone.now(), by
    statement.save()


def _check_speaks(organization: int, by: User) -> None:
    if organization not in speaks_for(by):
        raise NotAllowed(gettext_noop("Only people of an organization publish and change its statements."))


def _check_sayable(recommendation: Recommendation, view: View) -> None:
    if recommendation.withdrawn_at:
        raise TooLate(
            gettext_noop("%(reference)s was withdrawn. It can be read, but no statement can be added any more."),
            reference=recommendation.reference,
        )
    if not text.clean(view.text):
        raise Refused(gettext_noop("Write the statement."), field="text")


def _check_alone(recommendation: Recommendation, organization: int, party: Party | None) -> None:
    """An organization says one thing of one recommendation in one place: it changes that."""
    same = Statement.objects.shown().filter(recommendation=recommendation, organization=organization, party=party)
    if same.exists():
        raise Refused(
            gettext_noop("Your organization has published a statement for this place already. Change that one."),
            field="party",
        )


def _own(statement: Statement, by: User) -> Statement:
    """The author's own statement as it is now, locked."""
    _check_speaks(statement.organization_id, by)
    return _as_now(statement)


def _to_hide(statement: Statement, by: User) -> Statement:
    if not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Only the secretariat hides statements."))
    return _as_now(statement)


def _as_now(statement: Statement) -> Statement:
    _lock(statement.organization)
    now = Statement.objects.select_related("recommendation", "organization", "party").get(pk=statement.pk)
    if now.withdrawn_at:
        raise TooLate(gettext_noop("This statement was withdrawn."))
    return now


def _text_as_now(recommendation: Recommendation) -> Recommendation:
    """Locked: whoever withdraws it, or takes its import back, comes before or after."""
    now = locked(Recommendation.objects).filter(pk=recommendation.pk).first()
    if now is None:
        raise TooLate(gettext_noop("This text is no longer here: its import was undone."))
    return now


def _lock(organization: Organization) -> None:
    """Whoever writes a statement of an organization waits here for the others."""
    list(locked(Organization.objects).filter(pk=organization.pk))


def _where(statement: Statement) -> tuple[Party | None, str]:
    return statement.party, statement.language


def _facts(statement: Statement) -> dict[str, object]:
    return {
        "recommendation": statement.recommendation.reference,
        "organization": statement.organization_name,
        "country": statement.party.code if statement.party else None,
        "text": statement.text,
    }

"""Sending many answers at once: to the country's approver, or to the reviewers with one receipt for all."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from recommendations.actions import audit, outbox, updates
from recommendations.actions.many import Outcome, Seen, all_updates
from recommendations.choices import MailKind
from recommendations.errors import Refused
from recommendations.models import Party, Receipt, Update, UpdateVersion, User
from recommendations.queries.subject import served_by
from recommendations.text import gettext_noop

# No letter or figure that is mistaken for another on the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def ask_approval(*, rows: Iterable[Seen], by: User) -> Outcome:
    """Send each row to its party's approver; what moved on since is left and told."""
    return all_updates(rows, lambda found: updates.ask_approval_many(rows=found, by=by), by=by)


@transaction.atomic
def submit(*, rows: Iterable[Seen], by: User) -> tuple[Receipt | None, Outcome]:
    """Send each row to the reviewers; what moved on since is left and told. One receipt for what went, if any did.

    Errors: Refused (rows of several parties: a receipt is one party's).
    """
    outcome = all_updates(rows, lambda found: updates.submit_many(rows=found, by=by), by=by)
    if len({update.follow_up.party_id for update in outcome.done}) > 1:
        raise Refused(gettext_noop("Send the answers of one country at a time."))
    return (give_receipt(outcome.done, by=by) if outcome.done else None), outcome


@transaction.atomic
def submit_one(*, update: Update, seen_version: int, by: User) -> Receipt:
    """Send one update to the reviewers and give a receipt for it. Errors: those of `updates.submit`."""
    return give_receipt((updates.submit(update=update, seen_version=seen_version, by=by),), by=by)


def give_receipt(sent: tuple[Update, ...], *, by: User) -> Receipt:
    """The receipt for these updates of one party, which have just been submitted in this transaction."""
    party = sent[0].follow_up.party
    receipt = Receipt.objects.create(reference=_reference(party), party=party, sent_at=timezone.now(), sent_by=by)
    latest = UpdateVersion.objects.filter(update__in=sent, number=F("update__version"))
    receipt.versions.set(latest.values_list("pk", flat=True))
    references = {each.follow_up_id: each.follow_up.recommendation.reference for each in sent}
    also = {references[under]: others for under, others in served_by(references).items()}
    _tell(receipt, len(sent), sum(map(len, also.values())))
    # What was answered under another is frozen here: `queries.receipts` reads it from the trail.
    after = {"reference": receipt.reference, "answers": list(references.values())} | ({"also": also} if also else {})
    audit.record("receipt.give", receipt, by=by, party=party, after=after)
    return receipt


def _reference(party: Party) -> str:
    """ "LA-20261122-K7QM": the party, its own day, and letters that nobody guesses."""
    day = timezone.localtime(timezone=party.zone)
    while True:
        reference = f"{party.code}-{day:%Y%m%d}-{get_random_string(4, LETTERS)}"
        if not Receipt.objects.filter(reference=reference).exists():
            return reference


def _tell(receipt: Receipt, count: int, also: int) -> None:
    """What was answered stays out of the mail: it may be read by others."""
    told = (
        _("The reviewers have received what you sent: {count} answers for {all} recommendations.")
        if also and count > 1
        else _("The reviewers have received what you sent: one answer for {all} recommendations.")
        if also
        else _("The reviewers have received what you sent. Answers in all: {count}.")
    )
    sentence = format_lazy(told, count=count, all=count + also)
    outbox.post(
        recipient=receipt.sent_by,
        event=f"receipt:{receipt.pk}",
        kind=MailKind.RECEIPT,
        subject=format_lazy(_("Receipt {reference}"), reference=receipt.reference),
        body=format_lazy("{}\n\n{}", sentence, outbox.link(receipt.get_absolute_url())),
    )

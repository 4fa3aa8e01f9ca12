"""The party's approval: many drafts at once, or a signature on paper that the coordinator records."""

import base64
import contextlib
import datetime
import hashlib
import zoneinfo
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from recommendations import text
from recommendations.actions import approval_mail, audit, files, updates
from recommendations.actions.locking import lock_follow_ups
from recommendations.actions.many import Outcome, Refusal, Seen, each_update
from recommendations.choices import UpdateState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import (
    FollowUp,
    PaperApproval,
    Party,
    SignatureRow,
    SignatureSheet,
    Update,
    UpdateVersion,
    User,
)
from recommendations.parsing import media
from recommendations.permissions import can
from recommendations.queries.subject import served_by
from recommendations.roles import Permission
from recommendations.text import gettext_noop

# The kinds of file that a scan comes in, of those taken as evidence.
SCANS = (media.PDF, media.PNG, media.JPEG)
CHANGED = gettext_noop("It was changed since it was printed.")
NOT_WAITING = gettext_noop("It is “%(state)s” by now.")


@dataclass(frozen=True)
class Signature:
    """What stands on the signed paper: who signed, when, under which letter; the scan's content with its name."""

    name: str
    signed_on: datetime.date
    title: str = ""
    letter_number: str = ""
    content: bytes | None = None
    file_name: str = ""


@transaction.atomic
def approve(*, rows: Iterable[Seen], by: User) -> Outcome:
    """Approve each row in the version that was seen; what moved on since is left and told."""
    return each_update(rows, lambda update, seen: updates.approve(update=update, seen_version=seen, by=by), by=by)


@transaction.atomic
def send_back(*, rows: Iterable[Seen], note: str, by: User) -> Outcome:
    """Send each row back to its reporter with one note. Errors: Refused (no note)."""
    if not text.clean(note):
        raise Refused(gettext_noop("Write what should change before you send it back."), field="note")
    return each_update(
        rows, lambda update, seen: updates.refuse_approval(update=update, seen_version=seen, note=note, by=by), by=by
    )


# --- On paper -----------------------------------------------------------------------------------------------


@transaction.atomic
def make_sheet(*, party: Party, rows: Iterable[Seen], by: User) -> SignatureSheet:
    """A paper for signature of those rows that wait for approval, in the documents' order.

    The same versions again are the same paper under the same code. Errors: NotAllowed, TooLate.
    """
    if not may_print(by, party):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))
    wanted = [row.update_id for row in rows]
    lock_follow_ups(FollowUp.objects.filter(updates__in=wanted, party=party))
    waiting = Update.objects.filter(pk__in=wanted, state=UpdateState.FOR_APPROVAL, follow_up__party=party)
    versions = printed_order(waiting)
    if not versions:
        raise TooLate(gettext_noop("None of these answers waits for approval any more."))
    sheet, made = SignatureSheet.objects.get_or_create(
        code=version_code(party, versions), defaults={"party": party, "made_by": by}
    )
    if made:
        numbered = enumerate(versions, start=1)
        SignatureRow.objects.bulk_create(SignatureRow(sheet=sheet, version=each, number=at) for at, each in numbered)
        served = served_by(each.update.follow_up_id for each in versions)
        told = {
            "code": sheet.code, "versions": [[each.update_id, each.number] for each in versions],
            "also": {each.pk: others for each in versions if (others := served.get(each.update.follow_up_id))},
        }  # fmt: skip
        audit.record("signature_sheet.make", sheet, by=by, party=party, after=told)
    return sheet


def may_print(user: User, party: Party) -> bool:
    """Whoever approves, and whoever records what was signed, may make and open papers for signature."""
    return any(can(user, permission, party) for permission in (Permission.APPROVE_UPDATE, Permission.RECORD_APPROVAL))


def printed_order(waiting: Iterable[Update]) -> list[UpdateVersion]:
    """The latest version of each update, in the order in which a paper numbers them."""
    found = UpdateVersion.objects.select_related("update").filter(update__in=waiting).order_by(
        "update__follow_up__recommendation__document__forum__number",
        "update__follow_up__recommendation__document__code",
        "update__follow_up__recommendation__position",
        "number",
    )  # fmt: skip
    return [version for version in found if version.number == version.update.version]


def version_code(party: Party, versions: Iterable[UpdateVersion]) -> str:
    """ "LA-4K7Q-2MZD": the country and 40 bits of a digest of what is printed."""
    told = ",".join(str(version.pk) for version in versions)
    letters = base64.b32encode(hashlib.sha256(told.encode()).digest()).decode()
    return f"{party.code[:9]}-{letters[:4]}-{letters[4:8]}"


@files.unless_it_fails()
@transaction.atomic
def record(*, sheet: SignatureSheet, signature: Signature, by: User) -> tuple[PaperApproval, Outcome]:
    """Approve what `sheet` printed and nobody changed since; the rest is left and told.

    Errors: NotAllowed, TooLate (nothing of it can be approved any more), Refused.
    """
    if not can(by, Permission.RECORD_APPROVAL, sheet.party):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))
    kind = check(sheet, signature)
    printed = list(sheet.rows.select_related("version__update__follow_up__recommendation"))
    lock_follow_ups(row.version.update.follow_up for row in printed)
    approval = _store(sheet, signature, kind, by=by)
    with approval_mail.together():
        outcome = _approve_printed(printed, by=by)
    if not outcome.done:
        raise TooLate(gettext_noop("Nothing on this paper can be approved any more: make a new one."))
    audit.record(
        "paper_approval.record", approval, by=by, party=sheet.party,
        after={
            "code": sheet.code, "name": approval.name, "title": approval.title, "signed_on": approval.signed_on,
            "letter_number": approval.letter_number, "sha256": approval.sha256,
            "approved": [update.pk for update in outcome.done],
            "left": [refusal.reference for refusal in outcome.refused],
        },
    )  # fmt: skip
    return approval, outcome


def _approve_printed(printed: list[SignatureRow], *, by: User) -> Outcome:
    done, refused = [], []
    for row in printed:
        update = Update.objects.with_source().get(pk=row.version.update_id)
        try:
            check_as_printed(row, update)
            with transaction.atomic():
                done.append(updates.record_approval(update=update, seen_version=row.version.number, by=by))
        except Refused as error:
            refused.append(Refusal(update.follow_up.recommendation.reference, error))
    return Outcome(tuple(done), tuple(refused))


def check_as_printed(row: SignatureRow, update: Update) -> None:
    """Raise TooLate where `update` is not what `row` printed, or waits for approval no more."""
    if update.version != row.version.number:
        raise TooLate(CHANGED)
    if update.state != UpdateState.FOR_APPROVAL:
        raise TooLate(NOT_WAITING, state=update.get_state_display())


def check(sheet: SignatureSheet, signature: Signature) -> str:
    """The media type of the scan, "" for none. Raises Refused for what cannot be taken."""
    zone = zoneinfo.ZoneInfo(sheet.party.time_zone)
    printed_on, today = timezone.localdate(sheet.made_at, zone), timezone.localdate(timezone=zone)
    if not text.clean(signature.name):
        raise Refused(gettext_noop("Give the name of the person who signed."), field="name")
    if signature.signed_on > today:
        raise Refused(gettext_noop("This day has not come yet."), field="signed_on")
    if signature.signed_on < printed_on:
        raise Refused(gettext_noop("The paper was made later than this day. Check the date."), field="signed_on")
    if signature.content is None and not text.clean(signature.letter_number):
        raise Refused(gettext_noop("Give the letter number, or add the scan."), field="letter_number")
    return _scan_kind(signature.content)


def check_scan_size(size: int) -> None:
    """Raise Refused where a scan of `size` bytes is too large."""
    with _beside_scan():
        media.check_size(size, settings.EVIDENCE_MAX_BYTES)


def _scan_kind(content: bytes | None) -> str:
    if content is None:
        return ""
    check_scan_size(len(content))
    with _beside_scan():
        kind = media.media_type(content)
    if kind not in SCANS:
        raise Refused(gettext_noop("Upload the scan as a PDF, PNG or JPEG file."), field="scan")
    return kind


@contextlib.contextmanager
def _beside_scan() -> Iterator[None]:
    """The sentences on files, said beside the field that the scan came in."""
    try:
        yield
    except Refused as error:
        raise Refused(error.sentence, field="scan", **error.params) from None


def _store(sheet: SignatureSheet, signature: Signature, kind: str, *, by: User) -> PaperApproval:
    approval = PaperApproval(
        sheet=sheet, name=signature.name, title=signature.title, signed_on=signature.signed_on,
        letter_number=signature.letter_number, recorded_by=by,
    )  # fmt: skip
    if signature.content is not None:
        approval.scan.save(signature.file_name, ContentFile(signature.content), save=False)
        files.stored(approval.scan)
        approval.scan_name, approval.media_type = text.clean(signature.file_name)[-200:], kind
        approval.sha256 = hashlib.sha256(signature.content).hexdigest()
    approval.save()
    return approval

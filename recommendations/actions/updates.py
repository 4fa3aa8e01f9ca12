"""Writing a party's answer: save, and the moves from draft to submitted."""

from django.db import transaction
from django.utils import timezone

from recommendations import workflow
from recommendations.actions import activities, approval_mail, audit, versions
from recommendations.actions.locking import locked
from recommendations.actions.typed import Answer
from recommendations.choices import NotPursuedReason, Status, UpdateState
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import FollowUp, Round, Update, User
from recommendations.permissions import check_edit, check_move
from recommendations.text import clean, gettext_noop
from recommendations.workflow import EDITABLE, Move

CHANGED = gettext_noop("This answer was changed after you opened it.")


@transaction.atomic
def save(
    *,
    follow_up: FollowUp,
    answer: Answer,
    opened_version: int,
    by: User,
    form_key: str = "",
    opened_update: int | None = None,
) -> Update:
    """Save `answer` as the open draft's next version, beginning a draft where there is none.

    `opened_version` is the version number the person started from, 0 where there was no draft; `opened_update`
    the id of the newest update they saw there, 0 for none (None: not asked). Without it the first version of a
    draft could be taken for that of another, begun after the first was discarded or accepted.
    Errors: NotAllowed, TooLate, Conflict (somebody saved since, and not from this very form), ChangedElsewhere,
    Refused.
    """
    follow_up = lock(follow_up)
    update = open_update(follow_up)
    check_edit(by, follow_up, update)
    if follow_up.answered_under:
        raise Refused(
            gettext_noop("This recommendation is answered under %(reference)s. Write the answer there."),
            reference=follow_up.answered_under.recommendation.reference,
        )
    if opened_update is not None and opened_update != newest_id(follow_up):
        if update is None:
            raise Conflict(CHANGED)
        opened_version = 0  # nothing of this draft was seen: only this very form's own saves are no conflict
    check_version(update, opened_version, by=by, form_key=form_key)
    answer = versions.adopt(update, answer, by=by, form_key=form_key)
    return add_version(follow_up, update, answer, by=by, form_key=form_key)


def add_version(follow_up: FollowUp, update: Update | None, answer: Answer, *, by: User, form_key: str) -> Update:
    """The draft's next version (or a draft's first), for an action that holds the lock and has checked the rest."""
    audit.hold()  # before the activities: who ties others first, or names an agency, holds it by now
    answer = activities.merged(update, answer, by=by, form_key=form_key)
    if update is not None and versions.says(update, answer):
        return update
    before = versions.summary(versions.latest(update)) if update else None
    if update is None:
        update = Update(follow_up=follow_up, created_by=by, round=round_of(follow_up), is_example=False)
    update.state = EDITABLE[UpdateState(update.state)]
    update.approved_at = update.approved_by = None
    update.is_unchanged = False  # somebody writes: it is no mere confirmation any more
    update.version += 1
    update.save()
    version = versions.write(update, answer, by=by, form_key=form_key)
    audit.record("update.save", update, by=by, party=follow_up.party, before=before, after=versions.summary(version))
    return update


def call_back(*, follow_up: FollowUp, by: User) -> None:
    """An answer that lies with the approver, or was approved, becomes a draft again, for an action that holds the lock:
    it is to serve for more than the approver has read."""
    update = open_update(follow_up)
    if update is None or update.state not in (UpdateState.FOR_APPROVAL, UpdateState.APPROVED):
        return
    before = versions.summary(versions.latest(update))
    version = versions.copy(update, by=by)
    update.state = EDITABLE[UpdateState(update.state)]
    update.approved_at = update.approved_by = None
    update.save()
    audit.record("update.save", update, by=by, party=follow_up.party, before=before, after=versions.summary(version))


@transaction.atomic
def discard(*, update: Update, seen_version: int, by: User) -> None:
    """Throw away a draft that was never submitted. Errors: NotAllowed, TooLate, Conflict."""
    update = lock_update(update)
    check_edit(by, update.follow_up, update)
    check_version(update, seen_version, by=by)
    if update.state != UpdateState.DRAFT or update.versions.filter(frozen_at__isnull=False).exists():
        raise TooLate(gettext_noop("Only a draft that was never submitted can be discarded."))
    audit.record(
        "update.discard", update, by=by, party=update.follow_up.party,
        before=versions.summary(versions.latest(update)),
    )  # fmt: skip
    update.delete()


@transaction.atomic
def ask_approval(*, update: Update, seen_version: int, by: User) -> Update:
    """Send a draft to the party's approver. Errors: NotAllowed, TooLate, Conflict, Refused (incomplete)."""
    update = _ready(update, workflow.ASK_APPROVAL, seen_version=seen_version, by=by)
    check_complete(update)
    return _moved(update, workflow.ASK_APPROVAL, by=by)


@transaction.atomic
def approve(*, update: Update, seen_version: int, by: User) -> Update:
    """The party's approver agrees. Errors: NotAllowed, TooLate, Conflict."""
    update = _ready(update, workflow.APPROVE, seen_version=seen_version, by=by)
    update.approved_at, update.approved_by = timezone.now(), by
    return _moved(update, workflow.APPROVE, by=by)


@transaction.atomic
def record_approval(*, update: Update, seen_version: int, by: User) -> Update:
    """The party's approver agreed on paper, and `by` records it. Errors: NotAllowed, TooLate, Conflict."""
    update = _ready(update, workflow.RECORD_APPROVAL, seen_version=seen_version, by=by)
    update.approved_at, update.approved_by = timezone.now(), by
    return _moved(update, workflow.RECORD_APPROVAL, by=by)


@transaction.atomic
def refuse_approval(*, update: Update, seen_version: int, note: str, by: User) -> Update:
    """The approver sends a draft back to its reporter. Errors: NotAllowed, TooLate, Conflict, Refused."""
    update = _ready(update, workflow.REFUSE_APPROVAL, seen_version=seen_version, by=by)
    if not clean(note):
        raise Refused(gettext_noop("Write what should change before you send it back."), field="note")
    return _moved(update, workflow.REFUSE_APPROVAL, by=by, note=clean(note))


@transaction.atomic
def submit(*, update: Update, seen_version: int, by: User) -> Update:
    """Send the update to the reviewers; its version is frozen. Errors: NotAllowed, TooLate, Conflict, Refused."""
    update = lock_update(update)
    needs_approval = update.follow_up.party.approval_required
    move = workflow.SUBMIT_APPROVED if needs_approval else workflow.SUBMIT_DIRECTLY
    update = _ready(update, move, seen_version=seen_version, by=by)
    check_complete(update)
    versions.freeze(update, by=by)
    update.submitted_at, update.submitted_by = timezone.now(), by
    update.round = round_of(update.follow_up)
    return _moved(update, move, by=by)


@transaction.atomic
def withdraw(*, update: Update, seen_version: int, by: User) -> Update:
    """Take a submitted update back before it is reviewed. Errors: NotAllowed, TooLate, Conflict."""
    update = _ready(update, workflow.WITHDRAW, seen_version=seen_version, by=by)
    update.approved_at = update.approved_by = update.submitted_at = update.submitted_by = None
    return _moved(update, workflow.WITHDRAW, by=by)


# --- What every action on an update begins and ends with ------------------------------------------------------


def lock(follow_up: FollowUp) -> FollowUp:
    """The follow-up, locked until the transaction ends: whoever writes to it or its updates comes here first.

    Raises TooLate where the import that brought it in was undone meanwhile.
    """
    if not locked(FollowUp.objects).filter(pk=follow_up.pk).exists():
        raise TooLate(gettext_noop("This is no longer asked: the document was taken back."))
    # Read anew: PostgreSQL gives a row that it waited for as it is now, but what is joined to it as it was before.
    return FollowUp.objects.select_related("party", "recommendation", "answered_under__recommendation").get(
        pk=follow_up.pk
    )


def lock_update(update: Update) -> Update:
    """The update as it is now, under its follow-up's lock. Raises TooLate where it was discarded."""
    lock(update.follow_up)
    now = Update.objects.with_source().filter(pk=update.pk).first()
    if now is None:
        raise TooLate(gettext_noop("This draft was discarded."))
    return now


def open_update(follow_up: FollowUp) -> Update | None:
    """The one update of `follow_up` that is still on its way."""
    return Update.objects.open().with_source().filter(follow_up=follow_up).first()


def newest_id(follow_up: FollowUp) -> int:
    """The id of the follow-up's newest update, on its way or decided; 0 for none."""
    return Update.objects.filter(follow_up=follow_up).order_by("-pk").values_list("pk", flat=True).first() or 0


def check_version(update: Update | None, opened_version: int, *, by: User, form_key: str = "") -> None:
    """Raise Conflict where somebody saved after `opened_version`, other than `by` from this very form."""
    now = update.version if update else 0
    if now == opened_version:
        return
    since = update.versions.filter(number__gt=opened_version) if update else None
    own = since is not None and form_key and not since.exclude(saved_by=by, form_key=form_key).exists()
    if not own or now < opened_version:
        raise Conflict(CHANGED)


def check_complete(update: Update) -> None:
    """Raise Refused where the version lacks what must be there before others read it."""
    version = versions.latest(update)
    if not version.status:
        raise Refused(gettext_noop("Choose a status before you send the update."), field="status")
    if version.status == Status.NOT_PURSUED and not version.not_pursued_reason:
        raise Refused(gettext_noop("Say why the recommendation is not pursued."), field="not_pursued_reason")
    if version.not_pursued_reason == NotPursuedReason.REPLACED and not version.replaced_by:
        raise Refused(gettext_noop("Give the reference of the recommendation that replaces it."), field="replaced_by")


def round_of(follow_up: FollowUp) -> Round | None:
    """The open round that asks for this follow-up now, if there is one."""
    rounds = Round.objects.asking(timezone.localdate(timezone=follow_up.party.zone)).filter(parties=follow_up.party)
    return rounds.filter(documents=follow_up.recommendation.document_id).first()


def _ready(update: Update, move: Move, *, seen_version: int, by: User) -> Update:
    """The update, locked, with the move checked and its version still the one that was seen."""
    update = lock_update(update)
    check_move(by, update, move)
    check_version(update, seen_version, by=by)
    return update


def _moved(update: Update, move: Move, *, by: User, note: str = "") -> Update:
    before = {"state": update.state}
    update.state = move.target
    update.save()
    approval_mail.tell(update, move, by=by)
    after = {"state": update.state, "version": update.version, **({"note": note} if note else {})}
    audit.record(f"update.{move.name}", update, by=by, party=update.follow_up.party, before=before, after=after)
    return update
